// Pieces of the scheme's form: taps, lists of lines, units, and another table's words.
import {
  Button,
  Field,
  html,
  isBlank,
  Notice,
  Problem,
  useState,
  useUid,
} from "../../activity/static/kit.js";
import { shortId } from "./scheme-parts.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./scheme-parts.js").Entry} Entry */
/** @typedef {import("./scheme-parts.js").Parts} Parts */

/**
 * Things to tap: several, or one.
 * @param {{legend: string, options: {value: string, label: any}[], value: string[], many?: boolean, place?: string,
 *   empty?: string, onChange: (value: string[]) => void, children?: any}} props
 */
export function Taps({ legend, options, value, many = false, place, empty, onChange, children }) {
  const id = useUid();
  const tap = (/** @type {string} */ one) => {
    if (value.includes(one)) onChange(value.filter((other) => other !== one));
    else onChange(many ? [...value, one] : [one]);
  };
  return html`<div class="zx-taps" role="group" aria-labelledby=${id} data-place=${place} tabindex="-1">
    <p class="zx-label" id=${id}>${legend}</p>
    ${options.length === 0 && empty && html`<p class="zx-hint">${empty}</p>`}
    <div class="zx-taps-row">
      ${options.map(
        (one) => html`<button
          type="button"
          key=${one.value}
          class="zx-tap"
          aria-pressed=${String(value.includes(one.value))}
          onClick=${() => tap(one.value)}
        >
          ${one.label}
        </button>`,
      )}
      ${children}
    </div>
  </div>`;
}

/**
 * Units to tap, and room for one that is not among them.
 * @param {{t: Kit["t"], legend: string, units: string[], value: string[], many?: boolean, place: string,
 *   onChange: (value: string[]) => void}} props
 */
export function Units({ t, legend, units, value, many, place, onChange }) {
  const [other, setOther] = useState(/** @type {string | null} */ (null));
  const offered = [...units, ...value.filter((unit) => !units.includes(unit))];
  const add = () => {
    const name = (other ?? "").trim();
    setOther(null);
    if (!name || value.includes(name)) return;
    onChange(many ? [...value, name] : [name]);
  };
  return html`<div class="zx-stack">
    <${Taps} legend=${legend} many=${many} value=${value} place=${place} onChange=${onChange}
      options=${offered.map((unit) => ({ value: unit, label: unit }))}>
      ${other === null && html`<button type="button" class="zx-tap" data-look="more" onClick=${() => setOther("")}>${t("ui-scheme.other-unit")}</button>`}
    <//>
    ${
      other !== null &&
      html`<div class="zx-scheme-add">
        <${Field} label=${t("ui-scheme.unit-name")} required max=${80} value=${other} onInput=${setOther} />
        <${Button} onPress=${add}>${t("ui-scheme.add-unit")}<//>
      </div>`
    }
  </div>`;
}

/**
 * A list of lines, each with an id that stays.
 * @param {{t: Kit["t"], legend: string, hint?: string, kind: string, label: (number: number) => string, entries: any[],
 *   max: number, most: number, place: string, blank?: object, onChange: (entries: any[]) => void,
 *   below?: (entry: any, put: (entry: any) => void, number: number) => any}} props
 */
export function Lines({ t, legend, hint, kind, label, entries, max, most, place, blank, onChange, below }) {
  const id = useUid();
  const shown = entries.length > 0 ? entries : [{ id: `${kind}-first`, text: "", ...blank }];
  const put = (/** @type {number} */ at, /** @type {any} */ entry) =>
    onChange(shown.map((one, index) => (index === at ? entry : one)));
  const type = (/** @type {number} */ at, /** @type {string} */ text) => {
    const entry = shown[at];
    put(at, { ...entry, id: entry.id === `${kind}-first` ? shortId(kind) : entry.id, text });
  };
  return html`<div class="zx-stack" role="group" aria-labelledby=${id} data-place=${place}>
    <div><p class="zx-label" id=${id}>${legend}</p>${hint && html`<p class="zx-hint">${hint}</p>`}</div>
    ${shown.map(
      (
        entry,
        at,
      ) => html`<div key=${at} class="zx-scheme-line" data-place=${`${place.split("/")[0]}/${entry.id}`}>
        <${Field} label=${label(at + 1)} required lines=${2} max=${max} value=${entry.text} onInput=${(/** @type {string} */ text) => type(at, text)} />
        ${entries.length > 0 && html`<${Button} look="quiet" label=${t("ui-scheme.remove-line", { line: label(at + 1) })} onPress=${() => onChange(entries.filter((_, index) => index !== at))}>${t("ui-scheme.remove")}<//>`}
        ${below?.(entry, (/** @type {any} */ next) => put(at, next), at + 1)}
      </div>`,
    )}
    ${
      entries.length > 0 &&
      entries.length < most &&
      !isBlank(entries[entries.length - 1].text) &&
      html`<div><${Button} look="quiet" onPress=${() => onChange([...entries, { id: shortId(kind), text: "", ...blank }])}>${t("ui-scheme.add-line", { line: label(entries.length + 1) })}<//></div>`
    }
  </div>`;
}

/**
 * What belongs below every part: what was refused, another's words, and the button that stores it.
 * @param {{t: Kit["t"], id: string, parts: Parts, words: (content: any) => string[]}} props
 */
export function Saving({ t, id, parts, words }) {
  const other = parts.other(id);
  return html`<div class="zx-stack">
    ${
      other !== undefined
        ? html`<${Notice} tone="warn" live>
        <p>${other === null ? t("ui-scheme.taken-out") : t("ui-scheme.changed")}</p>
        ${other && html`<div class="zx-scheme-other"><p class="zx-label">${t("ui-scheme.others-words")}</p><ul>${words(other).map((line) => html`<li key=${line}>${line}</li>`)}</ul></div>`}
        <div class="zx-row">
          <${Button} onPress=${() => parts.keepMine(id)}>${t("ui-scheme.keep-mine")}<//>
          <${Button} look="quiet" onPress=${() => parts.drop(id)}>${t("ui-scheme.take-others")}<//>
        </div>
      <//>`
        : html`<${Problem} place=${id} />`
    }
    ${other === undefined && parts.isTyped(id) && html`<div class="zx-row"><${Button} look="main" onPress=${() => parts.save(id)}>${t("ui-scheme.save")}<//><span class="zx-muted zx-small">${t("ui-scheme.kept")}</span></div>`}
  </div>`;
}
