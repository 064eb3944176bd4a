// A branching case: read, choose, see what follows, go on; at the end see what each choice was worth, and play again.
import { Button, Card, html, Notice, useEffect, useRef, useState } from "../../activity/static/kit.js";
import { Ending } from "./branch-ending.js";
import { Consequence, Situation, Way } from "./branch-way.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {{id: string, text: Pair}} Choice */
/** @typedef {{state: string, text: Pair, choice: Choice, consequence: Pair, score: number | null}} Visit */
/** @typedef {{state: string, text: Pair, choices: Choice[]}} Now */
/** @typedef {{title: Pair, text: Pair, debrief: Pair, quality: "good" | "mixed" | "poor"}} End */
/**
 * How far somebody has come.
 * @typedef {object} Walk
 * @property {Visit[]} visited
 * @property {Now | null} now
 * @property {End | null} ending
 * @property {Pair[]} found titles of the endings found so far
 * @property {number} endings how many there are
 * @property {number | null} score
 */
/**
 * @typedef {object} View
 * @property {{id: string, prompt: Pair, title: Pair}} item
 * @property {Walk} walk
 * @property {boolean} may_answer
 * @property {boolean} folded
 * @property {boolean} closed
 */

/** @param {Kit} kit */
export function BranchItem(kit) {
  const { t, say, act } = kit;
  const { item, walk, may_answer, folded, closed } = /** @type {View} */ (kit.view);
  const { visited, now, ending, found, endings } = walk;
  const [isOpen, setOpen] = useState(!folded || visited.length + found.length > 0);
  const [read, setRead] = useState(visited.length);
  const ref = useRef(/** @type {HTMLElement | null} */ (null));
  const [goal, setGoal] = useState("");
  const isNews = visited.length > read;
  const last = visited[visited.length - 1];
  useEffect(() => {
    if (visited.length < read) setRead(visited.length);
  }, [visited.length, read]);
  useEffect(() => {
    const place = goal && ref.current?.querySelector(`[data-place="${goal}"]`);
    if (!(place instanceof HTMLElement)) return;
    (place.querySelector("button") ?? place).focus({ preventScroll: true });
    place.scrollIntoView({ block: "nearest" });
    setGoal("");
  }, [goal, visited.length, read]);
  const choose = async (/** @type {string} */ choice) => {
    setGoal("news");
    await act("step", { at: visited.length, choice });
  };
  const goOn = () => {
    setGoal(ending ? "ending" : "situation");
    setRead(visited.length);
  };
  const restart = async () => {
    setGoal("situation");
    await act("restart");
  };
  if (!isOpen)
    return html`<${Card} quiet title=${say(item.title)}
      foot=${html`<${Button} onPress=${() => setOpen(true)}>${t("ui-exercise.branch.unfold")}<//>`}>
      <p>${say(item.prompt)}</p>
    <//>`;
  return html`<${Card} title=${say(item.title)} lead=${t("ui-exercise.branch.lead")}>
    ${closed && html`<${Notice}>${t("ui-exercise.branch.closed")}<//>`}
    <div class="zx-case"><p>${say(item.prompt)}</p></div>
    <div class="zx-stack" ref=${ref}>
      ${!ending && html`<${Way} t=${t} say=${say} visited=${isNews ? visited.slice(0, -1) : visited} />`}
      <div role="status">
        ${isNews && html`<${Consequence} t=${t} say=${say} visit=${last} isLast=${Boolean(ending)} onGo=${goOn} />`}
      </div>
      ${!isNews && now && html`<${Situation} key=${visited.length} t=${t} say=${say} now=${now} number=${visited.length + 1} onChoose=${may_answer && choose} />`}
      ${!isNews && ending && html`<${Ending} t=${t} say=${say} walk=${walk} onRestart=${may_answer && restart} />`}
    </div>
    ${
      !ending &&
      found.length > 0 &&
      html`<p class="zx-muted zx-small">${t("ui-exercise.branch.found", { found: found.length, endings })}</p>`
    }
  <//>`;
}
