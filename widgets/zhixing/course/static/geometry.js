// Points, quadratic curves and boxes: what drawing a diagram asks of geometry.

/** @typedef {{x: number, y: number}} Point */
/** @typedef {[Point, Point, Point]} Curve start, control point and end of a quadratic curve */
/** @typedef {{x: number, y: number, width: number, height: number}} Box around its middle */

/** Into how many pieces a curve is cut where its points are compared. */
export const STEPS = 24;

/** @param {Point[]} points @returns {Point} */
export function mean(points) {
  const sum = points.reduce((one, other) => ({ x: one.x + other.x, y: one.y + other.y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}

/** @param {Curve} curve @param {number} t from 0 to 1 @returns {Point} */
export function pointOn([start, control, end], t) {
  const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2];
  return { x: a * start.x + b * control.x + c * end.x, y: a * start.y + b * control.y + c * end.y };
}

/** @param {Curve} curve */
export function samples(curve) {
  return Array.from({ length: STEPS + 1 }, (_, step) => pointOn(curve, step / STEPS));
}

/** The part of a curve from one place on it to another, by de Casteljau. @param {Curve} curve @param {number} first @param {number} last @returns {Curve} */
export function part([start, control, end], first, last) {
  const mix = (/** @type {Point} */ one, /** @type {Point} */ other, /** @type {number} */ t) => ({
    x: one.x + (other.x - one.x) * t,
    y: one.y + (other.y - one.y) * t,
  });
  const middle = mix(mix(start, control, first), mix(control, end, first), last);
  return [pointOn([start, control, end], first), middle, pointOn([start, control, end], last)];
}

/** How far a point is from a box; 0 inside. @param {Point} point @param {Box} box */
export function gapTo(point, box) {
  return Math.hypot(
    Math.max(0, Math.abs(point.x - box.x) - box.width / 2),
    Math.max(0, Math.abs(point.y - box.y) - box.height / 2),
  );
}

/** Whether a point lies inside a closed line: a ray from it crosses the line an odd number of times. @param {Point} point @param {Point[]} ring */
export function isInside({ x, y }, ring) {
  return ring.reduce((inside, one, at) => {
    const other = ring[(at + 1) % ring.length];
    const crosses =
      one.y > y !== other.y > y && x < ((other.x - one.x) * (y - one.y)) / (other.y - one.y) + one.x;
    return crosses ? !inside : inside;
  }, false);
}

/** Twice the area inside a closed line; below 0 when it runs against the clock. @param {Point[]} ring */
export function area(ring) {
  return ring.reduce((sum, one, at) => {
    const other = ring[(at + 1) % ring.length];
    return sum + one.x * other.y - other.x * one.y;
  }, 0);
}
