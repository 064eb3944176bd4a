// Everything behind the result, complete: what to beware of, every method, every coefficient, what was left out.
import { html } from "../../activity/static/kit.js";
import { points, Table } from "./figure.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {{id: string, order: string[], winner: string | null}} Method */
/** @typedef {{complete: number, w: {value: number, p: number} | null, icc_single: number | null,
 *   icc_mean: number | null, icc_single_bounds: number[] | null, icc_mean_bounds: number[] | null,
 *   icc_p: number | null, alpha_interval: number | null, alpha_ordinal: number | null}} Coefficients */
/** @typedef {{kind: string, sentence: Pair, next: Pair}} Caution */
/** @typedef {{methods: Method[], normalisations: Method[],
 *   agreement: {overall: Coefficients, by_criterion: (Coefficients & {criterion: string})[], low: number},
 *   flip: {criterion: string, change: number | null, challenger: string | null}[],
 *   reversals: {method: string, dropped: string, ahead: string, behind: string}[],
 *   severity_known: boolean, severity_changes_winner: boolean}} Deep */
/** @typedef {{id: string, title: string, place: number, score: number | null, by_criterion: Record<string, number>}} Ranked */
/** @typedef {{t: Kit["t"], say: Kit["say"], deep: Deep | null, cautions: Caution[], left: Pair[], ranking: Ranked[],
 *   criterion: (id: string) => string}} Props */

/** @type {Record<string, string>} */
const METHODS = {
  "weighted-sum": "ui-result.method.weighted-sum",
  topsis: "result.method.topsis",
  "promethee-ii": "result.method.promethee",
  borda: "result.method.borda",
  condorcet: "result.method.condorcet",
  "severity-adjusted": "ui-result.method.severity",
  none: "ui-result.method.none",
  minmax: "result.method.minmax",
  vector: "result.method.vector",
  sum: "result.method.sum",
};
const MIDDLING = 0.6; // with `low` of the payload: the customary reading of W and of correlations

/** @param {Props} props */
export function Appendix(props) {
  const { t, say, deep, cautions, left } = props;
  return html`<details class="zx-details">
    <summary>${t("ui-result.appendix.title")}${cautions.length > 0 && ` · ${t("ui-result.appendix.count", { count: cautions.length })}`}</summary>
    <div class="zx-stack">
      <h4>${t("ui-result.appendix.cautions")}</h4>
      ${cautions.length === 0 && html`<p>${t("ui-result.appendix.none")}</p>`}
      <ol class="zx-list zx-cautions">
        ${cautions.map(
          (one) => html`<li key=${one.kind}>
            <span>${say(one.sentence)}</span>
            <span><strong>${t("ui-result.appendix.next")}</strong>${say(one.next)}</span>
          </li>`,
        )}
      </ol>
      ${deep && html`<${Methods} ...${props} />`} ${deep && html`<${Agreement} ...${props} />`} ${deep && html`<${Turns} ...${props} />`}
      ${left.length > 0 && html`<h4>${t("ui-result.appendix.left-out")}</h4>`}
      <ul>${left.map((one) => html`<li key=${one.zh}>${say(one)}</li>`)}</ul>
    </div>
  </details>`;
}

/** Orders by title; titles are numbered once so that the table stays narrow. @param {Props} props */
function Methods({ t, deep, ranking, criterion }) {
  const { methods, normalisations } = /** @type {Deep} */ (deep);
  const place = new Map(ranking.map((one, at) => [one.id, at + 1]));
  const names = Object.keys(
    ranking.find((one) => Object.keys(one.by_criterion).length > 0)?.by_criterion ?? {},
  );
  const order = (/** @type {Method} */ one) => ({
    id: one.id,
    cells: [
      t(METHODS[one.id]),
      one.order.map((id) => place.get(id)).join(t("ui-result.appendix.before")),
      one.winner === null ? t("ui-result.appendix.no-winner") : (place.get(one.winner) ?? ""),
    ],
  });
  const head = [t("ui-result.appendix.method"), t("ui-result.appendix.order"), t("ui-result.first")];
  return html`<h4>${t("ui-result.appendix.means")}</h4>
    <${Table}
      name=${t("ui-result.appendix.means")}
      numbers=${{
        head: [t("ui-result.topic"), t("ui-result.mean"), ...names.map(criterion)],
        rows: ranking.map((one, at) => ({
          id: one.id,
          cells: [
            `${at + 1}. ${one.title}`,
            points(one.score),
            ...names.map((id) => points(one.by_criterion[id] ?? null)),
          ],
        })),
      }}
    />
    <h4>${t("ui-result.appendix.methods")}</h4>
    <p class="zx-table-note">${t("ui-result.appendix.numbers")}</p>
    <${Table} name=${t("ui-result.appendix.methods")} numbers=${{ head, rows: methods.map(order) }} />
    <h4>${t("ui-result.appendix.normalisations")}</h4>
    <p class="zx-table-note">${t("ui-result.appendix.why-none")}</p>
    <${Table} name=${t("ui-result.appendix.normalisations")} numbers=${{ head, rows: normalisations.map(order) }} />`;
}

/** @param {Props} props */
function Agreement({ t, deep, criterion }) {
  const { overall, by_criterion, low } = /** @type {Deep} */ (deep).agreement;
  if (overall.w === null && overall.alpha_interval === null && overall.icc_single === null) return null;
  const bounds = (/** @type {number[] | null} */ pair) =>
    pair === null ? "–" : t("ui-result.appendix.bounds", { low: points(pair[0]), high: points(pair[1]) });
  const chance = (/** @type {number | null | undefined} */ p) =>
    p === null || p === undefined ? "–" : p < 0.001 ? "< 0.001" : p.toFixed(3);
  const reading = (/** @type {number | null} */ value) => {
    if (value === null) return "–";
    if (value < low) return t("ui-result.reading.weak");
    return t(value < MIDDLING ? "ui-result.reading.some" : "ui-result.reading.strong");
  };
  const { w, icc_single, icc_mean, alpha_interval, alpha_ordinal } = overall;
  /** @type {[string, string, number | null, string, string][]} */
  const rows = [
    ["w", "ui-result.coefficient.w", w?.value ?? null, "–", chance(w?.p)],
    [
      "icc1",
      "ui-result.coefficient.icc-single",
      icc_single,
      bounds(overall.icc_single_bounds),
      chance(overall.icc_p),
    ],
    [
      "icck",
      "ui-result.coefficient.icc-mean",
      icc_mean,
      bounds(overall.icc_mean_bounds),
      chance(overall.icc_p),
    ],
    ["alpha", "ui-result.coefficient.alpha-interval", alpha_interval, "–", "–"],
    ["ordinal", "ui-result.coefficient.alpha-ordinal", alpha_ordinal, "–", "–"],
  ];
  return html`<h4>${t("ui-result.appendix.agreement")}</h4>
    <${Table}
      name=${t("ui-result.appendix.agreement")}
      numbers=${{
        head: [
          t("ui-result.coefficient.name"),
          t("ui-result.coefficient.value"),
          t("ui-result.coefficient.bounds"),
          t("ui-result.coefficient.p"),
          t("ui-result.coefficient.reading"),
        ],
        words: [4],
        rows: rows.map(([id, name, value, range, p]) => ({
          id,
          cells: [t(name), points(value), range, p, reading(value)],
        })),
      }}
    />
    <p class="zx-table-note">${t("ui-result.appendix.guide")}</p>
    <${Table}
      name=${t("ui-result.appendix.by-criterion")}
      numbers=${{
        head: [
          t("ui-result.criterion"),
          "W",
          "p",
          "ICC(2,1)",
          "ICC(2,k)",
          t("ui-result.coefficient.alpha-1"),
          t("ui-result.coefficient.alpha-2"),
        ],
        rows: by_criterion.map((one) => ({
          id: one.criterion,
          cells: [
            criterion(one.criterion),
            points(one.w?.value ?? null),
            chance(one.w?.p),
            points(one.icc_single),
            points(one.icc_mean),
            points(one.alpha_interval),
            points(one.alpha_ordinal),
          ],
        })),
      }}
    />`;
}

/** What would turn the result round. @param {Props} props */
function Turns({ t, deep, ranking, criterion }) {
  const { flip, reversals, severity_known, severity_changes_winner } = /** @type {Deep} */ (deep);
  const title = (/** @type {string | null} */ id) => ranking.find((one) => one.id === id)?.title ?? "–";
  const change = (/** @type {number | null} */ by) =>
    by === null
      ? t("ui-result.appendix.never")
      : t("ui-result.appendix.by", { points: `${by < 0 ? "−" : "+"}${Math.abs(100 * by).toFixed(1)}` });
  return html`<h4>${t("ui-result.appendix.flips")}</h4>
    <${Table}
      name=${t("ui-result.appendix.flips")}
      numbers=${{
        head: [t("ui-result.criterion"), t("ui-result.appendix.change"), t("ui-result.appendix.challenger")],
        words: [2],
        rows: flip.map((one) => ({
          id: one.criterion,
          cells: [criterion(one.criterion), change(one.change), title(one.challenger)],
        })),
      }}
    />
    <h4>${t("ui-result.appendix.reversals")}</h4>
    <p class="zx-table-note">${t(reversals.length ? "ui-result.appendix.reversals-lead" : "ui-result.appendix.no-reversals")}</p>
    ${
      reversals.length > 0 &&
      html`<${Table}
      name=${t("ui-result.appendix.reversals")}
      numbers=${{
        head: [
          t("ui-result.appendix.method"),
          t("ui-result.appendix.dropped"),
          t("ui-result.appendix.ahead"),
          t("ui-result.appendix.behind"),
        ],
        words: [1, 2, 3],
        rows: reversals.map((one) => ({
          id: `${one.method}-${one.dropped}`,
          cells: [t(METHODS[one.method]), title(one.dropped), title(one.ahead), title(one.behind)],
        })),
      }}
    />`
    }
    ${severity_known && html`<p>${t(severity_changes_winner ? "ui-result.appendix.severity-changes" : "ui-result.appendix.severity-same")}</p>`}`;
}
