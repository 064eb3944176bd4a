// Dragging an entry of a list to another place with mouse, pen or finger; buttons and keys do the same elsewhere.
import { useRef, useState } from "../../activity/static/kit.js";

/** @typedef {{from: number, to: number, shift: number}} Drag places, and how far the entry hangs from its own */

/**
 * Nothing moves in the document before the pointer is let go, so that the pointer stays with its entry.
 * @param {() => HTMLElement[]} rows the entries as they stand
 * @param {(from: number, to: number) => void} onDrop
 */
export function useDrag(rows, onDrop) {
  const [drag, setDrag] = useState(/** @type {Drag | null} */ (null));
  const began = useRef(0);
  const end = () => {
    if (drag && drag.to !== drag.from) onDrop(drag.from, drag.to);
    setDrag(null);
  };
  return {
    drag,
    /** @param {number} from */
    grip: (from) => ({
      onPointerDown: (/** @type {PointerEvent} */ event) => {
        if (event.button !== 0) return;
        /** @type {HTMLElement} */ (event.currentTarget).setPointerCapture(event.pointerId);
        began.current = event.clientY;
        setDrag({ from, to: from, shift: 0 });
      },
      onPointerMove: (/** @type {PointerEvent} */ event) => {
        if (drag)
          setDrag({ from, to: placeAt(rows(), from, event.clientY), shift: event.clientY - began.current });
      },
      onPointerUp: end,
      onPointerCancel: () => setDrag(null),
    }),
  };
}

/**
 * The place an entry would take if it were let go at a height.
 * @param {HTMLElement[]} rows
 * @param {number} from
 * @param {number} height
 */
function placeAt(rows, from, height) {
  const others = rows.filter((_, place) => place !== from);
  return others.filter((row) => {
    const { top, bottom } = row.getBoundingClientRect();
    return (top + bottom) / 2 < height;
  }).length;
}
