// One comm, in the form that Jupyter's widgets expect.

/** @typedef {import("./frames.js").Message} Message */
/** @typedef {import("./frames.js").Binary} Binary */
/** @typedef {import("./kernel.js").Kernel} Kernel */
/** @typedef {import("@jupyter-widgets/base").ICallbacks} Callbacks */

/** Where all widgets' states are asked for, which is done before the page has caught up. */
const CONTROL = "jupyter.widget.control";
const QUESTIONS = new Set(["request_state", "request_states"]);

/** The page's end of a comm; what comes before anybody listens is kept. */
export class Comm {
  /**
   * @param {Kernel} kernel
   * @param {string} id
   * @param {string} target
   */
  constructor(kernel, id, target) {
    this.kernel = kernel;
    this.comm_id = id;
    this.target_name = target;
    /** @type {Message[]} */
    this.early = [];
    /** @type {((message: any) => any) | null} */
    this.hear = null;
    /** @type {((message: any) => void) | null} */
    this.end = null;
    kernel.comms.set(id, this);
  }

  /**
   * @param {any} data
   * @param {Callbacks} [callbacks]
   * @param {any} [metadata]
   * @param {Binary[]} [buffers]
   * @returns {string} id of the message
   */
  open(data, callbacks, metadata, buffers) {
    const content = { comm_id: this.comm_id, target_name: this.target_name, data: data ?? {} };
    const isUrgent = this.target_name === CONTROL;
    return this.kernel.send("comm_open", content, { callbacks, metadata, buffers, isUrgent });
  }

  /**
   * @param {any} data
   * @param {Callbacks} [callbacks]
   * @param {any} [metadata]
   * @param {Binary[]} [buffers]
   * @returns {string} id of the message
   */
  send(data, callbacks, metadata, buffers) {
    if (data.method === "custom") this.kernel.onAct();
    return this.kernel.send(
      "comm_msg",
      { comm_id: this.comm_id, data },
      { callbacks, metadata, buffers, isUrgent: QUESTIONS.has(data.method) },
    );
  }

  /**
   * @param {any} [data]
   * @param {Callbacks} [callbacks]
   * @param {any} [metadata]
   * @param {Binary[]} [buffers]
   * @returns {string} id of the message
   */
  close(data, callbacks, metadata, buffers) {
    this.kernel.comms.delete(this.comm_id);
    return this.kernel.send(
      "comm_close",
      { comm_id: this.comm_id, data: data ?? {} },
      { callbacks, metadata, buffers },
    );
  }

  /** @param {(message: any) => any} callback */
  on_msg(callback) {
    this.hear = callback;
    for (const message of this.early.splice(0)) callback(message);
  }

  /** @param {(message: any) => void} callback */
  on_close(callback) {
    this.end = callback;
  }

  /** @param {Message} message */
  take(message) {
    if (this.hear) return this.hear(message);
    this.early.push(message);
    return undefined;
  }
}
