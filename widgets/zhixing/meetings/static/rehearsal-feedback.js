// What is told after a rehearsed meeting: strengths, two things to try, and where they come from.
import { Button, Card, html, Notice } from "../../activity/static/kit.js";
import { Course } from "./rehearsal-chart.js";
import { Counts, Own, PlantedList, Talk } from "./rehearsal-counts.js";
import { Findings } from "./rehearsal-findings.js";
import { Lines } from "./rehearsal-lines.js";
import { Review } from "./rehearsal-review.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./rehearsal.js").Run} Run */
/** @typedef {import("./rehearsal.js").Scenario} Scenario */
/** @typedef {Kit & {run: Run, scenario: Scenario, go: (to: "list" | "run") => void}} Props */

/** @param {Props} props */
export function Feedback(props) {
  const { t, say, run, scenario, act, go } = props;
  const told = run.feedback;
  const last = run.turns[run.turns.length - 1];
  const foot = html`
    <${Button} look="main" onPress=${() => act("again", { run: run.id, at: 0 })}>${t("ui-rehearsal.again")}<//>
    <${Button} onPress=${() => go("list")}>${t("ui-rehearsal.to-list")}<//>
  `;
  return html`<${Card} title=${say(scenario.title)} foot=${foot}>
    <div class="zx-rehearsal-turn">
      <p class="zx-rehearsal-count">${t(run.out_of_time ? "ui-rehearsal.time-up" : "ui-rehearsal.ended", { clock: run.clock, minutes: scenario.minutes })}</p>
      <${Lines} say=${say} scenario=${scenario} lines=${last.reply} />
      <${Lines} say=${say} scenario=${scenario} lines=${run.closing} />
    </div>
    ${
      told
        ? html`<div class="zx-stack">
      <${Findings} t=${t} say=${say} told=${told} />
      <h4 class="zx-panel-title">${t("ui-rehearsal.planted.title")}</h4>
      <${PlantedList} t=${t} say=${say} told=${told} scenario=${scenario} />
      <h4 class="zx-panel-title">${t("ui-rehearsal.course.title")}</h4>
      <${Course} t=${t} points=${told.course} />
      <h4 class="zx-panel-title">${t("ui-rehearsal.counts.title")}</h4>
      <${Counts} t=${t} say=${say} told=${told} />
      ${told.own.length > 0 && html`<${Own} t=${t} told=${told} />`}
      <h4 class="zx-panel-title">${t("ui-rehearsal.talk.title")}</h4>
      <${Talk} t=${t} say=${say} told=${told} />
      <details class="zx-details"><summary>${t("ui-rehearsal.review.title")}</summary><${Review} ...${props} told=${told} /></details>
      <p class="zx-hint">${t("ui-rehearsal.how")}</p>
    </div>`
        : html`<${Notice}>${t("ui-rehearsal.changed")}<//>`
    }
  <//>`;
}
