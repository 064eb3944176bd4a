// Pieces of the meeting room: a nested tool, the heading with its clock, more time, undo.
import {
  Button,
  clock,
  Countdown,
  html,
  Nested,
  Notice,
  useKit,
  useState,
} from "../../activity/static/kit.js";
import { Pace, useTick } from "./meeting-room-time.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./meeting-room-lane.js").View} View */
/** @typedef {import("./meeting-room-lane.js").Tool} Tool */

/** A tool of the house in its place. @param {{tool: Tool | null}} props */
export function Placed({ tool }) {
  if (!tool) return null;
  return html`<${Nested} key=${JSON.stringify(tool)} activity=${tool.activity} params=${tool.params} />`;
}

/** The notes beside a block, opened when they are wanted. @param {Kit} kit */
export function Notes({ view, t }) {
  const { tools } = /** @type {View} */ (view);
  const [isOpen, setOpen] = useState(false);
  if (!tools.notes) return null;
  return html`<details class="zx-details" onToggle=${(/** @type {any} */ event) => setOpen(event.currentTarget.open)}>
    <summary>${t("ui-room.tools.notes")}</summary>
    ${isOpen && html`<${Placed} tool=${tools.notes} />`}
  </details>`;
}

/** What goes on, its clock, ahead or behind, how far the others are. @param {{title: string}} props */
export function Heading({ title }) {
  const kit = useKit();
  const { ends, due, left, phase } = /** @type {View} */ (kit.view);
  return html`<div class="zx-room-now">
    <div class="zx-now">
      <p class="zx-now-title">${title}</p>
      <p class="zx-now-clock"><${Countdown} ends=${ends} /></p>
    </div>
    <div class="zx-row"><${Pace} due=${due} ends=${ends} left=${left} />${phase === "block" && html`<${Others} ...${kit} />`}</div>
  </div>`;
}

/** How far the other groups are, and whether the class waits for this one. @param {Kit} kit */
export function Others({ view, t, serverNow, locale }) {
  const { class: all } = /** @type {View} */ (view);
  useTick(Boolean(all?.gather));
  if (!all) return null;
  const isDue = all.gather !== null && Date.parse(all.gather) <= serverNow();
  if (all.of > 0 && all.done === all.of && isDue)
    return html`<${Notice} tone="warn" live>${t("ui-room.now.awaited")}<//>`;
  const words = [
    all.gather && t("ui-room.now.gather", { time: clock(all.gather, locale) }),
    all.of > 0 && t("ui-room.now.others", { of: all.of, done: all.done }),
  ];
  return html`<span class="zx-muted zx-small">${words.filter(Boolean).join(t("ui-room.comma"))}</span>`;
}

/** What whoever only follows is told. @param {Kit} kit */
export function Follow({ view, t }) {
  const { leads } = /** @type {View} */ (view);
  return leads ? null : html`<${Notice}>${t("ui-room.now.follow")}<//>`;
}

/** More time and less, the screen, the last move back. @param {Kit} kit */
export function Controls(kit) {
  const { view, t, act, model } = kit;
  const { extend, hidden, group } = /** @type {View} */ (view);
  const base = model.get("base");
  return html`<div class="zx-remote-row">
      <${Button} onPress=${() => act("more-time", { minutes: extend })}>${t("ui-room.now.more", { minutes: extend })}<//>
      <${Button} onPress=${() => act("more-time", { minutes: -extend })}>${t("ui-room.now.less", { minutes: extend })}<//>
      <${Button} pressed=${hidden} onPress=${() => act("hide", { hidden: !hidden })}>${t(hidden ? "ui-room.now.show" : "ui-room.now.hide")}<//>
      ${base && group && html`<a class="zx-button" href=${`${base}projector?lane=${group.id}`} target="_blank" rel="noopener">${t("ui-room.now.wall")}</a>`}
    </div>
    <${Undo} ...${kit} />`;
}

/** Take the last move back, and what that leads to. @param {Kit} kit */
export function Undo({ view, t, say, act }) {
  const { undo, version, phase } = /** @type {View} */ (view);
  if (!undo) return null;
  const isOver = phase === "ended";
  const words = undo.to
    ? t("ui-room.now.undo-to", { title: say(undo.to) })
    : t(undo.start ? "ui-room.now.undo-start" : "ui-room.now.undo-break");
  return html`<div class="zx-undo">
    <${Button} look="quiet" onPress=${() => act("undo", { version })}>${t(isOver ? "ui-room.now.undo-end" : "ui-room.now.undo")}<//>
    <p class="zx-muted zx-small">${words}</p>
  </div>`;
}

/** End the meeting, after one question where blocks remain. @param {Kit} kit */
export function EndEarly({ t, act }) {
  const [isAsked, setAsked] = useState(false);
  if (!isAsked)
    return html`<div class="zx-row"><${Button} look="quiet" onPress=${() => setAsked(true)}>${t("ui-room.now.end-early")}<//></div>`;
  return html`<${Notice} tone="warn" live>
    <p>${t("ui-room.now.end-sure")}</p>
    <div class="zx-row">
      <${Button} look="danger" onPress=${() => act("end")}>${t("ui-room.now.end-do")}<//>
      <${Button} onPress=${() => setAsked(false)}>${t("ui-room.now.end-not")}<//>
    </div>
  <//>`;
}
