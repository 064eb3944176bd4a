// The result: one sentence first, then bars with a table, and everything else one tap deeper.
import { activity, Card, EmptyState, html, Notice } from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {{id: string, title: string}} Named */
/** @typedef {Named & {place: number, score: number, low: number | null, high: number | null,
 *   by_criterion: Record<string, number>}} Ranked */
/** @typedef {{methods: {id: string, order: string[], winner: string | null}[], kendall_w: number | null,
 *   flip: {criterion: string, change: number | null}[], severity_changes_winner: boolean}} Appendix */
/** @typedef {{state: "waiting" | "revealed", ranking: Ranked[], first: Named | null, runner_up: Named | null,
 *   held: Named[], stability: {kind: "stable" | "close" | "fragile" | "few", sentence: Pair} | null, raters: number,
 *   criteria: {id: string, name: Pair}[], appendix: Appendix | null}} View */
/** @typedef {(criterion: string) => string} Name */

/** @type {Record<string, string>} */
const METHODS = {
  "weighted-sum": "ui-topics.method.weighted-sum",
  topsis: "ui-topics.method.topsis",
  "promethee-ii": "ui-topics.method.promethee",
  borda: "ui-topics.method.borda",
  condorcet: "ui-topics.method.condorcet",
  "severity-adjusted": "ui-topics.method.severity",
};
const LOWEST = 1;
const HIGHEST = 5;

/** @param {Kit} kit */
function TopicResult({ view, t, say }) {
  const { state, ranking, first, runner_up, held, stability, raters, criteria, appendix } =
    /** @type {View} */ (view);
  if (state === "waiting" || !first) {
    return html`<${Card} title=${t("ui-topics.result.title")} quiet><${EmptyState} title=${t("ui-topics.result.waiting")} /><//>`;
  }
  /** @type {Name} */
  const name = (id) => say(criteria.find((one) => one.id === id)?.name) || id;
  return html`<${Card} title=${t("ui-topics.result.title")} quiet>
    <dl class="zx-verdict">
      <div data-first="true"><dt>${t("ui-topics.result.first")}</dt><dd>${first.title}</dd></div>
      ${runner_up && html`<div><dt>${t("ui-topics.result.runner-up")}</dt><dd>${runner_up.title}</dd></div>`}
      ${
        held.length > 0 &&
        html`<div><dt>${t("ui-topics.result.held")}</dt><dd>${held.map((one) => one.title).join(t("ui-topics.semicolon"))}</dd></div>`
      }
    </dl>
    ${stability && html`<${Notice} tone=${stability.kind === "stable" ? "ok" : "warn"}>${say(stability.sentence)}<//>`}
    <p class="zx-muted">${t("ui-topics.result.basis", { raters })}</p>
    <${Bars} t=${t} ranking=${ranking} />
    ${ranking.some((one) => Object.keys(one.by_criterion).length > 0) && html`<${Table} t=${t} ranking=${ranking} name=${name} />`}
    ${appendix && html`<${Deeper} t=${t} appendix=${appendix} ranking=${ranking} name=${name} />`}
  <//>`;
}

/** @param {number} score */
const share = (score) => `${(100 * (score - LOWEST)) / (HIGHEST - LOWEST)}%`;

/** The picture; the same numbers stand in the table. @param {{t: Kit["t"], ranking: Ranked[]}} props */
function Bars({ t, ranking }) {
  return html`<figure class="zx-bars">
    <figcaption class="zx-muted zx-small">${t("ui-topics.result.bars")}</figcaption>
    <ol class="zx-list">
      ${ranking.map(
        ({
          id,
          title,
          place,
          score,
          low,
          high,
        }) => html`<li key=${id} class="zx-bar" data-first=${String(place === 1)}>
          <span class="zx-bar-title">${title}</span>
          <span class="zx-bar-score">${score.toFixed(2)}</span>
          <span class="zx-bar-track" aria-hidden="true">
            <span class="zx-bar-fill" style=${{ width: share(score) }}></span>
            ${
              low !== null &&
              high !== null &&
              html`<span class="zx-bar-spread" style=${{ left: share(low), width: `calc(${share(high)} - ${share(low)})` }}></span>`
            }
          </span>
        </li>`,
      )}
    </ol>
  </figure>`;
}

/** @param {{t: Kit["t"], ranking: Ranked[], name: Name}} props */
function Table({ t, ranking, name }) {
  const criteria = Object.keys(ranking[0].by_criterion);
  const spread = (/** @type {Ranked} */ { low, high }) =>
    low === null || high === null ? "–" : `${low.toFixed(1)}–${high.toFixed(1)}`;
  return html`<div class="zx-table-wrap" tabindex="0" role="region" aria-label=${t("ui-topics.result.table")}>
    <table class="zx-table">
      <thead>
        <tr>
          <th scope="col">${t("ui-topics.result.topic")}</th>
          <th scope="col" class="zx-number">${t("ui-topics.result.score")}</th>
          <th scope="col" class="zx-number">${t("ui-topics.result.spread")}</th>
          ${criteria.map((id) => html`<th key=${id} scope="col" class="zx-number">${name(id)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${ranking.map(
          (one) => html`<tr key=${one.id}>
            <th scope="row">${one.title}</th>
            <td class="zx-number">${one.score.toFixed(2)}</td>
            <td class="zx-number">${spread(one)}</td>
            ${criteria.map((id) => html`<td key=${id} class="zx-number">${one.by_criterion[id]?.toFixed(2) ?? "–"}</td>`)}
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** @param {{t: Kit["t"], appendix: Appendix, ranking: Ranked[], name: Name}} props */
function Deeper({ t, appendix, ranking, name }) {
  const { methods, kendall_w, flip, severity_changes_winner } = appendix;
  const title = (/** @type {string | null} */ id) =>
    ranking.find((one) => one.id === id)?.title ?? t("ui-topics.result.no-winner");
  const change = (/** @type {number | null} */ by) =>
    by === null
      ? t("ui-topics.result.never")
      : t("ui-topics.result.by", { points: `${by > 0 ? "+" : "−"}${Math.abs(100 * by).toFixed(1)}` });
  return html`<details class="zx-details">
    <summary>${t("ui-topics.result.deeper")}</summary>
    <div class="zx-stack">
      <div class="zx-table-wrap" tabindex="0" role="region" aria-label=${t("ui-topics.result.methods")}>
        <table class="zx-table">
          <thead><tr><th scope="col">${t("ui-topics.result.method")}</th><th scope="col">${t("ui-topics.result.winner")}</th></tr></thead>
          <tbody>${methods.map(({ id, winner }) => html`<tr key=${id}><th scope="row">${t(METHODS[id])}</th><td>${title(winner)}</td></tr>`)}</tbody>
        </table>
      </div>
      <div class="zx-table-wrap" tabindex="0" role="region" aria-label=${t("ui-topics.result.flips")}>
        <table class="zx-table">
          <thead><tr><th scope="col">${t("ui-topics.result.weight")}</th><th scope="col">${t("ui-topics.result.flips")}</th></tr></thead>
          <tbody>${flip.map((one) => html`<tr key=${one.criterion}><th scope="row">${name(one.criterion)}</th><td>${change(one.change)}</td></tr>`)}</tbody>
        </table>
      </div>
      ${kendall_w !== null && html`<p>${t("ui-topics.result.agreement", { value: kendall_w.toFixed(2) })}</p>`}
      <p>${t(severity_changes_winner ? "ui-topics.result.severity-changes" : "ui-topics.result.severity-same")}</p>
    </div>
  </details>`;
}

export default activity(TopicResult);
