// What the faces of all kinds share: the card with its tries, the draft, the answer button, the outcome.
import { Button, Card, Chip, html, Notice, useRef, useState } from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/**
 * What the server tells of one part of the last answer.
 * @typedef {object} Told
 * @property {string} part
 * @property {boolean | null} right
 * @property {Pair | null} text why; once the part is right or no try is left
 * @property {any} key the right value; once no try is left
 * @property {Pair | null} hint what helps while another try is left
 */
/**
 * What the item activity shows, whatever the kind; `item` has the kind's own fields besides.
 * @typedef {object} ItemView
 * @property {{id: string, kind: string, prompt: Pair}} item
 * @property {number} tries
 * @property {number} max_tries 0: as often as one likes
 * @property {any} answered
 * @property {boolean | null} correct
 * @property {number | null} score
 * @property {boolean} may_answer
 * @property {boolean} folded
 * @property {boolean} review
 * @property {boolean} closed
 */

/**
 * What somebody is about to answer: their draft of this try, or else their last answer. Each change is kept as a draft.
 * Where one may answer as often as one likes, a draft is not one of a certain try: it stays until it is settled.
 * @template T
 * @param {Kit} kit
 * @param {T} blank what stands there before anything was answered
 * @param {(value: any) => boolean} [fits] whether a draft can still be shown; the item may have changed since
 * @returns {{value: T, change: (next: T) => void, isChanged: boolean, settle: (sent: T) => void}} `isChanged`: it differs
 *   from the last answer; `settle` drops the draft of what was taken, unless it was gone on with meanwhile
 */
export function useTrial({ view, draft, saveDraft }, blank, fits = () => true) {
  const { answered, max_tries } = /** @type {ItemView} */ (view);
  /** @type {number} */
  const tries = max_tries === 0 ? 0 : view.tries;
  const [own, setOwn] = useState(
    /** @type {{tries: number, value: T} | null} */ (
      draft?.tries === tries && fits(draft.value) ? draft : null
    ),
  );
  const before = answered ?? blank;
  const value = own?.tries === tries ? own.value : before;
  const latest = useRef(value);
  latest.current = value;
  return {
    value,
    settle: (sent) => {
      if (spelled(latest.current) !== spelled(sent)) return;
      setOwn(null);
      saveDraft(null);
    },
    isChanged: spelled(value) !== spelled(before),
    change: (next) => {
      setOwn({ tries, value: next });
      saveDraft({ tries, value: next });
    },
  };
}

/** An answer as text; in which order its parts were given does not matter. @param {any} answer */
function spelled(answer) {
  const isTable = (/** @type {any} */ each) => each && typeof each === "object" && !Array.isArray(each);
  return JSON.stringify(answer, (_, each) =>
    isTable(each) ? Object.fromEntries(Object.entries(each).sort()) : each,
  );
}

/**
 * The told parts by their id.
 * @param {{feedback: Told[]}} view
 */
export function partsOf({ feedback }) {
  return new Map(feedback.map((one) => [one.part, one]));
}

/**
 * The card of an item.
 *
 * `title` says what to do, in a few words; `rule` how it is scored (opens on a press). `blockers` are the sentences why
 * the answer cannot be sent yet, `onBlocked` leads there. With `isChanged` false a second try is not sent: it would be
 * the same answer. `answer` returns the fields of the act. `ownPrompt`: the children show the prompt themselves.
 * `right`, `wrong` and `over` replace what is said after an answer: all right; not yet, and a try is left; no try left.
 * @param {{kit: Kit, title: string, lead?: any, rule?: string, blockers?: string[], onBlocked?: () => void,
 *   isChanged?: boolean, answer: () => object, ownPrompt?: boolean, right?: string, wrong?: string, over?: string,
 *   children?: any}} props
 */
export function ItemFrame(props) {
  const { kit, title, lead, rule, ownPrompt, children } = props;
  const { view, draft, t, say } = kit;
  const { item, tries, max_tries, may_answer, folded, review, closed } = /** @type {ItemView} */ (view);
  const [isOpen, setOpen] = useState(!folded || tries > 0 || Boolean(draft?.value));
  if (!isOpen)
    return html`<${Card} quiet title=${title}
      foot=${html`<${Button} onPress=${() => setOpen(true)}>${t("ui-quiz.frame.unfold")}<//>`}>
      <p>${say(item.prompt)}</p>
    <//>`;
  const aside = html`<span class="zx-actions">
    ${review && html`<${Chip} tone="info">${t("ui-quiz.frame.review")}<//>`}
    ${may_answer && max_tries > 0 && html`<${Chip}>${t("ui-quiz.frame.left", { left: max_tries - tries })}<//>`}
  </span>`;
  return html`<${Card} title=${title} lead=${lead} aside=${aside} foot=${may_answer && html`<${Send} ...${props} />`}>
    ${closed && html`<${Notice}>${t("ui-quiz.frame.closed")}<//>`}
    ${!ownPrompt && html`<p class="zx-item-prompt">${say(item.prompt)}</p>`}
    ${children}
    <${Outcome} ...${props} />
    ${
      rule &&
      html`<details class="zx-details">
        <summary>${t("ui-quiz.frame.rule")}</summary>
        <p>${rule}</p>
      </details>`
    }
  <//>`;
}

/** The button; what hinders stands beside it. @param {Parameters<typeof ItemFrame>[0]} props */
function Send({ kit, blockers = [], onBlocked, isChanged = true, answer }) {
  const { view, t, act, saveDraft } = kit;
  const isAgain = view.answered !== null;
  const same = isAgain && !isChanged ? [t("ui-quiz.frame.same")] : [];
  const send = async () => {
    await act("answer", answer());
    saveDraft(null);
  };
  return html`<${Button} look="main" onPress=${send} onBlocked=${onBlocked} blockers=${[...blockers, ...same]}
    >${t(isAgain ? "ui-quiz.frame.again" : "ui-quiz.frame.answer")}<//
  >`;
}

/** What became of the last answer, said aloud. @param {Parameters<typeof ItemFrame>[0]} props */
function Outcome({ kit, right, wrong, over }) {
  const { t, view } = kit;
  const { correct, score, may_answer } = /** @type {ItemView} */ (view);
  const percent = Math.round((score ?? 0) * 100);
  const isPart = percent > 0 && percent < 100;
  const sentence = correct
    ? (right ?? t("ui-quiz.frame.right"))
    : may_answer
      ? (wrong ?? t("ui-quiz.frame.wrong"))
      : (over ?? t("ui-quiz.frame.over"));
  return html`<div role="status">
    ${
      correct !== null &&
      html`<${Notice} tone=${correct ? "ok" : may_answer ? "warn" : "info"}>
        ${sentence}${isPart && html` <span class="zx-item-score">${t("ui-quiz.frame.score", { percent })}</span>`}
      <//>`
    }
  </div>`;
}

/**
 * Whether one part of the last answer is right, and why. `should` names the right value once it may be known; `wrong` says
 * in other words than usual that the part is not right.
 * @param {{t: Kit["t"], say: Kit["say"], told?: Told, should?: string, wrong?: string}} props
 */
export function PartNote({ t, say, told, should, wrong = t("ui-quiz.frame.part-wrong") }) {
  if (!told || (told.right === null && !told.text)) return null;
  const { right, text, hint } = told;
  return html`<div class="zx-part-note">
    ${
      right !== null &&
      html`<${Chip} tone=${right ? "ok" : "no"}>${right ? t("ui-quiz.frame.part-right") : wrong}<//>`
    }
    ${!right && should && html` <strong>${t("ui-quiz.frame.should", { answer: should })}</strong>`}
    ${text && html`<span class="zx-why">${say(text)}</span>`} ${hint && html`<span class="zx-why">${say(hint)}</span>`}
  </div>`;
}
