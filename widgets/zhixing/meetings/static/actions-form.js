// One action as it is entered: what, who, by when, and what will show it.
import { Button, Field, html, Problem, Select } from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {{what: string, who: string, person: string, due: string, evidence: string, afterwards: boolean}} Form */

const NOBODY_YET = "";
const SOMEBODY_ELSE = "else";

/** @returns {Form} */
export function blankForm() {
  return { what: "", who: "", person: NOBODY_YET, due: "", evidence: "", afterwards: false };
}

/**
 * The form of an action that stands on the list.
 * @param {{what: string, who: string, person: string | null, due: string | null, evidence: string}} entry
 * @returns {Form}
 */
export function formOf({ what, who, person, due, evidence }) {
  const isElse = person === null;
  return {
    what,
    who: isElse ? who : "",
    person: person ?? SOMEBODY_ELSE,
    due: due ?? "",
    evidence,
    afterwards: false,
  };
}

/** What an act carries of a form. @param {Form} form */
export function entered({ what, who, person, due, evidence, afterwards }) {
  const isElse = person === SOMEBODY_ELSE;
  return {
    what,
    who: isElse ? who : "",
    person: isElse ? null : person || null,
    due: due || null,
    evidence,
    afterwards,
  };
}

/**
 * @param {{kit: Kit, form: Form, place: string, title: string, onChange: (form: any) => void,
 *   onSave: () => Promise<any>, onCancel: () => void, children?: any}} props
 */
export function ActionForm({ kit, form, place, title, onChange, onSave, onCancel, children }) {
  const { t, view } = kit;
  const { people, most, meeting } = view;
  const put = (/** @type {Partial<Form>} */ part) => onChange({ ...form, ...part });
  const names = people.map((/** @type {{id: string, name: string}} */ one) => ({
    value: one.id,
    label: one.name,
  }));
  return html`<div class="zx-panel" role="group" aria-label=${title}>
    ${children}
    <${Field} label=${t("ui-minutes.actions.what")} hint=${t("ui-minutes.actions.what-hint")} required lines=${2} max=${most.what} value=${form.what} onInput=${(/** @type {string} */ what) => put({ what })} />
    <div class="zx-two">
      <${Select} label=${t("ui-minutes.actions.who")} value=${form.person} onChange=${(/** @type {string} */ person) => put({ person })}
        options=${[{ value: NOBODY_YET, label: t("ui-minutes.actions.choose") }, ...names, { value: SOMEBODY_ELSE, label: t("ui-minutes.actions.else") }]} />
      ${
        form.person === SOMEBODY_ELSE &&
        html`<${Field} label=${t("ui-minutes.actions.name")} required max=${most.who} value=${form.who} onInput=${(/** @type {string} */ who) => put({ who })} />`
      }
      <${Field} label=${t("ui-minutes.actions.due")} type="date" value=${form.due} onInput=${(/** @type {string} */ due) => put({ due })} />
    </div>
    <${Field} label=${t("ui-minutes.actions.evidence")} hint=${t("ui-minutes.actions.evidence-hint")} max=${most.text} value=${form.evidence} onInput=${(/** @type {string} */ evidence) => put({ evidence })} />
    ${
      meeting?.date &&
      form.due &&
      form.due < meeting.date &&
      html`<label class="zx-check"><input type="checkbox" checked=${form.afterwards} onChange=${(/** @type {any} */ event) => put({ afterwards: event.currentTarget.checked })} /> ${t("ui-minutes.actions.afterwards")}</label>`
    }
    <${Problem} place=${place} />
    <div class="zx-row">
      <${Button} look="main" onPress=${onSave}>${t("ui-minutes.save")}<//>
      <${Button} look="quiet" onPress=${onCancel}>${t("ui-minutes.cancel")}<//>
    </div>
  </div>`;
}
