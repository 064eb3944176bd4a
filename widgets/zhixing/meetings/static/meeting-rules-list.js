// The ten rules to read, each opening what it looks like.
import { html } from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./meeting-rules.js").Norm} Norm */

/** The ten rules, each opening what it looks like. @param {{norms: Norm[], say: Kit["say"], t: Kit["t"]}} props */
export function Rules({ norms, say, t }) {
  return html`<ol class="zx-rules">
    ${norms.map(
      (norm) => html`<li key=${norm.id}>
        <details class="zx-rule">
          <summary><strong>${say(norm.name)}</strong><span>${say(norm.sentence)}</span></summary>
          <${Looks} norm=${norm} say=${say} t=${t} />
        </details>
      </li>`,
    )}
  </ol>`;
}

/** What a rule looks like kept and broken. @param {{norm: Norm, say: Kit["say"], t: Kit["t"]}} props */
export function Looks({ norm, say, t }) {
  return html`<dl class="zx-rule-looks">
    <dt>${t("ui-rules.kept")}</dt><dd>${say(norm.kept)}</dd>
    <dt>${t("ui-rules.broken")}</dt><dd>${say(norm.broken)}</dd>
  </dl>`;
}
