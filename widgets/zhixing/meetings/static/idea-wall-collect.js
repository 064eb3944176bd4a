// Silent writing by the clock, then one idea each in turn; whose idea it is is not asked.
import {
  Button,
  Countdown,
  Field,
  html,
  isBlank,
  Notice,
  Problem,
  useKit,
  useRef,
  useState,
} from "../../activity/static/kit.js";
import { Reading } from "./idea-wall-list.js";
import { Words } from "./idea-wall-typed.js";

/** @typedef {import("./idea-wall-typed.js").Part} Part */

/** @param {Part} part */
export function Write({ view, go, typed }) {
  const { t } = useKit();
  const minutes = typed.get("minutes") ?? String(view.minutes);
  return html`<div class="zx-panel zx-ideas-write">
    <p class="zx-ideas-clock">${view.ends ? html`<${Countdown} ends=${view.ends} />` : t("ui-ideas.write.waiting")}</p>
    <p class="zx-muted">${t("ui-ideas.write.paper")}</p>
    ${view.count > 0 && html`<p class="zx-muted">${t("ui-ideas.hidden", { count: view.count })}</p>`}
    ${
      view.may_lead &&
      html`<div class="zx-row">
        ${
          view.ends
            ? html`<${Button} onPress=${() => go("more-time")}>${t("ui-ideas.write.more")}<//>
            <${Button} look="quiet" onPress=${() => go("stop-clock")}>${t("ui-ideas.write.stop")}<//>`
            : html`<div class="zx-ideas-number"><${Field} label=${t("ui-ideas.write.minutes")} type="number" required max=${3} value=${minutes}
                onInput=${(/** @type {string} */ value) => typed.put("minutes", value)} /></div>
            <${Button} look="main" onPress=${async () => {
              await go("start-clock", { minutes: Math.round(Number(minutes)) || 0 });
              typed.put("minutes", null);
            }}>${t("ui-ideas.write.start")}<//>`
        }
      </div>`
    }
  </div>`;
}

/** @param {Part} part */
export function Collect(part) {
  const { view } = part;
  const { t } = useKit();
  const newest = [...view.ideas].reverse();
  return html`<div class="zx-stack">
    ${view.may_lead && html`<${Turn} ...${part} />`}
    ${newest.length === 0 ? html`<p class="zx-muted">${t("ui-ideas.none")}</p>` : html`<${Reading} ideas=${newest} />`}
    ${view.may_lead && html`<${Several} ...${part} />`}
  </div>`;
}

/** The one idea of whoever has the word. @param {Part} part */
function Turn({ view, go, typed }) {
  const { t } = useKit();
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  const [noted, setNoted] = useState(0);
  const { count, people, all_passed } = view.turn;
  const text = typed.get("collect") ?? "";
  const again = () => place.current?.querySelector("input")?.focus();
  const save = async () => {
    const reply = await go("collect", { text, turn: count }, "collect");
    typed.sent("collect", text);
    setNoted(reply?.number ?? 0);
    again();
  };
  const pass = async () => {
    await go("pass", { turn: count }, "collect");
    setNoted(0);
    again();
  };
  return html`<form class="zx-panel" ref=${place} onSubmit=${(/** @type {Event} */ event) => {
    event.preventDefault();
    if (!isBlank(text)) save().catch(() => undefined);
  }}>
    <h4 class="zx-panel-title" role="status">${t("ui-ideas.collect.turn", { round: Math.floor(count / people) + 1, place: (count % people) + 1, people })}</h4>
    ${all_passed && html`<${Notice} tone="ok">${t("ui-ideas.collect.done")}<//>`}
    <${Words} label=${t("ui-ideas.collect.text")} value=${text} most=${view.most.characters} onInput=${(/** @type {string} */ value) => typed.put("collect", value)} />
    <${Problem} place="collect" />
    <div class="zx-row">
      <${Button} look="main" onPress=${save}>${t("ui-ideas.collect.save")}<//>
      <${Button} onPress=${pass}>${t("ui-ideas.collect.pass")}<//>
      ${count > 0 && html`<${Button} look="quiet" onPress=${() => go("take-back", { turn: count }, "collect")}>${t("ui-ideas.collect.back")}<//>`}
      <span class="zx-muted" role="status">${noted > 0 && t("ui-ideas.collect.noted", { number: noted })}</span>
    </div>
  </form>`;
}

/** How many take turns, and many ideas at once from paper. @param {Part} part */
function Several({ view, go, typed }) {
  const { t } = useKit();
  const [added, setAdded] = useState(0);
  const text = typed.get("add") ?? "";
  const people = typed.get("people") ?? String(view.turn.people);
  return html`<details class="zx-details" open=${text !== ""}>
    <summary>${t("ui-ideas.collect.more")}</summary>
    <div class="zx-stack">
      <${Words} label=${t("ui-ideas.collect.lines")} lines=${5} each value=${text} most=${view.most.characters} onInput=${(/** @type {string} */ value) => typed.put("add", value)} />
      <${Problem} place="add" />
      <div class="zx-row">
        <${Button} onPress=${async () => {
          const reply = await go("add", { text }, "add");
          typed.sent("add", text);
          setAdded(reply?.added ?? 0);
        }}>${t("ui-ideas.collect.add")}<//>
        <span class="zx-muted" role="status">${added > 0 && t("ui-ideas.collect.added", { count: added })}</span>
      </div>
      <div class="zx-row zx-ideas-people">
        <div class="zx-ideas-number"><${Field} label=${t("ui-ideas.collect.people")} type="number" required max=${3} value=${people} onInput=${(/** @type {string} */ value) => typed.put("people", value)} /></div>
        <${Button} onPress=${async () => {
          await go("count-table", { people: Math.round(Number(people)) || 0 }, "add");
          typed.put("people", null);
        }}>${t("ui-ideas.collect.set-people")}<//>
      </div>
    </div>
  </details>`;
}
