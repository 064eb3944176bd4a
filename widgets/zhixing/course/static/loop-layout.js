// Where everything of a causal-loop diagram stands: boxes, curved arrows, signs, marks of loops; numbers only.

import { area, gapTo, isInside, mean, part, pointOn, samples, STEPS } from "./geometry.js";

/** @typedef {import("./geometry.js").Point} Point */
/** @typedef {import("./geometry.js").Curve} Curve */
/** @typedef {import("./geometry.js").Box & {lines: string[]}} Box a label around its middle */
/**
 * @typedef {object} Diagram as the server shows it, labels in one language
 * @property {{id: string, text: string, x: number, y: number}[]} nodes
 * @property {{id: string, from: string, to: string, delay: boolean, sign: string | null}[]} links
 * @property {{id: string, text: string, links: string[], kind: string | null}[]} loops
 */
/**
 * @typedef {object} Arrow one link as it is drawn
 * @property {Curve} curve
 * @property {Point} badge where its sign stands
 * @property {{x: number, y: number, angle: number}} delay where its mark of delay crosses it, in degrees
 */
/** @typedef {Point & {turn: 1 | -1}} Mark the middle of a loop, and which way round it goes; 1 is clockwise */

const WIDTH = 360;
const HEIGHT = 300;
export const FONT = 16;
export const LEADING = 20;
export const BADGE = 13;
export const MARK = 17;

/** Widest line of a label, in the width of a Chinese character. */
const LINE = 5.5;
const PADDING = 7;
/** How far a curve bows out, as part of its length. */
const BOW = 0.2;
/** Two that run both ways between the same nodes bow further: between them there is room for a mark and two signs. */
const WIDE_BOW = 0.34;
const WIDEST_BOW = 0.8;
const CLEAR = 6;
/** Where along an arrow its sign stands at most, and its mark of delay; both keep clear of the tip and of each other. */
const AT_BADGE = 0.7;
const AT_DELAY = 0.36;
const TIP = 16;

/**
 * Lay a diagram out.
 * @param {Diagram} diagram
 */
export function layout({ nodes, links, loops }) {
  const boxes = new Map(nodes.map((node) => [node.id, boxOf(node)]));
  /** @type {Map<string, Arrow>} */
  const arrows = new Map();
  for (const link of links) arrows.set(link.id, arrowOf(link, links, loops, boxes));
  const curves = [...arrows.values()].map(({ curve }) => samples(curve));
  /** @type {Map<string, Mark>} */
  const marks = new Map();
  for (const loop of loops) {
    const around = loop.links.flatMap((id) => samples(arrowIn(arrows, id).curve));
    const badges = [...arrows.values()].flatMap(({ badge, delay }) => [badge, delay]);
    const place = roomiest(around, curves.flat(), badges, [...boxes.values()], [...marks.values()]);
    marks.set(loop.id, { ...place, turn: area(around) >= 0 ? 1 : -1 });
  }
  return { boxes, arrows, marks, frame: frameOf([...boxes.values()], curves.flat()) };
}

/** @param {Map<string, Arrow>} arrows @param {string} id */
const arrowIn = (arrows, id) => /** @type {Arrow} */ (arrows.get(id));

/** @param {{text: string, x: number, y: number}} node @returns {Box} */
function boxOf({ text, x, y }) {
  const lines = wrap(text);
  return {
    x: (x / 100) * WIDTH,
    y: (y / 100) * HEIGHT,
    lines,
    width: Math.max(...lines.map(widthOf)) * FONT + 2 * PADDING,
    height: lines.length * LEADING + PADDING,
  };
}

/** Width of a text in the width of a Chinese character. @param {string} text */
function widthOf(text) {
  return Array.from(text).reduce((sum, sign) => sum + (/[\u2e80-\uffef]/.test(sign) ? 1 : 0.56), 0);
}

/** Break a label into as few lines as fit, of about the same width. @param {string} text */
function wrap(text) {
  const pieces = /\s/.test(text) ? (text.match(/\S+\s*/g) ?? []) : Array.from(text);
  const count = Math.ceil(widthOf(text) / LINE);
  let widest = widthOf(text) / count;
  while (filled(pieces, widest).length > count) widest += 0.25;
  return filled(pieces, widest).map((line) => line.trim());
}

/** Pieces of a text put into lines up to a width; a piece that is wider has a line of its own. @param {string[]} pieces @param {number} widest */
function filled(pieces, widest) {
  return pieces.reduce((lines, piece) => {
    const last = lines[lines.length - 1];
    const fits = last !== undefined && widthOf(last + piece.trimEnd()) <= widest;
    return fits ? [...lines.slice(0, -1), last + piece] : [...lines, piece];
  }, /** @type {string[]} */ ([]));
}

/**
 * @param {Diagram["links"][number]} link
 * @param {Diagram["links"]} links
 * @param {Diagram["loops"]} loops
 * @param {Map<string, Box>} boxes
 * @returns {Arrow}
 */
function arrowOf(link, links, loops, boxes) {
  const from = /** @type {Box} */ (boxes.get(link.from));
  const to = /** @type {Box} */ (boxes.get(link.to));
  const back = links.find((one) => one.from === link.to && one.to === link.from);
  const side = sideOf(link, back, links, loops, boxes);
  const apart = (2 * (MARK + BADGE + CLEAR)) / Math.hypot(to.x - from.x, to.y - from.y);
  const bow = (back ? Math.min(WIDEST_BOW, Math.max(WIDE_BOW, apart)) : BOW) * side;
  const control = {
    x: (from.x + to.x) / 2 + (to.y - from.y) * bow,
    y: (from.y + to.y) / 2 - (to.x - from.x) * bow,
  };
  const curve = between([from, control, to], from, to);
  const length = Math.hypot(curve[2].x - curve[0].x, curve[2].y - curve[0].y);
  const atBadge = Math.min(AT_BADGE, 1 - (BADGE + TIP) / length);
  const atDelay = Math.min(AT_DELAY, atBadge - (BADGE + TIP / 2) / length);
  const at = pointOn(curve, atDelay);
  const ahead = pointOn(curve, atDelay + 0.02);
  const angle = (Math.atan2(ahead.y - at.y, ahead.x - at.x) * 180) / Math.PI;
  return { curve, badge: pointOn(curve, atBadge), delay: { ...at, angle } };
}

/**
 * To which side an arrow bows, 1 to its left and -1 to its right: outwards from the loop it belongs to. Of two arrows
 * between the same nodes both bow to their own left, or both to their right.
 * @param {Diagram["links"][number]} link
 * @param {Diagram["links"][number] | undefined} back
 * @param {Diagram["links"]} links
 * @param {Diagram["loops"]} loops
 * @param {Map<string, Box>} boxes
 */
function sideOf(link, back, links, loops, boxes) {
  const pair = back ? [link, back].sort((one, other) => (one.id < other.id ? -1 : 1)) : [link];
  const rings = loops.filter((loop) => loop.links.length > 2);
  for (const one of pair) {
    const ring = rings.find((loop) => loop.links.includes(one.id));
    if (!ring) continue;
    const corners = ring.links.map((id) => boxes.get(links.find((each) => each.id === id)?.from ?? ""));
    const middle = mean(/** @type {Box[]} */ (corners));
    const [from, to] = [boxes.get(one.from), boxes.get(one.to)].map((box) => /** @type {Box} */ (box));
    const turn = (to.x - from.x) * (middle.y - from.y) - (to.y - from.y) * (middle.x - from.x);
    return turn >= 0 ? 1 : -1;
  }
  return 1;
}

/** The part of a curve that lies outside the boxes at its ends. @param {Curve} curve @param {Box} from @param {Box} to */
function between(curve, from, to) {
  const steps = Array.from({ length: 101 }, (_, step) => step / 100);
  const first = steps.find((t) => gapTo(pointOn(curve, t), from) > 2) ?? 0;
  const last = steps.reverse().find((t) => gapTo(pointOn(curve, t), to) > 3) ?? 1;
  return part(curve, first, Math.max(last, first + 0.1));
}

/**
 * The place inside a ring of points with most room around it.
 * @param {Point[]} ring
 * @param {Point[]} curves
 * @param {Point[]} badges
 * @param {Box[]} boxes
 * @param {Point[]} marks of loops that have their place already
 */
function roomiest(ring, curves, badges, boxes, marks) {
  const [left, right] = [Math.min(...ring.map(({ x }) => x)), Math.max(...ring.map(({ x }) => x))];
  const [top, bottom] = [Math.min(...ring.map(({ y }) => y)), Math.max(...ring.map(({ y }) => y))];
  let best = { point: mean(ring), room: -Infinity };
  for (let column = 1; column < STEPS; column += 1) {
    for (let row = 1; row < STEPS; row += 1) {
      const point = { x: left + ((right - left) * column) / STEPS, y: top + ((bottom - top) * row) / STEPS };
      if (!isInside(point, ring)) continue;
      const room = Math.min(
        ...curves.map((one) => Math.hypot(one.x - point.x, one.y - point.y)),
        ...badges.map((one) => Math.hypot(one.x - point.x, one.y - point.y) - BADGE),
        ...marks.map((one) => Math.hypot(one.x - point.x, one.y - point.y) - MARK),
        ...boxes.map((box) => gapTo(point, box)),
      );
      if (room > best.room) best = { point, room };
    }
  }
  return best.point;
}

/** The smallest frame around everything. @param {Box[]} boxes @param {Point[]} curves */
function frameOf(boxes, curves) {
  const room = BADGE + 3;
  const left = Math.min(...boxes.map((box) => box.x - box.width / 2 - 3), ...curves.map(({ x }) => x - room));
  const top = Math.min(...boxes.map((box) => box.y - box.height / 2 - 3), ...curves.map(({ y }) => y - room));
  const right = Math.max(
    ...boxes.map((box) => box.x + box.width / 2 + 3),
    ...curves.map(({ x }) => x + room),
  );
  const bottom = Math.max(
    ...boxes.map((box) => box.y + box.height / 2 + 3),
    ...curves.map(({ y }) => y + room),
  );
  return { left, top, width: right - left, height: bottom - top };
}
