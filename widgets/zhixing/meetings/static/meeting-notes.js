// Quick notes while a meeting runs: a kind, one line, Enter.
import {
  activity,
  Button,
  Card,
  Chip,
  EmptyState,
  Field,
  Fragment,
  html,
  isBlank,
  Notice,
  Problem,
  RefusedAct,
  Select,
  useRef,
  useState,
} from "../../activity/static/kit.js";
import { KINDS, NoteList, SPOKEN } from "./meeting-notes-list.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./meeting-notes-list.js").Note} Note */
/** @typedef {import("./meeting-notes-list.js").Editing} Editing */
/** @typedef {{id: string, name: string}} Person */
/** @typedef {{meeting: {id: string, title: string, date: string | null} | null, lane: string, is_open: boolean,
 *   may_write: boolean, notes: Note[], people: Person[], most: number}} View */
/** @typedef {{sort: string, text: string, person: string, editing: Editing | null}} Typed */

/** @type {Typed} */
const BLANK = { sort: "report", text: "", person: "", editing: null };

/** @param {Kit} kit */
function MeetingNotes(kit) {
  const { view, draft, t, act, saveDraft } = kit;
  const { meeting, lane, is_open, may_write, notes, people, most } = /** @type {View} */ (view);
  const [typed, setTyped] = useState(/** @type {Typed} */ ({ ...BLANK, ...draft }));
  const now = useRef(typed);
  const sending = useRef(false);
  const change = (/** @type {Partial<Typed>} */ part) => {
    now.current = { ...now.current, ...part };
    setTyped(now.current);
    const { text, editing } = now.current;
    saveDraft(isBlank(text) && !editing ? null : now.current);
  };
  if (!meeting)
    return html`<${Card} title=${t("ui-minutes.notes.title")} quiet><${EmptyState} title=${t("ui-minutes.no-meeting")} /><//>`;
  const add = async () => {
    const { sort, text, person } = now.current;
    if (sending.current || isBlank(text)) return;
    sending.current = true;
    try {
      await act("add", { meeting: meeting.id, lane, sort, text, person: person || null });
      change(now.current.text === text ? { text: "", person: "" } : {});
    } catch (error) {
      if (!(error instanceof RefusedAct)) throw error;
    } finally {
      sending.current = false;
    }
  };
  const spoken = SPOKEN.includes(typed.sort);
  return html`<${Card}
    title=${t("ui-minutes.notes.title")}
    lead=${may_write ? t("ui-minutes.notes.lead") : null}
    aside=${!is_open && html`<${Chip} tone="ok">${t("ui-minutes.confirmed-chip")}<//>`}
  >
    ${
      may_write &&
      html`<form class="zx-panel zx-note-entry" onSubmit=${(/** @type {Event} */ event) => (event.preventDefault(), add())}>
      <div class="zx-note-kinds" role="group" aria-label=${t("ui-minutes.notes.kind")}>
        ${Object.entries(KINDS).map(
          ([sort, key]) =>
            html`<${Button} key=${sort} pressed=${sort === typed.sort} onPress=${() => change({ sort })}>${t(key)}<//>`,
        )}
      </div>
      ${
        spoken &&
        html`<${Select} label=${t("ui-minutes.notes.who")} value=${typed.person} onChange=${(/** @type {string} */ person) => change({ person })}
          options=${[{ value: "", label: t("ui-minutes.notes.nobody") }, ...people.map((one) => ({ value: one.id, label: one.name }))]} />`
      }
      <div class="zx-note-line">
        <${Field} label=${t("ui-minutes.notes.line", { kind: t(KINDS[typed.sort]) })} hint=${t("ui-minutes.notes.line-hint")} required max=${most} value=${typed.text}
          onInput=${(/** @type {string} */ text) => change({ text })} />
        <${Button} look="main" onPress=${add}>${t("ui-minutes.notes.add")}<//>
      </div>
    </form>`
    }
    ${!is_open && html`<${Notice} tone="ok">${t("ui-minutes.notes.frozen")}<//>`}
    ${
      notes.length === 0
        ? html`<${EmptyState} title=${t("ui-minutes.notes.empty")} />`
        : html`<${Fragment}>
          <${NoteList} kit=${kit} notes=${notes} people=${people} mayWrite=${may_write} most=${most} editing=${typed.editing}
            onEdit=${(/** @type {Editing | null} */ editing) => change({ editing })} />
        <//>`
    }
    <${Problem} place="list" />
  <//>`;
}

export default activity(MeetingNotes);
