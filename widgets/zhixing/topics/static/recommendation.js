// The recommendation that goes to the leader for approval: proposed by the result, written by people.
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
  Select,
  useState,
} from "../../activity/static/kit.js";
import { Tables } from "./recommendation-tables.js";
import { BLANK, isEmpty, Unknowns } from "./unknowns.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./unknowns.js").Unknown} Unknown */
/** @typedef {{seat: number, lead_unit: string, reasons: string, dissent: string, unknowns: Unknown[]}} Table */
/** @typedef {{chosen: string | null, runner_up: string | null, held: string[]}} Order */
/** @typedef {Order & {reasons: string, dissent: string, dissent_named: string, lead_unit: string,
 *   unknowns: Unknown[]}} Paper */
/** @typedef {{version: number, submitted: string, content: Paper,
 *   outcome: {outcome: string, comment: string, decided: string} | null}} Submission */
/** @typedef {{state: "waiting" | "open", kind: string, may_edit: boolean, designated: Record<string, string>,
 *   tables: Table[], proposal: Order, topics: Record<string, string>,
 *   submission: Submission | null, document: string, units: string[]}} View */

/** @type {Record<string, {key: string, tone: "ok" | "warn" | "no"}>} */
const OUTCOMES = {
  approved: { key: "ui-topics.recommendation.approved", tone: "ok" },
  returned: { key: "ui-topics.recommendation.returned", tone: "warn" },
  designated: { key: "ui-topics.recommendation.designated", tone: "no" },
};

/** @param {Kit} kit */
function Recommendation(kit) {
  const { t } = kit;
  const { state, may_edit, submission, designated } = /** @type {View} */ (kit.view);
  const [isNamed, setNamed] = useState(Boolean(kit.draft?.paper));
  const named = Object.keys(designated);
  if (state === "waiting") {
    if (named.length > 0 && isNamed) return html`<${Editor} ...${kit} />`;
    return html`<${Card} title=${titleOf(kit)} quiet>
      <${EmptyState} title=${t("ui-topics.recommendation.waiting")} />
      ${
        named.length > 0 &&
        html`<p class="zx-muted">${t("ui-approval.designated.lead", { titles: Object.values(designated).join(t("ui-topics.semicolon")) })}</p>
        <div><${Button} onPress=${() => setNamed(true)}>${t("ui-approval.designated.write")}<//></div>`
      }
    <//>`;
  }
  const isFinal = Boolean(submission?.outcome) && submission?.outcome?.outcome !== "returned";
  return may_edit && !isFinal ? html`<${Editor} ...${kit} />` : html`<${Reading} ...${kit} />`;
}

/** What the paper is called: in a class chosen after its topic, the rating is a consultation. @param {Kit} kit */
const titleOf = ({ view, t }) =>
  t(view.kind === "consultation" ? "ui-approval.consultation.title" : "ui-topics.recommendation.title");

/** @param {View} view @returns {Paper} */
function startFrom({ submission, proposal }) {
  const blank = { reasons: "", dissent: "", dissent_named: "", lead_unit: "", unknowns: [BLANK] };
  return { ...blank, ...proposal, ...submission?.content };
}

/** @param {Kit} kit */
function Editor(kit) {
  const { draft, t, act, saveDraft, model } = kit;
  const view = /** @type {View} */ (kit.view);
  const { submission, units, tables, kind, document: file } = view;
  const topics = view.state === "waiting" ? view.designated : view.topics;
  const latest = submission?.version ?? 0;
  const [seen, setSeen] = useState(/** @type {number} */ (draft?.seen ?? latest));
  const [paper, setPaper] = useState(/** @type {Paper} */ ({ ...startFrom(view), ...draft?.paper }));
  const [isSending, setSending] = useState(false);
  const change = (/** @type {Partial<Paper>} */ part) => {
    setPaper({ ...paper, ...part });
    saveDraft({ seen, paper: { ...paper, ...part } });
  };
  const takeLatest = () => {
    setSeen(latest);
    setPaper(startFrom(view));
    saveDraft(null);
  };
  const keepMine = () => {
    setSeen(latest);
    saveDraft({ seen: latest, paper });
  };
  const submit = async () => {
    const unknowns = paper.unknowns.filter((one) => !isEmpty(one));
    setSending(true); // the page may show one's own version before it hears that it was taken
    try {
      const reply = await act("submit", { version: seen, ...pick(paper), unknowns });
      setSeen(reply?.version ?? seen + 1);
      saveDraft(null);
    } finally {
      setSending(false);
    }
  };
  const others = Object.keys(topics).filter((id) => id !== paper.chosen);
  const named = (/** @type {string[]} */ ids) => ids.map((id) => ({ value: id, label: topics[id] }));
  const heldFrom = others.filter((id) => id !== paper.runner_up);
  const blockers = [
    isBlank(paper.chosen) && t("ui-topics.recommendation.chosen-missing"),
    isBlank(paper.reasons) && t("ui-topics.recommendation.reasons-missing"),
    isBlank(paper.lead_unit) && t("ui-topics.recommendation.lead-missing"),
  ].filter(Boolean);
  const order = (/** @type {Partial<Order>} */ part) => {
    const next = { ...paper, ...part };
    const runner_up = next.runner_up === next.chosen ? null : next.runner_up;
    change({ ...part, runner_up, held: next.held.filter((id) => id !== next.chosen && id !== runner_up) });
  };
  return html`<${Card}
    title=${titleOf(kit)}
    lead=${t(kind === "consultation" ? "ui-approval.consultation.lead" : "ui-topics.recommendation.lead")}
    foot=${html`<${Button} look="main" blockers=${blockers} onPress=${submit}>${t("ui-topics.recommendation.submit")}<//><${Paperwork} t=${t} model=${model} file=${file} />`}
  >
    <${Standing} t=${t} submission=${submission} />
    ${
      latest > seen &&
      !isSending &&
      html`<${Notice} tone="warn" live>${t("ui-topics.recommendation.newer", { version: latest })}
      <div class="zx-row"><${Button} onPress=${takeLatest}>${t("ui-topics.recommendation.take-latest")}<//><${Button} look="quiet" onPress=${keepMine}>${t("ui-topics.recommendation.keep-mine")}<//></div><//>`
    }
    ${tables.length > 0 && html`<${Tables} t=${t} tables=${tables} paper=${paper} onMerge=${change} />`}
    <${Select} label=${t("ui-topics.result.first")} value=${paper.chosen ?? ""}
      options=${[...(paper.chosen ? [] : [{ value: "", label: t("ui-topics.recommendation.choose") }]), ...named(Object.keys(topics))]}
      onChange=${(/** @type {string} */ chosen) => order({ chosen })} />
    <${Select} label=${t("ui-topics.result.runner-up")} value=${paper.runner_up ?? ""}
      options=${[{ value: "", label: t("ui-topics.recommendation.none") }, ...named(others)]}
      onChange=${(/** @type {string} */ id) => order({ runner_up: id || null })} />
    ${
      heldFrom.length > 0 &&
      html`<${Choice} many legend=${t("ui-topics.result.held")} options=${named(heldFrom)} value=${paper.held}
      onChange=${(/** @type {string[]} */ held) => change({ held })} />`
    }
    <${Field} label=${t("ui-topics.recommendation.reasons")} name="reasons" required lines=${4} value=${paper.reasons}
      onInput=${(/** @type {string} */ reasons) => change({ reasons })} />
    <${Field} label=${t("ui-topics.recommendation.dissent")} hint=${t("ui-topics.recommendation.dissent-hint")} lines=${3} value=${paper.dissent}
      onInput=${(/** @type {string} */ dissent) => change({ dissent })} />
    <${Field} label=${t("ui-approval.dissent-named")} hint=${t("ui-approval.dissent-named-hint")} lines=${2} value=${paper.dissent_named}
      onInput=${(/** @type {string} */ dissent_named) => change({ dissent_named })} />
    <${Field} label=${t("ui-topics.recommendation.lead-unit")} required max=${200} suggestions=${units} value=${paper.lead_unit}
      onInput=${(/** @type {string} */ lead_unit) => change({ lead_unit })} />
    <${Unknowns} t=${t} unknowns=${paper.unknowns} onChange=${(/** @type {Unknown[]} */ unknowns) => change({ unknowns })} />
  <//>`;
}

/** @param {{t: Kit["t"], submission: Submission | null}} props */
function Standing({ t, submission }) {
  if (!submission) return null;
  const { version, submitted, outcome } = submission;
  const known = outcome && OUTCOMES[outcome.outcome];
  const day = submitted.slice(0, 10);
  return html`<${Notice} tone=${known?.tone ?? "info"}>
    ${t("ui-topics.recommendation.submitted", { version, day })} ${known && html`<strong>${t(known.key)}</strong>`}
    ${outcome?.comment && html`<br />${t("ui-topics.recommendation.comment", { comment: outcome.comment })}`}
  <//>`;
}

/** What is sent of a paper; what a submitted one holds beside it stays behind. @param {Paper} paper */
function pick({ chosen, runner_up, held, reasons, dissent, dissent_named, lead_unit }) {
  return { chosen, runner_up, held, reasons, dissent, dissent_named, lead_unit };
}

/** @param {{t: Kit["t"], model: Kit["model"], file: string}} props */
function Paperwork({ t, model, file }) {
  const base = model.get("base");
  return (
    base &&
    html`<a class="zx-button" href=${base + file} download>${t("ui-topics.recommendation.document")}</a>`
  );
}

/** For whoever may only read it. @param {Kit} kit */
function Reading(kit) {
  const { view, t, model } = kit;
  const { submission, topics, document: file } = /** @type {View} */ (view);
  if (!submission) {
    return html`<${Card} title=${titleOf(kit)} quiet><${EmptyState} title=${t("ui-topics.recommendation.unwritten")} /><//>`;
  }
  const { chosen, runner_up, held, reasons, dissent, dissent_named, lead_unit, unknowns } =
    submission.content;
  const rows = [
    [t("ui-topics.result.first"), chosen && topics[chosen]],
    [t("ui-topics.result.runner-up"), runner_up && topics[runner_up]],
    [t("ui-topics.result.held"), held.map((id) => topics[id]).join(t("ui-topics.semicolon"))],
    [t("ui-topics.recommendation.reasons"), reasons],
    [t("ui-topics.recommendation.dissent"), dissent],
    [t("ui-approval.dissent-named"), dissent_named],
    [t("ui-topics.recommendation.lead-unit"), lead_unit],
  ].filter(([, text]) => text);
  return html`<${Card} title=${titleOf(kit)} foot=${html`<${Paperwork} t=${t} model=${model} file=${file} />`} quiet>
    <${Standing} t=${t} submission=${submission} />
    <dl class="zx-verdict">${rows.map(([label, text]) => html`<div key=${label}><dt>${label}</dt><dd>${text}</dd></div>`)}</dl>
    ${
      unknowns.length > 0 &&
      html`<p class="zx-label">${t("ui-topics.recommendation.unknowns")}</p>
      <ul>${unknowns.map((one) => html`<li key=${one.what}>${one.what} <${Chip}>${one.who}<//> <${Chip}>${one.when}<//></li>`)}</ul>`
    }
  <//>`;
}

export default activity(Recommendation);
