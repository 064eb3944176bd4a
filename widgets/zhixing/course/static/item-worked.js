// A worked calculation: line by line to the result, each line checked for itself.
import { html, isBlank, useRef } from "../../activity/static/kit.js";
import { ItemFrame, PartNote, partsOf, useTrial } from "./item-frame.js";
import { NumberField, quantity } from "./number-field.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {Record<string, string | number>} Values what stands on each line */
/**
 * @typedef {object} Own what a worked item has besides
 * @property {{lines: {id: string, text: Pair, unit: Pair | null}[]}} item
 * @property {import("./item-frame.js").Told[]} feedback
 */

/** @param {Kit} kit */
export function WorkedItem(kit) {
  const { t, say } = kit;
  const view = /** @type {import("./item-frame.js").ItemView & Own} */ (kit.view);
  const ref = useRef(/** @type {HTMLElement | null} */ (null));
  const trial = useTrial(kit, /** @type {Values} */ ({}), (value) => typeof value === "object");
  const { lines } = view.item;
  const typed = (/** @type {string} */ id) => String(trial.value[id] ?? "");
  const missing = lines.filter(({ id }) => isBlank(typed(id))).length;
  const told = partsOf(view);
  const goToEmpty = () =>
    [...(ref.current?.querySelectorAll("input") ?? [])].find((one) => isBlank(one.value))?.focus();
  return html`<${ItemFrame}
    kit=${kit}
    title=${t("ui-exercise.worked.title")}
    rule=${t("ui-exercise.worked.rule")}
    blockers=${missing ? [t("ui-exercise.worked.missing", { missing })] : []}
    onBlocked=${goToEmpty}
    isChanged=${lines.some(({ id }) => typed(id).trim() !== String(view.answered?.[id]))}
    answer=${() => ({ values: Object.fromEntries(lines.map(({ id }) => [id, typed(id)])) })}
  >
    <ol class="zx-worked" ref=${ref}>
      ${lines.map(({ id, text, unit }) => {
        const note = told.get(id);
        return html`<li key=${id} class="zx-worked-line">
          <${NumberField} label=${say(text)} unit=${unit} value=${typed(id)} readOnly=${!view.may_answer}
            onInput=${(/** @type {string} */ value) => trial.change({ ...trial.value, [id]: value })} />
          <${PartNote} t=${t} say=${say} told=${note} should=${quantity(kit, note?.key, unit)} />
        </li>`;
      })}
    </ol>
  <//>`;
}
