// Who I am in this class, and the language I read.
import {
  activity,
  Button,
  Card,
  Chip,
  Choice,
  Field,
  html,
  isBlank,
  useState,
} from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Locale} Locale */
/**
 * @typedef {object} View
 * @property {{name: string, unit: string, post: string, seat: number | null, roles: string[]}} person
 * @property {{name: string, code: string, kind: "solo" | "class"}} classroom
 * @property {Locale} locale
 * @property {boolean} may_edit
 */

/** @type {Record<string, string>} */
const ROLES = {
  learner: "ui-classroom.role.learner",
  liaison: "ui-classroom.role.liaison",
  "group-leader": "ui-classroom.role.group-leader",
  facilitator: "ui-classroom.role.facilitator",
  convenor: "ui-classroom.role.convenor",
  leader: "ui-classroom.role.leader",
  expert: "ui-classroom.role.expert",
  office: "ui-classroom.role.office",
  owner: "ui-classroom.role.owner",
};

/** @param {Kit} kit */
function WhoAmI({ view, draft, t, act, saveDraft, locale }) {
  const { person, classroom, may_edit } = /** @type {View} */ (view);
  const { name, unit, post } = person;
  const [form, setForm] = useState({ name, unit, post, ...draft });
  const change = (/** @type {object} */ part) => {
    const changed = { ...form, ...part };
    setForm(changed);
    saveDraft(changed);
  };
  const save = async () => {
    await act("introduce", form);
    saveDraft(null);
  };
  const chooseLocale = (/** @type {Locale} */ chosen) => {
    document.dispatchEvent(new CustomEvent("zhixing:locale", { detail: chosen }));
    return act("choose-locale", { locale: chosen });
  };
  const blockers = isBlank(form.name) ? [t("ui-classroom.who.name-missing")] : [];
  return html`<${Card}
    title=${t("ui-classroom.who.title")}
    foot=${may_edit && html`<${Button} look="main" blockers=${blockers} onPress=${save}>${t("ui-classroom.who.save")}<//>`}
  >
    ${
      classroom.kind === "class" &&
      html`<p class="zx-row">
      <${Chip} tone="info">${classroom.name}<//>
      ${person.seat !== null && html`<${Chip}>${t("ui-classroom.who.seat", { seat: person.seat })}<//>`}
      ${person.roles.map((role) => html`<${Chip} key=${role}>${t(ROLES[role])}<//>`)}
    </p>`
    }
    <${Field} label=${t("ui-classroom.who.name")} name="name" value=${form.name} required max=${60} readOnly=${!may_edit}
      onInput=${(/** @type {string} */ name) => change({ name })} />
    <div class="zx-two">
      <${Field} label=${t("ui-classroom.who.unit")} name="unit" value=${form.unit} max=${120} readOnly=${!may_edit}
        onInput=${(/** @type {string} */ unit) => change({ unit })} />
      <${Field} label=${t("ui-classroom.who.post")} name="post" value=${form.post} max=${60} readOnly=${!may_edit}
        onInput=${(/** @type {string} */ post) => change({ post })} />
    </div>
    <${Choice}
      legend=${t("ui-classroom.who.language")}
      row="narrow"
      options=${[
        { value: "zh-CN", label: html`<span lang="zh-CN">${t("ui-classroom.who.chinese")}</span>` },
        { value: "en", label: html`<span lang="en">${t("ui-classroom.who.english")}</span>` },
      ]}
      value=${locale}
      onChange=${chooseLocale}
    />
  <//>`;
}

export default activity(WhoAmI);
