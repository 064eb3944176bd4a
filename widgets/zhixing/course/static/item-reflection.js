// A written reflection: the writer's alone, kept while it is typed, open to change at any time.
import { Button, Card, html, isBlank, Notice, useState, useUid } from "../../activity/static/kit.js";
import { useTrial } from "./item-frame.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/**
 * @typedef {object} Own what a reflection has besides
 * @property {{least: number, most: number}} item
 * @property {string | null} answered
 */

/** @param {Kit} kit */
export function ReflectionItem(kit) {
  const { t, say, act, draft } = kit;
  const view = /** @type {import("./item-frame.js").ItemView & Own} */ (kit.view);
  const { item, answered, tries, may_answer, folded, closed } = view;
  const id = useUid();
  const [isOpen, setOpen] = useState(!folded || tries > 0 || Boolean(draft?.value));
  const trial = useTrial(kit, "", (value) => typeof value === "string");
  const title = t("ui-exercise.reflection.title");
  if (!isOpen)
    return html`<${Card} quiet title=${title}
      foot=${html`<${Button} onPress=${() => setOpen(true)}>${t("ui-exercise.reflection.unfold")}<//>`}>
      <p>${say(item.prompt)}</p>
    <//>`;
  const count = lengthOf(trial.value);
  const isKept = trial.value.trim() === answered;
  const save = async () => {
    const sent = trial.value;
    await act("answer", { text: sent });
    trial.settle(sent);
  };
  const foot =
    may_answer &&
    !isKept &&
    html`<${Button} look="main" onPress=${save}
      blockers=${count < item.least ? [t("ui-exercise.reflection.short", { missing: item.least - count })] : []}>
      ${t(answered === null ? "ui-exercise.reflection.save" : "ui-exercise.reflection.save-again")}<//
    >`;
  return html`<${Card} title=${title} foot=${foot}>
    ${closed && html`<${Notice}>${t("ui-exercise.reflection.closed")}<//>`}
    <div class="zx-field">
      <label class="zx-item-prompt" for=${id}>${say(item.prompt)}</label>
      <p class="zx-hint" id=${`${id}-hint`}>${t("ui-exercise.reflection.private")}</p>
      <textarea
        id=${id}
        class="zx-input zx-reflection"
        rows="6"
        maxlength=${item.most}
        value=${trial.value}
        readonly=${!may_answer}
        aria-describedby=${`${id}-hint ${id}-count`}
        onInput=${(/** @type {any} */ event) => trial.change(event.currentTarget.value)}
      ></textarea>
      <p class="zx-hint zx-reflection-count" id=${`${id}-count`}>
        ${t(count < item.least ? "ui-exercise.reflection.count" : "ui-exercise.reflection.enough", { count, least: item.least })}
      </p>
    </div>
    <div role="status">
      ${isKept && !isBlank(answered) && html`<${Notice} tone="ok">${t("ui-exercise.reflection.kept")}<//>`}
    </div>
  <//>`;
}

/** Characters without blanks, as the server counts them. @param {string} text */
function lengthOf(text) {
  return Array.from(text.replace(/\s/g, "")).length;
}
