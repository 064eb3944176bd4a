// The ratings: each topic on each criterion, one to five, alone; what is missing is said in sentences.
import {
  activity,
  ballotBox,
  Button,
  Card,
  Chip,
  EmptyState,
  goToUnchosen,
  html,
  Notice,
  Progress,
  useRef,
  useState,
} from "../../activity/static/kit.js";
import { TopicRatings } from "./topic-ratings.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {Record<string, Record<string, number>>} Scores topic to criterion to score */
/** @typedef {{id: string, name: Pair, question: Pair, levels: {level: number, text: Pair}[]}} Criterion */
/**
 * @typedef {object} View
 * @property {{id: string, state: "open" | "closed" | "revealed", round: number} | null} window
 * @property {boolean} may_rate
 * @property {boolean} rated
 * @property {Criterion[]} criteria
 * @property {[number, number]} scale
 * @property {{id: string, number: number, title: string, statement: string}[]} topics
 * @property {{voted: number, paper: number, present: number}} turnout
 * @property {"vote" | "window" | null} waiting
 */

/** @param {Kit} kit */
function RateTopics(kit) {
  const { t } = kit;
  const { window: round, may_rate, rated, turnout, waiting } = /** @type {View} */ (kit.view);
  const box = ballotBox(kit, "rate");
  const aside =
    round &&
    turnout.present > 1 &&
    html`<${Chip} tone="info">${t("ui-topics.rate.turnout", { voted: turnout.voted + turnout.paper, present: turnout.present })}<//>`;
  if (may_rate && !(rated && !box.cast)) {
    return html`<${Sheet} key=${round?.id ?? ""} ...${kit} aside=${aside} box=${box} />`;
  }
  return html`<${Card} title=${t("ui-topics.rate.title")} aside=${aside} quiet>
    <${EmptyState} title=${t(reasonToWait(round, waiting, may_rate))} />
  <//>`;
}

/**
 * @param {View["window"]} round
 * @param {View["waiting"]} waiting
 * @param {boolean} mayRate
 */
function reasonToWait(round, waiting, mayRate) {
  if (mayRate) return "ui-topics.rate.elsewhere";
  if (waiting === "vote") return "ui-topics.rate.after-vote";
  if (round?.state === "open") return "ui-topics.rate.running";
  if (round?.state === "closed") return "ui-topics.rate.closed";
  return round ? "ui-topics.rate.revealed" : "ui-topics.rate.not-yet";
}

/** The sheet in the rater's hand. @param {Kit & {aside: any, box: ReturnType<typeof ballotBox>}} props */
function Sheet({ view, t, say, aside, box }) {
  const { rated, criteria, scale, topics } = /** @type {View} */ (view);
  const ref = useRef(/** @type {HTMLElement | null} */ (null));
  const [isEditing, setEditing] = useState(!rated);
  const [isAsked, setAsked] = useState(false);
  const [scores, setScores] = useState(/** @type {Scores} */ (box.draft ?? box.cast ?? {}));
  const rate = (
    /** @type {string} */ topic,
    /** @type {string} */ criterion,
    /** @type {number} */ score,
  ) => {
    const next = { ...scores, [topic]: { ...scores[topic], [criterion]: score } };
    setScores(next);
    box.saveDraft(next);
  };
  const send = async () => {
    await box.send("rate", { scores }, scores);
    setEditing(false);
  };
  const total = topics.length * criteria.length;
  const done = topics.reduce(
    (sum, topic) => sum + criteria.filter((one) => scores[topic.id]?.[one.id]).length,
    0,
  );
  const showMissing = () => {
    setAsked(true);
    goToUnchosen(ref.current);
  };
  if (rated && !isEditing) {
    return html`<${Card} title=${t("ui-topics.rate.title")} aside=${aside} foot=${html`<${Button} onPress=${() => setEditing(true)}>${t("ui-topics.rate.change")}<//>`}>
      <${Notice} tone="ok" live>${t("ui-topics.rate.done", { total })}<//>
      <p class="zx-muted">${t("ui-topics.rate.until-close")}</p>
    <//>`;
  }
  return html`<${Card}
    title=${t("ui-topics.rate.title")}
    aside=${aside}
    lead=${t("ui-topics.rate.lead")}
    foot=${html`<${Button} look="main" onPress=${send} onBlocked=${showMissing}
      blockers=${done < total ? [t("ui-topics.rate.missing", { missing: total - done })] : []}>
      ${t(rated ? "ui-topics.rate.send-again" : "ui-topics.rate.submit")}
    <//>`}
  >
    <div class="zx-sticky"><${Progress} done=${done} total=${total} label=${t("ui-topics.rate.progress", { done, total })} /></div>
    <div class="zx-stack" ref=${ref}>
      ${topics.map(
        (topic) => html`<article key=${topic.id} class="zx-panel">
          <div><h4 class="zx-panel-title">${topic.number}. ${topic.title}</h4><p class="zx-muted">${topic.statement}</p></div>
          <${TopicRatings} say=${say} criteria=${criteria} scale=${scale} given=${scores[topic.id]} isAsked=${isAsked}
            onRate=${(/** @type {string} */ criterion, /** @type {number} */ score) => rate(topic.id, criterion, score)} />
        </article>`,
      )}
    </div>
  <//>`;
}

export default activity(RateTopics);
