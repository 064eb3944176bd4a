// The kit of every activity: its life in a page, its words, and the pieces it is drawn with.
import {
  Component as PreactComponent,
  createContext,
  Fragment,
  h,
  html,
  render,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "./vendor/preact.js";

export { Fragment, h, html, useCallback, useEffect, useMemo, useRef, useState };

/** @typedef {"zh-CN" | "en"} Locale */
/** @typedef {{zh: string, en: string}} Pair a text in both languages */
/** @typedef {string | number | null | undefined} Word a value put into a sentence */
/** @typedef {{code: string, sentence: Pair, field?: string | null}} Refusal */
/**
 * What a host offers an activity: the anywidget model, reduced to what is used.
 * @typedef {object} Model
 * @property {(name: string) => any} get
 * @property {(event: string, handler: (message: any) => void) => void} on
 * @property {(event: string, handler: (message: any) => void) => void} off
 * @property {(message: object) => void} send
 * @property {(name: string, params: object, el: HTMLElement) => () => void} [mount]
 */
/**
 * What a component receives.
 * @typedef {object} Kit
 * @property {any} view
 * @property {any} draft what was typed and not submitted, as it was when the page opened
 * @property {(key: string, params?: Record<string, Word>) => string} t
 * @property {(text: string | Pair | null | undefined) => string} say
 * @property {Locale} locale
 * @property {boolean} online
 * @property {(kind: string, data?: object, place?: string) => Promise<any>} act
 * @property {(content: object | null) => void} saveDraft
 * @property {string} status
 * @property {Model} model
 * @property {() => number} serverNow
 * @property {{place: string, refusal: Refusal} | null} problem
 * @property {(windowId: string) => string} secretKey
 * @property {(name: string, value: unknown) => void} keep
 * @property {(name: string) => any} recall
 */

const DRAFT_PAUSE = 800;

/** The error an act rejects with; the kit has already shown it to the person. */
export class RefusedAct extends Error {
  /** @param {Refusal} refusal */
  constructor(refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/**
 * Make an ES module's default export from a component.
 * @param {(kit: Kit) => any} View
 */
export function activity(View) {
  return {
    /** @param {{model: Model, el: HTMLElement}} place */
    render({ model, el }) {
      const root = document.createElement("div");
      root.className = "zx";
      el.appendChild(root);
      const session = new Session(model, () => draw());
      const draw = () => render(h(Frame, { session, View, root }), root);
      draw();
      return () => {
        session.close();
        render(null, root);
        root.remove();
      };
    },
  };
}

// ---- an activity's life -------------------------------------------------------------------------

/** What one activity has sent and heard. */
class Session {
  /**
   * @param {Model} model
   * @param {() => void} redraw
   */
  constructor(model, redraw) {
    this.model = model;
    this.redraw = redraw;
    /** @type {Map<string, {resolve: (reply: any) => void, reject: (error: Error) => void, place: string}>} */
    this.pending = new Map();
    /** @type {{place: string, refusal: Refusal} | null} */
    this.problem = null;
    /** @type {number | null} */
    this.savedAt = null;
    /** @type {object | null} */
    this.unsaved = null;
    this.timer = 0;
    this.viewArrived = Date.now();
    this.onView = () => {
      this.viewArrived = Date.now();
      redraw();
    };
    this.onMessage = (/** @type {any} */ message) => this.hear(message);
    this.onLeave = () => this.flush();
    model.on("change:view", this.onView);
    for (const name of REDRAWN_BY) model.on(name, redraw);
    model.on("msg:custom", this.onMessage);
    window.addEventListener("pagehide", this.onLeave);
  }

  close() {
    this.flush();
    this.model.off("change:view", this.onView);
    for (const name of REDRAWN_BY) this.model.off(name, this.redraw);
    this.model.off("msg:custom", this.onMessage);
    window.removeEventListener("pagehide", this.onLeave);
  }

  /**
   * @param {string} kind
   * @param {object} data
   * @param {string} place
   */
  act(kind, data, place) {
    const id = newId();
    const promise = new Promise((resolve, reject) => this.pending.set(id, { resolve, reject, place }));
    promise.catch(() => undefined); // a refusal is on the screen already; nobody has to catch it again
    this.problem = null;
    this.model.send({ type: "act", id, action: { kind, ...data } });
    this.redraw();
    return promise;
  }

  /** @param {object | null} content */
  saveDraft(content) {
    window.clearTimeout(this.timer);
    this.unsaved = content ?? {};
    if (content === null) this.flush();
    else this.timer = window.setTimeout(() => this.flush(), DRAFT_PAUSE);
    this.redraw();
  }

  flush() {
    if (this.unsaved === null) return;
    window.clearTimeout(this.timer);
    const id = newId();
    this.pending.set(id, { resolve: () => undefined, reject: () => undefined, place: "" });
    this.model.send({ type: "draft", id, content: this.unsaved });
    this.unsaved = null;
  }

  /** @param {{type: string, id: string, reply?: any, error?: Refusal}} message */
  hear(message) {
    const waiting = this.pending.get(message.id);
    if (!waiting) return;
    this.pending.delete(message.id);
    if (message.type === "taken") {
      this.savedAt = this.serverNow();
      waiting.resolve(message.reply ?? null);
    } else if (message.error) {
      this.problem = { place: waiting.place, refusal: message.error };
      waiting.reject(new RefusedAct(message.error));
    }
    this.redraw();
  }

  /** The server's time in milliseconds; the device's clock only measures how long ago it was told. */
  serverNow() {
    const told = this.model.get("view")?.now;
    if (told) return Date.parse(told) + Date.now() - this.viewArrived;
    return Date.now() + (this.model.get("offset") ?? 0);
  }

  /**
   * @param {Kit["t"]} t
   * @param {boolean} online
   * @param {Locale} locale
   */
  status(t, online, locale) {
    const open = this.pending.size > 0 || this.unsaved !== null;
    if (!online) return open ? t("kit.status.waiting") : t("kit.status.offline");
    if (open) return t("kit.status.saving");
    return this.savedAt === null ? "" : t("kit.status.saved", { time: clock(this.savedAt, locale) });
  }
}

const REDRAWN_BY = ["change:locale", "change:online", "change:strings", "change:draft"];

/** @param {{session: Session, View: (kit: Kit) => any, root: HTMLElement}} props */
function Frame({ session, View, root }) {
  const { model } = session;
  const view = model.get("view");
  const locale = /** @type {Locale} */ (model.get("locale") ?? "zh-CN");
  const online = model.get("online") ?? true;
  const owner = model.get("person") ?? "";
  const strings = model.get("strings")?.[locale] ?? {};
  /** @type {Kit["t"]} */
  const t = (key, params = {}) => fill(strings[key] ?? key, params);
  /** @type {Kit["say"]} */
  const say = (text) =>
    typeof text === "object" && text ? text[locale === "en" ? "en" : "zh"] : (text ?? "");
  root.lang = locale;
  root.dataset.activity = model.get("activity") ?? "";
  /** @type {Kit} */
  const kit = {
    view,
    draft: model.get("draft") ?? null,
    t,
    say,
    locale,
    online,
    act: (kind, data = {}, place = "") => session.act(kind, data, place),
    saveDraft: (content) => session.saveDraft(content),
    status: session.status(t, online, locale),
    model,
    serverNow: () => session.serverNow(),
    problem: session.problem,
    secretKey: (windowId) => secretKey(windowId, owner),
    keep: (name, value) => {
      keep(name, value, owner);
      session.redraw();
    },
    recall: (name) => recall(name, owner),
  };
  let body = html`<p class="zx-loading" role="status">${t("kit.opening")}</p>`;
  if (view?.refused) body = html`<p class="zx-alert" role="alert">${say(view.refused.sentence)}</p>`;
  else if (view) body = html`<${View} ...${kit} />`;
  return html`<${KitContext.Provider} value=${kit}><${Boundary} t=${t}>${body}<//><//>`;
}

const KitContext = createContext(/** @type {Kit} */ (/** @type {unknown} */ (null)));

/** The kit of the activity a component is drawn in. @returns {Kit} */
export function useKit() {
  return useContext(KitContext);
}

/** A drawing error becomes a sentence; the console keeps the rest. */
class Boundary extends PreactComponent {
  /** @param {unknown} error */
  componentDidCatch(error) {
    console.error(error);
    this.setState({ failed: true });
  }

  render(/** @type {any} */ props, /** @type {any} */ state) {
    if (!state.failed) return props.children;
    return html`<p class="zx-alert" role="alert">${props.t("kit.failed")}</p>`;
  }
}

// ---- words, numbers, keys -----------------------------------------------------------------------

/**
 * Fill a sentence's {placeholders}.
 * @param {string} sentence
 * @param {Record<string, Word>} params
 */
export function fill(sentence, params) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => String(params[name] ?? ""));
}

/**
 * A moment as hours and minutes.
 * @param {number | string} moment milliseconds or ISO-8601
 * @param {Locale} locale
 */
export function clock(moment, locale) {
  return new Date(moment).toLocaleTimeString(locale, { hour: "2-digit", minute: "2-digit", hour12: false });
}

/** A new id of 32 hexadecimal characters; plain HTTP has no crypto.randomUUID. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @type {Map<string, string>} what is kept where the browser has no storage */
const memory = new Map();

/**
 * Keep something in this browser only; `undefined` forgets it.
 * @param {string} name
 * @param {unknown} value
 * @param {string} [owner] the person, where several use one browser
 */
export function keep(name, value, owner = "") {
  const key = `zhixing:${owner}:${name}`;
  const text = JSON.stringify(value);
  if (text === undefined) memory.delete(key);
  else memory.set(key, text);
  try {
    if (text === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    // private browsing: the memory above has to do
  }
}

/**
 * Read what `keep` kept, or null.
 * @param {string} name
 * @param {string} [owner]
 */
export function recall(name, owner = "") {
  const key = `zhixing:${owner}:${name}`;
  let text = memory.get(key) ?? null;
  try {
    text = localStorage.getItem(key) ?? text;
  } catch {
    // private browsing: the memory has it
  }
  return text === null ? null : JSON.parse(text);
}

/**
 * The key under which this browser casts and changes its ballot; nothing ties it to a name on the server.
 * @param {string} windowId
 * @param {string} [owner]
 * @returns {string}
 */
export function secretKey(windowId, owner = "") {
  const known = recall(`key:${windowId}`, owner);
  if (known) return known;
  const made = newId();
  keep(`key:${windowId}`, made, owner);
  return made;
}

/**
 * A voter's side of a secret ballot: draft and ballot stay in this browser, only the cast ballot leaves it.
 * @param {Kit} kit whose view has a `window`
 * @param {string} purpose
 */
export function ballotBox({ view, model, act, secretKey, keep, recall }, purpose) {
  const id = view.window?.id ?? "";
  const name = `${purpose}:${id}`;
  return {
    /** what was cast from this browser, or null */
    cast: recall(name),
    draft: recall(`${name}:draft`),
    /** @param {unknown} content */
    saveDraft: (content) => keep(`${name}:draft`, content),
    /**
     * @param {string} kind of the act
     * @param {object} data its content
     * @param {unknown} content what to show as cast
     */
    async send(kind, data, content) {
      const before = recall(name);
      const key = secretKey(id);
      keep(name, content);
      try {
        await act(kind, { window: id, key, ...data });
      } catch (error) {
        keep(name, before ?? undefined);
        throw error;
      }
      keep(`${name}:draft`, undefined);
      const opened = model.get("view").window?.id ?? id; // alone, the first ballot opens its window
      keep(`key:${opened}`, key);
      keep(`${purpose}:${opened}`, content);
    },
  };
}

let serial = 0;

/** An id for a label and its field, the same for the life of the component. */
export function useUid() {
  return useMemo(() => `zx-${++serial}`, []);
}

/**
 * Whether text is blank.
 * @param {string | null | undefined} text
 */
export function isBlank(text) {
  return !text || text.trim() === "";
}

// ---- pieces -------------------------------------------------------------------------------------

/**
 * The card of an activity: title, body, what was refused, actions, honest status.
 * @param {{title: string, lead?: any, aside?: any, foot?: any, quiet?: boolean, level?: 1 | 2 | 3,
 *   children?: any}} props
 */
export function Card({ title, lead, aside, foot, quiet = false, level = 3, children }) {
  const id = useUid();
  return html`<section class="zx-card" aria-labelledby=${id}>
    <header class="zx-card-head">
      <${`h${level}`} id=${id} class="zx-card-title">${title}<//>${aside}
    </header>
    ${lead && html`<p class="zx-lead">${lead}</p>`} ${children}
    ${!quiet && html`<${Problem} />`}
    ${
      (foot || !quiet) &&
      html`<footer class="zx-card-foot"><div class="zx-actions">${foot}</div>${!quiet && html`<${Status} />`}</footer>`
    }
  </section>`;
}

/** What this activity has saved, in a few words. */
export function Status() {
  const { status, online } = useKit();
  return html`<p class="zx-status" role="status" data-online=${String(online)}>${status}</p>`;
}

/**
 * The refusal of an act, in the person's language; `place` is the one given to `act`.
 * @param {{place?: string}} props
 */
export function Problem({ place = "" }) {
  const { problem, say } = useKit();
  const ref = useRef(/** @type {HTMLElement | null} */ (null));
  const mine = problem?.place === place ? problem : null;
  useEffect(() => {
    if (mine) ref.current?.scrollIntoView({ block: "nearest" });
  }, [mine]);
  return html`<div ref=${ref} role="alert" class=${mine ? "zx-alert" : "zx-unseen"}>
    ${mine && say(mine.refusal.sentence)}
  </div>`;
}

/**
 * A button that is busy until its work is done; what hinders is said, never greyed out.
 * @param {{onPress: () => any, look?: "main" | "plain" | "quiet" | "danger", blockers?: string[],
 *   onBlocked?: () => void, pressed?: boolean, label?: string, big?: boolean, children?: any}} props
 */
export function Button({ onPress, look = "plain", blockers = [], onBlocked, pressed, label, big, children }) {
  const id = useUid();
  const [busy, setBusy] = useState(false);
  const [asked, setAsked] = useState(false);
  const hindered = blockers.length > 0;
  const press = async () => {
    if (busy) return;
    setAsked(hindered);
    if (hindered) {
      onBlocked?.();
      return;
    }
    setBusy(true);
    try {
      await onPress();
    } catch (error) {
      if (!(error instanceof RefusedAct)) throw error;
    } finally {
      setBusy(false);
    }
  };
  return html`<${Fragment}>
    <button
      type="button"
      class="zx-button"
      data-look=${look}
      data-big=${big ? "true" : undefined}
      aria-busy=${busy ? "true" : undefined}
      aria-pressed=${pressed === undefined ? undefined : String(pressed)}
      aria-label=${label}
      aria-describedby=${hindered ? id : undefined}
      onClick=${press}
    >
      ${children}
    </button>
    <div id=${id} class=${hindered ? "zx-blockers" : "zx-unseen"} role=${asked ? "alert" : undefined} data-asked=${String(asked)}>
      ${hindered && html`<ul>${blockers.map((sentence) => html`<li key=${sentence}>${sentence}</li>`)}</ul>`}
    </div>
  <//>`;
}

/**
 * A labelled line or area of text.
 * @param {{label: string, value: string, onInput: (value: string) => void, name?: string, hint?: string,
 *   lines?: number, required?: boolean, max?: number, type?: string, suggestions?: string[], readOnly?: boolean}} props
 */
export function Field(props) {
  const { label, value, onInput, name, hint, lines = 1, required, max = 2000, type = "text" } = props;
  const { t, problem } = useKit();
  const id = useUid();
  const isWrong = Boolean(name && problem?.refusal.field === name);
  const shared = {
    id,
    name,
    value,
    class: "zx-input",
    maxLength: max,
    readOnly: props.readOnly,
    "aria-required": required ? "true" : undefined,
    "aria-invalid": isWrong ? "true" : undefined,
    "aria-describedby": hint ? `${id}-hint` : undefined,
    onInput: (/** @type {any} */ event) => onInput(event.currentTarget.value),
  };
  return html`<div class="zx-field">
    <label class="zx-label" for=${id}>
      ${label}${!required && !props.readOnly && html` <span class="zx-optional">${t("kit.optional")}</span>`}
    </label>
    ${hint && html`<p class="zx-hint" id=${`${id}-hint`}>${hint}</p>`}
    ${
      lines > 1
        ? html`<textarea rows=${lines} ...${shared}></textarea>`
        : html`<input type=${type} autocomplete="off" list=${props.suggestions ? `${id}-list` : undefined} ...${shared} />`
    }
    ${
      props.suggestions &&
      html`<datalist id=${`${id}-list`}>${props.suggestions.map((word) => html`<option key=${word} value=${word} />`)}</datalist>`
    }
  </div>`;
}

/**
 * A labelled choice from a list that may be long.
 * @param {{label: string, value: string, onChange: (value: string) => void, options: {value: string, label: string}[],
 *   hint?: string}} props
 */
export function Select({ label, value, onChange, options, hint }) {
  const id = useUid();
  return html`<div class="zx-field">
    <label class="zx-label" for=${id}>${label}</label>
    ${hint && html`<p class="zx-hint" id=${`${id}-hint`}>${hint}</p>`}
    <select
      id=${id}
      class="zx-input"
      value=${value}
      aria-describedby=${hint ? `${id}-hint` : undefined}
      onChange=${(/** @type {any} */ event) => onChange(event.currentTarget.value)}
    >
      ${options.map((one) => html`<option key=${one.value} value=${one.value} selected=${one.value === value}>${one.label}</option>`)}
    </select>
  </div>`;
}

/**
 * Options as cards: one of them, or several up to `max`. Arrow keys and space work as in any form.
 * @param {{legend: string, hideLegend?: boolean, row?: "narrow" | "wide", many?: boolean, max?: number, onFull?: () => void,
 *   options: {value: string, label: any, note?: any, tone?: string}[], value: string | string[] | null,
 *   onChange: (value: any) => void, disabled?: boolean}} props
 */
export function Choice(props) {
  const {
    legend,
    hideLegend,
    row,
    many = false,
    max = Infinity,
    onFull,
    options,
    value,
    onChange,
    disabled,
  } = props;
  const name = useUid();
  const chosen = new Set(Array.isArray(value) ? value : value === null ? [] : [value]);
  const change = (/** @type {any} */ event, /** @type {string} */ picked) => {
    if (!many) onChange(picked);
    else if (chosen.has(picked)) onChange([...chosen].filter((one) => one !== picked));
    else if (chosen.size < max) onChange([...chosen, picked]);
    else {
      event.currentTarget.checked = false;
      onFull?.();
    }
  };
  return html`<fieldset class="zx-choice" data-row=${row} disabled=${disabled}>
    <legend class=${hideLegend ? "zx-unseen" : "zx-label"}>${legend}</legend>
    <div class="zx-options">
      ${options.map(
        (
          one,
        ) => html`<label key=${one.value} class="zx-option" data-tone=${one.tone} data-checked=${String(chosen.has(one.value))}>
          <input
            type=${many ? "checkbox" : "radio"}
            name=${name}
            value=${one.value}
            checked=${chosen.has(one.value)}
            onChange=${(/** @type {any} */ event) => change(event, one.value)}
          />
          <span class="zx-option-body">
            <span class="zx-option-label">${one.label}</span>
            ${one.note && html`<span class="zx-option-note">${one.note}</span>`}
          </span>
        </label>`,
      )}
    </div>
  </fieldset>`;
}

/**
 * One row of a rating grid: radio buttons from low to high, with what 1, 3 and 5 mean on tap.
 * @param {{legend: string, question?: string, scale: [number, number], value: number | null,
 *   anchors: {level: number, text: string}[], onChange: (value: number) => void, missing?: boolean}} props
 */
export function RatingRow({ legend, question, scale, value, anchors, onChange, missing }) {
  const { t } = useKit();
  const name = useUid();
  const [isOpen, setOpen] = useState(false);
  const levels = Array.from({ length: scale[1] - scale[0] + 1 }, (_, index) => scale[0] + index);
  return html`<fieldset class="zx-rating" data-missing=${missing ? "true" : undefined}>
    <legend class="zx-rating-legend">
      ${legend}${question && html`<span class="zx-rating-question">${question}</span>`}
    </legend>
    <div class="zx-scale">
      ${levels.map(
        (level) => html`<label key=${level} class="zx-level" data-checked=${String(level === value)}>
          <input type="radio" name=${name} value=${level} checked=${level === value} onChange=${() => onChange(level)} />
          <span>${level}</span>
        </label>`,
      )}
      ${
        anchors.length > 0 &&
        html`<button
        type="button"
        class="zx-anchor-toggle"
        aria-expanded=${String(isOpen)}
        aria-label=${t("kit.anchors", { name: legend })}
        onClick=${() => setOpen(!isOpen)}
      >
        <span aria-hidden="true">?</span>
      </button>`
      }
    </div>
    ${
      isOpen &&
      html`<dl class="zx-anchors">
      ${anchors.map((one) => html`<${Fragment} key=${one.level}><dt>${one.level}</dt><dd>${one.text}</dd><//>`)}
    </dl>`
    }
  </fieldset>`;
}

/**
 * A short state in a word, with a shape so that it does not depend on colour.
 * @param {{tone?: "ok" | "warn" | "no" | "info" | "quiet", children?: any}} props
 */
export function Chip({ tone = "quiet", children }) {
  return html`<span class="zx-chip" data-tone=${tone}>${children}</span>`;
}

/**
 * A sentence set apart from the rest.
 * @param {{tone?: "ok" | "warn" | "no" | "info", live?: boolean, children?: any}} props
 */
export function Notice({ tone = "info", live = false, children }) {
  return html`<div class="zx-notice" data-tone=${tone} role=${live ? "status" : undefined}>${children}</div>`;
}

/**
 * How much is done, as a bar and in words.
 * @param {{done: number, total: number, label: string}} props
 */
export function Progress({ done, total, label }) {
  const id = useUid();
  return html`<div class="zx-progress">
    <span id=${id} class="zx-progress-label">${label}</span>
    <progress max=${Math.max(total, 1)} value=${done} aria-labelledby=${id}></progress>
  </div>`;
}

/**
 * The time left until `ends`, by the server's clock.
 * @param {{ends: string | null}} props
 */
export function Countdown({ ends }) {
  const { t, serverNow } = useKit();
  const [, tick] = useState(0);
  useEffect(() => {
    if (!ends) return undefined;
    const timer = window.setInterval(() => tick((count) => count + 1), 500);
    return () => window.clearInterval(timer);
  }, [ends]);
  if (!ends) return null;
  const left = Math.round((Date.parse(ends) - serverNow()) / 1000);
  const time = `${Math.floor(Math.abs(left) / 60)}:${String(Math.abs(left) % 60).padStart(2, "0")}`;
  const state = left < 0 ? "over" : left <= 60 ? "last" : "calm";
  return html`<span class="zx-countdown" role="timer" data-state=${state}>
    ${left < 0 ? t("kit.overtime", { time }) : time}
  </span>`;
}

/**
 * Nothing here yet, and why.
 * @param {{title: string, children?: any}} props
 */
export function EmptyState({ title, children }) {
  return html`<div class="zx-empty"><p class="zx-empty-title">${title}</p>${children && html`<p>${children}</p>`}</div>`;
}

/**
 * Another activity inside this one, where the host can mount it.
 * @param {{activity: string, params?: Record<string, string>}} props
 */
export function Nested({ activity: name, params = {} }) {
  const { model, t } = useKit();
  const ref = useRef(/** @type {HTMLElement | null} */ (null));
  const said = JSON.stringify(params);
  useEffect(() => {
    if (!ref.current || !model.mount) return undefined;
    return model.mount(name, JSON.parse(said), ref.current);
  }, [model, name, said]);
  if (!model.mount) return html`<${EmptyState} title=${t("kit.elsewhere")} />`;
  return html`<div ref=${ref} class="zx-nested"></div>`;
}
