// Forming groups: the groupings kept, one of them opened, two of them compared, and who accompanies the groups.
import {
  activity,
  Button,
  Card,
  Chip,
  EmptyState,
  Field,
  html,
  Nested,
  Notice,
  Problem,
  Select,
  useState,
} from "../../activity/static/kit.js";
import { Guides } from "./grouping-guides.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./grouping-guides.js").Team} Team */
/** @typedef {{id: string, name: string, state: "draft" | "adopted" | "retired", version: number, changed: string, groups: number, people: number}} Listed */
/** @typedef {{groupings: Listed[], people: number, sub_topics: number, solo: boolean, teams: Team[], guides: {id: string, name: string}[],
 *   together: number, most: {name: number}}} View */

/** @type {Record<string, {tone: "ok" | "info" | "quiet", key: string}>} */
const STATES = {
  draft: { tone: "info", key: "ui-grouping.state.draft" },
  adopted: { tone: "ok", key: "ui-grouping.state.adopted" },
  retired: { tone: "quiet", key: "ui-grouping.state.retired" },
};

/** @param {Kit} kit */
function Grouping(kit) {
  const { view, t, act, recall, keep } = kit;
  const { groupings, people, solo } = /** @type {View} */ (view);
  const chosen = groupings.find(({ id }) => id === recall("grouping")) ?? groupings[0];
  const open = (/** @type {string} */ id) => keep("grouping", id);
  const begin = async () => open((await act("new", { name: "" }, "list")).grouping);
  return html`<${Card} title=${t("ui-grouping.title")} lead=${t("ui-grouping.lead")} quiet>
    ${
      people === 0
        ? html`<${EmptyState} title=${t("ui-grouping.nobody")}>${t(solo ? "ui-grouping.nobody-solo" : "ui-grouping.nobody-next")}<//>`
        : html`<p class="zx-muted">${t("ui-grouping.people", { count: people })}</p>`
    }
    ${
      groupings.length === 0
        ? people > 0 && html`<div><${Button} look="main" onPress=${begin}>${t("ui-grouping.begin")}<//></div>`
        : html`<${Shelf} kit=${kit} chosen=${chosen} open=${open} begin=${begin} />`
    }
    <${Problem} place="list" />
    ${chosen && people > 0 && html`<${Nested} key=${chosen.id} activity="grouping-draft" params=${{ grouping: chosen.id }} />`}
    ${groupings.length > 1 && people > 0 && html`<${Compare} kit=${kit} chosen=${chosen} />`}
    ${view.teams.length > 0 && html`<${Guides} kit=${kit} />`}
  <//>`;
}

/** The groupings to choose from, and what can be done with one. @param {{kit: Kit, chosen: Listed, open: (id: string) => void, begin: () => any}} props */
function Shelf({ kit, chosen, open, begin }) {
  const { view, t, act, draft, saveDraft } = kit;
  const { groupings, most } = /** @type {View} */ (view);
  const [name, setName] = useState(/** @type {string | null} */ (draft?.name ?? null));
  const type = (/** @type {string | null} */ typed) => {
    setName(typed);
    saveDraft(typed === null ? null : { name: typed });
  };
  const rename = async () => {
    await act("rename", { grouping: chosen.id, name }, "list");
    type(null);
  };
  const copy = async () => open((await act("copy", { grouping: chosen.id, name: "" }, "list")).grouping);
  const [sure, setSure] = useState(false);
  const remove = async () => {
    await act("remove", { grouping: chosen.id, version: chosen.version }, "list");
    setSure(false);
  };
  return html`<div class="zx-stack">
    <div class="zx-grouping-shelf" role="group" aria-label=${t("ui-grouping.shelf")}>
      ${groupings.map(
        (
          one,
        ) => html`<button type="button" key=${one.id} class="zx-grouping-book" aria-pressed=${String(one.id === chosen.id)} onClick=${() => open(one.id)}>
          <span>${one.name}</span>
          <${Chip} tone=${STATES[one.state].tone}>${t(STATES[one.state].key)}<//>
          <span class="zx-small zx-muted">${t("ui-grouping.book", { groups: one.groups, people: one.people })}</span>
        </button>`,
      )}
    </div>
    <div class="zx-row">
      <${Button} onPress=${begin}>${t("ui-grouping.begin-another")}<//>
      <${Button} onPress=${copy}>${t(chosen.state === "draft" ? "ui-grouping.copy" : "ui-grouping.copy-adopted")}<//>
      <${Button} look="quiet" pressed=${name !== null} onPress=${() => type(name === null ? chosen.name : null)}>${t("ui-grouping.rename")}<//>
      ${chosen.state === "draft" && !sure && html`<${Button} look="quiet" onPress=${() => setSure(true)}>${t("ui-grouping.remove")}<//>`}
      ${
        chosen.state === "draft" &&
        sure &&
        html`<${Button} look="danger" onPress=${remove}>${t("ui-grouping.remove-sure", { name: chosen.name })}<//>
          <${Button} look="quiet" onPress=${() => setSure(false)}>${t("ui-grouping.keep")}<//>`
      }
    </div>
    ${
      name !== null &&
      html`<div class="zx-grouping-name">
        <${Field} label=${t("ui-grouping.name")} required max=${most.name} value=${name} onInput=${type} />
        <${Button} look="main" onPress=${rename}>${t("ui-grouping.rename-save")}<//>
      </div>`
    }
  </div>`;
}

/** Another grouping to hold beside the one that is open. @param {{kit: Kit, chosen: Listed}} props */
function Compare({ kit, chosen }) {
  const { view, t } = kit;
  const others = /** @type {View} */ (view).groupings.filter(({ id }) => id !== chosen.id);
  const [other, setOther] = useState("");
  const found = others.find(({ id }) => id === other);
  const options = [
    { value: "", label: t("ui-grouping.compare.choose") },
    ...others.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return html`<section class="zx-stack">
    <${Select} label=${t("ui-grouping.compare.with", { name: chosen.name })} value=${found ? other : ""} options=${options} onChange=${setOther} />
    ${
      found
        ? html`<${Nested} key=${`${chosen.id}/${found.id}`} activity="grouping-compare" params=${{ one: chosen.id, other: found.id }} />`
        : html`<${Notice}>${t("ui-grouping.compare.hint")}<//>`
    }
  </section>`;
}

export default activity(Grouping);
