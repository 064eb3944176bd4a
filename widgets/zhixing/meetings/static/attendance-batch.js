// A signed sheet typed in: the exceptions by number or name, checked first, then entered as shown.
import { Button, Field, Fragment, html, Problem, useState } from "../../activity/static/kit.js";
import { STATES, typing } from "./attendance-row.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./attendance.js").Mark} Mark */
/** @typedef {{late: string, early: string, leave: string, absent: string}} Lists */
/** @typedef {{lines: {number: number, name: string, unit: string, before: Mark | null, after: Mark}[], present: number,
 *   token: string}} Checked */

const BLANK = { late: "", early: "", leave: "", absent: "" };
/** @type {[keyof Lists, string, string][]} */
const COLUMNS = [
  ["late", "ui-packet.batch.late", "ui-packet.batch.late-hint"],
  ["early", "ui-packet.batch.early", "ui-packet.batch.early-hint"],
  ["leave", "ui-packet.batch.leave", "ui-packet.batch.leave-hint"],
  ["absent", "ui-packet.batch.absent", "ui-packet.batch.leave-hint"],
];
const WORDS = Object.fromEntries(STATES);

/** @param {{kit: Kit, where: {meeting: string, lane: string, half: number}, half: string, most: number}} props */
export function Batch({ kit, where, half, most }) {
  const { t, act } = kit;
  const name = `${where.meeting}/${where.lane}/${where.half}`;
  const [lists, setLists] = useState(/** @type {Lists} */ (kit.draft?.lists?.[name] ?? BLANK));
  const [checked, setChecked] = useState(/** @type {Checked | null} */ (null));
  const [done, setDone] = useState(false);
  const keep = (/** @type {Lists} */ next) => {
    setLists(next);
    setChecked(null);
    setDone(false);
    const blank = Object.values(next).every((text) => text === "");
    typing(kit, (draft) => {
      const all = { ...draft.lists, [name]: next };
      if (blank) delete all[name];
      return { ...draft, lists: all };
    });
  };
  const check = async () => setChecked(await act("check-batch", { ...where, lists }, "batch"));
  const enter = async () => {
    await act("enter-batch", { ...where, lists, token: checked?.token }, "batch");
    keep(BLANK);
    setDone(true);
  };
  return html`<details class="zx-details" open=${Boolean(kit.draft?.lists?.[name])}>
    <summary>${t("ui-packet.batch.title", { half })}</summary>
    <div class="zx-panel">
      <p class="zx-hint">${t("ui-packet.batch.how")}</p>
      ${COLUMNS.map(
        ([column, label, hint]) =>
          html`<${Field} key=${column} label=${t(label)} hint=${t(hint)} max=${most} value=${lists[column]} onInput=${(/** @type {string} */ text) => keep({ ...lists, [column]: text })} />`,
      )}
      <div class="zx-row"><${Button} onPress=${check}>${t("ui-packet.batch.check")}<//></div>
      ${checked && html`<${Shown} t=${t} checked=${checked} onEnter=${enter} />`}
      ${done && html`<p role="status">${t("ui-packet.batch.done")}</p>`}
      <${Problem} place="batch" />
    </div>
  </details>`;
}

/** @param {{t: Kit["t"], checked: Checked, onEnter: () => Promise<void>}} props */
function Shown({ t, checked, onEnter }) {
  return html`<${Fragment}>
    <p role="status">${t("ui-packet.batch.present", { count: checked.present })}</p>
    <ul class="zx-list">
      ${checked.lines.map(
        (line) => html`<li key=${line.number}>
          ${t("ui-packet.batch.line", { number: line.number, name: line.name, unit: line.unit })}${" "}
          ${line.before && html`<del>${worded(t, line.before)}</del> `}<ins>${worded(t, line.after)}</ins>
        </li>`,
      )}
    </ul>
    <div class="zx-row"><${Button} look="main" onPress=${onEnter}>${t("ui-packet.batch.enter")}<//></div>
  <//>`;
}

/** @param {Kit["t"]} t @param {Mark} mark */
function worded(t, { state, came, went }) {
  return [
    t(WORDS[state]),
    came && t("ui-packet.attendance.came-at", { time: came }),
    went && t("ui-packet.attendance.went-at", { time: went }),
  ]
    .filter(Boolean)
    .join(" ");
}
