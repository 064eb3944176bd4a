// What every part of a wall of ideas shares: its types, what was typed and not yet sent, a field that counts.
import { Field, html, useKit, useState } from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {{id: string, number: number, text: string}} Line */
/** @typedef {Line & {heading: string, version: number, under: Line[], twin: number | null}} Idea */
/** @typedef {Line & {heading: string, place: number, tied: boolean, named: boolean, points: number | null,
 *   chosen_by: number | null}} Entry */
/** @typedef {{slips: number, counted: boolean, level: "strong" | "moderate" | "weak" | null, w: number | null,
 *   ties: {place: number, numbers: number[]}[], entries: Entry[]}} Result */
/** @typedef {"write" | "collect" | "clarify" | "merge" | "cluster" | "rank" | "result"} StepName */
/** @typedef {"problem" | "cause" | "remedy" | "ideas"} Board */
/** @typedef {{role: "host" | "recorder" | "timekeeper" | "reporter", person: string | null, name: string | null}} Role */
/**
 * @typedef {object} View
 * @property {string} meeting
 * @property {string} lane
 * @property {boolean} may_lead
 * @property {boolean} confirmed
 * @property {Board} board
 * @property {string} wall
 * @property {{key: string, about: string | null, stage: StepName}[]} walls
 * @property {string[]} trail
 * @property {StepName} stage
 * @property {string | null} ends
 * @property {number} minutes
 * @property {{count: number, people: number, all_passed: boolean}} turn
 * @property {number} count
 * @property {Idea[]} ideas
 * @property {Idea[]} withdrawn
 * @property {string[]} headings
 * @property {string[][]} suggestions
 * @property {{method: "rank" | "dots", each: number, count: number, entered: number[], expected: number}} slips
 * @property {Result | null} result
 * @property {string[]} chosen
 * @property {"cause" | "remedy" | null} following
 * @property {{page: number, count: number} | null} pages
 * @property {Role[]} roles
 * @property {{id: string, name: string}[]} members
 * @property {{characters: number, heading: number}} most
 */
/** @typedef {(kind: string, data?: object, place?: string) => Promise<any>} Go an act on the wall that is shown */
/**
 * @typedef {{get: (name: string) => any, put: (name: string, value: any) => void,
 *   sent: (name: string, value: any) => void}} Typed sent: forget what has arrived, unless somebody has typed on meanwhile
 */
/** @typedef {{view: View, go: Go, typed: Typed}} Part what a part of the wall is drawn with */

/** So much is taken into a form: what is too long is told and kept, never cut off. */
export const ROOMY = 100_000;

/** The names of the steps. @type {Record<StepName, string>} */
export const STEPS = {
  write: "ui-ideas.step.write",
  collect: "ui-ideas.step.collect",
  clarify: "ui-ideas.step.clarify",
  merge: "ui-ideas.step.merge",
  cluster: "ui-ideas.step.cluster",
  rank: "ui-ideas.step.rank",
  result: "ui-ideas.step.result",
};
/** The names of the boards. @type {Record<Board, string>} */
export const BOARDS = {
  problem: "ui-ideas.board.problem",
  cause: "ui-ideas.board.cause",
  remedy: "ui-ideas.board.remedy",
  ideas: "ui-ideas.board.ideas",
};
/** What each board asks. @type {Record<Board, string>} */
export const ASKS = {
  problem: "ui-ideas.ask.problem",
  cause: "ui-ideas.ask.cause",
  remedy: "ui-ideas.ask.remedy",
  ideas: "ui-ideas.ask.ideas",
};

/**
 * What was typed on a wall and not sent: kept as a draft until it is, each wall by itself.
 * @param {Kit} kit
 * @returns {Typed}
 */
export function useTyped({ draft, saveDraft, view }) {
  const [all, setAll] = useState(/** @type {Record<string, any>} */ (draft ?? {}));
  const change = (/** @type {string} */ name, /** @type {(now: any) => any} */ next) =>
    setAll((/** @type {Record<string, any>} */ before) => {
      const { [`${view.wall}/${name}`]: now, ...others } = before;
      const value = next(now);
      const after = value ? { ...others, [`${view.wall}/${name}`]: value } : others;
      saveDraft(Object.keys(after).length > 0 ? after : null);
      return after;
    });
  return {
    get: (name) => all[`${view.wall}/${name}`],
    put: (name, value) => change(name, () => value),
    sent: (name, value) => change(name, (now) => (now === value ? null : now)),
  };
}

/**
 * A field for ideas that says how long what is written is.
 * @param {{label: string, hint?: string, value: string, most: number, lines?: number, each?: boolean,
 *   onInput: (value: string) => void}} props each: every line counts by itself
 */
export function Words({ label, hint, value, most, lines, each, onInput }) {
  const { t } = useKit();
  const longest = Math.max(...(each ? value.split("\n") : [value]).map((line) => [...line.trim()].length));
  return html`<div class="zx-ideas-words">
    <${Field} label=${label} hint=${hint} required lines=${lines} max=${ROOMY} value=${value} onInput=${onInput} />
    ${
      longest > most * 0.8 &&
      html`<p class="zx-counter zx-small" data-full=${String(longest > most)} role="status">${t("ui-ideas.characters", { found: longest, most })}</p>`
    }
  </div>`;
}
