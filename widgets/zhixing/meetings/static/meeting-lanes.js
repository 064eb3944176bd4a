// Every group at once, for the facilitator: block, ahead or behind, clock, how far; no ranking.
import { activity, Button, Card, Countdown, EmptyState, html } from "../../activity/static/kit.js";
import { Pace } from "./meeting-room-time.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {import("./meeting-room-time.js").Group} Group */
/** @typedef {{what: string, count: number, of: number | null}} Progress */
/** @typedef {{meeting: string, lane: string, group: Group | null, phase: string, block: Pair | null,
 *   ends: string | null, due: string | null, left: string | null, progress: Progress | null}} Row */
/** @typedef {{meeting: string, title: string, phase: string, block: {title: Pair} | null, next: Pair | null,
 *   ends: string | null, due: string | null, version: number, undo: boolean}} Whole */

/** @type {Record<string, string>} */
const PHASES = {
  waits: "ui-room.lanes.waits",
  together: "ui-room.lanes.together",
  unopened: "ui-room.lanes.unopened",
  between: "ui-room.lanes.between",
};
/** @type {Record<string, string>} */
const PROGRESS = {
  turns: "ui-room.lanes.turns",
  ideas: "ui-room.lanes.ideas",
  actions: "ui-room.lanes.actions",
  notes: "ui-room.lanes.notes",
};

/** @param {Kit} kit */
function MeetingLanes(kit) {
  const { view, t } = kit;
  /** @type {{class: Whole | null, rows: Row[], bare: boolean}} */
  const { class: whole, rows, bare } = view;
  return html`<${Card} title=${t("ui-room.lanes.title")}>
    ${!whole && rows.length === 0 && html`<${EmptyState} title=${t("ui-room.lanes.none")}>${t("ui-room.lanes.none-lead")}<//>`}
    ${whole && !bare && html`<${Class} ...${kit} />`}
    ${
      rows.length > 0 &&
      html`<${Rows} ...${kit} /><p class="zx-muted zx-small">${t("ui-room.lanes.note")}</p>`
    }
  <//>`;
}

/** The class as a whole, and what concerns everybody at once. @param {Kit} kit */
function Class({ view, t, say, act }) {
  /** @type {{class: Whole, extend: number}} */
  const { class: whole, extend } = view;
  const { meeting, version, phase, next } = whole;
  const isApart = phase === "apart";
  const title = isApart || !whole.block ? t("ui-room.now.apart") : say(whole.block.title);
  return html`<div class="zx-panel">
    <div class="zx-now"><p class="zx-now-title">${phase === "between" ? t("ui-room.now.between") : title}</p><p class="zx-now-clock"><${Countdown} ends=${whole.ends} /></p></div>
    <div class="zx-row"><${Pace} due=${whole.due} ends=${whole.ends} left=${null} /></div>
    <div class="zx-row">
      ${whole.ends && html`<${Button} onPress=${() => act("more-time", { meeting, minutes: extend })}>${t("ui-room.lanes.all-more", { minutes: extend })}<//>`}
      ${isApart && next && html`<${Button} look="main" onPress=${() => act("call-back", { meeting, version })}>${t("ui-room.lanes.all-call")}<//><span class="zx-muted zx-small">${t("ui-room.lanes.all-call-to", { title: say(next) })}</span>`}
      ${whole.undo && html`<${Button} look="quiet" onPress=${() => act("undo", { meeting, version })}>${t("ui-room.now.undo")}<//>`}
    </div>
  </div>`;
}

/** @param {Kit} kit */
function Rows({ view, t, say }) {
  /** @type {{rows: Row[]}} */
  const { rows } = view;
  return html`<div class="zx-table-wrap"><table class="zx-table zx-lanes">
    <thead><tr>
      <th scope="col">${t("ui-room.lanes.group")}</th><th scope="col">${t("ui-room.lanes.block")}</th><th scope="col">${t("ui-room.lanes.clock")}</th>
      <th scope="col">${t("ui-room.lanes.pace")}</th><th scope="col">${t("ui-room.lanes.has")}</th>
    </tr></thead>
    <tbody>
      ${rows.map(
        ({ meeting, lane, group, phase, block, ends, due, left, progress }) => html`<tr key=${meeting + lane}>
          <th scope="row">${group?.number ? t("ui-room.group", { number: group.number }) : t("ui-room.class")}${group?.name && html`<span class="zx-lanes-name zx-muted zx-small">${group.name}</span>`}</th>
          <td>${block ? say(block) : t(PHASES[phase] ?? "ui-room.lanes.unopened")}</td>
          <td><${Countdown} ends=${ends} /></td>
          <td><${Pace} due=${due} ends=${ends} left=${left} /></td>
          <td>${progress && t(PROGRESS[progress.what], { count: progress.count, of: progress.of })}</td>
        </tr>`,
      )}
    </tbody>
  </table></div>`;
}

export default activity(MeetingLanes);
