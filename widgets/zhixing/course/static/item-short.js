// A word or a short phrase: write it, read what it misses, try once more.
import { Field, html, isBlank } from "../../activity/static/kit.js";
import { ItemFrame, PartNote, partsOf, useTrial } from "./item-frame.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/**
 * @typedef {object} Own what a short item has besides
 * @property {{most: number}} item
 * @property {string | null} answered
 * @property {import("./item-frame.js").Told[]} feedback
 */

/** @param {Kit} kit */
export function ShortItem(kit) {
  const { t, say } = kit;
  const view = /** @type {import("./item-frame.js").ItemView & Own} */ (kit.view);
  const trial = useTrial(kit, "", (value) => typeof value === "string");
  const told = partsOf(view).get("text");
  return html`<${ItemFrame}
    kit=${kit}
    title=${t("ui-exercise.short.title")}
    rule=${t("ui-exercise.short.rule")}
    blockers=${isBlank(trial.value) ? [t("ui-exercise.short.empty")] : []}
    isChanged=${trial.value.trim() !== view.answered}
    right=${t("ui-exercise.numeric.right")}
    wrong=${t("ui-exercise.numeric.wrong")}
    over=${t("ui-exercise.numeric.over")}
    answer=${() => ({ text: trial.value })}
  >
    <div>
      <${Field} label=${t("ui-exercise.short.label")} hint=${view.may_answer && t("ui-exercise.short.hint")} required
        max=${view.item.most} value=${trial.value} onInput=${trial.change} readOnly=${!view.may_answer} />
      <${PartNote} t=${t} say=${say} told=${told} should=${told?.key ? say(told.key) : undefined} />
    </div>
  <//>`;
}
