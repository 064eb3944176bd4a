// Comments on a paper, and what its writers say to each.
import { Button, Chip, Choice, Field, html, isBlank, Problem, useState } from "../../activity/static/kit.js";

/** @typedef {import("./approval.js").Props} Props */
/** @typedef {import("./approval.js").Comment} Comment */

/** @type {Record<string, string>} */
const ROLES = {
  expert: "ui-decisions.role.expert",
  leader: "ui-decisions.role.leader",
  convenor: "ui-decisions.role.convenor",
};
/** @type {Record<string, {label: string, tone: "quiet" | "ok" | "info" | "warn"}>} */
const ANSWERS = {
  open: { label: "ui-decisions.answer.open", tone: "warn" },
  taken: { label: "ui-decisions.answer.taken", tone: "ok" },
  partly: { label: "ui-decisions.answer.partly", tone: "info" },
  declined: { label: "ui-decisions.answer.declined", tone: "quiet" },
};

/** The comments on one section, and a place for one's own. @param {Props & {part: string, title: string}} props */
export function SectionComments(props) {
  const { view, part, title } = props;
  const mine = view.comments.filter((one) => one.part === part && one.version === view.standing?.version);
  return html`${mine.map((one) => html`<${Said} key=${one.id} ...${props} comment=${one} />`)}
  ${view.may.comment && html`<${Remark} key=${part} ...${props} part=${part} title=${title} />`}`;
}

/** The comments on the whole paper, then those on earlier versions. @param {Props} props */
export function Comments(props) {
  const { view } = props;
  const { t, say } = props.kit;
  const version = view.standing?.version;
  const titles = Object.fromEntries((view.paper ?? []).map((part) => [part.path, say(part.title)]));
  const whole = view.comments.filter((one) => one.version === version && !(one.part in titles));
  const earlier = view.comments.filter((one) => one.version !== version);
  return html`<section class="zx-stack" aria-label=${t("ui-decisions.comments.title")}>
    ${whole.map((one) => html`<${Said} key=${one.id} ...${props} comment=${one} />`)}
    ${view.may.comment && html`<${Remark} ...${props} part="" title=${t("ui-decisions.comments.whole")} />`}
    ${
      earlier.length > 0 &&
      html`<details class="zx-more" open=${view.may.answer && earlier.some((one) => one.outcome === "open")}>
        <summary>${t("ui-decisions.comments.earlier", { count: earlier.length })}</summary>
        ${earlier.map(
          (one) =>
            html`<${Said} key=${one.id} ...${props} comment=${one} where=${t("ui-decisions.comments.on", { version: one.version, part: titles[one.part] ?? t("ui-decisions.comments.whole") })} />`,
        )}
      </details>`
    }
  </section>`;
}

/** One comment with its answer, or a form for it. @param {Props & {comment: Comment, where?: string}} props */
function Said(props) {
  const { comment, view, where } = props;
  const { t } = props.kit;
  const known = ANSWERS[comment.outcome];
  const answers = comment.outcome === "open" && view.may.answer;
  return html`<div class="zx-comment">
    <p class="zx-small zx-muted zx-row">
      <span>${t(ROLES[comment.role] ?? "ui-decisions.role.expert")}</span>${where && html`<span>${where}</span>`}<${Chip} tone=${known.tone}>${t(known.label)}<//>
    </p>
    <p class="zx-said">${comment.text}</p>
    ${comment.answer && html`<p class="zx-said zx-muted">${t("ui-decisions.answer.words", { words: comment.answer })}</p>`}
    ${answers && html`<${Reply} ...${props} />`}
  </div>`;
}

/** @param {Props & {comment: Comment}} props */
function Reply({ kit: { t, act }, comment, typed, type }) {
  const { outcome, answer } = typed.replies?.[comment.id] ?? { outcome: null, answer: "" };
  const change = (/** @type {any} */ part) =>
    type({ replies: { ...typed.replies, [comment.id]: { outcome, answer, ...part } } });
  const blockers = [
    !outcome && t("ui-decisions.answer.outcome-missing"),
    outcome && outcome !== "taken" && isBlank(answer) && t("ui-decisions.answer.words-missing"),
  ].filter(Boolean);
  const send = async () => {
    await act("answer", { comment: comment.id, outcome, answer }, comment.id);
    const { [comment.id]: _, ...replies } = typed.replies ?? {};
    type({ replies });
  };
  return html`<div class="zx-stack">
    <${Choice} legend=${t("ui-decisions.answer.outcome")} row="wide" value=${outcome}
      options=${["taken", "partly", "declined"].map((value) => ({ value, label: t(ANSWERS[value].label) }))}
      onChange=${(/** @type {string} */ value) => change({ outcome: value })} />
    <${Field} label=${t("ui-decisions.answer.field")} lines=${2} required=${Boolean(outcome) && outcome !== "taken"} value=${answer}
      onInput=${(/** @type {string} */ words) => change({ answer: words })} />
    <${Problem} place=${comment.id} />
    <div><${Button} blockers=${blockers} onPress=${send}>${t("ui-decisions.answer.send")}<//></div>
  </div>`;
}

/** A comment of one's own. @param {Props & {part: string, title: string}} props */
function Remark({ kit: { t, act }, view, typed, type, part, title }) {
  const text = typed.remarks?.[part] ?? "";
  const [isOpen, setOpen] = useState(!isBlank(text));
  const put = (/** @type {string} */ words) => type({ remarks: { ...typed.remarks, [part]: words } });
  const send = async () => {
    await act("comment", { submission: view.id, part, text }, `remark:${part}`);
    put("");
    setOpen(false);
  };
  if (!isOpen) {
    return html`<div><${Button} look="quiet" label=${t("ui-decisions.comments.write-on", { title })} onPress=${() => setOpen(true)}>
      ${part ? t("ui-decisions.comments.write") : t("ui-decisions.comments.write-whole")}
    <//></div>`;
  }
  return html`<div class="zx-stack">
    <${Field} label=${t("ui-decisions.comments.field", { title })} lines=${3} required value=${text} onInput=${put} />
    <${Problem} place=${`remark:${part}`} />
    <div class="zx-row">
      <${Button} blockers=${isBlank(text) ? [t("ui-decisions.comments.empty")] : []} onPress=${send}>${t("ui-decisions.comments.send")}<//>
      <${Button} look="quiet" onPress=${() => setOpen(false)}>${t("ui-decisions.comments.close")}<//>
    </div>
  </div>`;
}
