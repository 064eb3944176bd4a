// What every activity needs beside its picture: sentences, times, ids, what a browser keeps.
import { useMemo } from "./vendor/preact.js";

/** @typedef {import("./kit.js").Locale} Locale */
/** @typedef {import("./kit.js").Word} Word */
/** @typedef {import("./kit.js").Kit} Kit */

/**
 * Fill a sentence's {placeholders}.
 * @param {string} sentence
 * @param {Record<string, Word>} params
 */
export function fill(sentence, params) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => String(params[name] ?? ""));
}

/**
 * A moment as hours and minutes.
 * @param {number | string} moment milliseconds or ISO-8601
 * @param {Locale} locale
 */
export function clock(moment, locale) {
  return new Date(moment).toLocaleTimeString(locale, { hour: "2-digit", minute: "2-digit", hour12: false });
}

/**
 * Milliseconds since 1970 by this device as it was when the page opened, counted on from there: setting the device's
 * clock meanwhile changes nothing. What is asleep does not count; page.js asks the server again after that.
 */
export function steadyNow() {
  return performance.timeOrigin + performance.now();
}

/** A new id of 32 hexadecimal characters; plain HTTP has no crypto.randomUUID. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @type {Map<string, string>} what is kept where the browser has no storage */
const memory = new Map();

/**
 * Keep something in this browser only; `undefined` forgets it.
 * @param {string} name
 * @param {unknown} value
 * @param {string} [owner] the person, where several use one browser
 */
export function keep(name, value, owner = "") {
  const key = `zhixing:${owner}:${name}`;
  const text = JSON.stringify(value);
  if (text === undefined) memory.delete(key);
  else memory.set(key, text);
  try {
    if (text === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    // private browsing: the memory above has to do
  }
}

/**
 * Read what `keep` kept, or null.
 * @param {string} name
 * @param {string} [owner]
 */
export function recall(name, owner = "") {
  const key = `zhixing:${owner}:${name}`;
  let text = memory.get(key) ?? null;
  try {
    text = localStorage.getItem(key) ?? text;
  } catch {
    // private browsing: the memory has it
  }
  return text === null ? null : JSON.parse(text);
}

/**
 * The key under which this browser casts and changes its ballot; nothing ties it to a name on the server.
 * @param {string} windowId
 * @param {string} [owner]
 * @returns {string}
 */
export function secretKey(windowId, owner = "") {
  const known = recall(`key:${windowId}`, owner);
  if (known) return known;
  const made = newId();
  keep(`key:${windowId}`, made, owner);
  return made;
}

/**
 * A voter's side of a secret ballot: draft and ballot stay in this browser, only the cast ballot leaves it.
 * @param {Kit} kit whose view has a `window`
 * @param {string} purpose
 */
export function ballotBox({ view, model, act, secretKey, keep, recall }, purpose) {
  const id = view.window?.id ?? "";
  const name = `${purpose}:${id}`;
  return {
    /** what was cast from this browser, or null */
    cast: recall(name),
    draft: recall(`${name}:draft`),
    /** @param {unknown} content */
    saveDraft: (content) => keep(`${name}:draft`, content),
    /**
     * @param {string} kind of the act
     * @param {object} data its content
     * @param {unknown} content what to show as cast
     */
    async send(kind, data, content) {
      const before = recall(name);
      const key = secretKey(id);
      keep(name, content);
      try {
        await act(kind, { window: id, key, ...data });
      } catch (error) {
        keep(name, before ?? undefined);
        throw error;
      }
      keep(`${name}:draft`, undefined);
      const opened = model.get("view").window?.id ?? id; // alone, the first ballot opens its window
      keep(`key:${opened}`, key);
      keep(`${purpose}:${opened}`, content);
    },
  };
}

let serial = 0;

/** An id for a label and its field, the same for the life of the component. */
export function useUid() {
  return useMemo(() => `zx-${++serial}`, []);
}

/**
 * Whether text is blank.
 * @param {string | null | undefined} text
 */
export function isBlank(text) {
  return !text || text.trim() === "";
}
