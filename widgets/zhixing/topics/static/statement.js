// The problem statement: six parts put together, and a few questions that tell puzzles from problems.
import { Button, Choice, Field, html, isBlank, Notice, useKit, useState } from "../../activity/static/kit.js";

/** @typedef {import("./topic-form.js").Parts} Parts */
/** @typedef {import("./topic-form.js").Check} Check */

/** @type {{name: string, label: string, hint: string}[]} */
const PARTS = [
  { name: "whose", label: "ui-proposal.part.whose", hint: "ui-proposal.part.whose-hint" },
  { name: "since", label: "ui-proposal.part.since", hint: "ui-proposal.part.since-hint" },
  { name: "often", label: "ui-proposal.part.often", hint: "ui-proposal.part.often-hint" },
  { name: "for_whom", label: "ui-proposal.part.for-whom", hint: "ui-proposal.part.for-whom-hint" },
  { name: "different", label: "ui-proposal.part.different", hint: "ui-proposal.part.different-hint" },
  { name: "unknown", label: "ui-proposal.part.unknown", hint: "ui-proposal.part.unknown-hint" },
];

/**
 * The six parts, folded away; put together by the server, so that every language has one way of doing it.
 * @param {{parts: Parts, isFolded: boolean, statement: string, before?: string, onParts: (parts: Parts) => void,
 *   onStatement: (statement: string, before?: string) => void}} props
 */
export function Builder({ parts, isFolded, statement, before, onParts, onStatement }) {
  const { t, say, act } = useKit();
  const given = PARTS.filter(({ name }) => !isBlank(parts[name]));
  const [isOpen] = useState(given.length > 0 && !isFolded);
  const compose = async () => {
    const { checks: _, ...said } = parts;
    const reply = await act("compose", { parts: said });
    if (reply) onStatement(say(reply.statement), isBlank(statement) ? undefined : statement);
  };
  const putBack = () => onStatement(before ?? "");
  return html`<details class="zx-details" open=${isOpen}>
    <summary>${t("ui-proposal.part.open")}</summary>
    <div class="zx-stack">
      <p class="zx-muted">${t("ui-proposal.part.lead")}</p>
      <div class="zx-two zx-parts">${PARTS.map(
        ({
          name,
          label,
          hint,
        }) => html`<${Field} key=${name} label=${t(label)} hint=${t(hint)} max=${300} lines=${2}
          value=${parts[name] ?? ""} onInput=${(/** @type {string} */ text) => onParts({ ...parts, [name]: text })} />`,
      )}</div>
      <div class="zx-row">
        <${Button} blockers=${given.length === 0 ? [t("ui-proposal.part.nothing")] : []} onPress=${compose}>
          ${t(isBlank(statement) ? "ui-proposal.part.compose" : "ui-proposal.part.compose-again")}
        <//>
        ${before && before !== statement && html`<${Button} look="quiet" onPress=${putBack}>${t("ui-proposal.part.put-back")}<//>`}
      </div>
    </div>
  </details>`;
}

/**
 * Is it a puzzle or a problem: the first answer that tells something gives one sentence of advice.
 * @param {{kind: string, checks: Check[], sound: string, answers: Record<string, boolean>,
 *   onAnswers: (answers: Record<string, boolean>) => void}} props
 */
export function Checks({ kind, checks, sound, answers, onAnswers }) {
  const { t } = useKit();
  const asked = checks.filter(({ kinds }) => kinds.includes(kind));
  const left = asked.filter(({ id }) => answers[id] === undefined).length;
  const [isOpen] = useState(left < asked.length);
  const telling = asked.find((check) => answers[check.id] === check.telling);
  const options = [
    { value: "yes", label: t("ui-proposal.check.yes") },
    { value: "no", label: t("ui-proposal.check.no") },
  ];
  return html`<details class="zx-details" open=${isOpen}>
    <summary>${t("ui-proposal.check.open")}</summary>
    <div class="zx-stack">
      <p class="zx-muted">${t("ui-proposal.check.lead")}</p>
      ${asked.map(
        ({ id, ask }) => html`<div class="zx-ask" key=${id}>
          <${Choice} row="narrow" legend=${t(ask)} options=${options} value=${spoken(answers[id])}
            onChange=${(/** @type {string} */ said) => onAnswers({ ...answers, [id]: said === "yes" })} />
        </div>`,
      )}
      ${telling && html`<${Notice} tone="warn" live>${t(telling.advice)}<//>`}
      ${!telling && left === 0 && html`<${Notice} tone="ok" live>${t(sound)}<//>`}
      ${!telling && left > 0 && left < asked.length && html`<p class="zx-muted">${t("ui-proposal.check.left", { left })}</p>`}
      <details class="zx-why-ask">
        <summary>${t("ui-proposal.check.why")}</summary>
        <p>${t("ui-proposal.check.why-puzzle")}</p>
        <p>${t("ui-proposal.check.why-problem")}</p>
      </details>
    </div>
  </details>`;
}

/** @param {boolean | undefined} answer */
function spoken(answer) {
  return answer === undefined ? null : answer ? "yes" : "no";
}
