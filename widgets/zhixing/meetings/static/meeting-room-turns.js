// Speaking in turn: whose turn it is, the next with one press, more time, the rest to somebody else.
import { Button, Chip, Countdown, html, Select, useKit, useState } from "../../activity/static/kit.js";
import { useTick } from "./meeting-room-time.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {{id: string, name: string, group: number | null}} Speaker */
/** @typedef {{id: string, person: string, name: string, group: number | null, began: string, ends: string,
 *   extended: number}} Turn */
/** @typedef {{now: Turn | null, next: Speaker | null, minutes: number, folded: boolean, order: Speaker[],
 *   progress: {done: number, of: number} | null}} Turns */

/**
 * A speaker by name, or the group reported for.
 * @param {{name: string, group: number | null}} speaker
 * @param {Kit["t"]} t
 */
function nameOf({ name, group }, t) {
  return group === null ? name : t("ui-room.turns.reporter", { group, name });
}

/** @param {Kit} kit */
export function Turns(kit) {
  const { view, t } = kit;
  /** @type {{turns: Turns}} */
  const { turns } = view;
  const { now, next, order, minutes, progress } = turns;
  const leads = order.length > 0;
  const isByGroup = order.some(({ group }) => group !== null);
  return html`<section class="zx-panel zx-turns" aria-label=${t("ui-room.turns.title")}>
    <h4 class="zx-panel-title zx-row">
      <span>${t("ui-room.turns.title")}</span>
      ${progress && html`<${Chip}>${t("ui-room.turns.progress", { done: progress.done, of: progress.of })}<//>`}
    </h4>
    ${leads && html`<p class="zx-muted zx-small">${t(isByGroup ? "ui-room.turns.lead-groups" : "ui-room.turns.lead", { minutes })}</p>`}
    ${now && html`<${Speaking} turn=${now} />`}
    ${!leads && next && html`<p class="zx-muted">${t("ui-room.turns.coming", { name: nameOf(next, t) })}</p>`}
    ${leads && html`<${Lead} ...${kit} />`}
  </section>`;
}

/** Who speaks, the clock, and in words when it is nearly over. @param {{turn: Turn}} props */
export function Speaking({ turn }) {
  const { t } = useKit();
  return html`<div class="zx-now">
    <p class="zx-turn-name">${nameOf(turn, t)}</p>
    <p class="zx-row zx-turn-clock">
      <${Nearly} ends=${turn.ends} />
      ${turn.extended > 0 && html`<${Chip} tone="info">${t("ui-room.turns.extended", { minutes: turn.extended })}<//>`}
      <${Countdown} ends=${turn.ends} />
    </p>
  </div>`;
}

const LAST = 60_000;

/** That the last minute runs, or that time is up. @param {{ends: string}} props */
export function Nearly({ ends }) {
  const { t, serverNow } = useKit();
  useTick(true);
  const left = Date.parse(ends) - serverNow();
  if (left > LAST) return null;
  return html`<${Chip} tone=${left < 0 ? "no" : "warn"}>${t(left < 0 ? "ui-room.turns.over" : "ui-room.turns.last")}<//>`;
}

/** @param {Kit} kit */
function Lead(kit) {
  const { view, t, act } = kit;
  /** @type {{turns: Turns}} */
  const { turns } = view;
  const { now, next } = turns;
  const speak = (/** @type {string} */ person) => act("speak", { person, seen: now?.id ?? null }, "turns");
  return html`
    ${next && html`<${Button} look="main" onPress=${() => speak(next.id)}>${t(now ? "ui-room.turns.next" : "ui-room.turns.first", { name: nameOf(next, t) })}<//>`}
    ${!next && html`<p class="zx-muted">${t("ui-room.turns.all")}</p>`}
    <div class="zx-row">
      ${
        now &&
        html`<${Button} onPress=${() => act("extend", { speech: now.id }, "turns")}>${t("ui-room.turns.extend")}<//>
        <${Button} onPress=${() => act("end-turn", { speech: now.id }, "turns")}>${t("ui-room.turns.stop")}<//>`
      }
      ${next && html`<${Button} look="quiet" onPress=${() => act("put-off", { person: next.id }, "turns")}>${t("ui-room.turns.put-off", { name: nameOf(next, t) })}<//>`}
    </div>
    <${Other} ...${kit} />`;
}

/** Somebody out of the order: their own turn, or the rest of this one. @param {Kit} kit */
function Other({ view, t, act }) {
  /** @type {{turns: Turns}} */
  const { turns } = view;
  const { now, order } = turns;
  const [person, setPerson] = useState("");
  const options = order.filter(({ id }) => id !== now?.person);
  const chosen = options.some(({ id }) => id === person) ? person : "";
  const blockers = chosen ? [] : [t("ui-room.turns.no-choice")];
  const done = (/** @type {Promise<any>} */ sent) => sent.then(() => setPerson(""));
  return html`<details class="zx-details">
    <summary>${t("ui-room.turns.choose")}</summary>
    <div class="zx-stack">
      <${Select}
        label=${t("ui-room.turns.person")}
        value=${chosen}
        onChange=${setPerson}
        options=${[{ value: "", label: t("ui-room.turns.choose-none") }, ...options.map((one) => ({ value: one.id, label: nameOf(one, t) }))]}
      />
      <div class="zx-row">
        <${Button} blockers=${blockers} onPress=${() => done(act("speak", { person: chosen, seen: now?.id ?? null }, "turns"))}>${t("ui-room.turns.give")}<//>
        ${now && html`<${Button} blockers=${blockers} onPress=${() => done(act("hand-over", { speech: now.id, person: chosen }, "turns"))}>${t("ui-room.turns.hand")}<//>`}
      </div>
    </div>
  </details>`;
}
