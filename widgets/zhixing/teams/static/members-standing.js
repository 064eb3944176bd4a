// Who has said yes, wants to talk first, says no, or has not answered: counts for all who form groups, names for some.
import { Chip, html, useKit } from "../../activity/static/kit.js";
import { ANSWERS, TONES } from "./my-profile-commitment.js";

/** @typedef {import("./members.js").View} View */
/** @typedef {import("./members.js").Person} Person */

/** @param {{view: View}} props */
export function Standing({ view }) {
  const { t } = useKit();
  const { counts, named, people, solo } = view;
  const answered = (/** @type {string} */ answer) =>
    people.filter(({ commitment }) => commitment?.answer === answer);
  const waiting = people.filter(({ commitment }) => !commitment);
  return html`<section class="zx-panel" aria-label=${t("ui-members.standing.title")}>
    <h4 class="zx-panel-title">${t("ui-members.standing.title")}</h4>
    <p class="zx-row">
      ${Object.entries(ANSWERS).map(([answer, key]) => html`<${Chip} key=${answer} tone=${TONES[answer]}>${t("ui-members.standing.count", { answer: t(key), count: counts[/** @type {"yes" | "talk" | "no"} */ (answer)] })}<//>`)}
      <${Chip}>${t("ui-members.standing.count", { answer: t("ui-members.answer.waiting"), count: counts.waiting })}<//>
    </p>
    ${!solo && html`<p class="zx-small zx-muted">${t(named ? "ui-members.standing.who-sees" : "ui-members.standing.only-counts")}</p>`}
    ${
      named &&
      counts.waiting + counts.talk + counts.no > 0 &&
      html`<details class="zx-details">
        <summary>${t("ui-members.standing.names")}</summary>
        <dl class="zx-members-answers">
          <${Names} title=${t("ui-members.answer.waiting")} people=${waiting} />
          <${Names} title=${t("ui-members.answer.talk")} people=${answered("talk")} />
          <${Names} title=${t("ui-members.answer.no")} people=${answered("no")} />
        </dl>
      </details>`
    }
  </section>`;
}

/** @param {{title: string, people: Person[]}} props */
function Names({ title, people }) {
  if (people.length === 0) return null;
  return html`<div>
    <dt>${title}</dt>
    ${people.map(({ id, name, short, commitment }) => html`<dd key=${id}><b>${name}</b>${short && ` · ${short}`}${commitment?.needs && html`<span class="zx-members-needs">${commitment.needs}</span>`}</dd>`)}
  </div>`;
}
