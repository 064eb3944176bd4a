// What the leader decides: agree, return for revision, or name another topic; by hand here, or by pen on paper.
import { Button, Choice, Field, html, isBlank, Select } from "../../activity/static/kit.js";

/** @typedef {import("./approval.js").Props} Props */
/** @typedef {{outcome: string | null, comment: string, topic: string, title: string, signed: string}} Form */

const NEW = "new";

/** @type {Record<string, {label: string, note: string, tone: string}>} */
const OUTCOMES = {
  approved: {
    label: "ui-decisions.outcome.approved",
    note: "ui-decisions.outcome.approved-note",
    tone: "ok",
  },
  returned: {
    label: "ui-decisions.outcome.returned",
    note: "ui-decisions.outcome.returned-note",
    tone: "warn",
  },
  designated: {
    label: "ui-decisions.outcome.designated",
    note: "ui-decisions.outcome.designated-note",
    tone: "no",
  },
};

/** @param {Props & {onPaper?: boolean}} props */
export function Decide({ kit, view, typed, type, onPaper = false }) {
  const { t, act } = kit;
  const slot = onPaper ? "record" : "decision";
  /** @type {Form} */
  const form = { outcome: null, comment: "", topic: "", title: "", signed: "", ...typed[slot] };
  const change = (/** @type {Partial<Form>} */ part) => type({ [slot]: { ...form, ...part } });
  const { outcome } = form;
  const designates = outcome === "designated";
  const others = Object.entries(view.designations);
  const isNew = form.topic === NEW || (designates && others.length === 0);
  const blockers = [
    !outcome && t("ui-decisions.decide.outcome-missing"),
    outcome && outcome !== "approved" && isBlank(form.comment) && t("ui-decisions.decide.comment-missing"),
    designates && (isNew ? isBlank(form.title) : !form.topic) && t("ui-decisions.decide.topic-missing"),
    onPaper && !form.signed && t("ui-decisions.decide.signed-missing"),
  ].filter(Boolean);
  const send = async () => {
    await act("decide", {
      submission: view.id,
      outcome,
      comment: form.comment,
      topic: designates && !isNew ? form.topic : "",
      title: designates && isNew ? form.title : "",
      on_paper: onPaper,
      signed: onPaper ? form.signed : "",
    });
    type({ [slot]: undefined });
  };
  return html`<section class="zx-panel zx-decide" aria-label=${t(onPaper ? "ui-decisions.record.title" : "ui-decisions.decide.title")}>
    ${onPaper ? html`<p class="zx-muted">${t("ui-decisions.record.lead")}</p>` : html`<h4 class="zx-panel-title">${t("ui-decisions.decide.title")}</h4>`}
    <${Choice} legend=${t("ui-decisions.decide.outcome")} value=${outcome}
      options=${view.outcomes.map((value) => ({
        value,
        label: t(OUTCOMES[value].label),
        note: t(OUTCOMES[value].note),
        tone: OUTCOMES[value].tone,
      }))}
      onChange=${(/** @type {string} */ value) => change({ outcome: value })} />
    ${
      designates &&
      others.length > 0 &&
      html`<${Select} label=${t("ui-decisions.decide.topic")} value=${form.topic}
      options=${[
        { value: "", label: t("ui-decisions.decide.choose") },
        ...others.map(([value, label]) => ({ value, label })),
        { value: NEW, label: t("ui-decisions.decide.new") },
      ]}
      onChange=${(/** @type {string} */ topic) => change({ topic })} />`
    }
    ${
      designates &&
      isNew &&
      html`<${Field} label=${t("ui-decisions.decide.new-title")} required max=${120} value=${form.title}
      onInput=${(/** @type {string} */ title) => change({ title })} />`
    }
    <${Field} label=${t("ui-decisions.decide.comment")} name="comment" lines=${3} required=${Boolean(outcome) && outcome !== "approved"} value=${form.comment}
      onInput=${(/** @type {string} */ comment) => change({ comment })} />
    ${
      onPaper &&
      html`<${Field} label=${t("ui-decisions.record.signed")} type="date" required value=${form.signed}
      onInput=${(/** @type {string} */ signed) => change({ signed })} />`
    }
    <${Button} look="main" blockers=${blockers} onPress=${send}>${t(onPaper ? "ui-decisions.record.send" : "ui-decisions.decide.send")}<//>
  </section>`;
}
