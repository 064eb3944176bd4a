// A series over the months of a topic: how it is to be, what would come of it, then made.
import { Button, Choice, Field, html, Notice, Problem, Select, useState } from "../../activity/static/kit.js";
import { DayRule } from "./meeting-plan-rule.js";
import { NumberLine } from "./meeting-plan-number.js";
import { dayName, monthName } from "./meeting-plan-times.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./meeting-plan-rule.js").Rule} Rule */
/**
 * @typedef {{first: string, months: number, teams: string[], seminar: Rule, workshops: "first" | "second" | "none",
 *   workshop: Rule, closed: string, starts: string, place: string}} Wish
 */

const MONTHS_MOST = 24;
const MOST = 120;
const BETWEEN = /[\s、,，;；]+/;

/** @param {Kit} kit @returns {Wish} */
function usual({ view }) {
  const { first, count } = view.load;
  return {
    ...{ first, months: count, starts: "09:00", place: "", closed: "" },
    teams: view.plans_for.filter((/** @type {string} */ id) => id !== "" || view.teams.length === 0),
    seminar: { week: 2, day: 3 },
    workshops: view.plans_for.includes("") ? "second" : "none",
    workshop: { week: 4, day: 0 },
  };
}

/** The months a series may begin with. @param {number} moment @param {string} chosen */
function monthsFrom(moment, chosen) {
  const now = new Date(moment);
  const offered = Array.from({ length: MONTHS_MOST }, (_, ahead) => {
    const day = new Date(now.getFullYear(), now.getMonth() + ahead, 1);
    return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, "0")}`;
  });
  return offered.includes(chosen) ? offered : [chosen, ...offered].sort();
}

/** What the server is asked for. @param {Wish} wish */
function asked({ workshops, closed, ...wish }) {
  return {
    ...wish,
    seminar: wish.teams.length > 0 ? wish.seminar : null,
    workshop: workshops === "none" ? null : wish.workshop,
    opens: workshops === "first",
    closed: closed.split(BETWEEN).filter(Boolean),
  };
}

/** @param {{kit: Kit, typed: Wish | undefined, onType: (wish: Wish) => void, onMade: (count: number) => void}} props */
export function Series({ kit, typed, onType, onMade }) {
  const { t, view, act, locale, serverNow } = kit;
  const wish = { ...usual(kit), ...typed };
  const [seen, setSeen] = useState(/** @type {any} */ (null));
  const change = (/** @type {Partial<Wish>} */ some) => {
    setSeen(null);
    onType({ ...wish, ...some });
  };
  const look = async () => setSeen(await act("preview-series", asked(wish), "series"));
  const make = async () => {
    const { count } = await act("make-series", { ...asked(wish), mark: seen.mark }, "series");
    onMade(count);
  };
  const teams = view.teams.filter((/** @type {any} */ one) => view.plans_for.includes(one.id));
  const forClass = view.plans_for.includes("");
  const every = view.load.usual;
  return html`<section class="zx-panel" aria-label=${t("ui-planner.series.open")}>
    <p class="zx-muted">${t("ui-planner.series.lead", { seminar: every.seminar_every, workshop: every.workshop_every, days: every.workshop_days })}</p>
    <div class="zx-two">
      <${Select} label=${t("ui-planner.series.first")} value=${wish.first} onChange=${(/** @type {string} */ first) => change({ first })}
        options=${monthsFrom(serverNow(), wish.first).map((month) => ({ value: month, label: monthName(month, locale) }))} />
      <${NumberLine} label=${t("ui-planner.series.months", { low: every.months[0], high: every.months[1] })} value=${wish.months} onNumber=${(/** @type {number} */ months) => change({ months })} />
      <${Field} label=${t("ui-planner.new.starts")} type="time" required value=${wish.starts} onInput=${(/** @type {string} */ starts) => change({ starts })} />
      <${Field} label=${t("ui-planner.edit.place")} max=${MOST} value=${wish.place} onInput=${(/** @type {string} */ place) => change({ place })} />
    </div>
    ${
      teams.length > 1 &&
      html`<${Choice} many row="wide" legend=${t("ui-planner.series.teams")} value=${wish.teams} onChange=${(/** @type {string[]} */ chosen) => change({ teams: chosen })}
      options=${teams.map((/** @type {any} */ one) => ({ value: one.id, label: one.name }))} />`
    }
    <${DayRule} kit=${kit} legend=${t("ui-planner.series.seminar-day")} rule=${wish.seminar} onChange=${(/** @type {Rule} */ seminar) => change({ seminar })} />
    ${
      forClass &&
      html`<${Select} label=${t("ui-planner.series.workshops")} value=${wish.workshops} onChange=${(/** @type {any} */ workshops) => change({ workshops })}
      options=${[
        { value: "second", label: t("ui-planner.series.workshops-later", { every: every.workshop_every }) },
        { value: "first", label: t("ui-planner.series.workshops-first", { every: every.workshop_every }) },
        { value: "none", label: t("ui-planner.series.workshops-none") },
      ]} />`
    }
    ${forClass && wish.workshops !== "none" && html`<${DayRule} kit=${kit} legend=${t("ui-planner.series.workshop-day")} rule=${wish.workshop} onChange=${(/** @type {Rule} */ workshop) => change({ workshop })} />`}
    <${Field} label=${t("ui-planner.series.closed")} hint=${t("ui-planner.series.closed-hint")} max=${2000} value=${wish.closed} onInput=${(/** @type {string} */ closed) => change({ closed })} />
    <${Problem} place="series" />
    <div class="zx-row"><${Button} look=${seen ? "plain" : "main"} onPress=${look}>${t("ui-planner.series.preview")}<//></div>
    ${seen && html`<${Preview} kit=${kit} seen=${seen} onMake=${make} />`}
  </section>`;
}

/** @param {{kit: Kit, seen: any, onMake: () => Promise<void>}} props */
function Preview({ kit, seen, onMake }) {
  const { t, say, locale } = kit;
  const groups = (/** @type {(number | null)[]} */ numbers) => {
    const known = numbers.filter((number) => number !== null);
    return known.length > 0
      ? t("ui-planner.series.groups", { numbers: known.join(t("ui-planner.comma")) })
      : "";
  };
  return html`<div class="zx-stack" role="status">
    <div class="zx-table-wrap" tabindex="0" role="region" aria-label=${t("ui-planner.series.preview")}>
      <table class="zx-table">
        <caption class="zx-unseen">${t("ui-planner.series.preview")}</caption>
        <thead><tr><th scope="col">${t("ui-planner.series.month")}</th><th scope="col">${t("ui-planner.series.what")}</th><th scope="col">${t("ui-planner.series.when")}</th></tr></thead>
        <tbody>
          ${seen.series.map(
            (/** @type {any} */ one) => html`<tr key=${`${one.month} ${one.kind}`}>
            <th scope="row">${monthName(one.month, locale)}</th>
            <td>${say(one.title)}${one.made.length > 0 && html` <span class="zx-muted">${groups(one.made)}</span>`}</td>
            <td>
              ${one.days.length > 0 ? dayName(one.days[0], locale) : t("ui-planner.series.no-room")}${one.days.length > 1 && t("ui-planner.series.until", { date: dayName(one.days[one.days.length - 1], locale) })}
              ${one.left_out.map((/** @type {any} */ out) => html`<p key=${out.sentence.zh} class="zx-plan-finding" data-stops="true">${groups(out.teams) ? t("ui-planner.series.left-out-groups", { groups: groups(out.teams) }) : t("ui-planner.series.left-out")} ${say(out.sentence)}</p>`)}
            </td>
          </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${
      seen.count > 0
        ? html`<div class="zx-row"><${Button} look="main" onPress=${onMake}>${t("ui-planner.series.make", { count: seen.count })}<//></div>`
        : html`<${Notice} tone="warn">${t("ui-planner.series.nothing")}<//>`
    }
  </div>`;
}
