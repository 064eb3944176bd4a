// An activity's life in a page: what it was shown, what it has sent and heard.
import { Component as PreactComponent, createContext, h, html, render, useContext } from "./vendor/preact.js";
import { fill, clock, newId, keep, recall, secretKey, steadyNow } from "./words.js";

/** @typedef {import("./kit.js").Locale} Locale */
/** @typedef {import("./kit.js").Refusal} Refusal */
/** @typedef {import("./kit.js").Model} Model */
/** @typedef {import("./kit.js").Kit} Kit */

const DRAFT_PAUSE = 800;
/** What somebody in another role works with: nothing went wrong, and there is nothing to do. */
const NOT_YOURS = "classroom.error.not-allowed";

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
      const draw = once(() => render(h(Frame, { session, View, root }), root));
      draw();
      return () => {
        session.close();
        render(null, root);
        root.remove();
      };
    },
  };
}

/**
 * Have something that is called while it runs begin again afterwards: drawing runs effects, and those may call for drawing.
 * @param {() => void} work
 */
function once(work) {
  let isRunning = false;
  let isCalled = false;
  const run = () => {
    isCalled = isRunning;
    if (isRunning) return;
    isRunning = true;
    try {
      work();
    } finally {
      isRunning = false;
    }
    if (isCalled) run();
  };
  return run;
}

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
    this.drafted = "";
    this.timer = 0;
    this.viewArrived = steadyNow();
    this.onView = () => {
      this.viewArrived = steadyNow();
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
    this.pending.delete(this.drafted); // the newer draft takes its place, and unsent it is never answered
    this.drafted = id;
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
    if (told) return Date.parse(told) + steadyNow() - this.viewArrived;
    return steadyNow() + (this.model.get("offset") ?? 0);
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
  if (view?.refused?.code === NOT_YOURS) body = html`<p class="zx-muted">${t("kit.not-yours")}</p>`;
  else if (view?.refused) body = html`<p class="zx-alert" role="alert">${say(view.refused.sentence)}</p>`;
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
