// A group's wall of ideas, step by step through the nominal group technique.
import { activity, Button, Card, Chip, EmptyState, html, useKit } from "../../activity/static/kit.js";
import { Clusters } from "./idea-wall-clusters.js";
import { Collect, Write } from "./idea-wall-collect.js";
import { Clarify } from "./idea-wall-list.js";
import { Merging } from "./idea-wall-merge.js";
import { Ranking } from "./idea-wall-slips.js";
import { Outcome } from "./idea-wall-result.js";
import { Roles } from "./idea-wall-roles.js";
import { ASKS, BOARDS, STEPS, useTyped } from "./idea-wall-typed.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./idea-wall-typed.js").View} View */
/** @typedef {import("./idea-wall-typed.js").Part} Part */
/** @typedef {import("./idea-wall-typed.js").StepName} StepName */

const ORDER = /** @type {StepName[]} */ (Object.keys(STEPS));
/** @type {Record<StepName, (part: Part) => any>} */
const BODIES = {
  write: Write,
  collect: Collect,
  clarify: Clarify,
  merge: Merging,
  cluster: Clusters,
  rank: Ranking,
  result: Outcome,
};
/** @type {Record<StepName, string>} */
const SAID = {
  write: "ui-ideas.say.write",
  collect: "ui-ideas.say.collect",
  clarify: "ui-ideas.say.clarify",
  merge: "ui-ideas.say.merge",
  cluster: "ui-ideas.say.cluster",
  rank: "ui-ideas.say.rank",
  result: "ui-ideas.say.result",
};

/** @param {Kit} kit */
function IdeaWall(kit) {
  if (kit.view.meeting) return html`<${Wall} ...${kit} />`;
  return html`<${Card} title=${kit.t("ui-ideas.board.ideas")} quiet><${EmptyState} title=${kit.t("ui-ideas.no-meeting")} /><//>`;
}

/** @param {Kit} kit */
function Wall(kit) {
  const { t, act } = kit;
  const view = /** @type {View} */ (kit.view);
  const typed = useTyped(kit);
  const go = (/** @type {string} */ kind, data = {}, place = "") =>
    act(kind, { meeting: view.meeting, lane: view.lane, wall: view.wall, ...data }, place);
  const part = { view, go, typed };
  const Body = BODIES[view.stage];
  return html`<${Card}
    title=${t(BOARDS[view.board])}
    aside=${html`<${Chip}>${t("ui-ideas.count", { count: view.count })}<//>`}
    foot=${view.may_lead && html`<${Ahead} ...${part} />`}
  >
    <div class="zx-ideas">
      ${!view.may_lead && html`<p class="zx-muted">${t(view.confirmed ? "ui-ideas.confirmed" : "ui-ideas.reading")}</p>`}
      <${Walls} ...${part} />
      <${Asked} view=${view} />
      <${Roles} ...${part} />
      <${Steps} ...${part} />
      ${view.may_lead && html`<${Say} view=${view} />`}
      <${Screen} ...${part} />
      <${Body} key=${`${view.wall}/${view.stage}`} ...${part} />
      <details class="zx-details"><summary>${t("ui-ideas.method")}</summary><p>${t("ui-ideas.method-text")}</p></details>
    </div>
  <//>`;
}

/** The walls of this board, where each belongs to an idea of the one before. @param {Part} part */
function Walls({ view, go }) {
  const { t } = useKit();
  if (view.walls.length <= 1) return null;
  return html`<div class="zx-ideas-walls" role="group" aria-label=${t("ui-ideas.walls.label")}>
    ${view.walls.map(({ key, about }) => {
      const name = about ?? t("ui-ideas.walls.loose");
      if (!view.may_lead)
        return html`<span key=${key} class="zx-chip" data-tone=${key === view.wall ? "info" : "quiet"}>${name}</span>`;
      return html`<${Button} key=${key} pressed=${key === view.wall} onPress=${() => go("open", { wall: key })}>${name}<//>`;
    })}
  </div>`;
}

/** What the wall belongs to, and what it asks. @param {{view: View}} props */
function Asked({ view }) {
  const { t } = useKit();
  const names = ["ui-ideas.walls.trail-problem", "ui-ideas.walls.trail-cause"];
  const from = view.board === "cause" || view.trail.length > 1 ? 0 : 1;
  return html`<div class="zx-ideas-asked">
    ${view.trail.map((text, at) => html`<p key=${at} class="zx-muted">${t(names[from + at], { text })}</p>`)}
    <p class="zx-ideas-question">${t(ASKS[view.board])}</p>
  </div>`;
}

/** Where the group is; whoever leads may go to any step. @param {Part} part */
function Steps({ view, go }) {
  const { t } = useKit();
  return html`<ol class="zx-ideas-steps" aria-label=${t("ui-ideas.step.label")}>
    ${ORDER.map((step, at) => {
      const name = t(STEPS[step]);
      const isNow = step === view.stage;
      const inner = html`<span aria-hidden="true">${at + 1}</span> ${name}`;
      return html`<li key=${step} aria-current=${isNow ? "step" : undefined}>
        ${
          view.may_lead && !isNow
            ? html`<button type="button" title=${t("ui-ideas.step.go", { step: name })} onClick=${() => go("move", { stage: step, seen: view.stage })}>${inner}</button>`
            : html`<span class="zx-ideas-step">${inner}</span>`
        }
      </li>`;
    })}
  </ol>`;
}

/** What whoever leads can say at this step. @param {{view: View}} props */
function Say({ view }) {
  const { t } = useKit();
  const isDots = view.stage === "rank" && view.slips.method === "dots";
  return html`<figure class="zx-ideas-say">
    <figcaption class="zx-muted zx-small">${t("ui-ideas.say.title")}</figcaption>
    <blockquote class="zx-say">${t(isDots ? "ui-ideas.say.dots" : SAID[view.stage], { each: view.slips.each })}</blockquote>
  </figure>`;
}

/** Which page of ideas the room's screen shows. @param {Part} part */
function Screen({ view, go }) {
  const { t } = useKit();
  if (!view.pages) return null;
  const { page, count } = view.pages;
  return html`<div class="zx-row zx-ideas-screen">
    <span class="zx-muted">${t("ui-ideas.screen.page", { page: page + 1, count })}</span>
    ${page > 0 && html`<${Button} look="quiet" onPress=${() => go("page", { page: page - 1 })}>${t("ui-ideas.screen.previous")}<//>`}
    ${page < count - 1 && html`<${Button} look="quiet" onPress=${() => go("page", { page: page + 1 })}>${t("ui-ideas.screen.next")}<//>`}
  </div>`;
}

/** To the next step or back; from ranking the result has a button of its own. @param {Part} part */
function Ahead({ view, go }) {
  const { t } = useKit();
  const at = ORDER.indexOf(view.stage);
  const [before, after] = [ORDER[at - 1], ORDER[at + 1]];
  const move = (/** @type {StepName} */ stage) => go("move", { stage, seen: view.stage });
  return html`
    ${after && after !== "result" && html`<${Button} look="main" onPress=${() => move(after)}>${t("ui-ideas.step.next", { step: t(STEPS[after]) })}<//>`}
    ${before && html`<${Button} look="quiet" onPress=${() => move(before)}>${t("ui-ideas.step.back", { step: t(STEPS[before]) })}<//>`}
  `;
}

export default activity(IdeaWall);
