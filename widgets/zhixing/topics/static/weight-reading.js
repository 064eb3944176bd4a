// What one's own comparisons say: weights, consistency, and the comparison to look at again.
import { Button, html, Notice } from "../../activity/static/kit.js";
import { Bars } from "./weight-pieces.js";
import { sentence } from "./weight-words.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./weights.js").Criterion} Criterion */
/** @typedef {import("./weights.js").View} View */
/** @typedef {{first: string, second: string, given: number, fitting: number, cr_after: number}} Mend */
/** @typedef {{given: number, possible: number, shares: Record<string, number> | null, cr: number | null,
 *   random_index: number, mends: Mend[]}} Found */

/** @param {Kit & {criteria: Criterion[], found: Found, onLook: (pair: string) => void}} props */
export function Reading({ criteria, found, onLook, ...kit }) {
  const { view, t } = kit;
  const { consistent_to } = /** @type {View} */ (view);
  const { given, possible, shares, cr, random_index, mends } = found;
  if (!shares || cr === null) {
    return html`<${Notice} tone="warn" live>${t("ui-weights.reading.not-linked")}<//>`;
  }
  const isEnough = cr <= consistent_to;
  const numbers = { cr: cr.toFixed(2), limit: consistent_to.toFixed(2) };
  const looks = mends.map(
    (mend) =>
      html`<${Look} key=${`${mend.first} ${mend.second}`} ...${kit} criteria=${criteria} mend=${mend} onLook=${onLook} />`,
  );
  return html`<div class="zx-panel" role="status">
    <h4 class="zx-panel-title">${t("ui-weights.reading.title")}</h4>
    <${Bars} ...${kit} criteria=${criteria} shares=${shares} />
    ${given < possible && html`<p class="zx-muted">${t("ui-weights.reading.missing", { missing: possible - given })}</p>`}
    <p><strong>${t(isEnough ? "ui-weights.reading.good" : "ui-weights.reading.poor", numbers)}</strong></p>
    ${random_index > 0 && html`<p class="zx-muted zx-small">${t("ui-weights.reading.index", { size: criteria.length, index: random_index.toFixed(2) })}</p>`}
    ${mends.length > 1 && html`<p>${t("ui-weights.reading.any")}</p>`}
    ${isEnough && mends.length > 0 ? html`<details><summary>${t("ui-weights.reading.still")}</summary><div class="zx-stack">${looks}</div></details>` : looks}
  </div>`;
}

/** @param {Kit & {criteria: Criterion[], mend: Mend, onLook: (pair: string) => void}} props */
function Look({ t, say, criteria, mend, onLook }) {
  const named = (/** @type {string} */ id) => say(criteria.find((one) => one.id === id)?.name);
  const [first, second] = [named(mend.first), named(mend.second)];
  return html`<div class="zx-stack">
    <p>${t("ui-weights.reading.mend", {
      given: sentence(t, first, second, mend.given),
      fitting: sentence(t, first, second, mend.fitting),
      after: mend.cr_after.toFixed(2),
    })}</p>
    <div class="zx-row"><${Button} onPress=${() => onLook(`${mend.first} ${mend.second}`)}>${t("ui-weights.reading.look")}<//></div>
  </div>`;
}
