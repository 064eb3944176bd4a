// What the pages of the weights are drawn with.
import { html } from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Locale} Locale */
/** @typedef {import("./weights.js").Criterion} Criterion */
/** @typedef {import("./weights.js").Shares} Shares */

/**
 * A share as a percentage.
 * @param {number} share
 * @param {number} [digits]
 */
export function percent(share, digits = 1) {
  return `${(100 * share).toFixed(digits)}%`;
}

/**
 * A moment as day and time.
 * @param {string} moment ISO-8601
 * @param {Locale} locale
 */
export function day(moment, locale) {
  return new Date(moment).toLocaleString(locale, {
    month: "numeric",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hour12: false,
  });
}

/**
 * Weights as bars, the middle half of the single ballots as a line across.
 * @param {{say: Kit["say"], criteria: Criterion[], shares: Shares, spread?: Record<string, [number, number]> | null}} props
 */
export function Bars({ say, criteria, shares, spread }) {
  return html`<ul class="zx-list zx-shares">
    ${criteria.map(({ id, name }) => {
      const ends = spread?.[id];
      return html`<li key=${id} class="zx-share">
        <span>${say(name)}</span>
        <span class="zx-share-number">${percent(shares[id] ?? 0)}</span>
        <span class="zx-share-track">
          <span class="zx-share-fill" style=${{ width: percent(shares[id] ?? 0) }}></span>
          ${ends && html`<span class="zx-share-spread" style=${{ left: percent(ends[0]), width: percent(ends[1] - ends[0]) }}></span>`}
        </span>
      </li>`;
    })}
  </ul>`;
}
