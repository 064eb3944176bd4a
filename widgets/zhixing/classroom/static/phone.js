// The phone: one thing at a time, and put away in between.
import { activity, html, Nested } from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/**
 * @typedef {object} View
 * @property {{activity: string, params: Record<string, string>} | null} now
 * @property {"put-away" | "hidden" | "open"} state
 * @property {{title: Pair} | null} step
 */

/** @param {Kit} kit */
function Phone({ view, t, say }) {
  const { now, state, step } = /** @type {View} */ (view);
  if (state === "open" && now) {
    return html`<div class="zx-phone">
      ${step && html`<p class="zx-phone-step" role="status">${t("ui-classroom.phone.step", { title: say(step.title) })}</p>`}
      <${Nested} key=${now.activity} activity=${now.activity} params=${now.params} />
    </div>`;
  }
  return html`<div class="zx-away">
    <div role="status">
      <p class="zx-away-title">${t("ui-classroom.phone.away")}</p>
      <p class="zx-muted">${t("ui-classroom.phone.wake")}</p>
    </div>
    ${step && html`<p class="zx-away-step">${t("ui-classroom.phone.now", { title: say(step.title) })}</p>`}
  </div>`;
}

export default activity(Phone);
