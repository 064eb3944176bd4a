// The charter: read by the group, written by leader or liaison, kept while it is typed.
import { Button, Choice, Field, html, isBlank, Problem, useState } from "../../activity/static/kit.js";
import { Changed } from "./my-group-changed.js";
import { dayName } from "./my-group-tasks.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./my-group.js").Group} Group */
/** @typedef {import("./my-group.js").Charter} Charter */
/** @typedef {import("./my-group.js").Milestone} Milestone */
/** @typedef {import("./my-group.js").SubGroup} SubGroup */
/** @typedef {import("./my-group.js").Most} Most */
/** @typedef {{charter: Charter, version: number}} Typed */

/** @param {{kit: Kit, group: Group, most: Most, typed: Typed | null, put: (content: Typed | null) => void}} props */
export function CharterSection({ kit, group, most, typed, put }) {
  const { t } = kit;
  const [isOpen, setOpen] = useState(typed !== null);
  const lines = charterWords(kit, group, group.charter);
  return html`<section class="zx-stack">
    <h4 class="zx-panel-title">${t("ui-team.section.charter")}</h4>
    <p class="zx-muted">${t("ui-team.charter.lead")}</p>
    ${
      lines.length === 0
        ? html`<p class="zx-muted">${t("ui-team.charter.unwritten")}</p>`
        : html`<ul class="zx-list zx-team-charter">${lines.map((line) => html`<li key=${line}>${line}</li>`)}</ul>`
    }
    ${group.assigns && html`<div><${Button} pressed=${isOpen} onPress=${() => setOpen(!isOpen)}>${t(isOpen ? "ui-team.close" : "ui-team.edit")}<//></div>`}
    ${group.assigns && isOpen && html`<${CharterForm} kit=${kit} group=${group} most=${most} typed=${typed} put=${put} done=${() => setOpen(false)} />`}
  </section>`;
}

/** A charter line by line. @param {Kit} kit @param {Group} group @param {Charter} charter */
function charterWords({ t, locale }, group, charter) {
  const names = new Map(group.members.map((member) => [member.id, member.name]));
  const line = (/** @type {string} */ name, /** @type {string} */ text) =>
    text ? [t("ui-team.charter.says", { name, text })] : [];
  return [
    ...line(t("ui-team.charter.problem"), charter.problem),
    ...charter.agreements.map((text) =>
      t("ui-team.charter.says", { name: t("ui-team.charter.agreements"), text }),
    ),
    ...line(t("ui-team.charter.rhythm"), charter.rhythm),
    ...line(t("ui-team.charter.support"), charter.support),
    ...charter.milestones.map(({ what, by }) =>
      by ? t("ui-team.charter.milestone-says", { date: dayName(by, locale), what }) : what,
    ),
    ...charter.sub_groups.map(({ name, purpose, people }) =>
      t("ui-team.charter.sub-group-says", {
        name,
        purpose,
        people: people.map((id) => names.get(id) ?? "").join(t("ui-team.comma")),
      }),
    ),
  ];
}

/** @param {{kit: Kit, group: Group, most: Most, typed: Typed | null, put: (content: Typed | null) => void, done: () => void}} props */
function CharterForm({ kit, group, most, typed, put, done }) {
  const { t, act } = kit;
  const form = typed ?? { charter: group.charter, version: group.paper };
  const charter = form.charter;
  const change = (/** @type {Partial<Charter>} */ some) => put({ ...form, charter: { ...charter, ...some } });
  const save = async (version = form.version) => {
    const clean = {
      ...charter,
      agreements: charter.agreements.map((line) => line.trim()).filter(Boolean),
      milestones: charter.milestones.filter(({ what, by }) => !isBlank(what) || by),
    };
    await act("save-charter", { team: group.id, ...clean, version }, "charter");
    put(null);
    done();
  };
  const isChanged = typed !== null && typed.version !== group.paper;
  return html`<div class="zx-panel">
    <${Field} label=${t("ui-team.charter.problem")} hint=${t("ui-team.charter.problem-hint")} lines=${3} max=${most.text * 2} value=${charter.problem} onInput=${(/** @type {string} */ problem) => change({ problem })} />
    <${Field} label=${t("ui-team.charter.agreements")} hint=${t("ui-team.charter.agreements-hint", { most: most.entries })} lines=${4} max=${most.line * most.entries * 2}
      value=${charter.agreements.join("\n")} onInput=${(/** @type {string} */ text) => change({ agreements: text.split("\n") })} />
    <${Field} label=${t("ui-team.charter.rhythm")} hint=${t("ui-team.charter.rhythm-hint")} lines=${2} max=${most.text * 2} value=${charter.rhythm} onInput=${(/** @type {string} */ rhythm) => change({ rhythm })} />
    <${Field} label=${t("ui-team.charter.support")} hint=${t("ui-team.charter.support-hint")} lines=${2} max=${most.text * 2} value=${charter.support} onInput=${(/** @type {string} */ support) => change({ support })} />
    <${Milestones} t=${t} most=${most} milestones=${charter.milestones} onChange=${(/** @type {Milestone[]} */ milestones) => change({ milestones })} />
    <${SubGroups} t=${t} group=${group} most=${most} subGroups=${charter.sub_groups} onChange=${(/** @type {SubGroup[]} */ sub_groups) => change({ sub_groups })} />
    ${isChanged && html`<${Changed} t=${t} words=${charterWords(kit, group, group.charter)} keepMine=${() => save(group.paper)} takeTheirs=${() => put(null)} />`}
    <${Problem} place="charter" />
    ${
      typed &&
      !isChanged &&
      html`<div class="zx-row">
      <${Button} look="main" onPress=${() => save()}>${t("ui-team.save")}<//>
      <${Button} look="quiet" onPress=${() => put(null)}>${t("ui-team.cancel")}<//>
      <span class="zx-muted zx-small">${t("ui-team.kept")}</span>
    </div>`
    }
  </div>`;
}

/** @param {{t: Kit["t"], most: Most, milestones: Milestone[], onChange: (milestones: Milestone[]) => void}} props */
function Milestones({ t, most, milestones, onChange }) {
  const shown = milestones.length > 0 ? milestones : [{ what: "", by: "" }];
  const put = (/** @type {number} */ at, /** @type {Partial<Milestone>} */ some) =>
    onChange(shown.map((one, index) => (index === at ? { ...one, ...some } : one)));
  return html`<fieldset class="zx-choice zx-stack">
    <legend class="zx-label">${t("ui-team.charter.milestones")}</legend>
    ${shown.map(
      (one, at) => html`<div key=${at} class="zx-team-milestone">
      <${Field} label=${t("ui-team.charter.milestone", { number: at + 1 })} max=${most.line * 2} value=${one.what} onInput=${(/** @type {string} */ what) => put(at, { what })} />
      <${Field} label=${t("ui-team.charter.milestone-by")} type="date" value=${one.by} onInput=${(/** @type {string} */ by) => put(at, { by })} />
      ${milestones.length > 0 && html`<${Button} look="quiet" label=${t("ui-team.charter.remove-milestone", { number: at + 1 })} onPress=${() => onChange(milestones.filter((_, index) => index !== at))}>${t("ui-team.charter.remove")}<//>`}
    </div>`,
    )}
    ${milestones.length > 0 && milestones.length < most.entries && html`<div><${Button} look="quiet" onPress=${() => onChange([...milestones, { what: "", by: "" }])}>${t("ui-team.charter.milestone-add")}<//></div>`}
  </fieldset>`;
}

/** @param {{t: Kit["t"], group: Group, most: Most, subGroups: SubGroup[], onChange: (subGroups: SubGroup[]) => void}} props */
function SubGroups({ t, group, most, subGroups, onChange }) {
  const put = (/** @type {number} */ at, /** @type {Partial<SubGroup>} */ some) =>
    onChange(subGroups.map((one, index) => (index === at ? { ...one, ...some } : one)));
  const taken = (/** @type {number} */ at) =>
    subGroups.flatMap(({ people }, index) => (index === at ? [] : people));
  return html`<fieldset class="zx-choice zx-stack">
    <legend class="zx-label">${t("ui-team.charter.sub-groups")}</legend>
    <p class="zx-hint">${t("ui-team.charter.sub-groups-hint")}</p>
    ${subGroups.map(
      (one, at) => html`<div key=${at} class="zx-stack zx-team-sub-group">
      <${Field} label=${t("ui-team.charter.sub-group", { number: at + 1 })} required max=${most.line * 2} value=${one.name} onInput=${(/** @type {string} */ name) => put(at, { name })} />
      <${Field} label=${t("ui-team.charter.sub-group-purpose")} max=${most.line * 2} value=${one.purpose} onInput=${(/** @type {string} */ purpose) => put(at, { purpose })} />
      <${Choice} legend=${t("ui-team.charter.sub-group-people")} many row="narrow" value=${one.people} onChange=${(/** @type {string[]} */ people) => put(at, { people })}
        options=${group.members.filter(({ id }) => !taken(at).includes(id)).map(({ id, name }) => ({ value: id, label: name }))} />
      <div><${Button} look="quiet" label=${t("ui-team.charter.remove-sub-group", { number: at + 1 })} onPress=${() => onChange(subGroups.filter((_, index) => index !== at))}>${t("ui-team.charter.remove")}<//></div>
    </div>`,
    )}
    ${subGroups.length < most.sub_groups && html`<div><${Button} look="quiet" onPress=${() => onChange([...subGroups, { name: "", purpose: "", people: [] }])}>${t("ui-team.charter.sub-group-add")}<//></div>`}
  </fieldset>`;
}
