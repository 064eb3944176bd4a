// One thing judged in a few words: a row of large buttons, its name opening what it means.
import { html, useState, useUid } from "../../activity/static/kit.js";

/**
 * @param {{name: string, levels: {value: string, label: string}[], value: string | null, missing?: boolean,
 *   onChange: (value: string) => void, children?: any}} props children: what opens below the name
 */
export function LevelRow({ name, levels, value, missing, onChange, children }) {
  const id = useUid();
  const [isOpen, setOpen] = useState(false);
  return html`<div class="zx-level-row" role="radiogroup" aria-labelledby=${id} data-missing=${missing ? "true" : undefined}>
    ${
      children
        ? html`<button type="button" class="zx-level-name" id=${id} aria-expanded=${String(isOpen)} onClick=${() => setOpen(!isOpen)}>${name}</button>`
        : html`<span class="zx-level-name" id=${id}>${name}</span>`
    }
    ${levels.map(
      (
        level,
      ) => html`<label key=${level.value} class="zx-level" data-checked=${String(level.value === value)}>
        <input type="radio" name=${id} value=${level.value} checked=${level.value === value} onChange=${() => onChange(level.value)} />
        <span>${level.label}</span>
      </label>`,
    )}
    ${children && isOpen && html`<div class="zx-level-more">${children}</div>`}
  </div>`;
}
