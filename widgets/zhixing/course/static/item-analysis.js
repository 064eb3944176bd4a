// Item analysis: what to look at first and what to do about it, a picture, and every number one tap deeper.
import { activity, Button, Card, html, Notice } from "../../activity/static/kit.js";
import { Appendix } from "./analysis-appendix.js";
import { Scatter } from "./analysis-picture.js";
import { brief, choiceName, ForUnit } from "./teach-parts.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {{value: number, low: number, high: number}} Alpha */
/** @typedef {{code: "key" | "flat" | "hard" | "easy" | "dead", choices: {key: string, label: Pair | null}[]}} Caution */
/** @typedef {{key: string, label: Pair | null, right: boolean, count: number, upper: number | null,
 *   lower: number | null}} Chosen */
/** @typedef {{id: string, number: number, kind: string, prompt: Pair, expected: number, answered: number, right: number,
 *   facility: number | null, score: number | null, total: number | null, rest: number | null,
 *   discrimination: number | null, halves: [number, number] | null, cautions: Caution[],
 *   parts: {part: string, label: Pair | null, choices: Chosen[]}[]}} Item */
/** @typedef {import("./teach-parts.js").OfUnit & {people: number, table: {people: number, items: number},
 *   outdated: number, reason: "few-people" | "few-items" | "alike" | null, least: number,
 *   limits: {hard: number, easy: number, separates: number, correlates: number}, items: Item[],
 *   reliability: {kr20: Alpha, alpha: Alpha | null, sem: number, mean: number} | null}} View */

const REASONS = {
  "few-people": "ui-teach.analysis.few-people",
  "few-items": "ui-teach.analysis.few-items",
  alike: "ui-teach.analysis.alike",
};
const CAUTIONS = {
  key: "ui-teach.analysis.key",
  flat: "ui-teach.analysis.flat",
  hard: "ui-teach.analysis.hard",
  easy: "ui-teach.analysis.easy",
  dead: "ui-teach.analysis.dead",
};
const NEXT = {
  key: "ui-teach.analysis.key-next",
  flat: "ui-teach.analysis.flat-next",
  hard: "ui-teach.analysis.hard-next",
  easy: "ui-teach.analysis.easy-next",
  dead: "ui-teach.analysis.dead-next",
};
const HIGH = 0.7;
const MIDDLE = 0.5;

/** @param {Kit} kit */
const ItemAnalysis = (kit) => html`<${ForUnit} ...${kit} name="item-analysis" Content=${Content} />`;

/** @param {Kit} kit */
function Content(kit) {
  const { t, say, act } = kit;
  const { unit, items, reason, reliability, outdated, people, least } = /** @type {View} */ (kit.view);
  const foot = html`<${Button} onPress=${() => act("recount")}>${t("ui-teach.analysis.recount")}<//>`;
  return html`<${Card} title=${t("ui-teach.analysis.title", { unit: say(unit.title) })} lead=${t("ui-teach.analysis.lead")} foot=${foot}>
    ${reason && html`<${Notice} tone="warn">${t(REASONS[reason], { least, people })}<//>`}
    ${reliability && html`<${Findings} ...${kit} />`}
    ${outdated > 0 && html`<p class="zx-muted">${t("ui-teach.analysis.outdated", { n: outdated })}</p>`}
    ${reliability && html`<${Scatter} items=${items} limits=${/** @type {View} */ (kit.view).limits} t=${t} />`}
    <${Appendix} ...${kit} />
  <//>`;
}

/** The one sentence about the score, then the items to look at. @param {Kit} kit */
function Findings(kit) {
  const { t, say } = kit;
  const { items, reliability, table } = /** @type {View} */ (kit.view);
  const value = reliability?.kr20.value ?? 0;
  const trust =
    value >= HIGH
      ? "ui-teach.analysis.trust-high"
      : value >= MIDDLE
        ? "ui-teach.analysis.trust-middle"
        : "ui-teach.analysis.trust-low";
  const found = items.filter(({ cautions }) => cautions.length > 0);
  return html`<p>${t(trust, { value: value.toFixed(2) })}</p>
    <p class="zx-muted">${t("ui-teach.analysis.base", table)}</p>
    ${
      found.length === 0
        ? html`<${Notice} tone="ok">${t("ui-teach.analysis.fine")}<//>`
        : html`<h4 class="zx-panel-title">${t("ui-teach.analysis.first")}</h4>
          <ol class="zx-list zx-item-cautions">
            ${found.map(
              (item) => html`<li key=${item.id} class="zx-panel">
                <p><strong>${t("ui-teach.analysis.item", { n: item.number })}</strong> <span class="zx-muted">${brief(say(item.prompt), kit.locale !== "en")}</span></p>
                ${item.cautions.map(
                  (
                    one,
                  ) => html`<p key=${one.code}>${t(CAUTIONS[one.code], { answered: item.answered, right: item.right, choices: listed(kit, item, one) })}
                    <span class="zx-caution-next">${t(NEXT[one.code])}</span></p>`,
                )}
              </li>`,
            )}
          </ol>`
    }`;
}

/** @param {Kit} kit @param {Item} item @param {Caution} caution */
function listed(kit, item, { choices }) {
  const named = choices.map((one) =>
    kit.t("ui-teach.analysis.listed", { choice: choiceName(kit, item.kind, one) }),
  );
  return named.join(kit.t("ui-classroom.comma"));
}

export default activity(ItemAnalysis);
