// The end of a branching case: how it came out, what each choice was worth, which endings are still to be found.
import { Button, Chip, html } from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./item-branch.js").Walk} Walk */
/** @typedef {import("./item-branch.js").End} End */

const QUALITIES = {
  good: { tone: "ok", word: "ui-exercise.branch.good" },
  mixed: { tone: "warn", word: "ui-exercise.branch.mixed" },
  poor: { tone: "no", word: "ui-exercise.branch.poor" },
};

/** From which part of the full worth a choice is called good, and from which it is called half good. */
const GOOD = 0.8;
const HALF = 0.4;

/** @param {{t: Kit["t"], say: Kit["say"], walk: Walk, onRestart: (() => Promise<void>) | false}} props */
export function Ending({ t, say, walk, onRestart }) {
  const { visited, found, endings, score } = walk;
  const ending = /** @type {End} */ (walk.ending);
  const { tone, word } = QUALITIES[ending.quality];
  return html`<section class="zx-ending">
    <div class="zx-ending-head" data-tone=${tone} data-place="ending" tabindex="-1">
      <${Chip} tone=${tone}>${t(word)}<//>
      <h4 class="zx-ending-title">${say(ending.title)}</h4>
      <p>${say(ending.text)}</p>
    </div>
    <p>${say(ending.debrief)}</p>
    <h4 class="zx-panel-title">${t("ui-exercise.branch.looking-back", { score: percent(score) })}</h4>
    <ol class="zx-worths">
      ${visited.map(
        (visit, at) => html`<li key=${at}>
          <p class="zx-muted">${say(visit.text)}</p>
          <p class="zx-way-choice">${t("ui-exercise.branch.chosen", { choice: say(visit.choice.text) })}</p>
          <p>${say(visit.consequence)}</p>
          <p><${Worth} t=${t} score=${visit.score ?? 0} /></p>
        </li>`,
      )}
    </ol>
    <div class="zx-panel">
      <p><strong>${t("ui-exercise.branch.found", { found: found.length, endings })}</strong></p>
      <ul class="zx-found">${found.map((title) => html`<li key=${title.zh}>${say(title)}</li>`)}</ul>
      <p>${t(found.length < endings ? "ui-exercise.branch.more" : "ui-exercise.branch.all-found")}</p>
      ${onRestart && html`<div class="zx-actions"><${Button} look="main" onPress=${onRestart}>${t("ui-exercise.branch.again")}<//></div>`}
    </div>
  </section>`;
}

/** @param {{t: Kit["t"], score: number}} props */
function Worth({ t, score }) {
  const [tone, word] =
    score >= GOOD
      ? ["ok", "ui-exercise.branch.worth-good"]
      : score >= HALF
        ? ["warn", "ui-exercise.branch.worth-half"]
        : ["no", "ui-exercise.branch.worth-poor"];
  return html`<${Chip} tone=${tone}>${t(word, { score: percent(score) })}<//>`;
}

/** @param {number | null} score */
function percent(score) {
  return Math.round((score ?? 0) * 100);
}
