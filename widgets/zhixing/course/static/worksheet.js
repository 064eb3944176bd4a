// A worksheet: filled part by part, kept at every pause, read as a page once it is done.
import {
  activity,
  Button,
  Card,
  Chip,
  html,
  Notice,
  Problem,
  Progress,
  useEffect,
  useRef,
  useState,
} from "../../activity/static/kit.js";
import { gapsOf, isBegun } from "./worksheet-content.js";
import { Page } from "./worksheet-page.js";
import { PartForm } from "./worksheet-part.js";
import { useSheet } from "./worksheet-store.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {import("./worksheet-content.js").Sheet} Sheet */
/** @typedef {import("./worksheet-content.js").Gap} Gap */
/** @typedef {import("./worksheet-store.js").Store} Store */
/** @typedef {{sheet: Sheet, content: object, version: number, done: boolean, offers: Record<string, string[]>,
 *   remarks: {part: string, field: string, value: string, sentence: Pair}[], document: string | null}} View */

/** @param {Kit} kit */
function Worksheet(kit) {
  const { t, say, recall, keep } = kit;
  const { sheet, done } = /** @type {View} */ (kit.view);
  const store = useSheet(kit);
  const gaps = gapsOf(sheet, store.values);
  const memory = `worksheet:${sheet.id}`;
  const [at, setAt] = useState(() => begin(sheet, gaps, recall(memory)));
  const [isReading, setReading] = useState(done && store.isKept);
  const [isAsked, setAsked] = useState(false);
  const [aim, setAim] = useState(/** @type {string | null} */ (null));
  const ref = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    if (aim === null) return;
    const place = ref.current?.querySelector(aim === "" ? ".zx-sheet-title" : `[data-place="${aim}"]`);
    const target = aim === "" ? place : place?.querySelector("input, textarea, select");
    (aim === "" ? ref.current : place)?.scrollIntoView({ block: aim === "" ? "start" : "center" });
    /** @type {HTMLElement | null | undefined} */ (target)?.focus({ preventScroll: true });
    setAim(null);
  }, [aim]);
  const go = (/** @type {number} */ part, /** @type {string} */ place = "") => {
    void store.send();
    keep(memory, part);
    setAt(part);
    setReading(false);
    setAim(place);
  };
  const finish = async () => {
    setAsked(false);
    if (!(await store.send())) return;
    setReading(true);
    setAim("");
  };
  const part = sheet.parts[at];
  const isLast = at === sheet.parts.length - 1;
  const isFilled = (/** @type {number} */ index) =>
    isBegun(sheet.parts[index], store.values) && gaps.every((gap) => gap.part !== sheet.parts[index]);
  const filled = sheet.parts.filter((_, index) => isFilled(index)).length;
  const paper = html`<${Paper} kit=${kit} store=${store} />`;
  const lead = html`${say(sheet.lead)}<span class="zx-sheet-private">${t("ui-worksheet.private")}</span>`;
  if (isReading && !store.isRefused) {
    return html`<div ref=${ref} class="zx-sheet">
      <${Card}
        title=${html`<span class="zx-sheet-title" tabindex="-1">${say(sheet.title)}</span>`}
        lead=${lead}
        aside=${gaps.length === 0 && html`<${Chip} tone="ok">${t("ui-worksheet.progress", { done: filled, total: sheet.parts.length })}<//>`}
        foot=${html`<${Button} onPress=${() => go(0)}>${t("ui-worksheet.change")}<//>${paper}`}
      >
        <${Notice} tone="ok" live>${t("ui-worksheet.read")}<//>
        <${Page} store=${store} onChange=${go} />
      <//>
    </div>`;
  }
  return html`<div ref=${ref} class="zx-sheet">
    <${Card}
      title=${say(sheet.title)}
      lead=${at === 0 && lead}
      foot=${html`
        ${at > 0 && html`<${Button} onPress=${() => go(at - 1)}>${t("ui-worksheet.back")}<//>`}
        ${
          isLast
            ? html`<${Button} look="main" onPress=${gaps.length > 0 ? () => setAsked(true) : finish}>${t("ui-worksheet.finish")}<//>${paper}`
            : html`<${Button} look="main" onPress=${() => go(at + 1)}>${t("ui-worksheet.next")}<//>`
        }`}
    >
      <${Tabs} kit=${kit} sheet=${sheet} at=${at} isFilled=${isFilled} onGo=${go} />
      <${Progress} done=${filled} total=${sheet.parts.length} label=${t("ui-worksheet.progress", { done: filled, total: sheet.parts.length })} />
      ${store.parted.length > 0 && html`<${Notice} tone="warn" live>${t("ui-worksheet.conflict.count", { count: store.parted.length })}<//>`}
      <div>
        <h4 class="zx-panel-title zx-sheet-title" tabindex="-1">${t("ui-worksheet.part", { number: at + 1, title: say(part.title) })}</h4>
        ${part.lead && html`<p class="zx-muted">${say(part.lead)}</p>`}
      </div>
      <${PartForm} key=${part.id} part=${part} store=${store} />
      ${isAsked && gaps.length > 0 && html`<${Missing} kit=${kit} gaps=${gaps} onGo=${(/** @type {Gap} */ gap) => go(sheet.parts.indexOf(gap.part), gap.path)} />`}
      ${store.isRefused && html`<${Problem} place="keep" />`}
    <//>
  </div>`;
}

/**
 * Where to begin: where one stopped, else at the first gap.
 * @param {Sheet} sheet
 * @param {Gap[]} gaps
 * @param {unknown} stopped
 */
function begin(sheet, gaps, stopped) {
  if (typeof stopped === "number" && sheet.parts[stopped]) return stopped;
  return gaps.length > 0 ? sheet.parts.indexOf(gaps[0].part) : 0;
}

/**
 * The parts, each a tap away; a mark says which are filled.
 * @param {{kit: Kit, sheet: Sheet, at: number, isFilled: (index: number) => boolean, onGo: (part: number) => void}} props
 */
function Tabs({ kit: { t, say }, sheet, at, isFilled, onGo }) {
  if (sheet.parts.length < 2) return null;
  return html`<nav class="zx-tabs" aria-label=${t("ui-worksheet.parts")}>
    ${sheet.parts.map((part, index) => {
      const key = isFilled(index) ? "ui-worksheet.part-done" : "ui-worksheet.part";
      return html`<button
        type="button"
        key=${part.id}
        class="zx-tab"
        aria-current=${index === at ? "step" : undefined}
        aria-label=${t(key, { number: index + 1, title: say(part.title) })}
        onClick=${() => onGo(index)}
      >
        ${index + 1}${isFilled(index) && html`<span class="zx-tab-mark" aria-hidden="true">✓</span>`}
      </button>`;
    })}
  </nav>`;
}

/** What is missing, each a way to its place. @param {{kit: Kit, gaps: Gap[], onGo: (gap: Gap) => void}} props */
function Missing({ kit: { t, say }, gaps, onGo }) {
  const named = (/** @type {Gap} */ { part, row, at, field }) => {
    const place = row ? say(row.text) : at !== null && t("ui-worksheet.group", { number: at + 1 });
    const words = { part: say(part.title), field: say(field.label) };
    return place ? t("ui-worksheet.place-row", { ...words, row: place }) : t("ui-worksheet.place", words);
  };
  return html`<${Notice} tone="warn">
    <strong role="alert">${t("ui-worksheet.missing", { count: gaps.length })}</strong>
    <ul class="zx-list">
      ${gaps.map((gap) => html`<li key=${gap.path}><button type="button" class="zx-sheet-gap" onClick=${() => onGo(gap)}>${named(gap)}</button></li>`)}
    </ul>
  <//>`;
}

/** The paper, once everything typed is on the server. @param {{kit: Kit, store: Store}} props */
function Paper({ kit: { view, t, model }, store }) {
  const base = model.get("base");
  const { document: file } = /** @type {View} */ (view);
  return (
    base &&
    file &&
    store.isKept &&
    html`<a class="zx-button" href=${base + file} download>${t("ui-worksheet.document")}</a>`
  );
}

export default activity(Worksheet);
