/**
 * The front end of Plotly's FigureWidget on the basic build of plotly.js: scatter, bar and pie.
 *
 * For the page client:
 * - `canShow(model)` says, without loading Plotly, whether this front end can show the figure as it is now.
 * - the default export is `{ initialize({ model }), render({ model, el }) }` as in anywidget; both give a function that
 *   undoes them. `model` may be a new proxy at every call: what is remembered is remembered in the model's own traits.
 * - `onCannotShow(model, callback)` calls back once, when a message has brought what the basic build lacks, and gives a
 *   function that stops listening. From then on our views stand still and answer nothing. The page client then undoes
 *   every view of the model, takes the original front end from the model's `_esm`, initializes it and renders it in the
 *   same places: it starts from the current `_widget_data` and `_widget_layout` and answers the edit that is open. Our
 *   own `initialize` is undone first, as the original keeps the traits in step from there on.
 * - `load()` starts loading Plotly, the one large chunk, before a view asks for it; `initialize` does it too.
 */
import { follow, MESSAGES } from "./state.js";
import { View } from "./view.js";

/**
 * What the anywidget convention gives.
 * @typedef {object} Model
 * @property {(name: string) => any} get
 * @property {(name: string, value: unknown) => void} set
 * @property {() => void} save_changes
 * @property {(event: string, handler: () => void) => void} on
 * @property {(event: string, handler: () => void) => void} off
 */

/** Kinds of trace in the basic build. */
const KINDS = ["scatter", "bar", "pie"];

/** @returns {Promise<import("./view.js").Plotly>} */
export async function load() {
  // @ts-expect-error the package has no types
  return (await import("plotly.js-basic-dist-min")).default;
}

/** @param {Model} model */
export function canShow(model) {
  return model
    .get("_widget_data")
    .every((/** @type {any} */ trace) => KINDS.includes(trace.type ?? "scatter"));
}

/**
 * @param {Model} model
 * @param {() => void} callback
 * @returns {() => void}
 */
export function onCannotShow(model, callback) {
  const events = [...MESSAGES, "_widget_data"].map((name) => `change:${name}`);
  let isOver = false;
  const stop = () => {
    isOver = true;
    for (const event of events) model.off(event, look);
  };
  // Looks when every listener has heard the message, whichever of them came first.
  const look = () =>
    queueMicrotask(() => {
      if (isOver || canShow(model)) return;
      stop();
      callback();
    });
  for (const event of events) model.on(event, look);
  return stop;
}

export default {
  /** @param {{ model: Model }} given */
  initialize({ model }) {
    load().catch(() => {}); // a view that needs it will say so
    return follow(model);
  },

  /** @param {{ model: Model, el: HTMLElement }} given */
  async render({ model, el }) {
    const view = new View(await load(), model, el, () => canShow(model));
    return () => view.remove();
  },
};
