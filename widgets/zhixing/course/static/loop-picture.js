// A causal-loop diagram as a drawing: arrows with signs, marks of delay, and the kind in the middle of each loop.
import { html, useMemo, useUid } from "../../activity/static/kit.js";
import { BADGE, FONT, layout, LEADING, MARK } from "./loop-layout.js";

/** @typedef {import("./loop-layout.js").Diagram} Diagram */

/** How much of its circle the arrow of a loop leaves open, as an angle. */
const GAP = -0.7;

/**
 * One sign or kind as it is to be seen now.
 * @typedef {object} Gap
 * @property {string} name what it is called aloud, with what is chosen
 * @property {string} face what stands in it: a sign, a letter, or its number while nothing is chosen
 * @property {boolean} isAsked
 * @property {boolean} isOpen nothing is chosen yet
 * @property {boolean | null} right
 * @property {string | null} instead what was chosen wrongly, where `face` is the right value already
 * @property {(() => void) | null} onPress goes on to the next value; null where nothing can be changed
 */

/**
 * @param {{diagram: Diagram, name: string, gapOf: (part: string) => Gap}} props `part` is `link:<id>` or `loop:<id>`
 */
export function LoopPicture({ diagram, name, gapOf }) {
  const head = useUid();
  const said = JSON.stringify(diagram);
  const { boxes, arrows, marks, frame } = useMemo(() => layout(JSON.parse(said)), [said]);
  const tip = `url(#${head})`;
  return html`<svg
    class="zx-loop"
    role="group"
    aria-label=${name}
    viewBox=${[frame.left, frame.top, frame.width, frame.height].map(Math.round).join(" ")}
    style=${{ maxWidth: `${Math.round(frame.width * 1.2)}px` }}
    font-size=${FONT}
  >
    <defs>
      <marker id=${head} viewBox="0 0 10 10" refX="8.5" refY="5" markerWidth="7" markerHeight="7" orient="auto">
        <path class="zx-loop-head" d="M0 0.5 10 5 0 9.5z" />
      </marker>
    </defs>
    ${diagram.links.map(({ id, delay }) => {
      const { curve, delay: at } = /** @type {import("./loop-layout.js").Arrow} */ (arrows.get(id));
      const [start, control, end] = curve.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`);
      return html`<g key=${id} aria-hidden="true">
        <path class="zx-loop-arrow" d=${`M${start} Q${control} ${end}`} marker-end=${tip} />
        ${
          delay &&
          html`<g transform=${`translate(${at.x.toFixed(1)} ${at.y.toFixed(1)}) rotate(${at.angle.toFixed(1)})`}>
            <rect class="zx-loop-gap" x="-4" y="-3" width="8" height="6" />
            <path class="zx-loop-delay" d="M-4 -8V8M4 -8V8" />
          </g>`
        }
      </g>`;
    })}
    ${diagram.nodes.map(({ id }) => {
      const { x, y, width, height, lines } = /** @type {import("./loop-layout.js").Box} */ (boxes.get(id));
      return html`<g key=${id}>
        <rect class="zx-loop-node" x=${x - width / 2} y=${y - height / 2} width=${width} height=${height} rx="6" />
        <text class="zx-loop-text" x=${x} y=${y - ((lines.length - 1) * LEADING) / 2}>
          ${lines.map((line, at) => html`<tspan key=${line} x=${x} dy=${at ? LEADING : 0}>${line}</tspan>`)}
        </text>
      </g>`;
    })}
    ${diagram.loops.map(({ id }) => html`<${Spot} key=${id} at=${marks.get(id)} size=${MARK} gap=${gapOf(`loop:${id}`)} turn=${marks.get(id)?.turn} />`)}
    ${diagram.links.map(({ id }) => html`<${Spot} key=${id} at=${arrows.get(id)?.badge} size=${BADGE} gap=${gapOf(`link:${id}`)} />`)}
  </svg>`;
}

/** A sign on its arrow, or a letter in its loop. @param {{at: {x: number, y: number}, size: number, gap: Gap, turn?: number}} props */
function Spot({ at, size, gap, turn }) {
  const { name, face, isAsked, isOpen, right, instead, onPress } = gap;
  const press = (/** @type {any} */ event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    onPress?.();
  };
  const does = onPress ? { tabindex: 0, onClick: press, onKeyDown: press } : {};
  return html`<g
    class="zx-loop-spot"
    transform=${`translate(${at.x.toFixed(1)} ${at.y.toFixed(1)})`}
    role=${onPress ? "button" : "img"}
    aria-label=${name}
    data-asked=${String(isAsked)}
    data-open=${String(isOpen)}
    data-right=${right === null || instead ? undefined : String(right)}
    ...${does}
  >
    ${onPress && html`<circle class="zx-loop-hit" r=${size + 12} />`}
    <circle class="zx-loop-disc" r=${size} />
    ${turn && html`<g class="zx-loop-turn" transform=${`scale(${turn} 1)`}><${Turn} radius=${size - 2.5} /></g>`}
    <text class="zx-loop-face">${face}</text>
    ${right !== null && html`<text class="zx-loop-verdict" aria-hidden="true" x=${size} y=${-size}>${right ? "✓" : `✕${instead ?? ""}`}</text>`}
  </g>`;
}

/** An arrow that goes round clockwise, drawn around the middle. @param {{radius: number}} props */
function Turn({ radius }) {
  const [x, y] = [radius * Math.sin(GAP), -radius * Math.cos(GAP)].map((value) => value.toFixed(1));
  const tip = `M0 -3.5 5.5 0 0 3.5z`;
  const turn = (GAP * 180) / Math.PI + 6;
  return html`<path class="zx-loop-ring" d=${`M0 ${-radius}A${radius} ${radius} 0 1 1 ${x} ${y}`} />
    <path class="zx-loop-tip" d=${tip} transform=${`translate(${x} ${y}) rotate(${turn.toFixed(0)})`} />`;
}
