// What the wall shows of a session itself: whose turn it is, the criteria, weights, the scheme, the record.
import { Countdown, html } from "../../activity/static/kit.js";
import { recordLines } from "../../topics/static/record-lines.js";
import { Tree } from "../../topics/static/scheme-tree.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {{number: number, title: string, statement: string}} Topic */

/** Who has the floor, or that the tables talk: beside the title, with its own clock. @param {Kit} kit */
export function Floor({ view, t }) {
  const { turn, talk, ends } = view;
  const name = turn
    ? t("ui-session.wall.turn", { seat: turn.seat, place: turn.place, of: turn.of })
    : talk && t("ui-session.wall.talk");
  return html`<span class="zx-wall-floor">${name && html`<span>${name}</span>`}<${Countdown} ends=${turn?.ends ?? talk ?? ends} /></span>`;
}

/** The topics of the table that has the floor. @param {Kit} kit */
export function Present({ view, t }) {
  const { seat, seats, topics } = view.content;
  if (seat === null && topics.length === 0) {
    return html`<div class="zx-wall-center">
      <p class="zx-wall-prompt">${t("ui-session.wall.order")}</p>
      <ol class="zx-wall-order">${seats.map((/** @type {number} */ one) => html`<li key=${one}>${t("ui-classroom.remote.seat", { seat: one })}</li>`)}</ol>
    </div>`;
  }
  if (topics.length === 0)
    return html`<p class="zx-wall-center zx-wall-prompt">${t("ui-session.wall.no-topic")}</p>`;
  return html`<ul class="zx-wall-told">
    ${topics.map((/** @type {Topic} */ { number, title, statement }) => html`<li key=${number}><p class="zx-wall-told-title">${number}. ${title}</p><p>${statement}</p></li>`)}
  </ul>`;
}

/** The criteria, conditions first. @param {Kit} kit */
export function Standards({ view, t, say }) {
  /** @type {{name: Pair, question: Pair, stage: string}[]} */
  const all = view.content.criteria;
  const stages = /** @type {const} */ ([
    ["condition", t("ui-session.wall.conditions")],
    ["rating", t("ui-session.wall.rated")],
  ]);
  return html`<div class="zx-wall-standards">
    ${stages.map(
      ([stage, title]) => html`<section key=${stage}>
        <p class="zx-wall-prompt">${title}</p>
        <dl>
          ${all.filter((one) => one.stage === stage).map((one) => html`<div key=${one.name.zh}><dt>${say(one.name)}</dt><dd>${say(one.question)}</dd></div>`)}
        </dl>
      </section>`,
    )}
  </div>`;
}

/** How many have weighed; once shown, what came of it. @param {Kit} kit */
export function Weights({ view, t, say }) {
  const { voted, paper, present, shares, shown } = view.content;
  if (!shown) {
    return html`<div class="zx-wall-center">
      <p class="zx-wall-number">${voted + paper}<span> / ${present}</span></p>
      <p>${t("ui-classroom.wall.secret")}</p>
    </div>`;
  }
  if (!shares) return html`<p class="zx-wall-center zx-wall-prompt">${t("ui-session.wall.few-weights")}</p>`;
  return html`<ol class="zx-wall-list zx-wall-shares">
      ${shares.map((/** @type {{name: Pair, percent: number}} */ { name, percent }) => html`<li key=${name.zh}><span>${say(name)}</span><progress max=${100} value=${percent} aria-label=${say(name)}></progress><span>${percent}%</span></li>`)}
    </ol>
    <p class="zx-wall-note">${t("ui-session.wall.weights-note")}</p>`;
}

/** The scheme as the tables write it. @param {Kit} kit */
export function Scheme({ view, t }) {
  const { scheme } = view.content;
  if (!scheme) return html`<p class="zx-wall-center zx-wall-prompt">${t("ui-session.wall.no-scheme")}</p>`;
  return html`<${Tree} scheme=${scheme} t=${t} wall />`;
}

/** The record's main lines, read out. @param {Kit} kit */
export function Record({ view, t, say }) {
  const lines = recordLines(view.content, t, say);
  return html`<ol class="zx-wall-lines zx-wall-record">${lines.map((line) => html`<li key=${line}>${line}</li>`)}</ol>`;
}
