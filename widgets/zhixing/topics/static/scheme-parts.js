// The parts of a scheme on one page, and what an act carries of each.
import { isBlank, newId, useParts } from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {{id: string, text: string}} Entry */
/** @typedef {{id: string, text: string, goal: string}} Problem */
/** @typedef {{name: string, baseline: string, target: string, measure: string, by: string}} Indicator */
/** @typedef {{id: string, title: string, questions: string[], lead_unit: string, units: string[],
 *   problems: Problem[], outcome: string, indicator: Indicator}} SubTopic */
/** @typedef {{topic: string, title: string, lead_unit: string, start: string, months: number | null,
 *   tasks: Entry[], questions: Entry[], sub_topics: SubTopic[]}} Scheme */
/** @typedef {ReturnType<typeof useScheme>} Parts */

/** A short id for something new. @param {string} kind */
export const shortId = (kind) => `${kind}-${newId().slice(0, 8)}`;

/** @returns {SubTopic} */
export function blankSubTopic() {
  return {
    id: shortId("s"),
    title: "",
    questions: [],
    lead_unit: "",
    units: [],
    problems: [{ id: shortId("p"), text: "", goal: "" }],
    outcome: "",
    indicator: { name: "", baseline: "", target: "", measure: "", by: "" },
  };
}

/** What an act carries of a part: without empty lines. @param {string} id @param {any} content */
function packed(id, content) {
  const written = (/** @type {Entry[]} */ entries) => entries.filter((one) => !isBlank(one.text));
  if (id === "setting") return { kind: "save-setting", data: content };
  if (id === "aims") {
    return {
      kind: "save-aims",
      data: { tasks: written(content.tasks), questions: written(content.questions) },
    };
  }
  return { kind: "save-sub-topic", data: { sub_topic: { ...content, problems: written(content.problems) } } };
}

/** @param {Scheme} scheme @param {string} id */
function stored(scheme, id) {
  const { lead_unit, start, months, tasks, questions, sub_topics } = scheme;
  if (id === "setting") return { lead_unit, start, months };
  if (id === "aims") return { tasks, questions };
  return sub_topics.find((one) => one.id === id) ?? null;
}

/** The parts of a scheme as this page holds them. @param {Kit} kit */
export function useScheme(kit) {
  const { act } = kit;
  const { scheme, marks } = /** @type {{scheme: Scheme, marks: Record<string, string>}} */ (kit.view);
  const parts = useParts(
    kit,
    (id) => stored(scheme, id),
    (id, content, seen) => {
      const { kind, data } = packed(id, content);
      return act(kind, { seen, ...data }, id);
    },
  );
  const known = scheme.sub_topics.map((one) => one.id);
  const isSaved = (/** @type {string} */ id) => known.includes(id);
  return {
    ...parts,
    order: [...known, ...parts.held.filter((id) => !["setting", "aims", ...known].includes(id))],
    isSaved,
    remove: async (/** @type {string} */ id) => {
      if (isSaved(id)) await act("remove-sub-topic", { sub_topic: id, seen: marks[id] ?? "" }, id);
      parts.drop(id);
    },
    move: (/** @type {string} */ id, /** @type {number} */ place) =>
      act("move-sub-topic", { sub_topic: id, place }, id),
  };
}
