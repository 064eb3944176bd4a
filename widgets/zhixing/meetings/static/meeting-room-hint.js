// The private hint of whoever leads: how many have not spoken; who they are only on a tap, and only here.
import { Button, html, useEffect, useState } from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./meeting-room-lane.js").View} View */

/** @param {Kit} kit */
export function Hint({ view, t, act }) {
  const { hint } = /** @type {View} */ (view);
  const [names, setNames] = useState(/** @type {string[] | null} */ (null));
  useEffect(() => setNames(null), [hint?.silent]);
  if (!hint) return null;
  const { silent, leading, even } = hint;
  const ask = async () => setNames((await act("silent"))?.names ?? null);
  const listed = names?.length ? names.join(t("ui-classroom.comma")) : t("ui-room.hint.nobody");
  return html`<aside class="zx-panel zx-hint-panel">
    <p class="zx-muted zx-small">${t("ui-room.hint.title")}</p>
    <p role="status" class="zx-room-hint">${silent > 0 ? t("ui-room.hint.silent", { count: silent }) : t("ui-room.hint.all")}</p>
    ${leading > 0 && html`<p>${t(leading === 1 ? "ui-room.hint.leading-one" : "ui-room.hint.leading", { count: leading })}</p>`}
    <div class="zx-row">
      ${
        names
          ? html`<p>${listed}</p><${Button} look="quiet" onPress=${() => setNames(null)}>${t("ui-room.hint.close")}<//>`
          : silent > 0 && html`<${Button} look="quiet" onPress=${ask}>${t("ui-room.hint.who")}<//>`
      }
    </div>
    ${even !== null && html`<details class="zx-details"><summary>${t("ui-room.hint.how")}</summary><p class="zx-small">${t("ui-room.hint.even", { value: even })}</p></details>`}
  </aside>`;
}
