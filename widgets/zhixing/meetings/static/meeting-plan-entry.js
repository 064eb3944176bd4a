// One meeting of the list: when, where, whose; opened, copied, deleted.
import { Button, Chip, html, Notice, Problem, useState } from "../../activity/static/kit.js";
import { CopyMeeting } from "./meeting-plan-new.js";
import { dayInMonth } from "./meeting-plan-times.js";
import { stateNames, whose } from "./meeting-plan-words.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */

/** @param {{kit: Kit, meeting: any, show: (id: string) => void}} props */
export function Entry({ kit, meeting, show }) {
  const { t, say, act, locale, model } = kit;
  const [isOpen, setOpen] = useState(false);
  const [asks, setAsks] = useState(/** @type {"" | "copy" | "delete"} */ (""));
  const state = stateNames(t)[meeting.state];
  const base = model.get("base");
  const place = `meeting-${meeting.id}`;
  const { title } = meeting;
  const hasMore = meeting.may_copy || meeting.may_delete || (base && meeting.date);
  return html`<li class="zx-plan-entry">
    <div class="zx-plan-entry-line">
      <p class="zx-plan-when">
        ${meeting.date && html`<b>${dayInMonth(meeting.date, locale)}</b>`}
        <span class="zx-muted">${meeting.days > 1 ? t("ui-planner.entry.days", { days: meeting.days, starts: meeting.starts }) : t("ui-planner.entry.times", { starts: meeting.starts, ends: meeting.ends })}</span>
      </p>
      <div class="zx-plan-what">
        <p class="zx-plan-title">${title}</p>
        <p class="zx-row zx-plan-chips">
          <${Chip}>${whose(meeting, t)}<//>
          ${meeting.kind_title && !title.includes(say(meeting.kind_title)) && html`<${Chip}>${say(meeting.kind_title)}<//>`}
          <${Chip} tone=${state.tone}>${state.label}<//>
          ${meeting.place && html`<span class="zx-muted zx-small">${meeting.place}</span>`}
        </p>
      </div>
      <div class="zx-plan-entry-verbs">
        <${Button} label=${t(meeting.may_edit ? "ui-planner.entry.edit-one" : "ui-planner.entry.see-one", { title })} onPress=${() => show(meeting.id)}>${t(meeting.may_edit ? "ui-planner.entry.edit" : "ui-planner.entry.see")}<//>
        ${hasMore && html`<button type="button" class="zx-arrow" aria-expanded=${String(isOpen)} aria-label=${t("ui-planner.entry.more", { title })} onClick=${() => setOpen(!isOpen)}><span aria-hidden="true">⋯</span></button>`}
      </div>
    </div>
    ${
      isOpen &&
      html`<div class="zx-row">
      ${meeting.may_copy && html`<${Button} pressed=${asks === "copy"} label=${t("ui-planner.entry.copy-one", { title })} onPress=${() => setAsks(asks === "copy" ? "" : "copy")}>${t("ui-planner.entry.copy")}<//>`}
      ${base && meeting.date && html`<a class="zx-button" href=${`${base}export/calendar.ics?meeting=${meeting.id}`} download aria-label=${t("ui-planner.entry.calendar-one", { title })}>${t("ui-planner.entry.calendar")}</a>`}
      ${meeting.may_delete && html`<${Button} look="danger" label=${t("ui-planner.entry.delete-one", { title })} onPress=${() => setAsks(asks === "delete" ? "" : "delete")}>${t("ui-planner.entry.delete")}<//>`}
    </div>`
    }
    ${
      asks === "delete" &&
      html`<${Notice} tone="warn" live>
      <p>${t("ui-planner.entry.sure", { title })}</p>
      <div class="zx-row">
        <${Button} look="danger" onPress=${() => act("delete", { meeting: meeting.id, version: meeting.version }, place)}>${t("ui-planner.entry.delete-yes")}<//>
        <${Button} look="quiet" onPress=${() => setAsks("")}>${t("ui-planner.entry.keep")}<//>
      </div>
    <//>`
    }
    ${asks === "copy" && html`<${CopyMeeting} kit=${kit} meeting=${meeting} onMade=${() => setAsks("")} />`}
    <${Problem} place=${place} />
  </li>`;
}
