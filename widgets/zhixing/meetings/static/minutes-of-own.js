// What people add to a record: remarks of the group, one line of a member who sees it differently.
import { Button, Field, html, isBlank, Notice, Problem } from "../../activity/static/kit.js";

/** @typedef {import("./minutes-of-section.js").Typing} Typing */

/** @param {Typing} props */
export function Remarks({ kit, typed, type }) {
  const { t, act, view } = kit;
  if (!view.may_write) return null;
  const mine = typed.remarks;
  const now = mine ?? { text: view.remarks.text, seen: view.remarks.mark };
  const save = async () => {
    await act("remark", { meeting: view.meeting.id, lane: view.lane, ...now }, "remarks");
    type({ remarks: undefined });
  };
  const stale = mine && mine.seen !== view.remarks.mark && mine.text.trim() !== view.remarks.text;
  return html`<div class="zx-stack">
    <${Field} label=${t("ui-minutes.record.remarks")} hint=${t("ui-minutes.record.remarks-hint")} lines=${3} max=${view.most.remarks} value=${now.text}
      onInput=${(/** @type {string} */ text) => type({ remarks: { ...now, text } })} />
    ${
      stale &&
      html`<${Notice} tone="warn" live>
        <p>${t("ui-minutes.record.changed", { now: view.remarks.text || t("ui-minutes.actions.blank") })}</p>
        <div class="zx-row">
          <${Button} onPress=${() => type({ remarks: { ...now, seen: view.remarks.mark } })}>${t("ui-minutes.keep-mine")}<//>
          <${Button} look="quiet" onPress=${() => type({ remarks: undefined })}>${t("ui-minutes.take-theirs")}<//>
        </div>
      <//>`
    }
    <${Problem} place="remarks" />
    ${mine && html`<div class="zx-row"><${Button} onPress=${save}>${t("ui-minutes.record.save-remarks")}<//></div>`}
  </div>`;
}

/** @param {Typing} props */
export function Objection({ kit, typed, type }) {
  const { t, act, view } = kit;
  if (!view.may_object) return null;
  const stored = view.objection ?? { text: "", named: false };
  const now = typed.objection ?? stored;
  const put = (/** @type {Partial<{text: string, named: boolean}>} */ part) =>
    type({ objection: { ...now, ...part } });
  const save = async () => {
    await act("object", { meeting: view.meeting.id, lane: view.lane, ...now }, "objection");
    type({ objection: undefined });
  };
  return html`<details class="zx-details" open=${!isBlank(now.text)}>
    <summary>${t("ui-minutes.record.object")}</summary>
    <div class="zx-stack">
      <${Field} label=${t("ui-minutes.record.objection")} hint=${t("ui-minutes.record.objection-hint")} max=${view.most.line} value=${now.text} onInput=${(/** @type {string} */ text) => put({ text })} />
      <label class="zx-check"><input type="checkbox" checked=${now.named} onChange=${(/** @type {any} */ event) => put({ named: event.currentTarget.checked })} /> ${t("ui-minutes.record.named")}</label>
      <${Problem} place="objection" />
      ${typed.objection && html`<div class="zx-row"><${Button} onPress=${save}>${t("ui-minutes.record.save-objection")}<//></div>`}
    </div>
  </details>`;
}
