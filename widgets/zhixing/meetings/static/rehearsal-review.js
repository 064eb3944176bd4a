// The meeting once more, moment by moment: what was done, what it was worth and why; from any of them one can begin again.
import { Button, Chip, html } from "../../activity/static/kit.js";
import { FORMS, Past } from "./rehearsal-lines.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./rehearsal.js").Run} Run */
/** @typedef {import("./rehearsal.js").Scenario} Scenario */
/** @typedef {import("./rehearsal.js").Told} Told */

/** @type {Record<string, {key: string, tone: string}>} */
const WORTHS = {
  right: { key: "ui-rehearsal.worth.right", tone: "ok" },
  fine: { key: "ui-rehearsal.worth.fine", tone: "info" },
  needless: { key: "ui-rehearsal.worth.needless", tone: "warn" },
  missed: { key: "ui-rehearsal.worth.missed", tone: "warn" },
  harm: { key: "ui-rehearsal.worth.harm", tone: "no" },
};

/** @param {Kit & {run: Run, scenario: Scenario, told: Told}} props */
export function Review({ t, say, act, run, scenario, told }) {
  return html`<ol class="zx-rehearsal-review">
    ${told.turns.map((one, number) => {
      const { key, tone } = WORTHS[one.worth];
      return html`<li key=${number}>
        <${Past} t=${t} say=${say} scenario=${scenario} turn=${run.turns[number]} number=${number + 1} />
        <div class="zx-rehearsal-why">
          <p class="zx-row"><${Chip} tone=${tone}>${t(key)}<//>${one.form && html`<${Chip}>${t(FORMS[one.form])}<//>`}</p>
          <p>${say(one.why)}</p>
          <div><${Button} look="quiet" label=${t("ui-rehearsal.review.from-number", { number: number + 1 })} onPress=${() => act("again", { run: run.id, at: number })}>${t("ui-rehearsal.review.from")}<//></div>
        </div>
      </li>`;
    })}
  </ol>`;
}
