// The first choice and the runner-up on each criterion; with three criteria the radar is a triangle.
import { html } from "../../activity/static/kit.js";
import { Figure, points } from "./figure.js";

/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {{scale: [number, number], criteria: {id: string, name: Pair}[],
 *   topics: {id: string, title: string, values: number[]}[]}} Data */

const RADIUS = 44; // of a drawing 100 wide

/** @param {import("./figure.js").Frame & {data: Data}} props */
export function Radar({ data, t, say, wall = false }) {
  const { criteria, topics } = data;
  const [low, high] = data.scale;
  /** @param {number} axis @param {number} value */
  const at = (axis, value) => {
    const angle = (2 * Math.PI * axis) / criteria.length - Math.PI / 2;
    const reach = (RADIUS * (value - low)) / (high - low);
    return [50 + reach * Math.cos(angle), 50 + reach * Math.sin(angle)];
  };
  /** @param {number[]} values */
  const outline = (values) =>
    values
      .map((value, axis) =>
        at(axis, value)
          .map((one) => one.toFixed(2))
          .join(","),
      )
      .join(" ");
  const height = Math.max(...criteria.map((_, axis) => at(axis, high)[1])) + 2;
  const rings = Array.from({ length: high - low }, (_, index) => low + 1 + index);
  return html`<${Figure}
    title=${t("ui-result.radar.title")}
    reading=${reading(data, t, say)}
    wall=${wall}
    tableName=${t("ui-result.radar.table")}
    numbers=${{
      head: [t("ui-result.criterion"), t("ui-result.first"), t("ui-result.runner-up")],
      rows: criteria.map((one, axis) => ({
        id: one.id,
        cells: [say(one.name), ...topics.map((topic) => points(topic.values[axis]))],
      })),
    }}
  >
    <div class="zx-radar">
      <div class="zx-radar-web">
        <svg viewBox=${`0 0 100 ${height}`} aria-hidden="true" focusable="false">
          ${rings.map((ring) => html`<polygon key=${ring} class="zx-radar-ring" points=${outline(criteria.map(() => ring))} />`)}
          ${criteria.map((one, axis) => {
            const [x, y] = at(axis, high);
            return html`<line key=${one.id} class="zx-radar-ring" x1="50" y1="50" x2=${x} y2=${y} />`;
          })}
          ${[...topics].reverse().map((topic) => {
            const line = topics.indexOf(topic);
            return html`<g key=${topic.id} class="zx-radar-line" data-line=${line}>
              <polygon points=${outline(topic.values)} />
              ${topic.values.map((value, axis) => {
                const [x, y] = at(axis, value);
                return line
                  ? html`<rect key=${axis} x=${x - 1.5} y=${y - 1.5} width="3" height="3" />`
                  : html`<circle key=${axis} cx=${x} cy=${y} r="1.9" />`;
              })}
            </g>`;
          })}
        </svg>
        ${criteria.map((one, axis) => {
          const [x, y] = at(axis, high);
          const side = Math.abs(x - 50) < 1 ? "middle" : x > 50 ? "right" : "left";
          return html`<span key=${one.id} class="zx-radar-name" data-side=${side} data-up=${String(y < 50)} style=${{ left: `${x}%`, top: `${(100 * y) / height}%` }}>${say(one.name)}</span>`;
        })}
      </div>
      <ul class="zx-radar-key">
        ${topics.map((one, line) => html`<li key=${one.id} data-line=${line}><span class="zx-muted">${line ? t("ui-result.runner-up") : t("ui-result.first")}</span><span>${one.title}</span></li>`)}
      </ul>
    </div>
  <//>`;
}

/** @param {Data} data @param {import("./figure.js").Frame["t"]} t @param {import("./figure.js").Frame["say"]} say */
function reading({ criteria, topics: [first, second] }, t, say) {
  const leads = first.values.map((value, axis) => value - second.values[axis]);
  const most = leads.indexOf(Math.max(...leads));
  const least = leads.indexOf(Math.min(...leads));
  const words = { lead: say(criteria[most].name), lag: say(criteria[least].name) };
  if (leads[least] >= -0.005) return t("ui-result.radar.ahead", { ...words, by: points(leads[most]) });
  return t("ui-result.radar.mixed", words);
}
