// Strengths, and two things to try: each with the rule of a meeting and the coach's end it has to do with.
import { Chip, html } from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./rehearsal.js").Finding} Finding */
/** @typedef {import("./rehearsal.js").Told} Told */

/** @type {Record<string, string>} */
const SENTENCES = {
  "at-once": "ui-rehearsal.found.at-once",
  safety: "ui-rehearsal.found.safety",
  clarity: "ui-rehearsal.found.clarity",
  open: "ui-rehearsal.found.open",
  silence: "ui-rehearsal.found.silence",
  voices: "ui-rehearsal.found.voices",
  mended: "ui-rehearsal.found.mended",
  "went-through": "ui-rehearsal.found.went-through",
  never: "ui-rehearsal.found.never",
  late: "ui-rehearsal.found.late",
  harsh: "ui-rehearsal.found.harsh",
  steering: "ui-rehearsal.found.steering",
  telling: "ui-rehearsal.found.telling",
  double: "ui-rehearsal.found.double",
  unaddressed: "ui-rehearsal.found.unaddressed",
  closed: "ui-rehearsal.found.closed",
  needless: "ui-rehearsal.found.needless",
  time: "ui-rehearsal.found.time",
  narrower: "ui-rehearsal.found.narrower",
  "fell-safety": "ui-rehearsal.found.fell-safety",
  "fell-focus": "ui-rehearsal.found.fell-focus",
  "fell-clarity": "ui-rehearsal.found.fell-clarity",
  "own-words": "ui-rehearsal.found.own-words",
  apply: "ui-rehearsal.found.apply",
  fewer: "ui-rehearsal.found.fewer",
  "other-way": "ui-rehearsal.found.other-way",
};

/** @param {{t: Kit["t"], say: Kit["say"], told: Told}} props */
export function Findings({ t, say, told }) {
  return html`<div class="zx-two zx-rehearsal-sides">
    <section class="zx-panel"><h4 class="zx-panel-title">${t("ui-rehearsal.strengths")}</h4><${Some} t=${t} say=${say} found=${told.strengths} /></section>
    <section class="zx-panel"><h4 class="zx-panel-title">${t("ui-rehearsal.tries")}</h4><${Some} t=${t} say=${say} found=${told.tries} /></section>
  </div>`;
}

/** @param {{t: Kit["t"], say: Kit["say"], found: Finding[]}} props */
function Some({ t, say, found }) {
  return html`<ul class="zx-rehearsal-found">
    ${found.map(
      (one) => html`<li key=${one.code}>
      <p>${t(SENTENCES[one.code], { ...one.values, kind: say(one.kind) })}</p>
      ${one.question && html`<p class="zx-rehearsal-question">${t("ui-rehearsal.take-along", { question: say(one.question) })}</p>`}
      <p class="zx-row"><${Chip}>${t("ui-rehearsal.by-rule", { rule: say(one.norm) })}<//>${one.end && html`<${Chip}>${t("ui-rehearsal.by-end", { end: say(one.end) })}<//>`}</p>
    </li>`,
    )}
  </ul>`;
}
