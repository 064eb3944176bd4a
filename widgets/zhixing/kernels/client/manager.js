// The widgets of the frame: made from what the server wrote into it, kept up to date by the session.
import { PROTOCOL_VERSION, put_buffers, uuid } from "@jupyter-widgets/base";
import { ManagerBase } from "@jupyter-widgets/base-manager";
import { MessageLoop } from "@lumino/messaging";
import { Widget } from "@lumino/widgets";
import { Comm } from "./comm.js";

/** @typedef {import("./frames.js").Message} Message */
/** @typedef {import("./frames.js").Binary} Binary */
/** @typedef {import("./client.js").Stored} Stored */
/** @typedef {import("./kernel.js").Kernel} Kernel */
/** @typedef {(name: string, module: string, version: string) => Promise<any>} ClassLoader */

const TARGET = "jupyter.widget";
const OUTPUT = "@jupyter-widgets/output";
const PATIENCE = 10_000;

/** @param {string} base64 */
const decoded = (base64) => new DataView(Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)).buffer);

/** @param {Stored} stored */
function stateOf({ state, buffers = [] }) {
  put_buffers(
    state,
    buffers.map(({ path }) => path),
    buffers.map(({ data }) => decoded(data)),
  );
  return state;
}

/** Makes models and views; what it does not find in the frame it asks the session for. */
export class Manager extends ManagerBase {
  /**
   * @param {Kernel} kernel
   * @param {() => Record<string, Stored>} template reads the widgets of the template, each time anew
   * @param {ClassLoader} load
   */
  constructor(kernel, template, load) {
    super();
    this.kernel = kernel;
    this.template = template;
    this.load = load;
    this.stored = template();
    /** @type {Map<string, any>} */
    this.made = new Map();
    /** Views that stand in no other. @type {Set<any>} */
    this.roots = new Set();
    /** @type {Map<string, Promise<any>>} */
    this.asked = new Map();
    /** Called with what the session says about a widget. @type {(model: string, state: any) => void} */
    this.onTold = () => undefined;
    /** @param {string} id */
    this.knows = (id) => this.has_model(id) || id in this.stored;
    kernel.onOpened = (comm, message) => this.takeOpened(comm, message);
    kernel.onClosed = (id) => delete this.stored[id];
    kernel.onAct = () => this.flush();
    kernel.onStray = (id, message) => this.takeStray(id, message);
  }

  /** @param {string} className @param {string} moduleName @param {string} version @returns {Promise<any>} */
  loadClass(className, moduleName, version) {
    return this.load(className, moduleName, version);
  }

  /**
   * @param {string} target
   * @param {string} [id]
   * @param {any} [data]
   * @param {any} [metadata]
   * @param {Binary[]} [buffers]
   * @returns {Promise<any>}
   */
  async _create_comm(target, id, data, metadata, buffers) {
    const comm = new Comm(this.kernel, id ?? uuid(), target);
    if (data || metadata) comm.open(data, undefined, metadata, buffers);
    return comm;
  }

  /** @returns {Promise<any>} */
  _get_comm_info() {
    return new Promise((resolve) => {
      const reply = (/** @type {any} */ message) => resolve(message.content.comms);
      const callbacks = { shell: { reply } };
      this.kernel.send("comm_info_request", { target_name: TARGET }, { callbacks, isUrgent: true });
    });
  }

  /** @param {string} id @returns {Promise<any>} */
  get_model(id) {
    if (this.has_model(id)) return super.get_model(id);
    return this.asked.get(id) ?? this.make(id);
  }

  /**
   * Make a model from the frame, or from what the session says about it.
   * @param {string} id
   */
  make(id) {
    const stored = this.stored[id];
    if (!stored) return this.ask(id);
    const { model_name, model_module, model_module_version } = stored;
    const state = stateOf(stored);
    const comm = this.kernel.comms.get(id) ?? new Comm(this.kernel, id, TARGET);
    return this.new_model({ model_name, model_module, model_module_version, model_id: id, comm }, state);
  }

  /** Make what no view has needed. */
  makeAll() {
    return Promise.all(Object.keys(this.stored).map((id) => this.get_model(id).catch(console.error)));
  }

  /** @param {string} id @returns {Promise<any>} */
  ask(id) {
    const model = new Promise((resolve, reject) => {
      const comm = new Comm(this.kernel, id, TARGET);
      window.setTimeout(() => reject(new Error(`no widget ${id}`)), PATIENCE);
      comm.on_close(() => reject(new Error(`no widget ${id}`)));
      comm.on_msg((message) => {
        if (message.content.data.method !== "update") return;
        comm.hear = null;
        if (this.has_model(id)) return resolve(super.get_model(id));
        const opened = { ...message, metadata: { version: PROTOCOL_VERSION } };
        resolve(super.handle_comm_open(comm, /** @type {any} */ (opened)));
      });
      comm.send({ method: "request_state" });
    });
    this.asked.set(id, model);
    const forget = () => this.asked.delete(id);
    model.then(forget, forget);
    return model;
  }

  /**
   * @param {any} options
   * @param {any} [state]
   * @returns {Promise<any>}
   */
  async new_model(options, state) {
    const model = /** @type {any} */ (await super.new_model(options, state));
    const { model_id } = options;
    this.made.set(model_id, model);
    model.once("destroy", () => this.made.delete(model_id));
    const { comm } = model;
    // What answers an older message of ours must not undo what the reader has set since.
    comm?.on_msg((/** @type {Message} */ message) => {
      const done = model._handle_comm_msg(this.fresh(model, message));
      // What is said next may be meant for it; to wait for any other could be to wait for what comes next.
      if (model.module === OUTPUT) return done;
    });
    return model;
  }

  /** @param {any} model @param {Message} message */
  fresh(model, message) {
    const { data } = message.content;
    if (data.method !== "update") return message;
    const isKept = (/** @type {string} */ trait) =>
      !(trait in (model._msg_buffer ?? {})) &&
      !this.kernel.isOutdated(model.model_id, trait, message.parent_header.msg_id);
    const state = Object.fromEntries(Object.entries(data.state).filter(([trait]) => isKept(trait)));
    /** @type {(string | number)[][]} */
    const paths = data.buffer_paths ?? [];
    const kept = paths.map(([trait]) => isKept(String(trait)));
    const buffer_paths = paths.filter((_, index) => kept[index]);
    const buffers = message.buffers.filter((_, index) => kept[index]);
    this.onTold(model.model_id, state);
    return { ...message, buffers, content: { ...message.content, data: { ...data, state, buffer_paths } } };
  }

  /** Send what models hold back while an earlier value is under way: a click comes after what was set before it. */
  flush() {
    for (const model of this.made.values()) {
      if (!model._msg_buffer || !model.comm) continue;
      const [state, callbacks] = [model._msg_buffer, model._msg_buffer_callbacks];
      model._msg_buffer = model._msg_buffer_callbacks = null;
      model.rememberLastUpdateFor(model.send_sync_message(state, callbacks));
    }
  }

  // ---- what the session says

  /** Ask a kernel that does not know how to bring a page up to date for everything. */
  loadAll() {
    return this._loadFromKernel();
  }

  /**
   * A widget was made, or is told again to a page that came back.
   * @param {Comm} comm
   * @param {Message} message
   * @returns {Promise<any> | void}
   */
  takeOpened(comm, message) {
    const { data } = message.content;
    if (this.has_model(comm.comm_id)) {
      void this.update(comm.comm_id, message).catch(console.error);
      return;
    }
    delete this.stored[comm.comm_id];
    const made = this.handle_comm_open(comm, /** @type {any} */ (message)).catch(console.error);
    if (data.state._model_module === OUTPUT) return made;
  }

  /** @param {string} id @param {Message} message */
  async update(id, message) {
    const model = await this.get_model(id);
    const data = { ...message.content.data, method: "update" };
    await model._handle_comm_msg(this.fresh(model, { ...message, content: { ...message.content, data } }));
  }

  /**
   * A message for a widget that nothing has needed yet.
   * @param {string} id
   * @param {Message} message
   */
  takeStray(id, message) {
    if (!this.stored[id]) return;
    const comm = new Comm(this.kernel, id, TARGET);
    comm.take(message);
    void this.get_model(id);
  }

  /** Go back to the template: another session knows nothing of what this page was told. */
  async reset() {
    this.stored = this.template();
    const isMade = (/** @type {string} */ id) => id in this.stored;
    const [kept, dropped] = [
      [...this.made.keys()].filter(isMade),
      [...this.made].filter(([id]) => !isMade(id)),
    ];
    for (const id of kept) await this.show(id, stateOf(this.stored[id]));
    for (const [id, model] of dropped) {
      this.kernel.comms.delete(id);
      model.trigger("comm:close");
      await model.close(true);
    }
  }

  /**
   * Show traits as if the session had set them.
   * @param {string} id
   * @param {Record<string, any>} state
   */
  async show(id, state) {
    const model = await this.get_model(id);
    await model.state_change;
    model.set_state(await model.constructor._deserialize_state(state, this));
  }

  /**
   * Tell the session what the reader had set.
   * @param {import("./memory.js").Entry} entry
   */
  tell(entry) {
    const comm = this.kernel.comms.get(entry.model);
    const status = (/** @type {any} */ message) => {
      if (message.header && message.content.execution_state === "idle") entry.isSure = true;
    };
    const data = { method: "update", state: { [entry.trait]: entry.value }, buffer_paths: [] };
    comm?.send(data, { iopub: { status } });
  }

  // ---- what the reader sees

  /**
   * Show a widget in an element that is in the document.
   * @param {string} id
   * @param {HTMLElement} el
   */
  async display(id, el) {
    const view = await this.create_view(await this.get_model(id), {});
    Widget.attach(view.luminoWidget, el);
    this.roots.add(view);
    view.once("remove", () => this.roots.delete(view));
    return view;
  }

  /** The window has another size: widgets that draw themselves want to know. */
  resize() {
    for (const { luminoWidget } of this.roots) {
      MessageLoop.postMessage(luminoWidget, Widget.ResizeMessage.UnknownSize);
    }
  }
}
