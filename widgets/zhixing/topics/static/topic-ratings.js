// One topic rated on every criterion.
import { html, RatingRow } from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {{id: string, name: Pair, levels: {level: number, text: Pair}[]}} Criterion */

/**
 * @param {{say: Kit["say"], criteria: Criterion[], scale: [number, number], isAsked: boolean,
 *   given: Record<string, number> | undefined, onRate: (criterion: string, score: number) => void}} props
 */
export function TopicRatings({ say, criteria, scale, given, isAsked, onRate }) {
  return criteria.map(
    (one) => html`<${RatingRow}
      key=${one.id}
      legend=${say(one.name)}
      scale=${scale}
      value=${given?.[one.id] ?? null}
      anchors=${one.levels.map(({ level, text }) => ({ level, text: say(text) }))}
      missing=${isAsked && !given?.[one.id]}
      onChange=${(/** @type {number} */ score) => onRate(one.id, score)}
    />`,
  );
}
