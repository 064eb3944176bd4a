// What adopting a grouping would do, and adopting it.
import { Button, html, Notice, Problem, useState } from "../../activity/static/kit.js";
import { listed } from "./grouping-words.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./grouping-words.js").Grouping} Grouping */
/** @typedef {import("./grouping-words.js").Effects} Effects */

/** @param {{kit: Kit, grouping: Grouping, effects: Effects, change: (kind: string, data: object, place?: string) => Promise<any>}} props */
export function Adopting({ kit, grouping, effects, change }) {
  const { t, say } = kit;
  const [isAsked, setAsked] = useState(false);
  const names = new Map(grouping.people.map((one) => [one.id, one.name]));
  const named = (/** @type {string[]} */ ids) =>
    listed(
      t,
      ids.map((id) => names.get(id) ?? t("ui-grouping.adopt.somebody")),
    );
  const numbers = (/** @type {number[]} */ some) => listed(t, some);
  const lines = [
    effects.new.length > 0 &&
      t("ui-grouping.adopt.new", { count: effects.new.length, groups: numbers(effects.new) }),
    effects.kept.length > 0 && t("ui-grouping.adopt.kept", { groups: numbers(effects.kept) }),
    effects.gone.length > 0 && t("ui-grouping.adopt.gone", { names: listed(t, effects.gone) }),
    effects.moved.length > 0 &&
      t("ui-grouping.adopt.moved", { count: effects.moved.length, names: named(effects.moved) }),
  ].filter(Boolean);
  const [low, high] = effects.limits;
  const warnings = [
    effects.unplaced.length > 0 &&
      t("ui-grouping.adopt.unplaced", { count: effects.unplaced.length, names: named(effects.unplaced) }),
    effects.left.length > 0 &&
      t("ui-grouping.adopt.left", { count: effects.left.length, names: named(effects.left) }),
    effects.tasks_left.length > 0 && t("ui-grouping.adopt.tasks-left", { names: named(effects.tasks_left) }),
    effects.no_leader.length > 0 && t("ui-grouping.adopt.no-leader", { groups: numbers(effects.no_leader) }),
    effects.no_liaison.length > 0 &&
      t("ui-grouping.adopt.no-liaison", { groups: numbers(effects.no_liaison) }),
    effects.outside.length > 0 &&
      t("ui-grouping.adopt.outside", {
        groups: numbers(effects.outside),
        rule: say(grouping.sizes.label),
        low,
        high,
      }),
  ].filter(Boolean);
  const adopt = async () => {
    await change("adopt", {}, "adopt");
    setAsked(false);
  };
  return html`<section class="zx-stack zx-grouping-adopt" aria-label=${t("ui-grouping.adopt.title")}>
    <h4 class="zx-panel-title">${t("ui-grouping.adopt.title")}</h4>
    ${warnings.length > 0 && html`<${Notice} tone="warn"><ul>${warnings.map((line) => html`<li key=${line}>${line}</li>`)}</ul><//>`}
    ${
      isAsked
        ? html`<${Notice} live>
        <ul>${lines.map((line) => html`<li key=${line}>${line}</li>`)}<li>${t("ui-grouping.adopt.roles")}</li></ul>
      <//>
      <div class="zx-row">
        <${Button} look="main" onPress=${adopt}>${t("ui-grouping.adopt.sure")}<//>
        <${Button} look="quiet" onPress=${() => setAsked(false)}>${t("ui-grouping.keep")}<//>
      </div>`
        : html`<div><${Button} look="main" onPress=${() => setAsked(true)}>${t("ui-grouping.adopt.ask")}<//></div>`
    }
    <${Problem} place="adopt" />
  </section>`;
}
