// Rate like an expert: commit to a level on each criterion, see how far off, think again, then read why.
import {
  Button,
  Card,
  Chip,
  Choice,
  goToUnchosen,
  html,
  Notice,
  Progress,
  RatingRow,
  useRef,
  useState,
} from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {string | number} LevelId */
/** @typedef {{id: LevelId, label: Pair | null, meaning: Pair | null}} Level */
/** @typedef {{id: string, stage: string, name: Pair, question: Pair, levels: Level[]}} Criterion */
/** @typedef {{criterion: string, distance: number | null, far: boolean, expert: LevelId | null, why: Pair | null,
 *   remark: Pair | null}} Told */
/** @typedef {Record<string, LevelId>} Levels level by criterion */
/**
 * @typedef {object} View
 * @property {{id: string, title: Pair, prompt: Pair, facts: Pair[], criteria: Criterion[], mastered: number}} item
 * @property {number} tries
 * @property {number} max_tries
 * @property {Levels | null} answered
 * @property {boolean | null} correct
 * @property {number | null} score
 * @property {Told[]} feedback
 * @property {boolean} may_answer
 * @property {boolean} folded
 */

const STAGES = [
  { id: "condition", title: "ui-course.rate.conditions", lead: "ui-course.rate.conditions-lead" },
  { id: "rating", title: "ui-course.rate.ratings", lead: "ui-course.rate.ratings-lead" },
];
const TONES = ["no", "warn", "ok"];

/** @param {Kit} kit */
export function RateItem(kit) {
  const { item, tries, may_answer, folded } = /** @type {View} */ (kit.view);
  const [isOpen, setOpen] = useState(!folded || tries > 0 || Boolean(kit.draft));
  if (!isOpen) return html`<${Folded} ...${kit} onOpen=${() => setOpen(true)} />`;
  return may_answer
    ? html`<${Sheet} key=${`${item.id} ${tries}`} ...${kit} />`
    : html`<${Outcome} ...${kit} />`;
}

/** Several long items in a row wait folded. @param {Kit & {onOpen: () => void}} props */
function Folded({ view, t, say, onOpen }) {
  return html`<${Card} quiet title=${t("ui-course.rate.title", { topic: say(view.item.title) })}
    foot=${html`<${Button} onPress=${onOpen}>${t("ui-course.rate.unfold")}<//>`}>
    <p>${say(view.item.prompt)}</p>
  <//>`;
}

/** The sheet to fill in; on the second try only what differs is asked again. @param {Kit} kit */
function Sheet({ view, draft, t, say, act, saveDraft }) {
  const { item, tries, max_tries, answered, feedback } = /** @type {View} */ (view);
  const ref = useRef(/** @type {HTMLElement | null} */ (null));
  const [isAsked, setAsked] = useState(false);
  const [levels, setLevels] = useState(
    /** @type {Levels} */ (draft?.tries === tries ? draft.levels : (answered ?? {})),
  );
  const told = new Map(feedback.map((one) => [one.criterion, one]));
  const open = item.criteria.filter((one) => told.get(one.id)?.distance !== 0);
  const missing = item.criteria.filter((one) => levels[one.id] === undefined).length;
  const total = item.criteria.length;
  const isChanged = !answered || item.criteria.some((one) => levels[one.id] !== answered[one.id]);
  const choose = (/** @type {string} */ criterion, /** @type {LevelId} */ level) => {
    const next = { ...levels, [criterion]: level };
    setLevels(next);
    saveDraft({ tries, levels: next });
  };
  const send = async () => {
    await act("answer", { levels });
    saveDraft(null);
  };
  const showMissing = () => {
    setAsked(true);
    goToUnchosen(ref.current);
  };
  const word = answered
    ? isChanged
      ? "ui-course.rate.again"
      : "ui-course.rate.keep"
    : "ui-course.rate.submit";
  return html`<${Card}
    title=${t("ui-course.rate.title", { topic: say(item.title) })}
    lead=${answered ? undefined : t("ui-course.rate.lead")}
    aside=${html`<${Chip}>${t("ui-course.item.left", { left: max_tries - tries })}<//>`}
    foot=${html`<${Button} look="main" onPress=${send} onBlocked=${showMissing}
      blockers=${missing ? [t("ui-course.rate.missing", { missing })] : []}>${t(word)}<//>`}
  >
    <${Case} item=${item} t=${t} say=${say} />
    ${
      answered
        ? html`<${Notice} tone="warn" live>${t("ui-course.rate.some", { same: total - open.length, off: open.length })}<//>`
        : html`<div class="zx-sticky">
            <${Progress} done=${total - missing} total=${total} label=${t("ui-course.rate.progress", { done: total - missing, total })} />
          </div>`
    }
    <div class="zx-stack" ref=${ref}>
      ${STAGES.map((stage) => {
        const asked = item.criteria.filter((one) => one.stage === stage.id);
        return (
          asked.length > 0 &&
          html`<div key=${stage.id} class="zx-stack">
            ${
              asked.length < item.criteria.length &&
              html`<div>
                <h4 class="zx-panel-title">${t(stage.title)}</h4>
                ${!answered && html`<p class="zx-muted zx-small">${t(stage.lead)}</p>`}
              </div>`
            }
            ${asked.map((one) =>
              open.includes(one)
                ? html`<div key=${one.id} class="zx-panel">
                    <${Row} t=${t} say=${say} criterion=${one} value=${levels[one.id] ?? null} missing=${isAsked}
                      onChange=${(/** @type {LevelId} */ level) => choose(one.id, level)} />
                    ${
                      told.has(one.id) &&
                      html`<div><${Distance} t=${t} told=${told.get(one.id)} /></div>
                      <${Remark} t=${t} say=${say} told=${told.get(one.id)} />`
                    }
                  </div>`
                : html`<${Compared} key=${one.id} t=${t} say=${say} criterion=${one} own=${answered?.[one.id]} told=${told.get(one.id)} />`,
            )}
          </div>`
        );
      })}
    </div>
  <//>`;
}

/** The topic as it was proposed, and what is known. @param {{item: View["item"], t: Kit["t"], say: Kit["say"]}} props */
function Case({ item, t, say }) {
  return html`<div class="zx-case">
    <p>${say(item.prompt)}</p>
    ${
      item.facts.length > 0 &&
      html`<p class="zx-label">${t("ui-course.rate.facts")}</p>
      <ul>${item.facts.map((fact) => html`<li key=${fact.zh}>${say(fact)}</li>`)}</ul>`
    }
  </div>`;
}

/**
 * One criterion with its levels.
 * @param {{t: Kit["t"], say: Kit["say"], criterion: Criterion, value: LevelId | null, missing: boolean,
 *   onChange: (level: LevelId) => void}} props
 */
function Row({ t, say, criterion, value, missing, onChange }) {
  const { levels } = criterion;
  const anchors = levels.flatMap(({ id, label, meaning }) =>
    meaning ? [{ level: id, label, meaning }] : [],
  );
  if (typeof levels[0].id === "number") {
    return html`<${RatingRow}
      legend=${say(criterion.name)}
      question=${say(criterion.question)}
      scale=${[levels[0].id, levels[levels.length - 1].id]}
      value=${value}
      anchors=${anchors.map(({ level, meaning }) => ({ level, text: say(meaning) }))}
      missing=${missing && value === null}
      onChange=${onChange}
    />`;
  }
  return html`<div class="zx-verdicts">
    <${Choice}
      row="narrow"
      legend=${html`${say(criterion.name)} <span class="zx-rating-question">${say(criterion.question)}</span>`}
      options=${levels.map(({ id, label }, place) => ({ value: id, label: say(label), tone: TONES[place] })).reverse()}
      value=${value}
      onChange=${onChange}
    />
    </div>
    <details class="zx-details">
      <summary>${t("ui-course.rate.levels")}</summary>
      <dl class="zx-levels">
        ${anchors.reverse().map((one) => html`<div key=${one.level}><dt>${say(one.label)}</dt><dd>${say(one.meaning)}</dd></div>`)}
      </dl>
    </details>`;
}

/** How far off, in a word. @param {{t: Kit["t"], told: Told}} props */
function Distance({ t, told: { distance, far } }) {
  if (distance === null) return null;
  const word =
    distance === 0 ? "ui-course.rate.same" : distance === 1 ? "ui-course.rate.near" : "ui-course.rate.far";
  return html`<${Chip} tone=${distance === 0 ? "ok" : far ? "no" : "warn"}>${t(word, { distance })}<//>`;
}

/** What is said to somebody far off. @param {{t: Kit["t"], say: Kit["say"], told: Told}} props */
function Remark({ t, say, told: { far, remark } }) {
  return far && html`<p class="zx-remark">${remark ? say(remark) : t("ui-course.rate.far-remark")}</p>`;
}

/**
 * One criterion once the expert's level may be seen.
 * @param {{t: Kit["t"], say: Kit["say"], criterion: Criterion, own?: LevelId, told: Told}} props
 */
function Compared({ t, say, criterion, own, told }) {
  const name = (/** @type {LevelId | null | undefined} */ id) => {
    const level = criterion.levels.find((one) => one.id === id);
    return level?.label ? say(level.label) : t("ui-course.rate.points", { level: id });
  };
  return html`<div class="zx-panel">
    <div class="zx-compared">
      <strong>${say(criterion.name)}</strong>
      ${own !== undefined && html`<span>${t("ui-course.rate.mine", { level: name(own) })}</span>`}
      <span>${t("ui-course.rate.expert", { level: name(told.expert) })}</span>
      <${Distance} t=${t} told=${told} />
    </div>
    <${Remark} t=${t} say=${say} told=${told} />
    ${told.why && html`<p>${say(told.why)}</p>`}
  </div>`;
}

/** All of the expert's ratings beside one's own. @param {Kit} kit */
function Outcome({ view, t, say }) {
  const { item, answered, correct, score, feedback } = /** @type {View} */ (view);
  const told = new Map(feedback.map((one) => [one.criterion, one]));
  const total = item.criteria.length;
  const points = Math.round((score ?? 0) * total * 10) / 10;
  return html`<${Card}
    title=${t("ui-course.rate.title", { topic: say(item.title) })}
    aside=${answered && html`<${Chip} tone=${correct ? "ok" : "warn"}>${t("ui-course.rate.score", { score: points, total })}<//>`}
    quiet
  >
    <${Case} item=${item} t=${t} say=${say} />
    ${answered && html`<${Notice} tone=${correct ? "ok" : "info"} live>${t(correct ? "ui-course.rate.passed" : "ui-course.rate.over")}<//>`}
    <div class="zx-stack">
      ${item.criteria.map((one) => html`<${Compared} key=${one.id} t=${t} say=${say} criterion=${one} own=${answered?.[one.id]} told=${told.get(one.id)} />`)}
    </div>
    <details class="zx-details">
      <summary>${t("ui-course.rate.rule")}</summary>
      <p>${t("ui-course.rate.rule-text", { mastered: item.mastered })}</p>
    </details>
  <//>`;
}
