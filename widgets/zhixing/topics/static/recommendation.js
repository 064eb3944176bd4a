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

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {{what: string, who: string, when: string}} Unknown */
/** @typedef {{chosen: string | null, runner_up: string | null, held: string[]}} Order */
/** @typedef {Order & {reasons: string, dissent: string, lead_unit: string, unknowns: Unknown[]}} Paper */
/** @typedef {{version: number, submitted: string, content: Paper,
 *   outcome: {outcome: string, comment: string, decided: string} | null}} Submission */
/** @typedef {{state: "waiting" | "open", may_edit: boolean, proposal: Order, topics: Record<string, string>,
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
  const { state, may_edit, submission } = /** @type {View} */ (kit.view);
  if (state === "waiting") {
    return html`<${Card} title=${t("ui-topics.recommendation.title")} quiet><${EmptyState} title=${t("ui-topics.recommendation.waiting")} /><//>`;
  }
  const isFinal = Boolean(submission?.outcome) && submission?.outcome?.outcome !== "returned";
  return may_edit && !isFinal ? html`<${Editor} ...${kit} />` : html`<${Reading} ...${kit} />`;
}

/** @type {Unknown} */
const BLANK = { what: "", who: "", when: "" };

/** @param {Unknown} one */
const isEmpty = ({ what, who, when }) => isBlank(what) && isBlank(who) && isBlank(when);

/** @param {View} view @returns {Paper} */
function startFrom({ submission, proposal }) {
  const blank = { reasons: "", dissent: "", lead_unit: "", unknowns: [BLANK] };
  return { ...blank, ...proposal, ...submission?.content };
}

/** @param {Kit} kit */
function Editor({ view, draft, t, act, saveDraft, model }) {
  const { submission, topics, units, document: file } = /** @type {View} */ (view);
  const latest = submission?.version ?? 0;
  const [seen, setSeen] = useState(/** @type {number} */ (draft?.seen ?? latest));
  const [paper, setPaper] = useState(/** @type {Paper} */ (draft?.paper ?? startFrom(view)));
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
    const unknowns = paper.unknowns.filter(
      (one) => !(isBlank(one.what) && isBlank(one.who) && isBlank(one.when)),
    );
    setSending(true); // the page may show one's own version before it hears that it was taken
    try {
      const reply = await act("submit", { version: seen, ...paper, unknowns });
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
    title=${t("ui-topics.recommendation.title")}
    lead=${t("ui-topics.recommendation.lead")}
    foot=${html`<${Button} look="main" blockers=${blockers} onPress=${submit}>${t("ui-topics.recommendation.submit")}<//><${Paperwork} t=${t} model=${model} file=${file} />`}
  >
    <${Standing} t=${t} submission=${submission} />
    ${
      latest > seen &&
      !isSending &&
      html`<${Notice} tone="warn" live>${t("ui-topics.recommendation.newer", { version: latest })}
      <div class="zx-row"><${Button} onPress=${takeLatest}>${t("ui-topics.recommendation.take-latest")}<//><${Button} look="quiet" onPress=${keepMine}>${t("ui-topics.recommendation.keep-mine")}<//></div><//>`
    }
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
    <${Field} label=${t("ui-topics.recommendation.lead-unit")} required max=${200} suggestions=${units} value=${paper.lead_unit}
      onInput=${(/** @type {string} */ lead_unit) => change({ lead_unit })} />
    <${Unknowns} t=${t} unknowns=${paper.unknowns} onChange=${(/** @type {Unknown[]} */ unknowns) => change({ unknowns })} />
  <//>`;
}

/** What is still to be found out. @param {{t: Kit["t"], unknowns: Unknown[], onChange: (next: Unknown[]) => void}} props */
function Unknowns({ t, unknowns, onChange }) {
  const put = (/** @type {number} */ at, /** @type {Unknown} */ next) =>
    onChange(unknowns.map((one, index) => (index === at ? next : one)));
  const remove = (/** @type {number} */ at) => onChange(unknowns.filter((_, index) => index !== at));
  return html`<fieldset class="zx-choice zx-stack">
    <legend class="zx-label">${t("ui-topics.recommendation.unknowns")}</legend>
    ${unknowns.map(
      (one, at) => html`<${Question}
        key=${at}
        t=${t}
        number=${at + 1}
        question=${one}
        onChange=${(/** @type {Unknown} */ next) => put(at, next)}
        onRemove=${() => remove(at)}
      />`,
    )}
    <div>
      <${Button} onPress=${() => onChange([...unknowns, BLANK])}>${t("ui-topics.recommendation.add")}<//>
    </div>
  </fieldset>`;
}

/** One open question. @param {{t: Kit["t"], number: number, question: Unknown,
 *   onChange: (next: Unknown) => void, onRemove: () => void}} props */
function Question({ t, number, question, onChange, onRemove }) {
  const part = (/** @type {keyof Unknown} */ name) => ({
    value: question[name],
    max: 200,
    required: !isEmpty(question),
    onInput: (/** @type {string} */ text) => onChange({ ...question, [name]: text }),
  });
  return html`<div class="zx-panel zx-unknown" role="group" aria-label=${t("ui-topics.recommendation.unknown", { number })}>
    <${Field} label=${t("ui-topics.recommendation.what")} ...${part("what")} />
    <${Field} label=${t("ui-topics.recommendation.who")} ...${part("who")} />
    <${Field} label=${t("ui-topics.recommendation.when")} type="date" ...${part("when")} />
    <${Button} look="quiet" label=${t("ui-topics.recommendation.remove-one", { number })} onPress=${onRemove}>
      ${t("ui-topics.recommendation.remove")}
    <//>
  </div>`;
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

/** @param {{t: Kit["t"], model: Kit["model"], file: string}} props */
function Paperwork({ t, model, file }) {
  const base = model.get("base");
  return (
    base &&
    html`<a class="zx-button" href=${base + file} download>${t("ui-topics.recommendation.document")}</a>`
  );
}

/** For whoever may only read it. @param {Kit} kit */
function Reading({ view, t, model }) {
  const { submission, topics, document: file } = /** @type {View} */ (view);
  if (!submission) {
    return html`<${Card} title=${t("ui-topics.recommendation.title")} quiet><${EmptyState} title=${t("ui-topics.recommendation.unwritten")} /><//>`;
  }
  const { chosen, runner_up, held, reasons, dissent, lead_unit, unknowns } = submission.content;
  const rows = [
    [t("ui-topics.result.first"), chosen && topics[chosen]],
    [t("ui-topics.result.runner-up"), runner_up && topics[runner_up]],
    [t("ui-topics.result.held"), held.map((id) => topics[id]).join(t("ui-topics.semicolon"))],
    [t("ui-topics.recommendation.reasons"), reasons],
    [t("ui-topics.recommendation.dissent"), dissent],
    [t("ui-topics.recommendation.lead-unit"), lead_unit],
  ].filter(([, text]) => text);
  return html`<${Card} title=${t("ui-topics.recommendation.title")} foot=${html`<${Paperwork} t=${t} model=${model} file=${file} />`} quiet>
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
