// The rules of a grouping: how many groups of how many people, and how binding each rule is.
import { Button, Chip, html, Notice, Problem, useState, useUid } from "../../activity/static/kit.js";
import { CHOSEN, SHORT } from "./grouping-words.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./grouping-words.js").Grouping} Grouping */
/** @typedef {import("./grouping-words.js").Force} Force */
/** @typedef {import("./grouping-words.js").Rule} Rule */
/** @typedef {import("./grouping-words.js").Most} Most */
/** @typedef {{low: string, high: string, years: string, count: string, forces: Record<Rule, Force>}} Form */

/** @type {[Force, string][]} */
const FORCES = [
  ["must", "ui-grouping.force.must"],
  ["wish", "ui-grouping.force.wish"],
  ["off", "ui-grouping.force.off"],
];

/** @param {Grouping} grouping @returns {Form} */
function stored({ rules, slots }) {
  const [low, high] = rules.size;
  return {
    low: String(low),
    high: String(high),
    years: String(rules.years),
    count: String(slots.length),
    forces: rules.forces,
  };
}

/** Whether text is a whole number from `least` to `most`. @param {string} text @param {number} least @param {number} most */
function isWhole(text, least, most) {
  return /^\d{1,4}$/.test(text.trim()) && Number(text) >= least && Number(text) <= most;
}

/** @param {{kit: Kit, grouping: Grouping, most: Most, change: (kind: string, data: object, place?: string) => Promise<any>, solve: () => Promise<any>}} props */
export function RulesForm({ kit, grouping, most, change, solve }) {
  const { t, say, draft, saveDraft } = kit;
  const [typed, setTyped] = useState(/** @type {Partial<Form>} */ (draft?.rules ?? {}));
  const [isSolving, setSolving] = useState(false);
  const form = { ...stored(grouping), ...typed };
  const put = (/** @type {Partial<Form>} */ some) => {
    const next = { ...typed, ...some };
    setTyped(next);
    saveDraft({ rules: next });
  };
  const isTyped = Object.keys(typed).length > 0;
  const people = grouping.people.length;
  const [low, high, count] = [form.low, form.high, form.count].map(Number);
  const blockers = [
    ...(isWhole(form.low, 1, most.size) && isWhole(form.high, 1, most.size) && low <= high
      ? []
      : [t("ui-grouping.rules.bad-size")]),
    ...(isWhole(form.count, 1, most.groups) ? [] : [t("ui-grouping.rules.bad-count", { most: most.groups })]),
    ...(isWhole(form.years, 0, most.years) ? [] : [t("ui-grouping.rules.bad-years", { most: most.years })]),
  ];
  const save = async () => {
    const data = { low, high, years: Number(form.years), count, forces: form.forces };
    await change("set-rules", data, "rules");
    setTyped({});
    saveDraft(null);
  };
  const run = async () => {
    setSolving(true);
    try {
      if (isTyped) await save();
      await solve();
    } finally {
      setSolving(false);
    }
  };
  const fits = { low: Math.ceil(people / high), high: Math.floor(people / low) };
  const isFit = blockers.length > 0 || (count >= fits.low && count <= fits.high);
  const [limitLow, limitHigh] = grouping.sizes.limits;
  const isOutside = blockers.length === 0 && (low < limitLow || high > limitHigh);
  return html`<details class="zx-panel zx-grouping-rules" open=${!grouping.found}>
    <summary><span class="zx-panel-title">${t("ui-grouping.rules.title")}</span> ${isTyped && html`<${Chip} tone="warn">${t("ui-grouping.rules.typed")}<//>`}</summary>
    <div class="zx-stack">
      <div class="zx-grouping-numbers">
        <${NumberField} label=${t("ui-grouping.rules.low")} value=${form.low} onInput=${(/** @type {string} */ value) => put({ low: value })} />
        <${NumberField} label=${t("ui-grouping.rules.high")} value=${form.high} onInput=${(/** @type {string} */ value) => put({ high: value })} />
        <${NumberField} label=${t("ui-grouping.rules.count")} value=${form.count} onInput=${(/** @type {string} */ value) => put({ count: value })} />
        <${NumberField} label=${t("ui-grouping.rules.years")} value=${form.years} onInput=${(/** @type {string} */ value) => put({ years: value })} />
      </div>
      <div class="zx-row">
        ${grouping.sizes.choices.map(
          (
            one,
          ) => html`<${Button} key=${one.size.join()} pressed=${one.size[0] === low && one.size[1] === high}
            onPress=${() => put({ low: String(one.size[0]), high: String(one.size[1]) })}>
            ${t("ui-grouping.rules.span", { low: one.size[0], high: one.size[1], label: say(one.label) })}<//>`,
        )}
      </div>
      <p class="zx-hint">${
        fits.low <= fits.high
          ? t("ui-grouping.rules.fits", { people, low, high, least: fits.low, most: fits.high })
          : t("ui-grouping.rules.fits-none", { people, low, high })
      }</p>
      ${!isFit && html`<${Notice} tone="warn">${t("ui-grouping.rules.unfit", { count, least: Math.floor(people / count), most: Math.ceil(people / count), low, high })}<//>`}
      ${isOutside && html`<${Notice} tone="warn">${t("ui-grouping.rules.outside", { rule: say(grouping.sizes.label), low: limitLow, high: limitHigh })}<//>`}
      ${grouping.sub_topics.length > 0 && blockers.length === 0 && count < grouping.sub_topics.length && html`<${Notice} tone="warn">${t("ui-grouping.rules.topics-left", { topics: grouping.sub_topics.length, count })}<//>`}
      <div class="zx-grouping-forces">
        <${ForceRow} t=${t} name=${t(SHORT.size)} value=${form.forces.size} onChange=${(/** @type {Force} */ force) => put({ forces: { ...form.forces, size: force } })} />
        ${CHOSEN.map(
          (
            rule,
          ) => html`<${ForceRow} key=${rule} t=${t} name=${say(grouping.rules.names[rule])} value=${form.forces[rule]}
            onChange=${(/** @type {Force} */ force) => put({ forces: { ...form.forces, [rule]: force } })} />`,
        )}
      </div>
      <p class="zx-hint">${t("ui-grouping.rules.apart-hint")}</p>
      <${Problem} place="rules" />
      <${Problem} place="solve" />
      <div class="zx-row">
        <${Button} look="main" blockers=${blockers} onPress=${run}>${t(grouping.found ? "ui-grouping.solve-again" : "ui-grouping.solve")}<//>
        ${isTyped && html`<${Button} blockers=${blockers} onPress=${save}>${t("ui-grouping.rules.save")}<//>`}
      </div>
      <p role="status" class="zx-muted">${isSolving ? t("ui-grouping.solving") : ""}</p>
    </div>
  </details>`;
}

/** @param {{label: string, value: string, onInput: (value: string) => void}} props */
function NumberField({ label, value, onInput }) {
  const id = useUid();
  return html`<div class="zx-field">
    <label class="zx-label" for=${id}>${label}</label>
    <input id=${id} class="zx-input" inputmode="numeric" autocomplete="off" maxlength="4" value=${value}
      onInput=${(/** @type {any} */ event) => onInput(event.currentTarget.value)} />
  </div>`;
}

/** How binding one rule is. @param {{t: Kit["t"], name: string, value: Force, onChange: (force: Force) => void}} props */
function ForceRow({ t, name, value, onChange }) {
  const id = useUid();
  return html`<fieldset class="zx-grouping-force">
    <legend>${name}</legend>
    <div class="zx-grouping-levels">
      ${FORCES.map(
        ([force, key]) => html`<label key=${force} data-checked=${String(value === force)}>
        <input type="radio" name=${id} value=${force} checked=${value === force} onChange=${() => onChange(force)} />
        <span>${t(key)}</span>
      </label>`,
      )}
    </div>
  </fieldset>`;
}
