// Dragging one thing onto another with mouse, pen or finger; buttons do the same elsewhere.
import { html, useRef, useState } from "../../activity/static/kit.js";

/** @typedef {{held: string | null, over: string | null, grip: (thing: string, label: string) => any}} Drag */

/** So near to the edge of the window the page moves along. */
const EDGE = 70;

/**
 * Nothing moves before the pointer is let go; places to drop onto carry `data-drop`.
 * @param {(thing: string, place: string) => void} onDrop
 * @returns {Drag}
 */
export function useDropping(onDrop) {
  const [held, setHeld] = useState(/** @type {string | null} */ (null));
  const [over, setOver] = useState(/** @type {string | null} */ (null));
  const at = useRef(/** @type {string | null} */ (null));
  const end = () => {
    setHeld(null);
    setOver(null);
    at.current = null;
  };
  const move = (/** @type {PointerEvent} */ event) => {
    if (held === null) return;
    if (event.clientY < EDGE) window.scrollBy(0, -EDGE / 4);
    if (event.clientY > window.innerHeight - EDGE) window.scrollBy(0, EDGE / 4);
    const below = document.elementFromPoint(event.clientX, event.clientY);
    const place = /** @type {HTMLElement | null} */ (below?.closest("[data-drop]") ?? null);
    at.current = place?.dataset.drop ?? null;
    setOver(at.current);
  };
  const drop = () => {
    if (held !== null && at.current !== null && at.current !== held) onDrop(held, at.current);
    end();
  };
  return {
    held,
    over,
    grip: (thing, label) => html`<span
      class="zx-ideas-grip"
      title=${label}
      aria-hidden="true"
      data-held=${String(held === thing)}
      onPointerDown=${(/** @type {PointerEvent} */ event) => {
        if (event.button !== 0) return;
        /** @type {HTMLElement} */ (event.currentTarget).setPointerCapture(event.pointerId);
        event.preventDefault();
        setHeld(thing);
      }}
      onPointerMove=${move}
      onPointerUp=${drop}
      onPointerCancel=${end}
    >⠿</span>`,
  };
}
