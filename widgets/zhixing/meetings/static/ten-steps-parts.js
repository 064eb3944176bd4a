// The parts of a group's way on one page.
import { newId, useParts } from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./ten-steps.js").View} View */
/** @typedef {import("./ten-steps.js").Fields} Fields */
/** @typedef {ReturnType<typeof useWay>} Parts */

/** Fields of each part; those of a strategy stand under "strategy". @type {Record<string, string[]>} */
const FIELDS = {
  purpose: ["text"],
  problem: ["text"],
  reframed: ["text", "why"],
  owner: ["choice", "note"],
  "goal-person": ["goal", "sign"],
  "goal-team": ["goal", "sign"],
  "goal-organisation": ["goal", "sign"],
  strategy: ["text", "affected", "trial"],
};

/** @param {string} id */
const blank = (id) => Object.fromEntries((FIELDS[id] ?? FIELDS.strategy).map((name) => [name, ""]));

/** @param {NonNullable<View["way"]>} way @param {string} id @returns {Fields | null} */
function stored(way, id) {
  if (FIELDS[id]) return way.parts[id] ?? null;
  const found = way.strategies.find((one) => one.id === id);
  if (!found) return null;
  const { id: _, ...fields } = found;
  return fields;
}

/** The parts of a group's way as this page holds them. @param {Kit} kit */
export function useWay(kit) {
  const { act } = kit;
  const { way, marks } = /** @type {View & {way: NonNullable<View["way"]>}} */ (kit.view);
  const parts = useParts(
    kit,
    (id) => stored(way, id),
    (id, fields, seen) => act("save", { part: id, fields, seen }, id),
  );
  const known = way.strategies.map((one) => one.id);
  const shown = (/** @type {string} */ id) => /** @type {Fields} */ (parts.shown(id) ?? blank(id));
  return {
    ...parts,
    strategies: [...known, ...parts.held.filter((id) => !FIELDS[id] && !known.includes(id))],
    shown,
    change: (/** @type {string} */ id, /** @type {Fields} */ changed) =>
      parts.change(id, { ...shown(id), ...changed }),
    add: () => parts.change(`s-${newId().slice(0, 10)}`, blank("")),
    remove: async (/** @type {string} */ id) => {
      if (known.includes(id)) await act("remove", { part: id, seen: marks[id] ?? "" }, id);
      parts.drop(id);
    },
  };
}
