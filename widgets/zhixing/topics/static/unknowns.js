// The questions still open: what, who finds out, by when.
import { Button, Field, html, isBlank } from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {{what: string, who: string, when: string}} Unknown */

/** @type {Unknown} */
export const BLANK = { what: "", who: "", when: "" };

/** @param {Unknown} one */
export const isEmpty = ({ what, who, when }) => isBlank(what) && isBlank(who) && isBlank(when);

/** What is still to be found out. @param {{t: Kit["t"], unknowns: Unknown[], onChange: (next: Unknown[]) => void}} props */
export function Unknowns({ t, unknowns, onChange }) {
  const put = (/** @type {number} */ at, /** @type {Unknown} */ next) =>
    onChange(unknowns.map((one, index) => (index === at ? next : one)));
  const remove = (/** @type {number} */ at) => onChange(unknowns.filter((_, index) => index !== at));
  return html`<fieldset class="zx-choice zx-stack">
    <legend class="zx-label">${t("ui-topics.recommendation.unknowns")}</legend>
    ${unknowns.map(
      (one, at) => html`<${Question}
        key=${at}
        t=${t}
        number=${at + 1}
        question=${one}
        onChange=${(/** @type {Unknown} */ next) => put(at, next)}
        onRemove=${() => remove(at)}
      />`,
    )}
    <div>
      <${Button} onPress=${() => onChange([...unknowns, BLANK])}>${t("ui-topics.recommendation.add")}<//>
    </div>
  </fieldset>`;
}

/** One open question. @param {{t: Kit["t"], number: number, question: Unknown,
 *   onChange: (next: Unknown) => void, onRemove: () => void}} props */
function Question({ t, number, question, onChange, onRemove }) {
  const part = (/** @type {keyof Unknown} */ name) => ({
    value: question[name],
    max: 200,
    required: !isEmpty(question),
    onInput: (/** @type {string} */ text) => onChange({ ...question, [name]: text }),
  });
  return html`<div class="zx-panel zx-unknown" role="group" aria-label=${t("ui-topics.recommendation.unknown", { number })}>
    <${Field} label=${t("ui-topics.recommendation.what")} ...${part("what")} />
    <${Field} label=${t("ui-topics.recommendation.who")} ...${part("who")} />
    <${Field} label=${t("ui-topics.recommendation.when")} type="date" ...${part("when")} />
    <${Button} look="quiet" label=${t("ui-topics.recommendation.remove-one", { number })} onPress=${onRemove}>
      ${t("ui-topics.recommendation.remove")}
    <//>
  </div>`;
}
