// The parts of a scheme on one page: what was typed, what is stored, and where the two have parted.
import { isBlank, newId, useEffect, useRef, useState } from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {{id: string, text: string}} Entry */
/** @typedef {{id: string, text: string, goal: string}} Problem */
/** @typedef {{name: string, baseline: string, target: string, measure: string, by: string}} Indicator */
/** @typedef {{id: string, title: string, questions: string[], lead_unit: string, units: string[],
 *   problems: Problem[], outcome: string, indicator: Indicator}} SubTopic */
/** @typedef {{topic: string, title: string, lead_unit: string, start: string, months: number | null,
 *   tasks: Entry[], questions: Entry[], sub_topics: SubTopic[]}} Scheme */
/** @typedef {{seen: string, content: any, saved?: number}} Mine saved: the paper's version that has it */
/** @typedef {ReturnType<typeof useParts>} Parts */

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

/**
 * What this page has typed beside what is stored; nothing typed goes without being asked.
 * @param {Kit} kit
 */
export function useParts({ view, draft, act, saveDraft }) {
  const { scheme, marks, paper } =
    /** @type {{scheme: Scheme, marks: Record<string, string>, paper: number}} */ (view);
  const [mine, setMine] = useState(/** @type {Record<string, Mine>} */ (draft?.mine ?? {}));
  const [sending, setSending] = useState(/** @type {string[]} */ ([]));
  const now = useRef({ mine, marks, paper });
  now.current.marks = marks;
  now.current.paper = Math.max(now.current.paper, paper);
  const put = (/** @type {Record<string, Mine>} */ next) => {
    now.current.mine = next;
    setMine(next);
    const typed = Object.entries(next).filter(([, one]) => one.saved === undefined);
    saveDraft(typed.length > 0 ? { mine: Object.fromEntries(typed) } : null);
  };
  const drop = (/** @type {string} */ id) => {
    const { [id]: _, ...others } = now.current.mine;
    put(others);
  };
  useEffect(() => {
    const done = Object.keys(now.current.mine).filter(
      (id) => (now.current.mine[id].saved ?? Infinity) <= paper,
    );
    if (done.length > 0)
      put(Object.fromEntries(Object.entries(now.current.mine).filter(([id]) => !done.includes(id))));
  }, [paper]);
  const change = (/** @type {string} */ id, /** @type {any} */ content) => {
    const seen = now.current.mine[id]?.seen ?? now.current.marks[id] ?? "";
    put({ ...now.current.mine, [id]: { seen, content } });
  };
  const save = async (/** @type {string} */ id) => {
    const { seen, content } = now.current.mine[id];
    const { kind, data } = packed(id, content);
    setSending((ids) => [...ids, id]); // the page may show one's own words before it hears that they were taken
    try {
      const reply = await act(kind, { seen, ...data }, id);
      const version = reply?.paper ?? 0;
      const isAsSent = now.current.mine[id]?.content === content;
      if (isAsSent && version <= now.current.paper) drop(id);
      else if (isAsSent) put({ ...now.current.mine, [id]: { seen: reply.mark, content, saved: version } });
      else put({ ...now.current.mine, [id]: { ...now.current.mine[id], seen: reply?.mark ?? seen } });
      now.current.paper = Math.max(now.current.paper, version);
    } finally {
      setSending((ids) => ids.filter((one) => one !== id));
    }
  };
  const isTyped = (/** @type {string} */ id) => mine[id] !== undefined && mine[id].saved === undefined;
  const known = scheme.sub_topics.map((one) => one.id);
  const fresh = Object.keys(mine).filter((id) => !["setting", "aims", ...known].includes(id));
  const unsaved = Object.keys(mine).filter(isTyped);
  return {
    order: [...known, ...fresh],
    unsaved,
    change,
    save,
    drop,
    isTyped,
    isSaved: (/** @type {string} */ id) => known.includes(id),
    saveAll: async () => {
      for (const id of unsaved) await save(id);
    },
    /** the version of the paper as far as this page knows */
    paper: (/** @type {number} */ shown) => Math.max(now.current.paper, shown),
    shown: (/** @type {string} */ id) => mine[id]?.content ?? stored(scheme, id),
    /** what somebody else has stored meanwhile: null, taken out; undefined, nothing */
    other: (/** @type {string} */ id) => {
      if (!isTyped(id) || sending.includes(id) || mine[id].seen === (marks[id] ?? "")) return undefined;
      return stored(scheme, id);
    },
    /** go on with one's own words, knowing the other's */
    keepMine: (/** @type {string} */ id) =>
      put({ ...now.current.mine, [id]: { ...now.current.mine[id], seen: now.current.marks[id] ?? "" } }),
    remove: async (/** @type {string} */ id) => {
      if (known.includes(id)) await act("remove-sub-topic", { sub_topic: id, seen: marks[id] ?? "" }, id);
      drop(id);
    },
    move: (/** @type {string} */ id, /** @type {number} */ place) =>
      act("move-sub-topic", { sub_topic: id, place }, id),
  };
}
