// The end of a step that others wait for: what is still open, or the way on; later sections stay out of sight meanwhile.
import { activity, html, Notice, useEffect } from "../../activity/static/kit.js";
import { PartName, Way } from "./study-parts.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {import("./study-parts.js").Part} Part */
/**
 * @typedef {object} View
 * @property {Part[]} left what is not done
 * @property {boolean} waits whether the next section waits for this one
 * @property {"open" | "closed" | null} said what the facilitator has said of the next section
 * @property {{title: Pair, href: string} | null} next
 * @property {number} opening how many sections open when this one is done
 * @property {string[]} held anchors of the sections to keep back
 * @property {string[]} cells anchors of all sections of the unit
 * @property {string[]} drafts names of what is typed and not handed in
 */

/** @param {Kit} kit */
function Gate({ view, model, t, say }) {
  const { left, waits, said, next, opening, held, cells, drafts } = /** @type {View} */ (view);
  const kept = JSON.stringify({ held, cells, drafts });
  useEffect(() => {
    const back = JSON.parse(kept);
    return back.held.length > 0 ? model.keepBack?.(back) : undefined;
  }, [model, kept]);
  const isClosed = said === "closed";
  const title = waits
    ? "ui-study.gate.waits"
    : isClosed
      ? "ui-study.gate.here"
      : left.length > 0
        ? "ui-study.gate.may-go"
        : "ui-study.gate.done";
  return html`<div class="zx-study-gate" data-waits=${String(waits || isClosed)}>
    <p class="zx-study-gate-title" role="status">${t(title)}</p>
    ${said === "open" && html`<${Notice}>${t("ui-study.gate.opened")}<//>`}
    ${isClosed && html`<${Notice} tone="warn">${t("ui-study.gate.closed")}<//>`}
    ${
      left.length > 0 &&
      html`<p class="zx-muted">${t(waits ? "ui-study.gate.left" : "ui-study.gate.optional")}</p>
      <ul class="zx-study-parts">
        ${left.map((part) => html`<li key=${part.id}><${Way} href=${part.href} part=${part.id}><${PartName} part=${part} /><//></li>`)}
      </ul>`
    }
    ${waits && model.keepBack && html`<p class="zx-study-gate-count">${t("ui-study.gate.count", { count: opening })}</p>`}
    ${!waits && !isClosed && next && html`<p><${Way} href=${next.href} look="main">${t("ui-study.gate.on", { title: say(next.title) })}<//></p>`}
    ${!waits && !next && left.length === 0 && html`<p>${t("ui-study.gate.last")}</p>`}
  </div>`;
}

export default activity(Gate);
