// A group's ideas on the room's screen: large, without authors, nothing before its time.
import { activity, Countdown, html, useKit } from "../../activity/static/kit.js";
import { Sentence, Ties } from "./idea-wall-result.js";
import { ASKS, BOARDS } from "./idea-wall-typed.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./idea-wall-typed.js").Line} Line */
/** @typedef {import("./idea-wall-typed.js").Result} Result */
/**
 * @typedef {object} View
 * @property {string | null} meeting
 * @property {import("./idea-wall-typed.js").Board} board
 * @property {string[]} trail
 * @property {import("./idea-wall-typed.js").StepName} stage
 * @property {string | null} [ends]
 * @property {Line[]} [ideas]
 * @property {number} [count]
 * @property {number | null} [page]
 * @property {number} [pages]
 * @property {{heading: string, count: number, ideas: Line[]}[]} [headings]
 * @property {number} [slips]
 * @property {number} [expected]
 * @property {Result} [result]
 */

/** @param {Kit} kit */
function IdeasShown({ view: shown, t }) {
  const view = /** @type {View} */ (shown);
  if (!view.meeting) return html`<p class="zx-ideas-still">${t("ui-ideas.no-meeting")}</p>`;
  const about = view.trail[view.trail.length - 1];
  return html`<section class="zx-ideas-shown">
    <header>
      <h2>${t(BOARDS[view.board])}</h2>
      <p>${about ? t("ui-ideas.about", { about }) : t(ASKS[view.board])}</p>
    </header>
    ${view.stage === "write" && html`<${Silent} ends=${view.ends ?? null} />`}
    ${view.stage === "rank" && html`<${Count} slips=${view.slips ?? 0} expected=${view.expected ?? 0} />`}
    ${view.result && html`<${Told} result=${view.result} count=${view.count ?? 0} />`}
    ${view.headings && html`<${Headings} headings=${view.headings} />`}
    ${view.ideas && html`<${Page} view=${view} />`}
  </section>`;
}

/** Only the clock. @param {{ends: string | null}} props */
function Silent({ ends }) {
  const { t } = useKit();
  return html`<div class="zx-ideas-still">
    <p>${t(ends ? "ui-ideas.shown.silent" : "ui-ideas.shown.no-clock")}</p>
    <p class="zx-ideas-time"><${Countdown} ends=${ends} /></p>
  </div>`;
}

/** Only how many slips are in. @param {{slips: number, expected: number}} props */
function Count({ slips, expected }) {
  const { t } = useKit();
  return html`<div class="zx-ideas-still">
    <p class="zx-ideas-time">${slips}<span> / ${expected}</span></p>
    <p>${t("ui-ideas.shown.slips")}</p>
  </div>`;
}

/** @param {{view: View}} props */
function Page({ view }) {
  const { t } = useKit();
  const { ideas = [], count = 0, page = null, pages = 1 } = view;
  if (ideas.length === 0)
    return html`<div class="zx-ideas-still"><p>${t("ui-ideas.shown.waiting")}</p></div>`;
  return html`<${Lines} ideas=${ideas} />
    <p class="zx-ideas-note">${t("ui-ideas.shown.count", { count })}${page && pages > 1 && html` · ${t("ui-ideas.shown.page", { page, pages })}`}</p>`;
}

/** @param {{ideas: Line[]}} props */
function Lines({ ideas }) {
  return html`<ol class="zx-ideas-lines">
    ${ideas.map(({ id, number, text }) => html`<li key=${id}><b>${number}</b><span>${text}</span></li>`)}
  </ol>`;
}

/** Headings with their ideas where these fit, else with their number. @param {{headings: NonNullable<View["headings"]>}} props */
function Headings({ headings }) {
  const { t } = useKit();
  const isWhole = headings.some(({ ideas }) => ideas.length > 0);
  return html`<div class="zx-ideas-groups" data-whole=${String(isWhole)}>
    ${headings.map(
      ({ heading, count, ideas }) => html`<section key=${heading} data-loose=${String(!heading)}>
        <h3><span>${heading || t("ui-ideas.shown.loose")}</span> <b>${count}</b></h3>
        ${ideas.length > 0 && html`<${Lines} ideas=${ideas} />`}
      </section>`,
    )}
  </div>`;
}

/** @param {{result: Result, count: number}} props */
function Told({ result, count }) {
  const { t } = useKit();
  const most = Math.max(1, ...result.entries.map(({ points }) => points ?? 0));
  return html`<ol class="zx-ideas-told">
      ${result.entries.map(
        ({ id, number, text, place, tied, points, chosen_by }) => html`<li key=${id}>
          <b>${result.slips > 0 && t("ui-ideas.result.place", { place })}${tied && html` <i>${t("ui-ideas.result.tied")}</i>`}</b>
          <span>${number}. ${text}</span>
          ${
            points !== null &&
            html`<span class="zx-ideas-score"><span class="zx-ideas-measure" aria-hidden="true"><span style=${{ width: `${(100 * points) / most}%` }}></span></span>
            ${t("ui-ideas.result.points", { points })} · ${t("ui-ideas.result.chosen-by", { count: chosen_by })}</span>`
          }
        </li>`,
      )}
    </ol>
    <div class="zx-ideas-note"><${Sentence} result=${result} /><${Ties} result=${result} />${count > result.entries.length && html`<p>${t("ui-ideas.shown.more", { count: count - result.entries.length })}</p>`}</div>`;
}

export default activity(IdeasShown);
