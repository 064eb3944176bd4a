// The weights of the criteria: those in force, the form of whoever may weigh now, results, the facilitator's panel.
import {
  activity,
  Card,
  Chip,
  Choice,
  EmptyState,
  html,
  Notice,
  useState,
} from "../../activity/static/kit.js";
import { PairsForm } from "./weight-pairs.js";
import { Panel } from "./weight-panel.js";
import { Bars, day } from "./weight-pieces.js";
import { PointsForm } from "./weight-points.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {"equal" | "points" | "pairs"} Way */
/** @typedef {{id: string, name: Pair, question: Pair}} Criterion */
/** @typedef {Record<string, number>} Shares criterion to weight, summing to one */
/** @typedef {{raters: number, shares: Shares | null, spread: Record<string, [number, number]> | null,
 *   cr: number | null, linked: boolean, hidden: "few" | "late" | null, least: number}} Outcome */
/** @typedef {{voted: number, paper: number, present: number}} Turnout */
/**
 * @typedef {object} View
 * @property {Criterion[]} criteria
 * @property {number} total
 * @property {number} consistent_to
 * @property {{way: Way | null, shares: Shares, adopted: string | null, raters: number | null, cr: number | null,
 *   version: number}} force
 * @property {{id: string, purpose: string, state: string} | null} window
 * @property {("points" | "pairs")[]} forms what the person may fill in now
 * @property {("points" | "pairs")[]} voted
 * @property {Turnout} turnout
 * @property {Record<"points" | "pairs", Outcome | null>} results
 * @property {{solo: boolean, locked: boolean, experts: number, least: number, windows: {way: "points" | "pairs", id: string,
 *   state: "open" | "closed" | "revealed", turnout: Turnout, everybody: boolean}[]} | null} panel
 */

/** @type {Record<Way, string>} */
const WAYS = {
  equal: "ui-weights.way.equal",
  points: "ui-weights.way.points",
  pairs: "ui-weights.way.pairs",
};

/** @param {Kit} kit */
function Weights(kit) {
  const { panel } = /** @type {View} */ (kit.view);
  return html`<div class="zx-stack">
    <${InForce} ...${kit} />
    <${Forms} ...${kit} />
    ${panel && html`<${Panel} ...${kit} />`}
  </div>`;
}

/** Which weights count, how they came about, and what has been revealed. @param {Kit} kit */
function InForce(kit) {
  const { view, t, locale } = kit;
  const { criteria, force, results } = /** @type {View} */ (view);
  const { way, adopted, raters, cr } = force;
  const time = adopted ? day(adopted, locale) : "";
  /** @type {Record<Way, string>} */
  const origins = {
    equal: adopted ? t("ui-weights.origin.equal-adopted", { time }) : t("ui-weights.origin.equal"),
    points: t("ui-weights.origin.points", { raters, time }),
    pairs: t("ui-weights.origin.pairs", { raters, time, cr: cr?.toFixed(2) }),
  };
  return html`<${Card} quiet title=${t("ui-weights.title")} aside=${way && html`<${Chip} tone="info">${t(WAYS[way])}<//>`}
    lead=${t("ui-weights.lead")}>
    <${Bars} ...${kit} criteria=${criteria} shares=${force.shares} />
    <p class="zx-muted">${way ? origins[way] : t("ui-weights.origin.set")}</p>
    ${results.points && html`<${Outcome} ...${kit} title=${t("ui-weights.result.points")} found=${results.points} />`}
    ${results.pairs && html`<${Outcome} ...${kit} title=${t("ui-weights.result.pairs")} found=${results.pairs} />`}
  <//>`;
}

/** What a revealed window gave. @param {Kit & {title: string, found: Outcome}} props */
function Outcome({ title, found, ...kit }) {
  const { view, t } = kit;
  const { criteria, consistent_to } = /** @type {View} */ (view);
  const { raters, shares, spread, cr, linked, hidden, least } = found;
  const late = hidden === "late" ? "ui-weights.result.late" : "ui-weights.result.few";
  return html`<details class="zx-panel">
    <summary><strong>${title}</strong> <span class="zx-muted">${t("ui-weights.result.ballots", { raters })}</span></summary>
    <div class="zx-stack">
    ${shares && html`<${Bars} ...${kit} criteria=${criteria} shares=${shares} spread=${spread} />`}
    ${!shares && html`<p>${t(linked ? late : "ui-weights.result.not-linked", { raters, least })}</p>`}
    ${spread && html`<p class="zx-muted zx-small">${t("ui-weights.result.spread")}</p>`}
    ${
      cr !== null &&
      html`<p>${t(cr > consistent_to ? "ui-weights.result.cr-high" : "ui-weights.result.cr", {
        cr: cr.toFixed(2),
        limit: consistent_to.toFixed(2),
      })}</p>`
    }
    </div>
  </details>`;
}

/** What the person may fill in now; alone, either of the two. @param {Kit} kit */
function Forms(kit) {
  const { t } = kit;
  const { forms, window: round, panel } = /** @type {View} */ (kit.view);
  const [picked, setPicked] = useState(/** @type {"points" | "pairs"} */ ("points"));
  const way = forms.length === 1 ? forms[0] : picked;
  if (forms.length === 0) {
    if (!round || panel) return null;
    return html`<${Card} quiet title=${t("ui-weights.others.title")}><${EmptyState} title=${t("ui-weights.others.running")} /><//>`;
  }
  const form =
    way === "points"
      ? html`<${PointsForm} key=${`points ${round?.id}`} ...${kit} />`
      : html`<${PairsForm} key=${`pairs ${round?.id}`} ...${kit} />`;
  if (forms.length === 1) return form;
  const options = forms.map((one) => ({ value: one, label: t(WAYS[one]) }));
  return html`<div class="zx-stack">
    <${Choice} row="narrow" legend=${t("ui-weights.alone")} options=${options} value=${way} onChange=${setPicked} />
    <${Notice}>${t(way === "points" ? "ui-weights.alone-points" : "ui-weights.alone-pairs")}<//>
    ${form}
  </div>`;
}

export default activity(Weights);
