// What a pack that came back would change: new, changed from … to, and both sides of what collides.
import { Button, Choice, html, Notice, Problem, useKit, useState } from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {{sheet: Pair, row: number}} Place */
/** @typedef {Place & {key: string, name: string, column: Pair, before: Pair, after: Pair, now: Pair}} Cell */
/** @typedef {{token: string, file: string, group: string, next: string, same: number, gone: number, entered: number,
 *   new: (Place & {cells: {column: Pair, after: Pair}[]})[], changes: Cell[], conflicts: Cell[], lapsed: Place[]}} PreviewView */

/** @param {{kit: Kit, preview: PreviewView, onDone: () => void}} props */
export function Preview({ kit, preview, onDone }) {
  const { t, act, draft, saveDraft } = kit;
  const { token, file, group, conflicts, changes, lapsed } = preview;
  const kept = draft?.token === token ? draft.chosen : {};
  const [chosen, setChosen] = useState(/** @type {Record<string, string>} */ (kept));
  const choose = (/** @type {string} */ key, /** @type {string} */ side) => {
    const next = { ...chosen, [key]: side };
    setChosen(next);
    saveDraft({ token, chosen: next });
  };
  const open = conflicts.filter((cell) => !chosen[cell.key]).length;
  const merge = async () => {
    await act("merge", { token, chosen }, "merge");
    saveDraft(null);
    onDone();
  };
  const nothing = conflicts.length + changes.length + preview.new.length === 0;
  return html`<section class="zx-stack zx-merge" aria-label=${t("ui-packet.merge.title", { file })}>
    <h4 class="zx-panel-title" role="status">${t("ui-packet.merge.title", { file })}</h4>
    <p>${t("ui-packet.merge.counts", { group, new: preview.new.length, changes: changes.length, conflicts: conflicts.length, same: preview.same })}</p>
    ${preview.entered > 0 && html`<p class="zx-muted">${t("ui-packet.merge.entered", { count: preview.entered })}</p>`}
    ${preview.gone > 0 && html`<${Notice}>${t("ui-packet.merge.gone", { count: preview.gone })}<//>`}
    ${lapsed.length > 0 && html`<${Notice} tone="warn">${t("ui-packet.merge.lapsed", { count: lapsed.length })} <${Places} places=${lapsed} /><//>`}
    ${conflicts.map((cell) => html`<${Conflict} key=${cell.key} cell=${cell} side=${chosen[cell.key] ?? null} onChoose=${(/** @type {string} */ side) => choose(cell.key, side)} />`)}
    <${Changes} changes=${changes} />
    <${NewRows} rows=${preview.new} next=${preview.next} />
    <div class="zx-row">
      ${!nothing && html`<${Button} look="main" blockers=${open > 0 ? [t("ui-packet.merge.open", { count: open })] : []} onPress=${merge}>${t("ui-packet.merge.merge")}<//>`}
      <${Button} look="quiet" onPress=${() => act("discard")}>${t("ui-packet.pack.discard")}<//>
    </div>
    <${Problem} place="merge" />
  </section>`;
}

/** @param {{places: Place[]}} props */
function Places({ places }) {
  const { t, say } = useKit();
  return places
    .map(({ sheet, row }) => t("ui-packet.merge.row", { sheet: say(sheet), row }))
    .join(t("ui-packet.comma"));
}

/** @param {{cell: Cell, side: string | null, onChoose: (side: string) => void}} props */
function Conflict({ cell, side, onChoose }) {
  const { t, say } = useKit();
  const where = t("ui-packet.merge.row", { sheet: say(cell.sheet), row: cell.row });
  return html`<div class="zx-merge-conflict">
    <p><b>${cell.name}</b> · ${say(cell.column)} <span class="zx-muted">${where}</span></p>
    <p class="zx-muted">${t("ui-packet.merge.was", { text: say(cell.before) })}</p>
    <${Choice} legend=${t("ui-packet.merge.which", { name: cell.name, column: say(cell.column) })} hideLegend row="wide" value=${side} onChange=${onChoose}
      options=${[
        { value: "here", label: t("ui-packet.merge.here"), note: say(cell.now) },
        { value: "file", label: t("ui-packet.merge.file"), note: say(cell.after) },
      ]} />
  </div>`;
}

/** @param {{changes: Cell[]}} props */
function Changes({ changes }) {
  const { t, say } = useKit();
  if (changes.length === 0) return null;
  return html`<div class="zx-table-wrap" tabindex="0" role="region" aria-label=${t("ui-packet.merge.changed")}>
    <table class="zx-table">
      <thead>
        <tr>
          <th scope="col">${t("ui-packet.merge.changed")}</th>
          <th scope="col">${t("ui-packet.merge.before")}</th>
          <th scope="col">${t("ui-packet.merge.after")}</th>
        </tr>
      </thead>
      <tbody>
        ${changes.map(
          (cell) => html`<tr key=${cell.key}>
            <th scope="row">${cell.name} · ${say(cell.column)}${" "}
              <span class="zx-muted zx-small">${t("ui-packet.merge.row", { sheet: say(cell.sheet), row: cell.row })}</span></th>
            <td><del>${say(cell.before)}</del></td>
            <td><ins>${say(cell.after)}</ins></td>
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** @param {{rows: PreviewView["new"], next: string}} props */
function NewRows({ rows, next }) {
  const { t, say } = useKit();
  if (rows.length === 0) return null;
  return html`<div class="zx-stack">
    <p><b>${t("ui-packet.merge.new")}</b> ${next && html`<span class="zx-muted">${t("ui-packet.merge.next", { title: next })}</span>`}</p>
    <ul class="zx-list zx-merge-new">
      ${rows.map(
        (row) => html`<li key=${`${say(row.sheet)}${row.row}`}>
          <span class="zx-muted">${t("ui-packet.merge.row", { sheet: say(row.sheet), row: row.row })}</span>
          ${row.cells.map((cell) => html`<span key=${say(cell.column)}>${t("ui-packet.merge.cell", { column: say(cell.column), text: say(cell.after) })}</span>`)}
        </li>`,
      )}
    </ul>
  </div>`;
}
