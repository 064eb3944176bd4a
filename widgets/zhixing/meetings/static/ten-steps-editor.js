// What a group writes down: purpose, the problem before and after, the owner's decision, goals, strategies.
import {
  Button,
  Chip,
  Choice,
  EmptyState,
  Field,
  html,
  Notice,
  Problem as Refused,
} from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./ten-steps.js").View} View */
/** @typedef {import("./ten-steps.js").Segment} Segment */
/** @typedef {import("./ten-steps-parts.js").Parts} Parts */
/** @typedef {Kit & {parts: Parts}} Props */

/** Words of the fields, by part and field. @type {Record<string, string>} */
const LABELS = {
  "purpose/text": "ui-steps.purpose.text",
  "problem/text": "ui-steps.problem.first",
  "reframed/text": "ui-steps.problem.reframed",
  "reframed/why": "ui-steps.problem.why",
  "owner/note": "ui-steps.owner.note",
  "goal/goal": "ui-steps.goals.goal",
  "goal/sign": "ui-steps.goals.sign",
  "strategy/text": "ui-steps.strategies.text",
  "strategy/affected": "ui-steps.strategies.affected",
  "strategy/trial": "ui-steps.strategies.trial",
};
/** @type {Record<string, string>} */
const HINTS = {
  "purpose/text": "ui-steps.purpose.hint",
  "problem/text": "ui-steps.problem.first-hint",
  "reframed/text": "ui-steps.problem.reframed-hint",
};
/** @type {Record<string, string>} */
const CHOICES = {
  stay: "ui-steps.owner.stay",
  leave: "ui-steps.owner.leave",
  wait: "ui-steps.owner.wait",
};
/** What a field takes before anything is refused: nothing typed or pasted is cut off. */
const LONGEST = 20000;
/** @type {[string, string][]} */
const STANCES = [
  ["goal-person", "ui-steps.goals.person"],
  ["goal-team", "ui-steps.goals.team"],
  ["goal-organisation", "ui-steps.goals.organisation"],
];

/** @param {Props} props */
export function Purpose(props) {
  return html`<section class="zx-stack">
    <h4 class="zx-panel-title">${props.t("ui-steps.purpose.title")}</h4>
    <${Part} ...${props} id="purpose" kind="purpose" names=${["text"]} lines=${2} />
  </section>`;
}

/** The problem before and after, side by side. @param {Props} props */
export function Problem(props) {
  const { view, t } = props;
  const { compared } = /** @type {View} */ (view);
  return html`<section class="zx-stack">
    <h4 class="zx-panel-title">${t("ui-steps.problem.title")}</h4>
    <div class="zx-two zx-sides">
      <${Part} ...${props} id="problem" kind="problem" names=${["text"]} lines=${4} />
      <${Part} ...${props} id="reframed" kind="reframed" names=${["text", "why"]} lines=${4} />
    </div>
    ${
      compared &&
      html`<div class="zx-panel">
        <p class="zx-label">${t("ui-steps.problem.compared")}</p>
        <div class="zx-two zx-compare">
          <p><span class="zx-muted">${t("ui-steps.problem.before")}</span> <${Marked} segments=${compared.before} gone /></p>
          <p><span class="zx-muted">${t("ui-steps.problem.after")}</span> <${Marked} segments=${compared.after} /></p>
        </div>
        <p class="zx-hint">${t("ui-steps.problem.marks")}</p>
      </div>`
    }
  </section>`;
}

/** A wording with what is only its own marked. @param {{segments: Segment[], gone?: boolean}} props */
function Marked({ segments, gone }) {
  return segments.map(({ text, own }, at) =>
    own
      ? gone
        ? html`<del key=${at}>${text}</del>`
        : html`<ins key=${at}>${text}</ins>`
      : html`<span key=${at}>${text}</span>`,
  );
}

/** What the owner of the problem decides. @param {Props} props */
export function Owner(props) {
  const { t, parts, view } = props;
  const { may_write } = /** @type {View} */ (view);
  const fields = parts.shown("owner");
  const options = Object.entries(CHOICES).map(([value, key]) => ({ value, label: t(key) }));
  return html`<section class="zx-stack">
    <h4 class="zx-panel-title">${t("ui-steps.owner.title")}</h4>
    <${Choice} legend=${t("ui-steps.owner.legend")} hideLegend row="wide" options=${options} value=${fields.choice || null} disabled=${!may_write}
      onChange=${(/** @type {string} */ choice) => parts.change("owner", { choice })} />
    <${Part} ...${props} id="owner" kind="owner" names=${["note"]} lines=${1} />
  </section>`;
}

/** The goals from three standpoints. @param {Props} props */
export function Goals(props) {
  const { t } = props;
  return html`<section class="zx-stack">
    <h4 class="zx-panel-title">${t("ui-steps.goals.title")}</h4>
    <div class="zx-three">
      ${STANCES.map(
        ([id, key]) => html`<div key=${id} class="zx-panel">
          <p class="zx-label">${t(key)}</p>
          <${Part} ...${props} id=${id} kind="goal" names=${["goal", "sign"]} lines=${2} />
        </div>`,
      )}
    </div>
  </section>`;
}

/** The ways chosen. @param {Props} props */
export function Strategies(props) {
  const { t, parts, view } = props;
  const { may_write, strategies_at_most } = /** @type {View} */ (view);
  return html`<section class="zx-stack">
    <h4 class="zx-panel-title">${t("ui-steps.strategies.title")}</h4>
    <p class="zx-hint">${t("ui-steps.strategies.hint")}</p>
    ${parts.strategies.map(
      (id, at) => html`<div key=${id} class="zx-panel">
        <p class="zx-label">${t("ui-steps.strategies.number", { number: at + 1 })}</p>
        <${Part} ...${props} id=${id} kind="strategy" names=${["text", "affected", "trial"]} lines=${2} />
        ${may_write && html`<div><${Button} look="quiet" label=${t("ui-steps.strategies.remove-one", { number: at + 1 })} onPress=${() => parts.remove(id)}>${t("ui-steps.strategies.remove")}<//></div>`}
      </div>`,
    )}
    ${may_write && parts.strategies.length < strategies_at_most && html`<div><${Button} onPress=${parts.add}>${t("ui-steps.strategies.add")}<//></div>`}
    ${!may_write && parts.strategies.length === 0 && html`<${EmptyState} title=${t("ui-steps.paper.unwritten")} />`}
  </section>`;
}

/**
 * The fields of one part, saved by themselves.
 * @param {Props & {id: string, kind: string, names: string[], lines: number}} props
 */
function Part({ view, t, parts, id, kind, names, lines }) {
  const { most, may_write } = /** @type {View} */ (view);
  const fields = parts.shown(id);
  if (!may_write) return html`<${Read} t=${t} kind=${kind} names=${names} fields=${fields} />`;
  return html`<div class="zx-stack">
    ${names.map((name) => {
      const word = `${kind}/${name}`;
      return html`<${Field} key=${name} label=${t(LABELS[word])} hint=${HINTS[word] && t(HINTS[word])} required=${name === "text" || name === "goal"} lines=${lines} max=${LONGEST}
        value=${fields[name]} onInput=${(/** @type {string} */ text) => parts.change(id, { [name]: text })} />`;
    })}
    <${Saving} t=${t} id=${id} parts=${parts} kind=${kind} names=${names} fields=${fields} most=${most} />
  </div>`;
}

/** @param {{t: Kit["t"], id: string, parts: Parts, kind: string, names: string[], fields: Record<string, string>, most: number}} props */
function Saving({ t, id, parts, kind, names, fields, most }) {
  const other = parts.other(id);
  const longest = Math.max(...names.map((name) => fields[name].length));
  return html`<div class="zx-stack">
    ${
      other !== undefined &&
      html`<${Notice} tone="warn" live>
        <p>${t(other ? "ui-steps.saving.other" : "ui-steps.saving.gone")}</p>
        ${other && html`<${Read} t=${t} kind=${kind} names=${names} fields=${other} />`}
        <div class="zx-row">
          <${Button} onPress=${() => parts.keepMine(id)}>${t("ui-steps.saving.mine")}<//>
          <${Button} onPress=${() => parts.drop(id)}>${t("ui-steps.saving.theirs")}<//>
        </div>
      <//>`
    }
    <${Refused} place=${id} />
    ${
      parts.isTyped(id) &&
      html`<div class="zx-row">
        <${Button} look="main" blockers=${longest > most ? [t("ui-steps.saving.long", { most, found: longest })] : []} onPress=${() => parts.save(id)}>${t("ui-steps.saving.save")}<//>
        <${Chip} tone="warn">${t("ui-steps.saving.typed")}<//>
      </div>`
    }
  </div>`;
}

/** @param {{t: Kit["t"], kind: string, names: string[], fields: Record<string, string>}} props */
function Read({ t, kind, names, fields }) {
  const written = names.filter((name) => fields[name]);
  if (written.length === 0) return html`<p class="zx-muted">${t("ui-steps.paper.unwritten")}</p>`;
  return html`<dl class="zx-step-told">
    ${written.map((name) => html`<div key=${name}><dt>${t(LABELS[`${kind}/${name}`])}</dt><dd>${fields[name]}</dd></div>`)}
  </dl>`;
}
