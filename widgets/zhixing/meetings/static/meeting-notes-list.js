// The notes of a meeting by kind: read, worded anew, moved, taken back and put in again.
import { Button, Chip, Field, html, Notice, Problem, Select } from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {{id: string, sort: string, text: string, person: string | null, name: string, highlighted: boolean,
 *   taken_back: boolean, version: number}} Note */
/** @typedef {{id: string, version: number, sort: string, text: string, person: string, highlighted: boolean}} Editing */

/** @type {Record<string, string>} */
export const KINDS = {
  report: "ui-minutes.kind.report",
  problem: "ui-minutes.kind.problem",
  discussion: "ui-minutes.kind.discussion",
  decision: "ui-minutes.kind.decision",
  lesson: "ui-minutes.kind.lesson",
  next: "ui-minutes.kind.next",
  comment: "ui-minutes.kind.comment",
};
/** Kinds of which it may be said whose words they are. */
export const SPOKEN = ["report", "comment"];

/**
 * @param {{kit: Kit, notes: Note[], people: {id: string, name: string}[], mayWrite: boolean, most: number,
 *   editing: Editing | null, onEdit: (editing: Editing | null) => void}} props
 */
export function NoteList(props) {
  const { kit, notes, mayWrite } = props;
  const standing = notes.filter((one) => !one.taken_back);
  const back = notes.filter((one) => one.taken_back);
  return html`<div class="zx-stack">
    ${Object.entries(KINDS).map(([sort, key]) => {
      const same = standing.filter((one) => one.sort === sort);
      if (same.length === 0) return null;
      return html`<section key=${sort} class="zx-note-group" data-kind=${sort}>
        <h4 class="zx-panel-title">${kit.t(key)}</h4>
        <ul class="zx-list zx-notes">
          ${same.map(
            (note, at) => html`<li key=${note.id} class="zx-note" data-strong=${String(note.highlighted)}>
            <${Row} ...${props} note=${note} isFirst=${at === 0} isLast=${at === same.length - 1} />
          </li>`,
          )}
        </ul>
      </section>`;
    })}
    ${
      mayWrite &&
      back.length > 0 &&
      html`<details class="zx-details"><summary>${kit.t("ui-minutes.notes.taken-back", { count: back.length })}</summary>
        <ul class="zx-list zx-notes">
          ${back.map(
            (note) => html`<li key=${note.id} class="zx-note">
              <p><s>${note.text}</s> <${Chip}>${kit.t(KINDS[note.sort])}<//></p>
              <${Button} look="quiet" onPress=${() => kit.act("put-in", { note: note.id, version: note.version }, "list")}>${kit.t("ui-minutes.notes.put-in")}<//>
            </li>`,
          )}
        </ul>
      </details>`
    }
  </div>`;
}

/** @param {any} props */
function Row(props) {
  const { kit, note, mayWrite, editing, onEdit, isFirst, isLast } = props;
  const { t, act } = /** @type {Kit} */ (kit);
  if (editing?.id === note.id) return html`<${Editor} ...${props} />`;
  const change = (/** @type {string} */ kind, data = {}) =>
    act(kind, { note: note.id, version: note.version, ...data }, "list");
  const move = (/** @type {boolean} */ down) => act("move", { note: note.id, down }, "list");
  const open = () => onEdit({ ...note, person: note.person ?? "", taken_back: undefined, name: undefined });
  return html`<p class="zx-note-text">
      ${note.name && html`<b>${t("ui-minutes.said", { name: note.name })}</b>`}${note.text}
      ${note.highlighted && html` <${Chip} tone="info">${t("ui-minutes.notes.strong")}<//>`}
    </p>
    ${
      mayWrite &&
      html`<div class="zx-note-tools">
      <${Button} look="quiet" label=${t("ui-minutes.notes.edit-this", { text: note.text })} onPress=${open}>${t("ui-minutes.edit")}<//>
      ${!isFirst && html`<${Button} look="quiet" label=${t("ui-minutes.notes.up", { text: note.text })} onPress=${() => move(false)}><span aria-hidden="true">↑</span><//>`}
      ${!isLast && html`<${Button} look="quiet" label=${t("ui-minutes.notes.down", { text: note.text })} onPress=${() => move(true)}><span aria-hidden="true">↓</span><//>`}
      <${Button} look="quiet" label=${t("ui-minutes.notes.take-back-this", { text: note.text })} onPress=${() => change("take-back")}>${t("ui-minutes.notes.take-back")}<//>
    </div>`
    }`;
}

/** @param {any} props */
function Editor({ kit, note, people, most, editing, onEdit }) {
  const { t, act } = /** @type {Kit} */ (kit);
  const put = (/** @type {Partial<Editing>} */ part) => onEdit({ ...editing, ...part });
  const save = async () => {
    const { id, version, sort, text, person, highlighted } = editing;
    await act("change", { note: id, version, sort, text, person: person || null, highlighted }, id);
    onEdit(null);
  };
  const stale = editing.version !== note.version;
  const kinds = Object.entries(KINDS).map(([value, key]) => ({ value, label: t(key) }));
  const names = people.map((/** @type {{id: string, name: string}} */ one) => ({
    value: one.id,
    label: one.name,
  }));
  return html`<div class="zx-stack zx-note-editor">
    ${
      stale &&
      html`<${Notice} tone="warn" live>
        <p>${t("ui-minutes.notes.changed", { text: note.text })}</p>
        <div class="zx-row">
          <${Button} onPress=${() => put({ version: note.version })}>${t("ui-minutes.keep-mine")}<//>
          <${Button} look="quiet" onPress=${() => onEdit(null)}>${t("ui-minutes.take-theirs")}<//>
        </div>
      <//>`
    }
    <${Field} label=${t("ui-minutes.notes.text")} required lines=${2} max=${most} value=${editing.text} onInput=${(/** @type {string} */ text) => put({ text })} />
    <div class="zx-two">
      <${Select} label=${t("ui-minutes.notes.kind")} value=${editing.sort} onChange=${(/** @type {string} */ sort) => put({ sort })} options=${kinds} />
      ${SPOKEN.includes(editing.sort) && html`<${Select} label=${t("ui-minutes.notes.who")} value=${editing.person} onChange=${(/** @type {string} */ person) => put({ person })} options=${[{ value: "", label: t("ui-minutes.notes.nobody") }, ...names]} />`}
    </div>
    ${
      editing.sort !== "lesson" &&
      html`<label class="zx-check"><input type="checkbox" checked=${editing.highlighted} onChange=${(/** @type {any} */ event) => put({ highlighted: event.currentTarget.checked })} /> ${t("ui-minutes.notes.highlight")}</label>`
    }
    <${Problem} place=${note.id} />
    <div class="zx-row">
      <${Button} look="main" onPress=${save}>${t("ui-minutes.save")}<//>
      <${Button} look="quiet" onPress=${() => onEdit(null)}>${t("ui-minutes.cancel")}<//>
    </div>
  </div>`;
}
