// A question on the wall: what is asked, how many have answered, and, once shown, how; no name.
import { html } from "../../activity/static/kit.js";
import { Distribution } from "./question-shares.js";
import { choiceName, letter } from "./teach-parts.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./question.js").Asked} Asked */

/** @param {Kit} kit */
export function Asked({ view, t, say, locale }) {
  const { item, state, n, present, few, counted, told, groups } = /** @type {Asked} */ (view.content);
  const shown = state === "revealed" && counted;
  const hands = groups.some(({ choices }) => choices.some((one) => one.hands > 0));
  return html`<div class="zx-wall-asked" data-shown=${String(shown)}>
    <p class="zx-wall-prompt">${say(item.prompt)}</p>
    ${shown && few && html`<p class="zx-wall-prompt zx-wall-center">${t("ui-teach.question.wall-talk")}</p>`}
    ${shown && (!few || hands) && html`<${Distribution} groups=${groups} kind=${item.kind} told=${told} t=${t} say=${say} short=${locale === "en" ? "en" : "zh"} />`}
    ${shown && hands && html`<p class="zx-wall-note">${t("ui-teach.question.wall-note")}</p>`}
    ${
      !shown &&
      groups.map(
        ({ part, choices }) => html`<ol key=${part} class="zx-wall-options">
          ${choices.map(
            (one, at) =>
              html`<li key=${one.key}><span class="zx-letter">${part ? "·" : letter(at)}</span><span>${choiceName({ t, say }, item.kind, one)}</span></li>`,
          )}
        </ol>`,
      )
    }
    ${
      !shown &&
      html`<p class="zx-wall-number">${t("ui-teach.question.wall-answered", { n, present })}</p>
        <p>${t(state === "open" ? "ui-teach.question.wall-title" : "ui-teach.question.wall-closed")}</p>`
    }
  </div>`;
}
