// The screen of a room during a meeting: what goes on, one sentence, the clock, who speaks and who is next.
import { activity, clock, Countdown, html, Nested } from "../../activity/static/kit.js";
import { Fitted } from "../../classroom/static/wall-fitted.js";
import { groupName } from "./meeting-room-time.js";
import { Nearly } from "./meeting-room-turns.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {import("./meeting-room-time.js").Group} Group */
/** @typedef {import("./meeting-room-turns.js").Turn} Turn */
/** @typedef {import("./meeting-room-turns.js").Speaker} Speaker */
/**
 * @typedef {object} View
 * @property {"idle" | "hidden" | "shown"} kind
 * @property {boolean} framed whether another wall has the title already
 * @property {string} title
 * @property {Group | null} group
 * @property {string} phase
 * @property {{title: Pair, form: string, each: number | null} | null} block
 * @property {Pair[]} apart
 * @property {string | null} ends
 * @property {string | null} gather
 * @property {{now: Turn | null, next: Speaker | null, minutes: number} | null} turns
 * @property {{activity: string, params: Record<string, string>} | null} ideas
 */

/** @type {Record<string, string>} what people do, by form */
const SENTENCES = {
  plain: "ui-room.wall.plain",
  pledge: "ui-room.wall.pledge",
  actions: "ui-room.wall.actions",
  turns: "ui-room.wall.turns",
  talk: "ui-room.wall.talk",
  ideas: "ui-room.wall.ideas",
  reports: "ui-room.wall.reports",
  comment: "ui-room.wall.comment",
  review: "ui-room.wall.review",
  break: "ui-room.wall.break",
};
/** @type {Record<string, string>} what stands there while there is no block */
const PHASES = {
  unopened: "ui-room.wall.unopened",
  between: "ui-room.wall.between",
  ended: "ui-room.wall.ended",
  confirmed: "ui-room.wall.ended",
  planned: "ui-room.wall.idle",
};

/** @param {Kit} kit */
function MeetingWall(kit) {
  const { view, t } = kit;
  const { kind, framed, title, group } = /** @type {View} */ (view);
  if (kind === "hidden")
    return html`<div class=${framed ? "zx-mw-blank" : "zx-wall"} data-kind="blank"><p class="zx-unseen">${t("ui-room.wall.hidden")}</p></div>`;
  const scene = html`<${Fitted}><${Scene} ...${kit} /><//>`;
  if (framed) return html`<div class="zx-mw">${scene}</div>`;
  return html`<section class="zx-wall" data-kind="meeting">
    <header class="zx-wall-head">
      <h1 class="zx-wall-title">${kind === "idle" ? t("ui-room.title") : title}</h1>
      ${group && html`<span class="zx-wall-floor">${groupName(group, t)}</span>`}
    </header>
    ${scene}
  </section>`;
}

/** @param {Kit} kit */
function Scene(kit) {
  const { view, t } = kit;
  const { kind, phase, block, turns, ideas } = /** @type {View} */ (view);
  if (kind === "idle") return html`<p class="zx-wall-center zx-wall-prompt">${t("ui-room.wall.idle")}</p>`;
  if (phase === "apart") return html`<${Apart} ...${kit} />`;
  if (phase === "waits") return html`<${Gathering} ...${kit} />`;
  if (phase in PHASES || !block)
    return html`<p class="zx-wall-center zx-wall-prompt">${t(PHASES[phase] ?? "ui-room.wall.idle")}</p>`;
  if (turns?.now) return html`<${Turning} ...${kit} turn=${turns.now} />`;
  if (ideas) return html`<${Ideas} ...${kit} />`;
  return html`<${Plain} ...${kit} />`;
}

/** The block and what to do in it, with a big clock. @param {Kit} kit */
function Plain(kit) {
  const { view, t } = kit;
  const { ends, turns } = /** @type {View} */ (view);
  return html`<div class="zx-mw-scene">
    <${Task} ...${kit} />
    <p class="zx-mw-clock"><${Countdown} ends=${ends} /></p>
    ${turns?.next && html`<p class="zx-mw-next"><${Coming} next=${turns.next} t=${t} /></p>`}
  </div>`;
}

/** The block's title and one sentence. @param {Kit} kit */
function Task({ view, t, say }) {
  const { block, turns } = /** @type {View} */ (view);
  const minutes = turns?.minutes ?? block?.each ?? "";
  return html`<div>
    <p class="zx-mw-title">${block && say(block.title)}</p>
    <p class="zx-mw-do">${t(SENTENCES[block?.form ?? "plain"], { minutes })}</p>
  </div>`;
}

/** Who speaks, how long still, who is next. @param {Kit & {turn: Turn}} props */
function Turning({ view, t, say, turn }) {
  const { block, ends, turns } = /** @type {View} */ (view);
  const isGroup = turn.group !== null;
  return html`<div class="zx-mw-scene">
    <p class="zx-mw-do">${block && say(block.title)} <${Countdown} ends=${ends} /></p>
    <div class="zx-mw-turn">
      <p class="zx-muted">${t(isGroup ? "ui-room.wall.reporting" : "ui-room.wall.speaking")}</p>
      <p class="zx-mw-speaker">${isGroup ? t("ui-room.wall.group", { group: turn.group }) : turn.name}</p>
      <p class="zx-mw-clock"><${Countdown} ends=${turn.ends} /></p>
      <p class="zx-mw-nearly"><${Nearly} ends=${turn.ends} /></p>
    </div>
    <p class="zx-mw-next">${turns?.next && html`<${Coming} next=${turns.next} t=${t} />`}</p>
  </div>`;
}

/** @param {{next: Speaker, t: Kit["t"]}} props */
function Coming({ next, t }) {
  const isGroup = next.group !== null;
  return html`<span class="zx-muted">${t(isGroup ? "ui-room.wall.next-group" : "ui-room.wall.next")}</span>${" "}
    <strong>${isGroup ? t("ui-room.wall.group", { group: next.group }) : next.name}</strong>`;
}

/** @param {Kit} kit */
function Ideas({ view, say }) {
  const { block, ends, ideas } = /** @type {View} */ (view);
  return html`<div class="zx-mw-ideas">
    <p class="zx-mw-line"><strong>${block && say(block.title)}</strong><${Countdown} ends=${ends} /></p>
    <${Nested} key=${JSON.stringify(ideas)} activity=${ideas?.activity ?? ""} params=${ideas?.params} />
  </div>`;
}

/** What groups do by themselves, and when all gather. @param {Kit} kit */
function Apart({ view, t, say, locale }) {
  const { apart, ends } = /** @type {View} */ (view);
  return html`<div class="zx-mw-scene">
    <div>
      <p class="zx-mw-title">${t("ui-room.wall.apart")}</p>
      <ol class="zx-mw-list">${apart.map((title) => html`<li key=${title.zh}>${say(title)}</li>`)}</ol>
    </div>
    <p class="zx-mw-clock"><${Countdown} ends=${ends} /></p>
    ${ends && html`<p class="zx-mw-next"><span class="zx-muted">${t("ui-room.wall.gather")}</span> <strong>${clock(ends, locale)}</strong></p>`}
  </div>`;
}

/** A group that waits for the class. @param {Kit} kit */
function Gathering({ view, t, locale }) {
  const { gather } = /** @type {View} */ (view);
  return html`<div class="zx-mw-scene">
    <p class="zx-mw-title">${t("ui-room.wall.waits")}</p>
    ${gather && html`<p class="zx-mw-clock"><${Countdown} ends=${gather} /></p><p class="zx-mw-next"><span class="zx-muted">${t("ui-room.wall.gather")}</span> <strong>${clock(gather, locale)}</strong></p>`}
  </div>`;
}

export default activity(MeetingWall);
