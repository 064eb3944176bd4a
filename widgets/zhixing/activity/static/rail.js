// The rail beside a workbook: where I am, and where I was last time.
import { keep, recall } from "./kit.js";

/** A step is current when it has passed this share of the window's height. */
const READING_LINE = 0.35;
/** Milliseconds that a chosen place is kept in view. */
const HELD = 2000;

/** @typedef {{go: () => void, name: () => string}} Place a step of the workbook, to be offered */

/**
 * Mark the current step while reading and remember it for the next visit.
 * @returns {{last: Place | null, at: (anchor: string) => Place | null}} `last`: where the reader was last time, if
 *   further on; `at`: the step that begins at an anchor, unless the reader is there
 */
export function followReading() {
  const links = [...document.querySelectorAll(".zx-rail a[href*='#']")];
  /** @type {{link: Element, target: HTMLElement}[]} */
  const steps = [];
  for (const link of links) {
    const id = decodeURIComponent(link.getAttribute("href")?.split("#")[1] ?? "");
    const target = document.getElementById(id);
    if (!target) continue;
    steps.push({ link, target });
    link.addEventListener("click", () => keepInView(target));
  }
  openOnPhones();
  if (steps.length === 0) return { last: null, at: () => null };

  const place = `place:${location.pathname}`;
  const last = isSentHere() ? null : recall(place);
  let current = "";
  let isQueued = false;
  const look = () => {
    isQueued = false;
    const line = window.innerHeight * READING_LINE;
    const shown = steps.filter(({ target }) => target.dataset.held === undefined);
    const passed = shown.filter(({ target }) => target.getBoundingClientRect().top <= line);
    const isAtEnd = window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - 2;
    const now = (isAtEnd && window.scrollY > 0 ? shown : passed).slice(-1)[0] ?? steps[0];
    if (now.target.id === current) return;
    current = now.target.id;
    for (const { link } of steps) link.removeAttribute("aria-current");
    now.link.setAttribute("aria-current", "location");
    if (window.scrollY > 0) keep(place, current);
  };
  window.addEventListener(
    "scroll",
    () => {
      if (!isQueued) requestAnimationFrame(look);
      isQueued = true;
    },
    { passive: true },
  );
  look();
  const at = (/** @type {string} */ anchor) => {
    const step = steps.find(({ target }) => target.id === anchor);
    if (!step || anchor === current) return null;
    return {
      go: () => stepTo(step.target),
      name: () => {
        const side = document.documentElement.dataset.locale === "en" ? "en" : "zh";
        return (step.link.querySelector(`[data-lang="${side}"]`) ?? step.link).textContent?.trim() ?? "";
      },
    };
  };
  return { last: at(last ?? ""), at };
}

/** Whether a link has just led here; loaded again, the address only tells where the reader went some time ago. */
export function isSentHere() {
  const [visit] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  return location.hash !== "" && visit?.type !== "reload";
}

/**
 * Bring a place into view and the focus to it, so that the keyboard goes on from there.
 * @param {HTMLElement} place
 * @param {ScrollIntoViewOptions} [how]
 */
export function stepTo(place, how) {
  if (!place.hasAttribute("tabindex")) {
    place.tabIndex = -1;
    place.addEventListener("blur", () => place.removeAttribute("tabindex"), { once: true });
  }
  place.focus({ preventScroll: true });
  place.scrollIntoView(how);
  keepInView(place, how);
}

/**
 * Keep a place in view while activities above it fill in, until the reader moves.
 * @param {HTMLElement} target
 * @param {ScrollIntoViewOptions} [how]
 */
export function keepInView(target, how) {
  const watcher = new ResizeObserver(() => target.scrollIntoView(how));
  const letGo = () => watcher.disconnect();
  watcher.observe(document.querySelector("main") ?? document.body);
  for (const event of ["wheel", "touchstart", "keydown", "pointerdown"]) {
    window.addEventListener(event, letGo, { once: true, passive: true });
  }
  window.setTimeout(letGo, HELD);
}

/** On narrow screens the rail opens from a button in the header. */
function openOnPhones() {
  const toggle = document.querySelector("[data-rail-toggle]");
  const rail = document.querySelector(".zx-rail");
  if (!toggle || !rail) return;
  const set = (/** @type {boolean} */ isOpen) => {
    toggle.setAttribute("aria-expanded", String(isOpen));
    rail.classList.toggle("zx-rail-open", isOpen);
  };
  toggle.addEventListener("click", () => set(toggle.getAttribute("aria-expanded") !== "true"));
  rail.addEventListener("click", (event) => {
    if (/** @type {Element} */ (event.target).closest("a")) set(false);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") set(false);
  });
  for (const event of ["focusin", "pointerdown"]) {
    // It lies over the page: whoever goes on there is to see it.
    document.addEventListener(event, ({ target }) => {
      if (/** @type {Element} */ (target).closest("main")) set(false);
    });
  }
  set(false);
}
