// Multiple choice: choose all that fit, learn of each one chosen why it does or does not, then change and try once more.
import { Chip, Choice, html } from "../../activity/static/kit.js";
import { ItemFrame, useTrial } from "./item-frame.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {{option: string, text: Pair, correct: boolean}} Told */
/** @typedef {import("./item-frame.js").ItemView & {item: {options: {id: string, text: Pair}[]}, feedback: Told[]}} View */

/** @param {Kit} kit */
export function MultipleItem(kit) {
  const { t, say } = kit;
  const { item, answered, feedback, may_answer } = /** @type {View} */ (kit.view);
  const ids = item.options.map((one) => one.id);
  const { value, change, isChanged } = useTrial(kit, /** @type {string[]} */ ([]), (draft) =>
    draft?.every?.((/** @type {string} */ id) => ids.includes(id)),
  );
  const told = new Map(feedback.map((one) => [one.option, one]));
  const options = item.options.map(({ id, text }, place) => {
    const why = told.get(id);
    return {
      value: id,
      label: html`<span class="zx-letter">${String.fromCharCode(65 + place)}</span> ${say(text)}`,
      note: why && html`<${Why} t=${t} say=${say} told=${why} isMine=${answered?.includes(id)} />`,
      tone: why && (why.correct ? "ok" : "no"),
    };
  });
  return html`<${ItemFrame}
    kit=${kit}
    ownPrompt
    title=${t("ui-quiz.multiple.title")}
    lead=${may_answer && t("ui-quiz.multiple.lead")}
    rule=${t("ui-quiz.multiple.rule")}
    blockers=${value.length === 0 ? [t("ui-quiz.multiple.none")] : []}
    isChanged=${isChanged}
    answer=${() => ({ options: value })}
  >
    <${Choice}
      many
      legend=${say(item.prompt)}
      options=${options}
      value=${value}
      onChange=${(/** @type {string[]} */ next) => change(ids.filter((id) => next.includes(id)))}
      disabled=${!may_answer}
    />
  <//>`;
}

/** @param {{t: Kit["t"], say: Kit["say"], told: Told, isMine: boolean}} props */
function Why({ t, say, told, isMine }) {
  return html`<${Chip} tone=${told.correct ? "ok" : "no"}
      >${t(told.correct ? "ui-quiz.multiple.fits" : "ui-quiz.multiple.fits-not")}<//
    >
    ${isMine && html` <${Chip}>${t("ui-quiz.multiple.mine")}<//>`} <span class="zx-why">${say(told.text)}</span>`;
}
