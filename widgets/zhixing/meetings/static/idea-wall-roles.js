// Who hosts, records, keeps the time and reports at this table.
import { Button, Chip, html, Problem, Select, useKit } from "../../activity/static/kit.js";

/** @typedef {import("./idea-wall-typed.js").Part} Part */
/** @typedef {import("./idea-wall-typed.js").Role} Role */

/** @type {Record<Role["role"], string>} */
const NAMES = {
  host: "ui-ideas.roles.host",
  recorder: "ui-ideas.roles.recorder",
  timekeeper: "ui-ideas.roles.timekeeper",
  reporter: "ui-ideas.roles.reporter",
};

/** @param {Part} part */
export function Roles({ view }) {
  const { t, act } = useKit();
  const place = { meeting: view.meeting, lane: view.lane };
  const isSet = view.roles.some(({ name }) => name !== null);
  const told = view.roles.map(
    ({ role, name }) =>
      html`<${Chip} key=${role}>${t("ui-ideas.roles.says", { role: t(NAMES[role]), name: name ?? t("ui-ideas.roles.nobody") })}<//>`,
  );
  if (!view.may_lead) return isSet && html`<p class="zx-row">${told}</p>`;
  const options = [
    { value: "", label: t("ui-ideas.roles.nobody") },
    ...view.members.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return html`<details class="zx-details zx-ideas-roles">
    <summary>${t("ui-ideas.roles.title")} ${isSet && html`<span class="zx-row">${told}</span>`}</summary>
    <div class="zx-stack">
      <div class="zx-two">
        ${view.roles.map(
          ({
            role,
            person,
          }) => html`<${Select} key=${role} label=${t(NAMES[role])} options=${options} value=${person ?? ""}
            onChange=${(/** @type {string} */ chosen) => act("role", { ...place, role, person: chosen || null }, "roles")} />`,
        )}
      </div>
      <${Problem} place="roles" />
      <div class="zx-row">
        <${Button} onPress=${() => act("propose-roles", place, "roles")}>${t("ui-ideas.roles.propose")}<//>
        ${isSet && html`<${Button} onPress=${() => act("rotate-roles", place, "roles")}>${t("ui-ideas.roles.rotate")}<//>`}
      </div>
    </div>
  </details>`;
}
