// Dragging people between groups, by mouse from anywhere on a name, by touch from its handle.
import { useEffect, useRef, useState } from "../../activity/static/kit.js";

const FAR_ENOUGH = 6;
const EDGE = 60;
const SCROLL = 14;

/** @typedef {{slot: string | null, person: string | null}} Target where something would be dropped */
/** @typedef {{person: string, over: Target | null}} Drag */

/** What lies under a point. @param {number} x @param {number} y @param {string} dragged @returns {Target | null} */
function under(x, y, dragged) {
  const place = document.elementFromPoint(x, y);
  const slot = /** @type {HTMLElement | null} */ (place?.closest("[data-slot]") ?? null);
  if (!slot) return null;
  const person = /** @type {HTMLElement | null} */ (place?.closest("[data-person]") ?? null);
  const other = person?.dataset.person ?? null;
  return { slot: slot.dataset.slot || null, person: other === dragged ? null : other };
}

/** @param {Target | null} one @param {Target | null} other */
function isSame(one, other) {
  return one === other || (one?.slot === other?.slot && one?.person === other?.person && !one === !other);
}

/**
 * Let people be dragged within an element; what moves is drawn by whoever uses this, at the ghost's place.
 * @param {(person: string, target: Target) => void} drop
 */
export function useDrag(drop) {
  const [drag, setDrag] = useState(/** @type {Drag | null} */ (null));
  const ghost = useRef(/** @type {HTMLElement | null} */ (null));
  const end = useRef(() => {});
  const dropped = useRef(drop);
  dropped.current = drop;
  useEffect(() => () => end.current(), []);

  /** @param {PointerEvent} event */
  const begin = (event) => {
    const from = /** @type {HTMLElement} */ (event.target);
    const chip = /** @type {HTMLElement | null} */ (from.closest("[data-person]"));
    if (!chip || event.button !== 0 || chip.dataset.locked === "true") return;
    if (event.pointerType !== "mouse" && !from.closest("[data-handle]")) return;
    const person = chip.dataset.person ?? "";
    const start = { x: event.clientX, y: event.clientY };
    let at = start;
    let isMoving = false;
    /** @type {Target | null} */
    let over = null;
    let frame = 0;

    const place = () => {
      if (ghost.current) ghost.current.style.transform = `translate(${at.x + 12}px, ${at.y + 12}px)`;
    };
    const look = () => {
      const next = under(at.x, at.y, person);
      if (!isSame(next, over)) {
        over = next;
        setDrag({ person, over });
      }
    };
    const scroll = () => {
      const step = at.y < EDGE ? -SCROLL : at.y > window.innerHeight - EDGE ? SCROLL : 0;
      if (step) {
        window.scrollBy(0, step);
        look();
      }
      place();
      frame = requestAnimationFrame(scroll);
    };
    /** @param {PointerEvent} moved */
    const move = (moved) => {
      at = { x: moved.clientX, y: moved.clientY };
      if (!isMoving && Math.hypot(at.x - start.x, at.y - start.y) >= FAR_ENOUGH) {
        isMoving = true;
        setDrag({ person, over: null });
        frame = requestAnimationFrame(scroll);
      }
      if (isMoving) {
        moved.preventDefault();
        look();
      }
    };
    const stop = () => {
      cancelAnimationFrame(frame);
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", up);
      window.removeEventListener("pointercancel", stop);
      window.removeEventListener("keydown", leave);
      setDrag(null);
    };
    const up = () => {
      const target = over;
      stop();
      if (!isMoving) return;
      // The click that follows a drag is none.
      const swallow = (/** @type {Event} */ click) => click.stopPropagation();
      window.addEventListener("click", swallow, { capture: true, once: true });
      setTimeout(() => window.removeEventListener("click", swallow, { capture: true }), 0);
      if (target) dropped.current(person, target);
    };
    /** @param {KeyboardEvent} key */
    const leave = (key) => {
      if (key.key === "Escape") stop();
    };
    end.current = stop;
    window.addEventListener("pointermove", move, { passive: false });
    window.addEventListener("pointerup", up);
    window.addEventListener("pointercancel", stop);
    window.addEventListener("keydown", leave);
  };
  return { drag, begin, ghost };
}
