// A field for one number: the digits' keyboard on phones, the unit beside it.
import { html, useKit, useUid } from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */

/** The most characters of a number that the server reads. */
const MOST = 40;

/**
 * @param {{label: any, unit: Pair | null, value: string, onInput: (value: string) => void, readOnly: boolean}} props
 */
export function NumberField({ label, unit, value, onInput, readOnly }) {
  const { say } = useKit();
  const id = useUid();
  return html`<div class="zx-field">
    <label class="zx-label" for=${id}>${label}</label>
    <span class="zx-quantity">
      <input
        id=${id}
        class="zx-input"
        type="text"
        inputmode="decimal"
        autocomplete="off"
        maxlength=${MOST}
        value=${value}
        readonly=${readOnly}
        aria-describedby=${unit ? `${id}-unit` : undefined}
        onInput=${(/** @type {any} */ event) => onInput(event.currentTarget.value)}
      />
      ${unit && html`<span id=${`${id}-unit`} class="zx-unit">${say(unit)}</span>`}
    </span>
  </div>`;
}

/**
 * A right number with its unit, as people write it.
 * @param {Kit} kit
 * @param {number | null | undefined} value
 * @param {Pair | null} unit
 */
export function quantity({ say, locale }, value, unit) {
  if (value === null || value === undefined) return undefined;
  const number = value.toLocaleString(locale, { maximumFractionDigits: 6 });
  if (!unit) return number;
  return /^[%‰°]/.test(say(unit)) ? number + say(unit) : `${number} ${say(unit)}`;
}
