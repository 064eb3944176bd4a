// What Python is told: the values Plotly fills in, the reader's own edits, the points under the pointer.
import { isTree } from "./state.js";

/** @typedef {import("./state.js").Tree} Tree */

/**
 * What of Plotly's full description Python has not said itself: its defaults.
 * @param {Tree} full with defaults
 * @param {any} input what the chart was given, and what Plotly wrote into it, as an axis' range
 * @param {any} own what Python said
 * @returns {Tree}
 */
export function filled(full, input, own) {
  /** @type {Tree} */
  const found = {};
  for (const [key, value] of Object.entries(full)) {
    if (key[0] === "_") continue;
    const answer = difference(value, input?.[key], own?.[key]);
    if (answer !== undefined) found[key] = answer;
  }
  return found;
}

/**
 * @param {any} full
 * @param {any} input
 * @param {any} own
 */
function difference(full, input, own) {
  if (isTree(full)) {
    const found = filled(full, input, own);
    return Object.keys(found).length ? found : undefined;
  }
  if (Array.isArray(full) && isTree(full[0])) {
    const found = full.map((item, n) => filled(item, input?.[n], own?.[n]));
    return found.some((item) => Object.keys(item).length) ? found : undefined;
  }
  const value = input ?? full;
  // Data arrays are Python's own, however they travel.
  const isData = ArrayBuffer.isView(full) || ArrayBuffer.isView(value) || isTree(value);
  if (value === null || value === undefined || typeof value === "function" || isData) return undefined;
  return isSame(value, own) ? undefined : value;
}

/** @param {any} a @param {any} b @returns {boolean} */
function isSame(a, b) {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, n) => isSame(item, b[n]));
  return isTree(a) && isTree(b) && isSame(Object.entries(a), Object.entries(b));
}

/**
 * As Python reads it: what is undefined has a name, which JSON has not.
 * @param {any} value
 * @returns {any}
 */
export function encode(value) {
  if (value === undefined) return "_undefined_";
  if (ArrayBuffer.isView(value)) return Array.from(/** @type {any} */ (value));
  if (Array.isArray(value)) return value.map(encode);
  if (!isTree(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, encode(item)]));
}

/**
 * What Python's callbacks of a trace are given.
 * @param {string} event
 * @param {any} happened Plotly's description
 */
export function pointsMessage(event, { points = [], event: input, range, lassoPoints }) {
  // One point of an aggregated trace stands for several of the data.
  const single = points.flatMap((/** @type {any} */ point) =>
    (point.pointNumbers ?? [point.pointNumber]).map((/** @type {number} */ number) => ({ ...point, number })),
  );
  const column = (/** @type {string} */ name) => single.map((/** @type {any} */ point) => point[name]);
  return {
    event_type: event,
    points: {
      trace_indexes: column("curveNumber"),
      point_indexes: column("number"),
      xs: column("x"),
      ys: column("y"),
    },
    device_state: input
      ? {
          alt: input.altKey,
          ctrl: input.ctrlKey,
          meta: input.metaKey,
          shift: input.shiftKey,
          button: input.button,
          buttons: input.buttons,
        }
      : null,
    selector: range
      ? { type: "box", selector_state: { xrange: along(range, "x"), yrange: along(range, "y") } }
      : lassoPoints
        ? { type: "lasso", selector_state: { xs: along(lassoPoints, "x"), ys: along(lassoPoints, "y") } }
        : null,
  };
}

/**
 * A selection on the axes of any subplot: x and y, or x2 and y3.
 * @param {Tree} selection
 * @param {string} letter
 */
function along(selection, letter) {
  return Object.entries(selection).find(([axis]) => axis[0] === letter)?.[1];
}
