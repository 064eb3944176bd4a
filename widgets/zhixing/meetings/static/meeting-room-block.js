// A block under way: what to say, the next press, speaking in turn, the tool of the block, taps and notes.
import { Button, html } from "../../activity/static/kit.js";
import { Hint } from "./meeting-room-hint.js";
import { Controls, EndEarly, Follow, Heading, Notes, Placed } from "./meeting-room-pieces.js";
import { Taps } from "./meeting-room-taps.js";
import { Turns } from "./meeting-room-turns.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./meeting-room-lane.js").View} View */

/** @param {Kit} kit */
export function Block(kit) {
  const { view, t, say } = kit;
  const { block, leads, tools, turns, taps, hint } = /** @type {View} */ (view);
  return html`<${Heading} title=${block ? say(block.title) : ""} />
    ${leads && block?.say && html`<blockquote class="zx-say"><p class="zx-small zx-muted">${t("ui-room.now.say")}</p><p>${say(block.say)}</p></blockquote>`}
    <${Follow} ...${kit} />
    ${turns && !turns.folded && html`<${Turns} ...${kit} />`}
    ${hint && html`<${Hint} ...${kit} />`}
    ${leads && html`<${Onward} ...${kit} /><${Controls} ...${kit} />`}
    <${Placed} tool=${tools.block} />
    ${turns?.folded && html`<details class="zx-details" open=${turns.now !== null}><summary>${t("ui-room.turns.folded")}</summary><${Turns} ...${kit} /></details>`}
    ${taps && html`<${Taps} ...${kit} />`}
    <${Notes} ...${kit} />
    ${leads && isHome(/** @type {View} */ (view)) && view.next && html`<${EndEarly} ...${kit} />`}`;
}

/** Whether this lane leads the whole meeting. @param {View} view */
export function isHome({ meeting, lane }) {
  return (meeting.group?.id ?? "") === lane;
}

/** The one big button: the next block, the class, or the end. @param {Kit} kit */
export function Onward({ view, t, say, act }) {
  const { next, version } = /** @type {View} */ (view);
  const go = () => act("next", { version });
  if (!next && isHome(view)) {
    return html`<${Button} big look="main" onPress=${() => act("end")}>${t("ui-room.now.end")}<//>`;
  }
  if (!next) return html`<${Button} big look="main" onPress=${go}>${t("ui-room.now.next-wait")}<//>`;
  const title = say(next.title);
  const words = next.breaks
    ? t("ui-room.now.next-day", { title })
    : next.apart
      ? t("ui-room.now.next-apart", { title })
      : title;
  return html`<${Button} big look="main" onPress=${go}><span>${t("ui-room.now.next")}<span class="zx-next">${words}</span></span><//>`;
}
