// The topics of a class: propose one, sharpen it, merge it, take it back.
import {
  activity,
  Button,
  Card,
  Chip,
  EmptyState,
  Field,
  html,
  isBlank,
  Notice,
  useState,
} from "../../activity/static/kit.js";
import { Editor } from "./topic-editor.js";
import { Entry } from "./topic-entry.js";
import { BLANK, formOf, joined, stayingFirst } from "./topic-form.js";
import { Seats } from "./topic-seats.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./topic-form.js").Editing} Editing */
/** @typedef {import("./topic-form.js").Topic} Topic */
/** @typedef {import("./topic-form.js").View} View */

/** So many topics can be read at a glance; more are folded and can be looked for. */
const AT_A_GLANCE = 30;

/** @param {Kit} kit */
function Topics(kit) {
  const { draft, t, act, saveDraft } = kit;
  const view = /** @type {View} */ (kit.view);
  const { topics, limit, over_limit, may_propose } = view;
  const [editing, setEditing] = useState(/** @type {Editing | null} */ (restored(draft)));
  const [isSaving, setSaving] = useState(false);
  const [wanted, setWanted] = useState("");
  const edit = (/** @type {Editing | null} */ next) => {
    setEditing(next);
    saveDraft(next);
  };
  const merge = (/** @type {Topic} */ one, /** @type {Topic} */ other) => {
    const [keep, gone] = stayingFirst(one, other);
    edit({ topic: keep.id, version: keep.version, gone: gone.id, form: joined(keep, gone) });
  };
  const save = async () => {
    if (!editing) return;
    const { topic, form, gone } = editing;
    const version = editing.version ?? topics.find(({ id }) => id === topic)?.version;
    setSaving(true);
    try {
      if (topic && gone) await act("merge", { keep: topic, gone, version, ...form });
      else await (topic ? act("revise", { topic, version, ...form }) : act("propose", form));
      edit(null);
    } finally {
      setSaving(false);
    }
  };
  const swap = () => {
    const [keep, gone] = [editing?.gone, editing?.topic].map((each) => topics.find(({ id }) => id === each));
    if (keep && gone) merge(keep, gone);
  };
  const editor =
    editing &&
    html`<${Editor} editing=${editing} view=${view} isSaving=${isSaving} onChange=${edit} onSave=${save} onSwap=${swap} />`;
  const isLong = topics.length > AT_A_GLANCE;
  const found = isLong
    ? topics.filter((topic) => topic.id === editing?.topic || isWanted(topic, wanted))
    : topics;
  const own = found.filter(({ seat }) => seat !== null && seat === view.seat);
  const list = (/** @type {Topic[]} */ some) =>
    html`<ol class="zx-stack zx-list">
      ${some.map((topic) =>
        editing?.topic === topic.id
          ? html`<li key=${topic.id}>${editor}</li>`
          : html`<${Entry} key=${topic.id} topic=${topic} topics=${topics} isFolded=${isLong} isBusy=${editing !== null}
              onEdit=${() => edit({ topic: topic.id, version: topic.version, form: formOf(topic) })} onMerge=${merge} />`,
      )}
    </ol>`;
  return html`<${Card}
    title=${t("ui-topics.topic.list")}
    aside=${html`<${Chip}>${t("ui-topics.topic.count", { count: topics.length, limit })}<//>`}
    foot=${may_propose && !editing && html`<${Button} look="main" onPress=${() => edit({ topic: null, form: BLANK })}>${t("ui-topics.topic.propose")}<//>`}
  >
    ${over_limit && html`<${Notice} tone="warn">${t("ui-topics.topic.over-limit", { limit })}<//>`}
    <${Seats} view=${view} />
    ${
      isLong &&
      html`<${Field} label=${t("ui-proposal.list.find")} hint=${t("ui-proposal.list.find-hint")} required value=${wanted} onInput=${setWanted} />
      ${!isBlank(wanted) && html`<p class="zx-muted" role="status">${t(found.length ? "ui-proposal.list.found" : "ui-proposal.list.none", { found: found.length, count: topics.length })}</p>`}`
    }
    ${topics.length === 0 && !editing && html`<${EmptyState} title=${t("ui-topics.topic.none")} />`}
    ${own.length > 0 && html`<h4 class="zx-own-topics">${t("ui-proposal.seat.own")}</h4>${list(own)}<h4>${t("ui-proposal.seat.others")}</h4>`}
    ${list(found.filter((topic) => !own.includes(topic)))}
    ${editing && !topics.some(({ id }) => id === editing.topic) && editor}
    <${Withdrawn} ...${kit} />
  <//>`;
}

/** What was being written when the page closed, older drafts included. @param {any} draft @returns {Editing | null} */
function restored(draft) {
  return draft?.form ? { ...draft, form: { ...BLANK, ...draft.form } } : null;
}

/** @param {Topic} topic @param {string} wanted */
function isWanted({ number, title, statement, owner_unit }, wanted) {
  const word = wanted.trim().toLowerCase();
  if (/^\d+$/.test(word)) return number === Number(word);
  return `${title}\n${statement}\n${owner_unit}`.toLowerCase().includes(word);
}

/** @param {Kit} kit */
function Withdrawn({ view, t, act }) {
  const { withdrawn } = /** @type {View} */ (view);
  if (withdrawn.length === 0) return null;
  return html`<details class="zx-details">
    <summary>${t("ui-topics.topic.withdrawn", { count: withdrawn.length })}</summary>
    <ul class="zx-list">
      ${withdrawn.map(
        ({ id, title }) => html`<li key=${id} class="zx-row">
          ${title} <${Button} look="quiet" label=${t("ui-topics.topic.restore-one", { title })} onPress=${() => act("restore", { topic: id })}>${t("ui-topics.topic.restore")}<//>
        </li>`,
      )}
    </ul>
  </details>`;
}

export default activity(Topics);
