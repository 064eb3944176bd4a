// Slips of a ranking or of dots, entered one by one or as a stack; what stands on them stays hidden.
import {
  Button,
  Choice,
  Field,
  html,
  Notice,
  Problem,
  Progress,
  useKit,
  useState,
} from "../../activity/static/kit.js";
import { ROOMY } from "./idea-wall-typed.js";

/** @typedef {import("./idea-wall-typed.js").Part} Part */

/** @param {Part} part */
export function Ranking(part) {
  const { view, go } = part;
  const { t } = useKit();
  const { method, each, count, expected } = view.slips;
  const progress = html`<${Progress} done=${Math.min(count, expected)} total=${expected} label=${t("ui-ideas.rank.progress", { count, expected })} />`;
  if (!view.may_lead)
    return html`<div class="zx-stack">${progress}<p class="zx-muted">${t("ui-ideas.rank.secret")}</p></div>`;
  const options = [
    {
      value: "rank",
      label: method === "rank" ? t("ui-ideas.rank.top", { each }) : t("ui-ideas.rank.by-rank"),
    },
    {
      value: "dots",
      label: method === "dots" ? t("ui-ideas.rank.dots", { each }) : t("ui-ideas.rank.by-dots"),
    },
  ];
  const show = (/** @type {boolean} */ anyway) =>
    go("move", { stage: "result", seen: view.stage, anyway }, "show");
  return html`<div class="zx-stack">
    <${Choice} row="wide" legend=${t("ui-ideas.rank.method")} options=${options} value=${method} onChange=${(/** @type {string} */ chosen) => go("method", { method: chosen }, "method")} />
    <${Problem} place="method" />
    ${progress}
    <${Expected} ...${part} />
    <p class="zx-muted">${t("ui-ideas.rank.secret")}</p>
    <${Slip} ...${part} />
    <${Stack} ...${part} />
    <${Entered} ...${part} />
    <${Problem} place="show" />
    <div class="zx-row">
      ${count >= expected ? html`<${Button} look="main" onPress=${() => show(false)}>${t("ui-ideas.rank.ready")}<//>` : html`<${Button} onPress=${() => show(true)}>${t("ui-ideas.rank.anyway")}<//>`}
    </div>
  </div>`;
}

/** How many slips were handed out. @param {Part} part */
function Expected({ view, go, typed }) {
  const { t } = useKit();
  const value = typed.get("expected") ?? String(view.slips.expected);
  return html`<div class="zx-row zx-ideas-people">
    <div class="zx-ideas-number"><${Field} label=${t("ui-ideas.rank.expected")} type="number" required max=${3} value=${value} onInput=${(/** @type {string} */ words) => typed.put("expected", words)} /></div>
    <${Button} onPress=${async () => {
      await go("expect", { slips: Math.round(Number(value)) || 0 }, "expected");
      typed.put("expected", null);
    }}>${t("ui-ideas.rank.set-expected")}<//>
    <${Problem} place="expected" />
  </div>`;
}

/** The first number that no slip has yet. @param {number[]} entered */
function nextNumber(entered) {
  let number = 1;
  while (entered.includes(number)) number += 1;
  return number;
}

/** One slip: its number, and what stands on it, typed or tapped. @param {Part} part */
function Slip({ view, go, typed }) {
  const { t } = useKit();
  const [done, setDone] = useState(/** @type {{number: number, room: number} | null} */ (null));
  const { method, each, entered } = view.slips;
  const isDots = method === "dots";
  const slip = typed.get("slip") ?? { number: "", choices: "" };
  const number = slip.number || String(nextNumber(entered));
  const chosen = (slip.choices.match(/\d+/g) ?? []).map(Number);
  const change = (/** @type {object} */ part) =>
    typed.put("slip", { number, choices: slip.choices, ...part });
  const tap = (/** @type {number} */ idea) => {
    const isOn = chosen.includes(idea);
    const next = isDots
      ? chosen.length < each
        ? [...chosen, idea]
        : chosen.filter((/** @type {number} */ one) => one !== idea)
      : isOn
        ? chosen.filter((/** @type {number} */ one) => one !== idea)
        : [...chosen, idea];
    change({ choices: next.join(" ") });
  };
  const enter = async () => {
    const reply = await go("slip", { number: Math.round(Number(number)) || 0, ideas: chosen }, "slip");
    setDone({ number: Number(number), room: reply?.room ?? 0 });
    typed.sent("slip", slip);
  };
  const mark = (/** @type {number} */ idea) => {
    const count = chosen.filter((/** @type {number} */ one) => one === idea).length;
    if (count === 0) return "";
    return isDots
      ? t("ui-ideas.rank.dots-given", { count })
      : t("ui-ideas.rank.place", { place: chosen.indexOf(idea) + 1 });
  };
  return html`<div class="zx-panel">
    <h4 class="zx-panel-title">${t("ui-ideas.rank.slip")}</h4>
    <div class="zx-ideas-slip">
      <${Field} label=${t("ui-ideas.rank.number")} type="number" required max=${3} value=${number} onInput=${(/** @type {string} */ words) => change({ number: words })} />
      <${Field} label=${t(isDots ? "ui-ideas.rank.choices-dots" : "ui-ideas.rank.choices")} hint=${t("ui-ideas.rank.choices-hint")} required max=${ROOMY} value=${slip.choices}
        onInput=${(/** @type {string} */ words) => change({ choices: words })} />
    </div>
    <div class="zx-ideas-taps" role="group" aria-label=${t("ui-ideas.rank.list")}>
      ${view.ideas.map(
        (
          idea,
        ) => html`<button type="button" key=${idea.id} class="zx-ideas-tap" aria-pressed=${String(chosen.includes(idea.number))} onClick=${() => tap(idea.number)}>
          <span class="zx-ideas-mark">${idea.number}</span><span>${idea.text}</span><b>${mark(idea.number)}</b>
        </button>`,
      )}
    </div>
    <${Problem} place="slip" />
    <div class="zx-row">
      <${Button} look="main" onPress=${enter}>${t("ui-ideas.rank.enter")}<//>
      ${slip.choices && html`<${Button} look="quiet" onPress=${() => typed.put("slip", null)}>${t("ui-ideas.rank.clear")}<//>`}
      <span class="zx-muted" role="status">${done && !slip.choices && t(done.room > 0 ? "ui-ideas.rank.room" : "ui-ideas.rank.entered-one", { number: done.number })}</span>
    </div>
  </div>`;
}

/** A stack of slips, one a line. @param {Part} part */
function Stack({ go, typed }) {
  const { t } = useKit();
  const [done, setDone] = useState(/** @type {number | null} */ (null));
  const text = typed.get("batch") ?? "";
  const enter = async () => {
    const reply = await go("batch", { text }, "batch");
    typed.sent("batch", text);
    setDone(reply?.room ?? 0);
  };
  return html`<details class="zx-details" open=${text !== ""}>
    <summary>${t("ui-ideas.rank.batch")}</summary>
    <div class="zx-stack">
      <${Field} label=${t("ui-ideas.rank.batch-text")} hint=${t("ui-ideas.rank.batch-hint")} required lines=${6} max=${ROOMY} value=${text} onInput=${(/** @type {string} */ words) => typed.put("batch", words)} />
      <${Problem} place="batch" />
      <div class="zx-row">
        <${Button} onPress=${enter}>${t("ui-ideas.rank.batch-enter")}<//>
        <span class="zx-muted" role="status">${done !== null && t(done > 0 ? "ui-ideas.rank.room" : "ui-ideas.rank.batch-done")}</span>
      </div>
    </div>
  </details>`;
}

/** The numbers that are in; any can be taken out again. @param {Part} part */
function Entered({ view, go }) {
  const { t } = useKit();
  const [isSure, setSure] = useState(false);
  const { entered } = view.slips;
  if (entered.length === 0) return null;
  return html`<details class="zx-details">
    <summary>${t("ui-ideas.rank.entered")}</summary>
    <div class="zx-stack">
      <div class="zx-row">
        ${entered.map((number) => html`<${Button} key=${number} look="quiet" onPress=${() => go("take-out", { number }, "entered")}>${t("ui-ideas.rank.take-out", { number })}<//>`)}
      </div>
      <${Problem} place="entered" />
      ${
        isSure
          ? html`<${Notice} tone="warn"><div class="zx-row">
              <${Button} look="danger" onPress=${async () => {
                await go("clear", {}, "entered");
                setSure(false);
              }}>${t("ui-ideas.rank.clear-sure")}<//>
              <${Button} look="quiet" onPress=${() => setSure(false)}>${t("ui-ideas.rank.keep")}<//>
            </div><//>`
          : html`<div><${Button} look="danger" onPress=${() => setSure(true)}>${t("ui-ideas.rank.clear-all")}<//></div>`
      }
    </div>
  </details>`;
}
