// The ten steps as a picture: two that lead in, a cycle of seven with a loop inside, and the coach in the middle.
import { html } from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./ten-steps.js").Step} Step */
/** @typedef {import("./ten-steps.js").When} When */

/** @type {Record<When, string>} */
export const WHEN = {
  before: "ui-steps.when.before",
  meeting: "ui-steps.when.meeting",
  between: "ui-steps.when.between",
  always: "ui-steps.when.always",
};

/** Where each step stands: the middle of its box. @type {Record<string, [number, number]>} */
const PLACES = {
  purpose: [74, 34],
  group: [198, 34],
  analyse: [198, 124],
  present: [306, 184],
  reframe: [312, 290],
  goals: [258, 392],
  strategy: [138, 392],
  act: [50, 300],
  cycle: [66, 190],
  coach: [184, 264],
};
const WIDTH = 92;
const HEIGHT = 52;

/** The ways between steps. @type {{d: string, kind: "way" | "loop" | "coach"}[]} */
const WAYS = [
  { d: "M120 34H148", kind: "way" },
  { d: "M198 60V96", kind: "way" },
  { d: "M244 128Q276 134 292 156", kind: "way" },
  { d: "M312 210Q316 236 313 262", kind: "way" },
  { d: "M304 316Q296 344 282 364", kind: "way" },
  { d: "M212 392H188", kind: "way" },
  { d: "M104 370Q84 352 68 328", kind: "way" },
  { d: "M48 274Q50 246 56 218", kind: "way" },
  { d: "M82 164Q108 132 148 126", kind: "way" },
  { d: "M104 216Q136 300 142 364", kind: "loop" },
  { d: "M112 178Q234 166 268 266", kind: "loop" },
  { d: "M194 236V152", kind: "coach" },
  { d: "M222 250L262 204", kind: "coach" },
  { d: "M228 270L264 282", kind: "coach" },
  { d: "M208 292L240 364", kind: "coach" },
  { d: "M172 292L158 364", kind: "coach" },
  { d: "M142 276L98 294", kind: "coach" },
  { d: "M148 240L112 208", kind: "coach" },
];

/**
 * @param {{steps: Step[], here: string, chosen: string, onChoose: (step: string) => void, t: Kit["t"], say: Kit["say"],
 *   locale: Kit["locale"]}} props
 */
export function Picture({ steps, here, chosen, onChoose, t, say, locale }) {
  return html`<figure class="zx-cycle">
    <svg viewBox="0 0 364 426" role="group" aria-label=${t("ui-steps.picture")} lang=${locale}>
      <defs>
        <marker id="zx-cycle-tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse">
          <path class="zx-cycle-tip" d="M0 0L8 4L0 8Z" />
        </marker>
      </defs>
      ${WAYS.map(({ d, kind }) => html`<path key=${d} class="zx-cycle-way" data-kind=${kind} d=${d} marker-end=${kind === "coach" ? undefined : "url(#zx-cycle-tip)"} />`)}
      ${steps.map(
        (step, at) =>
          html`<${Spot} key=${step.id} step=${step} number=${at + 1} isHere=${step.id === here} isChosen=${step.id === chosen} onChoose=${onChoose} say=${say} />`,
      )}
      ${
        PLACES[here] &&
        html`<g class="zx-cycle-flag" transform=${`translate(${PLACES[here][0]} ${PLACES[here][1] - HEIGHT / 2})`} aria-hidden="true">
        <rect x="-34" y="-16" width="68" height="20" rx="10" /><text y="-2">${t("ui-steps.flag")}</text>
      </g>`
      }
    </svg>
    <figcaption>
      <ul class="zx-cycle-key">
        ${
          /** @type {When[]} */ (Object.keys(WHEN)).map(
            (when) => html`<li key=${when}><svg viewBox="0 0 28 18" width="28" height="18" aria-hidden="true">
            <g class="zx-cycle-spot" data-when=${when}><rect class="zx-cycle-box" x="2" y="2" width="24" height="14" rx=${when === "always" ? 7 : 3} />
            ${when === "between" && html`<rect class="zx-cycle-inner" x="4.5" y="4.5" width="19" height="9" rx="2" />`}</g></svg> ${t(WHEN[when])}</li>`,
          )
        }
      </ul>
      <p class="zx-hint">${t("ui-steps.loops")}</p>
    </figcaption>
  </figure>`;
}

/**
 * One step to press.
 * @param {{step: Step, number: number, isHere: boolean, isChosen: boolean, onChoose: (step: string) => void,
 *   say: Kit["say"]}} props
 */
function Spot({ step, number, isHere, isChosen, onChoose, say }) {
  const [x, y] = PLACES[step.id];
  const press = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    onChoose(step.id);
  };
  return html`<g
    class="zx-cycle-spot"
    role="button"
    tabindex="0"
    aria-pressed=${String(isChosen)}
    aria-current=${isHere ? "step" : undefined}
    data-when=${step.when}
    data-here=${String(isHere)}
    onClick=${() => onChoose(step.id)}
    onKeyDown=${press}
    transform=${`translate(${x} ${y})`}
  >
    <rect class="zx-cycle-box" x=${-WIDTH / 2} y=${-HEIGHT / 2} width=${WIDTH} height=${HEIGHT} rx=${step.when === "always" ? HEIGHT / 2 : 9} />
    ${step.when === "between" && html`<rect class="zx-cycle-inner" x=${4 - WIDTH / 2} y=${4 - HEIGHT / 2} width=${WIDTH - 8} height=${HEIGHT - 8} rx="6" />`}
    <text>
      <tspan class="zx-cycle-number" x="0" y="-6">${number}</tspan>${" "}<tspan class="zx-cycle-label" x="0" y="14">${say(step.label)}</tspan>
    </text>
  </g>`;
}
