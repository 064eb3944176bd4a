// The result: one sentence first, then the choice and its spread; other pictures and the appendix one tap deeper.
import { activity, Card, EmptyState, html, Notice, useState } from "../../activity/static/kit.js";
import { Appendix } from "./appendix.js";
import { Acceptability, Radar, Shift, Spread } from "./pictures.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {{id: string, title: string}} Named */
/** @typedef {"radar" | "acceptability" | "shift"} Name */
/** @typedef {{state: "waiting" | "revealed", ranking: import("./appendix.js").Ranked[], first: Named | null,
 *   runner_up: Named | null, held: Named[],
 *   stability: {kind: "stable" | "close" | "fragile" | "few", sentence: Pair} | null, raters: number,
 *   criteria: {id: string, name: Pair}[], pictures: Record<Name | "spread", any> | null,
 *   cautions: import("./appendix.js").Caution[], left_out: Pair[],
 *   appendix: import("./appendix.js").Deep | null}} View */

/** @type {[Name, string, any][]} */
const MORE = [
  ["radar", "ui-result.radar.tab", Radar],
  ["acceptability", "ui-result.acceptability.tab", Acceptability],
  ["shift", "ui-result.shift.tab", Shift],
];

/** @param {Kit} kit */
function TopicResult({ view, t, say }) {
  const { state, ranking, first, runner_up, held, stability, raters, criteria, pictures, appendix } =
    /** @type {View} */ (view);
  const { cautions, left_out } = /** @type {View} */ (view);
  if (state === "waiting") {
    return html`<${Card} title=${t("ui-result.title")} quiet><${EmptyState} title=${t("ui-result.waiting")} /><//>`;
  }
  const criterion = (/** @type {string} */ id) => say(criteria.find((one) => one.id === id)?.name) || id;
  return html`<${Card} title=${t("ui-result.title")} quiet>
    ${stability && html`<${Notice} tone=${stability.kind === "stable" ? "ok" : "warn"}>${say(stability.sentence)}<//>`}
    <dl class="zx-verdict">
      ${first && html`<div data-first="true"><dt>${t("ui-result.first")}</dt><dd>${first.title}</dd></div>`}
      ${runner_up && html`<div><dt>${t("ui-result.runner-up")}</dt><dd>${runner_up.title}</dd></div>`}
      ${
        held.length > 0 &&
        html`<div><dt>${t("ui-result.held")}</dt><dd>${held.map((one) => one.title).join(t("ui-result.semicolon"))}</dd></div>`
      }
    </dl>
    <p class="zx-muted">${t("ui-result.basis", { raters })}</p>
    ${pictures?.spread && html`<${Spread} data=${pictures.spread} t=${t} say=${say} />`}
    ${pictures && html`<${More} pictures=${pictures} t=${t} say=${say} />`}
    <${Appendix} t=${t} say=${say} deep=${appendix} cautions=${cautions} left=${left_out} ranking=${ranking} criterion=${criterion} />
  <//>`;
}

/** The other pictures, one at a time. @param {{pictures: Record<Name, any>, t: Kit["t"], say: Kit["say"]}} props */
function More({ pictures, t, say }) {
  const there = MORE.filter(([name]) => pictures[name]);
  const [chosen, choose] = useState(/** @type {string} */ (""));
  if (there.length === 0) return null;
  const [, , Picture] = there.find(([name]) => name === chosen) ?? there[0];
  const data = pictures[(there.find(([name]) => name === chosen) ?? there[0])[0]];
  return html`<details class="zx-details">
    <summary>${t("ui-result.more")}</summary>
    <div class="zx-stack">
      <div class="zx-picture-tabs" role="group" aria-label=${t("ui-result.more")}>
        ${there.map(
          ([name, key], at) => html`<button
            key=${name}
            type="button"
            class="zx-button"
            data-look="plain"
            aria-pressed=${String(chosen ? chosen === name : at === 0)}
            onClick=${() => choose(name)}
          >
            ${t(key)}
          </button>`,
        )}
      </div>
      <${Picture} data=${data} t=${t} say=${say} />
    </div>
  </details>`;
}

export default activity(TopicResult);
