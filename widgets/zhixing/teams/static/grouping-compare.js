// Two groupings side by side: rule by rule, and who is elsewhere.
import { activity, Chip, EmptyState, html, Notice } from "../../activity/static/kit.js";
import { missing, SHORT } from "./grouping-words.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./grouping-words.js").Change} Change */
/** @typedef {{name: string, from: number | null, to: number | null}} Move */
/** @typedef {{one: string, other: string, found: {rules: Change[], forces: Record<string, import("./grouping-words.js").Force>,
 *   has_same_rules: boolean, moves: Move[], people: number} | null}} View */

/** @type {Record<Change["change"], {tone: "ok" | "warn" | "quiet", key: string}>} */
const CHANGES = {
  better: { tone: "ok", key: "ui-grouping.compare.better" },
  same: { tone: "quiet", key: "ui-grouping.compare.same" },
  worse: { tone: "warn", key: "ui-grouping.compare.worse" },
};

/** @param {Kit} kit */
function Compare({ view, t }) {
  const { one, other, found } = /** @type {View} */ (view);
  if (!found) return html`<${EmptyState} title=${t("ui-grouping.gone")} />`;
  const said = (/** @type {Change} */ each, /** @type {number} */ count) =>
    count === 0 ? t("ui-grouping.met") : missing(t, each.rule, found.forces[each.rule], count);
  return html`<div class="zx-stack">
    ${!found.has_same_rules && html`<${Notice}>${t("ui-grouping.compare.other-rules", { name: one })}<//>`}
    <div class="zx-table-wrap"><table class="zx-table zx-grouping-versus">
      <caption class="zx-unseen">${t("ui-grouping.compare.caption", { one, other })}</caption>
      <thead><tr><th scope="col">${t("ui-grouping.compare.rule")}</th><th scope="col">${one}</th><th scope="col">${other}</th><th scope="col">${t("ui-grouping.compare.verdict", { name: other })}</th></tr></thead>
      <tbody>
        ${found.rules.map(
          (each) => html`<tr key=${each.rule}>
          <th scope="row">${t(SHORT[each.rule])}</th>
          <td data-name=${one}>${said(each, each.before)}</td>
          <td data-name=${other}>${said(each, each.after)}</td>
          <td><${Chip} tone=${CHANGES[each.change].tone}>${t(CHANGES[each.change].key)}<//></td>
        </tr>`,
        )}
      </tbody>
    </table></div>
    <${Moves} t=${t} moves=${found.moves} people=${found.people} other=${other} />
  </div>`;
}

/** @param {{t: Kit["t"], moves: Move[], people: number, other: string}} props */
function Moves({ t, moves, people, other }) {
  if (moves.length === 0) return html`<p>${t("ui-grouping.compare.no-moves")}</p>`;
  const place = (/** @type {number | null} */ number) =>
    number === null ? t("ui-grouping.unplaced.title") : t("ui-grouping.slot", { number });
  return html`<details class="zx-details" open=${moves.length <= 12}>
    <summary>${t("ui-grouping.compare.moves", { count: moves.length, people, name: other })}</summary>
    <ul class="zx-list zx-grouping-moves">
      ${moves.map((move) => html`<li key=${`${move.name}/${move.from}/${move.to}`}>${t("ui-grouping.compare.move", { name: move.name, from: place(move.from), to: place(move.to) })}</li>`)}
    </ul>
  </details>`;
}

export default activity(Compare);
