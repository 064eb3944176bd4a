// Single choice: commit to an option, learn why, try once more.
import { Button, Card, Chip, Choice, html, Notice } from "../../activity/static/kit.js";
import { useTrial } from "./item-frame.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/**
 * @typedef {object} View
 * @property {{id: string, kind: string, prompt: Pair, options: {id: string, text: Pair}[]}} item
 * @property {number} tries
 * @property {number} max_tries
 * @property {string | null} answered
 * @property {boolean | null} correct
 * @property {{option: string, text: Pair, correct: boolean}[]} feedback
 * @property {boolean} may_answer
 * @property {boolean} closed
 */

/** @param {Kit} kit */
export function SingleItem(kit) {
  const { view, t, say, act, saveDraft } = kit;
  const { item, tries, max_tries, answered, correct, feedback, may_answer, closed } = /** @type {View} */ (
    view
  );
  const picked = useTrial(kit, /** @type {string | null} */ (null), (draft) =>
    item.options.some(({ id }) => id === draft),
  );
  const answer = async () => {
    await act("answer", { option: picked.value });
    saveDraft(null);
  };
  const told = new Map(feedback.map((one) => [one.option, one]));
  const options = item.options.map(({ id, text }, index) => ({
    value: id,
    label: html`<span class="zx-letter">${String.fromCharCode(65 + index)}</span> ${say(text)}`,
    note: told.has(id) && html`<${Why} t=${t} say=${say} ...${told.get(id)} isMine=${id === answered} />`,
    tone: told.has(id) ? (told.get(id)?.correct ? "ok" : "no") : undefined,
  }));
  const again = may_answer && answered !== null;
  const foot =
    may_answer &&
    html`<${Button}
      look="main"
      blockers=${!picked.isChanged ? [t(again ? "ui-course.item.pick-again" : "ui-course.item.pick")] : []}
      onPress=${answer}
      >${t(again ? "ui-course.item.again" : "ui-course.item.answer")}<//
    >`;
  return html`<${Card}
    title=${t("ui-course.item.title")}
    aside=${may_answer && html`<${Chip}>${t("ui-course.item.left", { left: max_tries - tries })}<//>`}
    foot=${foot}
  >
    ${closed && html`<${Notice}>${t("ui-quiz.frame.closed")}<//>`}
    <${Choice}
      legend=${say(item.prompt)}
      options=${options}
      value=${picked.value}
      onChange=${picked.change}
      disabled=${!may_answer}
    />
    <div role="status">
      ${correct === true && html`<${Notice} tone="ok">${t("ui-course.item.correct")}<//>`}
      ${correct === false && html`<${Notice} tone="warn">${t(may_answer ? "ui-course.item.wrong" : "ui-course.item.over")}<//>`}
    </div>
  <//>`;
}

/** @param {{t: Kit["t"], say: Kit["say"], text: Pair, correct: boolean, isMine: boolean}} props */
function Why({ t, say, text, correct, isMine }) {
  return html`<${Chip} tone=${correct ? "ok" : "no"}>${t(correct ? "ui-course.item.fits" : "ui-course.item.fits-not")}<//>
    ${isMine && html` <${Chip}>${t("ui-course.item.mine")}<//>`} <span class="zx-why">${say(text)}</span>`;
}
