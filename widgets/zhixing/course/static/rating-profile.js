// Where I lean against the expert over several sample topics: a picture, the numbers in words, and what it may mean.
import { activity, Card, EmptyState, html } from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {{criterion: string, name: Pair, stage: string, mean: number, apart: number,
 *   side: "high" | "low" | "mixed" | "near", widest: number, meaning: Pair | null}} Lean */
/** @typedef {{title: Pair, done: number, total: number, least: number, leans: Lean[]}} View */

/** @param {Kit} kit */
function RatingProfile({ view, t, say }) {
  const { done, total, least, leans } = /** @type {View} */ (view);
  const title = t("ui-course.profile.title");
  if (leans.length === 0) {
    return html`<${Card} title=${title} quiet>
      <${EmptyState} title=${t("ui-course.profile.waiting", { least })}>${t("ui-course.profile.done", { done })}<//>
    <//>`;
  }
  return html`<${Card} title=${title} lead=${t("ui-course.profile.lead", { done, total })} quiet>
    <p class="zx-muted zx-small">${t("ui-course.profile.picture")}</p>
    <ul class="zx-list zx-leans">
      ${leans.map(
        (lean) => html`<li key=${lean.criterion} class="zx-lean" data-side=${lean.side}>
          <strong>${say(lean.name)}</strong>
          <span>${said(t, lean)}</span>
          <span class="zx-lean-track" aria-hidden="true"><span style=${bar(lean)}></span></span>
          ${lean.side !== "near" && html`<p class="zx-muted">${lean.meaning ? say(lean.meaning) : t("ui-course.profile.mixed-meaning")}</p>`}
        </li>`,
      )}
    </ul>
  <//>`;
}

/**
 * @param {Kit["t"]} t
 * @param {Lean} lean
 */
function said(t, { side, stage, mean, apart }) {
  const by = Math.abs(mean).toFixed(1);
  if (side === "mixed") return t("ui-course.profile.mixed", { by: apart.toFixed(1) });
  if (side === "near") return t("ui-course.profile.near");
  if (stage === "condition")
    return t(side === "high" ? "ui-course.profile.lenient" : "ui-course.profile.strict", { by });
  return t(side === "high" ? "ui-course.profile.high" : "ui-course.profile.low", { by });
}

/** @param {Lean} lean */
function bar({ mean, widest }) {
  const half = (50 * Math.min(Math.abs(mean), widest)) / widest;
  return { left: `${mean < 0 ? 50 - half : 50}%`, width: `${half}%` };
}

export default activity(RatingProfile);
