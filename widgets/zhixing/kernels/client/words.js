// What the frame itself says, in the language it is in.

/** @typedef {Record<string, Record<string, string>>} Words sentences by key, by language */

/**
 * @param {Words} words
 * @param {string} key
 */
export function sentence(words, key) {
  return words[document.documentElement.lang]?.[key] ?? "";
}
