// What came of the slips: order, points and how many chose each, ties said, agreement in one sentence.
import { Button, Chip, html, Notice, Problem, useKit } from "../../activity/static/kit.js";

/** @typedef {import("./idea-wall-typed.js").Part} Part */
/** @typedef {import("./idea-wall-typed.js").Entry} Entry */
/** @typedef {import("./idea-wall-typed.js").Result} Result */
/** @typedef {import("./idea-wall-typed.js").View} View */

/** @type {Record<"strong" | "moderate" | "weak", string>} */
const LEVELS = {
  strong: "ui-ideas.result.strong",
  moderate: "ui-ideas.result.moderate",
  weak: "ui-ideas.result.weak",
};
/** @type {Record<"cause" | "remedy", {send: string, sent: string}>} */
const SENDING = {
  cause: { send: "ui-ideas.result.send-cause", sent: "ui-ideas.result.sent-cause" },
  remedy: { send: "ui-ideas.result.send-remedy", sent: "ui-ideas.result.sent-remedy" },
};

/** The one sentence about agreement; with few slips, what to talk about. @param {{result: Result}} props */
export function Sentence({ result }) {
  const { t } = useKit();
  const { slips, counted, level, entries } = result;
  if (slips === 0) return html`<p>${t("ui-ideas.result.none")}</p>`;
  if (!counted) return html`<p>${t("ui-ideas.result.few", { slips })}</p>`;
  if (!level) return null;
  return html`<p>${t(LEVELS[level], { slips, text: entries[0].text, count: entries[0].chosen_by })}</p>`;
}

/** Which ideas share a place. @param {{result: Result}} props */
export function Ties({ result }) {
  const { t } = useKit();
  return result.ties.map(({ place, numbers }) => {
    const named = numbers.map((number) => t("ui-ideas.number", { number })).join(t("ui-ideas.comma"));
    return html`<p key=${place}>${t("ui-ideas.result.ties", { place, count: numbers.length, numbers: named })}</p>`;
  });
}

/** @param {Part} part */
export function Outcome(part) {
  const { view, typed } = part;
  const { t } = useKit();
  const result = /** @type {Result} */ (view.result);
  const mayChoose = view.may_lead && view.following !== null;
  const chosen = /** @type {string[]} */ (typed.get("chosen") ?? view.chosen);
  const toggle = (/** @type {string} */ id) =>
    typed.put("chosen", chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  const named = result.slips === 0 ? result.entries : result.entries.filter((entry) => entry.named);
  const rest = result.entries.filter((entry) => !named.includes(entry));
  const list = (/** @type {Entry[]} */ entries) => html`<ol class="zx-ideas-result">
    ${entries.map((entry) => html`<${Row} key=${entry.id} entry=${entry} result=${result} view=${view} isChosen=${chosen.includes(entry.id)} onToggle=${mayChoose ? () => toggle(entry.id) : null} />`)}
  </ol>`;
  return html`<div class="zx-stack">
    <${Notice} tone=${result.counted ? "info" : "warn"}><${Sentence} result=${result} /><${Ties} result=${result} /><//>
    ${mayChoose && html`<p class="zx-muted">${t("ui-ideas.result.send")}</p>`}
    ${list(named)}
    ${rest.length > 0 && html`<details class="zx-details"><summary>${t("ui-ideas.result.rest", { count: rest.length })}</summary>${list(rest)}</details>`}
    ${mayChoose && html`<${Sending} chosen=${result.entries.map(({ id }) => id).filter((id) => chosen.includes(id))} ...${part} />`}
    <${How} view=${view} />
  </div>`;
}

/** @param {{entry: Entry, result: Result, view: View, isChosen: boolean, onToggle: (() => void) | null}} props */
function Row({ entry, result, view, isChosen, onToggle }) {
  const { t } = useKit();
  const most = Math.max(1, ...result.entries.map(({ points }) => points ?? 0));
  const points = view.slips.method === "dots" ? "ui-ideas.result.dots" : "ui-ideas.result.points";
  return html`<li class="zx-ideas-row">
    ${
      onToggle &&
      html`<label class="zx-ideas-pick"><input type="checkbox" checked=${isChosen} aria-label=${t("ui-ideas.entry.select", { number: entry.number })} onChange=${onToggle} /></label>`
    }
    <span class="zx-ideas-mark">${entry.number}</span>
    <div class="zx-ideas-body">
      <p>${entry.text}</p>
      <p class="zx-ideas-facts">
        ${result.slips > 0 && entry.named && html`<span>${t("ui-ideas.result.place", { place: entry.place })}</span>`}
        ${entry.tied && html`<${Chip} tone="info">${t("ui-ideas.result.tied")}<//>`}
        ${entry.points !== null && html`<span>${t(points, { points: entry.points })}</span><span>${t("ui-ideas.result.chosen-by", { count: entry.chosen_by })}</span>`}
        ${entry.heading && html`<span class="zx-muted">${t("ui-ideas.result.heading", { heading: entry.heading })}</span>`}
      </p>
      ${entry.points !== null && html`<span class="zx-ideas-measure" aria-hidden="true"><span style=${{ width: `${(100 * entry.points) / most}%` }}></span></span>`}
    </div>
  </li>`;
}

/** Send the chosen ones to the board that follows. @param {Part & {chosen: string[]}} props */
function Sending({ chosen, view, go, typed }) {
  const { t } = useKit();
  const words = SENDING[/** @type {"cause" | "remedy"} */ (view.following)];
  const isSent = view.chosen.length > 0 && chosen.join() === view.chosen.join();
  const send = async () => {
    await go("send-on", { ideas: chosen }, "send");
    typed.put("chosen", null);
  };
  return html`<div class="zx-stack">
    <${Problem} place="send" />
    ${isSent ? html`<${Notice} tone="ok">${t(words.sent)}<//>` : html`<div><${Button} look="main" onPress=${send}>${t(words.send, { count: chosen.length })}<//></div>`}
  </div>`;
}

/** How points and agreement are worked out, one tap deeper. @param {{view: View}} props */
function How({ view }) {
  const { t } = useKit();
  if (view.result?.w == null) return null;
  const isDots = view.slips.method === "dots";
  return html`<details class="zx-details">
    <summary>${t("ui-ideas.result.how")}</summary>
    <p>${t(isDots ? "ui-ideas.result.how-dots" : "ui-ideas.result.how-text", { each: view.slips.each, w: view.result.w.toFixed(2) })}</p>
  </details>`;
}
