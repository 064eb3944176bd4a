// The parts of a paper on one page: what was typed, what is stored, and where the two have parted.
import { useEffect, useRef, useState } from "./vendor/preact.js";

/** @typedef {import("./kit.js").Kit} Kit */
/** @typedef {{seen: string, content: any, saved?: number}} Mine saved: the paper's version that has it */
/** @typedef {ReturnType<typeof useParts>} Parts */

/**
 * What this page has typed beside what is stored; nothing typed goes without being asked.
 * @param {Kit} kit its view holds the version of the paper, and the marks of its parts
 * @param {(id: string) => any} stored what is stored of a part, null where there is none
 * @param {(id: string, content: any, seen: string) => Promise<any>} send stores a part; the reply has its mark and the paper's version
 */
export function useParts({ view, draft, saveDraft }, stored, send) {
  const { marks, paper } = /** @type {{marks: Record<string, string>, paper: number}} */ (view);
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
    const left = Object.entries(now.current.mine).filter(([, one]) => (one.saved ?? Infinity) > paper);
    if (left.length < Object.keys(now.current.mine).length) put(Object.fromEntries(left));
  }, [paper]);
  const save = async (/** @type {string} */ id) => {
    const { seen, content } = now.current.mine[id];
    setSending((ids) => [...ids, id]); // the page may show one's own words before it hears that they were taken
    try {
      const reply = await send(id, content, seen);
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
  const unsaved = Object.keys(mine).filter(isTyped);
  return {
    /** the parts this page holds words of */
    held: Object.keys(mine),
    unsaved,
    isTyped,
    save,
    drop,
    saveAll: async () => {
      for (const id of unsaved) await save(id);
    },
    /** the version of the paper as far as this page knows */
    paper: (/** @type {number} */ shown) => Math.max(now.current.paper, shown),
    shown: (/** @type {string} */ id) => mine[id]?.content ?? stored(id),
    change: (/** @type {string} */ id, /** @type {any} */ content) => {
      const seen = now.current.mine[id]?.seen ?? now.current.marks[id] ?? "";
      put({ ...now.current.mine, [id]: { seen, content } });
    },
    /** what somebody else has stored meanwhile: null, taken out; undefined, nothing */
    other: (/** @type {string} */ id) => {
      if (!isTyped(id) || sending.includes(id) || mine[id].seen === (marks[id] ?? "")) return undefined;
      return stored(id);
    },
    /** go on with one's own words, knowing the other's */
    keepMine: (/** @type {string} */ id) =>
      put({ ...now.current.mine, [id]: { ...now.current.mine[id], seen: now.current.marks[id] ?? "" } }),
  };
}
