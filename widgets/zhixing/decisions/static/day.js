// Days as readers write them.

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */

/**
 * A stored day or moment as a date.
 * @param {string} moment
 * @param {Kit["locale"]} locale
 */
export function dayOf(moment, locale) {
  const day = moment.length === 10 ? new Date(`${moment}T12:00`) : new Date(moment);
  return day.toLocaleDateString(locale === "en" ? "en-GB" : locale, {
    year: "numeric",
    month: "long",
    day: "numeric",
  });
}
