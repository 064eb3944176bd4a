// The first round beside the second: places joined by lines, means beside them.
import { html } from "../../activity/static/kit.js";
import { Figure, points } from "./figure.js";

/** @typedef {{id: string, title: string, before: number, after: number, place_before: number,
 *   place_after: number}} Row */
/** @typedef {{scale: [number, number], topics: Row[], raters: [number, number], w: [number | null, number | null],
 *   alpha: [number | null, number | null], moved: number}} Data */

const MOST_ON_WALL = 6;

/** @param {import("./figure.js").Frame & {data: Data}} props */
export function Shift({ data, t, wall = false }) {
  const after = wall ? data.topics.slice(0, MOST_ON_WALL) : data.topics;
  const before = [...after].sort((one, other) => one.place_before - other.place_before);
  const way = (/** @type {Row} */ one) =>
    one.place_after < one.place_before ? "up" : one.place_after > one.place_before ? "down" : "same";
  return html`<${Figure}
    title=${t("ui-result.shift.title")}
    reading=${reading(data, t)}
    wall=${wall}
    tableName=${t("ui-result.shift.table")}
    numbers=${{
      head: [
        t("ui-result.topic"),
        t("ui-result.shift.before"),
        t("ui-result.shift.after"),
        t("ui-result.shift.place-before"),
        t("ui-result.shift.place-after"),
      ],
      rows: data.topics.map((one) => ({
        id: one.id,
        cells: [one.title, points(one.before), points(one.after), one.place_before, one.place_after],
      })),
    }}
  >
    <div class="zx-slope" style=${{ "--zx-rows": after.length }}>
      <span class="zx-slope-head">${t("ui-result.shift.round-1")}</span>
      <span class="zx-slope-head" data-side="after">${t("ui-result.shift.round-2")}</span>
      ${before.map((one, row) => html`<span key=${`b${one.id}`} class="zx-slope-before" style=${{ gridRow: row + 2 }}>${points(one.before)}</span>`)}
      <svg viewBox=${`0 0 100 ${after.length}`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
        ${after.map((one, row) => html`<line key=${one.id} data-way=${way(one)} x1="2" x2="98" y1=${before.indexOf(one) + 0.5} y2=${row + 0.5} />`)}
      </svg>
      ${after.map(
        (
          one,
          row,
        ) => html`<span key=${`a${one.id}`} class="zx-slope-after" data-way=${way(one)} style=${{ gridRow: row + 2 }}>
          <b>${points(one.after)}</b><span>${one.title}</span>
        </span>`,
      )}
    </div>
  <//>`;
}

/** @param {Data} data @param {import("./figure.js").Frame["t"]} t */
function reading({ moved, w }, t) {
  const places = moved ? t("ui-result.shift.moved", { moved }) : t("ui-result.shift.same");
  const [before, after] = w;
  if (before === null || after === null) return places;
  return places + t("ui-result.shift.agreement", { before: points(before), after: points(after) });
}
