// How often each topic takes each rank when the weights are anybody's guess.
import { html } from "../../activity/static/kit.js";
import { Figure, percent } from "./figure.js";

/** @typedef {{topics: {id: string, title: string, shares: number[]}[], ranks: number}} Data */

const SHADES = 6; // ranks with a shade of their own; the rest share the last
const MOST_ON_WALL = 6;

/** @param {import("./figure.js").Frame & {data: Data}} props */
export function Acceptability({ data, t, wall = false }) {
  const { topics, ranks } = data;
  const shades = Math.min(ranks, SHADES);
  const isCut = ranks > shades;
  const parts = topics.map((one) => ({ ...one, shares: gathered(one.shares, shades, isCut) }));
  const shown = wall ? parts.slice(0, MOST_ON_WALL) : parts;
  /** @param {number} at */
  const rank = (at) =>
    isCut && at === shades - 1
      ? t("ui-result.acceptability.rest", { rank: at + 1 })
      : t("ui-result.acceptability.rank", { rank: at + 1 });
  const indices = Array.from({ length: shades }, (_, at) => at);
  return html`<${Figure}
    title=${t("ui-result.acceptability.title")}
    reading=${t("ui-result.acceptability.reading", { share: percent(topics[0].shares[0]) })}
    wall=${wall}
    tableName=${t("ui-result.acceptability.table")}
    numbers=${{
      head: [t("ui-result.topic"), ...indices.map(rank)],
      rows: parts.map((one) => ({ id: one.id, cells: [one.title, ...one.shares.map(percent)] })),
    }}
  >
    <ul class="zx-ranks-key">${indices.map((at) => html`<li key=${at} data-rank=${at}>${rank(at)}</li>`)}</ul>
    <ol class="zx-ranks">
      ${shown.map(
        (one) => html`<li key=${one.id}>
          <span class="zx-ranks-title">${one.title}</span>
          <span class="zx-ranks-first">${t("ui-result.acceptability.first", { share: percent(one.shares[0]) })}</span>
          <span class="zx-ranks-bar">${one.shares.map((share, at) => html`<i key=${at} data-rank=${at} style=${{ width: `${100 * share}%` }}></i>`)}</span>
        </li>`,
      )}
    </ol>
  <//>`;
}

/** What lies beyond the last shade counts to it. @param {number[]} shares @param {number} shades @param {boolean} isCut */
function gathered(shares, shades, isCut) {
  const kept = shares.slice(0, isCut ? shades - 1 : shades);
  if (!isCut) return kept;
  return [...kept, Math.max(0, 1 - kept.reduce((sum, share) => sum + share, 0))];
}
