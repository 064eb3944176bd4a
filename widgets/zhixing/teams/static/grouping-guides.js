// Which facilitators accompany which group: two to one, or one to several.
import { Button, Chip, EmptyState, html, Notice, Problem } from "../../activity/static/kit.js";
import { slotName } from "./grouping-words.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {{id: string, number: number, name: string, version: number, guides: string[]}} Team */

/** @param {{kit: Kit}} props */
export function Guides({ kit }) {
  const { view, t, act } = kit;
  const { teams, guides, together } =
    /** @type {{teams: Team[], guides: {id: string, name: string}[], together: number}} */ (view);
  const crowded = teams.filter((team) => team.guides.length > together);
  return html`<details class="zx-details">
    <summary>${t("ui-grouping.guides.title")}</summary>
    <div class="zx-stack">
      <p class="zx-muted">${t("ui-grouping.guides.lead")}</p>
      ${
        guides.length === 0
          ? html`<${EmptyState} title=${t("ui-grouping.guides.none")} />`
          : html`<div><${Button} onPress=${() => act("spread-guides", {}, "guides")}>${t("ui-grouping.guides.spread")}<//></div>`
      }
      ${crowded.length > 0 && html`<${Notice} tone="warn">${t("ui-grouping.guides.crowded", { groups: crowded.map((team) => team.number).join(t("ui-grouping.comma")), most: together })}<//>`}
      <${Problem} place="guides" />
      <ul class="zx-list zx-stack">
        ${teams.map((team) => html`<${Accompanied} key=${team.id} kit=${kit} team=${team} guides=${guides} />`)}
      </ul>
    </div>
  </details>`;
}

/** @param {{kit: Kit, team: Team, guides: {id: string, name: string}[]}} props */
function Accompanied({ kit, team, guides }) {
  const { t, act } = kit;
  const tap = (/** @type {string} */ id) => {
    const people = team.guides.includes(id) ? team.guides.filter((one) => one !== id) : [...team.guides, id];
    return act("set-guides", { team: team.id, people, version: team.version }, "guides");
  };
  return html`<li><div class="zx-grouping-guides" role="group" aria-label=${slotName(t, team)}>
    <span class="zx-label">${slotName(t, team)}</span>
    ${guides.map(
      ({ id, name }) =>
        html`<${Button} key=${id} pressed=${team.guides.includes(id)} onPress=${() => tap(id)}>${name}<//>`,
    )}
    ${team.guides.length === 0 && html`<${Chip} tone="warn">${t("ui-grouping.guides.open")}<//>`}
  </div></li>`;
}
