// What is suggested to belong together: people leave some out, take others in, name it, or refuse it.
import { Button, Field, html, Problem, useKit } from "../../activity/static/kit.js";
import { ROOMY } from "./idea-wall-typed.js";

/** @typedef {import("./idea-wall-typed.js").Part} Part */
/** @typedef {import("./idea-wall-typed.js").View} View */
/** @typedef {import("./idea-wall-typed.js").Typed} Typed */
/** @typedef {import("./idea-wall-drag.js").Drag} Drag */
/** @typedef {{name: string, ids: string[], suggested: string[]}} Group name: under which its changes are kept */
/** @typedef {ReturnType<typeof groupsOf>} Groups */

/**
 * The suggestions as people have changed them on this page; ideas that have gone meanwhile are left out.
 * @param {View} view
 * @param {Typed} typed
 */
export function groupsOf(view, typed) {
  const standing = new Set(view.ideas.filter((idea) => !idea.heading).map(({ id }) => id));
  const moved = /** @type {Record<string, string | null>} */ (typed.get("moved") ?? {});
  const suggested = view.suggestions.map((ids) => ({ name: [...ids].sort()[0], ids }));
  const home = (/** @type {string} */ id, /** @type {string | null} */ name) => {
    const to = moved[id] === undefined ? name : moved[id];
    return suggested.some((group) => group.name === to) ? to : null;
  };
  const homes = new Map(
    view.ideas.map(({ id }) => [id, home(id, suggested.find(({ ids }) => ids.includes(id))?.name ?? null)]),
  );
  /** @type {Group[]} */
  const all = suggested.map(({ name, ids }) => ({
    name,
    suggested: ids,
    ids: view.ideas.map(({ id }) => id).filter((id) => standing.has(id) && homes.get(id) === name),
  }));
  const move = (/** @type {string[]} */ ids, /** @type {string | null} */ name) =>
    typed.put("moved", { ...moved, ...Object.fromEntries(ids.map((id) => [id, name])) });
  return {
    all,
    has: (/** @type {string} */ id) => all.some(({ ids }) => ids.includes(id)),
    /** what was changed about ideas that have found a heading is over */
    settle: (/** @type {string[]} */ ids) =>
      typed.put("moved", Object.fromEntries(Object.entries(moved).filter(([id]) => !ids.includes(id)))),
    leaveOut: (/** @type {string[]} */ ids) => move(ids, null),
    take: (/** @type {number} */ at, /** @type {string[]} */ ids) => move(ids, all[at]?.name ?? null),
  };
}

/** @param {Part & {groups: Groups, drag: Drag}} props */
export function Suggestions({ groups, drag, ...part }) {
  const { view } = part;
  const { t } = useKit();
  const shown = groups.all.map((group, at) => ({ group, at })).filter(({ group }) => group.ids.length > 0);
  const loose = view.ideas.filter((idea) => !idea.heading).length;
  if (shown.length === 0)
    return loose > 1 && html`<p class="zx-muted">${t("ui-ideas.cluster.no-suggestions")}</p>`;
  return html`<section class="zx-stack">
    <h4 class="zx-panel-title">${t("ui-ideas.cluster.suggestions")}</h4>
    <p class="zx-muted">${t("ui-ideas.cluster.suggestions-hint")}</p>
    <div class="zx-ideas-suggestions">
      ${shown.map(({ group, at }, place) => html`<${Suggestion} key=${group.name} group=${group} at=${at} place=${place + 1} groups=${groups} drag=${drag} ...${part} />`)}
    </div>
  </section>`;
}

/** @param {Part & {group: Group, at: number, place: number, groups: Groups, drag: Drag}} props */
function Suggestion({ group, at, place, groups, drag, view, go, typed }) {
  const { t } = useKit();
  const name = `name:${group.name}`;
  const text = typed.get(name) ?? "";
  const accept = async () => {
    await go("put-under", { ideas: group.ids, heading: text }, name);
    typed.put(name, null);
    groups.settle(group.ids);
  };
  const ideas = view.ideas.filter(({ id }) => group.ids.includes(id));
  return html`<div class="zx-ideas-suggestion" data-drop=${`group:${at}`} data-over=${String(drag.over === `group:${at}`)}>
    <div class="zx-ideas-naming">
      ${drag.grip(`group:${at}`, t("ui-ideas.cluster.drag-group", { place }))}
      <${Field} label=${t("ui-ideas.cluster.heading-one", { place })} required max=${ROOMY} value=${text} onInput=${(/** @type {string} */ words) => typed.put(name, words)} />
    </div>
    <ul class="zx-ideas-list">
      ${ideas.map(
        ({ id, number, text: words }) => html`<li key=${id} class="zx-ideas-row">
          ${drag.grip(id, t("ui-ideas.entry.drag", { number }))}
          <span class="zx-ideas-mark">${number}</span>
          <div class="zx-ideas-body"><p>${words}</p></div>
          <${Button} look="quiet" label=${t("ui-ideas.cluster.leave-out-one", { number })} onPress=${() => groups.leaveOut([id])}>${t("ui-ideas.cluster.leave-out")}<//>
        </li>`,
      )}
    </ul>
    <${Problem} place=${name} />
    <div class="zx-row">
      <${Button} look="main" label=${t("ui-ideas.cluster.accept-one", { place })} blockers=${text.trim() ? [] : [t("ui-ideas.cluster.no-heading")]} onPress=${accept}>${t("ui-ideas.cluster.accept")}<//>
      <${Button} look="quiet" label=${t("ui-ideas.cluster.refuse-one", { place })} onPress=${() => go("refuse", { ideas: group.suggested }, name)}>${t("ui-ideas.cluster.refuse")}<//>
    </div>
  </div>`;
}
