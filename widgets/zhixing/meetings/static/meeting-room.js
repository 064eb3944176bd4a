// The meeting room: the list of my meetings, or one of them in one lane.
import { activity, html, Nested } from "../../activity/static/kit.js";
import { Hall } from "./meeting-room-hall.js";
import { Room } from "./meeting-room-lane.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */

/** @param {Kit} kit */
function MeetingRoom(kit) {
  const { kind, meeting, lane } = kit.view;
  if (kind === "hall") return html`<${Hall} ...${kit} />`;
  if (kind === "door") return html`<${Nested} activity="meeting-room" params=${{ meeting, lane }} />`;
  return html`<${Room} ...${kit} />`;
}

export default activity(MeetingRoom);
