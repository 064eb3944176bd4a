// One's own attendance: minutes and study hours of each meeting, how they are counted, and the certificate.
import { html } from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {{total: number, meetings: {id: string, title: string, date: string | null, minutes: number,
 *   planned: number, hours: number, open: number}[]}} Own */

/** @param {{kit: Kit, own: Own, rule: {minutes: number, late: number}}} props */
export function OwnHours({ kit, own, rule }) {
  const { t, model } = kit;
  const base = model.get("base") ?? "/";
  return html`<section class="zx-panel">
    <h4 class="zx-panel-title">${t("ui-packet.own.title", { hours: own.total })}</h4>
    ${own.meetings.length === 0 && html`<p class="zx-muted">${t("ui-packet.own.none")}</p>`}
    <ul class="zx-list">
      ${own.meetings.map(
        (one) => html`<li key=${one.id}>
          ${one.date ? t("ui-packet.dated", { title: one.title, date: one.date }) : one.title}${" "}
          <span class="zx-muted">${t("ui-packet.own.minutes", { minutes: one.minutes, planned: one.planned, hours: one.hours })}</span>
          ${one.open > 0 && html` <span class="zx-muted">${t("ui-packet.own.open", { count: one.open })}</span>`}
        </li>`,
      )}
    </ul>
    <p class="zx-hint">${t("ui-packet.own.rule", { minutes: rule.minutes, late: rule.late })}</p>
    ${own.meetings.length > 0 && html`<div class="zx-row"><a class="zx-button" href=${`${base}export/hours-certificate.docx?mine=yes`} download>${t("ui-packet.own.certificate")}</a></div>`}
  </section>`;
}
