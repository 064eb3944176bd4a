// The meetings a person sees, by date; who may, makes new ones here; the load of them all.
import {
  Button,
  Card,
  EmptyState,
  html,
  Nested,
  Notice,
  Select,
  useState,
} from "../../activity/static/kit.js";
import { Entry } from "./meeting-plan-entry.js";
import { Load } from "./meeting-plan-load.js";
import { NewMeeting } from "./meeting-plan-new.js";
import { monthName } from "./meeting-plan-times.js";
import { Series } from "./meeting-plan-series.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {{form: string, fresh?: object, series?: object, copy?: object}} Draft what is typed into which form */

const OPEN = "meeting-plan:open";
const EVERYBODY = "all";
/** So many months are unfolded; the others are a tap away. */
const OPEN_MONTHS = 2;

/** @param {{kit: Kit}} props */
export function Plans({ kit }) {
  const { t, view, model, recall, keep } = kit;
  const kept = recall(OPEN);
  const [open, setOpen] = useState(
    view.meetings.some((/** @type {any} */ one) => one.id === kept) ? kept : "",
  );
  const isThere = view.meetings.some((/** @type {any} */ one) => one.id === open);
  const show = (/** @type {string} */ id) => {
    keep(OPEN, id || undefined);
    setOpen(id);
  };
  if (open && isThere) {
    return html`<div class="zx-stack">
      <div><${Button} look="quiet" onPress=${() => show("")}>${t("ui-planner.back")}<//></div>
      <${Nested} key=${open} activity="meeting-plan" params=${{ meeting: open }} />
    </div>`;
  }
  const base = model.get("base");
  const hasDates = view.meetings.some((/** @type {any} */ one) => one.date);
  return html`<${Card} title=${t("ui-planner.title")} lead=${view.plans_for.length > 0 ? t("ui-planner.lead") : t("ui-planner.lead-read")}>
    ${view.plans_for.length > 0 && html`<${Making} kit=${kit} show=${show} />`}
    <${Listed} kit=${kit} show=${show} />
    ${
      base &&
      hasDates &&
      html`<div class="zx-row">
        <a class="zx-button" href=${`${base}export/calendar.ics`} download>${t("ui-planner.calendar.all")}</a>
        <span class="zx-muted zx-small">${t("ui-planner.calendar.hint")}</span>
      </div>`
    }
    <${Load} kit=${kit} />
  <//>`;
}

/** What makes meetings: one, or a series. @param {{kit: Kit, show: (id: string) => void}} props */
function Making({ kit, show }) {
  const { t, draft, saveDraft } = kit;
  const [typed, setTyped] = useState(/** @type {Draft} */ ({ form: "", ...draft }));
  const [made, setMade] = useState(0);
  const put = (/** @type {Partial<Draft>} */ some) => {
    const next = { ...typed, ...some };
    setTyped(next);
    setMade(0);
    saveDraft(next);
  };
  const toggle = (/** @type {string} */ form) => put({ form: typed.form === form ? "" : form });
  return html`<div class="zx-stack">
    <div class="zx-row">
      <${Button} pressed=${typed.form === "fresh"} onPress=${() => toggle("fresh")}>${t("ui-planner.new.open")}<//>
      <${Button} pressed=${typed.form === "series"} onPress=${() => toggle("series")}>${t("ui-planner.series.open")}<//>
    </div>
    ${made > 0 && html`<${Notice} tone="ok" live>${t("ui-planner.series.made", { count: made })}<//>`}
    ${
      typed.form === "fresh" &&
      html`<${NewMeeting} kit=${kit} typed=${typed.fresh} onType=${(/** @type {object} */ fresh) => put({ fresh })}
      onMade=${(/** @type {string} */ id) => {
        put({ form: "", fresh: undefined });
        show(id);
      }} />`
    }
    ${
      typed.form === "series" &&
      html`<${Series} kit=${kit} typed=${typed.series} onType=${(/** @type {object} */ series) => put({ series })}
      onMade=${(/** @type {number} */ count) => {
        put({ form: "", series: undefined });
        setMade(count);
      }} />`
    }
  </div>`;
}

/** @param {{kit: Kit, show: (id: string) => void}} props */
function Listed({ kit, show }) {
  const { t, view, locale } = kit;
  const [team, setTeam] = useState(EVERYBODY);
  if (view.meetings.length === 0) {
    return html`<${EmptyState} title=${t("ui-planner.none")}>${view.plans_for.length > 0 ? t("ui-planner.none-hint") : t("ui-planner.none-read")}<//>`;
  }
  const held = new Set(view.meetings.map((/** @type {any} */ one) => one.team));
  const teams = view.teams.filter((/** @type {any} */ one) => held.has(one.id));
  const shown = view.meetings.filter((/** @type {any} */ one) => team === EVERYBODY || one.team === team);
  const isOver = (/** @type {any} */ one) => one.state === "ended" || one.state === "confirmed";
  const ahead = shown.filter((/** @type {any} */ one) => !isOver(one));
  const over = shown.filter(isOver);
  const months = byMonth(ahead);
  const entry = (/** @type {any} */ one) =>
    html`<${Entry} key=${one.id} kit=${kit} meeting=${one} show=${show} />`;
  return html`<div class="zx-stack">
    ${
      held.size > 2 &&
      html`<${Select} label=${t("ui-planner.filter.label")} value=${team} onChange=${setTeam}
      options=${[
        { value: EVERYBODY, label: t("ui-planner.filter.all") },
        { value: "", label: t("ui-planner.class") },
        ...teams.map((/** @type {any} */ one) => ({ value: one.id, label: one.name })),
      ]} />`
    }
    ${months.map(
      ([month, some], at) => html`<details key=${month} class="zx-details" open=${at < OPEN_MONTHS}>
      <summary>${month ? monthName(month, locale) : t("ui-planner.undated")} <span class="zx-muted">${t("ui-planner.count", { count: some.length })}</span></summary>
      <ol class="zx-list zx-plan-list">${some.map(entry)}</ol>
    </details>`,
    )}
    ${ahead.length === 0 && html`<p class="zx-muted">${t("ui-planner.none-ahead")}</p>`}
    ${
      over.length > 0 &&
      html`<details class="zx-details">
      <summary>${t("ui-planner.over", { count: over.length })}</summary>
      <ol class="zx-list zx-plan-list">${over.map(entry)}</ol>
    </details>`
    }
  </div>`;
}

/** Meetings by month, in their order; those without a date come last. @param {any[]} meetings @returns {[string, any[]][]} */
function byMonth(meetings) {
  /** @type {Map<string, any[]>} */
  const found = new Map();
  for (const one of meetings) {
    const month = one.date ? one.date.slice(0, 7) : "";
    found.set(month, [...(found.get(month) ?? []), one]);
  }
  return [...found];
}
