// The practice round: rate with three simulated colleagues, hear them on one cell, change or keep, see the result.
import {
  activity,
  Button,
  Card,
  Chip,
  goToUnchosen,
  html,
  Notice,
  Progress,
  RatingRow,
  useRef,
  useState,
} from "../../activity/static/kit.js";
import { TopicRatings } from "./topic-ratings.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {Record<string, Record<string, number>>} Scores topic to criterion to score */
/** @typedef {{id: string, title: Pair, statement: Pair}} Topic */
/** @typedef {{id: string, name: Pair, question: Pair, levels: {level: number, text: Pair}[]}} Criterion */
/** @typedef {{id: string, post: Pair, view: Pair}} Colleague */
/** @typedef {{topic: string, criterion: string, first: number, settled: number | null,
 *   said: {colleague: string, score: number, fact: Pair}[]}} Cell */
/** @typedef {{before: {first: string}, strict: string | null, lenient: string | null, after: {first: string, kind: string, sentence: Pair,
 *   ranking: {topic: string, place: number, score: number}[]}}} Outcome */
/** @typedef {{stage: "rate" | "discuss" | "done", seen: number, may_rate: boolean, topics: Topic[],
 *   criteria: Criterion[], scale: [number, number], colleagues: Colleague[], cell: Cell | null,
 *   outcome: Outcome | null}} View */

/** @param {Kit} kit */
function PracticeRound(kit) {
  const { stage, seen } = /** @type {View} */ (kit.view);
  return html`<${Round} key=${`${stage} ${seen}`} ...${kit} />`;
}

/** One step of a round; a new round may begin at any step. @param {Kit} kit */
function Round(kit) {
  const { stage, seen } = /** @type {View} */ (kit.view);
  const kept = kit.draft?.seen === seen ? kit.draft : null;
  const [isAgain, setAgain] = useState(Boolean(kept?.again));
  const again = () => {
    setAgain(true);
    kit.saveDraft({ seen, again: true, scores: {} });
  };
  if (stage === "rate" || isAgain) return html`<${Sheet} ...${kit} kept=${kept} isAgain=${isAgain} />`;
  if (stage === "discuss") return html`<${Talk} ...${kit} kept=${kept} onAgain=${again} />`;
  return html`<${Done} ...${kit} onAgain=${again} />`;
}

/** Rate alone. @param {Kit & {kept: any, isAgain: boolean}} props */
function Sheet({ view, t, say, act, saveDraft, kept, isAgain }) {
  const { seen, topics, criteria, scale, colleagues, may_rate } = /** @type {View} */ (view);
  const ref = useRef(/** @type {HTMLElement | null} */ (null));
  const [scores, setScores] = useState(/** @type {Scores} */ (kept?.scores ?? {}));
  const [isAsked, setAsked] = useState(false);
  const total = topics.length * criteria.length;
  const done = topics.reduce(
    (sum, topic) => sum + criteria.filter((one) => scores[topic.id]?.[one.id]).length,
    0,
  );
  const rate = (
    /** @type {string} */ topic,
    /** @type {string} */ criterion,
    /** @type {number} */ score,
  ) => {
    const next = { ...scores, [topic]: { ...scores[topic], [criterion]: score } };
    setScores(next);
    saveDraft({ seen, again: isAgain, scores: next });
  };
  const send = async () => {
    await act("commit", { seen, scores });
    saveDraft(null);
  };
  const showMissing = () => {
    setAsked(true);
    goToUnchosen(ref.current);
  };
  return html`<${Frame}
    t=${t}
    lead=${t("ui-practice.lead")}
    foot=${
      may_rate &&
      html`<${Button} look="main" onPress=${send} onBlocked=${showMissing}
        blockers=${done < total ? [t("ui-practice.rate.missing", { missing: total - done })] : []}>
        ${t("ui-practice.rate.submit")}
      <//>`
    }
  >
    <div class="zx-panel">
      <h4 class="zx-panel-title">${t("ui-practice.colleagues")}</h4>
      <ul class="zx-list zx-stack">
        ${colleagues.map(
          (one) => html`<li key=${one.id}>
            <${Chip}>${t("ui-practice.simulated")}<//> <strong>${say(one.post)}</strong>
            <p class="zx-muted zx-small">${say(one.view)}</p>
          </li>`,
        )}
      </ul>
    </div>
    <p>${t("ui-practice.rate.lead")}</p>
    <div class="zx-sticky"><${Progress} done=${done} total=${total} label=${t("ui-practice.rate.progress", { done, total })} /></div>
    <div class="zx-stack" ref=${ref}>
      ${topics.map(
        (topic) => html`<article key=${topic.id} class="zx-panel">
          <div><h4 class="zx-panel-title">${say(topic.title)}</h4><p class="zx-muted">${say(topic.statement)}</p></div>
          <${TopicRatings} say=${say} criteria=${criteria} scale=${scale} given=${scores[topic.id]} isAsked=${isAsked}
            onRate=${(/** @type {string} */ criterion, /** @type {number} */ score) => rate(topic.id, criterion, score)} />
        </article>`,
      )}
    </div>
  <//>`;
}

/** The most disputed cell with everybody's fact. @param {Kit & {kept: any, onAgain: () => void}} props */
function Talk({ view, t, say, act, saveDraft, kept, onAgain }) {
  const { seen, topics, criteria, scale, colleagues, cell, may_rate } = /** @type {View} */ (view);
  const { topic, criterion, first, said } = /** @type {Cell} */ (cell);
  const [score, setScore] = useState(/** @type {number} */ (kept?.score ?? first));
  const asked = criteria.find((one) => one.id === criterion);
  const posts = new Map(colleagues.map((one) => [one.id, one.post]));
  const choose = (/** @type {number} */ next) => {
    setScore(next);
    saveDraft({ seen, score: next });
  };
  const settle = async () => {
    await act("settle", { seen, score });
    saveDraft(null);
  };
  const voices = [
    { id: "", score: first, fact: t("ui-practice.discuss.own") },
    ...said.map((one) => ({ id: one.colleague, score: one.score, fact: say(one.fact) })),
  ].sort((one, other) => other.score - one.score);
  return html`<${Frame}
    t=${t}
    foot=${
      may_rate &&
      html`<${Button} look="main" onPress=${settle}>
          ${t(score === first ? "ui-practice.discuss.keep" : "ui-practice.discuss.change", { score })}
        <//>
        <${Button} look="quiet" onPress=${onAgain}>${t("ui-practice.discuss.again")}<//>`
    }
  >
    <div>
      <p><strong>${t("ui-practice.discuss.cell", { topic: say(topics.find((one) => one.id === topic)?.title), criterion: say(asked?.name) })}</strong></p>
      <p class="zx-muted">${t("ui-practice.discuss.lead")}</p>
    </div>
    <ol class="zx-list zx-voices" aria-label=${t("ui-practice.discuss.marks")}>
      ${voices.map(
        (one) => html`<li key=${one.id} data-own=${String(one.id === "")}>
          <span class="zx-voice-score">${t("ui-practice.discuss.score", { score: one.score })}</span>
          <div>
            <p class="zx-small">
              ${
                one.id === ""
                  ? html`<strong>${t("ui-practice.you")}</strong>`
                  : html`<${Chip}>${t("ui-practice.simulated")}<//> <strong>${say(posts.get(one.id))}</strong>`
              }
            </p>
            <p class=${one.id === "" ? "zx-muted" : undefined}>${one.fact}</p>
          </div>
        </li>`,
      )}
    </ol>
    <div class="zx-panel">
      <${RatingRow}
        legend=${t("ui-practice.discuss.decide")}
        scale=${scale}
        value=${score}
        anchors=${(asked?.levels ?? []).map(({ level, text }) => ({ level, text: say(text) }))}
        onChange=${choose}
      />
    </div>
  <//>`;
}

/** The result of the four, and what it shows. @param {Kit & {onAgain: () => void}} props */
function Done({ view, t, say, onAgain }) {
  const { topics, criteria, scale, colleagues, cell, outcome, may_rate } = /** @type {View} */ (view);
  const { topic, criterion, first, settled } = /** @type {Cell} */ (cell);
  const { before, after, strict, lenient } = /** @type {Outcome} */ (outcome);
  const title = (/** @type {string | null | undefined} */ id) =>
    say(topics.find((one) => one.id === id)?.title);
  const place = {
    topic: title(topic),
    criterion: say(criteria.find((one) => one.id === criterion)?.name),
    from: first,
    to: settled,
  };
  const shown = [
    t(settled === first ? "ui-practice.done.kept" : "ui-practice.done.changed", place),
    before.first === after.first
      ? t("ui-practice.done.same-first", { topic: title(after.first) })
      : t("ui-practice.done.other-first", { before: title(before.first), after: title(after.first) }),
    lenient !== null &&
      t(lenient === after.first ? "ui-practice.done.strict-same" : "ui-practice.done.strict-other", {
        post: say(colleagues.find((one) => one.id === strict)?.post),
        topic: title(lenient),
      }),
    t("ui-practice.done.only-practice"),
  ].filter(Boolean);
  const names = ["ui-practice.done.first", "ui-practice.done.runner-up", "ui-practice.done.held"];
  const share = (/** @type {number} */ score) => `${(100 * (score - scale[0])) / (scale[1] - scale[0])}%`;
  return html`<${Frame} t=${t} foot=${may_rate && html`<${Button} onPress=${onAgain}>${t("ui-practice.discuss.again")}<//>`}>
    <dl class="zx-verdict">
      ${after.ranking.map(
        (one, index) => html`<div key=${one.topic} data-first=${index === 0 ? "true" : undefined}>
          <dt>${t(names[Math.min(index, 2)])}</dt><dd>${title(one.topic)}</dd>
        </div>`,
      )}
    </dl>
    <${Notice} tone=${after.kind === "stable" ? "ok" : "warn"} live>${say(after.sentence)}<//>
    <figure class="zx-bars">
      <figcaption class="zx-muted zx-small">${t("ui-practice.done.ranking")}</figcaption>
      <ol class="zx-list">
        ${after.ranking.map(
          (one) => html`<li key=${one.topic} class="zx-bar" data-first=${String(one.place === 1)}>
            <span class="zx-bar-title">${title(one.topic)}</span>
            <span class="zx-bar-score">${one.score.toFixed(2)}</span>
            <span class="zx-bar-track" aria-hidden="true"><span class="zx-bar-fill" style=${{ width: share(one.score) }}></span></span>
          </li>`,
        )}
      </ol>
    </figure>
    <div>
      <h4 class="zx-panel-title">${t("ui-practice.done.shows")}</h4>
      <ul class="zx-bullets">${shown.map((sentence) => html`<li key=${sentence}>${sentence}</li>`)}</ul>
    </div>
    <div class="zx-panel">
      <h4 class="zx-panel-title">${t("ui-practice.done.next")}</h4>
      <p>${t("ui-practice.done.next-text")}</p>
    </div>
  <//>`;
}

/** @param {{t: Kit["t"], lead?: string, foot: any, children?: any}} props */
function Frame({ t, lead, foot, children }) {
  return html`<${Card}
    title=${t("ui-practice.title")}
    lead=${lead}
    aside=${html`<${Chip}>${t("ui-practice.minutes")}<//>`}
    foot=${foot}
  >${children}<//>`;
}

export default activity(PracticeRound);
