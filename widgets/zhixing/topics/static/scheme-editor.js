// The parts of the scheme's form: who and when, tasks and questions, one sub-topic.
import { Button, Chip, Field, html, Select } from "../../activity/static/kit.js";
import { Lines, Saving, Taps, Units } from "./scheme-pieces.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./scheme-parts.js").Parts} Parts */
/** @typedef {import("./scheme-parts.js").Entry} Entry */
/** @typedef {import("./scheme-parts.js").Problem} Problem */
/** @typedef {import("./scheme-parts.js").Indicator} Indicator */
/** @typedef {import("./scheme-parts.js").SubTopic} SubTopicContent */
/** @typedef {{lead_unit: string, start: string, months: number | null}} SettingContent */

const MONTHS_OFFERED = 18;
const MONTHS_BACK = 3;
const LONGEST = 12;

/** @param {string} month such as 2026-12 @param {Kit["locale"]} locale */
export function monthName(month, locale) {
  const [year, number] = month.split("-").map(Number);
  return new Date(year, number - 1, 1).toLocaleDateString(locale, { year: "numeric", month: "long" });
}

/** @param {number} moment @param {string} chosen */
function monthsOffered(moment, chosen) {
  const now = new Date(moment);
  const offered = Array.from({ length: MONTHS_OFFERED }, (_, index) => {
    const day = new Date(now.getFullYear(), now.getMonth() - MONTHS_BACK + index, 1);
    return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, "0")}`;
  });
  return chosen && !offered.includes(chosen) ? [chosen, ...offered].sort() : offered;
}

/** Who leads, from when, how long. @param {{kit: Kit, parts: Parts, units: string[], policy: {months: number[]}}} props */
export function Setting({ kit, parts, units, policy }) {
  const { t, locale, serverNow } = kit;
  const setting = /** @type {SettingContent} */ (parts.shown("setting"));
  const change = (/** @type {Partial<SettingContent>} */ some) =>
    parts.change("setting", { ...setting, ...some });
  const [low, high] = policy.months;
  const lengths = Array.from({ length: Math.max(LONGEST, setting.months ?? 0) }, (_, index) => index + 1);
  const choose = { value: "", label: t("ui-scheme.choose") };
  const words = (/** @type {SettingContent} */ one) => [
    t("ui-scheme.says", { name: t("ui-scheme.setting.lead-unit"), text: one.lead_unit }),
    t("ui-scheme.says", {
      name: t("ui-scheme.setting.start"),
      text: one.start && monthName(one.start, locale),
    }),
    t("ui-scheme.says", { name: t("ui-scheme.setting.months"), text: one.months }),
  ];
  return html`<section class="zx-panel" aria-label=${t("ui-scheme.part.setting")}>
    <h4 class="zx-panel-title">${t("ui-scheme.part.setting")}</h4>
    <${Units} t=${t} legend=${t("ui-scheme.setting.lead-unit")} units=${units} value=${setting.lead_unit ? [setting.lead_unit] : []}
      place="setting/lead_unit" onChange=${([lead_unit = ""]) => change({ lead_unit })} />
    <div class="zx-two">
      <div data-place="setting/start"><${Select} label=${t("ui-scheme.setting.start")} value=${setting.start}
        options=${[choose, ...monthsOffered(serverNow(), setting.start).map((month) => ({ value: month, label: monthName(month, locale) }))]}
        onChange=${(/** @type {string} */ start) => change({ start })} /></div>
      <div data-place="setting/months"><${Select} label=${t("ui-scheme.setting.months-range", { low, high })} value=${String(setting.months ?? "")}
        options=${[choose, ...lengths.map((count) => ({ value: String(count), label: t("ui-scheme.setting.count", { count }) }))]}
        onChange=${(/** @type {string} */ months) => change({ months: months ? Number(months) : null })} /></div>
    </div>
    <${Saving} t=${t} id="setting" parts=${parts} words=${words} />
  </section>`;
}

/** Tasks and questions. @param {{kit: Kit, parts: Parts, most: Record<string, number>, subTopics: SubTopicContent[]}} props */
export function Aims({ kit, parts, most, subTopics }) {
  const { t } = kit;
  const aims = /** @type {{tasks: Entry[], questions: Entry[]}} */ (parts.shown("aims"));
  const change = (/** @type {object} */ some) => parts.change("aims", { ...aims, ...some });
  const answering = (/** @type {Entry} */ question) =>
    subTopics.map((one, at) => (one.questions.includes(question.id) ? at + 1 : 0)).filter(Boolean);
  const linked = (/** @type {Entry} */ question) => {
    const numbers = answering(question);
    if (!question.text || subTopics.length === 0) return null;
    return html`<p class="zx-row">${
      numbers.length > 0
        ? numbers.map(
            (number) => html`<${Chip} key=${number} tone="ok">${t("ui-scheme.sub-number", { number })}<//>`,
          )
        : html`<${Chip} tone="warn">${t("ui-scheme.unanswered")}<//>`
    }</p>`;
  };
  const words = (/** @type {{tasks: Entry[], questions: Entry[]}} */ one) => [
    ...one.tasks.map((entry) => t("ui-scheme.says", { name: t("ui-scheme.aims.tasks"), text: entry.text })),
    ...one.questions.map((entry) =>
      t("ui-scheme.says", { name: t("ui-scheme.aims.questions"), text: entry.text }),
    ),
  ];
  return html`<section class="zx-panel" aria-label=${t("ui-scheme.part.aims")}>
    <h4 class="zx-panel-title">${t("ui-scheme.part.aims")}</h4>
    <${Lines} t=${t} legend=${t("ui-scheme.aims.tasks")} hint=${t("ui-scheme.aims.tasks-hint")} kind="t" place="aims/tasks" max=${most.text} most=${most.entries}
      label=${(/** @type {number} */ number) => t("ui-scheme.aims.task", { number })} entries=${aims.tasks} onChange=${(/** @type {Entry[]} */ tasks) => change({ tasks })} />
    <${Lines} t=${t} legend=${t("ui-scheme.aims.questions")} hint=${t("ui-scheme.aims.questions-hint")} kind="q" place="aims/questions" max=${most.text} most=${most.entries}
      label=${(/** @type {number} */ number) => t("ui-scheme.aims.question", { number })} entries=${aims.questions} below=${linked} onChange=${(/** @type {Entry[]} */ questions) => change({ questions })} />
    <${Saving} t=${t} id="aims" parts=${parts} words=${words} />
  </section>`;
}

/**
 * One sub-topic.
 * @param {{kit: Kit, id: string, number: number, count: number, parts: Parts, units: string[], questions: Entry[],
 *   most: Record<string, number>, gaps: number, isOpen: boolean, onToggle: (isOpen: boolean) => void}} props
 */
export function SubTopic({ kit, id, number, count, parts, units, questions, most, gaps, isOpen, onToggle }) {
  const { t } = kit;
  const one = /** @type {SubTopicContent} */ (parts.shown(id));
  const change = (/** @type {Partial<SubTopicContent>} */ some) => parts.change(id, { ...one, ...some });
  const text = (/** @type {"title" | "outcome"} */ name) => (/** @type {string} */ value) =>
    change({ [name]: value });
  const isTyped = parts.isTyped(id);
  const choose = (/** @type {string[]} */ chosen) =>
    change({ units: chosen, lead_unit: chosen.includes(one.lead_unit) ? one.lead_unit : "" });
  const written = questions.filter((question) => question.text);
  const place = (/** @type {string} */ field) => `${id}/${field}`;
  return html`<details class="zx-panel zx-scheme-sub" open=${isOpen} onToggle=${(/** @type {any} */ event) => onToggle(event.currentTarget.open)}>
    <summary>
      <span class="zx-scheme-sub-title">${t("ui-scheme.sub-number", { number })} ${one.title}</span>
      ${isTyped && html` <${Chip} tone="warn">${t("ui-scheme.typed")}<//>`}
      ${!isTyped && (gaps > 0 ? html` <${Chip} tone="warn">${t("ui-scheme.left", { count: gaps })}<//>` : html` <${Chip} tone="ok">${t("ui-scheme.complete")}<//>`)}
    </summary>
    <div class="zx-stack">
      <div data-place=${place("title")}><${Field} label=${t("ui-scheme.sub.title")} required max=${most.title} value=${one.title} onInput=${text("title")} /></div>
      <${Taps} many legend=${t("ui-scheme.sub.questions")} place=${place("questions")} empty=${t("ui-scheme.sub.no-questions")}
        options=${written.map((question) => ({ value: question.id, label: t("ui-scheme.sub.question", { number: questions.indexOf(question) + 1, text: question.text }) }))}
        value=${one.questions} onChange=${(/** @type {string[]} */ chosen) => change({ questions: chosen })} />
      <${Units} many t=${t} legend=${t("ui-scheme.sub.units")} units=${units} value=${one.units} place=${place("units")} onChange=${choose} />
      ${
        one.units.length > 0 &&
        html`<${Taps} legend=${t("ui-scheme.sub.lead-unit")} place=${place("lead_unit")} options=${one.units.map((unit) => ({ value: unit, label: unit }))}
        value=${one.lead_unit ? [one.lead_unit] : []} onChange=${([lead_unit = ""]) => change({ lead_unit })} />`
      }
      <${Lines} t=${t} legend=${t("ui-scheme.sub.problems")} hint=${t("ui-scheme.sub.problems-hint")} kind="p" place=${place("problems")} max=${most.text} most=${most.problems}
        label=${(/** @type {number} */ at) => t("ui-scheme.sub.problem", { number: at })} entries=${one.problems} blank=${{ goal: "" }}
        below=${(/** @type {Problem} */ problem, /** @type {(next: Problem) => void} */ put) =>
          problem.text &&
          html`<${Field} label=${t("ui-scheme.sub.goal")} max=${most.text} value=${problem.goal} onInput=${(/** @type {string} */ goal) => put({ ...problem, goal })} />`}
        onChange=${(/** @type {Problem[]} */ problems) => change({ problems })} />
      <div data-place=${place("outcome")}><${Field} label=${t("ui-scheme.sub.outcome")} hint=${t("ui-scheme.sub.outcome-hint")} required lines=${3} max=${most.text} value=${one.outcome} onInput=${text("outcome")} /></div>
      <${IndicatorFields} t=${t} place=${place("indicator")} most=${most.line} told=${one.indicator} onChange=${(/** @type {Indicator} */ indicator) => change({ indicator })} />
      <${Saving} t=${t} id=${id} parts=${parts} words=${(/** @type {SubTopicContent} */ other) => subTopicWords(other, t)} />
      <div class="zx-row">
        ${number > 1 && parts.isSaved(id) && html`<${Button} look="quiet" label=${t("ui-scheme.move-up-one", { number })} onPress=${() => parts.move(id, number - 2)}>${t("ui-scheme.move-up")}<//>`}
        ${number < count && parts.isSaved(id) && html`<${Button} look="quiet" label=${t("ui-scheme.move-down-one", { number })} onPress=${() => parts.move(id, number)}>${t("ui-scheme.move-down")}<//>`}
        <${Button} look="quiet" label=${t("ui-scheme.remove-one", { number })} onPress=${() => parts.remove(id)}>${t("ui-scheme.remove")}<//>
      </div>
    </div>
  </details>`;
}

/** From where to where, how measured, by when. @param {{t: Kit["t"], place: string, most: number, told: Indicator,
 *   onChange: (told: Indicator) => void}} props */
function IndicatorFields({ t, place, most, told, onChange }) {
  const part = (/** @type {keyof Indicator} */ name) => ({
    value: told[name],
    max: most,
    required: true,
    onInput: (/** @type {string} */ text) => onChange({ ...told, [name]: text }),
  });
  return html`<fieldset class="zx-choice zx-stack" data-place=${place}>
    <legend class="zx-label">${t("ui-scheme.sub.indicator")}</legend>
    <${Field} label=${t("ui-scheme.indicator.name")} ...${part("name")} />
    <div class="zx-two">
      <${Field} label=${t("ui-scheme.indicator.baseline")} ...${part("baseline")} />
      <${Field} label=${t("ui-scheme.indicator.target")} ...${part("target")} />
      <${Field} label=${t("ui-scheme.indicator.measure")} ...${part("measure")} />
      <div data-place=${place.replace("indicator", "by")}><${Field} label=${t("ui-scheme.indicator.by")} type="date" ...${part("by")} /></div>
    </div>
  </fieldset>`;
}

/** Another's sub-topic, line by line. @param {SubTopicContent} one @param {Kit["t"]} t */
function subTopicWords(one, t) {
  const line = (/** @type {string} */ name, /** @type {string} */ text) =>
    t("ui-scheme.says", { name, text });
  const comma = t("ui-scheme.comma");
  const told = one.indicator;
  return [
    line(t("ui-scheme.sub.title"), one.title),
    line(t("ui-scheme.sub.lead-unit"), one.lead_unit),
    line(t("ui-scheme.sub.units"), one.units.join(comma)),
    ...one.problems.map((problem) =>
      line(t("ui-scheme.sub.problems"), [problem.text, problem.goal].filter(Boolean).join(" → ")),
    ),
    line(t("ui-scheme.sub.outcome"), one.outcome),
    line(
      t("ui-scheme.sub.indicator"),
      [told.name, told.baseline, told.target, told.measure, told.by].filter(Boolean).join(comma),
    ),
  ];
}
