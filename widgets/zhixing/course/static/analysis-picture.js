// Items by how easy they are and how well they separate: a plain drawing with every point's number.
import { html } from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./item-analysis.js").Item} Item */

const WIDE = 640;
const HIGH = 380;
const LEFT = 78;
const BELOW = 48;
const ABOVE = 30;
const RIGHT = 20;
const TICKS_X = [0, 0.25, 0.5, 0.75, 1];
const TICKS_Y = [-1, -0.5, 0, 0.5, 1];

/** @param {number} facility */
const across = (facility) => LEFT + facility * (WIDE - LEFT - RIGHT);
/** How high an index stands above the lowest drawn. @param {number} lowest */
const downFrom = (lowest) => (/** @type {number} */ index) =>
  ABOVE + ((1 - index) / (1 - lowest)) * (HIGH - ABOVE - BELOW);

/** @param {{items: Item[], limits: {separates: number}, t: Kit["t"]}} props */
export function Scatter({ items, limits, t }) {
  const drawn = items.filter(({ discrimination }) => discrimination !== null);
  const title = t("ui-teach.analysis.picture");
  const lowest = Math.min(-0.2, ...drawn.map(({ discrimination }) => discrimination ?? 0)) - 0.1;
  const down = downFrom(lowest);
  return html`<figure class="zx-scatter">
    <figcaption><strong>${title}</strong> <span class="zx-muted">${t("ui-teach.analysis.reading")}</span></figcaption>
    <svg viewBox=${`0 0 ${WIDE} ${HIGH}`} role="img" aria-label=${`${title} ${t("ui-teach.analysis.reading")}`}>
      ${TICKS_X.map((tick) => html`<g key=${tick}><line class="zx-scatter-grid" x1=${across(tick)} x2=${across(tick)} y1=${ABOVE} y2=${HIGH - BELOW} /><text x=${across(tick)} y=${HIGH - BELOW + 18} text-anchor="middle">${100 * tick}%</text></g>`)}
      ${TICKS_Y.filter((tick) => tick >= lowest).map((tick) => html`<g key=${tick}><line class="zx-scatter-grid" x1=${LEFT} x2=${WIDE - RIGHT} y1=${down(tick)} y2=${down(tick)} /><text x=${LEFT - 8} y=${down(tick) + 5} text-anchor="end">${100 * tick}%</text></g>`)}
      <line class="zx-scatter-limit" x1=${LEFT} x2=${WIDE - RIGHT} y1=${down(limits.separates)} y2=${down(limits.separates)} />
      <text class="zx-scatter-note" x=${LEFT + 6} y=${down(limits.separates) - 6}>${t("ui-teach.analysis.limit")}</text>
      ${placed(drawn, down).map(
        ({
          item,
          x,
          y,
          label,
        }) => html`<g key=${item.id} class="zx-scatter-point" data-warned=${String(item.cautions.length > 0)}>
        ${item.cautions.length > 0 ? html`<path d=${`M${x} ${y - 8} L${x + 8} ${y + 6} L${x - 8} ${y + 6} Z`} />` : html`<circle cx=${x} cy=${y} r="6" />`}
        ${label && html`<text x=${label.x} y=${label.y} text-anchor=${anchor(label.x - x)}>${item.number}</text>`}
        <title>${t("ui-teach.analysis.item", { n: item.number })}</title>
      </g>`,
      )}
      <text x=${(LEFT + WIDE - RIGHT) / 2} y=${HIGH - 8} text-anchor="middle">${t("ui-teach.analysis.axis-x")}</text>
      <text transform=${`translate(20 ${(ABOVE + HIGH - BELOW) / 2}) rotate(-90)`} text-anchor="middle">${t("ui-teach.analysis.axis-y")}</text>
    </svg>
  </figure>`;
}

/** Where a number may stand beside its point, the best place first. */
const BESIDE = [
  [11, 5],
  [-11, 5],
  [0, -11],
  [0, 22],
  [11, -8],
  [-11, -8],
  [11, 19],
  [-11, 19],
];
/** @param {number} dx */
const anchor = (dx) => (dx > 0 ? "start" : dx < 0 ? "end" : "middle");
const NEAR_X = 22;
const NEAR_Y = 15;

/**
 * Points with the places of their numbers, which keep out of each other's way; where there is no room left a number
 * stands in the table only. Items to look at come first.
 * @param {Item[]} items
 * @param {(index: number) => number} down
 */
function placed(items, down) {
  const points = items.map((item) => ({
    item,
    x: across(item.facility ?? 0),
    y: down(item.discrimination ?? 0),
  }));
  /** @type {{x: number, y: number}[]} */
  const taken = points.map(({ x, y }) => ({ x, y: y + 5 }));
  return [...points]
    .sort((one, other) => other.item.cautions.length - one.item.cautions.length)
    .map((point) => {
      const own = taken.findIndex(({ x, y }) => x === point.x && y === point.y + 5);
      const free = BESIDE.map(([dx, dy]) => ({ x: point.x + dx, y: point.y + dy })).find((place) =>
        taken.every(
          (other, at) =>
            at === own || Math.abs(other.x - place.x) >= NEAR_X || Math.abs(other.y - place.y) >= NEAR_Y,
        ),
      );
      if (free) taken.push(free);
      return { ...point, label: free ?? null };
    });
}
