// Each topic's mean as a dot on its scale, with the range of the middle eighty per cent of ratings.
import { html } from "../../activity/static/kit.js";
import { Figure, points } from "./figure.js";

/** @typedef {{id: string, title: string, place: number, score: number | null, low: number | null,
 *   high: number | null}} Row */
/** @typedef {{scale: [number, number], topics: Row[]}} Data */

const MOST_ON_WALL = 6;

/** @param {import("./figure.js").Frame & {data: Data}} props */
export function Spread({ data, t, wall = false }) {
  const { topics } = data;
  const [low, high] = data.scale;
  const at = (/** @type {number} */ score) => `${(100 * (score - low)) / (high - low)}%`;
  const shown = wall ? topics.slice(0, MOST_ON_WALL) : topics;
  const ticks = Array.from({ length: high - low + 1 }, (_, index) => low + index);
  return html`<${Figure}
    title=${t("ui-result.spread.title")}
    reading=${reading(topics, t)}
    wall=${wall}
    tableName=${t("ui-result.spread.table")}
    numbers=${{
      head: [
        t("ui-result.topic"),
        t("ui-result.mean"),
        t("ui-result.spread.low"),
        t("ui-result.spread.high"),
      ],
      rows: topics.map((one) => ({
        id: one.id,
        cells: [one.title, points(one.score), points(one.low), points(one.high)],
      })),
    }}
  >
    <ol class="zx-spread">
      ${shown.map(
        ({
          id,
          title,
          place,
          score,
          low: from,
          high: to,
        }) => html`<li key=${id} data-first=${String(place === 1)}>
          <span class="zx-spread-title">${title}</span>
          <span class="zx-spread-score">${points(score)}</span>
          <span class="zx-spread-track">
            ${ticks.map((tick) => html`<i key=${tick} style=${{ left: at(tick) }}></i>`)}
            ${
              from !== null &&
              to !== null &&
              html`<span class="zx-spread-band" style=${{ left: at(from), width: `calc(${at(to)} - ${at(from)})` }}></span>`
            }
            ${score !== null && html`<b style=${{ left: at(score) }}></b>`}
          </span>
        </li>`,
      )}
      <li class="zx-spread-axis">
        <span class="zx-spread-track">${ticks.map((tick) => html`<span key=${tick} style=${{ left: at(tick) }}>${tick}</span>`)}</span>
      </li>
    </ol>
  <//>`;
}

/** @param {Row[]} topics @param {import("./figure.js").Frame["t"]} t */
function reading([first, second], t) {
  const isThin = second?.high === null;
  if (first.score === null || first.low === null || first.high === null || isThin) {
    return t("ui-result.spread.few");
  }
  const said = { score: points(first.score), low: first.low.toFixed(1), high: first.high.toFixed(1) };
  const apart = !second || Number(second.high) < first.low;
  return t(apart ? "ui-result.spread.reading" : "ui-result.spread.overlap", said);
}
