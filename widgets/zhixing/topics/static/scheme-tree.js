// The scheme as a tree: the topic and its questions, the sub-topics, what each solves and brings, and who.
import { html } from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./scheme-parts.js").Scheme} Scheme */
/** @typedef {import("./scheme-parts.js").SubTopic} SubTopic */

/**
 * On a page it also says the tasks and indicators; on the wall only what a room can read.
 * @param {{scheme: Scheme, t: Kit["t"], wall?: boolean}} props
 */
export function Tree({ scheme, t, wall = false }) {
  const { title, tasks, questions, sub_topics, lead_unit } = scheme;
  return html`<div class="zx-tree" data-wall=${wall ? "true" : undefined} data-many=${String(sub_topics.length > 4)}>
    <div class="zx-tree-root">
      <p class="zx-tree-topic">${title}</p>
      ${lead_unit && html`<p class="zx-tree-units">${t("ui-scheme.tree.leads", { unit: lead_unit })}</p>`}
      ${!wall && tasks.length > 0 && html`<${Listed} name=${t("ui-scheme.aims.tasks")} entries=${tasks} />`}
      ${questions.length > 0 && html`<${Listed} name=${t("ui-scheme.aims.questions")} entries=${questions} />`}
    </div>
    ${
      sub_topics.length > 0 &&
      html`<ol class="zx-tree-branches" aria-label=${t("ui-scheme.part.sub-topics")}>
      ${sub_topics.map((one, at) => html`<${Branch} key=${one.id} t=${t} one=${one} number=${at + 1} scheme=${scheme} wall=${wall} />`)}
    </ol>`
    }
  </div>`;
}

/** @param {{name: string, entries: {id: string, text: string}[]}} props */
function Listed({ name, entries }) {
  return html`<div class="zx-tree-list">
    <p class="zx-tree-name">${name}</p>
    <ol>${entries.map((one) => html`<li key=${one.id}><span>${one.text}</span></li>`)}</ol>
  </div>`;
}

/** @param {{t: Kit["t"], one: SubTopic, number: number, scheme: Scheme, wall: boolean}} props */
function Branch({ t, one, number, scheme, wall }) {
  const numbers = scheme.questions
    .map((question, at) => (one.questions.includes(question.id) ? at + 1 : 0))
    .filter(Boolean);
  const others = one.units.filter((unit) => unit !== one.lead_unit).join(t("ui-scheme.comma"));
  const told = one.indicator;
  return html`<li class="zx-tree-branch">
    <div class="zx-tree-node">
      <p class="zx-tree-title"><span class="zx-tree-number">${number}</span>${one.title || t("ui-scheme.tree.untitled")}</p>
      <p class="zx-tree-units">
        ${one.lead_unit && t("ui-scheme.tree.leads", { unit: one.lead_unit })}${one.lead_unit && others && " · "}${others && t("ui-scheme.tree.takes-part", { units: others })}
      </p>
      ${numbers.length > 0 && html`<p class="zx-tree-answers">${t("ui-scheme.tree.answers", { numbers: numbers.join(t("ui-scheme.comma")) })}</p>`}
    </div>
    <div class="zx-tree-leaf">
      ${!wall && one.problems.length > 0 && html`<ul>${one.problems.map((problem) => html`<li key=${problem.id}>${problem.text}${problem.goal && html`<span class="zx-muted"> → ${problem.goal}</span>`}</li>`)}</ul>`}
      <p class="zx-tree-outcome">${one.outcome || t("ui-scheme.tree.no-outcome")}</p>
      ${told.name && html`<p class="zx-tree-told">${indicatorWords(told, wall, t)}</p>`}
    </div>
  </li>`;
}

/** @param {import("./scheme-parts.js").Indicator} told @param {boolean} wall @param {Kit["t"]} t */
function indicatorWords({ name, baseline, target }, wall, t) {
  if (!target) return name;
  if (wall || !baseline) return t("ui-scheme.tree.target", { name, target });
  return t("ui-scheme.tree.indicator", { name, baseline, target });
}
