// The phone: one thing at a time, and put away in between.
import { activity, Button, html, Nested, useState } from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {{activity: string, params: Record<string, string>}} Shown */
/**
 * @typedef {object} View
 * @property {Shown | null} now
 * @property {"put-away" | "hidden" | "open"} state
 * @property {{title: Pair} | null} step
 * @property {Shown | null} [look] the outcome, for somebody who comes after it was shown
 */

/** @param {Kit} kit */
function Phone({ view, t, say }) {
  const { now, state, step, look } = /** @type {View} */ (view);
  const [looking, setLooking] = useState("");
  if (state === "open" && now) {
    return html`<div class="zx-phone">
      ${step && html`<p class="zx-phone-step" role="status">${t("ui-classroom.phone.step", { title: say(step.title) })}</p>`}
      <${Nested} key=${now.activity} activity=${now.activity} params=${now.params} />
    </div>`;
  }
  if (look && looking === look.activity) {
    return html`<div class="zx-phone"><${Nested} key=${look.activity} activity=${look.activity} params=${look.params} /></div>`;
  }
  return html`<div class="zx-away">
    <div role="status">
      <p class="zx-away-title">${t("ui-classroom.phone.away")}</p>
      <p class="zx-muted">${t("ui-classroom.phone.wake")}</p>
    </div>
    ${step && html`<p class="zx-away-step">${t("ui-classroom.phone.now", { title: say(step.title) })}</p>`}
    ${look && html`<p><${Button} look="quiet" onPress=${() => setLooking(look.activity)}>${t("ui-session.phone.look")}<//></p>`}
  </div>`;
}

export default activity(Phone);
