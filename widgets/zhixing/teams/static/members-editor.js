// One person's entries, edited in place by whoever forms groups; the answer to taking part is only read.
import {
  Button,
  Field,
  html,
  isBlank,
  Problem,
  useEffect,
  useKit,
  useRef,
  useState,
} from "../../activity/static/kit.js";
import { Meanwhile, ProfileFields } from "./members-fields.js";
import { blockersOf, formOf, merged, sentOf } from "./members-form.js";
import { ANSWERS } from "./my-profile-commitment.js";

/** @typedef {import("./members.js").View} View */
/** @typedef {import("./members.js").Person} Person */
/** @typedef {import("./members.js").Editing} Editing */
/** @typedef {import("./members-form.js").Form} Form */

/** @param {{view: View, person: Person, edit: Editing, onEdit: (edit: Editing | null) => void}} props */
export function Editor({ view, person, edit, onEdit }) {
  const { t, act } = useKit();
  const { sub_topics, units, me } = view;
  const ref = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    if (!edit.touched) ref.current?.focus(); // what a page opens with is left where it is
  }, []);
  const { form } = edit;
  const change = (/** @type {Partial<Editing>} */ part) => onEdit({ ...edit, ...part, touched: true });
  const blockers = [...(isBlank(edit.name) ? [t("ui-members.add.no-name")] : []), ...blockersOf(t, form)];
  const save = async () => {
    const { name, unit, post, version } = edit;
    const profile = sentOf(form, sub_topics);
    await act("save", { person: person.id, version, name, unit, post, profile }, person.id);
    onEdit(null);
  };
  const goOn = () => {
    const kept = formOf(person.profile, t("members.sheet.between"));
    change({ version: person.version, base: kept, form: merged(edit.base, form, kept) });
  };
  const isOld = edit.version !== person.version;
  return html`<section ref=${ref} class="zx-panel" tabindex="-1" aria-label=${t("ui-members.list.edit-of", { name: person.name })}>
    ${isOld && html`<${Meanwhile} mine=${form} profile=${person.profile} subTopics=${sub_topics} onTheirs=${() => onEdit(null)} onMine=${goOn} />`}
    <div class="zx-two">
      <${Field} label=${t("members.column.name")} required max=${200} value=${edit.name} onInput=${(/** @type {string} */ name) => change({ name })} />
      <${Field} label=${t("members.column.unit")} max=${500} value=${edit.unit} suggestions=${units} onInput=${(/** @type {string} */ unit) => change({ unit })} />
      <${Field} label=${t("members.column.post")} max=${500} value=${edit.post} onInput=${(/** @type {string} */ post) => change({ post })} />
    </div>
    <${ProfileFields} form=${form} subTopics=${sub_topics} kept=${person.profile.relevance} own=${false}
      onChange=${(/** @type {Partial<Form>} */ part) => change({ form: { ...form, ...part } })} />
    <${Answered} person=${person} />
    <${Problem} place=${person.id} />
    <div class="zx-row">
      <${Button} look="main" blockers=${blockers} onPress=${save}>${t("ui-members.list.save")}<//>
      <${Button} look="quiet" onPress=${() => onEdit(null)}>${t("ui-members.list.cancel")}<//>
      ${!person.joined && person.id !== me && html`<${Remove} person=${person} onDone=${() => onEdit(null)} />`}
    </div>
  </section>`;
}

/** What the person has answered; nobody answers for them. @param {{person: Person}} props */
function Answered({ person }) {
  const { t } = useKit();
  const { commitment } = person;
  if (commitment === undefined) return null;
  if (!commitment) return html`<p class="zx-muted">${t("ui-members.list.not-answered")}</p>`;
  const { answer, hours, brings, needs } = commitment;
  return html`<div class="zx-members-answered">
    <p>${t("ui-members.list.answered", { answer: t(ANSWERS[answer]) })}${hours !== null && ` · ${t("ui-members.list.hours", { hours })}`}</p>
    ${brings && html`<p class="zx-muted">${t("ui-members.list.brings", { what: brings })}</p>`}
    ${needs && html`<p class="zx-muted">${t("ui-members.list.needs", { what: needs })}</p>`}
  </div>`;
}

/** Takes two presses. @param {{person: Person, onDone: () => void}} props */
function Remove({ person, onDone }) {
  const { t, act } = useKit();
  const [sure, setSure] = useState(false);
  const remove = async () => {
    await act("remove", { person: person.id }, person.id);
    onDone();
  };
  if (!sure)
    return html`<${Button} look="quiet" onPress=${() => setSure(true)}>${t("ui-members.list.remove")}<//>`;
  return html`<${Button} look="danger" onPress=${remove}>${t("ui-members.list.remove-sure", { name: person.name })}<//>`;
}
