// The parts of a group's way on one page: what was typed, what is stored, and where the two have parted.
import { newId, useEffect, useRef, useState } from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./ten-steps.js").View} View */
/** @typedef {import("./ten-steps.js").Fields} Fields */
/** @typedef {{seen: string, fields: Fields, saved?: number}} Mine saved: the paper's version that has it */
/** @typedef {ReturnType<typeof useWay>} Parts */

/** Fields of each part; those of a strategy stand under "strategy". @type {Record<string, string[]>} */
const FIELDS = {
  purpose: ["text"],
  problem: ["text"],
  reframed: ["text", "why"],
  owner: ["choice", "note"],
  "goal-person": ["goal", "sign"],
  "goal-team": ["goal", "sign"],
  "goal-organisation": ["goal", "sign"],
  strategy: ["text", "affected", "trial"],
};

/** @param {string} id */
const blank = (id) => Object.fromEntries((FIELDS[id] ?? FIELDS.strategy).map((name) => [name, ""]));

/** @param {NonNullable<View["way"]>} way @param {string} id @returns {Fields | null} */
function stored(way, id) {
  if (FIELDS[id]) return way.parts[id] ?? null;
  const found = way.strategies.find((one) => one.id === id);
  if (!found) return null;
  const { id: _, ...fields } = found;
  return fields;
}

/** What this page has typed beside what is stored; nothing typed goes without being asked. @param {Kit} kit */
export function useWay({ view, draft, act, saveDraft }) {
  const { way, marks, paper } = /** @type {View & {way: NonNullable<View["way"]>}} */ (view);
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
    const done = (/** @type {string} */ id) => (now.current.mine[id].saved ?? Infinity) <= paper;
    if (Object.keys(now.current.mine).some(done))
      put(Object.fromEntries(Object.entries(now.current.mine).filter(([id]) => !done(id))));
  }, [paper]);
  const shown = (/** @type {string} */ id) => mine[id]?.fields ?? stored(way, id) ?? blank(id);
  const save = async (/** @type {string} */ id) => {
    const { seen, fields } = now.current.mine[id];
    setSending((ids) => [...ids, id]); // the page may show one's own words before it hears that they were taken
    try {
      const reply = await act("save", { part: id, fields, seen }, id);
      const version = reply?.paper ?? 0;
      const isAsSent = now.current.mine[id]?.fields === fields;
      if (isAsSent && version <= now.current.paper) drop(id);
      else if (isAsSent) put({ ...now.current.mine, [id]: { seen: reply.mark, fields, saved: version } });
      else put({ ...now.current.mine, [id]: { ...now.current.mine[id], seen: reply?.mark ?? seen } });
      now.current.paper = Math.max(now.current.paper, version);
    } finally {
      setSending((ids) => ids.filter((one) => one !== id));
    }
  };
  const isTyped = (/** @type {string} */ id) => mine[id] !== undefined && mine[id].saved === undefined;
  const known = way.strategies.map((one) => one.id);
  const fresh = Object.keys(mine).filter((id) => !FIELDS[id] && !known.includes(id));
  const unsaved = Object.keys(mine).filter(isTyped);
  return {
    strategies: [...known, ...fresh],
    unsaved,
    shown,
    save,
    drop,
    isTyped,
    change: (/** @type {string} */ id, /** @type {Fields} */ changed) => {
      const seen = now.current.mine[id]?.seen ?? now.current.marks[id] ?? "";
      put({ ...now.current.mine, [id]: { seen, fields: { ...shown(id), ...changed } } });
    },
    add: () => put({ ...now.current.mine, [`s-${newId().slice(0, 10)}`]: { seen: "", fields: blank("") } }),
    saveAll: async () => {
      for (const id of unsaved) await save(id);
    },
    /** what somebody else has stored meanwhile: null, taken out; undefined, nothing */
    other: (/** @type {string} */ id) => {
      if (!isTyped(id) || sending.includes(id) || mine[id].seen === (marks[id] ?? "")) return undefined;
      return stored(way, id);
    },
    /** go on with one's own words, knowing the other's */
    keepMine: (/** @type {string} */ id) =>
      put({ ...now.current.mine, [id]: { ...now.current.mine[id], seen: now.current.marks[id] ?? "" } }),
    remove: async (/** @type {string} */ id) => {
      if (known.includes(id)) await act("remove", { part: id, seen: marks[id] ?? "" }, id);
      drop(id);
    },
  };
}
