// The end of a record: the group confirms it, or opens it again with a reason.
import { Button, Field, Fragment, html, isBlank, Notice, Problem } from "../../activity/static/kit.js";

/** @typedef {import("./minutes-of-section.js").Typing} Typing */
/** @typedef {import("./minutes-of.js").View} View */

/** @param {Typing} props */
export function Closing(props) {
  const { kit } = props;
  const { t, locale } = kit;
  const { confirmed, reopened, earlier } = /** @type {View} */ (kit.view);
  const time = (/** @type {string} */ at) =>
    new Date(at).toLocaleString(locale, { dateStyle: "medium", timeStyle: "short", hour12: false });
  return html`<${Fragment}>
    ${confirmed ? html`<${Sealed} ...${props} time=${time} />` : html`<${Confirming} ...${props} />`}
    ${
      reopened.length > 0 &&
      html`<ul class="zx-list zx-small zx-muted">
      ${reopened.map((seal) => html`<li key=${seal.at}>${t("ui-minutes.record.was-reopened", { time: time(seal.at), by: seal.by, reason: seal.reason })}</li>`)}
    </ul>`
    }
    ${
      earlier.length > 0 &&
      html`<details class="zx-details"><summary>${t("ui-minutes.record.earlier", { count: earlier.length })}</summary>
      <ul>${earlier.map((one, at) => html`<li key=${at}>${t("ui-minutes.record.earlier-line", { time: time(one.at), text: one.text })}</li>`)}</ul>
    </details>`
    }
  <//>`;
}

/** @param {Typing} props */
function Confirming({ kit, typed }) {
  const { t, act } = kit;
  const { meeting, lane, mark, open_choices, may_confirm, is_running, is_over } =
    /** @type {View & {meeting: {id: string}}} */ (kit.view);
  if (!may_confirm) return html`<p class="zx-hint">${t("ui-minutes.record.who-confirms")}</p>`;
  const unsaved = Object.keys(typed.words ?? {}).length > 0 || Boolean(typed.remarks);
  const blockers = [
    is_running && t("ui-minutes.record.running"),
    open_choices > 0 && t("ui-minutes.record.choices", { count: open_choices }),
    unsaved && t("ui-minutes.record.unsaved"),
  ].filter(Boolean);
  return html`<div class="zx-panel">
    <p>${t(is_over ? "ui-minutes.record.confirm-hint" : "ui-minutes.record.confirm-later")}</p>
    <${Problem} place="confirm" />
    <div class="zx-row">
      <${Button} look=${is_over ? "main" : "plain"} blockers=${blockers} onPress=${() => act("confirm", { meeting: meeting.id, lane, seen: mark }, "confirm")}>${t("ui-minutes.record.confirm")}<//>
    </div>
  </div>`;
}

/** @param {Typing & {time: (at: string) => string}} props */
function Sealed({ kit, typed, type, time }) {
  const { t, act } = kit;
  const { meeting, lane, confirmed, may_confirm, most } = /** @type {any} */ (kit.view);
  const reason = typed.reason;
  const send = async () => {
    await act("reopen", { meeting: meeting.id, lane, reason: reason ?? "" }, "reopen");
    type({ reason: undefined });
  };
  return html`<${Fragment}>
    <${Notice} tone="ok">${t("ui-minutes.record.confirmed", { time: time(confirmed.at), by: confirmed.by })}<//>
    ${
      may_confirm &&
      html`<details class="zx-details" open=${!isBlank(reason)}>
      <summary>${t("ui-minutes.record.reopen")}</summary>
      <div class="zx-stack">
        <${Field} label=${t("ui-minutes.record.reason")} hint=${t("ui-minutes.record.reason-hint")} required max=${most.reason} value=${reason ?? ""} onInput=${(/** @type {string} */ said) => type({ reason: said })} />
        <${Problem} place="reopen" />
        <div class="zx-row"><${Button} onPress=${send}>${t("ui-minutes.record.reopen-now")}<//></div>
      </div>
    </details>`
    }
  <//>`;
}
