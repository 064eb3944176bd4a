// The session as the widgets see it: messages out, in order and never lost; messages in, in order.
import { Comm } from "./comm.js";

/** @typedef {import("./frames.js").Message} Message */
/** @typedef {import("./frames.js").Binary} Binary */
/** @typedef {import("./line.js").Line} Line */
/** @typedef {import("@jupyter-widgets/base").ICallbacks} Callbacks */

/**
 * @typedef {object} Sent a message that the session is not known to have dealt with
 * @property {Omit<Message, "buffers">} message
 * @property {Binary[]} buffers
 * @property {Callbacks | undefined} callbacks
 * @property {number} order when it went out on this connection; 0: not yet
 * @property {boolean} hasArrived
 * @property {boolean} isUrgent goes out even before the page has caught up
 */

/**
 * @typedef {object} How
 * @property {Callbacks} [callbacks]
 * @property {Record<string, any>} [metadata]
 * @property {Binary[]} [buffers]
 * @property {boolean} [isUrgent]
 */

const OUTPUTS = new Set(["stream", "display_data", "execute_result", "error", "clear_output"]);

/** What a server says of a kernel that it has to start anew. */
const ENDED = new Set(["restarting", "autorestarting", "dead"]);

/** The connection's kernel: comms by id, what is under way, who takes a message's output. */
export class Kernel {
  /** @param {Line} line */
  constructor(line) {
    this.line = line;
    /** @type {Map<string, Comm>} */
    this.comms = new Map();
    /** @type {Map<string, Sent>} by message id, in the order in which they are to arrive */
    this.pending = new Map();
    /** @type {Map<string, ((message: Message) => void)[]>} by id of the message whose output they take */
    this.takers = new Map();
    /** @type {Set<(message: Message) => void>} */
    this.redrawers = new Set();
    /** @type {(comm: Comm, message: Message) => Promise<any> | void} */
    this.onOpened = () => undefined;
    /** @type {(id: string, message: Message) => void} */
    this.onStray = () => undefined;
    /** @type {(id: string) => void} */
    this.onClosed = () => {};
    /** Called before something is done that may look at values set before. */
    this.onAct = () => {};
    /** @type {Message[]} */
    this.inbox = [];
    /** Done when what has come is worked off. @type {Promise<void>} */
    this.reading = Promise.resolve();
    this.isReading = false;
    this.isHeld = true;
    this.isBusy = false;
    this.count = 0;
  }

  // ---- out

  /**
   * Send a message, now or as soon as the page has caught up.
   * @param {string} type
   * @param {any} content
   * @param {How} how
   * @returns {string} its id
   */
  send(type, content, { callbacks, metadata, buffers = [], isUrgent = false }) {
    const message = this.line.message(type, content, metadata);
    const sent = { message, buffers, callbacks, order: 0, hasArrived: false, isUrgent };
    this.pending.set(message.header.msg_id, sent);
    if (isUrgent || !this.isHeld) this.transmit(sent);
    return message.header.msg_id;
  }

  /** @param {Sent} sent */
  transmit(sent) {
    if (!this.line.isOpen) return;
    sent.order = ++this.count;
    this.line.send(sent.message, sent.buffers);
    if (!this.isBusy) this.line.expectAnswer();
  }

  /** The connection is gone: what had arrived is done or lost with the session, the rest waits. */
  hold() {
    this.isHeld = true;
    this.isBusy = false;
    for (const [id, sent] of [...this.pending]) {
      sent.order = 0;
      if (sent.hasArrived) this.finish(id, sent);
    }
  }

  /**
   * The page has caught up: send what waits.
   * @param {() => void} [first] sends what must go before all of it
   */
  release(first) {
    const waiting = [...this.pending.values()].filter(({ order }) => order === 0);
    this.isHeld = false;
    first?.();
    for (const sent of waiting) this.transmit(sent);
  }

  /**
   * Whether the reader has set a trait anew since the message that an update answers.
   * @param {string} comm
   * @param {string} trait
   * @param {string} [parent]
   */
  isOutdated(comm, trait, parent) {
    const asked = this.pending.get(parent ?? "")?.order ?? 0;
    for (const { message, order } of this.pending.values()) {
      const { comm_id, data } = message.content;
      if (comm_id !== comm || data?.method !== "update") continue;
      const isIn =
        trait in data.state || data.buffer_paths?.some((/** @type {any[]} */ path) => path[0] === trait);
      if (isIn && (order === 0 || order > asked)) return true;
    }
    return false;
  }

  // ---- in

  /** @param {Message} message */
  receive(message) {
    this.inbox.push(message);
    if (!this.isReading) this.reading = this.read();
  }

  /** Work messages off in order; whoever must be done before the next one returns a promise. */
  async read() {
    this.isReading = true;
    for (let message = this.inbox.shift(); message; message = this.inbox.shift()) {
      try {
        const done = this.take(message);
        if (done) await done;
      } catch (error) {
        console.error(error);
      }
    }
    this.isReading = false;
  }

  /** @param {Message} message @returns {Promise<any> | void} */
  take(message) {
    const type = message.header.msg_type;
    if (type.startsWith("comm_") && message.channel === "iopub") return this.takeComm(type, message);
    const parent = message.parent_header.msg_id ?? "";
    const sent = this.pending.get(parent);
    if (type === "status") this.takeStatus(parent, sent, message);
    else if (type === "update_display_data") for (const redraw of this.redrawers) redraw(message);
    else if (OUTPUTS.has(type)) this.takeOutput(parent, sent, message);
    else if (message.channel === "shell") sent?.callbacks?.shell?.reply?.(/** @type {any} */ (message));
  }

  /** @param {string} type @param {Message} message @returns {Promise<any> | void} */
  takeComm(type, message) {
    const { comm_id, target_name } = message.content;
    const comm = this.comms.get(comm_id);
    if (type === "comm_open") {
      if (target_name === "jupyter.widget")
        return this.onOpened(comm ?? new Comm(this, comm_id, target_name), message);
    } else if (type === "comm_msg") {
      return comm ? comm.take(message) : this.onStray(comm_id, message);
    } else {
      this.comms.delete(comm_id);
      comm?.end?.(message);
      this.onClosed(comm_id);
    }
  }

  /** @param {string} parent @param {Sent | undefined} sent @param {Message} message */
  takeStatus(parent, sent, message) {
    const state = message.content.execution_state;
    if (ENDED.has(state)) return this.line.restart();
    this.isBusy = state === "busy";
    if (!sent) return;
    sent.hasArrived = true;
    if (state === "idle") this.finish(parent, sent, message);
  }

  /** @param {string} id @param {Sent} sent @param {Message} [message] */
  finish(id, { callbacks }, message) {
    this.pending.delete(id);
    const idle = message ?? { content: { execution_state: "idle" } };
    callbacks?.iopub?.status?.(/** @type {any} */ (idle));
  }

  /** @param {string} parent @param {Sent | undefined} sent @param {Message} message */
  takeOutput(parent, sent, message) {
    const takers = this.takers.get(parent);
    if (takers) return takers[takers.length - 1](message);
    const iopub = sent?.callbacks?.iopub;
    const told = message.header.msg_type === "clear_output" ? iopub?.clear_output : iopub?.output;
    told?.(/** @type {any} */ (message));
  }

  /**
   * Take the output that a message causes; the last who asks gets it.
   * @param {string} id
   * @param {(message: Message) => void} taker
   * @returns {() => void} stops it
   */
  capture(id, taker) {
    this.takers.set(id, [...(this.takers.get(id) ?? []), taker]);
    return () => {
      const left = (this.takers.get(id) ?? []).filter((one) => one !== taker);
      if (left.length) this.takers.set(id, left);
      else this.takers.delete(id);
    };
  }
}
