// The record of a session: what is read out, what the facilitator adds, the paper to sign.
import {
  activity,
  Button,
  Card,
  Choice,
  EmptyState,
  Field,
  html,
  Notice,
  useEffect,
  useState,
} from "../../activity/static/kit.js";
import { recordLines } from "./record-lines.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {{place: string, remarks: string, names: boolean, lines: boolean}} Own */
/** @typedef {{facts: any, own: Own, version: number, lines: {count: number, shown: string[]}}} View */

/** @param {Kit} kit */
function Minutes(kit) {
  const { view, draft, t, say, act, saveDraft, model } = kit;
  const { facts, own, version, lines } = /** @type {View} */ (view);
  const [form, setForm] = useState(
    /** @type {(Own & {version: number}) | null} */ (draft?.remarks !== undefined ? draft : null),
  );
  const now = form ?? { ...own, version };
  const change = (/** @type {Partial<Own>} */ part) => {
    const next = { ...now, ...part };
    setForm(next);
    saveDraft(next);
  };
  const save = async () => {
    await act("save", now);
    setForm(null);
    saveDraft(null);
  };
  const stale = form !== null && form.version !== version;
  useEffect(() => {
    if (stale && same(now, own)) setForm(null); // what was typed is what is stored by now
  });
  const extras = [
    { value: "names", label: t("ui-session.minutes.names"), note: t("ui-session.minutes.names-note") },
    { value: "lines", label: t("ui-session.minutes.lines"), note: t("ui-session.minutes.lines-note") },
  ];
  const base = model.get("base") ?? "/";
  return html`<${Card}
    title=${t("ui-session.minutes.title")}
    lead=${t("ui-session.minutes.lead")}
    foot=${html`<${Button} look="main" onPress=${save}>${t("ui-session.minutes.save")}<//>
      <a class="zx-button" href=${`${base}export/minutes.docx`}>${t("ui-session.minutes.print")}</a>`}
  >
    <ol class="zx-kept">${recordLines(facts, t, say).map((line) => html`<li key=${line}>${line}</li>`)}</ol>
    <${Lines} t=${t} lines=${lines} />
    <${Field} label=${t("ui-session.minutes.place")} max=${100} value=${now.place} onInput=${(/** @type {string} */ place) => change({ place })} />
    <${Field} label=${t("ui-session.minutes.remarks")} hint=${t("ui-session.minutes.remarks-hint")} lines=${5} max=${4000} value=${now.remarks}
      onInput=${(/** @type {string} */ remarks) => change({ remarks })} />
    <${Choice} many legend=${t("ui-session.minutes.extras")} options=${extras} value=${[now.names && "names", now.lines && "lines"].filter(Boolean)}
      onChange=${(/** @type {string[]} */ on) => change({ names: on.includes("names"), lines: on.includes("lines") })} />
    ${form && html`<${Notice} tone="warn">${t("ui-session.minutes.unsaved")}<//>`}
    ${stale && html`<${Notice} tone="warn">${t("ui-session.minutes.stale")} <${Button} look="quiet" onPress=${() => setForm({ ...now, version })}>${t("ui-session.minutes.keep-mine")}<//><//>`}
  <//>`;
}

/** @param {Own} one @param {Own} other */
function same(one, other) {
  return (
    one.place === other.place &&
    one.remarks === other.remarks &&
    one.names === other.names &&
    one.lines === other.lines
  );
}

/** The lines left, for the facilitator to read. @param {{t: Kit["t"], lines: View["lines"]}} props */
function Lines({ t, lines }) {
  if (lines.count === 0) return null;
  return html`<details class="zx-details">
    <summary>${t("ui-session.minutes.left", { count: lines.count })}</summary>
    ${
      lines.shown.length === 0
        ? html`<${EmptyState} title=${t("ui-session.minutes.few-lines")} />`
        : html`<ul>${lines.shown.map((line, at) => html`<li key=${at}>${line}</li>`)}</ul>`
    }
  </details>`;
}

export default activity(Minutes);
