// The run sheet on the remote: chosen before the session, changed with care after, read at any time.
import { Button, Choice, html, Notice, useState } from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./remote.js").View} View */

/** @type {Record<string, string>} */
const REASONS = {
  "designated-only": "ui-session.advice.designated-only",
  "designated-beside": "ui-session.advice.designated-beside",
};

/** @param {Kit} kit */
function useOptions({ view, t, say }) {
  const { sheets } = /** @type {View} */ (view);
  return sheets.map(({ id, title, note, minutes }) => ({
    value: id,
    label: `${say(title)} · ${t("ui-session.sheet.minutes", { minutes })}`,
    note: say(note),
  }));
}

/** Before the session: which run sheet. @param {Kit} kit */
export function SheetChoice(kit) {
  const { view, t, act } = kit;
  const { sheet, advice, version } = /** @type {View} */ (view);
  const [chosen, setChosen] = useState(/** @type {string | null} */ (null)); // until the server has it
  const choose = async (/** @type {string} */ id) => {
    setChosen(id);
    await act("choose-sheet", { sheet: id, version }).catch(() => undefined);
    setChosen(null);
  };
  return html`<div class="zx-stack">
    ${advice && advice.sheet !== sheet && html`<${Notice}>${t(REASONS[advice.reason])}<//>`}
    <${Choice} legend=${t("ui-session.sheet.choose")} options=${useOptions(kit)} value=${chosen ?? sheet} onChange=${choose} />
  </div>`;
}

/** The run sheet as it is, and, once the session has begun, another one after a confirmation. @param {Kit} kit */
export function Course(kit) {
  const { view, t, say, act } = kit;
  const { step, steps, sheet, sheets, version } = /** @type {View} */ (view);
  const [chosen, setChosen] = useState(/** @type {string | null} */ (null));
  const [sure, setSure] = useState(/** @type {string[]} */ ([]));
  const picked = sheets.find(({ id }) => id === chosen && id !== sheet);
  const keeps = step !== null && picked?.steps.includes(step.id);
  const change = async () => {
    await act("choose-sheet", { sheet: chosen, version, confirmed: true });
    setChosen(null);
    setSure([]);
  };
  return html`<details class="zx-details">
    <summary>${t("ui-session.sheet.title")}</summary>
    <ol class="zx-list zx-course">
      ${steps.map(
        ({
          id,
          title,
          minutes,
          start,
        }) => html`<li key=${id} aria-current=${id === step?.id ? "step" : undefined}>
          <span class="zx-course-start">${start}</span><span>${say(title)}</span><span class="zx-muted">${t("ui-session.sheet.minutes", { minutes })}</span>
        </li>`,
      )}
    </ol>
    ${
      step &&
      html`<div class="zx-stack">
      <${Choice} legend=${t("ui-session.sheet.change")} options=${useOptions(kit)} value=${chosen ?? sheet} onChange=${setChosen} />
      ${
        picked &&
        html`<${Notice} tone="warn">${t(keeps ? "ui-session.sheet.keeps" : "ui-session.sheet.moves")}<//>
        <${Choice} many hideLegend legend=${t("ui-session.sheet.sure")} options=${[{ value: "sure", label: t("ui-session.sheet.sure") }]} value=${sure} onChange=${setSure} />
        <div><${Button} blockers=${sure.length ? [] : [t("ui-session.sheet.not-sure")]} onPress=${change}>${t("ui-session.sheet.do-change")}<//></div>`
      }
    </div>`
    }
  </details>`;
}
