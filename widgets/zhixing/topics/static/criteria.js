// The six criteria in two stages: conditions that are judged, criteria that are rated.
import { activity, Card, html } from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {{id: string, stage: "condition" | "rating", name: Pair, question: Pair,
 *   levels: {level: number | string, text: Pair}[]}} Criterion */

/** @type {Record<string, string>} */
const LEVELS = {
  ok: "ui-topics.verdict.ok",
  revise: "ui-topics.verdict.revise",
  no: "ui-topics.verdict.no",
};

/** @param {Kit} kit */
function Criteria({ view, t, say }) {
  /** @type {Criterion[]} */
  const criteria = view.criteria;
  const stages = [
    {
      id: "condition",
      title: t("ui-topics.criteria.conditions"),
      lead: t("ui-topics.criteria.conditions-lead"),
    },
    { id: "rating", title: t("ui-topics.criteria.ratings"), lead: t("ui-topics.criteria.ratings-lead") },
  ];
  return html`<${Card} title=${t("ui-topics.criteria.title")} quiet>
    ${stages.map(
      (stage) => html`<div key=${stage.id} class="zx-stack">
        <div><h4 class="zx-panel-title">${stage.title}</h4><p class="zx-muted">${stage.lead}</p></div>
        ${criteria
          .filter((one) => one.stage === stage.id)
          .map((one) => html`<${One} key=${one.id} t=${t} say=${say} criterion=${one} />`)}
      </div>`,
    )}
  <//>`;
}

/** @param {{t: Kit["t"], say: Kit["say"], criterion: Criterion}} props */
function One({ t, say, criterion }) {
  const { name, question, levels } = criterion;
  const word = (/** @type {number | string} */ level) => (level in LEVELS ? t(LEVELS[level]) : String(level));
  return html`<details class="zx-panel zx-criterion">
    <summary><strong>${say(name)}</strong> <span class="zx-muted">${say(question)}</span></summary>
    <dl class="zx-levels">
      ${levels.map(({ level, text }) => html`<div key=${level}><dt>${word(level)}</dt><dd>${say(text)}</dd></div>`)}
    </dl>
  </details>`;
}

export default activity(Criteria);
