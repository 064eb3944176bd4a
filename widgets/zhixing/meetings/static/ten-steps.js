// The ten general steps: a picture to operate, and what a group writes down on its way.
import { activity, Button, Card, Chip, html, Nested, Select, useState } from "../../activity/static/kit.js";
import { Goals, Owner, Problem, Purpose, Strategies } from "./ten-steps-editor.js";
import { useWay } from "./ten-steps-parts.js";
import { Picture, WHEN } from "./ten-steps-picture.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {"before" | "meeting" | "between" | "always"} When */
/** @typedef {{id: string, when: When, name: Pair, label: Pair, gist: Pair, happens: Pair, speaks: Pair, written: Pair,
 *   trap: Pair}} Step */
/** @typedef {{text: string, own: boolean}} Segment */
/** @typedef {Record<string, string>} Fields */
/**
 * @typedef {object} View
 * @property {Step[]} steps
 * @property {number} most
 * @property {{id: string, name: string}[]} groups
 * @property {string | null} group
 * @property {string} team
 * @property {{parts: Record<string, Fields>, strategies: ({id: string} & Fields)[]} | null} way
 * @property {Record<string, string>} marks
 * @property {number} paper
 * @property {{before: Segment[], after: Segment[]} | null} compared
 * @property {boolean} may_write
 * @property {boolean} may_stand
 * @property {number} strategies_at_most
 */

/** @param {Kit} kit */
function TenSteps(kit) {
  const { groups, way } = /** @type {View} */ (kit.view);
  const [team, setTeam] = useState("");
  return html`<div class="zx-stack">
    ${groups.length > 0 && html`<${Groups} t=${kit.t} groups=${groups} team=${team} onChange=${setTeam} />`}
    ${team ? html`<${Nested} key=${team} activity="ten-steps" params=${{ team }} />` : html`<${Steps} ...${kit} />`}
    ${way && html`<${Paper} ...${kit} />`}
  </div>`;
}

/** The picture, and the step that is looked at. @param {Kit} kit */
function Steps(kit) {
  const { view, t, say, locale, act } = kit;
  const { steps, way, may_stand } = /** @type {View} */ (view);
  const here = way?.parts.here?.step ?? "";
  const [asked, setAsked] = useState("");
  const looked = steps.findIndex((step) => step.id === (asked || here));
  const at = Math.max(0, looked);
  const turn = (/** @type {number} */ by) => setAsked(steps[(at + by + steps.length) % steps.length].id);
  const mark = may_stand && html`<${Standing} t=${t} here=${here} step=${steps[at].id} act=${act} />`;
  return html`<${Card} title=${t("ui-steps.title")} lead=${t("ui-steps.lead")} quiet=${!may_stand} foot=${mark || undefined}>
    <div class="zx-steps">
      <${Picture} steps=${steps} here=${here} chosen=${steps[at].id} onChoose=${setAsked} t=${t} say=${say} locale=${locale} />
      <${Told} ...${kit} step=${steps[at]} number=${at + 1} isHere=${steps[at].id === here} onTurn=${turn} />
    </div>
  <//>`;
}

/** What happens at a step. @param {Kit & {step: Step, number: number, isHere: boolean, onTurn: (by: number) => void}} props */
function Told({ t, say, step, number, isHere, onTurn }) {
  return html`<div class="zx-step">
    <div aria-live="polite" class="zx-stack">
      <div class="zx-row">
        <h4 class="zx-panel-title">${t("ui-steps.numbered", { number, name: say(step.name) })}</h4>
        <${Chip}>${t(WHEN[step.when])}<//> ${isHere && html`<${Chip} tone="info">${t("ui-steps.here")}<//>`}
      </div>
      <p>${say(step.gist)}</p>
      <dl class="zx-step-told">
        <dt>${t("ui-steps.told.happens")}</dt><dd>${say(step.happens)}</dd>
        <dt>${t("ui-steps.told.speaks")}</dt><dd>${say(step.speaks)}</dd>
        <dt>${t("ui-steps.told.written")}</dt><dd>${say(step.written)}</dd>
        <dt>${t("ui-steps.told.trap")}</dt><dd>${say(step.trap)}</dd>
      </dl>
    </div>
    <div class="zx-row">
      <${Button} onPress=${() => onTurn(-1)}>${t("ui-steps.previous")}<//>
      <${Button} onPress=${() => onTurn(1)}>${t("ui-steps.next")}<//>
    </div>
  </div>`;
}

/** Where the group is, as its leader says. @param {{t: Kit["t"], here: string, step: string, act: Kit["act"]}} props */
function Standing({ t, here, step, act }) {
  if (here === step)
    return html`<${Button} look="quiet" onPress=${() => act("stand", { step: "" })}>${t("ui-steps.stand-nowhere")}<//>`;
  return html`<${Button} onPress=${() => act("stand", { step })}>${t("ui-steps.stand")}<//>`;
}

/**
 * For whoever is at home in every group: one of them.
 * @param {{t: Kit["t"], groups: View["groups"], team: string, onChange: (team: string) => void}} props
 */
function Groups({ t, groups, team, onChange }) {
  const options = groups.map((group) => ({ value: group.id, label: group.name }));
  return html`<${Card} title=${t("ui-steps.groups.title")} quiet>
    <${Select} label=${t("ui-steps.groups.which")} value=${team} onChange=${onChange}
      options=${[{ value: "", label: t("ui-steps.groups.choose") }, ...options]} />
  <//>`;
}

/** What the group writes down. @param {Kit} kit */
function Paper(kit) {
  const { view, t } = kit;
  const { group, team, may_write } = /** @type {View} */ (view);
  const parts = useWay(kit);
  const unsaved = parts.unsaved.length;
  const shared = { ...kit, parts };
  return html`<${Card}
    title=${group ? t("ui-steps.paper.of", { group }) : t("ui-steps.paper.title")}
    lead=${t(may_write ? "ui-steps.paper.lead" : "ui-steps.paper.read-only")}
    foot=${unsaved > 0 && html`<${Button} look="main" onPress=${parts.saveAll}>${t("ui-steps.paper.save-all", { count: unsaved })}<//>`}
  >
    <${Purpose} ...${shared} /><${Problem} ...${shared} /><${Owner} ...${shared} /><${Goals} ...${shared} />
    <${Strategies} ...${shared} />
    <details class="zx-details">
      <summary>${t("ui-steps.paper.actions")}</summary>
      <${Nested} activity="actions" params=${team ? { lane: team } : {}} />
    </details>
  <//>`;
}

export default activity(TenSteps);
