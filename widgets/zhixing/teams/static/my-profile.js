// What I know, what I wish for, and whether I take part: each for oneself, on a phone or a page.
import {
  activity,
  Button,
  Card,
  Chip,
  EmptyState,
  html,
  Problem,
  useRef,
  useState,
} from "../../activity/static/kit.js";
import { Meanwhile, ProfileFields } from "./members-fields.js";
import { blockersOf, formOf, merged, sentOf } from "./members-form.js";
import { Commitment } from "./my-profile-commitment.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./members-form.js").Form} Form */
/** @typedef {import("./members-form.js").Profile} Profile */
/** @typedef {import("./members-form.js").SubTopic} SubTopic */
/** @typedef {import("./my-profile-commitment.js").Said} Said */
/** @typedef {import("./my-profile-commitment.js").Answer} Answer */
/** @typedef {{takes_part: boolean, name: string, unit: string, post: string, profile: Profile, version: number,
 *   sub_topics: SubTopic[], commitment: Said, solo: boolean}} View */
/** @typedef {{version: number, base: Form, form: Form}} Writing base is what the form began with */
/** @typedef {{profile?: Writing | null, answer?: Answer | null}} Typed */

/** @param {Kit} kit */
function MyProfile(kit) {
  const { view, t } = kit;
  if (!(/** @type {View} */ (view).takes_part)) {
    return html`<${Card} title=${t("ui-members.mine.title")} quiet><${EmptyState} title=${t("ui-members.mine.not-asked")} /><//>`;
  }
  return html`<${Mine} ...${kit} />`;
}

/** @param {Kit} kit */
function Mine({ view, t, act, draft, saveDraft }) {
  const { name, unit, post, profile, version, sub_topics, commitment, solo } = /** @type {View} */ (view);
  const [typed, setTyped] = useState(/** @type {Typed} */ (draft ?? {}));
  const between = t("members.sheet.between");
  const latest = useRef(typed);
  const change = (/** @type {Typed} */ part) => {
    const next = { ...latest.current, ...part }; // what was typed while something was being sent is in it
    latest.current = next;
    setTyped(next);
    saveDraft(next.profile || next.answer ? next : null);
  };
  const mine = typed.profile ?? null;
  const kept = formOf(profile, between);
  const form = mine?.form ?? kept;
  const edit = (/** @type {Partial<Form>} */ part) =>
    change({ profile: { ...(mine ?? { version, base: kept }), form: { ...form, ...part } } });
  const goOn = () =>
    mine && change({ profile: { version, base: kept, form: merged(mine.base, mine.form, kept) } });
  const save = async () => {
    await act(
      "save-profile",
      { version: mine?.version ?? version, profile: sentOf(form, sub_topics) },
      "profile",
    );
    if (latest.current.profile === typed.profile) change({ profile: null });
  };
  const who = [unit, post].filter(Boolean).join(" · ");
  return html`<div class="zx-stack">
    <${Card}
      title=${t("ui-members.mine.title")}
      aside=${html`<${Chip} tone="info">${name}<//>`}
      lead=${t("ui-members.mine.lead")}
      foot=${html`<${Button} look="main" blockers=${blockersOf(t, form)} onPress=${save}>${t("ui-members.mine.save")}<//>`}
    >
      ${mine && mine.version !== version && html`<${Meanwhile} mine=${form} profile=${profile} subTopics=${sub_topics} onTheirs=${() => change({ profile: null })} onMine=${goOn} />`}
      ${who && html`<p class="zx-muted">${who}</p>`}
      <${ProfileFields} form=${form} onChange=${edit} subTopics=${sub_topics} kept=${profile.relevance} own />
      <p class="zx-small zx-muted">${t("ui-members.mine.who-sees")}</p>
      <${Problem} place="profile" />
    <//>
    <${Commitment} said=${commitment} typed=${typed.answer ?? null} solo=${solo} onType=${(/** @type {Answer | null} */ answer) => change({ answer })} />
  </div>`;
}

export default activity(MyProfile);
