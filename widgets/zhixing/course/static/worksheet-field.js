// One field of a worksheet: words, a choice, a scale with its anchors, a day; with hint, example and remark.
import { Button, Choice, Field, html, Notice, RatingRow, useKit } from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {import("./worksheet-content.js").Part} Part */
/** @typedef {import("./worksheet-content.js").Row} Row */
/** @typedef {import("./worksheet-content.js").Field} SheetField */
/** @typedef {import("./worksheet-content.js").Value} Value */
/** @typedef {import("./worksheet-store.js").Store} Store */
/** @typedef {{part: string, field: string, value: string, sentence: Pair}} Remark */

/**
 * A field where it is filled.
 * @param {{field: SheetField, part: Part, row?: Row | null, value: Value, onChange: (value: Value) => void,
 *   place: string, store?: Store}} props `store` where the field has a path of its own
 */
export function Ask({ field, part, row = null, value, onChange, place, store }) {
  return html`<div class="zx-sheet-field" data-place=${place}>
    <${Face} field=${field} value=${value} onChange=${onChange} />
    <${Example} field=${field} />
    <${Offers} field=${field} part=${part} row=${row} value=${value} onChange=${onChange} />
    <${Remarks} field=${field} part=${part} value=${value} />
    ${store && html`<${Parted} store=${store} path=${place} field=${field} />`}
  </div>`;
}

/** @param {{field: SheetField, value: Value, onChange: (value: Value) => void}} props */
function Face({ field, value, onChange }) {
  const { t, say, locale } = useKit();
  const most = roomOf(field, locale);
  const { kind, needed, options } = field;
  const label = say(field.label);
  const hint = field.hint ? say(field.hint) : undefined;
  if (kind === "line" || kind === "text" || kind === "date") {
    const text = String(value ?? "");
    const isDay = kind === "date";
    return html`<${Field} label=${label} hint=${hint} value=${text} onInput=${onChange} required=${needed}
        type=${isDay ? "date" : "text"} lines=${kind === "text" ? rowsFor(text) : 1} max=${isDay ? 10 : most} />
      ${!isDay && text.length > 0.8 * most && html`<p class="zx-counter zx-small" data-full=${String(text.length >= most)}>${t("ui-worksheet.count", { found: text.length, most })}</p>`}`;
  }
  const chosen = options.find((one) => one.id === value);
  const clear =
    !needed &&
    chosen &&
    html`<div><${Button} look="quiet" onPress=${() => onChange(null)}>${t("ui-worksheet.clear")}<//></div>`;
  const optional = needed ? "" : t("kit.optional");
  if (kind === "scale") {
    const ids = options.map((one) => Number(one.id));
    const said = (/** @type {import("./worksheet-content.js").Option} */ one) =>
      t("ui-worksheet.level", { level: one.id, text: say(one.text) });
    return html`<${RatingRow} legend=${label + optional} question=${hint} scale=${[ids[0], ids[ids.length - 1]]}
        value=${value} onChange=${onChange}
        anchors=${options.map((one) => ({ level: Number(one.id), text: say(one.text) }))} />
      <p class="zx-sheet-level" role="status">
        ${chosen ? said(chosen) : [options[0], options[options.length - 1]].map((one) => html`<span key=${one.id} class="zx-muted">${said(one)}</span>`)}
      </p>
      ${clear}`;
  }
  const isShort = options.every((one) => say(one.text).length <= (locale === "en" ? 24 : 12));
  return html`<${Choice}
      row=${isShort ? "wide" : undefined}
      legend=${html`${label} ${optional && html`<span class="zx-optional">${optional}</span>`}${hint && html`<span class="zx-hint zx-sheet-hint">${hint}</span>`}`}
      options=${options.map((one) => ({ value: one.id, label: say(one.text) }))}
      value=${value}
      onChange=${onChange}
    />${clear}`;
}

/**
 * How many characters fit in; a Latin letter takes half the room of a Chinese character.
 * @param {SheetField} field
 * @param {import("../../activity/static/kit.js").Locale} locale
 */
const roomOf = (field, locale) => (locale === "en" ? 2 : 1) * field.most;

/** Room for what is there, and a line more. @param {string} text */
function rowsFor(text) {
  const lines = text.split("\n").reduce((sum, line) => sum + 1 + Math.floor(line.length / 36), 1);
  return Math.min(12, Math.max(3, lines));
}

/** @param {{field: SheetField}} props */
function Example({ field }) {
  const { t, say } = useKit();
  if (!field.example) return null;
  return html`<details class="zx-sheet-example">
    <summary>${t("ui-worksheet.example")}</summary>
    <p>${say(field.example)}</p>
  </details>`;
}

/**
 * What was written before in another place; it is offered as long as nothing is here.
 * @param {{field: SheetField, part: Part, row: Row | null, value: Value, onChange: (value: Value) => void}} props
 */
function Offers({ field, part, row, value, onChange }) {
  const { t, view, locale } = useKit();
  /** @type {string[]} */
  const offers = [
    ...((row && view.offers[`${part.id}.${row.id}.${field.id}`]) ?? []),
    ...(view.offers[`${part.id}.${field.id}`] ?? []),
  ];
  if (offers.length === 0 || (typeof value === "string" && value.trim() !== "")) return null;
  return html`<div class="zx-sheet-offers">
    <p class="zx-hint">${t("ui-worksheet.offer")}</p>
    ${offers.map((words) => html`<button type="button" key=${words} class="zx-sheet-offer" onClick=${() => onChange(words.slice(0, roomOf(field, locale)))}>${words}</button>`)}
  </div>`;
}

/** A remark is about words that are kept; it goes when they change. @param {{field: SheetField, part: Part, value: Value}} props */
function Remarks({ field, part, value }) {
  const { view, say } = useKit();
  const text = String(value ?? "").trim();
  const found = /** @type {Remark[]} */ (view.remarks).find(
    (one) => one.part === part.id && one.field === field.id && one.value === text,
  );
  return html`<div role="status">${found && html`<p class="zx-sheet-remark">${say(found.sentence)}</p>`}</div>`;
}

/** Both texts, where two devices have written. @param {{store: Store, path: string, field: SheetField}} props */
function Parted({ store, path, field }) {
  const { say, locale } = useKit();
  const other = store.other(path);
  if (other === undefined) return null;
  const here = store.value(path);
  const isTyped = field.kind === "line" || field.kind === "text";
  const both = `${other ?? ""}${field.kind === "text" ? "\n" : "; "}${here ?? ""}`;
  const option = field.options.find((one) => one.id === other);
  const said = option ? say(option.text) : String(other ?? "");
  return html`<${Settle}
    other=${other === null ? null : html`<blockquote>${said}</blockquote>`}
    onHere=${() => store.settle(path, here)}
    onTake=${() => store.settle(path, other)}
    onBoth=${isTyped && other && here && both.length <= roomOf(field, locale) ? () => store.settle(path, both) : null}
  />`;
}

/**
 * What the other device has, and the ways to settle it.
 * @param {{other: any, onHere: () => void, onTake: () => void, onBoth: (() => void) | null}} props
 */
export function Settle({ other, onHere, onTake, onBoth }) {
  const { t } = useKit();
  return html`<${Notice} tone="warn" live>
    <p>${t(other ? "ui-worksheet.conflict.there" : "ui-worksheet.conflict.cleared")}</p>
    ${other && html`<div class="zx-sheet-other">${other}</div>`}
    <div class="zx-row">
      <${Button} onPress=${onHere}>${t("ui-worksheet.conflict.here")}<//>
      <${Button} onPress=${onTake}>${t("ui-worksheet.conflict.take")}<//>
      ${onBoth && html`<${Button} onPress=${onBoth}>${t("ui-worksheet.conflict.both")}<//>`}
    </div>
  <//>`;
}
