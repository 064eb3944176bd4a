// The language of a page: switched in place, without losing the reader's spot.

/** @typedef {import("./kit.js").Locale} Locale */

const YEAR = 365 * 24 * 3600;

/** @returns {Locale} */
export function pageLocale() {
  return document.documentElement.dataset.locale === "en" ? "en" : "zh-CN";
}

/**
 * The language this browser was last switched to, if any.
 * @returns {Locale | null}
 */
export function rememberedLocale() {
  const found = /(?:^|; )zx-locale=(zh-CN|en)(?:;|$)/.exec(document.cookie);
  return found ? /** @type {Locale} */ (found[1]) : null;
}

/**
 * @param {Locale} locale
 * @param {string} base
 */
export function rememberLocale(locale, base) {
  document.cookie = `zx-locale=${locale}; path=${base}; max-age=${YEAR}; SameSite=Lax`;
}

/**
 * Show the page in a language; prose in the other one is hidden by the style sheet.
 * @param {Locale} locale
 */
export function showLocale(locale) {
  const root = document.documentElement;
  const side = locale === "en" ? "en" : "zh";
  root.lang = locale;
  root.dataset.locale = locale;
  const title = document.querySelector(`meta[name="title-${side}"]`)?.getAttribute("content");
  if (title) document.title = title;
  for (const el of document.querySelectorAll("[data-locale-choice]")) {
    el.setAttribute("aria-pressed", String(el.getAttribute("data-locale-choice") === locale));
  }
  for (const name of ["label", "placeholder"]) {
    const attribute = name === "label" ? "aria-label" : name;
    for (const el of document.querySelectorAll(`[data-${name}-${side}]`)) {
      el.setAttribute(attribute, el.getAttribute(`data-${name}-${side}`) ?? "");
    }
  }
}

/**
 * Do something that changes the length of the page, and leave the block being read where it is.
 * @param {() => void} change
 */
export function holdReading(change) {
  const before = window.scrollY < BELOW_HEADER ? [] : blocks();
  const tops = before.map((el) => Math.abs(el.getBoundingClientRect().top - BELOW_HEADER));
  const index = tops.indexOf(Math.min(...tops));
  const top = before[index]?.getBoundingClientRect().top;
  const style = document.documentElement.style;
  style.overflowAnchor = "none"; // the browser's own anchoring would move the page a second time
  change();
  const counterpart = blocks()[index];
  if (counterpart && top !== undefined) window.scrollBy(0, counterpart.getBoundingClientRect().top - top);
  requestAnimationFrame(() => requestAnimationFrame(() => (style.overflowAnchor = "")));
}

const BELOW_HEADER = 80;

/** What stands in the page in the current language; prose comes in pairs, so the count is the same in both. */
function blocks() {
  const all = document.querySelectorAll("main [data-lang], main [data-activity], main [data-live]");
  return [...all].filter((el) => el.getClientRects().length > 0);
}
