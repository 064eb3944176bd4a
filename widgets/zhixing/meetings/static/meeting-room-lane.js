// One meeting in one lane: what goes on now, one big button, the tools of the block, all blocks and times.
import { Button, Card, Chip, html, Nested, useState } from "../../activity/static/kit.js";
import { Block } from "./meeting-room-block.js";
import { Apart, Between, Over, Planned, Together, Unopened, Waits } from "./meeting-room-phases.js";
import { Strip } from "./meeting-room-strip.js";
import { groupName } from "./meeting-room-time.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {import("./meeting-room-time.js").Group} Group */
/** @typedef {import("./meeting-room-strip.js").Slot} Slot */
/** @typedef {import("./meeting-room-turns.js").Turns} Turns */
/** @typedef {{activity: string, params: Record<string, string>}} Tool */
/** @typedef {{id: string, title: Pair, say: Pair | null, form: string, minutes: number, each: number | null}} BlockView */
/**
 * @typedef {object} View
 * @property {{id: string, title: string, date: string | null, starts: string, place: string, state: string,
 *   group: Group | null}} meeting
 * @property {Group | null} group
 * @property {{lane: string, group: Group | null}[]} lanes
 * @property {string} lane
 * @property {boolean} leads
 * @property {string} phase
 * @property {BlockView | null} block
 * @property {string | null} ends
 * @property {string | null} due
 * @property {string | null} left
 * @property {number} version
 * @property {boolean} hidden
 * @property {{title: Pair, apart: boolean, day: number, breaks: boolean} | null} next
 * @property {{to: Pair | null, start?: boolean} | null} undo
 * @property {Slot[]} strip
 * @property {number} people
 * @property {{gather: string | null, done: number, of: number} | null} class
 * @property {number} extend
 * @property {Turns | null} turns
 * @property {{silent: number, leading: number, even: number | null} | null} hint
 * @property {{asked: number, stated: number, here: {asked: number, stated: number}, last: string | null} | null} taps
 * @property {{block: Tool | null, notes: Tool | null, minutes: Tool | null}} tools
 */

/** @type {Record<string, (kit: Kit) => any>} */
const PHASES = {
  planned: Planned,
  block: Block,
  apart: Apart,
  together: Together,
  waits: Waits,
  unopened: Unopened,
  between: Between,
  ended: Over,
  confirmed: Over,
};

/** @param {Kit} kit */
export function Room(kit) {
  const { view, t } = kit;
  const { meeting, group, lanes, lane, phase, strip, block } = /** @type {View} */ (view);
  const [looking, setLooking] = useState(lane);
  const Phase = PHASES[phase];
  const at = strip.findIndex(({ id }) => id === block?.id) + 1;
  const place = html`<span class="zx-row">
    ${(group || meeting.group) && html`<${Chip} tone="info">${groupName(group ?? meeting.group, t)}<//>`}
    ${phase === "block" && html`<${Chip}>${t("ui-room.now.at", { at, of: strip.length })}<//>`}
  </span>`;
  return html`<${Card} title=${meeting.title} aside=${place}>
    ${lanes.length > 0 && lane === "" && html`<${Lanes} ...${kit} looking=${looking} onLook=${setLooking} />`}
    ${
      looking !== lane
        ? html`<${Nested} key=${looking} activity="meeting-room" params=${{ meeting: meeting.id, lane: looking }} />`
        : html`<${Phase} ...${kit} /><${Strip} ...${kit} />`
    }
  <//>`;
}

/** @param {Kit & {looking: string, onLook: (lane: string) => void}} props */
function Lanes({ view, t, looking, onLook }) {
  const { lanes } = /** @type {View} */ (view);
  return html`<div class="zx-row zx-room-lanes" role="group" aria-label=${t("ui-room.lane.choose")}>
    ${lanes.map(({ lane, group }) => html`<${Button} key=${lane} pressed=${lane === looking} onPress=${() => onLook(lane)}>${group ? t("ui-room.group", { number: group.number }) : t("ui-room.class")}<//>`)}
  </div>`;
}
