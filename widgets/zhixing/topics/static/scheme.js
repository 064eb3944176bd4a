// The scheme of a topic: written part by part by several tables, read as a tree, submitted.
import {
  activity,
  Button,
  Card,
  Chip,
  EmptyState,
  html,
  Notice,
  useEffect,
  useRef,
  useState,
} from "../../activity/static/kit.js";
import { Aims, Setting, SubTopic } from "./scheme-editor.js";
import { blankSubTopic, useScheme } from "./scheme-parts.js";
import { Tree } from "./scheme-tree.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {import("./scheme-parts.js").Scheme} Scheme */
/** @typedef {{part: string, field: string, blocks: boolean, sentence: Pair}} Gap */
/** @typedef {{version: number, stage: "comment" | "approval", submitted: string, outcome: string | null,
 *   comment: string}} Submission */
/** @typedef {{topic: {title: string} | null, ground: string | null, may_edit: boolean, may_print: boolean,
 *   scheme: Scheme | null, marks: Record<string, string>, paper: number, gaps: Gap[], changed: boolean,
 *   submission: Submission | null, units: string[], policy: {sub_topics: number[], months: number[]},
 *   most: Record<string, number>, document: string}} View */

/** @type {Record<string, string>} */
const GROUNDS = {
  approved: "ui-scheme.ground.approved",
  designated: "ui-scheme.ground.designated",
  recommended: "ui-scheme.ground.recommended",
};
/** @type {Record<string, {key: string, tone: "ok" | "warn" | "info"}>} */
const OUTCOMES = {
  approved: { key: "ui-scheme.standing.approved", tone: "ok" },
  returned: { key: "ui-scheme.standing.returned", tone: "warn" },
};

/** @param {Kit} kit */
function SchemePaper(kit) {
  const { t } = kit;
  const { topic, may_edit } = /** @type {View} */ (kit.view);
  if (!topic)
    return html`<${Card} title=${t("ui-scheme.title")} quiet><${EmptyState} title=${t("ui-scheme.waiting")} /><//>`;
  return may_edit ? html`<${Editor} ...${kit} />` : html`<${Reading} ...${kit} />`;
}

/** @param {Kit} kit */
function Editor(kit) {
  const { view, t, act } = kit;
  const { scheme, gaps, policy, most, units, submission, paper, changed } =
    /** @type {View & {scheme: Scheme}} */ (view);
  const parts = useScheme(kit);
  const [open, setOpen] = useState(/** @type {string[]} */ ([]));
  const [aim, setAim] = useState(/** @type {{part: string, field: string} | null} */ (null));
  const ref = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    if (!aim) return;
    const place = ref.current?.querySelector(`[data-place="${aim.part}/${aim.field}"]`);
    const target = /** @type {HTMLElement | null} */ (
      place?.querySelector("input, textarea, select, button") ?? place
    );
    place?.scrollIntoView({ block: "center" });
    target?.focus({ preventScroll: true });
  }, [aim]);
  const jump = (/** @type {Gap} */ { part, field }) => {
    unfold(part);
    setAim({ part, field });
  };
  const unfold = (/** @type {string} */ part) =>
    setOpen((now) => (now.includes(part) ? now : [...now, part]));
  const fold = (/** @type {string} */ part) => setOpen((now) => now.filter((one) => one !== part));
  const add = () => {
    const fresh = blankSubTopic();
    parts.change(fresh.id, fresh);
    unfold(fresh.id);
    setAim({ part: fresh.id, field: "title" });
  };
  const blocking = gaps.filter((one) => one.blocks).length;
  const unsaved = parts.unsaved.length;
  const submit = (/** @type {string} */ stage) =>
    act("submit", { stage, version: submission?.version ?? 0, paper: parts.paper(paper) });
  const first = unsaved > 0 ? [t("ui-scheme.unsaved-first", { count: unsaved })] : [];
  const hindered = blocking > 0 ? [t("ui-scheme.gaps-first", { count: blocking })] : [];
  const awaited = submission?.stage === "approval" && !submission.outcome;
  const questions = parts.shown("aims").questions;
  const numbered = parts.order.map((id) => parts.shown(id));
  return html`<div ref=${ref} class="zx-scheme">
    <${Card}
      title=${t("ui-scheme.title")}
      lead=${t("ui-scheme.lead")}
      aside=${html`<${Chip} tone=${blocking ? "warn" : "ok"}>${blocking ? t("ui-scheme.left", { count: blocking }) : t("ui-scheme.complete")}<//>`}
      foot=${html`
        ${unsaved > 0 && html`<${Button} look="main" onPress=${parts.saveAll}>${t("ui-scheme.save-all", { count: unsaved })}<//>`}
        <${Button} look=${unsaved > 0 ? "plain" : "main"} blockers=${[...first, ...hindered]} onPress=${() => submit("approval")}
          onBlocked=${() => ref.current?.querySelector(".zx-scheme-gaps")?.scrollIntoView({ block: "center" })}>${t("ui-scheme.submit-approval")}<//>
        ${!awaited && html`<${Button} blockers=${first} onPress=${() => submit("comment")}>${t("ui-scheme.submit-comment")}<//>`}
        <${Paperwork} ...${kit} />`}
    >
      <${Standing} t=${t} submission=${submission} changed=${changed} />
      <${Topic} ...${kit} />
      <${Example} ...${kit} />
      <${Gaps} ...${kit} onJump=${jump} />
      <${Setting} kit=${kit} parts=${parts} units=${units} policy=${policy} />
      <${Aims} kit=${kit} parts=${parts} most=${most} subTopics=${numbered} />
      <section class="zx-stack" aria-label=${t("ui-scheme.part.sub-topics")}>
        <h4 class="zx-panel-title">${t("ui-scheme.part.sub-topics")}</h4>
        <p class="zx-hint">${t("ui-scheme.split-hint", { low: policy.sub_topics[0], high: policy.sub_topics[1] })}</p>
        ${parts.order.map(
          (id, at) => html`<${SubTopic}
            key=${id}
            kit=${kit}
            id=${id}
            number=${at + 1}
            count=${parts.order.length}
            parts=${parts}
            units=${units}
            questions=${questions}
            most=${most}
            gaps=${gaps.filter((one) => one.part === id && one.blocks).length}
            isOpen=${open.includes(id)}
            onToggle=${(/** @type {boolean} */ is) => (is ? unfold(id) : fold(id))}
          />`,
        )}
        <div data-place="sub-topics/add" class="zx-row">
          ${parts.order.length < most.sub_topics && html`<${Button} onPress=${add}>${t("ui-scheme.add-sub-topic")}<//>`}
        </div>
      </section>
      ${
        scheme.sub_topics.length > 0 &&
        html`<details class="zx-details" open><summary>${t("ui-scheme.tree.title")}</summary><${Tree} scheme=${scheme} ...${kit} /></details>`
      }
    <//>
  </div>`;
}

/** What is missing, each a way to its place. @param {Kit & {onJump: (gap: Gap) => void}} props */
function Gaps({ view, t, say, onJump }) {
  const { gaps } = /** @type {View} */ (view);
  const blocking = gaps.filter((one) => one.blocks);
  const advice = gaps.filter((one) => !one.blocks);
  const list = (/** @type {Gap[]} */ some) => html`<ul class="zx-list">
    ${some.map((gap) => html`<li key=${`${gap.part}/${gap.field}/${gap.blocks}`}><button type="button" class="zx-scheme-gap" onClick=${() => onJump(gap)}>${say(gap.sentence)}</button></li>`)}
  </ul>`;
  if (gaps.length === 0)
    return html`<div class="zx-scheme-gaps"><${Notice} tone="ok" live>${t("ui-scheme.no-gaps")}<//></div>`;
  return html`<div class="zx-scheme-gaps zx-stack">
    ${
      blocking.length > 0
        ? html`<${Notice} tone="warn"><strong role="status">${t("ui-scheme.left", { count: blocking.length })}</strong>${list(blocking)}<//>`
        : html`<${Notice} tone="ok" live>${t("ui-scheme.no-gaps")}<//>`
    }
    ${advice.length > 0 && html`<${Notice}><strong>${t("ui-scheme.advice")}</strong>${list(advice)}<//>`}
  </div>`;
}

/** @param {Kit} kit */
function Topic({ view, t }) {
  const { topic, ground } = /** @type {View & {topic: {title: string}}} */ (view);
  return html`<p class="zx-scheme-topic">
    <span class="zx-muted">${t("ui-scheme.topic")}</span> <strong>${topic.title}</strong>
    ${ground && html` <${Chip} tone=${ground === "recommended" ? "warn" : "info"}>${t(GROUNDS[ground])}<//>`}
  </p>`;
}

/** A worked example, fetched when somebody wants it. @param {Kit} kit */
function Example({ act, t, say, locale, ...kit }) {
  const [example, setExample] = useState(/** @type {{zh: Scheme, en: Scheme} | null} */ (null));
  const [isOpen, setOpen] = useState(false);
  const toggle = async () => {
    if (!example) setExample(await act("example", {}));
    setOpen(!isOpen);
  };
  const shown = example && (locale === "en" ? example.en : example.zh);
  return html`<div class="zx-stack">
    <div><${Button} look="quiet" pressed=${isOpen} onPress=${toggle}>${t("ui-scheme.example")}<//></div>
    ${
      isOpen &&
      shown &&
      html`<div class="zx-panel"><p class="zx-muted">${t("ui-scheme.example-note")}</p><${Tree} scheme=${shown} t=${t} say=${say} locale=${locale} ...${kit} /></div>`
    }
  </div>`;
}

/** @param {{t: Kit["t"], submission: Submission | null, changed: boolean}} props */
function Standing({ t, submission, changed }) {
  if (!submission) return null;
  const { version, stage, submitted, outcome, comment } = submission;
  const known = outcome && OUTCOMES[outcome];
  const day = submitted.slice(0, 10);
  return html`<${Notice} tone=${known ? known.tone : "info"}>
    ${stage === "comment" ? t("ui-scheme.standing.comment", { version, day }) : t("ui-scheme.standing.submitted", { version, day })}
    ${known && html` <strong>${t(known.key)}</strong>`} ${comment && html`<br />${t("ui-scheme.standing.opinion", { comment })}`}
    ${changed && outcome !== "approved" && html`<br />${t("ui-scheme.standing.changed")}`}
  <//>`;
}

/** @param {Kit} kit */
function Paperwork({ view, t, model }) {
  const base = model.get("base");
  const { document: file, may_print } = /** @type {View} */ (view);
  return (
    base &&
    may_print &&
    html`<a class="zx-button" href=${base + file} download>${t("ui-scheme.document")}</a>`
  );
}

/** For whoever may only read it. @param {Kit} kit */
function Reading(kit) {
  const { view, t } = kit;
  const { scheme, submission } = /** @type {View & {scheme: Scheme}} */ (view);
  const isBlank = scheme.questions.length === 0 && scheme.sub_topics.length === 0;
  return html`<${Card} title=${t("ui-scheme.title")} foot=${html`<${Paperwork} ...${kit} />`} quiet>
    <${Standing} t=${t} submission=${submission} changed=${false} />
    ${isBlank ? html`<${Topic} ...${kit} /><${EmptyState} title=${t("ui-scheme.unwritten")} />` : html`<${Topic} ...${kit} /><${Tree} scheme=${scheme} ...${kit} />`}
  <//>`;
}

export default activity(SchemePaper);
