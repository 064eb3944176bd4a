// The topics of a class: propose one, sharpen it, take it back.
import {
  activity,
  Button,
  Card,
  Chip,
  Choice,
  EmptyState,
  Field,
  html,
  isBlank,
  Notice,
  Problem,
  useState,
} from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {{title: string, statement: string, topic_kind: string, origin: string, owner: string,
 *   owner_unit: string, expected_units: string[]}} Form */
/** @typedef {Omit<Form, "topic_kind"> & {id: string, number: number, kind: string, sample: boolean,
 *   may_edit: boolean}} Topic */
/** @typedef {{topics: Topic[], limit: number, over_limit: boolean, may_propose: boolean, units: string[],
 *   withdrawn: {id: string, title: string}[]}} View */
/** @typedef {{topic: string | null, form: Form}} Editing topic is null for a new one */

/** @type {Record<string, string>} */
const KINDS = {
  task: "ui-topics.topic.task",
  project: "ui-topics.topic.project",
  problem: "ui-topics.topic.problem",
};
/** @type {Record<string, string>} */
const ORIGINS = {
  research: "ui-topics.topic.research",
  member: "ui-topics.topic.member",
  leader: "ui-topics.topic.leader",
};
/** @type {Form} */
const BLANK = {
  title: "",
  statement: "",
  topic_kind: "problem",
  origin: "member",
  owner: "",
  owner_unit: "",
  expected_units: [],
};

/** @param {Kit} kit */
function Topics({ view, draft, t, act, saveDraft }) {
  const { topics, withdrawn, limit, over_limit, may_propose, units } = /** @type {View} */ (view);
  const [editing, setEditing] = useState(/** @type {Editing | null} */ (draft?.form ? draft : null));
  const edit = (/** @type {Editing | null} */ next) => {
    setEditing(next);
    saveDraft(next);
  };
  const save = async () => {
    if (!editing) return;
    const { topic, form } = editing;
    await (topic ? act("revise", { topic, ...form }) : act("propose", form));
    edit(null);
  };
  const editor = html`<${Editor} t=${t} editing=${editing} units=${units} onChange=${edit} onSave=${save} />`;
  return html`<${Card}
    title=${t("ui-topics.topic.list")}
    aside=${html`<${Chip}>${t("ui-topics.topic.count", { count: topics.length, limit })}<//>`}
    foot=${may_propose && !editing && html`<${Button} look="main" onPress=${() => edit({ topic: null, form: BLANK })}>${t("ui-topics.topic.propose")}<//>`}
  >
    ${over_limit && html`<${Notice} tone="warn">${t("ui-topics.topic.over-limit", { limit })}<//>`}
    ${topics.length === 0 && !editing && html`<${EmptyState} title=${t("ui-topics.topic.none")} />`}
    <ol class="zx-stack zx-list">
      ${topics.map((topic) =>
        editing?.topic === topic.id
          ? html`<li key=${topic.id}>${editor}</li>`
          : html`<${One}
              key=${topic.id}
              t=${t}
              topic=${topic}
              onEdit=${() => edit({ topic: topic.id, form: formOf(topic) })}
              onWithdraw=${() => act("withdraw", { topic: topic.id }, topic.id)}
            />`,
      )}
    </ol>
    ${editing && editing.topic === null && editor}
    ${
      withdrawn.length > 0 &&
      html`<details class="zx-details">
      <summary>${t("ui-topics.topic.withdrawn", { count: withdrawn.length })}</summary>
      <ul class="zx-list">
        ${withdrawn.map(
          ({ id, title }) => html`<li key=${id} class="zx-row">
            ${title} <${Button} look="quiet" label=${t("ui-topics.topic.restore-one", { title })} onPress=${() => act("restore", { topic: id })}>${t("ui-topics.topic.restore")}<//>
          </li>`,
        )}
      </ul>
    </details>`
    }
  <//>`;
}

/** @param {Topic} topic @returns {Form} */
function formOf({ title, statement, kind, origin, owner, owner_unit, expected_units }) {
  return { title, statement, topic_kind: kind, origin, owner, owner_unit, expected_units };
}

/** @param {{t: Kit["t"], topic: Topic, onEdit: () => void, onWithdraw: () => Promise<void>}} props */
function One({ t, topic, onEdit, onWithdraw }) {
  const units = topic.expected_units.join(t("ui-topics.comma"));
  return html`<li class="zx-panel">
    <h4 class="zx-panel-title">${topic.number}. ${topic.title}</h4>
    <p>${topic.statement}</p>
    <p class="zx-row">
      ${topic.sample && html`<${Chip} tone="info">${t("ui-topics.topic.sample")}<//>`}
      <${Chip}>${t(KINDS[topic.kind])}<//> <${Chip}>${t(ORIGINS[topic.origin])}<//>
    </p>
    <p class="zx-muted zx-small">
      ${t("ui-topics.topic.owned", { owner: topic.owner, unit: topic.owner_unit })}
      ${units && html`<br />${t("ui-topics.topic.expected", { units })}`}
    </p>
    <${Problem} place=${topic.id} />
    ${
      topic.may_edit &&
      html`<div class="zx-row">
      <${Button} label=${t("ui-topics.topic.edit-one", { title: topic.title })} onPress=${onEdit}>${t("ui-topics.topic.edit")}<//>
      <${Button} look="quiet" label=${t("ui-topics.topic.withdraw-one", { title: topic.title })} onPress=${onWithdraw}>${t("ui-topics.topic.withdraw")}<//>
    </div>`
    }
  </li>`;
}

/** @param {{t: Kit["t"], editing: Editing, units: string[], onChange: (next: Editing | null) => void,
 *   onSave: () => Promise<void>}} props */
function Editor({ t, editing, units, onChange, onSave }) {
  const { form } = editing;
  const change = (/** @type {Partial<Form>} */ part) => onChange({ ...editing, form: { ...form, ...part } });
  const line = (/** @type {"title" | "statement" | "owner" | "owner_unit"} */ name) => ({
    name,
    value: form[name],
    required: true,
    onInput: (/** @type {string} */ text) => change({ [name]: text }),
  });
  const blockers = [
    isBlank(form.title) && t("ui-topics.topic.title-missing"),
    isBlank(form.statement) && t("ui-topics.topic.statement-missing"),
    isBlank(form.owner) && t("ui-topics.topic.owner-missing"),
    isBlank(form.owner_unit) && t("ui-topics.topic.owner-unit-missing"),
  ].filter(Boolean);
  const choices = (/** @type {Record<string, string>} */ words) =>
    Object.entries(words).map(([value, key]) => ({ value, label: t(key) }));
  const known = [...new Set([...units, ...form.expected_units])];
  return html`<div class="zx-panel zx-editor" role="group" aria-label=${t(editing.topic ? "ui-topics.topic.edit" : "ui-topics.topic.propose")}>
    <${Field} label=${t("ui-topics.topic.title")} hint=${t("ui-topics.topic.title-hint")} max=${120} ...${line("title")} />
    <${Field} label=${t("ui-topics.topic.statement")} hint=${t("ui-topics.topic.statement-hint")} lines=${3} ...${line("statement")} />
    <${Choice} row="narrow" legend=${t("ui-topics.topic.kind")} options=${choices(KINDS)} value=${form.topic_kind}
      onChange=${(/** @type {string} */ topic_kind) => change({ topic_kind })} />
    <${Choice} row="narrow" legend=${t("ui-topics.topic.origin")} options=${choices(ORIGINS)} value=${form.origin}
      onChange=${(/** @type {string} */ origin) => change({ origin })} />
    <div class="zx-two">
      <${Field} label=${t("ui-topics.topic.owner")} max=${120} ...${line("owner")} />
      <${Field} label=${t("ui-topics.topic.owner-unit")} max=${200} suggestions=${units} ...${line("owner_unit")} />
    </div>
    ${
      known.length > 0 &&
      html`<${Choice} row="narrow" many legend=${t("ui-topics.topic.units")} options=${known.map((name) => ({ value: name, label: name }))}
      value=${form.expected_units} onChange=${(/** @type {string[]} */ expected_units) => change({ expected_units })} />`
    }
    <div class="zx-row">
      <${Button} look="main" blockers=${blockers} onPress=${onSave}>${t("ui-topics.topic.save")}<//>
      <${Button} look="quiet" onPress=${() => onChange(null)}>${t("ui-topics.topic.cancel")}<//>
    </div>
  </div>`;
}

export default activity(Topics);
