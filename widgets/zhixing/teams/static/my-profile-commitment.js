// Whether I take part: asked of the person, not of the boss.
import {
  Button,
  Card,
  Chip,
  Choice,
  Field,
  html,
  Notice,
  Problem,
  useKit,
} from "../../activity/static/kit.js";
import { whole } from "./members-form.js";

/** @typedef {{answer: string, hours: number | null, brings: string, needs: string, answered: string | null}} Said */
/** @typedef {{answer: string, hours: string, brings: string, needs: string}} Answer */

/** @type {Record<string, string>} */
export const ANSWERS = {
  yes: "ui-members.answer.yes",
  talk: "ui-members.answer.talk",
  no: "ui-members.answer.no",
};
/** @type {Record<string, string>} */
const NOTES = {
  yes: "ui-members.answer.yes-note",
  talk: "ui-members.answer.talk-note",
  no: "ui-members.answer.no-note",
};
/** @type {Record<string, "ok" | "warn" | "info">} */
export const TONES = { yes: "ok", talk: "warn", no: "info" };

/**
 * @param {{said: Said, typed: Answer | null, solo: boolean, onType: (answer: Answer | null) => void}} props
 */
export function Commitment({ said, typed, solo, onType }) {
  const { t, act } = useKit();
  const form = typed ?? {
    answer: said.answer,
    hours: said.hours === null ? "" : String(said.hours),
    brings: said.brings,
    needs: said.needs,
  };
  const edit = (/** @type {Partial<Answer>} */ part) => onType({ ...form, ...part });
  const hours = whole(form.hours);
  const blockers = [
    ...(form.answer ? [] : [t("ui-members.commit.choose")]),
    ...(Number.isNaN(hours) ? [t("ui-members.commit.hours-wrong")] : []),
  ];
  const send = async () => {
    await act("answer", { ...form, hours }, "answer");
    onType(null);
  };
  return html`<${Card}
    title=${t("ui-members.commit.title")}
    aside=${said.answer && html`<${Chip} tone=${TONES[said.answer]}>${t("ui-members.commit.said", { answer: t(ANSWERS[said.answer]) })}<//>`}
    lead=${t("ui-members.commit.lead")}
    foot=${html`<${Button} look="main" blockers=${blockers} onPress=${send}>${t(said.answer ? "ui-members.commit.again" : "ui-members.commit.send")}<//>`}
  >
    <${Notice}>${t(solo ? "ui-members.commit.alone" : "ui-members.commit.private")}<//>
    <${Choice} legend=${t("ui-members.commit.question")} row="wide" value=${form.answer || null}
      options=${Object.entries(ANSWERS).map(([value, key]) => ({ value, label: t(key), note: t(NOTES[value]) }))}
      onChange=${(/** @type {string} */ answer) => edit({ answer })} />
    <div class="zx-members-years">
      <${Field} label=${t("ui-members.commit.hours")} value=${form.hours} max=${9} onInput=${(/** @type {string} */ text) => edit({ hours: text })} />
    </div>
    <div class="zx-two">
      <${Field} label=${t("ui-members.commit.brings")} lines=${3} max=${5000} value=${form.brings} hint=${t("ui-members.commit.brings-hint")}
        onInput=${(/** @type {string} */ brings) => edit({ brings })} />
      <${Field} label=${t("ui-members.commit.needs")} lines=${3} max=${5000} value=${form.needs} hint=${t("ui-members.commit.needs-hint")}
        onInput=${(/** @type {string} */ needs) => edit({ needs })} />
    </div>
    <${Problem} place="answer" />
  <//>`;
}
