// A number: type it, read what went wrong, try once more.
import { html, isBlank } from "../../activity/static/kit.js";
import { ItemFrame, PartNote, partsOf, useTrial } from "./item-frame.js";
import { NumberField, quantity } from "./number-field.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/**
 * @typedef {object} Own what a numeric item has besides
 * @property {{unit: Pair | null}} item
 * @property {number | null} answered
 * @property {import("./item-frame.js").Told[]} feedback
 */

/** @param {Kit} kit */
export function NumericItem(kit) {
  const { t, say } = kit;
  const view = /** @type {import("./item-frame.js").ItemView & Own} */ (kit.view);
  const trial = useTrial(kit, "", (value) => typeof value === "string");
  const typed = String(trial.value);
  const told = partsOf(view).get("value");
  const { unit } = view.item;
  return html`<${ItemFrame}
    kit=${kit}
    title=${t("ui-exercise.numeric.title")}
    rule=${t("ui-exercise.numeric.rule")}
    blockers=${isBlank(typed) ? [t("ui-exercise.numeric.empty")] : []}
    isChanged=${typed.trim() !== String(view.answered)}
    right=${t("ui-exercise.numeric.right")}
    wrong=${t("ui-exercise.numeric.wrong")}
    over=${t("ui-exercise.numeric.over")}
    answer=${() => ({ value: typed })}
  >
    <div>
      <${NumberField} label=${t("ui-exercise.numeric.label")} unit=${unit} value=${typed} onInput=${trial.change}
        readOnly=${!view.may_answer} />
      <${PartNote} t=${t} say=${say} told=${told} should=${quantity(kit, told?.key, unit)} />
    </div>
  <//>`;
}
