// What ratings of the rules say: of one meeting, and over the meetings of a group.
import { EmptyState, html, Notice } from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./meeting-rules.js").View} View */
/** @typedef {import("./meeting-rules.js").Norm} Norm */
/** @typedef {import("./meeting-rules.js").Rated} Rated */
/** @typedef {import("./meeting-rules.js").Tally} Tally */

/** One meeting: what to watch for next time, then rule by rule. @param {Kit & {rated: Rated}} props */
export function Result({ view, t, say, rated }) {
  const { norms, least } = /** @type {View} */ (view);
  if (rated.few) {
    return html`<${Notice}>
      <p>${t("ui-rules.result.few", { count: rated.count, least })}</p>
      <p><strong>${t("ui-rules.result.talk")}</strong></p>
    <//>`;
  }
  const watched = norms.filter((norm) => rated.watch.includes(norm.id));
  return html`<div class="zx-stack">
    <${Notice} tone=${watched.length > 0 ? "info" : "ok"}>
      ${watched.length === 0 ? t("ui-rules.result.all-kept", { count: rated.count }) : html`<p><strong>${t("ui-rules.result.watch")}</strong></p>`}
      ${
        watched.length > 0 &&
        html`<ul class="zx-list">${watched.map((norm) => html`<li key=${norm.id}><strong>${say(norm.name)}</strong> ${say(norm.sentence)}</li>`)}</ul>`
      }
    <//>
    <div class="zx-table-wrap"><table class="zx-table">
      <caption class="zx-unseen">${t("ui-rules.result.table", { title: rated.title })}</caption>
      <thead><tr><th scope="col">${t("ui-rules.result.rule")}</th><th scope="col">${t("ui-rules.result.median")}</th><th scope="col" class="zx-number">${t("ui-rules.result.count")}</th></tr></thead>
      <tbody>${norms.map((norm) => {
        const tally = tallyOf(rated, norm);
        return html`<tr key=${norm.id}><th scope="row">${say(norm.name)}</th><td>${word(view, tally, t, say)}</td><td class="zx-number">${tally?.count ?? 0}</td></tr>`;
      })}</tbody>
    </table></div>
    <p class="zx-hint">${t("ui-rules.result.how")}</p>
  </div>`;
}

/** Every rule over the meetings: a small picture each, and the numbers beside them. @param {Kit} kit */
export function Trend({ view, t, say, locale }) {
  const { norms, shown, least } = /** @type {View} */ (view);
  if (shown.length === 0) return html`<${EmptyState} title=${t("ui-rules.trend.none")} />`;
  if (shown.every((one) => one.few)) {
    return html`<${Notice}><p>${t("ui-rules.trend.few", { least })}</p><p><strong>${t("ui-rules.result.talk")}</strong></p><//>`;
  }
  return html`<div class="zx-stack">
    <p class="zx-lead">${t("ui-rules.trend.lead")}</p>
    <ul class="zx-sparks">
      ${norms.map((norm) => {
        const points = shown.map((one) => tallyOf(one, norm)?.percent ?? null);
        return html`<li key=${norm.id}>
          <span class="zx-spark-name">${say(norm.name)}</span>
          <${Spark} points=${points} label=${t("ui-rules.trend.spark", { rule: say(norm.name), points: spoken(points, t) })} />
          <span class="zx-spark-last">${lastOf(points, t)}</span>
        </li>`;
      })}
    </ul>
    <details class="zx-details">
      <summary>${t("ui-rules.trend.numbers")}</summary>
      <div class="zx-table-wrap"><table class="zx-table">
        <caption class="zx-unseen">${t("ui-rules.trend.table")}</caption>
        <thead><tr><th scope="col">${t("ui-rules.result.rule")}</th>${shown.map(
          (one) =>
            html`<th key=${one.meeting} scope="col">${day(one.date, locale) || one.title}<br /><span class="zx-small">${t("ui-rules.trend.ratings", { count: one.count })}</span></th>`,
        )}</tr></thead>
        <tbody>${norms.map(
          (norm) =>
            html`<tr key=${norm.id}><th scope="row">${say(norm.name)}</th>${shown.map((one) => {
              const tally = tallyOf(one, norm);
              return html`<td key=${one.meeting}>${word(view, tally, t, say)}${tally?.percent != null && html` <span class="zx-muted">${t("ui-rules.trend.percent", { percent: tally.percent })}</span>`}</td>`;
            })}</tr>`,
        )}</tbody>
      </table></div>
    </details>
    <p class="zx-hint">${t("ui-rules.trend.how", { least })}</p>
  </div>`;
}

const WIDTH = 132;
const HEIGHT = 44;
const EDGE = 7;

/**
 * One rule over the meetings; a meeting that too few rated leaves a gap.
 * @param {{points: (number | null)[], label: string}} props
 */
function Spark({ points, label }) {
  const step = points.length > 1 ? (WIDTH - 2 * EDGE) / (points.length - 1) : 0;
  const x = (/** @type {number} */ at) => (points.length > 1 ? EDGE + at * step : WIDTH / 2);
  const y = (/** @type {number} */ percent) => HEIGHT - EDGE - ((HEIGHT - 2 * EDGE) * percent) / 100;
  /** @type {string[]} */
  const lines = [];
  points.forEach((percent, at) => {
    const before = points[at - 1];
    if (percent !== null && before !== null && before !== undefined)
      lines.push(`M${x(at - 1)} ${y(before)}L${x(at)} ${y(percent)}`);
  });
  return html`<svg class="zx-spark" viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label=${label}>
    ${[0, 50, 100].map((percent) => html`<line key=${percent} class="zx-spark-grid" x1="0" x2=${WIDTH} y1=${y(percent)} y2=${y(percent)} />`)}
    <path class="zx-spark-line" d=${lines.join("")} />
    ${points.map((percent, at) => percent !== null && html`<circle key=${at} class="zx-spark-dot" cx=${x(at)} cy=${y(percent)} r=${at === points.length - 1 ? 4.5 : 3} />`)}
  </svg>`;
}

/** @param {Rated} rated @param {Norm} norm */
const tallyOf = (rated, norm) => rated.tallies.find((one) => one.norm === norm.id);

/** The median in a word. @param {View} view @param {Tally | undefined} tally @param {Kit["t"]} t @param {Kit["say"]} say */
function word(view, tally, t, say) {
  const level = view.levels.find((one) => one.value === tally?.median);
  return level ? say(level.name) : t("ui-rules.result.not-told");
}

/** @param {(number | null)[]} points @param {Kit["t"]} t */
function lastOf(points, t) {
  const last = points[points.length - 1];
  return last === null || last === undefined
    ? t("ui-rules.result.not-told")
    : t("ui-rules.trend.percent", { percent: last });
}

/** @param {(number | null)[]} points @param {Kit["t"]} t */
const spoken = (points, t) =>
  points.map((_, at) => lastOf(points.slice(0, at + 1), t)).join(t("ui-rules.trend.comma"));

/** A date in the reader's language. @param {string | null} date @param {Kit["locale"]} locale */
function day(date, locale) {
  return date ? new Date(`${date}T12:00`).toLocaleDateString(locale, { month: "short", day: "numeric" }) : "";
}
