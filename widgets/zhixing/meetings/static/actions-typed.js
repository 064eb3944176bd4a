// What somebody has typed on a list of actions and not saved yet; it is kept as a draft.
import { useRef, useState } from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./actions-form.js").Form} Form */
/** @typedef {{to: string, said: string}} Ending */
/** @typedef {{adding: Form | null, edits: Record<string, Form & {version: number}>, ends: Record<string, Ending>}} Kept */
/** @typedef {ReturnType<typeof useTyped>} Typed */

/** @param {Kit} kit */
export function useTyped({ draft, saveDraft }) {
  const [kept, setKept] = useState(
    /** @type {Kept} */ ({ adding: null, edits: {}, ends: {}, ...(draft ?? {}) }),
  );
  const now = useRef(kept);
  const put = (/** @type {Partial<Kept>} */ part) => {
    now.current = { ...now.current, ...part };
    setKept(now.current);
    const { adding, edits, ends } = now.current;
    const isBlank = !adding && Object.keys(edits).length === 0 && Object.keys(ends).length === 0;
    saveDraft(isBlank ? null : now.current);
  };
  /** @template T @param {Record<string, T>} all @param {string} id @param {T | null} one */
  const set = (all, id, one) => {
    const { [id]: _, ...others } = all;
    return one === null ? others : { ...others, [id]: one };
  };
  return {
    adding: kept.adding,
    edits: kept.edits,
    ends: kept.ends,
    setAdding: (/** @type {Form | null} */ adding) => put({ adding }),
    setEdit: (/** @type {string} */ id, /** @type {(Form & {version: number}) | null} */ form) =>
      put({ edits: set(now.current.edits, id, form) }),
    setEnd: (/** @type {string} */ id, /** @type {Ending | null} */ end) =>
      put({ ends: set(now.current.ends, id, end) }),
  };
}
