// Live cells: frames that come when they are near, grow to their content and follow the language.

/** @typedef {import("./kit.js").Locale} Locale */

/**
 * Fill the page's live cells when they are scrolled near.
 * @param {string} base
 * @param {() => Locale} locale
 * @param {(key: string) => string} t
 */
export function fillLiveCells(base, locale, t) {
  const watcher = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        watcher.unobserve(target);
        insertFrame(/** @type {HTMLElement} */ (target), base, locale(), t);
      }
    },
    { rootMargin: "400px 0px" },
  );
  for (const el of document.querySelectorAll("[data-live]")) watcher.observe(el);
  window.addEventListener("message", onFrameMessage);
  for (const event of ["blur", "focus"]) window.addEventListener(event, markFocused);
  window.addEventListener("keydown", ({ key }) => {
    if (key === "Tab") tabbedAt = Date.now();
  });
}

/** When the tab key was last pressed: a click into a frame must not move the page under the pointer. */
let tabbedAt = 0;
const JUST_NOW = 500;

/** While the keyboard is inside a frame its edge says so and is in sight; browsers do not match :focus there. */
function markFocused() {
  for (const frame of frames()) {
    const isFocused = frame === document.activeElement;
    frame.classList.toggle("zx-live-focused", isFocused);
    if (isFocused && Date.now() - tabbedAt < JUST_NOW) frame.scrollIntoView({ block: "nearest" });
  }
}

/**
 * @param {HTMLElement} el
 * @param {string} base
 * @param {Locale} locale
 * @param {(key: string) => string} t
 */
function insertFrame(el, base, locale, t) {
  const frame = document.createElement("iframe");
  const { live = "", book = "", titleZh, titleEn } = el.dataset;
  const path = `${base}live/${encodeURIComponent(book)}/${encodeURIComponent(live)}`;
  frame.src = `${path}?locale=${locale}`;
  frame.title = (locale === "en" ? titleEn : titleZh) ?? t("page.live-title");
  frame.className = "zx-live-frame";
  el.textContent = "";
  el.append(frame);
}

/**
 * Tell the frames the language and name them in it.
 * @param {Locale} locale
 * @param {(key: string) => string} t
 */
export function localiseLiveCells(locale, t) {
  for (const frame of frames()) {
    const { titleZh, titleEn } = frame.parentElement?.dataset ?? {};
    frame.title = (locale === "en" ? titleEn : titleZh) ?? t("page.live-title");
    frame.contentWindow?.postMessage({ t: "zhixing:locale", locale }, location.origin);
  }
}

/** @param {MessageEvent} event a frame says how high it is */
function onFrameMessage(event) {
  if (event.origin !== location.origin || event.data?.t !== "zhixing:height") return;
  const frame = frames().find((one) => one.contentWindow === event.source);
  if (frame) frame.style.height = `${Math.min(Math.max(Number(event.data.height) || 0, 80), 4000)}px`;
}

function frames() {
  return [...document.querySelectorAll("iframe")].filter((frame) =>
    frame.classList.contains("zx-live-frame"),
  );
}
