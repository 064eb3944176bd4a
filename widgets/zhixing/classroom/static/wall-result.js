// The result on the wall: the choice large, one sentence about its stability, or one picture of it.
import { html } from "../../activity/static/kit.js";
import { Acceptability, Radar, Shift, Spread } from "../../topics/static/pictures.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */

/** @type {Record<string, any>} */
const PICTURES = { spread: Spread, radar: Radar, acceptability: Acceptability, shift: Shift };

/** @param {Kit} kit */
export function Result(kit) {
  const { view, t, say } = kit;
  const { first, pictures } = view.content;
  if (!first) return html`<p class="zx-wall-center">${t("ui-classroom.wall.no-result")}</p>`;
  const Picture = PICTURES[view.picture];
  if (!Picture) return html`<${Conclusion} ...${kit} />`;
  const data = pictures?.[view.picture];
  if (!data) return html`<${Conclusion} ...${kit} note=${t("ui-session.wall.no-picture")} />`;
  return html`<${Picture} data=${data} t=${t} say=${say} wall />`;
}

/** @param {Kit & {note?: string}} props */
function Conclusion({ view, t, say, note }) {
  const { first, runner_up, held, sentence } = view.content;
  return html`<dl class="zx-wall-outcome">
      <div data-first="true"><dt>${t("ui-classroom.wall.first")}</dt><dd>${first.title}</dd></div>
      ${runner_up && html`<div><dt>${t("ui-classroom.wall.runner-up")}</dt><dd>${runner_up.title}</dd></div>`}
      ${
        held.length > 0 &&
        html`<div data-held="true"><dt>${t("ui-classroom.wall.held")}</dt>
        ${held.map((/** @type {{id: string, title: string}} */ one) => html`<dd key=${one.id}>${one.title}</dd>`)}
      </div>`
      }
    </dl>
    <p class="zx-wall-why">${say(sentence)}</p>
    ${note && html`<p class="zx-wall-note">${note}</p>`}`;
}
