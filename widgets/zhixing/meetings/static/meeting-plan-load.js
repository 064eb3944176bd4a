// The load over the months of a topic: bars for group days and class days, the numbers in a table beside them.
import { html, Notice } from "../../activity/static/kit.js";
import { monthName } from "./meeting-plan-times.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {{month: string, groups: [number, number], class_days: number, person_days: number}} Month */

const HEIGHT = 110;
const WIDTH = 280;
const NARROWEST = 40;
const TOP = 18;

/** @param {{kit: Kit}} props */
export function Load({ kit }) {
  const { t, say, view, locale } = kit;
  const { months, findings, given, count, usual } = view.load;
  if (!months.some((/** @type {Month} */ one) => one.person_days > 0)) return null;
  const number = (/** @type {number} */ value) => value.toLocaleString(locale, { maximumFractionDigits: 1 });
  const range = (/** @type {[number, number]} */ [low, high]) =>
    low === high ? number(low) : t("ui-planner.load.range", { low: number(low), high: number(high) });
  const sum = (/** @type {(one: Month) => number} */ of) =>
    number(months.reduce((/** @type {number} */ total, /** @type {Month} */ one) => total + of(one), 0));
  return html`<div class="zx-stack">
    <h4 class="zx-panel-title">${t("ui-planner.load.title")}</h4>
    <p class="zx-muted">${t("ui-planner.load.lead", { count, seminar: usual.seminar_every, workshop: usual.workshop_every, days: usual.workshop_days })}</p>
    <div class="zx-plan-load">
      <figure class="zx-plan-figure">
        <div class="zx-plan-legend zx-small">
          <span><svg width="14" height="14" aria-hidden="true"><rect class="zx-plan-bar" data-whose="group" width="14" height="14" /></svg>${t("ui-planner.load.group-days")}</span>
          <span><svg width="14" height="14" aria-hidden="true"><rect class="zx-plan-bar" data-whose="class" width="14" height="14" /></svg>${t("ui-planner.load.class-days")}</span>
        </div>
        <div class="zx-plan-scroll"><${Bars} months=${months} label=${t("ui-planner.load.picture")} number=${number} locale=${locale} /></div>
      </figure>
      <div class="zx-table-wrap" tabindex="0" role="region" aria-label=${t("ui-planner.load.title")}>
        <table class="zx-table zx-plan-numbers">
          <caption class="zx-unseen">${t("ui-planner.load.title")}</caption>
          <thead><tr><th scope="col">${t("ui-planner.series.month")}</th><th scope="col" class="zx-number">${t("ui-planner.load.group-days")}</th><th scope="col" class="zx-number">${t("ui-planner.load.class-days")}</th><th scope="col" class="zx-number">${t("ui-planner.load.person-days")}</th></tr></thead>
          <tbody>
            ${months.map((/** @type {Month} */ one) => html`<tr key=${one.month}><th scope="row">${monthName(one.month, locale)}</th><td class="zx-number">${range(one.groups)}</td><td class="zx-number">${number(one.class_days)}</td><td class="zx-number">${number(one.person_days)}</td></tr>`)}
          </tbody>
          <tfoot><tr><th scope="row">${t("ui-planner.load.total")}</th><td class="zx-number">${t("ui-planner.load.up-to", { days: sum((one) => one.groups[1]) })}</td><td class="zx-number">${sum((one) => one.class_days)}</td><td class="zx-number">${sum((one) => one.person_days)}</td></tr></tfoot>
        </table>
      </div>
    </div>
    ${findings.map((/** @type {any} */ one) => html`<${Notice} key=${one.sentence.zh} tone="warn">${say(one.sentence)}<//>`)}
    ${findings.length === 0 && html`<p class="zx-muted">${t("ui-planner.load.fine")}</p>`}
    <p class="zx-muted zx-small">${t("ui-planner.load.how")}</p>
    ${!given && html`<p class="zx-muted zx-small">${t("ui-planner.load.not-given")}</p>`}
  </div>`;
}

/** @param {{months: Month[], label: string, number: (value: number) => string, locale: Kit["locale"]}} props */
function Bars({ months, label, number, locale }) {
  const most = Math.max(...months.map((one) => Math.max(one.groups[1], one.class_days)), 1);
  const slot = Math.max(NARROWEST, WIDTH / months.length);
  const width = months.length * slot;
  const thick = slot * 0.35;
  const bar = (/** @type {number} */ value, /** @type {number} */ x, /** @type {string} */ whose) => {
    if (value === 0) return null;
    const height = (value / most) * HEIGHT;
    const y = TOP + HEIGHT - height;
    return html`<g key=${whose}><rect class="zx-plan-bar" data-whose=${whose} x=${x} y=${y} width=${thick} height=${height} /><text x=${x + thick / 2} y=${y - 4} text-anchor="middle">${number(value)}</text></g>`;
  };
  return html`<svg class="zx-plan-bars" role="img" aria-label=${label} viewBox=${`0 0 ${width} ${TOP + HEIGHT + 22}`} width=${width} height=${TOP + HEIGHT + 22}>
    <line x1="0" x2=${width} y1=${TOP + HEIGHT} y2=${TOP + HEIGHT} />
    ${months.map((one, at) => {
      const middle = at * slot + slot / 2;
      return html`<g key=${one.month}>
        ${bar(one.groups[1], middle - thick - 1, "group")}${bar(one.class_days, middle + 1, "class")}
        <text x=${middle} y=${TOP + HEIGHT + 16} text-anchor="middle">${monthName(one.month, locale, "short")}</text>
      </g>`;
    })}
  </svg>`;
}
