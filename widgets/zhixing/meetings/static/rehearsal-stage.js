// The meeting as it goes: the clock, what was said, and what to do now.
import {
  Button,
  Card,
  html,
  Notice,
  Progress,
  useEffect,
  useRef,
  useState,
} from "../../activity/static/kit.js";
import { Lines, Past } from "./rehearsal-lines.js";
import { Moves } from "./rehearsal-move.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./rehearsal.js").Run} Run */
/** @typedef {import("./rehearsal.js").Scenario} Scenario */

/** @param {Kit & {run: Run, scenario: Scenario, go: (to: "list" | "run") => void}} props */
export function Stage(props) {
  const { t, say, run, scenario, go, act } = props;
  const now = run.turns[run.turns.length - 1];
  const past = run.turns.slice(0, -1);
  const folded = past.slice(0, -1);
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  const seen = useRef(run.at);
  useEffect(() => {
    if (seen.current === run.at) return;
    seen.current = run.at;
    place.current?.focus({ preventScroll: true });
    place.current?.scrollIntoView({ block: "start" });
  }, [run.at]);
  const past1 = (/** @type {any} */ turn, /** @type {number} */ number) =>
    html`<${Past} key=${number} t=${t} say=${say} scenario=${scenario} turn=${turn} number=${number} />`;
  return html`<${Card} title=${say(scenario.title)}
    foot=${html`
      <${Button} look="quiet" onPress=${() => go("list")}>${t("ui-rehearsal.leave")}<//>
      ${run.at > 0 && html`<${Restart} key=${run.id} t=${t} moves=${run.at} restart=${() => act("again", { run: run.id, at: 0 })} />`}
    `}>
    <details class="zx-details" open=${run.at === 0}>
      <summary>${t("ui-rehearsal.situation")}</summary>
      <div class="zx-stack">
        <p>${say(scenario.situation)}</p>
        <ul class="zx-rehearsal-members">${scenario.members.map(
          (one) =>
            html`<li key=${one.id}><strong>${say(one.name)}</strong> <span class="zx-muted">${say(one.post)}</span></li>`,
        )}</ul>
      </div>
    </details>
    <${Progress} done=${Math.min(run.clock, scenario.minutes)} total=${scenario.minutes} label=${t("ui-rehearsal.clock", { clock: run.clock, minutes: scenario.minutes })} />
    ${
      folded.length > 0 &&
      html`<details class="zx-details"><summary>${t("ui-rehearsal.before", { count: folded.length })}</summary>
        <div class="zx-stack">${folded.map((turn, number) => past1(turn, number + 1))}</div></details>`
    }
    <div ref=${place} tabindex="-1" class="zx-rehearsal-here" aria-live="polite">
      ${past.slice(-1).map((turn) => past1(turn, past.length))}
      <div class="zx-rehearsal-turn" data-now="true">
        <p class="zx-rehearsal-count">${t("ui-rehearsal.moment", { number: run.turns.length, clock: now.clock })}</p>
        <${Lines} say=${say} scenario=${scenario} lines=${now.lines} />
      </div>
    </div>
    ${run.now ? html`<${Moves} key=${`${run.id}:${run.at}`} ...${props} offered=${run.now} />` : html`<${Notice}>${t("ui-rehearsal.changed")}<//>`}
  <//>`;
}

/**
 * Beginning anew gives up the moves made so far: it is asked twice.
 * @param {{t: Kit["t"], moves: number, restart: () => void}} props
 */
function Restart({ t, moves, restart }) {
  const [sure, setSure] = useState(false);
  if (!sure)
    return html`<${Button} look="quiet" onPress=${() => setSure(true)}>${t("ui-rehearsal.from-start")}<//>`;
  return html`<${Button} look="danger" onPress=${restart}>${t("ui-rehearsal.from-start-sure", { moves })}<//>
    <${Button} look="quiet" onPress=${() => setSure(false)}>${t("ui-rehearsal.from-start-stay")}<//>`;
}
