// Which day of each month: a weekday of a week, or a date.
import { html, Select, useKit } from "../../activity/static/kit.js";
import { NumberLine } from "./meeting-plan-number.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {{week: number | null, day: number}} Rule `week` 5 is the last; without it `day` is the day of the month */

/** @param {{kit: Kit, legend: string, rule: Rule, onChange: (rule: Rule) => void}} props */
export function DayRule({ legend, rule, onChange }) {
  const { t } = useKit();
  const weeks = [
    t("ui-planner.rule.first"),
    t("ui-planner.rule.second"),
    t("ui-planner.rule.third"),
    t("ui-planner.rule.fourth"),
    t("ui-planner.rule.last"),
  ];
  const days = [
    t("ui-planner.rule.monday"),
    t("ui-planner.rule.tuesday"),
    t("ui-planner.rule.wednesday"),
    t("ui-planner.rule.thursday"),
    t("ui-planner.rule.friday"),
  ];
  const choose = (/** @type {string} */ week) =>
    onChange(week ? { week: Number(week), day: Math.min(rule.day, 4) } : { week: null, day: 15 });
  return html`<fieldset class="zx-choice">
    <legend class="zx-label">${legend}</legend>
    <div class="zx-two">
      <${Select} label=${t("ui-planner.rule.week")} value=${String(rule.week ?? "")} onChange=${choose}
        options=${[...weeks.map((label, at) => ({ value: String(at + 1), label })), { value: "", label: t("ui-planner.rule.by-date") }]} />
      ${
        rule.week === null
          ? html`<${NumberLine} label=${t("ui-planner.rule.date")} value=${rule.day} onNumber=${(/** @type {number} */ day) => onChange({ week: null, day })} />`
          : html`<${Select} label=${t("ui-planner.rule.weekday")} value=${String(rule.day)} options=${days.map((label, at) => ({ value: String(at), label }))}
            onChange=${(/** @type {string} */ day) => onChange({ ...rule, day: Number(day) })} />`
      }
    </div>
  </fieldset>`;
}
