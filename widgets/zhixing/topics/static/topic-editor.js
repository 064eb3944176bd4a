// The editor of a topic: the title first, help with the statement folded away, two versions told apart.
import { Button, Choice, Field, html, isBlank, Notice, useKit } from "../../activity/static/kit.js";
import { Builder, Checks } from "./statement.js";
import { joined, KINDS, ORIGINS, SOURCES, unitOptions } from "./topic-form.js";

/** @typedef {import("./topic-form.js").Editing} Editing */
/** @typedef {import("./topic-form.js").Form} Form */
/** @typedef {import("./topic-form.js").Topic} Topic */
/** @typedef {import("./topic-form.js").View} View */

/**
 * @param {{editing: Editing, view: View, isSaving: boolean, onChange: (next: Editing | null) => void,
 *   onSave: () => Promise<void>, onSwap: () => void}} props
 */
export function Editor({ editing, view, isSaving, onChange, onSave, onSwap }) {
  const { t } = useKit();
  const { form } = editing;
  const { units, checks, sound } = view;
  const latest = view.topics.find(({ id }) => id === editing.topic);
  const gone = view.topics.find(({ id }) => id === editing.gone);
  const change = (/** @type {Partial<Form>} */ part) => onChange({ ...editing, form: { ...form, ...part } });
  const line = (/** @type {"title" | "statement" | "owner" | "owner_unit" | "source"} */ name) => ({
    name,
    value: form[name],
    required: name !== "source",
    onInput: (/** @type {string} */ text) => change({ [name]: text }),
  });
  const source = SOURCES[form.origin];
  const blockers = [
    isBlank(form.title) && t("ui-topics.topic.title-missing"),
    isBlank(form.statement) && t("ui-topics.topic.statement-missing"),
    source.missing && isBlank(form.source) && t(source.missing),
    isBlank(form.owner) && t("ui-topics.topic.owner-missing"),
    isBlank(form.owner_unit) && t("ui-topics.topic.owner-unit-missing"),
  ].filter(Boolean);
  const choices = (/** @type {Record<string, string>} */ words) =>
    Object.entries(words).map(([value, key]) => ({ value, label: t(key) }));
  const known = unitOptions(view, form.expected_units);
  const name = gone
    ? "ui-proposal.merge.title"
    : editing.topic
      ? "ui-topics.topic.edit"
      : "ui-topics.topic.propose";
  const answers = form.parts.checks ?? {};
  return html`<div class="zx-panel zx-editor" role="group" aria-label=${t(name)}>
    ${gone && latest && html`<${Joining} keep=${latest} gone=${gone} form=${form} onSwap=${onSwap} />`}
    ${!isSaving && html`<${Conflict} editing=${editing} latest=${latest} onChange=${onChange} />`}
    <${Field} label=${t("ui-topics.topic.title")} hint=${t("ui-topics.topic.title-hint")} max=${120} ...${line("title")} />
    <${Builder} key=${editing.gone ?? ""} isFolded=${Boolean(gone)} parts=${form.parts} statement=${form.statement} before=${editing.before}
      onParts=${(/** @type {Form["parts"]} */ parts) => change({ parts })}
      onStatement=${(/** @type {string} */ statement, /** @type {string | undefined} */ before) =>
        onChange({ ...editing, before, form: { ...form, statement } })} />
    <${Field} label=${t("ui-topics.topic.statement")} hint=${t("ui-topics.topic.statement-hint")} lines=${4} ...${line("statement")} />
    <${Choice} row="narrow" legend=${t("ui-topics.topic.kind")} options=${choices(KINDS)} value=${form.topic_kind}
      onChange=${(/** @type {string} */ topic_kind) => change({ topic_kind })} />
    <${Checks} kind=${form.topic_kind} checks=${checks} sound=${sound} answers=${answers}
      onAnswers=${(/** @type {Record<string, boolean>} */ said) => change({ parts: { ...form.parts, checks: said } })} />
    <${Choice} row="narrow" legend=${t("ui-topics.topic.origin")} options=${choices(ORIGINS)} value=${form.origin}
      onChange=${(/** @type {string} */ origin) => change({ origin })} />
    <${Field} label=${t(source.label)} hint=${t(source.hint)} max=${200} ...${line("source")} required=${Boolean(source.missing)} />
    ${form.origin === "leader" && html`<p class="zx-muted zx-small">${t("ui-proposal.origin.never-ranked")}</p>`}
    <div class="zx-two">
      <${Field} label=${t("ui-topics.topic.owner")} max=${120} ...${line("owner")} />
      <${Field} label=${t("ui-topics.topic.owner-unit")} max=${200} suggestions=${units} ...${line("owner_unit")} />
    </div>
    ${
      known.length > 0 &&
      html`<${Choice} row="narrow" many legend=${t("ui-topics.topic.units")} options=${known}
      value=${form.expected_units} onChange=${(/** @type {string[]} */ expected_units) => change({ expected_units })} />`
    }
    <div class="zx-row">
      <${Button} look="main" blockers=${blockers} onPress=${onSave}>${t(gone ? "ui-proposal.merge.save" : "ui-topics.topic.save")}<//>
      <${Button} look="quiet" onPress=${() => onChange(null)}>${t("ui-topics.topic.cancel")}<//>
    </div>
  </div>`;
}

/** Which topic stays, and what the other one says. @param {{keep: Topic, gone: Topic, form: Form, onSwap: () => void}} props */
function Joining({ keep, gone, form, onSwap }) {
  const { t } = useKit();
  const isUntouched = JSON.stringify(form) === JSON.stringify(joined(keep, gone));
  return html`<div class="zx-stack">
    <p><strong>${t("ui-proposal.merge.keep", { number: keep.number, gone: gone.number })}</strong></p>
    ${
      isUntouched &&
      keep.origin !== "leader" &&
      html`<div class="zx-row"><${Button} onPress=${onSwap}>${t("ui-proposal.merge.swap", { number: gone.number })}<//></div>`
    }
    <${Said} legend=${t("ui-proposal.merge.gone", { number: gone.number })} topic=${gone} />
    <p class="zx-muted">${t("ui-proposal.merge.lead")}</p>
  </div>`;
}

/** @param {{legend: string, topic: Topic}} props */
function Said({ legend, topic }) {
  return html`<blockquote class="zx-quoted">
    <p class="zx-muted zx-small">${legend}</p>
    <p><strong>${topic.title}</strong></p>
    <p>${topic.statement}</p>
  </blockquote>`;
}

/**
 * Somebody wrote the same topic meanwhile, or it left the list: nothing typed is lost, people choose.
 * @param {{editing: Editing, latest: Topic | undefined, onChange: (next: Editing | null) => void}} props
 */
function Conflict({ editing, latest, onChange }) {
  const { t } = useKit();
  if (editing.topic === null) return null;
  if (!latest) {
    const asNew = () => onChange({ topic: null, form: editing.form });
    return html`<${Notice} tone="warn" live>
      <p>${t("ui-proposal.conflict.gone")}</p>
      <div class="zx-row"><${Button} onPress=${asNew}>${t("ui-proposal.conflict.as-new")}<//></div>
    <//>`;
  }
  if (editing.version === undefined || editing.version === latest.version) return null;
  return html`<${Notice} tone="warn" live>
    <p>${t("ui-proposal.conflict.title")}</p>
    <${Said} legend=${t("ui-proposal.conflict.now")} topic=${latest} />
    <div class="zx-row">
      <${Button} onPress=${() => onChange({ ...editing, version: latest.version })}>${t("ui-proposal.conflict.mine")}<//>
      <${Button} look="quiet" onPress=${() => onChange(null)}>${t("ui-proposal.conflict.theirs")}<//>
    </div>
  <//>`;
}
