// One page's side of a worksheet: what is typed here beside what is kept; nothing typed goes without being asked.
import { RefusedAct, useEffect, useRef, useState } from "../../activity/static/kit.js";
import { flat, isSame, packed } from "./worksheet-content.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./worksheet-content.js").Sheet} Sheet */
/** @typedef {import("./worksheet-content.js").Flat} Flat */
/** @typedef {import("./worksheet-content.js").Held} Held */
/** @typedef {{now: Flat, base: Flat, sent: Flat}} Mine by path: typed here; kept when it was typed; sent last */
/** @typedef {"kept" | "typed" | "old" | "parted"} Standing */
/** @typedef {ReturnType<typeof useSheet>} Store */

const PAUSE = 3000;
const CHANGED = "worksheet.error.changed";

/**
 * How what is typed here stands to what is kept.
 * @param {Sheet} sheet
 * @param {Mine} mine
 * @param {Flat} kept
 * @param {string} path
 * @returns {Standing} `old`: only another device has written; `parted`: both have
 */
export function standing(sheet, { now, base, sent }, kept, path) {
  const same = (/** @type {any} */ one, /** @type {any} */ other) => isSame(sheet, path, one, other);
  if (!(path in now) || same(now[path], kept[path])) return "kept";
  if (same(kept[path], base[path]) || (path in sent && same(kept[path], sent[path]))) return "typed";
  if (same(now[path], base[path])) return "old"; // what was only sent may have been refused
  return "parted";
}

/** @param {Kit} kit */
export function useSheet({ view, draft, act, saveDraft, online, problem }) {
  const sheet = /** @type {Sheet} */ (view.sheet);
  const [mine, setMine] = useState(/** @type {Mine} */ ({ now: {}, base: {}, sent: {}, ...draft }));
  const told = { version: view.version, values: flat(sheet, view.content) };
  const ref = useRef({ mine, kept: told, sending: false, timer: 0, drafted: Boolean(draft) });
  const page = ref.current;
  if (told.version >= page.kept.version) page.kept = told;

  const of = (/** @type {string} */ path) => standing(sheet, page.mine, page.kept.values, path);
  const value = (/** @type {string} */ path) =>
    path in page.mine.now && of(path) !== "old" ? page.mine.now[path] : (page.kept.values[path] ?? null);
  const paths = (/** @type {Standing[]} */ ...some) =>
    Object.keys(page.mine.now).filter((path) => some.includes(of(path)));

  const put = (/** @type {Mine} */ next) => {
    page.mine = next;
    setMine(next);
    const open = paths("typed", "parted");
    if (open.length > 0) saveDraft(only(next, open));
    else if (page.drafted) saveDraft(null);
    page.drafted = open.length > 0;
  };

  /** @returns {Promise<boolean>} false: what is typed was refused as it stands */
  const send = async () => {
    window.clearTimeout(page.timer);
    const open = paths("typed");
    if (page.sending || !online || open.length === 0) return true;
    const { now } = page.mine;
    const written = Object.fromEntries(open.map((path) => [path, now[path]]));
    const values = { ...page.kept.values, ...written };
    page.mine = { ...page.mine, sent: { ...page.mine.sent, ...written } };
    page.sending = true;
    let goesOn = true;
    try {
      const reply = await act("keep", { content: packed(sheet, values), version: page.kept.version }, "keep");
      if (reply && reply.version >= page.kept.version) page.kept = { version: reply.version, values };
      // Without a reply it was a repetition of what was taken before; the view tells what is kept.
      put(reply ? { ...page.mine, base: { ...page.mine.base, ...written } } : page.mine);
    } catch (error) {
      if (!(error instanceof RefusedAct)) throw error;
      goesOn = error.refusal.code === CHANGED; // by then the page knows what the other device has kept
    } finally {
      page.sending = false;
    }
    if (goesOn && paths("typed").length > 0) later();
    return goesOn;
  };
  const later = () => {
    window.clearTimeout(page.timer);
    page.timer = window.setTimeout(() => latest.current(), PAUSE);
  };
  const latest = useRef(send);
  latest.current = send;

  useEffect(() => {
    if (online && paths("typed").length > 0) void send();
  }, [online, view.version]);
  useEffect(() => () => window.clearTimeout(page.timer), [page]);

  const change = (/** @type {string} */ path, /** @type {Held} */ next) => {
    const isFresh = ["kept", "old"].includes(of(path));
    const { now, base, sent } = page.mine;
    const seen = isFresh ? { ...base, [path]: page.kept.values[path] ?? null } : base;
    put({ now: { ...now, [path]: next }, base: seen, sent });
    later();
  };
  const shown = Object.fromEntries(
    [...new Set([...Object.keys(page.kept.values), ...Object.keys(page.mine.now)])].map((path) => [
      path,
      value(path),
    ]),
  );
  return {
    sheet,
    value,
    /** everything as it is shown, by path */
    values: /** @type {Flat} */ (shown),
    change,
    send,
    /** whether all of it is kept on the server */
    isKept: paths("typed", "parted").length === 0,
    parted: paths("parted"),
    /** what another device has kept, where both have written; else undefined */
    other: (/** @type {string} */ path) =>
      path in page.mine.now && of(path) === "parted" ? (page.kept.values[path] ?? null) : undefined,
    /** settle where both have written, knowing the other's words */
    settle: (/** @type {string} */ path, /** @type {Held} */ next) => {
      const { now, base, sent } = page.mine;
      put({ now: { ...now, [path]: next }, base: { ...base, [path]: page.kept.values[path] ?? null }, sent });
      later();
    },
    isRefused: problem?.place === "keep" && problem.refusal.code !== CHANGED,
  };
}

/** @param {Mine} mine @param {string[]} paths @returns {Mine} */
function only({ now, base, sent }, paths) {
  const of = (/** @type {Flat} */ some) =>
    Object.fromEntries(paths.filter((path) => path in some).map((path) => [path, some[path]]));
  return { now: of(now), base: of(base), sent: of(sent) };
}
