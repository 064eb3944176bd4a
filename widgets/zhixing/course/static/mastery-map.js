// What a class can do: a bar for each objective, the numbers in words, a table for whoever wants it.
import { activity, Card, html } from "../../activity/static/kit.js";
import { Table } from "../../topics/static/figure.js";
import { Bar, ForUnit } from "./teach-parts.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {"can" | "growing" | "weak" | "new"} State */
/** @typedef {{id: string, text: Pair, items: number, people: number, counts: Record<State, number> | null}} Objective */
/** @typedef {import("./teach-parts.js").OfUnit & {objectives: Objective[], least: number,
 *   mastery: {share: number, least: number}}} View */

/** @type {State[]} */
const STATES = ["can", "growing", "weak", "new"];
const NAMES = {
  can: "ui-teach.mastery.can",
  growing: "ui-teach.mastery.growing",
  weak: "ui-teach.mastery.weak",
  new: "ui-teach.mastery.new",
};

/** @param {Kit} kit */
const MasteryMap = (kit) => html`<${ForUnit} ...${kit} name="mastery-map" Content=${Content} />`;

/** @param {Kit} kit */
function Content({ view, t, say }) {
  const { unit, objectives, least, mastery } = /** @type {View} */ (view);
  const weakest = weakestOf(objectives);
  return html`<${Card} quiet title=${t("ui-teach.mastery.title", { unit: say(unit.title) })} lead=${t("ui-teach.mastery.lead")}>
    ${weakest && html`<p>${t("ui-teach.mastery.next-weak", { objective: say(weakest.text).replace(/[。.]$/, "") })}</p>`}
    <ul class="zx-list zx-parts-legend" aria-hidden="true">
      ${STATES.map((state) => html`<li key=${state}><i data-tone=${state}></i>${t(NAMES[state])}</li>`)}
    </ul>
    <ol class="zx-list zx-class-objectives">
      ${objectives.map(
        ({ id, text, counts }) => html`<li key=${id}>
          <p>${say(text)}</p>
          ${
            counts
              ? html`<${Bar} label=${t("ui-teach.mastery.said", counts)} parts=${STATES.map((state) => ({ tone: state, count: counts[state] }))} />
                <p class="zx-small zx-muted">${t("ui-teach.mastery.said", counts)}</p>`
              : html`<p class="zx-muted">${t("ui-teach.mastery.few", { least })}</p>`
          }
        </li>`,
      )}
    </ol>
    <details class="zx-details">
      <summary>${t("ui-teach.mastery.numbers")}</summary>
      <${Table} name=${t("ui-teach.mastery.table")} numbers=${table(objectives, t, say)} />
    </details>
    <details class="zx-details">
      <summary>${t("ui-teach.mastery.rule")}</summary>
      <p>${t("ui-teach.mastery.rule-text", mastery)}</p>
    </details>
  <//>`;
}

/** The objective at which most people are weak, where at least a fifth are. @param {Objective[]} objectives */
function weakestOf(objectives) {
  const [most] = objectives
    .filter(({ counts }) => counts !== null)
    .sort((one, other) => (other.counts?.weak ?? 0) - (one.counts?.weak ?? 0));
  return most?.counts && most.counts.weak * 5 >= most.people && most.counts.weak > 0 ? most : null;
}

/** @param {Objective[]} objectives @param {Kit["t"]} t @param {Kit["say"]} say */
function table(objectives, t, say) {
  return {
    head: [
      t("ui-teach.mastery.objective"),
      t("ui-teach.mastery.items"),
      ...STATES.map((state) => t(NAMES[state])),
    ],
    rows: objectives.map(({ id, text, items, counts }) => ({
      id,
      cells: [say(text), items, ...STATES.map((state) => counts?.[state] ?? "–")],
    })),
  };
}

export default activity(MasteryMap);
