// The facilitator's remote: one big button, the clock, whose turn it is, the screen, undo.
import { activity, Button, Card, Chip, Countdown, html, Notice } from "../../activity/static/kit.js";
import { Missing, Windows } from "./remote-class.js";
import { Course, SheetChoice } from "./remote-sheet.js";
import { undoWords } from "./remote-undo.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {{id: string, title: Pair, minutes: number}} Step */
/** @typedef {{id: string, purpose: string, state: "open" | "closed" | "revealed", mode: string,
 *   turnout: {voted: number, paper: number, present: number}}} Round */
/** @typedef {{to: Step | null, same: boolean, does: {purpose: string, effect: string, count: number}[]}} Undo */
/** @typedef {{id: string, title: Pair, note: Pair, minutes: number, steps: string[]}} Sheet */
/** @typedef {{step: (Step & {say: Pair}) | null, next: (Step & {optional: boolean}) | null, undo: Undo | null,
 *   steps: (Step & {start: number})[], sheet: string, sheets: Sheet[], advice: {sheet: string, reason: string} | null,
 *   ends: string | null, hidden: boolean, version: number, windows: Round[], present: number, expected: number,
 *   late: number, extend: number, seats: number[], turn: {seat: number, ends: string} | null, picture: string | null,
 *   tables: {seat: number | null, here: number, expected: number}[], notice: string | null,
 *   missing: {seat: number | null, missing: string[]}[]}} View */

/** @param {Kit} kit */
function Remote(kit) {
  const { t, say, act } = kit;
  const { step, next, undo, steps, ends, hidden, version, notice, seats, picture, extend } =
    /** @type {View} */ (kit.view);
  const at = step ? steps.findIndex(({ id }) => id === step.id) + 1 : 0;
  return html`<${Card} title=${t("ui-classroom.remote.title")} aside=${html`<${Chip}>${t("ui-classroom.remote.at", { at, of: steps.length })}<//>`}>
    ${!step && html`<${SheetChoice} ...${kit} />`}
    <div class="zx-now">
      <p class="zx-now-title">${step ? say(step.title) : t("ui-classroom.remote.not-begun")}</p>
      <p class="zx-now-clock"><${Countdown} ends=${ends} /></p>
    </div>
    ${step && html`<blockquote class="zx-say"><p class="zx-small zx-muted">${t("ui-classroom.remote.say")}</p><p>${say(step.say)}</p></blockquote>`}
    ${
      next
        ? html`<${Button} big look="main" onPress=${() => act("next", { version })}>
          <span>${t("ui-classroom.remote.next")}<span class="zx-next">${say(next.title)}</span></span>
        <//>`
        : html`<${Notice} tone="ok">${t("ui-classroom.remote.end")}<//>`
    }
    ${next?.optional && html`<div class="zx-row"><${Button} onPress=${() => act("skip", { version })}>${t("ui-session.remote.skip", { title: say(next.title) })}<//></div>`}
    ${seats.length > 0 && html`<${Turns} ...${kit} />`}
    ${picture !== null && html`<${Pictures} ...${kit} />`}
    <div class="zx-remote-row">
      <${Button} onPress=${() => act("more-time", { minutes: extend })}>${t("ui-classroom.remote.more-time", { minutes: extend })}<//>
      <${Button} onPress=${() => act("more-time", { minutes: -extend })}>${t("ui-session.remote.less-time", { minutes: extend })}<//>
      <${Button} pressed=${hidden} onPress=${() => act("hide", { hidden: !hidden })}>${t(hidden ? "ui-classroom.remote.show" : "ui-classroom.remote.hide")}<//>
    </div>
    ${
      undo &&
      html`<div class="zx-undo">
      <${Button} look="quiet" onPress=${() => act("back", { version })}>${t("ui-session.remote.undo")}<//>
      <p class="zx-muted zx-small">${undoWords(undo, t, say)}</p>
    </div>`
    }
    ${notice === "undealt" && html`<${Notice} tone="warn">${t("ui-session.remote.undealt")}<//>`}
    ${notice === "tie" && html`<${Notice} tone="warn">${t("ui-classroom.remote.tie")}<//>`}
    <${Missing} ...${kit} />
    <${Windows} ...${kit} />
    <${Course} ...${kit} />
  <//>`;
}

/** Whose turn it is to speak; the next table is one press away. @param {Kit} kit */
function Turns({ view, t, act }) {
  const { seats, turn } = /** @type {View} */ (view);
  const following = seats[turn ? seats.indexOf(turn.seat) + 1 : 0];
  return html`<div class="zx-panel">
    <h4 class="zx-panel-title">${t("ui-session.turn.title")} ${turn && html`<${Countdown} ends=${turn.ends} />`}</h4>
    <div class="zx-row">
      ${
        following !== undefined &&
        html`<${Button} onPress=${() => act("turn", { seat: following })}>${t(turn ? "ui-session.turn.next" : "ui-session.turn.first", { seat: following })}<//>`
      }
      ${turn && html`<${Button} look="quiet" onPress=${() => act("turn", { seat: null })}>${t("ui-session.turn.end")}<//>`}
    </div>
    <div class="zx-tabs" role="group" aria-label=${t("ui-session.turn.choose")}>
      ${seats.map(
        (
          seat,
        ) => html`<button key=${seat} type="button" class="zx-tab" aria-current=${turn?.seat === seat ? "true" : undefined}
          aria-label=${t("ui-classroom.remote.seat", { seat })} onClick=${() => act("turn", { seat })}>${seat}</button>`,
      )}
    </div>
  </div>`;
}

/** What the wall shows of the result. @param {Kit} kit */
function Pictures({ view, t, act }) {
  const { picture } = /** @type {View} */ (view);
  const names = [
    ["none", t("ui-session.picture.none")],
    ["spread", t("ui-session.picture.spread")],
    ["radar", t("ui-session.picture.radar")],
    ["acceptability", t("ui-session.picture.acceptability")],
    ["shift", t("ui-session.picture.shift")],
  ];
  return html`<div class="zx-panel" role="group" aria-label=${t("ui-session.picture.title")}>
    <h4 class="zx-panel-title">${t("ui-session.picture.title")}</h4>
    <div class="zx-row">
      ${names.map(([id, name]) => html`<${Button} key=${id} pressed=${picture === id} onPress=${() => act("show", { picture: id })}>${name}<//>`)}
    </div>
  </div>`;
}

export default activity(Remote);
