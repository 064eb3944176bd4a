// The activities of a page: opens each over the connection, loads its module, carries acts and views.
import { addressOf } from "./outbox.js";

/** @typedef {import("./kit.js").Model} Model */
/** @typedef {import("./kit.js").Refusal} Refusal */
/** @typedef {import("./outbox.js").Letter} Letter */
/** @typedef {Record<string, string>} Params */

/** A letter that stays unanswered so often is not a sign of a dead connection. */
const MOST_TRIES = 3;

/** The server reads a quarter of a megabyte; a Chinese character may take three bytes. */
const MOST_CHARACTERS = 80_000;

/** What an activity's module sees of the page. @implements {Model} */
class PageModel {
  /**
   * @param {Record<string, any>} values
   * @param {(message: any) => void} send
   * @param {Required<Pick<Model, "mount" | "keepBack" | "goTo">>} page what only a page of ours can do
   */
  constructor(values, send, { mount, keepBack, goTo }) {
    this.values = values;
    this.send = send;
    this.mount = mount;
    this.keepBack = keepBack;
    this.goTo = goTo;
    /** @type {Map<string, Set<(message: any) => void>>} */
    this.handlers = new Map();
  }

  /** @param {string} name */
  get(name) {
    return this.values[name];
  }

  /**
   * @param {string} name
   * @param {any} value
   */
  set(name, value) {
    this.values[name] = value;
    this.emit(`change:${name}`, value);
  }

  /**
   * @param {string} event
   * @param {(message: any) => void} handler
   */
  on(event, handler) {
    if (!this.handlers.has(event)) this.handlers.set(event, new Set());
    this.handlers.get(event)?.add(handler);
  }

  /**
   * @param {string} event
   * @param {(message: any) => void} handler
   */
  off(event, handler) {
    this.handlers.get(event)?.delete(handler);
  }

  /**
   * @param {string} event
   * @param {any} message
   */
  emit(event, message) {
    for (const handler of [...(this.handlers.get(event) ?? [])]) handler(message);
  }
}

/**
 * @typedef {object} Host one activity in one place of the page
 * @property {string} id
 * @property {string} activity
 * @property {Params} params
 * @property {HTMLElement | null} el null for one that only delivers letters of an earlier page
 * @property {PageModel} model
 * @property {boolean} isLoading
 * @property {(() => void) | null} cleanup
 */

/** Once it is drawn, a place is no stop of its own; whoever is there stays until they go on. @param {HTMLElement} el */
function leaveOut(el) {
  const leave = () => el.removeAttribute("tabindex");
  if (document.activeElement !== el) return leave();
  el.tabIndex = -1;
  el.addEventListener("blur", leave, { once: true });
}

/** All activities of the page. */
export class Hosts {
  /**
   * @param {object} page
   * @param {import("./socket.js").Connection} page.connection
   * @param {import("./outbox.js").Outbox} page.outbox
   * @param {import("./sections.js").Sections} page.sections
   * @param {(module: string) => Promise<any>} page.load
   * @param {Record<string, any>} page.shared values every model has: locale, online, strings, base, person, offset
   * @param {(host: Host, error: Refusal | null) => void} page.onBroken it could not be opened, or its module not loaded
   * @param {() => Refusal} page.tooLarge what is said of a letter that the server would not read
   * @param {(error: Refusal) => void} page.onReturned a letter of an earlier page was refused
   */
  constructor({ connection, outbox, sections, load, shared, onBroken, tooLarge, onReturned }) {
    this.connection = connection;
    this.outbox = outbox;
    this.sections = sections;
    this.load = load;
    this.shared = shared;
    this.onBroken = onBroken;
    this.tooLarge = tooLarge;
    this.onReturned = onReturned;
    /** @type {Map<string, Host>} */
    this.byId = new Map();
    this.count = 0;
    /** @type {Map<string, number>} how often a letter was sent in this page */
    this.tries = new Map();
  }

  /**
   * Put an activity into an element; returns what takes it away again.
   * @param {string} activity
   * @param {Params} params
   * @param {HTMLElement | null} el
   */
  mount(activity, params, el) {
    const host = this.add(activity, params, el);
    return () => this.remove(host);
  }

  /**
   * @param {string} activity
   * @param {Params} params
   * @param {HTMLElement | null} el
   * @returns {Host}
   */
  add(activity, params, el) {
    const id = `h${++this.count}`;
    const model = new PageModel(
      { ...this.shared, activity, params, view: null, draft: null },
      (message) => this.post(host, message),
      {
        mount: (name, inner, place) => this.mount(name, /** @type {Params} */ (inner), place),
        keepBack: (back) => this.sections.keepBack({ el: el ?? document.body, ...back }),
        goTo: (part) => this.sections.goTo(part),
      },
    );
    /** @type {Host} */
    const host = { id, activity, params, el, model, isLoading: false, cleanup: null };
    this.byId.set(id, host);
    this.open(host);
    return host;
  }

  /** @param {Host} host */
  remove(host) {
    this.byId.delete(host.id);
    this.connection.send({ t: "close", host: host.id });
    host.cleanup?.();
    host.cleanup = null;
  }

  /** @param {Host} host */
  open(host) {
    this.connection.send({ t: "open", host: host.id, activity: host.activity, params: host.params });
  }

  /** Open everything again on a new connection. */
  openAll() {
    for (const host of this.byId.values()) this.open(host);
  }

  /** Send everything unconfirmed; what belongs to another page gets a host of its own. */
  sendAll() {
    for (const letter of this.outbox.all()) {
      const address = addressOf(letter);
      const host = [...this.byId.values()].find((one) => addressOf(one) === address);
      this.deliver(host ?? this.add(letter.activity, letter.params, null), letter);
    }
  }

  /**
   * @param {Host} host
   * @param {{type: "act" | "draft", id: string, action?: object, content?: object}} message
   */
  post(host, { type, id, action, content }) {
    const { activity, params } = host;
    const letter = { id, type, activity, params, content: action ?? content ?? {}, at: Date.now() };
    if (JSON.stringify(letter).length > MOST_CHARACTERS) {
      host.model.emit("msg:custom", { type: "refused", id, error: this.tooLarge() });
      return;
    }
    this.outbox.add(letter);
    if (this.shared.online) this.deliver(host, letter);
  }

  /**
   * @param {Host} host
   * @param {Letter} letter
   */
  deliver(host, { id, type, content }) {
    const body = type === "act" ? { action: content } : { content };
    const tries = (this.tries.get(id) ?? 0) + 1;
    this.tries.set(id, tries);
    this.connection.send({ t: type, host: host.id, id, ...body });
    if (tries <= MOST_TRIES) this.connection.expectAnswer();
  }

  /**
   * Change a value of every model.
   * @param {string} name
   * @param {any} value
   */
  share(name, value) {
    this.shared[name] = value;
    for (const host of this.byId.values()) host.model.set(name, value);
  }

  /**
   * Take a message of the server that is meant for one activity.
   * @param {any} message
   */
  receive(message) {
    const host = this.byId.get(message.host);
    if (message.t === "view" && host) this.show(host, message);
    if (message.t === "taken" || (message.t === "refused" && message.id)) this.confirm(host, message);
    else if (message.t === "refused" && host && !host.cleanup) this.onBroken(host, message.error);
  }

  /**
   * @param {Host} host
   * @param {{view: object, module: string, draft?: object | null}} message
   */
  show(host, { view, module, draft }) {
    if (host.model.get("view") === null) {
      const newer = this.outbox.draftOf(host); // typed just before a reload, and not with the server yet
      if (newer ?? draft) host.model.set("draft", newer ?? draft);
    }
    host.model.set("view", view);
    if (!host.el || host.cleanup || host.isLoading) return;
    const el = host.el;
    host.isLoading = true;
    this.load(module).then(
      (loaded) => {
        if (!this.byId.has(host.id)) return;
        el.textContent = "";
        host.cleanup = loaded.default.render({ model: host.model, el });
        leaveOut(el);
        host.isLoading = false;
      },
      () => {
        host.isLoading = false;
        this.onBroken(host, null);
      },
    );
  }

  /**
   * @param {Host | undefined} host
   * @param {any} message
   */
  confirm(host, message) {
    const { t: type, id, reply, error } = message;
    this.outbox.drop(id);
    this.tries.delete(id);
    if (host?.el) host.model.emit("msg:custom", { type, id, reply, error });
    else if (error) this.onReturned(error);
    if (host && !host.el && !this.outbox.all().some((one) => addressOf(one) === addressOf(host)))
      this.remove(host);
  }
}
