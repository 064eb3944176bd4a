// How safety, focus and clarity went over the meeting: three lines that differ in form as well as in colour.
import { html } from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./rehearsal.js").Point} Point */

const WIDTH = 520;
const HEIGHT = 250;
const EDGE = { left: 40, right: 14, top: 12, bottom: 34 };
/** @type {("safety" | "focus" | "clarity")[]} */
const LEVELS = ["safety", "focus", "clarity"];
const NAMES = {
  safety: "ui-rehearsal.course.safety",
  focus: "ui-rehearsal.course.focus",
  clarity: "ui-rehearsal.course.clarity",
};

/** @param {{t: Kit["t"], points: Point[]}} props */
export function Course({ t, points }) {
  const last = points[points.length - 1];
  const x = (/** @type {number} */ clock) =>
    EDGE.left + ((WIDTH - EDGE.left - EDGE.right) * clock) / Math.max(last.clock, 1);
  const y = (/** @type {number} */ level) =>
    HEIGHT - EDGE.bottom - ((HEIGHT - EDGE.top - EDGE.bottom) * level) / 100;
  const label = LEVELS.map((level) =>
    t("ui-rehearsal.course.went", { name: t(NAMES[level]), from: points[0][level], to: last[level] }),
  ).join(t("ui-rehearsal.comma"));
  return html`<div class="zx-stack">
    <ul class="zx-rehearsal-key">${LEVELS.map(
      (level) => html`<li key=${level}><svg viewBox="0 0 44 16" width="44" height="16" aria-hidden="true">
        <line class="zx-rehearsal-way" data-level=${level} x1="2" x2="42" y1="8" y2="8" /><${Mark} level=${level} x=${22} y=${8} /></svg>
        <span>${t("ui-rehearsal.course.went", { name: t(NAMES[level]), from: points[0][level], to: last[level] })}</span></li>`,
    )}</ul>
    <svg class="zx-rehearsal-course" viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label=${label}>
      ${[0, 50, 100].map(
        (level) =>
          html`<g key=${level}><line class="zx-rehearsal-grid" x1=${EDGE.left} x2=${WIDTH - EDGE.right} y1=${y(level)} y2=${y(level)} />
        <text x=${EDGE.left - 8} y=${y(level) + 6} text-anchor="end">${level}</text></g>`,
      )}
      <text x=${EDGE.left} y=${HEIGHT - 8}>0</text>
      <text x=${WIDTH - EDGE.right} y=${HEIGHT - 8} text-anchor="end">${t("ui-rehearsal.course.minutes", { minutes: last.clock })}</text>
      ${LEVELS.map(
        (level) =>
          html`<polyline key=${level} class="zx-rehearsal-way" data-level=${level} points=${points.map((one) => `${x(one.clock)},${y(one[level])}`).join(" ")} />`,
      )}
      ${LEVELS.map((level) => points.map((one, number) => html`<${Mark} key=${`${level}${number}`} level=${level} x=${x(one.clock)} y=${y(one[level])} />`))}
    </svg>
    <details class="zx-details"><summary>${t("ui-rehearsal.course.numbers")}</summary>
      <div class="zx-table-wrap"><table class="zx-table">
        <caption class="zx-unseen">${t("ui-rehearsal.course.title")}</caption>
        <thead><tr><th scope="col">${t("ui-rehearsal.course.after")}</th>${LEVELS.map((level) => html`<th key=${level} scope="col" class="zx-number">${t(NAMES[level])}</th>`)}</tr></thead>
        <tbody>${points.map(
          (one, number) =>
            html`<tr key=${number}><th scope="row">${number === 0 ? t("ui-rehearsal.course.begin") : t("ui-rehearsal.moment", { number, clock: one.clock })}</th>${LEVELS.map((level) => html`<td key=${level} class="zx-number">${one[level]}</td>`)}</tr>`,
        )}</tbody>
      </table></div></details>
    <p class="zx-hint">${t("ui-rehearsal.course.how")}</p>
  </div>`;
}

/** A dot, a square, a triangle. @param {{level: "safety" | "focus" | "clarity", x: number, y: number}} props */
function Mark({ level, x, y }) {
  if (level === "safety")
    return html`<circle class="zx-rehearsal-mark" data-level=${level} cx=${x} cy=${y} r="4.5" />`;
  const path =
    level === "focus" ? `M${x - 4} ${y - 4}h8v8h-8z` : `M${x} ${y - 5.5}L${x + 5} ${y + 4}H${x - 5}z`;
  return html`<path class="zx-rehearsal-mark" data-level=${level} d=${path} />`;
}
