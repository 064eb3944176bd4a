// Conditions, judged topic by topic at a table: suitable, revise or unsuitable, with a reason.
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
  Problem,
  Progress,
  useState,
} from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {"ok" | "revise" | "no"} Verdict */
/** @typedef {{verdict: Verdict | null, reason: string, version: number}} Given */
/** @typedef {{id: string, name: Pair, question: Pair, levels: {level: string, text: Pair}[]}} Condition */
/** @typedef {{id: string, number: number, title: string, statement: string, verdicts: Record<string, Given>,
 *   missing: number}} Topic */
/** @typedef {{may_judge: boolean, as: {kind: "solo" | "table" | "none", seat: number | null}, conditions: Condition[],
 *   topics: Topic[], done: number, total: number, tables: {seat: number, done: number, total: number}[] | null}} View */

/** @type {{verdict: Verdict, key: string, tone: string}[]} */
const VERDICTS = [
  { verdict: "ok", key: "ui-topics.verdict.ok", tone: "ok" },
  { verdict: "revise", key: "ui-topics.verdict.revise", tone: "warn" },
  { verdict: "no", key: "ui-topics.verdict.no", tone: "no" },
];

/** @param {Kit} kit */
function JudgeConditions(kit) {
  const { t } = kit;
  const { may_judge, as, conditions, topics, done, total, tables } = /** @type {View} */ (kit.view);
  // Judging the last condition does not turn the page: the person does.
  const [open, setOpen] = useState(topics.find(({ missing }) => missing > 0)?.id ?? null);
  const shown =
    topics.find(({ id }) => id === open) ?? topics.find(({ missing }) => missing > 0) ?? topics[0];
  const after = shown && topics[(topics.indexOf(shown) + 1) % topics.length];
  const isLast = !after || after === topics[0];
  return html`<${Card}
    title=${t("ui-topics.judge.title")}
    aside=${as.kind === "table" && html`<${Chip} tone="info">${t("ui-topics.judge.table", { seat: as.seat })}<//>`}
    quiet=${!may_judge}
    foot=${may_judge && !isLast && html`<${Button} onPress=${() => setOpen(after.id)}>${t("ui-topics.judge.next")}<//>`}
  >
    ${tables && html`<${Tables} t=${t} tables=${tables} />`}
    ${!shown && html`<${EmptyState} title=${t("ui-topics.judge.none")} />`}
    ${may_judge && shown && html`<${Progress} done=${done} total=${total} label=${t("ui-topics.judge.progress", { done, total })} />`}
    ${
      may_judge &&
      shown &&
      html`<nav class="zx-tabs" aria-label=${t("ui-topics.judge.topics")}>
        ${topics.map(
          ({ id, number, missing }) => html`<button
            key=${id}
            type="button"
            class="zx-tab"
            aria-current=${id === shown.id ? "true" : undefined}
            aria-label=${t(missing ? "ui-topics.judge.tab-missing" : "ui-topics.judge.tab-done", { number, missing })}
            onClick=${() => setOpen(id)}
          >
            ${number}<span aria-hidden="true" class="zx-tab-mark">${missing ? "" : "✓"}</span>
          </button>`,
        )}
      </nav>
      <div class="zx-stack" key=${shown.id}>
        <div><h4 class="zx-panel-title">${shown.number}. ${shown.title}</h4><p>${shown.statement}</p></div>
        ${conditions.map((one) => html`<${Cell} key=${one.id} ...${kit} topic=${shown} condition=${one} />`)}
      </div>`
    }
  <//>`;
}

/** One condition of one topic. @param {Kit & {topic: Topic, condition: Condition}} props */
function Cell({ t, say, act, topic, condition }) {
  const given = topic.verdicts[condition.id] ?? { verdict: null, reason: "", version: 0 };
  const [verdict, setVerdict] = useState(given.verdict);
  const [reason, setReason] = useState(given.reason);
  const place = `${topic.id} ${condition.id}`;
  const send = (/** @type {Verdict | null} */ chosen) =>
    act(
      "judge",
      { topic: topic.id, condition: condition.id, verdict: chosen, reason, version: given.version },
      place,
    );
  const choose = (/** @type {Verdict} */ chosen) => {
    setVerdict(chosen);
    if (chosen === "ok" || !isBlank(reason)) send(chosen);
  };
  const isSaved = verdict === given.verdict && reason === given.reason;
  const options = VERDICTS.map((one) => ({
    value: one.verdict,
    label: t(one.key),
    note: say(condition.levels.find(({ level }) => level === one.verdict)?.text),
    tone: one.tone,
  }));
  return html`<div class="zx-panel">
    <${Choice}
      row="wide"
      legend=${html`${say(condition.name)} <span class="zx-rating-question">${say(condition.question)}</span>`}
      options=${options}
      value=${verdict}
      onChange=${choose}
    />
    ${
      (verdict === "revise" || verdict === "no") &&
      html`<${Field} label=${t("ui-topics.judge.reason")} hint=${t("ui-topics.judge.reason-hint")} lines=${2} max=${400} required
        value=${reason} onInput=${setReason} />
      <div class="zx-row">
        <${Button} blockers=${isBlank(reason) ? [t("ui-topics.judge.reason-missing")] : []} onPress=${() => send(verdict)}>
          ${t(isSaved ? "ui-topics.judge.reason-saved" : "ui-topics.judge.save-reason")}
        <//>
      </div>`
    }
    <${Problem} place=${place} />
  </div>`;
}

/** @param {{t: Kit["t"], tables: {seat: number, done: number, total: number}[]}} props */
function Tables({ t, tables }) {
  return html`<ul class="zx-stack zx-list">
    ${tables.map(
      ({ seat, done, total }) => html`<li key=${seat}>
        <${Progress} done=${done} total=${total} label=${t("ui-topics.judge.table-progress", { seat, done, total })} />
      </li>`,
    )}
  </ul>`;
}

export default activity(JudgeConditions);
