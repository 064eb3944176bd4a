// A worksheet that is filled, as a page to read.
import { Button, html, useKit } from "../../activity/static/kit.js";
import { pathOf } from "./worksheet-content.js";

/** @typedef {import("./worksheet-content.js").Part} Part */
/** @typedef {import("./worksheet-content.js").Field} SheetField */
/** @typedef {import("./worksheet-content.js").Group} Group */
/** @typedef {import("./worksheet-content.js").Held} Held */
/** @typedef {import("./worksheet-store.js").Store} Store */

/** All parts, each with a way back to its form. @param {{store: Store, onChange: (part: number) => void}} props */
export function Page({ store, onChange }) {
  const { t, say } = useKit();
  return html`<div class="zx-sheet-page">
    ${store.sheet.parts.map(
      (part, at) => html`<section key=${part.id} aria-label=${say(part.title)}>
        <div class="zx-sheet-group">
          <h4 class="zx-panel-title">${say(part.title)}</h4>
          <${Button} look="quiet" label=${t("ui-worksheet.change-part", { title: say(part.title) })} onPress=${() => onChange(at)}>${t("ui-worksheet.change-short")}<//>
        </div>
        <${Filled} part=${part} store=${store} />
      </section>`,
    )}
  </div>`;
}

/** @param {{part: Part, store: Store}} props */
function Filled({ part, store }) {
  const { t, say } = useKit();
  if (part.repeat) {
    const groups = /** @type {Group[]} */ (store.value(part.id) ?? []);
    if (groups.length === 0) return html`<p class="zx-muted">${t("ui-worksheet.empty")}</p>`;
    return html`<ol class="zx-sheet-groups">
      ${groups.map((group, at) => html`<li key=${at}><${Values} part=${part} values=${group} /></li>`)}
    </ol>`;
  }
  const values = (/** @type {any} */ row) =>
    Object.fromEntries(
      part.fields.map((field) => [
        field.id,
        /** @type {string | number | null} */ (store.value(pathOf(part, row, field))),
      ]),
    );
  if (part.rows.length === 0) return html`<${Values} part=${part} values=${values(null)} />`;
  return html`<div class="zx-stack">
    ${part.rows.map(
      (row) =>
        html`<div key=${row.id}><h5 class="zx-sheet-row">${say(row.text)}</h5><${Values} part=${part} values=${values(row)} /></div>`,
    )}
  </div>`;
}

/** What stands in the fields of a part; what is blank is not shown. @param {{part: Part, values: Group}} props */
export function Values({ part, values }) {
  const { t, say } = useKit();
  const filled = part.fields.filter((field) => !isEmpty(values[field.id]));
  if (filled.length === 0) return html`<p class="zx-muted">${t("ui-worksheet.empty")}</p>`;
  return html`<dl class="zx-sheet-values">
    ${filled.map((field) => html`<div key=${field.id}><dt>${say(field.label)}</dt><dd><${Value} field=${field} value=${values[field.id]} /></dd></div>`)}
  </dl>`;
}

/** @param {Held | undefined} value */
const isEmpty = (value) => value === undefined || value === null || String(value).trim() === "";

/** @param {{field: SheetField, value: any}} props */
function Value({ field, value }) {
  const { t, say, locale } = useKit();
  const option = field.options.find((one) => one.id === value);
  if (field.kind === "scale" && option)
    return html`${t("ui-worksheet.level", { level: option.id, text: say(option.text) })}`;
  if (option) return html`${say(option.text)}`;
  if (field.kind === "date")
    return html`${new Date(`${value}T12:00`).toLocaleDateString(locale, { dateStyle: "long" })}`;
  return html`${value}`;
}
