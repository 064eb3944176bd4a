// Numbers as they are being typed: half a number stays as it is, however often the page is drawn meanwhile.
import { Field, html, useState } from "../../activity/static/kit.js";

/**
 * What a field shows for a number, and what to do with what is typed; blank counts as 0.
 * @param {number} value
 * @param {(value: number) => void} onNumber
 * @param {boolean} [whole]
 */
export function useTyped(value, onNumber, whole = true) {
  const [typed, setTyped] = useState(/** @type {{text: string, value: number} | null} */ (null));
  return {
    text: typed?.value === value ? typed.text : String(value),
    /** @param {string} text */
    type: (text) => {
      const read = Number(text) || 0;
      const next = whole ? Math.round(read) : read;
      setTyped({ text, value: next });
      if (next !== value) onNumber(next);
    },
  };
}

/**
 * A labelled number.
 * @param {{label: string, value: number, onNumber: (value: number) => void, whole?: boolean, hint?: string}} props
 */
export function NumberLine({ label, value, onNumber, whole, hint }) {
  const { text, type } = useTyped(value, onNumber, whole);
  return html`<${Field} label=${label} type="number" required hint=${hint} value=${text} onInput=${type} />`;
}
