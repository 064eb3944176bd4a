// The people sheet: a prefilled one to take away, a filled one brought back, what it would change, and yes or no.
import { Button, html, Notice, Problem, useKit, useState } from "../../activity/static/kit.js";
import { Upload } from "../../activity/static/upload.js";

/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {{column: Pair, before: Pair, after: Pair}} Cell */
/** @typedef {{row: number, name: string, unit: string}} Who */
/** @typedef {Who & {cells: Cell[]}} Line */
/** @typedef {{token: string, file: string, moved: boolean, new: Line[], changed: Line[], same: number, absent: number,
 *   without_unit: Who[], namesakes: (Who & {others: string[]})[]}} Preview */

/** @param {{base: string, preview: Preview | null}} props */
export function Bring({ base, preview }) {
  const { t, act } = useKit();
  const [refused, setRefused] = useState(false);
  const [done, setDone] = useState(/** @type {{new: number, changed: number} | null} */ (null));
  const sent = (/** @type {boolean} */ taken) => {
    setRefused(!taken);
    setDone(null);
  };
  const apply = async () => setDone(await act("apply", { token: preview?.token }, "import"));
  const words = {
    file: t("ui-members.import.file"),
    missing: t("ui-members.import.no-file"),
    send: t("ui-members.import.send"),
    failed: t("ui-members.import.failed"),
  };
  return html`<section class="zx-panel" aria-label=${t("ui-members.import.title")}>
    <h4 class="zx-panel-title">${t("ui-members.import.title")}</h4>
    <p class="zx-muted">${t("ui-members.import.lead")}</p>
    <div class="zx-row"><a class="zx-button" href=${`${base}export/members-sheet.xlsx`} download>${t("ui-members.import.get")}</a></div>
    <${Upload} base=${base} kind="members" accept=".xlsx,.csv" words=${words} onSent=${sent} />
    ${preview && !refused && html`<${Changes} preview=${preview} onApply=${apply} onDiscard=${() => act("discard", {}, "import")} />`}
    <${Problem} place="import" />
    ${done && html`<${Notice} tone="ok" live>${t("ui-members.import.done", done)}<//>`}
  </section>`;
}

/** @param {{preview: Preview, onApply: () => Promise<void>, onDiscard: () => Promise<any>}} props */
function Changes({ preview, onApply, onDiscard }) {
  const { t } = useKit();
  const { file, same, absent, without_unit, namesakes, moved } = preview;
  const between = t("members.sheet.between");
  return html`<section class="zx-stack zx-members-preview" aria-label=${t("ui-members.import.would", { file })}>
    <h5 class="zx-panel-title" role="status">${t("ui-members.import.would", { file })}</h5>
    ${moved && html`<${Notice} tone="warn">${t("ui-members.import.moved")}<//>`}
    <${Lines} title=${t("ui-members.import.new", { count: preview.new.length })} lines=${preview.new} fresh />
    <${Lines} title=${t("ui-members.import.changed", { count: preview.changed.length })} lines=${preview.changed} />
    <p>${t("ui-members.import.same", { same, absent })}</p>
    ${
      without_unit.length > 0 &&
      html`<${Notice} tone="warn">${t("ui-members.import.without-unit", { who: without_unit.map(({ row, name }) => t("ui-members.import.at", { row, name })).join(between) })}<//>`
    }
    ${
      namesakes.length > 0 &&
      html`<${Notice}>
        <p>${t("ui-members.import.namesakes")}</p>
        <ul class="zx-list">${namesakes.map(({ row, name, unit, others }) => html`<li key=${row}>${t("ui-members.import.namesake", { row, name, unit: unit || t("ui-members.list.no-unit"), others: others.join(between) || t("ui-members.list.no-unit") })}</li>`)}</ul>
      <//>`
    }
    <div class="zx-row">
      <${Button} look="main" onPress=${onApply}>${t("ui-members.import.apply")}<//>
      <${Button} look="quiet" onPress=${onDiscard}>${t("ui-members.import.discard")}<//>
    </div>
  </section>`;
}

/** People and their cells, before and after. @param {{title: string, lines: Line[], fresh?: boolean}} props */
function Lines({ title, lines, fresh = false }) {
  const { t, say } = useKit();
  if (lines.length === 0) return null;
  return html`<details class="zx-details" open=${lines.length <= 20}>
    <summary>${title}</summary>
    <ul class="zx-members-preview-list">
      ${lines.map(
        ({ row, name, unit, cells }) => html`<li key=${row}>
          <p><b>${name}</b>${unit && ` · ${unit}`} <span class="zx-small zx-muted">${t("ui-members.import.row", { row })}</span></p>
          <ul>
            ${cells.map(({ column, before, after }) => html`<li key=${say(column)}>${say(column)} ${!fresh && html`<del>${say(before)}</del> <span aria-hidden="true">→</span> `}<ins>${say(after)}</ins></li>`)}
          </ul>
        </li>`,
      )}
    </ul>
  </details>`;
}
