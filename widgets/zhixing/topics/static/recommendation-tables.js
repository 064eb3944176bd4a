// What the tables said, to be brought together into the recommendation; nothing of it is lost.
import { Button, Chip, html } from "../../activity/static/kit.js";
import { isEmpty } from "./unknowns.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./unknowns.js").Unknown} Unknown */
/** @typedef {{seat: number, lead_unit: string, reasons: string, dissent: string, unknowns: Unknown[]}} Table */
/** @typedef {{reasons: string, dissent: string, lead_unit: string, unknowns: Unknown[]}} Part */

/** @param {{t: Kit["t"], tables: Table[], paper: Part, onMerge: (part: Part) => void}} props */
export function Tables({ t, tables, paper, onMerge }) {
  return html`<details class="zx-more" open>
    <summary>${t("ui-approval.tables.title", { count: tables.length })}</summary>
    ${tables.map(
      (one) => html`<div key=${one.seat} class="zx-comment">
        <p class="zx-row"><strong>${t("ui-topics.judge.table", { seat: one.seat })}</strong>${one.lead_unit && html`<${Chip}>${t("ui-approval.tables.lead", { unit: one.lead_unit })}<//>`}</p>
        ${one.reasons && html`<p class="zx-said">${one.reasons}</p>`}
        ${one.dissent && html`<p class="zx-said">${t("ui-approval.tables.dissent", { text: one.dissent })}</p>`}
        ${one.unknowns.map((each) => html`<p key=${each.what} class="zx-muted">${t("ui-approval.tables.unknown", { ...each })}</p>`)}
      </div>`,
    )}
    <div><${Button} onPress=${() => onMerge(together(t, tables, paper))}>${t("ui-approval.tables.merge")}<//></div>
  </details>`;
}

/**
 * The paper with every table's words in it; what is there already is not repeated.
 * @param {Kit["t"]} t
 * @param {Table[]} tables
 * @param {Part} paper
 * @returns {Part}
 */
function together(t, tables, paper) {
  const add = (/** @type {"reasons" | "dissent"} */ part) =>
    tables
      .filter((one) => one[part] && !paper[part].includes(one[part]))
      .map((one) => t("ui-approval.tables.said", { seat: one.seat, text: one[part] }));
  const known = paper.unknowns.filter((one) => !isEmpty(one));
  const more = tables.flatMap((one) => one.unknowns);
  const unknowns = [...known, ...more].filter(
    (one, at, all) => all.findIndex((other) => other.what === one.what && other.who === one.who) === at,
  );
  return {
    reasons: [paper.reasons, ...add("reasons")].filter(Boolean).join("\n"),
    dissent: [paper.dissent, ...add("dissent")].filter(Boolean).join("\n"),
    lead_unit: paper.lead_unit || most(tables.map((one) => one.lead_unit).filter(Boolean)),
    unknowns: unknowns.length > 0 ? unknowns : paper.unknowns,
  };
}

/** The word said most often, the first of equals. @param {string[]} words */
function most(words) {
  const count = (/** @type {string} */ word) => words.filter((one) => one === word).length;
  return words.reduce((best, word) => (count(word) > count(best) ? word : best), words[0] ?? "");
}
