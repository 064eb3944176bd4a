// What the facilitator's views of a class share: the unit they are about, and words for what may be chosen.
import { html, Nested, Select, useState } from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {{id: string, title: Pair}} Unit */
/** @typedef {{unit: Unit, units: Unit[], bare: boolean}} OfUnit */
/** @typedef {{key: string, label: Pair | null}} Named */

/** @type {Record<string, string>} */
const WORDS = {
  true: "ui-teach.word.true",
  false: "ui-teach.word.false",
  right: "ui-teach.word.right",
  wrong: "ui-teach.word.wrong",
  near: "ui-teach.word.near",
  other: "ui-teach.word.other",
  "+": "ui-teach.word.same",
  "-": "ui-teach.word.opposite",
  R: "ui-teach.word.reinforcing",
  B: "ui-teach.word.balancing",
};
/** @type {Record<string, string>} */
const PARTS = { verdict: "ui-teach.word.verdict", reason: "ui-teach.word.reason" };

/** @type {Record<string, string>} */
export const KINDS = {
  single: "ui-teach.kind.single",
  multiple: "ui-teach.kind.multiple",
  "true-false": "ui-teach.kind.true-false",
  order: "ui-teach.kind.order",
  sort: "ui-teach.kind.sort",
  fill: "ui-teach.kind.fill",
  numeric: "ui-teach.kind.numeric",
  short: "ui-teach.kind.short",
  worked: "ui-teach.kind.worked",
  loop: "ui-teach.kind.loop",
  branch: "ui-teach.kind.branch",
  rate: "ui-teach.kind.rate",
  reflection: "ui-teach.kind.reflection",
};

/**
 * A view of one unit with the choice of another; the other one is mounted by itself.
 * @param {Kit & {name: string, Content: (kit: Kit) => any}} props
 */
export function ForUnit({ name, Content, ...kit }) {
  const { unit, units, bare } = /** @type {OfUnit} */ (kit.view);
  const [chosen, setChosen] = useState(unit.id);
  if (bare || units.length < 2) return html`<${Content} ...${kit} />`;
  return html`<div class="zx-teach">
    <${Select}
      label=${kit.t("ui-teach.unit")}
      value=${chosen}
      onChange=${setChosen}
      options=${units.map(({ id, title }) => ({ value: id, label: kit.say(title) }))}
    />
    ${chosen === unit.id ? html`<${Content} ...${kit} />` : html`<${Nested} key=${chosen} activity=${name} params=${{ unit: chosen, bare: "yes" }} />`}
  </div>`;
}

/**
 * What a choice is called: as on the item's face, or a word every page knows.
 * @param {Pick<Kit, "t" | "say">} kit
 * @param {string} kind of the item
 * @param {Named} choice
 */
export function choiceName({ t, say }, kind, { key, label }) {
  if (label) return say(label);
  if (kind === "rate") return t("ui-teach.word.points", { n: key });
  if (kind === "order") return t("ui-teach.word.place", { n: key });
  return key in WORDS ? t(WORDS[key]) : key;
}

/**
 * What a part of an item is called; empty where the item is not in parts.
 * @param {Pick<Kit, "t" | "say">} kit
 * @param {{part: string, label: Pair | null}} group
 * @param {number} at its place, from 0
 */
export function partName({ t, say }, { part, label }, at) {
  if (label) return say(label);
  if (part === "") return "";
  return part in PARTS ? t(PARTS[part]) : t("ui-teach.word.gap", { n: at + 1 });
}

/**
 * A text cut short where only its beginning is needed.
 * @param {string} text
 * @param {boolean} chinese whether its reader reads Chinese, which says more in fewer characters
 * @param {number} most characters of Chinese
 */
export function brief(text, chinese, most = 30) {
  const room = chinese ? most : 2 * most;
  return text.length > room ? `${text.slice(0, room).trimEnd()}…` : text;
}

/** The letter of an option, as phones show it. @param {number} at its place, from 0 */
export const letter = (at) => String.fromCharCode(65 + at);

/**
 * Shares of a whole as one bar; numbers and names stand beside it in words.
 * @param {{parts: {tone: string, count: number}[], label: string}} props
 */
export function Bar({ parts, label }) {
  const total = Math.max(
    1,
    parts.reduce((sum, { count }) => sum + count, 0),
  );
  return html`<span class="zx-parts" role="img" aria-label=${label}>
    ${parts.map(({ tone, count }) => count > 0 && html`<span key=${tone} data-tone=${tone} style=${{ width: `${(100 * count) / total}%` }}>${count / total > 0.07 ? count : ""}</span>`)}
  </span>`;
}
