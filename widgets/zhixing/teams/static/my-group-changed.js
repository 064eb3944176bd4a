// Somebody else stored something while this was typed: theirs is shown, mine stays, and I choose.
import { Button, html, Notice } from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */

/** @param {{t: Kit["t"], words: any[], keepMine: () => any, takeTheirs: () => any}} props */
export function Changed({ t, words, keepMine, takeTheirs }) {
  const lines = words.length > 0 ? words : [t("ui-team.changed.blank")];
  return html`<${Notice} tone="warn" live>
    <p>${t("ui-team.changed.title")}</p>
    <ul>${lines.map((line) => html`<li key=${line}>${line}</li>`)}</ul>
    <div class="zx-row">
      <${Button} onPress=${keepMine}>${t("ui-team.changed.mine")}<//>
      <${Button} look="quiet" onPress=${takeTheirs}>${t("ui-team.changed.theirs")}<//>
    </div>
  <//>`;
}
