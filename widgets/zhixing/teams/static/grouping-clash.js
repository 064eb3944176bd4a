// When rules cannot hold together: which ones, why, and what each way out would cost.
import { Button, html, Notice, Problem } from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./grouping-words.js").Grouping} Grouping */

/** @param {{kit: Kit, grouping: Grouping, relax: (rule: string) => Promise<any>}} props */
export function ClashNotice({ kit, grouping, relax }) {
  const { t, say } = kit;
  const clash = grouping.clash;
  if (!clash) return null;
  const names = clash.rules.map((name) => say(name)).join(t("ui-grouping.clash.and"));
  return html`<${Notice} tone="warn" live>
    <div class="zx-stack">
      <p><strong>${clash.rules.length > 1 ? t("ui-grouping.clash.several", { rules: names }) : clash.rules.length === 1 ? t("ui-grouping.clash.one", { rules: names }) : t("ui-grouping.clash.unknown")}</strong></p>
      ${clash.because.length > 0 && html`<ul>${clash.because.map((reason) => html`<li key=${reason.en}>${say(reason)}</li>`)}</ul>`}
      ${clash.rules.length > 1 && !clash.is_least && html`<p class="zx-small">${t("ui-grouping.clash.not-least")}</p>`}
      ${clash.ways.length > 0 && grouping.state === "draft" && html`<${Ways} t=${t} say=${say} ways=${clash.ways} relax=${relax} />`}
      <${Problem} place="clash" />
    </div>
  <//>`;
}

/** @param {{t: Kit["t"], say: Kit["say"], ways: import("./grouping-words.js").Way[], relax: (rule: string) => Promise<any>}} props */
function Ways({ t, say, ways, relax }) {
  return html`<div class="zx-stack">
    <p class="zx-label">${t("ui-grouping.clash.ways")}</p>
    <ul class="zx-list zx-stack">
      ${ways.map(
        (way) => html`<li key=${way.rule} class="zx-grouping-way">
        <span>${say(way.detail)}</span>
        <${Button} onPress=${() => relax(way.rule)}>${t(way.is_found ? "ui-grouping.clash.take" : "ui-grouping.clash.relax", { rule: say(way.name) })}<//>
      </li>`,
      )}
    </ul>
  </div>`;
}
