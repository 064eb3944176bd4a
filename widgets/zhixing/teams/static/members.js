// The people of a class for whoever forms groups: what is known, what is missing, a sheet, who is kept apart.
import { activity, Card, Chip, html, useRef, useState } from "../../activity/static/kit.js";
import { Add } from "./members-add.js";
import { Apart } from "./members-apart.js";
import { Bring } from "./members-import.js";
import { People } from "./members-list.js";
import { Samples } from "./members-samples.js";
import { Standing } from "./members-standing.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./members-form.js").Form} Form */
/** @typedef {import("./members-form.js").Profile} Profile */
/** @typedef {import("./members-form.js").SubTopic} SubTopic */
/** @typedef {import("./my-profile-commitment.js").Said} Said */
/** @typedef {import("./members-import.js").Preview} Preview */
/** @typedef {{id: string, name: string, unit: string, short: string, post: string, joined: boolean, sample: boolean,
 *   version: number, profile: Profile, missing: string[], commitment?: Said | null}} Person */
/** @typedef {{yes: number, talk: number, no: number, waiting: number}} Counts */
/** @typedef {{people: Person[], others: number, units: string[], sub_topics: SubTopic[], counts: Counts, named: boolean,
 *   apart: [string, string][], preview: Preview | null, solo: boolean, samples: number, me: string}} View */
/** @typedef {{person: string, version: number, name: string, unit: string, post: string, form: Form,
 *   base: Form, touched: boolean}} Editing base: what the form began with; touched: something was typed */
/** @typedef {{name: string, unit: string, post: string}} New */
/** @typedef {{edit?: Editing | null, add?: New | null}} Typed what was typed and not saved yet */

/** @param {Kit} kit */
function Members({ view, t, draft, saveDraft, model }) {
  const seen = /** @type {View} */ (view);
  const [typed, setTyped] = useState(/** @type {Typed} */ (draft ?? {}));
  const latest = useRef(typed);
  const change = (/** @type {Typed} */ part) => {
    const next = { ...latest.current, ...part }; // what was typed while something was being sent is in it
    latest.current = next;
    setTyped(next);
    saveDraft(next.edit?.touched || next.add ? next : null);
  };
  const base = model.get("base");
  return html`<${Card}
    title=${t("ui-members.title")}
    aside=${html`<${Chip} tone="info">${t("ui-members.count", { count: seen.people.length })}<//>`}
    lead=${t("ui-members.lead")}
  >
    ${seen.solo && html`<${Samples} count=${seen.samples} />`}
    <${Standing} view=${seen} />
    <${People} view=${seen} edit=${typed.edit ?? null} onEdit=${(/** @type {Editing | null} */ edit) => change({ edit })} />
    <${Add} units=${seen.units} add=${typed.add ?? null} onType=${(/** @type {New | null} */ add) => change({ add })} />
    ${base && html`<${Bring} base=${base} preview=${seen.preview} />`}
    <${Apart} people=${seen.people} pairs=${seen.apart} />
  <//>`;
}

export default activity(Members);
