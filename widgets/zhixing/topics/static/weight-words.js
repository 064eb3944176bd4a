// The scale of comparisons in words.

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */

/** @type {Record<number, string>} */
const WORDS = {
  1: "ui-weights.word.1",
  2: "ui-weights.word.2",
  3: "ui-weights.word.3",
  4: "ui-weights.word.4",
  5: "ui-weights.word.5",
  6: "ui-weights.word.6",
  7: "ui-weights.word.7",
  8: "ui-weights.word.8",
  9: "ui-weights.word.9",
};

/**
 * A step in words.
 * @param {Kit["t"]} t
 * @param {string} first
 * @param {string} second
 * @param {number} step 1 alike, 2 to 9 the first weighs more, −2 to −9 the second
 */
export function sentence(t, first, second, step) {
  if (step === 1) return t("ui-weights.pairs.alike", { first, second });
  const [more, less] = step > 0 ? [first, second] : [second, first];
  const size = Math.abs(step);
  return t("ui-weights.pairs.said", { more, less, word: t(WORDS[size]), size });
}
