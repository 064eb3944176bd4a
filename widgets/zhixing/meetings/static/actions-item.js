// One action on the list: where it stands, and what can be done with it.
import { Button, Chip, Field, Fragment, html, Notice, Problem, useState } from "../../activity/static/kit.js";
import { ActionForm, entered, formOf } from "./actions-form.js";
import { History } from "./actions-history.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./actions-typed.js").Typed} Typed */
/** @typedef {{id: string, what: string, who: string, person: string | null, due: string | null, evidence: string,
 *   status: string, proof: string, closed: string | null, version: number, overdue: boolean,
 *   from: {title: string, date: string | null} | null}} Entry */

/** @type {Record<string, {key: string, tone: "ok" | "quiet" | "info"}>} */
const STATES = {
  open: { key: "ui-minutes.actions.is-open", tone: "info" },
  done: { key: "ui-minutes.actions.is-done", tone: "ok" },
  dropped: { key: "ui-minutes.actions.is-dropped", tone: "quiet" },
};
/** @type {Record<string, {label: string, hint: string, press: string}>} */
const ENDS = {
  done: {
    label: "ui-minutes.actions.proof",
    hint: "ui-minutes.actions.proof-hint",
    press: "ui-minutes.actions.close",
  },
  dropped: {
    label: "ui-minutes.actions.reason",
    hint: "ui-minutes.actions.drop-hint",
    press: "ui-minutes.actions.drop",
  },
  open: {
    label: "ui-minutes.actions.reason",
    hint: "ui-minutes.actions.reopen-hint",
    press: "ui-minutes.actions.reopen",
  },
};

/** @param {{kit: Kit, entry: Entry, typed: Typed}} props */
export function ActionItem({ kit, entry, typed }) {
  const { t } = kit;
  const editing = typed.edits[entry.id];
  if (editing) return html`<${Editor} kit=${kit} entry=${entry} typed=${typed} />`;
  const state = STATES[entry.status];
  const facts = [
    t("ui-minutes.actions.by", { who: entry.who }),
    entry.due ? t("ui-minutes.actions.until", { due: entry.due }) : t("ui-minutes.actions.no-due"),
    entry.evidence && t("ui-minutes.actions.shown-by", { evidence: entry.evidence }),
    entry.from && t("ui-minutes.actions.from", { title: entry.from.title }),
  ].filter(Boolean);
  return html`<article class="zx-action" data-status=${entry.status} aria-label=${entry.what}>
    <div class="zx-action-head">
      <p class="zx-action-what">${entry.what}</p>
      ${entry.overdue ? html`<${Chip} tone="warn">${t("ui-minutes.actions.is-late")}<//>` : html`<${Chip} tone=${state.tone}>${t(state.key)}<//>`}
    </div>
    <p class="zx-muted zx-small">${facts.join(t("ui-minutes.dot"))}</p>
    ${entry.status === "done" && html`<p>${t("ui-minutes.actions.done-with", { day: entry.closed, proof: entry.proof })}</p>`}
    ${entry.status === "dropped" && html`<p>${t("ui-minutes.actions.dropped-with", { day: entry.closed, reason: entry.proof })}</p>`}
    ${kit.view.may_keep && html`<${Tools} kit=${kit} entry=${entry} typed=${typed} />`}
  </article>`;
}

/** @param {{kit: Kit, entry: Entry, typed: Typed}} props */
function Tools({ kit, entry, typed }) {
  const { t, act } = kit;
  const [shown, setShown] = useState(false);
  const ending = typed.ends[entry.id];
  const begin = (/** @type {string} */ to) => typed.setEnd(entry.id, { to, said: "" });
  const edit = () => typed.setEdit(entry.id, { ...formOf(entry), version: entry.version });
  const send = async () => {
    const { to, said } = ending;
    await act("end", { entry: entry.id, version: entry.version, to, said }, entry.id);
    typed.setEnd(entry.id, null);
  };
  const words = ending && ENDS[ending.to];
  return html`<${Fragment}>
    ${
      words
        ? html`<div class="zx-panel">
        <${Field} label=${t(words.label)} hint=${t(words.hint)} required lines=${2} max=${kit.view.most.text} value=${ending.said} onInput=${(/** @type {string} */ said) => typed.setEnd(entry.id, { ...ending, said })} />
        <div class="zx-row">
          <${Button} look="main" onPress=${send}>${t(words.press)}<//>
          <${Button} look="quiet" onPress=${() => typed.setEnd(entry.id, null)}>${t("ui-minutes.cancel")}<//>
        </div>
      </div>`
        : html`<div class="zx-action-tools">
        ${
          entry.status === "open"
            ? html`<${Button} onPress=${() => begin("done")}>${t("ui-minutes.actions.close")}<//>
              <${Button} look="quiet" onPress=${edit}>${t("ui-minutes.edit")}<//>
              <${Button} look="quiet" onPress=${() => begin("dropped")}>${t("ui-minutes.actions.drop")}<//>`
            : html`<${Button} look="quiet" onPress=${() => begin("open")}>${t("ui-minutes.actions.reopen")}<//>`
        }
        <${Button} look="quiet" pressed=${shown} onPress=${() => setShown(!shown)}>${t("ui-minutes.actions.history")}<//>
      </div>`
    }
    <${Problem} place=${entry.id} />
    ${shown && html`<${History} key=${entry.version} kit=${kit} entry=${entry} />`}
  <//>`;
}

/** @param {{kit: Kit, entry: Entry, typed: Typed}} props */
function Editor({ kit, entry, typed }) {
  const { t, act } = kit;
  const form = typed.edits[entry.id];
  const save = async () => {
    await act("change", { entry: entry.id, version: form.version, ...entered(form) }, entry.id);
    typed.setEdit(entry.id, null);
  };
  const stale = form.version !== entry.version;
  return html`<${ActionForm} kit=${kit} form=${form} place=${entry.id} title=${t("ui-minutes.edit")}
    onChange=${(/** @type {any} */ next) => typed.setEdit(entry.id, next)} onSave=${save} onCancel=${() => typed.setEdit(entry.id, null)}>
    ${
      stale &&
      html`<${Notice} tone="warn" live>
        <p>${t("ui-minutes.actions.changed", { what: entry.what, who: entry.who, due: entry.due ?? t("ui-minutes.actions.no-due") })}</p>
        <div class="zx-row">
          <${Button} onPress=${() => typed.setEdit(entry.id, { ...form, version: entry.version })}>${t("ui-minutes.keep-mine")}<//>
          <${Button} look="quiet" onPress=${() => typed.setEdit(entry.id, null)}>${t("ui-minutes.take-theirs")}<//>
        </div>
      <//>`
    }
  <//>`;
}
