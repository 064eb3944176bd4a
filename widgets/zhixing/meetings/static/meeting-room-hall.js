// My meetings: running, today, coming, held; one of them is open below.
import { Button, Card, Chip, EmptyState, html, Nested } from "../../activity/static/kit.js";
import { dayOf, groupName } from "./meeting-room-time.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./meeting-room-time.js").Group} Group */
/** @typedef {{id: string, title: string, date: string | null, starts: string, place: string, state: string,
 *   group: Group | null, lane: string}} Meeting */

const OPEN = "meeting-room";

/** @param {Kit} kit */
export function Hall(kit) {
  const { view, t, keep, recall } = kit;
  /** @type {{meetings: Meeting[], running: string | null}} */
  const { meetings, running } = view;
  const wished = recall(OPEN) ?? running;
  const open = meetings.find(({ id }) => id === wished);
  if (!open) return html`<${List} ...${kit} />`;
  return html`<div class="zx-stack">
    <${Nested} key=${open.id} activity="meeting-room" params=${{ meeting: open.id, lane: open.lane }} />
    <div class="zx-row"><${Button} look="quiet" onPress=${() => keep(OPEN, "")}>${t("ui-room.hall.back")}<//></div>
  </div>`;
}

/** @param {Kit} kit */
function List(kit) {
  const { view, t, serverNow } = kit;
  /** @type {Meeting[]} */
  const all = view.meetings;
  const today = dayOf(serverNow());
  const planned = all.filter(({ state }) => state === "planned");
  const parts = [
    { title: t("ui-room.hall.running"), rows: all.filter(({ state }) => state === "running") },
    { title: t("ui-room.hall.today"), rows: planned.filter(({ date }) => date === today) },
    { title: t("ui-room.hall.next"), rows: planned.filter(({ date }) => date !== today) },
    {
      title: t("ui-room.hall.done"),
      rows: all.filter(({ state }) => state === "ended" || state === "confirmed"),
    },
  ];
  return html`<${Card} title=${t("ui-room.title")} lead=${t("ui-room.hall.lead")} quiet>
    ${all.length === 0 && html`<${EmptyState} title=${t("ui-room.hall.none")}>${t("ui-room.hall.none-lead")}<//>`}
    ${parts.map(
      ({ title, rows }) =>
        rows.length > 0 &&
        html`<section key=${title} class="zx-room-part">
          <h4 class="zx-panel-title">${title}</h4>
          <ul class="zx-list">${rows.map((row) => html`<${Entry} key=${row.id} row=${row} kit=${kit} />`)}</ul>
        </section>`,
    )}
  <//>`;
}

/** @param {{row: Meeting, kit: Kit}} props */
function Entry({ row, kit }) {
  const { t, keep } = kit;
  const when = row.date
    ? t("ui-room.hall.starts", { date: row.date, time: row.starts })
    : t("ui-room.hall.undated");
  const isRunning = row.state === "running";
  return html`<li class="zx-room-entry">
    <div>
      <p class="zx-room-entry-title">${row.title} ${row.group && html`<${Chip}>${groupName(row.group, t)}<//>`}</p>
      <p class="zx-muted zx-small">${[when, row.place].filter(Boolean).join(t("ui-room.comma"))}</p>
    </div>
    <${Button}
      look=${isRunning ? "main" : "plain"}
      label=${t(isRunning ? "ui-room.hall.enter-one" : "ui-room.hall.open-one", { title: row.title })}
      onPress=${() => keep(OPEN, row.id)}
    >${t(isRunning ? "ui-room.hall.enter" : "ui-room.hall.open")}<//>
  </li>`;
}
