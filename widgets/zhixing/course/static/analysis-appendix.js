// Every number of the item analysis: by item, of the score, who chose what, and where it all comes from.
import { html } from "../../activity/static/kit.js";
import { percent, points, Table } from "../../topics/static/figure.js";
import { brief, choiceName, partName } from "./teach-parts.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./item-analysis.js").View} View */
/** @typedef {import("./item-analysis.js").Item} Item */
/** @typedef {import("./item-analysis.js").Alpha} Alpha */

/** @param {number | null} share */
const asPercent = (share) => (share === null ? "–" : percent(share));

/** @param {Kit} kit */
export function Appendix(kit) {
  const { t } = kit;
  const { items, limits } = /** @type {View} */ (kit.view);
  const filled = {
    hard: Math.round(100 * limits.hard),
    easy: Math.round(100 * limits.easy),
    separates: limits.separates,
    correlates: limits.correlates,
  };
  return html`<details class="zx-details">
      <summary>${t("ui-teach.analysis.numbers")}</summary>
      <div class="zx-analysis-items"><${Table} name=${t("ui-teach.analysis.table")} numbers=${byItem(kit)} /></div>
      <${Score} ...${kit} />
    </details>
    <details class="zx-details">
      <summary>${t("ui-teach.analysis.choices")}</summary>
      ${items.map((item) => html`<${Choices} key=${item.id} ...${kit} item=${item} />`)}
    </details>
    <details class="zx-details">
      <summary>${t("ui-teach.analysis.method")}</summary>
      <ul class="zx-kept">
        <li>${t("ui-teach.analysis.method-1")}</li>
        <li>${t("ui-teach.analysis.method-2", filled)}</li>
        <li>${t("ui-teach.analysis.method-3", filled)}</li>
        <li>${t("ui-teach.analysis.method-4")}</li>
        <li>${t("ui-teach.analysis.method-5")}</li>
      </ul>
    </details>`;
}

/** @param {Kit} kit */
function byItem({ view, t, say, locale }) {
  const { items } = /** @type {View} */ (view);
  return {
    head: [
      t("ui-teach.analysis.column-item"),
      t("ui-teach.analysis.column-answered"),
      t("ui-teach.analysis.column-facility"),
      t("ui-teach.analysis.column-expected"),
      t("ui-teach.analysis.column-score"),
      t("ui-teach.analysis.column-index"),
      t("ui-teach.analysis.column-rest"),
      t("ui-teach.analysis.column-total"),
    ],
    rows: items.map((item) => ({
      id: item.id,
      cells: [
        `${item.number}. ${brief(say(item.prompt), locale !== "en")}`,
        item.answered,
        asPercent(item.facility),
        asPercent(item.expected),
        points(item.score),
        points(item.discrimination),
        points(item.rest),
        points(item.total),
      ],
    })),
  };
}

/** @param {Kit} kit */
function Score({ view, t }) {
  const { reliability } = /** @type {View} */ (view);
  if (!reliability) return null;
  const { kr20, alpha, sem, mean } = reliability;
  const interval = (/** @type {Alpha} */ { low, high }) => `${points(low)} – ${points(high)}`;
  const rows = [
    { id: "kr20", cells: [t("ui-teach.analysis.kr20"), points(kr20.value), interval(kr20)] },
    {
      id: "alpha",
      cells: [t("ui-teach.analysis.alpha"), points(alpha?.value ?? null), alpha ? interval(alpha) : "–"],
    },
    { id: "sem", cells: [t("ui-teach.analysis.sem"), points(sem), "–"] },
    { id: "mean", cells: [t("ui-teach.analysis.mean"), points(mean), "–"] },
  ];
  const head = [
    t("ui-teach.analysis.column-measure"),
    t("ui-teach.analysis.column-value"),
    t("ui-teach.analysis.column-interval"),
  ];
  return html`<${Table} name=${t("ui-teach.analysis.score-table")} numbers=${{ head, rows }} />`;
}

/** Who chose what in one item. @param {Kit & {item: Item}} props */
function Choices({ item, ...kit }) {
  const { t, say } = kit;
  const { halves, parts, kind, number, prompt } = item;
  const head = [
    t("ui-teach.analysis.column-choice"),
    t("ui-teach.analysis.column-count"),
    t("ui-teach.analysis.column-upper"),
    t("ui-teach.analysis.column-lower"),
  ];
  return html`<details class="zx-item-choices">
    <summary>${t("ui-teach.analysis.expand", { n: number })} <span class="zx-muted">${brief(say(prompt), kit.locale !== "en")}</span></summary>
    <p>${say(prompt)}</p>
    ${halves && html`<p class="zx-small zx-muted">${t("ui-teach.analysis.halves", { upper: halves[0], lower: halves[1] })}</p>`}
    ${parts.map(
      (group, at) => html`<div key=${group.part}>
        ${group.part && html`<p><strong>${partName(kit, group, at)}</strong></p>`}
        <${Table}
          name=${partName(kit, group, at) || say(prompt)}
          numbers=${{
            head,
            rows: group.choices.map((one) => ({
              id: one.key,
              cells: [
                one.right
                  ? `✓ ${choiceName(kit, kind, one)}（${t("ui-teach.analysis.right-mark")}）`
                  : choiceName(kit, kind, one),
                one.count,
                asPercent(one.upper),
                asPercent(one.lower),
              ],
            })),
          }}
        />
      </div>`,
    )}
  </details>`;
}
