// True or false: first the verdict, then the reason.
import { Chip, Choice, goToUnchosen, html, useRef } from "../../activity/static/kit.js";
import { ItemFrame, partsOf, useTrial } from "./item-frame.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {import("./item-frame.js").Told} Told */
/** @typedef {{verdict: boolean | null, reason: string | null}} Answer */
/** @typedef {import("./item-frame.js").ItemView & {item: {reasons: {id: string, text: Pair}[]}, feedback: Told[]}} View */

/** @type {Answer} */
const BLANK = { verdict: null, reason: null };
const VERDICTS = [true, false];

/** @param {Kit} kit */
export function TrueFalseItem(kit) {
  const { t, say } = kit;
  const view = /** @type {View} */ (kit.view);
  const { item, answered, may_answer } = view;
  const ref = useRef(/** @type {HTMLElement | null} */ (null));
  const known = [null, ...item.reasons.map((one) => one.id)];
  const { value, change, isChanged } = useTrial(kit, BLANK, (draft) => known.includes(draft?.reason));
  const told = partsOf(view);
  const note = (/** @type {"verdict" | "reason"} */ part, /** @type {boolean | string} */ own) => {
    const isMine = answered?.[part] === own;
    const last = told.get(`${part}:${own}`) ?? (isMine ? told.get(part) : undefined);
    const right = told.get(`${part}:${own}`)?.key ?? last?.right;
    return {
      note:
        last && html`<${Why} t=${t} say=${say} part=${part} told=${last} right=${right} isMine=${isMine} />`,
      tone: last && (right ? "ok" : "no"),
    };
  };
  const blockers = [
    ...(value.verdict === null ? [t("ui-quiz.true-false.verdict-missing")] : []),
    ...(value.reason === null ? [t("ui-quiz.true-false.reason-missing")] : []),
  ];
  return html`<${ItemFrame}
    kit=${kit}
    ownPrompt
    title=${t("ui-quiz.true-false.title")}
    rule=${t("ui-quiz.true-false.rule")}
    blockers=${blockers}
    onBlocked=${() => goToUnchosen(ref.current)}
    isChanged=${isChanged}
    answer=${() => value}
  >
    <div class="zx-stack" ref=${ref}>
      <blockquote class="zx-statement">${say(item.prompt)}</blockquote>
      <${Choice}
        row="wide"
        legend=${t("ui-quiz.true-false.verdict")}
        options=${VERDICTS.map((each) => ({
          value: String(each),
          label: t(each ? "ui-quiz.true-false.true" : "ui-quiz.true-false.false"),
          ...note("verdict", each),
        }))}
        value=${value.verdict === null ? null : String(value.verdict)}
        onChange=${(/** @type {string} */ verdict) => change({ ...value, verdict: verdict === "true" })}
        disabled=${!may_answer}
      />
      <${Choice}
        legend=${t("ui-quiz.true-false.reason")}
        options=${item.reasons.map((one) => ({ value: one.id, label: say(one.text), ...note("reason", one.id) }))}
        value=${value.reason}
        onChange=${(/** @type {string} */ reason) => change({ ...value, reason })}
        disabled=${!may_answer}
      />
    </div>
  <//>`;
}

/**
 * What is said to one verdict or reason.
 * @param {{t: Kit["t"], say: Kit["say"], part: "verdict" | "reason", told: Told, right: boolean, isMine: boolean}} props
 */
function Why({ t, say, part, told, right, isMine }) {
  const isReason = part === "reason";
  const word = right
    ? isReason
      ? "ui-quiz.true-false.correct-reason"
      : "ui-quiz.true-false.correct-verdict"
    : isReason
      ? "ui-quiz.true-false.wrong-reason"
      : "ui-quiz.true-false.wrong-verdict";
  return html`<${Chip} tone=${right ? "ok" : "no"}>${t(word)}<//>
    ${isMine && html` <${Chip}>${t("ui-quiz.true-false.mine")}<//>`}
    <span class="zx-why">${say(told.text ?? told.hint)}</span>`;
}
