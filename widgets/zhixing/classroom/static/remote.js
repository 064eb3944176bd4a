// The facilitator's remote: one big button, the clock, the screen, the windows, who is missing by table.
import { activity, Button, Card, Chip, Countdown, html, Notice } from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {{id: string, title: Pair, minutes: number}} Step */
/** @typedef {{id: string, purpose: string, state: "open" | "closed" | "revealed", mode: string,
 *   turnout: {voted: number, paper: number, present: number}}} Round */
/** @typedef {{step: (Step & {say: Pair}) | null, next: Step | null, previous: Step | null, steps: Step[],
 *   ends: string | null, hidden: boolean, version: number, windows: Round[], present: number, expected: number,
 *   missing: {seat: number | null, missing: string[]}[], five_tie?: boolean}} View */

/** @type {Record<string, string>} */
const PURPOSES = {
  case: "ui-classroom.purpose.case",
  conditions: "ui-classroom.purpose.conditions",
  votes: "ui-classroom.purpose.votes",
  ratings: "ui-classroom.purpose.ratings",
};
/** @type {Record<string, {key: string, tone: "ok" | "warn" | "info"}>} */
const STATES = {
  open: { key: "ui-classroom.window.open", tone: "ok" },
  closed: { key: "ui-classroom.window.closed", tone: "warn" },
  revealed: { key: "ui-classroom.window.revealed", tone: "info" },
};

/** @param {Kit} kit */
function Remote(kit) {
  const { t, say, act } = kit;
  const { step, next, previous, steps, ends, hidden, version, five_tie } = /** @type {View} */ (kit.view);
  const at = step ? steps.findIndex(({ id }) => id === step.id) + 1 : 0;
  return html`<${Card} title=${t("ui-classroom.remote.title")} aside=${html`<${Chip}>${t("ui-classroom.remote.at", { at, of: steps.length })}<//>`}>
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
    <div class="zx-remote-row">
      <${Button} onPress=${() => act("more-time", { minutes: 2 })}>${t("ui-classroom.remote.more-time", { minutes: 2 })}<//>
      <${Button} pressed=${hidden} onPress=${() => act("hide", { hidden: !hidden })}>${t(hidden ? "ui-classroom.remote.show" : "ui-classroom.remote.hide")}<//>
      ${previous && html`<${Button} onPress=${() => act("back", { version })}>${t("ui-classroom.remote.back")}<//>`}
    </div>
    ${five_tie && html`<${Notice} tone="warn">${t("ui-classroom.remote.tie")}<//>`}
    <${Missing} ...${kit} />
    <${Windows} ...${kit} />
  <//>`;
}

/** Who is missing, by table; this screen is the facilitator's own. @param {Kit} kit */
function Missing({ view, t }) {
  const { present, expected, missing, windows } = /** @type {View} */ (view);
  const count = missing.reduce((sum, table) => sum + table.missing.length, 0);
  const isVoting = windows.some(({ state }) => state === "open");
  return html`<div class="zx-panel">
    <h4 class="zx-panel-title">${t("ui-classroom.remote.present", { present, expected })}</h4>
    ${
      count === 0
        ? html`<p class="zx-muted">${t(isVoting ? "ui-classroom.remote.all-in" : "ui-classroom.remote.all-here")}</p>`
        : html`<p class="zx-muted">${t(isVoting ? "ui-classroom.remote.not-in" : "ui-classroom.remote.not-here", { count })}</p>
          <dl class="zx-missing">
            ${missing.map(
              ({ seat, missing: names }) => html`<div key=${seat}>
                <dt>${seat === null ? t("ui-classroom.remote.no-seat") : t("ui-classroom.remote.seat", { seat })}</dt>
                <dd>${names.join(t("ui-classroom.comma"))}</dd>
              </div>`,
            )}
          </dl>`
    }
  </div>`;
}

/** @param {Kit} kit */
function Windows({ view, t, act }) {
  const { windows } = /** @type {View} */ (view);
  if (windows.length === 0) return null;
  return html`<div class="zx-panel">
    <h4 class="zx-panel-title">${t("ui-classroom.window.title")}</h4>
    <ul class="zx-list zx-stack">
      ${windows.map(
        ({ id, purpose, state, mode, turnout }) => html`<li key=${id} class="zx-window">
          <span class="zx-window-name">${t(PURPOSES[purpose])} <${Chip} tone=${STATES[state].tone}>${t(STATES[state].key)}<//></span>
          <span class="zx-muted">${t("ui-classroom.window.turnout", { ...turnout })}</span>
          <span class="zx-row">
            ${state === "open" && html`<${Button} onPress=${() => act("close-window", { window: id })}>${t("ui-classroom.window.close")}<//>`}
            ${state === "closed" && html`<${Button} onPress=${() => act("reveal", { window: id })}>${t("ui-classroom.window.reveal")}<//>`}
            ${state === "closed" && mode !== "anonymous" && html`<${Button} onPress=${() => act("reopen", { window: id })}>${t("ui-classroom.window.reopen")}<//>`}
            ${state === "revealed" && html`<${Button} look="quiet" onPress=${() => act("open-window", { purpose, mode })}>${t("ui-classroom.window.again")}<//>`}
          </span>
        </li>`,
      )}
    </ul>
  </div>`;
}

export default activity(Remote);
