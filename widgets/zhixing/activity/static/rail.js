// The rail beside a workbook: where I am, and where I was last time.
import { keep, recall } from "./kit.js";

/** A step is current when it has passed this share of the window's height. */
const READING_LINE = 0.35;
/** Milliseconds that a chosen place is kept in view. */
const HELD = 2000;

/**
 * Mark the current step while reading and remember it for the next visit.
 * @returns {{go: () => void, name: () => string} | null} where the reader was last time, if further on
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
    link.addEventListener("click", () => hold(target));
  }
  openOnPhones();
  if (steps.length === 0) return null;

  const place = `place:${location.pathname}`;
  const last = location.hash ? null : recall(place);
  const lastStep = steps.find(({ target }) => target.id === last);
  let current = "";
  let isQueued = false;
  const look = () => {
    isQueued = false;
    const line = window.innerHeight * READING_LINE;
    const passed = steps.filter(({ target }) => target.getBoundingClientRect().top <= line);
    const isAtEnd = window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - 2;
    const now = (isAtEnd && window.scrollY > 0 ? steps : passed).slice(-1)[0] ?? steps[0];
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
  if (!lastStep || lastStep.target.id === current) return null;
  return {
    go: () => {
      lastStep.target.scrollIntoView();
      hold(lastStep.target);
    },
    name: () => {
      const side = document.documentElement.dataset.locale === "en" ? "en" : "zh";
      return (
        (lastStep.link.querySelector(`[data-lang="${side}"]`) ?? lastStep.link).textContent?.trim() ?? ""
      );
    },
  };
}

/**
 * Keep a place in view while activities above it fill in, until the reader moves.
 * @param {HTMLElement} target
 */
function hold(target) {
  const watcher = new ResizeObserver(() => target.scrollIntoView());
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
  set(false);
}
