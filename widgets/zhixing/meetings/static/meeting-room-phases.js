// What the room shows while a lane is in no block of its own: before, after, between, apart, together, waiting.
import { Button, Countdown, html, Nested, Notice } from "../../activity/static/kit.js";
import { Controls, EndEarly, Follow, Heading, Notes, Others, Placed, Undo } from "./meeting-room-pieces.js";
import { Pace } from "./meeting-room-time.js";
import { Turns } from "./meeting-room-turns.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./meeting-room-lane.js").View} View */

/** Before the beginning. @param {Kit} kit */
export function Planned({ view, t, act }) {
  const { meeting, strip, people, leads } = /** @type {View} */ (view);
  const minutes = strip.reduce((sum, slot) => sum + slot.minutes, 0);
  const when = meeting.date
    ? t("ui-room.hall.starts", { date: meeting.date, time: meeting.starts })
    : t("ui-room.hall.undated");
  const mayStart = leads && (meeting.group?.id ?? "") === view.lane;
  return html`<p>${[when, meeting.place].filter(Boolean).join(t("ui-room.comma"))}</p>
    <p class="zx-muted">${t("ui-room.plan.facts", { count: strip.length, minutes, people })}</p>
    ${
      mayStart
        ? html`<${Button} big look="main" onPress=${() => act("start")}>${t("ui-room.plan.start")}<//>`
        : html`<${Notice}>${t("ui-room.plan.wait")}<//>`
    }`;
}

/** After the end. @param {Kit} kit */
export function Over(kit) {
  const { view, t } = kit;
  const { phase, tools, due, left, undo } = /** @type {View} */ (view);
  return html`<${Notice} tone="ok">${t(phase === "confirmed" ? "ui-room.now.confirmed" : "ui-room.now.ended")} <${Pace} due=${due} ends=${null} left=${left} /><//>
    ${undo && html`<${Undo} ...${kit} />`}
    <${Placed} tool=${tools.minutes} />`;
}

/** Between two days. @param {Kit} kit */
export function Between(kit) {
  const { view, t, say, act } = kit;
  const { next, leads, version, meeting, lane } = /** @type {View} */ (view);
  const mayStart = leads && (meeting.group?.id ?? "") === lane;
  if (!next || !mayStart) return html`<${Notice}>${t("ui-room.now.between")}<//>`;
  const title = say(next.title);
  return html`<${Notice}>${t("ui-room.now.between")} ${t("ui-room.now.between-lead", { title })}<//>
    <${Button} big look="main" onPress=${() => act("next", { version })}>${t("ui-room.now.next-part", { day: next.day + 1, title })}<//>
    <${Undo} ...${kit} /><${EndEarly} ...${kit} />`;
}

/** The class while groups work by themselves. @param {Kit} kit */
export function Apart(kit) {
  const { view, t, say, act } = kit;
  const { leads, next, version } = /** @type {View} */ (view);
  return html`<${Heading} title=${t("ui-room.now.apart")} />
    ${!leads && html`<${Notice}>${t("ui-room.now.apart")}<//>`}
    ${
      leads &&
      html`<p class="zx-muted">${t("ui-room.now.apart-lead")}</p>
      <${Button} big look="main" onPress=${() => act(next ? "next" : "end", next ? { version } : {})}>
        <span>${t(next ? "ui-room.now.call" : "ui-room.now.end")}${next && html`<span class="zx-next">${say(next.title)}</span>`}</span>
      <//>
      <${Controls} ...${kit} />
      <${Nested} activity="meeting-lanes" params=${{ bare: "yes" }} />
      ${next && html`<${EndEarly} ...${kit} />`}`
    }`;
}

/** A group while the whole class does something together. @param {Kit} kit */
export function Together(kit) {
  const { view, t, say } = kit;
  const { block, turns, leads } = /** @type {View} */ (view);
  return html`<${Heading} title=${block ? say(block.title) : ""} />
    <${Notice}>${t(leads ? "ui-room.now.together" : "ui-room.now.follow")}<//>
    ${turns?.now && html`<${Turns} ...${kit} />`}
    <${Notes} ...${kit} />`;
}

/** A group that has done its blocks. @param {Kit} kit */
export function Waits(kit) {
  const { view, t } = kit;
  const all = /** @type {View} */ (view).class;
  return html`<${Notice} tone="ok">${t("ui-room.now.waits")} <${Countdown} ends=${all?.gather ?? null} /><//>
    <div class="zx-row"><${Others} ...${kit} /></div>
    <${Undo} ...${kit} />
    <${Notes} ...${kit} />`;
}

/** A group that was formed after the others went apart. @param {Kit} kit */
export function Unopened(kit) {
  const { view, t, say, act } = kit;
  const { leads, next, version } = /** @type {View} */ (view);
  return html`<${Notice}>${t("ui-room.now.unopened")}<//>
    <${Follow} ...${kit} />
    ${leads && next && html`<${Button} big look="main" onPress=${() => act("next", { version })}>${t("ui-room.now.begin", { title: say(next.title) })}<//>`}`;
}
