// The people by unit with what is known of them; each can be edited in place.
import { Button, Chip, EmptyState, html, Progress, useKit, useState } from "../../activity/static/kit.js";
import { Editor } from "./members-editor.js";
import { formOf, LEVELS, OUTLOOKS } from "./members-form.js";
import { ANSWERS, TONES } from "./my-profile-commitment.js";

/** @typedef {import("./members.js").View} View */
/** @typedef {import("./members.js").Person} Person */
/** @typedef {import("./members.js").Editing} Editing */

/** @type {Record<string, string>} */
const MISSING = {
  unit: "members.column.unit",
  level: "members.column.level",
  outlook: "members.column.outlook",
  specialty: "members.column.specialty",
  experience: "members.column.experience",
  relevance: "ui-members.relevance.short",
};

/** @param {{view: View, edit: Editing | null, onEdit: (edit: Editing | null) => void}} props */
export function People({ view, edit, onEdit }) {
  const { t } = useKit();
  const { people, others, named } = view;
  const [shown, setShown] = useState("all");
  const incomplete = people.filter(({ missing }) => missing.length > 0);
  const silent = people.filter(({ commitment }) => named && !commitment);
  /** @type {Record<string, Person[]>} */
  const lists = { all: people, incomplete, silent };
  const rows = lists[shown].concat(
    people.filter(({ id }) => id === edit?.person && !lists[shown].some((one) => one.id === id)),
  );
  const units = [...new Set(rows.map(({ unit }) => unit))];
  if (people.length === 0)
    return html`<${EmptyState} title=${t("ui-members.list.none")}>${t("ui-members.list.none-how")}<//>`;
  return html`<section class="zx-stack" aria-label=${t("ui-members.list.title")}>
    <${Progress} done=${people.length - incomplete.length} total=${people.length}
      label=${t("ui-members.list.complete", { done: people.length - incomplete.length, total: people.length })} />
    <div class="zx-row" role="group" aria-label=${t("ui-members.list.show")}>
      <${Button} pressed=${shown === "all"} onPress=${() => setShown("all")}>${t("ui-members.list.all", { count: people.length })}<//>
      <${Button} pressed=${shown === "incomplete"} onPress=${() => setShown("incomplete")}>${t("ui-members.list.incomplete", { count: incomplete.length })}<//>
      ${named && html`<${Button} pressed=${shown === "silent"} onPress=${() => setShown("silent")}>${t("ui-members.list.silent", { count: silent.length })}<//>`}
    </div>
    ${rows.length === 0 && html`<p class="zx-muted" role="status">${t("ui-members.list.nobody")}</p>`}
    ${units.map(
      (unit) => html`<section key=${unit} class="zx-members-unit">
        <h4 class="zx-members-unit-name">${unit || t("ui-members.list.no-unit")}</h4>
        <ul class="zx-members">
          ${rows
            .filter((one) => one.unit === unit)
            .map(
              (one) =>
                html`<${Row} key=${one.id} view=${view} person=${one} edit=${edit?.person === one.id ? edit : null} onEdit=${onEdit} />`,
            )}
        </ul>
      </section>`,
    )}
    ${others > 0 && html`<p class="zx-small zx-muted">${t("ui-members.list.others", { count: others })}</p>`}
  </section>`;
}

/** @param {{view: View, person: Person, edit: Editing | null, onEdit: (edit: Editing | null) => void}} props */
function Row({ view, person, edit, onEdit }) {
  const { t } = useKit();
  const { id, name, unit, post, version, profile, missing, sample, commitment } = person;
  const { level, outlook, specialty, experience } = profile;
  const open = () => {
    const form = formOf(profile, t("members.sheet.between"));
    onEdit({ person: id, version, name, unit, post, form, base: form, touched: false });
  };
  const known = [
    specialty,
    experience === null ? "" : t("ui-members.list.years", { years: experience }),
    profile.languages.join(t("members.sheet.between")),
  ].filter(Boolean);
  return html`<li class="zx-members-one" data-person=${id}>
    <div class="zx-members-line">
      <p class="zx-members-name"><b>${name}</b>${post && html` <span class="zx-muted">${post}</span>`}</p>
      <p class="zx-members-chips">
        ${sample && html`<${Chip}>${t("ui-members.list.sample")}<//>`}
        ${level && html`<${Chip} tone="info">${t(LEVELS[level])}<//>`}
        ${outlook && html`<${Chip} tone="info">${t(OUTLOOKS[outlook])}<//>`}
        ${missing.length > 0 && html`<${Chip} tone="warn">${t("ui-members.list.missing", { what: missing.map((one) => t(MISSING[one])).join(t("members.sheet.between")) })}<//>`}
        ${commitment && commitment.answer !== "yes" && html`<${Chip} tone=${TONES[commitment.answer]}>${t(ANSWERS[commitment.answer])}<//>`}
      </p>
      ${!edit && html`<${Button} look="quiet" label=${t("ui-members.list.edit-of", { name })} onPress=${open}>${t("ui-members.list.edit")}<//>`}
    </div>
    ${known.length > 0 && html`<p class="zx-small zx-muted">${known.join(" · ")}</p>`}
    ${edit && html`<${Editor} view=${view} person=${person} edit=${edit} onEdit=${onEdit} />`}
  </li>`;
}
