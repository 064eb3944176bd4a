// One part of a worksheet: its fields once, once for each row, or as often as somebody wants.
import { Button, html, useEffect, useKit, useRef, useState } from "../../activity/static/kit.js";
import { pathOf } from "./worksheet-content.js";
import { Ask, Settle } from "./worksheet-field.js";
import { Values } from "./worksheet-page.js";

/** @typedef {import("./worksheet-content.js").Part} Part */
/** @typedef {import("./worksheet-content.js").Row} Row */
/** @typedef {import("./worksheet-content.js").Group} Group */
/** @typedef {import("./worksheet-content.js").Value} Value */
/** @typedef {import("./worksheet-store.js").Store} Store */

/** @param {{part: Part, store: Store}} props */
export function PartForm({ part, store }) {
  const { say } = useKit();
  if (part.repeat) return html`<${Groups} part=${part} store=${store} />`;
  if (part.rows.length === 0) return html`<${Fields} part=${part} row=${null} store=${store} />`;
  return html`<div class="zx-stack">
    ${part.rows.map(
      (row) => html`<section key=${row.id} class="zx-panel" aria-label=${say(row.text)}>
        <div>
          <h5 class="zx-sheet-row">${say(row.text)}</h5>
          ${row.lead && html`<p class="zx-muted zx-small">${say(row.lead)}</p>`}
        </div>
        <${Fields} part=${part} row=${row} store=${store} />
      </section>`,
    )}
  </div>`;
}

/** @param {{part: Part, row: Row | null, store: Store}} props */
function Fields({ part, row, store }) {
  return html`<div class="zx-stack">
    ${part.fields.map((field) => {
      const path = pathOf(part, row, field);
      return html`<${Ask}
        key=${field.id}
        field=${field}
        part=${part}
        row=${row}
        value=${/** @type {Value} */ (store.value(path))}
        onChange=${(/** @type {Value} */ value) => store.change(path, value)}
        place=${path}
        store=${store}
      />`;
    })}
  </div>`;
}

/** As many groups as somebody wants, each to be removed, and the removal undone. @param {{part: Part, store: Store}} props */
function Groups({ part, store }) {
  const { t } = useKit();
  const [least, most] = part.repeat ?? [1, 1];
  const [removed, setRemoved] = useState(/** @type {{at: number, group: Group} | null} */ (null));
  const [aim, setAim] = useState(/** @type {string | null} */ (null));
  const ref = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    if (!aim) return;
    const place = ref.current?.querySelector(`[data-group="${aim}"]`);
    /** @type {HTMLElement | null | undefined} */ (place?.querySelector("input, textarea, button"))?.focus();
    setAim(null);
  }, [aim]);
  const held = /** @type {Group[]} */ (store.value(part.id) ?? []);
  const blanks = Math.max(0, Math.max(1, least) - held.length);
  const shown = [...held, ...Array.from({ length: blanks }, () => /** @type {Group} */ ({}))];
  const put = (/** @type {Group[]} */ groups) => store.change(part.id, groups);
  const type = (/** @type {number} */ at, /** @type {string} */ field, /** @type {Value} */ value) =>
    put(shown.map((group, index) => (index === at ? { ...group, [field]: value } : group)));
  const remove = (/** @type {number} */ at) => {
    setRemoved({ at, group: shown[at] });
    put(shown.filter((_, index) => index !== at));
    setAim("removed");
  };
  const undo = () => {
    if (!removed) return;
    put([...held.slice(0, removed.at), removed.group, ...held.slice(removed.at)]);
    setAim(String(removed.at));
    setRemoved(null);
  };
  const add = () => {
    put([...shown, {}]);
    setRemoved(null);
    setAim(String(shown.length));
  };
  const other = /** @type {Group[] | null | undefined} */ (store.other(part.id));
  return html`<div class="zx-stack" ref=${ref} data-place=${part.id}>
    ${shown.map(
      (
        group,
        at,
      ) => html`<section key=${at} class="zx-panel" data-group=${at} aria-label=${t("ui-worksheet.group", { number: at + 1 })}>
        <div class="zx-sheet-group">
          <h5 class="zx-sheet-row">${t("ui-worksheet.group", { number: at + 1 })}</h5>
          ${
            shown.length > Math.max(1, least) &&
            html`<${Button} look="quiet" label=${t("ui-worksheet.remove-group", { number: at + 1 })} onPress=${() => remove(at)}>${t("ui-worksheet.remove")}<//>`
          }
        </div>
        ${part.fields.map(
          (field) => html`<${Ask}
            key=${field.id}
            field=${field}
            part=${part}
            value=${group[field.id] ?? null}
            onChange=${(/** @type {Value} */ value) => type(at, field.id, value)}
            place=${`${part.id}.${at}.${field.id}`}
          />`,
        )}
      </section>`,
    )}
    <div role="status">
      ${
        removed &&
        html`<div class="zx-row" data-group="removed">
          <span>${t("ui-worksheet.removed", { number: removed.at + 1 })}</span>
          <${Button} onPress=${undo}>${t("ui-worksheet.undo")}<//>
        </div>`
      }
    </div>
    ${
      shown.length < most
        ? html`<div><${Button} onPress=${add}>${t("ui-worksheet.add")}<//></div>`
        : html`<p class="zx-muted">${t("ui-worksheet.full", { most })}</p>`
    }
    ${
      other !== undefined &&
      html`<${Settle}
        other=${other && html`${other.map((group, at) => html`<${Values} key=${at} part=${part} values=${group} />`)}`}
        onHere=${() => store.settle(part.id, held)}
        onTake=${() => store.settle(part.id, other)}
        onBoth=${other && other.length + held.length <= most ? () => store.settle(part.id, [...other, ...held]) : null}
      />`
    }
  </div>`;
}
