// Individual assignments: who works on what; mine to write, and for leader and liaison who has none yet.
import {
  Button,
  Chip,
  Choice,
  Field,
  html,
  isBlank,
  Notice,
  Problem,
  Select,
  useState,
} from "../../activity/static/kit.js";
import { Changed } from "./my-group-changed.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./my-group.js").Group} Group */
/** @typedef {import("./my-group.js").TaskForm} TaskForm */
/** @typedef {import("./my-group.js").Most} Most */
/** @typedef {{task: string, goal: string, due: string, version: number}} Typed */

/** @param {string} day such as 2027-05-31 @param {Kit["locale"]} locale */
export function dayName(day, locale) {
  const [year, month, date] = day.split("-").map(Number);
  return new Date(year, month - 1, date).toLocaleDateString(locale, {
    year: "numeric",
    month: "long",
    day: "numeric",
  });
}

/** @param {{kit: Kit, group: Group, most: Most, typed: Record<string, any>, put: (part: string, content: any) => void}} props */
export function Tasks({ kit, group, most, typed, put }) {
  const { t, locale } = kit;
  const names = new Map(group.members.map((member) => [member.id, member.name]));
  const named = (/** @type {string[]} */ ids) =>
    ids.map((id) => names.get(id) ?? "").join(t("ui-team.comma"));
  return html`<section class="zx-stack">
    <h4 class="zx-panel-title">${t("ui-team.section.tasks")}</h4>
    <p class="zx-muted">${t("ui-team.task.lead")}</p>
    ${group.without !== null && html`<${Without} t=${t} group=${group} named=${named} />`}
    ${
      group.tasks.length === 0
        ? html`<p class="zx-muted">${t("ui-team.task.none")}</p>`
        : html`<ul class="zx-list zx-team-tasks">
        ${group.tasks.map(
          (one) => html`<li key=${one.people.join()}>
          <strong>${one.task}</strong>
          ${one.goal && html`<span>${t("ui-team.sub-topic.goal", { goal: one.goal })}</span>`}
          <span class="zx-row">
            <span class="zx-muted">${t("ui-team.task.holders", { names: named(one.people) })}</span>
            ${one.due && html`<${Chip}>${t("ui-team.task.by", { date: dayName(one.due, locale) })}<//>`}
            ${one.people.length > 1 && html`<${Chip} tone="info">${t("ui-team.task.shared")}<//>`}
          </span>
        </li>`,
        )}
      </ul>`
    }
    <${Writing} kit=${kit} group=${group} most=${most} typed=${typed} put=${put} names=${names} />
  </section>`;
}

/** Told only to those who assign tasks. @param {{t: Kit["t"], group: Group, named: (ids: string[]) => string}} props */
function Without({ t, group, named }) {
  const without = group.without ?? [];
  if (without.length === 0) return html`<${Notice} tone="ok">${t("ui-team.task.all")}<//>`;
  return html`<${Notice} tone="warn">
    <p>${t("ui-team.task.without", { count: without.length, names: named(without) })}</p>
    <p class="zx-small">${t("ui-team.task.private")}</p>
  <//>`;
}

/** The form of my own assignment, or of anybody's where I assign them. @param {{kit: Kit, group: Group, most: Most,
 *   typed: Record<string, any>, put: (part: string, content: any) => void, names: Map<string, string>}} props */
function Writing({ kit, group, most, typed, put, names }) {
  const { t } = kit;
  const mine = group.me in group.forms ? group.me : "";
  const begun = Object.keys(typed).find((part) => part in group.forms);
  const [chosen, setChosen] = useState(begun ?? mine);
  const people = group.members.filter(({ id }) => id in group.forms);
  const person = chosen in group.forms ? chosen : "";
  if (people.length === 0) return null;
  const own = person !== "" && person === group.me;
  const title = own ? t("ui-team.task.mine") : t("ui-team.task.of", { name: names.get(person) });
  return html`<div class="zx-panel">
    ${
      people.length > 1 &&
      html`<${Select} label=${t("ui-team.task.pick")} value=${person} onChange=${setChosen}
        options=${[{ value: "", label: "—" }, ...people.map(({ id, name }) => ({ value: id, label: name }))]} />`
    }
    ${
      person &&
      html`<h5 class="zx-panel-title zx-team-form">${title}</h5>
      ${own && isBlank(group.forms[person].task) && !typed[person] && html`<p class="zx-muted">${t("ui-team.task.my-own")}</p>`}
      <${TaskFields} key=${person} kit=${kit} group=${group} most=${most} person=${person} typed=${typed[person] ?? null} put=${(/** @type {any} */ content) => put(person, content)} names=${names} />`
    }
  </div>`;
}

/** @param {{kit: Kit, group: Group, most: Most, person: string, typed: Typed | null, put: (content: Typed | null) => void, names: Map<string, string>}} props */
function TaskFields({ kit, group, most, person, typed, put, names }) {
  const { t, act, locale } = kit;
  const stored = group.forms[person];
  const place = `task/${person}`;
  const form = typed ?? {
    task: stored.task,
    goal: stored.goal,
    due: stored.due ?? "",
    version: stored.version,
  };
  const change = (/** @type {Partial<Typed>} */ some) => put({ ...form, ...some });
  const save = async (version = form.version) => {
    await act("set-task", { person, task: form.task, goal: form.goal, due: form.due, version }, place);
    put(null);
  };
  const isChanged = typed !== null && typed.version !== stored.version;
  const words = [
    stored.task,
    stored.goal,
    stored.due && t("ui-team.task.by", { date: dayName(stored.due, locale) }),
  ].filter(Boolean);
  const blockers = isBlank(form.task) && (!isBlank(form.goal) || form.due) ? [t("ui-team.required")] : [];
  return html`<div class="zx-stack">
    <${Field} label=${t("ui-team.task.task")} required lines=${2} max=${most.task * 4} value=${form.task} onInput=${(/** @type {string} */ task) => change({ task })} />
    <${Field} label=${t("ui-team.task.goal")} lines=${2} max=${most.goal * 4} value=${form.goal} onInput=${(/** @type {string} */ goal) => change({ goal })} />
    <${Field} label=${t("ui-team.task.due")} type="date" value=${form.due} onInput=${(/** @type {string} */ due) => change({ due })} />
    ${isChanged && html`<${Changed} t=${t} words=${words} keepMine=${() => save(stored.version)} takeTheirs=${() => put(null)} />`}
    <${Problem} place=${place} />
    ${
      typed &&
      !isChanged &&
      html`<div class="zx-row">
      <${Button} look="main" blockers=${blockers} onPress=${() => save()}>${t("ui-team.save")}<//>
      <${Button} look="quiet" onPress=${() => put(null)}>${t("ui-team.cancel")}<//>
      <span class="zx-muted zx-small">${t("ui-team.kept")}</span>
    </div>`
    }
    ${group.assigns && !typed && stored.task && html`<${Share} kit=${kit} group=${group} person=${person} names=${names} />`}
  </div>`;
}

/** Give an assignment to others as well. @param {{kit: Kit, group: Group, person: string, names: Map<string, string>}} props */
function Share({ kit, group, person, names }) {
  const { t, act } = kit;
  const [others, setOthers] = useState(/** @type {string[]} */ ([]));
  const free = (group.without ?? []).filter((id) => id !== person);
  if (free.length === 0) return null;
  const share = async () => {
    await act("share-task", { person, others: others.filter((id) => free.includes(id)) }, `share/${person}`);
    setOthers([]);
  };
  return html`<details class="zx-details">
    <summary>${t("ui-team.task.share")}</summary>
    <div class="zx-stack">
      <${Choice} legend=${t("ui-team.task.share-with")} many row="narrow" value=${others} onChange=${setOthers}
        options=${free.map((id) => ({ value: id, label: names.get(id) }))} />
      <${Problem} place=${`share/${person}`} />
      <div><${Button} blockers=${others.length > 0 ? [] : [t("ui-team.task.share-first")]} onPress=${share}>${t("ui-team.task.share-do")}<//></div>
    </div>
  </details>`;
}
