// My group: who is in it, who works on what, what we agreed on; whoever looks into every group chooses one.
import {
  activity,
  Card,
  Chip,
  EmptyState,
  html,
  Nested,
  Problem,
  Select,
  useState,
} from "../../activity/static/kit.js";
import { CharterSection } from "./my-group-charter.js";
import { Roles } from "./my-group-roles.js";
import { Tasks } from "./my-group-tasks.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {{id: string, name: string, unit: string, post: string, duty: string}} Member */
/** @typedef {{task: string, goal: string, due: string | null, version: number}} TaskForm */
/** @typedef {{what: string, by: string}} Milestone */
/** @typedef {{name: string, purpose: string, people: string[]}} SubGroup */
/** @typedef {{problem: string, agreements: string[], rhythm: string, support: string, milestones: Milestone[], sub_groups: SubGroup[]}} Charter */
/**
 * @typedef {{id: string, number: number, name: string,
 *   sub_topic: {title: string, problems: {text: string, goal: string}[], outcome: string} | null,
 *   members: Member[], me: string, guides: string[], convenors: string[],
 *   tasks: {task: string, goal: string, due: string | null, people: string[]}[], forms: Record<string, TaskForm>,
 *   assigns: boolean, without: string[] | null, charter: Charter, paper: number, document: string}} Group
 * @typedef {{id: string, number: number, name: string, people: number, without?: number}} Listed
 * @typedef {{task: number, goal: number, line: number, text: number, entries: number, sub_groups: number}} Most
 * @typedef {{teams: Listed[], own: string | null, solo: boolean, most: Most, group: Group | null, chooses: boolean}} View
 */

/** @type {Record<string, string>} */
const DUTIES = {
  leader: "ui-team.duty.leader",
  liaison: "ui-team.duty.liaison",
  member: "ui-team.duty.member",
};

/** @param {Kit} kit */
function MyGroup(kit) {
  const { view, t } = kit;
  const { group, chooses } = /** @type {View} */ (view);
  if (group) return html`<${Ours} kit=${kit} group=${group} />`;
  if (chooses) return html`<${Choosing} kit=${kit} />`;
  return html`<${Card} title=${t("ui-team.title")} quiet>
    <${EmptyState} title=${t("ui-team.none")}>${t("ui-team.none-next")}<//>
    <${Roles} t=${t} />
  <//>`;
}

/** @param {{kit: Kit}} props */
function Choosing({ kit }) {
  const { view, t, recall, keep } = kit;
  const { teams, own, solo } = /** @type {View} */ (view);
  const kept = recall("my-group");
  const chosen = teams.find(({ id }) => id === kept) ?? teams.find(({ id }) => id === own) ?? teams[0];
  if (!chosen)
    return html`<${Card} title=${t("ui-team.title")} quiet>
      <${EmptyState} title=${t("ui-team.no-teams")}>${t("ui-team.no-teams-next")}<//>
      <${Roles} t=${t} />
    <//>`;
  const options = teams.map((team) => {
    const name = team.name ? ` ${team.name}` : "";
    const params = { number: team.number, name, people: team.people, count: team.without };
    return {
      value: team.id,
      label: team.without ? t("ui-team.option-without", params) : t("ui-team.option", params),
    };
  });
  return html`<div class="zx-stack">
    <${Select} label=${t("ui-team.choose")} hint=${solo ? t("ui-team.choose-solo") : undefined} options=${options} value=${chosen.id}
      onChange=${(/** @type {string} */ id) => keep("my-group", id)} />
    <${Nested} key=${chosen.id} activity="my-group" params=${{ team: chosen.id }} />
  </div>`;
}

/** @param {{kit: Kit, group: Group}} props */
function Ours({ kit, group }) {
  const { view, t, model } = kit;
  const { most } = /** @type {View} */ (view);
  const base = model.get("base");
  const number = t("ui-team.named", { number: group.number });
  const title = group.name ? `${number} ${group.name}` : number;
  // One draft holds what is typed anywhere on the card: assignments by person, and the charter.
  const [typed, setTyped] = useState(/** @type {any} */ (kit.draft ?? {}));
  const put = (/** @type {string} */ part, /** @type {any} */ content) => {
    const next = { ...typed, [part]: content };
    if (content === null) delete next[part];
    setTyped(next);
    kit.saveDraft(Object.keys(next).length > 0 ? next : null);
  };
  const paper =
    base && html`<a class="zx-button" href=${base + group.document} download>${t("ui-team.paper")}</a>`;
  return html`<${Card} title=${title} foot=${paper}>
    <${Members} t=${t} group=${group} />
    <${SubTopic} t=${t} group=${group} />
    <${Tasks} kit=${kit} group=${group} most=${most} typed=${typed} put=${put} />
    <${CharterSection} kit=${kit} group=${group} most=${most} typed=${typed.charter ?? null} put=${(/** @type {any} */ content) => put("charter", content)} />
    <${Problem} place="group" />
    <${Roles} t=${t} />
  <//>`;
}

/** @param {{t: Kit["t"], group: Group}} props */
function Members({ t, group }) {
  const beside = [
    { key: "ui-team.duty.guides", names: group.guides },
    { key: "ui-team.duty.convenors", names: group.convenors },
  ].filter(({ names }) => names.length > 0);
  return html`<section class="zx-stack">
    <h4 class="zx-panel-title">${t("ui-team.section.members")}</h4>
    <ul class="zx-list zx-team-members">
      ${group.members.map(
        (member) => html`<li key=${member.id} data-me=${String(member.id === group.me)}>
        <strong>${member.name}</strong>
        ${member.duty !== "member" && html` <${Chip} tone="info">${t(DUTIES[member.duty])}<//>`}
        <span class="zx-muted zx-small">${[member.unit, member.post].filter(Boolean).join(" · ")}</span>
      </li>`,
      )}
    </ul>
    ${beside.map(({ key, names }) => html`<p key=${key}>${t("ui-team.charter.says", { name: t(key), text: names.join(t("ui-team.comma")) })}</p>`)}
  </section>`;
}

/** @param {{t: Kit["t"], group: Group}} props */
function SubTopic({ t, group }) {
  const topic = group.sub_topic;
  if (!topic) return null;
  return html`<section class="zx-stack">
    <h4 class="zx-panel-title">${t("ui-team.section.sub-topic")}</h4>
    <p class="zx-team-topic">${topic.title}</p>
    ${
      topic.problems.length > 0 &&
      html`<div><p class="zx-label">${t("ui-team.sub-topic.problems")}</p>
      <ul>${topic.problems.map(({ text, goal }) => html`<li key=${text}>${text}${goal && html`<br /><span class="zx-muted">${t("ui-team.sub-topic.goal", { goal })}</span>`}</li>`)}</ul></div>`
    }
    ${topic.outcome && html`<p>${t("ui-team.charter.says", { name: t("ui-team.sub-topic.outcome"), text: topic.outcome })}</p>`}
  </section>`;
}

export default activity(MyGroup);
