// The wall: readable at eight metres, no scroll, never a name, never a score before its time.
import { activity, Countdown, html, Nested } from "../../activity/static/kit.js";
import { Asked } from "../../course/static/question-wall.js";
import { Fitted } from "./wall-fitted.js";
import { Result } from "./wall-result.js";
import { Floor, Present, Record as Closing, Scheme, Standards, Weights } from "./wall-session.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {{hidden: boolean, step: string, title: Pair, kind: string, ends: string | null, now: string,
 *   content: any, picture: string, path: string | null, talk: string | null,
 *   turn: {seat: number, ends: string, place: number, of: number} | null}} View */

/** @type {Record<string, string>} */
const OVERALL = {
  ok: "ui-classroom.wall.ok",
  revise: "ui-classroom.wall.revise",
  no: "ui-classroom.wall.no",
  open: "ui-classroom.wall.open",
};
/** @type {Record<string, string>} */
const TONES = { ok: "ok", revise: "warn", no: "no", open: "quiet" };
/** @type {Record<string, (kit: Kit) => any>} */
const SCENES = {
  join: Join,
  purpose: Purpose,
  case: Case,
  countdown: Clock,
  conditions: Conditions,
  count: Count,
  revealed: Revealed,
  cell: Cell,
  result: Result,
  present: Present,
  criteria: Standards,
  weights: Weights,
  scheme: Scheme,
  progress: Tables,
  question: Question,
  record: Closing,
  asked: Asked,
  other: Other,
};

/** Scenes that bring a clock of their own, or need none. */
const CLOCKLESS = ["countdown", "join", "other"];

/** Another activity has the wall, as a meeting that runs. @param {Kit} kit */
function Other({ view }) {
  return html`<${Nested} activity=${view.content.activity} params=${view.content.params} />`;
}

/** @param {Kit} kit */
function Projector(kit) {
  const { hidden, title, kind, picture } = /** @type {View} */ (kit.view);
  const Scene = hidden ? undefined : SCENES[kind];
  const heading = document.documentElement.dataset.theme === "projector" ? "h1" : "h2"; // the board has its own h1
  if (!Scene)
    return html`<div class="zx-wall" data-kind="blank"><${heading} class="zx-unseen">${kit.t("ui-classroom.wall.blank")}<//></div>`;
  return html`<section class="zx-wall" data-kind=${kind} data-picture=${picture}>
    <header class="zx-wall-head">
      <${heading} class="zx-wall-title">${kit.say(title)}<//>
      ${!CLOCKLESS.includes(kind) && html`<${Floor} ...${kit} />`}
    </header>
    <${Fitted}><${Scene} ...${kit} /><//>
  </section>`;
}

/** @param {Kit} kit */
function Join({ view, t, model }) {
  const { address, code, joined, expected, seats } = view.content;
  const base = model.get("base") ?? "/";
  return html`<div class="zx-wall-join">
    <figure><img src=${`${base}qr/wifi.svg`} alt=${t("ui-classroom.wall.wifi-alt")} /><figcaption>${t("ui-classroom.wall.wifi")}</figcaption></figure>
    <figure><img src=${`${base}qr/join.svg`} alt=${t("ui-classroom.wall.join-alt", { address })} /><figcaption>${t("ui-classroom.wall.join")}</figcaption></figure>
    <div class="zx-wall-side">
      <p class="zx-wall-address">${address}</p>
      ${code && html`<p>${t("ui-classroom.wall.code")} <strong class="zx-wall-code">${code}</strong></p>`}
      <p class="zx-wall-number">${joined}<span> / ${expected}</span></p>
      <ul class="zx-wall-seats">
        ${seats.map(
          (
            /** @type {{seat: number, joined: number, expected: number}} */ one,
          ) => html`<li key=${one.seat} data-full=${String(one.joined >= one.expected)}>
            ${t("ui-classroom.wall.seat", { seat: one.seat, joined: one.joined, expected: one.expected })}
          </li>`,
        )}
      </ul>
    </div>
  </div>`;
}

/** @param {Kit} kit */
function Purpose({ view, t }) {
  const named = [t("ui-session.wall.named-1"), t("ui-session.wall.named-2"), t("ui-session.wall.named-3")];
  const usual = [
    t("ui-classroom.wall.purpose-1"),
    t("ui-classroom.wall.purpose-2"),
    t("ui-classroom.wall.purpose-3"),
  ];
  const lines = view.path === "designated" ? named : usual;
  return html`<ol class="zx-wall-lines">${lines.map((line) => html`<li key=${line}>${line}</li>`)}</ol>`;
}

/** @param {Kit} kit */
function Case({ view, t, say }) {
  const { prompt, options, counts, n, why } = view.content;
  const right = why?.find((/** @type {{correct: boolean}} */ one) => one.correct);
  return html`<div class="zx-wall-case" data-told=${String(Boolean(right))}>
    ${prompt && !right && html`<p class="zx-wall-prompt">${say(prompt)}</p>`}
    <ol class="zx-wall-options">
      ${options.map(
        (
          /** @type {{id: string, text: Pair}} */ { id, text },
          /** @type {number} */ index,
        ) => html`<li key=${id} data-right=${String(right?.option === id)}>
          <span class="zx-letter">${String.fromCharCode(65 + index)}</span>
          <span>${say(text)}</span>
          ${counts && html`<${Bar} count=${counts[id] ?? 0} of=${n} />`}
        </li>`,
      )}
    </ol>
    ${right ? html`<p class="zx-wall-why">${say(right.text)}</p>` : !counts && html`<p class="zx-wall-number">${t("ui-classroom.wall.answered", { n })}</p>`}
  </div>`;
}

/** @param {{count: number, of: number}} props */
function Bar({ count, of }) {
  return html`<span class="zx-wall-bar"><span aria-hidden="true" style=${{ width: `${(100 * count) / Math.max(of, 1)}%` }}></span><b>${count}</b></span>`;
}

/** @param {Kit} kit */
function Clock({ view }) {
  return html`<p class="zx-wall-clock"><${Countdown} ends=${view.ends} /></p>`;
}

/** @param {Kit} kit */
function Conditions({ view, t }) {
  return html`<ol class="zx-wall-list" data-many=${String(view.content.topics.length > 6)}>
    ${view.content.topics.map(
      (
        /** @type {{number: number, title: string, overall: string}} */ { number, title, overall },
      ) => html`<li key=${number}>
        <span>${number}. ${title}</span><span class="zx-chip" data-tone=${TONES[overall]}>${t(OVERALL[overall])}</span>
      </li>`,
    )}
  </ol>`;
}

/** @param {Kit} kit */
function Count({ view, t }) {
  const { voted, paper, present } = view.content;
  return html`<div class="zx-wall-center">
    <p class="zx-wall-number">${voted + paper}<span> / ${present}</span></p>
    <p>${paper > 0 ? t("ui-classroom.wall.with-paper", { paper }) : t("ui-classroom.wall.secret")}</p>
  </div>`;
}

/** @param {Kit} kit */
function Revealed({ view, t }) {
  return html`<ol class="zx-wall-lines">
      ${view.content.topics.map((/** @type {{number: number, title: string}} */ { number, title }) => html`<li key=${number} value=${number}>${title}</li>`)}
    </ol>
    <p class="zx-wall-note">${t("ui-classroom.wall.unit-order")}</p>`;
}

/** @param {Kit} kit */
function Cell({ view, t, say }) {
  const { topic, criterion, counts } = view.content;
  if (!topic) return html`<p class="zx-wall-center">${t("ui-classroom.wall.no-cell")}</p>`;
  const most = Math.max(1, .../** @type {number[]} */ (Object.values(counts)));
  return html`<div class="zx-wall-cell">
    <p class="zx-wall-prompt">${t("ui-classroom.wall.cell", { topic, criterion: say(criterion) })}</p>
    <ol class="zx-wall-columns">
      ${Object.entries(counts).map(
        ([score, count]) => html`<li key=${score}>
          <b>${count}</b><span aria-hidden="true" style=${{ height: `${(100 * count) / most}%` }}></span><i>${t("ui-classroom.wall.score", { score })}</i>
        </li>`,
      )}
    </ol>
  </div>`;
}

/** @param {Kit} kit */
function Tables({ view, t }) {
  return html`<ol class="zx-wall-list">
    ${view.content.seats.map(
      (
        /** @type {{seat: number, done: number, total: number}} */ { seat, done, total },
      ) => html`<li key=${seat}>
        <span>${t("ui-classroom.remote.seat", { seat })}</span><progress max=${Math.max(total, 1)} value=${done} aria-label=${t("ui-classroom.remote.seat", { seat })}></progress>
        <span>${done}/${total}</span>
      </li>`,
    )}
  </ol>`;
}

/** @param {Kit} kit */
function Question({ view, t, say }) {
  return html`<p class="zx-wall-center zx-wall-prompt">${say(view.content.question) || t("ui-classroom.wall.question")}</p>`;
}

export default activity(Projector);
