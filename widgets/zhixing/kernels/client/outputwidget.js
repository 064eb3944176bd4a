// The Output widget: takes what a message causes, and shows it.
import { DOMWidgetModel, DOMWidgetView } from "@jupyter-widgets/base";
import { OutputList } from "./outputs.js";

/** @typedef {import("./frames.js").Message} Message */
/** @typedef {import("./outputs.js").Output} Output */

const MODULE = "@jupyter-widgets/output";
const VERSION = "1.0.0";

/** Captures by message id, as `with Output():` relies on; what it holds goes back to the session. */
export class OutputModel extends DOMWidgetModel {
  defaults() {
    return {
      ...super.defaults(),
      _model_name: "OutputModel",
      _view_name: "OutputView",
      _model_module: MODULE,
      _view_module: MODULE,
      _model_module_version: VERSION,
      _view_module_version: VERSION,
      msg_id: "",
      outputs: [],
    };
  }

  /** @param {any} attributes @param {any} options */
  initialize(attributes, options) {
    super.initialize(attributes, options);
    const kernel = /** @type {import("./manager.js").Manager} */ (this.widget_manager).kernel;
    /** @type {(string | undefined)[]} names by which outputs may be replaced, where they have one */
    this.names = [];
    this.isSaying = false;
    this.isClearing = false;
    let stop = () => {};
    const follow = () => {
      stop();
      const id = this.get("msg_id");
      stop = id ? kernel.capture(id, (message) => this.take(message)) : () => {};
    };
    const redraw = (/** @type {Message} */ message) => this.replace(message.content);
    this.listenTo(this, "change:msg_id", follow);
    this.listenTo(this, "change:outputs", () => {
      if (!this.isSaying) this.names = [];
    });
    kernel.redrawers.add(redraw);
    this.once("destroy", () => {
      stop();
      kernel.redrawers.delete(redraw);
    });
    follow();
  }

  /** @param {Message} message */
  take({ header, content: { transient, ...content } }) {
    const type = header.msg_type;
    if (type === "clear_output") {
      this.isClearing = content.wait;
      if (!content.wait) this.say([], []);
      return;
    }
    const isKept = !this.isClearing;
    this.isClearing = false;
    const outputs = added(isKept ? this.get("outputs") : [], { output_type: type, ...content });
    const names = isKept ? [...(this.names ?? [])] : [];
    if (transient?.display_id) names[outputs.length - 1] = transient.display_id;
    this.say(outputs, names);
  }

  /** @param {any} content of update_display_data */
  replace({ data, metadata, transient }) {
    const names = this.names ?? [];
    if (!transient?.display_id || !names.includes(transient.display_id)) return;
    const outputs = /** @type {Output[]} */ (this.get("outputs"));
    const isMeant = (/** @type {number} */ index) => names[index] === transient.display_id;
    this.say(
      outputs.map((output, index) => (isMeant(index) ? { ...output, data, metadata } : output)),
      names,
    );
  }

  /** @param {Output[]} outputs @param {(string | undefined)[]} names */
  say(outputs, names) {
    this.isSaying = true;
    this.set("outputs", outputs);
    this.isSaying = false;
    this.names = names;
    this.save_changes();
  }
}

/**
 * Words of one stream become one output.
 * @param {Output[]} before
 * @param {Output} output
 */
function added(before, output) {
  const last = before[before.length - 1];
  const goesOn =
    output.output_type === "stream" && last?.output_type === "stream" && last.name === output.name;
  return goesOn ? [...before.slice(0, -1), { ...last, text: last.text + output.text }] : [...before, output];
}

/** Shows what an Output widget holds. */
export class OutputView extends DOMWidgetView {
  render() {
    super.render();
    this.el.classList.add("jupyter-widgets", "widget-output");
    const list = new OutputList(/** @type {any} */ (this.model.widget_manager), this.el);
    const draw = () => void list.draw(this.model.get("outputs"));
    this.listenTo(this.model, "change:outputs", draw);
    void this.displayed.then(draw);
  }
}
