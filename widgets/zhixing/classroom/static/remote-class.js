// What the remote says of the class: who is here and who is missing, by table; the windows.
import { Button, Chip, html } from "../../activity/static/kit.js";
import { PURPOSES } from "./remote-undo.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./remote.js").View} View */

/** @type {Record<string, {key: string, tone: "ok" | "warn" | "info"}>} */
const STATES = {
  open: { key: "ui-classroom.window.open", tone: "ok" },
  closed: { key: "ui-classroom.window.closed", tone: "warn" },
  revealed: { key: "ui-classroom.window.revealed", tone: "info" },
};

/** Who is here and who is missing, by table; this screen is the facilitator's own. @param {Kit} kit */
export function Missing({ view, t }) {
  const { present, expected, late, missing, tables, windows } = /** @type {View} */ (view);
  const open = windows.find(({ state }) => state === "open");
  const absent = new Map(missing.map((table) => [table.seat, table.missing]));
  const count = missing.reduce((sum, table) => sum + table.missing.length, 0);
  const isSecret = open?.mode === "anonymous";
  const sentence = open
    ? t(count ? "ui-classroom.remote.not-in" : "ui-classroom.remote.all-in", { count })
    : t(count ? "ui-classroom.remote.not-here" : "ui-classroom.remote.all-here", { count });
  return html`<div class="zx-panel">
    <h4 class="zx-panel-title">${t("ui-classroom.remote.present", { present, expected })}</h4>
    ${late > 0 && html`<p>${t(open ? "ui-session.remote.late-voting" : "ui-session.remote.late", { count: late })}</p>`}
    <p class="zx-muted">${isSecret ? t("ui-session.remote.secret") : sentence}</p>
    <dl class="zx-missing">
      ${tables.map(
        ({ seat, here, expected: of }) => html`<div key=${seat}>
          <dt>${seat === null ? t("ui-classroom.remote.no-seat") : t("ui-classroom.remote.seat", { seat })}</dt>
          <dd><span class="zx-here">${t("ui-session.remote.here", { here, of })}</span>${(absent.get(seat) ?? []).join(t("ui-classroom.comma"))}</dd>
        </div>`,
      )}
    </dl>
  </div>`;
}

/** @param {Kit} kit */
export function Windows({ view, t, act }) {
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
