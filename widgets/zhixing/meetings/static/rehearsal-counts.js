// What was planted and what became of it; how the trainee asked, told and kept silent; who of the group spoke.
import { Chip, html } from "../../activity/static/kit.js";
import { FORMS, worded } from "./rehearsal-lines.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./rehearsal.js").Planted} Planted */
/** @typedef {import("./rehearsal.js").Scenario} Scenario */
/** @typedef {import("./rehearsal.js").Told} Told */

/** @param {{t: Kit["t"], say: Kit["say"], told: Told, scenario: Scenario}} props */
export function PlantedList({ t, say, told, scenario }) {
  return html`<ul class="zx-rehearsal-list">
    ${told.planted.map(
      (one) => html`<li key=${one.id} class="zx-panel">
      <p class="zx-row"><strong>${say(one.kind)}</strong>${one.who && html`<span>${say(one.who)}</span>`}<${Outcome} t=${t} planted=${one} /></p>
      <p>${t("ui-rehearsal.planted.sign", { number: one.began, sign: say(one.sign) })}</p>
      ${one.move && html`<p>${t("ui-rehearsal.planted.move", { number: one.answered, move: worded(one.move, scenario, t, say) })}</p>`}
      <details class="zx-details"><summary>${t("ui-rehearsal.planted.answer")}</summary>
        <div class="zx-stack"><p>${say(one.answer)}</p><p class="zx-rehearsal-question">${t("ui-rehearsal.take-along", { question: say(one.question) })}</p>
        <p class="zx-muted">${t("ui-rehearsal.by-rule", { rule: say(one.norm) })}</p></div></details>
    </li>`,
    )}
  </ul>`;
}

/** @param {{t: Kit["t"], planted: Planted}} props */
function Outcome({ t, planted }) {
  if (planted.answered === null)
    return html`<${Chip} tone="no">${t("ui-rehearsal.planted.never", { count: planted.late })}<//>`;
  if (!planted.well) return html`<${Chip} tone="warn">${t("ui-rehearsal.planted.harsh")}<//>`;
  if (planted.late > 0)
    return html`<${Chip} tone="warn">${t("ui-rehearsal.planted.late", { count: planted.late })}<//>`;
  return html`<${Chip} tone="ok">${t("ui-rehearsal.planted.at-once")}<//>`;
}

/** @param {{t: Kit["t"], say: Kit["say"], told: Told}} props */
export function Counts({ t, say, told }) {
  const { forms, worths } = told;
  return html`<ul class="zx-rehearsal-facts">
    <li>${t("ui-rehearsal.counts.moves", { moments: told.turns.length, count: told.interventions, right: worths.right, fine: worths.fine, needless: worths.needless, missed: worths.missed, harm: worths.harm })}</li>
    <li>${told.silences.chances > 0 ? t("ui-rehearsal.counts.silence", told.silences) : t("ui-rehearsal.counts.no-silence")}</li>
    <li>${t("ui-rehearsal.counts.forms", { open: forms.open, closed: forms.closed, leading: forms.leading, advice: forms.advice })}</li>
    <li>${t("ui-rehearsal.counts.ask-tell", { asks: told.asks, tells: told.tells })}</li>
    <li>${t("ui-rehearsal.counts.ends", { ends: told.ends.map((end) => t("ui-rehearsal.counts.end", { end: say(end.name), count: end.count })).join(t("ui-rehearsal.comma")) })}</li>
  </ul>`;
}

/** Questions typed, judged by their words. @param {{t: Kit["t"], told: Told}} props */
export function Own({ t, told }) {
  return html`<div class="zx-stack">
    <p class="zx-label">${t("ui-rehearsal.own.title")}</p>
    <ul class="zx-rehearsal-found">${told.own.map(
      (one, number) => html`<li key=${number}>
      <p>${one.text}</p>
      <p class="zx-row"><${Chip} tone=${one.form === "open" ? "ok" : "warn"}>${t(FORMS[one.form])}<//>
        ${one.double && html`<${Chip} tone="warn">${t("ui-rehearsal.own.double")}<//>`}
        ${!one.addressed && html`<${Chip} tone="warn">${t("ui-rehearsal.own.unaddressed")}<//>`}</p>
    </li>`,
    )}</ul>
    <p class="zx-hint">${t("ui-rehearsal.own.how")}</p>
  </div>`;
}

/** @param {{t: Kit["t"], say: Kit["say"], told: Told}} props */
export function Talk({ t, say, told }) {
  const most = Math.max(...told.talk.map((one) => one.minutes), 1);
  const figure = (/** @type {number} */ value) => value.toFixed(2);
  return html`<div class="zx-stack">
    <ul class="zx-rehearsal-talk">${told.talk.map(
      (one) => html`<li key=${say(one.name)}>
      <span>${say(one.name)}</span>
      <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width=${(100 * one.minutes) / most} height="10" /></svg>
      <span class="zx-number">${t("ui-rehearsal.talk.minutes", { minutes: one.minutes })}</span>
    </li>`,
    )}</ul>
    <p>${t("ui-rehearsal.talk.gini", { whole: figure(told.balance.whole), first: figure(told.balance.first), second: figure(told.balance.second) })}</p>
    <p class="zx-hint">${t("ui-rehearsal.talk.how")}</p>
  </div>`;
}
