// What the reader has set in this frame, so that a session made anew can be told.
import { remove_buffers, WidgetModel } from "@jupyter-widgets/base";
import { forgetOthers, keep, recall } from "./storage.js";

/**
 * @typedef {object} Entry
 * @property {string} model
 * @property {string} trait
 * @property {any} value
 * @property {boolean} isSure whether the session is known to have it
 */

const PAUSE = 200;
const OUTPUT = "@jupyter-widgets/output";

/** The last value of every trait set here, in the order of setting. */
export class Memory {
  /** @param {{book: string, cell: string, version: string}} place */
  constructor({ book, cell, version }) {
    const beginning = `zhixing-live:${book}:${cell}:`;
    this.name = `${beginning}${version}`;
    forgetOthers(beginning, this.name);
    const kept = recall(this.name);
    /** The session that was last heard. @type {string} */
    this.session = kept?.session ?? "";
    /** @type {Map<string, Entry>} */
    this.entries = new Map();
    for (const entry of kept?.entries ?? []) this.entries.set(`${entry.model}:${entry.trait}`, entry);
    this.timer = 0;
    window.addEventListener("pagehide", () => this.write());
  }

  /** Follow all models from now on. */
  follow() {
    const memory = this;
    const { sync } = WidgetModel.prototype;
    /** @this {any} @param {string} method @param {any} model @param {any} options */
    WidgetModel.prototype.sync = function (method, model, options = {}) {
      const { iopub = {}, ...others } = options.callbacks ?? this.callbacks();
      const callbacks = {
        ...others,
        iopub: {
          ...iopub,
          /** @param {any} message */
          status: (message) => {
            iopub.status?.(message);
            const isAnswer = message.header && message.content.execution_state === "idle";
            if (isAnswer && !this._pending_msgs) memory.confirm(this.model_id);
          },
        },
      };
      const result = sync.call(this, method, model, { ...options, callbacks });
      // By now the values are as they travel.
      if (method === "patch" && this.module !== OUTPUT) memory.note(this.model_id, options.attrs);
      return result;
    };
  }

  /** @param {string} model @param {Record<string, any>} state */
  note(model, state) {
    for (const [trait, value] of Object.entries(state)) {
      // News of a chart and counts of views travel in traits of such names; buffers are too large to keep.
      if (trait.startsWith("_") || remove_buffers({ trait: value }).buffers.length) continue;
      const name = `${model}:${trait}`;
      this.entries.delete(name);
      this.entries.set(name, { model, trait, value, isSure: false });
    }
    this.writeSoon();
  }

  /** The session has dealt with all that was sent for a model. @param {string} model */
  confirm(model) {
    for (const entry of this.entries.values()) if (entry.model === model) entry.isSure = true;
    this.writeSoon();
  }

  /**
   * The session has set a trait itself: that is now its value.
   * @param {string} model
   * @param {Record<string, any>} state
   */
  correct(model, state) {
    for (const [trait, value] of Object.entries(state)) {
      const entry = this.entries.get(`${model}:${trait}`);
      if (!entry) continue;
      Object.assign(entry, { value, isSure: true });
      this.writeSoon();
    }
  }

  /**
   * Return what a session has to be told.
   * @param {string} session
   * @param {(model: string) => boolean} knows whether there is such a widget
   */
  missing(session, knows) {
    const isOther = Boolean(this.session) && this.session !== session;
    return [...this.entries.values()].filter(({ isSure, model }) => (isOther || !isSure) && knows(model));
  }

  /** @param {string} session */
  meet(session) {
    this.session = session;
    this.writeSoon();
  }

  writeSoon() {
    if (!this.timer) this.timer = window.setTimeout(() => this.write(), PAUSE);
  }

  write() {
    window.clearTimeout(this.timer);
    this.timer = 0;
    keep(this.name, { session: this.session, entries: [...this.entries.values()] });
  }
}
