// The objectives of a unit: what I can do, what is growing, what is weak, and which items to repeat.
import { activity, Card, EmptyState, html } from "../../activity/static/kit.js";
import { AgainList, Held } from "./study-parts.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {import("./study-parts.js").Objective} Objective */
/** @typedef {{title: Pair, objectives: Objective[], rule: {share: number, least: number, low: number}}} View */

/** @param {Kit} kit */
function ObjectiveMap({ view, t, say, model }) {
  const { objectives, rule } = /** @type {View} */ (view);
  const base = model.get("base");
  const count = (/** @type {string} */ state) => objectives.filter((one) => one.state === state).length;
  if (objectives.length === 0) return html`<${EmptyState} title=${t("ui-study.map.empty")} />`;
  return html`<${Card} quiet title=${t("ui-study.map.title")}>
    <p class="zx-lead" role="status">
      ${t("ui-study.map.summary", {
        total: objectives.length,
        can: count("can"),
        growing: count("growing"),
        weak: count("weak"),
        fresh: count("new"),
      })}
    </p>
    <ol class="zx-study-list">
      ${objectives.map(
        (one) => html`<li key=${one.id}>
          <div class="zx-study-objective">
            <p>${say(one.text)}</p>
            <${Held} state=${one.state} />
          </div>
          <${Bar} t=${t} ...${one} />
          <${AgainList} again=${one.again} />
        </li>`,
      )}
    </ol>
    <details class="zx-details">
      <summary>${t("ui-study.map.rule")}</summary>
      <p>${t("ui-study.map.rule-text", rule)}</p>
    </details>
    ${base && html`<div class="zx-row"><a class="zx-button" href=${`${base}export/my-record.docx`} download>${t("ui-records.mine")}</a></div>`}
  <//>`;
}

/** How many items are answered, and how well. @param {Objective & {t: Kit["t"]}} props */
function Bar({ t, share, answered, total }) {
  if (total === 0) return html`<p class="zx-muted zx-small">${t("ui-study.map.untested")}</p>`;
  return html`<div class="zx-study-mean">
    ${
      share !== null &&
      html`<span class="zx-study-track" aria-hidden="true"><span style=${{ width: `${share}%` }}></span></span>
        <span>${t("ui-study.map.score", { share })}</span>`
    }
    <span>${t("ui-study.map.answered", { answered, total })}</span>
  </div>`;
}

export default activity(ObjectiveMap);
