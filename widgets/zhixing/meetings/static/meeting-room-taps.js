// Questions and statements, one tap each; what is on its way to the server counts already.
import { Button, html, useState } from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./meeting-room-lane.js").View} View */
/** @typedef {"asked" | "stated"} What */

/** @param {Kit} kit */
export function Taps({ view, t, act }) {
  const { taps } = /** @type {View} */ (view);
  const [sent, setSent] = useState({ asked: 0, stated: 0 });
  if (!taps) return null;
  const tap = async (/** @type {What} */ what) => {
    setSent((before) => ({ ...before, [what]: before[what] + 1 }));
    await act("tap", { what }).catch(() => undefined);
    setSent((before) => ({ ...before, [what]: before[what] - 1 }));
  };
  const names = { asked: t("ui-room.taps.asked"), stated: t("ui-room.taps.stated") };
  const count = (/** @type {What} */ what) => taps[what] + sent[what];
  return html`<section class="zx-panel">
    <h4 class="zx-panel-title">${t("ui-room.taps.title")}</h4>
    <p class="zx-muted zx-small">${t("ui-room.taps.lead")}</p>
    <div class="zx-room-taps">
      ${/** @type {What[]} */ (["asked", "stated"]).map((what) => html`<button key=${what} type="button" class="zx-room-tap" onClick=${() => tap(what)}><span>${names[what]}</span><b>${count(what)}</b></button>`)}
    </div>
    <div class="zx-row">
      <p role="status"><strong>${t("ui-room.taps.count", { asked: count("asked"), stated: count("stated") })}</strong></p>
      <p class="zx-muted zx-small">${t("ui-room.taps.here", { asked: taps.here.asked, stated: taps.here.stated })}</p>
      ${taps.last && html`<${Button} look="quiet" onPress=${() => act("untap", { tap: taps.last })}>${t("ui-room.taps.undo")}<//>`}
    </div>
  </section>`;
}
