// A branching case on the way: what was chosen so far, what follows from the last choice, and where one stands now.
import { Button, html, useState } from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./item-branch.js").Visit} Visit */
/** @typedef {import("./item-branch.js").Now} Now */
/** @typedef {{t: Kit["t"], say: Kit["say"]}} Words */

/** The way so far; on phones it starts folded. @param {Words & {visited: Visit[]}} props */
export function Way({ t, say, visited }) {
  const [isOpen] = useState(() => !window.matchMedia("(max-width: 40rem)").matches);
  if (visited.length === 0) return null;
  return html`<details class="zx-way" open=${isOpen}>
    <summary>${t("ui-exercise.branch.way", { count: visited.length })}</summary>
    <ol>
      ${visited.map(
        ({ text, choice, consequence }, at) => html`<li key=${at}>
          <p>${say(text)}</p>
          <p class="zx-way-choice">${t("ui-exercise.branch.chosen", { choice: say(choice.text) })}</p>
          <p>${say(consequence)}</p>
        </li>`,
      )}
    </ol>
  </details>`;
}

/** What follows from a choice. @param {Words & {visit: Visit, isLast: boolean, onGo: () => void}} props */
export function Consequence({ t, say, visit, isLast, onGo }) {
  return html`<div class="zx-panel">
    <p class="zx-way-choice">${t("ui-exercise.branch.chosen", { choice: say(visit.choice.text) })}</p>
    <p>${say(visit.consequence)}</p>
    <div class="zx-actions" data-place="news">
      <${Button} look="main" onPress=${onGo}>${t(isLast ? "ui-exercise.branch.to-end" : "ui-exercise.branch.go-on")}<//>
    </div>
  </div>`;
}

/**
 * Where one stands, and the ways on.
 * @param {Words & {now: Now, number: number, onChoose: ((choice: string) => Promise<void>) | false}} props
 */
export function Situation({ t, say, now, number, onChoose }) {
  return html`<section class="zx-situation">
    <p class="zx-situation-text" data-place="situation" tabindex="-1">
      <span class="zx-situation-number">${t("ui-exercise.branch.step", { number })}</span>
      ${say(now.text)}
    </p>
    <p class="zx-label">${t("ui-exercise.branch.ask")}</p>
    <ul class="zx-ways">
      ${now.choices.map(
        ({ id, text }) => html`<li key=${id}>
          ${
            onChoose
              ? html`<${Button} onPress=${() => onChoose(id)}>${say(text)}<//>`
              : html`<span class="zx-way-shut">${say(text)}</span>`
          }
        </li>`,
      )}
    </ul>
  </section>`;
}
