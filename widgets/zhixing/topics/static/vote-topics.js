// The vote: up to so many topics each; it can be changed until the window closes.
import {
  activity,
  ballotBox,
  Button,
  Card,
  Chip,
  Choice,
  EmptyState,
  html,
  Notice,
  useState,
} from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/**
 * @typedef {object} View
 * @property {{id: string, state: "open" | "closed" | "revealed", mode: string, round: number} | null} window
 * @property {boolean} may_vote
 * @property {boolean} voted
 * @property {number} votes_each
 * @property {{voted: number, paper: number, present: number}} turnout
 * @property {{id: string, number: number, title: string, statement: string}[]} topics
 * @property {{kept: {id: string, title: string}[], counts: {id: string, count: number}[] | null, tie: boolean} | null} result
 */

/** @param {Kit} kit */
function VoteTopics(kit) {
  const { t } = kit;
  const { window: round, may_vote, voted, turnout, result } = /** @type {View} */ (kit.view);
  const [isAgain, setAgain] = useState(false);
  const box = ballotBox(kit, "vote");
  const aside =
    round &&
    turnout.present > 1 &&
    html`<${Chip} tone="info">${t("ui-topics.vote.turnout", { voted: turnout.voted + turnout.paper, present: turnout.present })}<//>`;
  if (result && !isAgain) return html`<${Result} ...${kit} onAgain=${() => setAgain(true)} />`;
  if (may_vote && voted && !box.cast)
    return html`<${Still} t=${t} aside=${aside} title=${t("ui-topics.vote.elsewhere")} />`;
  if (may_vote)
    return html`<${Ballot} key=${round?.id ?? ""} ...${kit} aside=${aside} box=${box} onSent=${() => setAgain(false)} />`;
  if (round?.state === "open")
    return html`<${Still} t=${t} aside=${aside} title=${t("ui-topics.vote.running")} />`;
  return html`<${Still} t=${t} aside=${aside} title=${t(round ? "ui-topics.vote.closed" : "ui-topics.vote.not-yet")} />`;
}

/** @param {{t: Kit["t"], title: string, aside: any}} props */
function Still({ t, title, aside }) {
  return html`<${Card} title=${t("ui-topics.vote.title")} aside=${aside} quiet><${EmptyState} title=${title} /><//>`;
}

/** The ballot in the voter's hand. @param {Kit & {aside: any, box: ReturnType<typeof ballotBox>, onSent: () => void}} props */
function Ballot({ view, t, aside, box, onSent }) {
  const { voted, votes_each: most, topics, result } = /** @type {View} */ (view);
  const [isChanging, setChanging] = useState(!voted || result !== null);
  const [isFull, setFull] = useState(false);
  const [chosen, setChosen] = useState(/** @type {string[]} */ (box.draft ?? box.cast ?? []));
  const choose = (/** @type {string[]} */ next) => {
    setChosen(next);
    setFull(false);
    box.saveDraft(next);
  };
  const send = async () => {
    await box.send("vote", { topics: chosen }, chosen);
    setChanging(false);
    onSent();
  };
  const titles = topics.filter((topic) => chosen.includes(topic.id)).map((topic) => topic.title);
  if (voted && !isChanging) {
    return html`<${Card} title=${t("ui-topics.vote.title")} aside=${aside} foot=${html`<${Button} onPress=${() => setChanging(true)}>${t("ui-topics.vote.change")}<//>`}>
      <${Notice} tone="ok" live>${t("ui-topics.vote.done", { count: titles.length })}<//>
      <ul>${titles.map((title) => html`<li key=${title}>${title}</li>`)}</ul>
      <p class="zx-muted">${t("ui-topics.vote.until-close")}</p>
    <//>`;
  }
  const options = topics.map((topic) => ({
    value: topic.id,
    label: `${topic.number}. ${topic.title}`,
    note: topic.statement,
  }));
  const left = most - chosen.length;
  return html`<${Card}
    title=${t("ui-topics.vote.title")}
    aside=${aside}
    lead=${t("ui-topics.vote.lead", { most })}
    foot=${html`<${Button} look="main" onPress=${send} blockers=${chosen.length === 0 ? [t("ui-topics.vote.nothing")] : []}>
      ${t(voted ? "ui-topics.vote.send-again" : "ui-topics.vote.send")}
    <//>`}
  >
    <${Choice} many hideLegend legend=${t("ui-topics.vote.lead", { most })} max=${most} onFull=${() => setFull(true)}
      options=${options} value=${chosen} onChange=${choose} />
    <p class="zx-counter" role="status" data-full=${String(isFull)}>
      ${isFull ? t("ui-topics.vote.full", { most }) : t("ui-topics.vote.left", { chosen: chosen.length, left })}
    </p>
  <//>`;
}

/** Which topics go on; counts only for whoever may see them. @param {Kit & {onAgain: () => void}} kit */
function Result({ view, t, onAgain }) {
  const { result, may_vote } = /** @type {View} */ (view);
  const counts = new Map(result?.counts?.map(({ id, count }) => [id, count]));
  return html`<${Card} title=${t("ui-topics.vote.kept")} lead=${t("ui-topics.vote.kept-lead")} quiet
    foot=${may_vote && html`<${Button} onPress=${onAgain}>${t("ui-topics.vote.again")}<//>`}>
    <ol class="zx-kept">
      ${result?.kept.map(
        ({ id, title }) =>
          html`<li key=${id}>${title} ${counts.has(id) && html`<${Chip}>${t("ui-topics.vote.count", { count: counts.get(id) })}<//>`}</li>`,
      )}
    </ol>
    ${result?.tie && html`<${Notice} tone="warn">${t("ui-topics.vote.tie")}<//>`}
  <//>`;
}

export default activity(VoteTopics);
