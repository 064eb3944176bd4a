// How a class has answered: a bar for each choice; phones and hands apart, right answers marked once told.
import { html } from "../../activity/static/kit.js";
import { brief, choiceName, letter, partName } from "./teach-parts.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./question.js").Group} Group */
/** @typedef {import("./question.js").Choice} Choice */

/** Parts that are drawn with bars, at most. */
const FEW = 2;

/** @typedef {{groups: Group[], kind: string, told: boolean, t: Kit["t"], say: Kit["say"], short?: "zh" | "en" | null}} Shown
 * `short`: names are cut short in this language, as on the wall */

/** @param {Shown} props */
export function Distribution({ groups, kind, told, t, say, short = null }) {
  if (groups.length > FEW) return Lines({ groups, kind, told, t, say, short });
  const most = Math.max(
    1,
    ...groups.flatMap(({ choices }) => choices.map(({ count, hands }) => (count ?? 0) + hands)),
  );
  return html`<div class="zx-distribution" data-parts=${String(groups.length)}>
    ${groups.map(
      (group, at) => html`<section key=${group.part}>
        ${group.part && html`<p class="zx-distribution-part">${partName({ t, say }, group, at)}</p>`}
        <ol class="zx-list">
          ${group.choices.map(
            (choice, place) => html`<li key=${choice.key} data-right=${String(told && choice.right)}>
              <span class="zx-distribution-name">
                ${!group.part && choice.label && html`<span class="zx-letter">${letter(place)}</span>`}
                ${choiceName({ t, say }, kind, choice)}
                ${told && choice.right && html` <b class="zx-distribution-right">✓ ${t("ui-teach.question.right")}</b>`}
              </span>
              <${Amount} choice=${choice} most=${most} t=${t} />
            </li>`,
          )}
        </ol>
      </section>`,
    )}
  </div>`;
}

/** Many parts in little room: a line for each, with what was chosen in it. @param {Shown} props */
function Lines({ groups, kind, told, t, say, short }) {
  const cut = (/** @type {string} */ name, /** @type {number} */ most) =>
    short ? brief(name, short === "zh", most) : name;
  return html`<dl class="zx-distribution-lines">
    ${groups.map(
      (group, at) => html`<div key=${group.part}>
        <dt>${cut(partName({ t, say }, group, at), 20)}</dt>
        <dd>
          ${group.choices
            .filter(({ count, hands, right }) => count || hands || (told && right))
            .map(
              (choice) => html`<span key=${choice.key} data-right=${String(told && choice.right)}>
                ${told && choice.right && "✓ "}${cut(choiceName({ t, say }, kind, choice), 12)} <b>${amount(choice, t)}</b>
              </span>`,
            )}
        </dd>
      </div>`,
    )}
  </dl>`;
}

/** How many, in words. @param {Choice} choice @param {Kit["t"]} t */
function amount({ count, hands }, t) {
  if (count === null) return t("ui-teach.question.only-hands", { hands });
  return t(hands > 0 ? "ui-teach.question.with-hands" : "ui-teach.question.people", { n: count, hands });
}

/** @param {{choice: Choice, most: number, t: Kit["t"]}} props */
function Amount({ choice, most, t }) {
  const { count, hands } = choice;
  if (count === null && hands === 0) return null;
  const wide = (/** @type {number} */ people) => ({ width: `${(100 * people) / most}%` });
  return html`<span class="zx-distribution-amount">
    <span class="zx-distribution-bar" aria-hidden="true"><i data-by="phones" style=${wide(count ?? 0)}></i><i data-by="hands" style=${wide(hands)}></i></span>
    <span>${amount(choice, t)}</span>
  </span>`;
}
