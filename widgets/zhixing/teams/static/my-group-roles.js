// What each of the five roles does, a sentence a duty.
import { html } from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */

const ROLES = [
  {
    name: "ui-team.role.convenor",
    who: "ui-team.role.convenor-who",
    duties: [
      "ui-team.role.convenor-1",
      "ui-team.role.convenor-2",
      "ui-team.role.convenor-3",
      "ui-team.role.convenor-4",
    ],
  },
  {
    name: "ui-team.role.leader",
    who: "ui-team.role.leader-who",
    duties: ["ui-team.role.leader-1", "ui-team.role.leader-2", "ui-team.role.leader-3"],
  },
  {
    name: "ui-team.role.liaison",
    who: "ui-team.role.liaison-who",
    duties: ["ui-team.role.liaison-1", "ui-team.role.liaison-2", "ui-team.role.liaison-3"],
  },
  { name: "ui-team.role.member", who: "ui-team.role.member-who", duties: ["ui-team.role.member-1"] },
  {
    name: "ui-team.role.facilitator",
    who: "ui-team.role.facilitator-who",
    duties: ["ui-team.role.facilitator-1", "ui-team.role.facilitator-2", "ui-team.role.facilitator-3"],
  },
];

/** @param {{t: Kit["t"]}} props */
export function Roles({ t }) {
  return html`<details class="zx-details">
    <summary>${t("ui-team.section.roles")}</summary>
    <dl class="zx-team-roles">
      ${ROLES.map(
        (role) => html`<div key=${role.name}>
        <dt>${t(role.name)}</dt>
        <dd><p class="zx-muted">${t(role.who)}</p><ol>${role.duties.map((key) => html`<li key=${key}>${t(key)}</li>`)}</ol></dd>
      </div>`,
      )}
    </dl>
  </details>`;
}
