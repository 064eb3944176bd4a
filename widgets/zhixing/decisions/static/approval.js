// The approval of a paper: where it stands, what it says, what was said to it, what the leader decides.
import { activity, Card, Chip, html, Notice, useState } from "../../activity/static/kit.js";
import { Comments, SectionComments } from "./comments.js";
import { dayOf } from "./day.js";
import { Decide } from "./decide.js";
import { Changes, Versions } from "./versions.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {{outcome: string, comment?: string, decided: string, day: string, on_paper?: boolean,
 *   detail?: {topic?: string, title?: string, signed?: string}}} Decision */
/** @typedef {{version: number, stage: string, submitted: string, decision: Decision | null}} Standing */
/** @typedef {{path: string, title: Pair, lines: (string | Pair)[]}} Section */
/** @typedef {{title: Pair, before: string[], after: string[]}} Change */
/** @typedef {{id: string, version: number, part: string, text: string, made: string, role: string,
 *   outcome: string, answer: string}} Comment */
/** @typedef {{write: boolean, comment: boolean, answer: boolean, decide: boolean, record: boolean}} Rights */
/**
 * What `Approval.view` returns; what follows `may` is there for those who work on the paper only.
 * @typedef {{title: Pair | null, state: string, standing: Standing | null, may: Rights, id: string,
 *   paper?: Section[], versions: Standing[], before: number | null, changes: Change[], comments: Comment[],
 *   outcomes: string[], designations: Record<string, string>, papers: Record<string, Pair>}} View
 */
/** What was typed and not sent. @typedef {{decision?: any, record?: any, remarks?: Record<string, string>,
 *   replies?: Record<string, {outcome: string | null, answer: string}>}} Typed */
/** What every part of this page gets. @typedef {{kit: Kit, view: View, typed: Typed,
 *   type: (part: Typed) => void}} Props */

/** @type {Record<string, {chip: string, sentence: string, tone: "ok" | "warn" | "no" | "info"}>} */
const STATES = {
  comment: { chip: "ui-decisions.state.comment", sentence: "ui-decisions.told.comment", tone: "info" },
  awaited: { chip: "ui-decisions.state.awaited", sentence: "ui-decisions.told.awaited", tone: "info" },
  approved: { chip: "ui-decisions.state.approved", sentence: "ui-decisions.told.approved", tone: "ok" },
  returned: { chip: "ui-decisions.state.returned", sentence: "ui-decisions.told.returned", tone: "warn" },
  designated: {
    chip: "ui-decisions.state.designated",
    sentence: "ui-decisions.told.designated",
    tone: "no",
  },
};

/** @param {Kit} kit */
function Approval(kit) {
  const { t, say, draft, saveDraft } = kit;
  const view = /** @type {View} */ (kit.view);
  const [typed, setTyped] = useState(/** @type {Typed} */ (draft ?? {}));
  const type = (/** @type {Typed} */ part) => {
    setTyped({ ...typed, ...part });
    saveDraft({ ...typed, ...part });
  };
  const title = view.title ? say(view.title) : t("ui-decisions.title");
  const known = STATES[view.state];
  const props = { kit, view, typed, type };
  return html`<${Card}
    title=${title}
    aside=${known && html`<${Chip} tone=${known.tone}>${t(known.chip)}<//>`}
    foot=${view.paper && html`<${Papers} ...${props} />`}
    quiet=${!view.paper}
  >
    <${Told} ...${props} />
    ${view.paper && html`<${Paper} ...${props} />`}
  <//>`;
}

/** Where the paper stands, the leader's words first. @param {Props} props */
function Told({ kit: { t, locale }, view }) {
  const known = STATES[view.state];
  if (!known || !view.standing) return html`<${Notice}>${t("ui-decisions.told.none")}<//>`;
  const { version, submitted, decision } = view.standing;
  const day = dayOf(decision?.day ?? submitted, locale);
  const named = decision?.detail?.title ?? view.designations?.[decision?.detail?.topic ?? ""];
  const mend = view.state === "returned" && view.may.write;
  return html`<${Notice} tone=${known.tone} live>
    <p><strong>${t(known.sentence, { version, day })}</strong>${decision?.on_paper && html` ${t("ui-decisions.told.on-paper")}`}</p>
    ${named && html`<p>${t("ui-decisions.told.named", { title: named })}</p>`}
    ${decision?.comment && html`<p class="zx-said">${t("ui-decisions.told.words", { words: decision.comment })}</p>`}
    ${mend && html`<p>${t("ui-decisions.told.mend")}</p>`}
  <//>`;
}

/** The paper for those who work on it. @param {Props} props */
function Paper(props) {
  const { kit, view } = props;
  const { t, say } = kit;
  const open = view.comments.filter((one) => one.outcome === "open").length;
  return html`
    ${view.may.answer && open > 0 && html`<${Notice} tone="warn">${t("ui-decisions.comments.open", { count: open })}<//>`}
    <${Changes} kit=${kit} since=${view.before} changes=${view.changes} />
    <section class="zx-sections" aria-label=${t("ui-decisions.paper")}>
      ${(view.paper ?? []).map(
        (part) => html`<article key=${part.path} class="zx-section">
          <h4 class="zx-section-title">${say(part.title)}</h4>
          ${part.lines.map((line, at) => html`<p key=${at}>${say(line)}</p>`)}
          <${SectionComments} ...${props} part=${part.path} title=${say(part.title)} />
        </article>`,
      )}
    </section>
    <${Comments} ...${props} />
    ${view.may.decide && html`<${Decide} ...${props} />`}
    ${
      view.may.record &&
      html`<details class="zx-more"><summary>${t("ui-decisions.record.title")}</summary><${Decide} ...${props} onPaper /></details>`
    }
    <${Versions} kit=${kit} versions=${view.versions} />
  `;
}

/** The Word files; the browser that WeChat brings may refuse them. @param {Props} props */
function Papers({ kit: { model, say }, view }) {
  const base = model.get("base");
  return Object.entries(base ? view.papers : {}).map(
    ([address, words]) =>
      html`<a key=${address} class="zx-button" href=${base + address} download>${say(words)}</a>`,
  );
}

export default activity(Approval);
