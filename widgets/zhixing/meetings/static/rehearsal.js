// The rehearsal room: scenarios to choose from, the meeting in hand, or what is told about it afterwards.
import { activity, html, useState } from "../../activity/static/kit.js";
import { Feedback } from "./rehearsal-feedback.js";
import { List } from "./rehearsal-list.js";
import { Stage } from "./rehearsal-stage.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {{id: string, name: Pair, post: Pair}} Member */
/** @typedef {{id: string, title: Pair, situation: Pair, level: number, minutes: number, moments: number, members: Member[],
 *   done: number, under_way: string | null}} Scenario */
/** @typedef {{who: string, text: Pair}} Line */
/** @typedef {{do: string, norm: Pair | null, to: string, asked: Pair | null, text: string}} Move */
/** @typedef {{lines: Line[], clock: number, move: Move | null, reply: Line[]}} Turn */
/** @typedef {{id: string, name: Pair, sentence: Pair}} Norm */
/** @typedef {{questions: {which: string, to: string, text: Pair}[], norms: Norm[]}} Offered */
/** @typedef {{code: string, values: Record<string, number>, norm: Pair, end: Pair | null, question: Pair | null,
 *   kind: Pair | null, answer: Pair | null}} Finding */
/** @typedef {{id: string, kind: Pair, who: Pair | null, sign: Pair, answer: Pair, norm: Pair, question: Pair, began: number,
 *   answered: number | null, well: boolean, late: number, move: Move | null}} Planted */
/** @typedef {{clock: number, safety: number, focus: number, clarity: number}} Point */
/**
 * @typedef {object} Told
 * @property {Finding[]} strengths
 * @property {Finding[]} tries
 * @property {Planted[]} planted
 * @property {Record<string, number>} worths
 * @property {number} interventions
 * @property {{kept: number, chances: number}} silences
 * @property {Record<string, number>} forms
 * @property {{id: string, name: Pair, count: number}[]} ends
 * @property {number} asks
 * @property {number} tells
 * @property {{text: string, form: string, addressed: boolean, double: boolean}[]} own
 * @property {{name: Pair, minutes: number}[]} talk
 * @property {{whole: number, first: number, second: number}} balance
 * @property {Point[]} course
 * @property {{worth: string, why: Pair, form: string | null}[]} turns
 */
/** @typedef {{id: string, scenario: string, at: number, began_at: number, over: boolean, when: string, clock: number,
 *   out_of_time: boolean, turns: Turn[], closing: Line[], now: Offered | null, feedback: Told | null}} Run */
/** @typedef {{id: string, scenario: string, when: string, began_at: number, is_current: boolean, planted: number,
 *   at_once: number, answered: number, interventions: number, needless: number, silences: number, chances: number,
 *   open: number, asks: number, tells: number}} Past */
/** @typedef {{scenarios: Scenario[], run: Run | null, history: Past[], most: number}} View */

const PLACE = "rehearsal:place";

/** @param {Kit} kit */
function Rehearsal(kit) {
  const { run, scenarios } = /** @type {View} */ (kit.view);
  const [place, setPlace] = useState(
    /** @type {string} */ (kit.recall(PLACE) ?? (run && !run.over ? "run" : "list")),
  );
  const go = (/** @type {"list" | "run"} */ to) => {
    kit.keep(PLACE, to);
    setPlace(to);
  };
  const scenario = scenarios.find((one) => one.id === run?.scenario);
  if (place === "list" || !run || !scenario) return html`<${List} ...${kit} go=${go} />`;
  if (!run.over) return html`<${Stage} ...${kit} run=${run} scenario=${scenario} go=${go} />`;
  return html`<${Feedback} ...${kit} run=${run} scenario=${scenario} go=${go} />`;
}

export default activity(Rehearsal);
