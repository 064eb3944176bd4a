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
  const anchor = readingAnchor();
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
  anchor?.();
}

/**
 * Note which block of the page is being read; the returned function scrolls its counterpart to the same height.
 * @returns {(() => void) | null}
 */
function readingAnchor() {
  if (window.scrollY < 40) return null;
  const blocks = () =>
    [...document.querySelectorAll("main [data-lang], main [data-activity], main [data-live]")].filter(
      (el) => el.getClientRects().length > 0,
    );
  const index = blocks().findIndex((el) => el.getBoundingClientRect().bottom > 80);
  if (index < 0) return null;
  const top = blocks()[index].getBoundingClientRect().top;
  return () => {
    const counterpart = blocks()[index];
    if (counterpart) window.scrollBy(0, counterpart.getBoundingClientRect().top - top);
  };
}
