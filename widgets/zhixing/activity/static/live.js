// Live cells: frames that come when they are near, grow to their content and follow the language.

/** @typedef {import("./kit.js").Locale} Locale */

/** Name of what this page is called by the server: a reload finds what its live cells were at. */
const PAGE = "zhixing:page";
const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
const MANY = 12;
/** Pixels below the window within which a live cell is started. */
const NEAR = 400;

/** The name of this page as long as it is open. */
function pageId() {
  let found = "";
  try {
    found = sessionStorage.getItem(PAGE) ?? "";
  } catch {
    // private browsing: a reload starts anew
  }
  if (/^[a-z0-9]{12}$/.test(found)) return found;
  while (found.length !== MANY) {
    // Bytes beyond a multiple of the alphabet are passed over, so that every letter is as likely.
    const bytes = [...crypto.getRandomValues(new Uint8Array(2 * MANY))].filter((byte) => byte < 252);
    found = bytes
      .slice(0, MANY)
      .map((byte) => LETTERS[byte % LETTERS.length])
      .join("");
  }
  try {
    sessionStorage.setItem(PAGE, found);
  } catch {
    // as above
  }
  return found;
}

/**
 * Fill the page's live cells when they are scrolled near; those that are near already, at once.
 * @param {string} base
 * @param {() => Locale} locale
 */
export function fillLiveCells(base, locale) {
  const page = pageId();
  const watcher = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        watcher.unobserve(target);
        insertFrame(/** @type {HTMLElement} */ (target), base, page, locale);
      }
    },
    { rootMargin: `${NEAR}px 0px` },
  );
  for (const el of document.querySelectorAll("[data-live]")) {
    const isNear = el.getBoundingClientRect().top < innerHeight + NEAR;
    if (isNear && scrollY === 0) insertFrame(/** @type {HTMLElement} */ (el), base, page, locale);
    else watcher.observe(el);
  }
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
 * @param {string} page
 * @param {() => Locale} locale
 */
function insertFrame(el, base, page, locale) {
  const frame = document.createElement("iframe");
  const { live = "", book = "" } = el.dataset;
  frame.src = `${base}live/${encodeURI(book)}/${encodeURIComponent(live)}?locale=${locale()}&page=${page}`;
  frame.name = live;
  frame.title = titleOf(el, locale());
  frame.className = "zx-live-frame";
  frame.addEventListener("load", () => tellLocale(frame, locale())); // it may have changed since it was asked for
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
    frame.title = titleOf(frame, locale, t);
    tellLocale(frame, locale);
  }
}

/**
 * A frame is called by the heading it stands under.
 * @param {Element} el
 * @param {Locale} locale
 * @param {(key: string) => string} [t] what it is called under no heading
 */
function titleOf(el, locale, t = () => "") {
  const side = locale === "en" ? "zh" : "en";
  const above = [...document.querySelectorAll(`main .zx-prose:not([data-lang="${side}"]) :is(h1, h2, h3)`)];
  const before = above.filter((one) => one.compareDocumentPosition(el) & Node.DOCUMENT_POSITION_FOLLOWING);
  return before.pop()?.textContent?.trim() || t("page.live-title");
}

/**
 * @param {HTMLIFrameElement} frame
 * @param {Locale} locale
 */
function tellLocale(frame, locale) {
  frame.contentWindow?.postMessage({ t: "zhixing:locale", locale }, location.origin);
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
