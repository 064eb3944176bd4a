// Widgets that bring their front end along as a module: the anywidget front-end module specification.
import { DOMWidgetModel, DOMWidgetView, uuid } from "@jupyter-widgets/base";

/**
 * @typedef {object} Definition what a widget's module exports
 * @property {(given: any) => any} [initialize]
 * @property {(given: any) => any} [render]
 */

const VERSION = "0.11.0";
const REFERENCE = "anywidget:";
const COMMAND_PATIENCE = 3000;
const FIGURE = "plotly.graph_objs._figurewidget.FigureWidget";
const LIFTED = /^zhixing-text:(\w+)$/;

/** Make model and view classes. @param {string} texts address below which lifted texts are */
export function anywidgets(texts) {
  class AnyModel extends DOMWidgetModel {
    defaults() {
      return { ...super.defaults(), _model_name: "AnyModel", _view_name: "AnyView", ...MODULE };
    }

    /** @param {any} attributes @param {any} options */
    initialize(attributes, options) {
      super.initialize(attributes, options);
      this.once("destroy", () => this.life?.abort());
      style(address(this.get("_css"), texts, ".css"), this.get("_anywidget_id"));
      this.begin(this.first());
    }

    /** What shows it at first: for a figure the small front end, as long as that is able to. */
    async first() {
      if (this.get("_anywidget_id") === FIGURE) {
        const figure = await import("./plotly/figure.js");
        const model = proxy(this, {});
        if (figure.canShow(model)) {
          figure.onCannotShow(model, () => this.replace());
          return figure.default;
        }
      }
      return this.own();
    }

    /** What it brought along. */
    own() {
      return definition(address(this.get("_esm"), texts, ".js"));
    }

    /** @param {Promise<Definition>} found */
    begin(found) {
      this.life = new AbortController();
      this.ready = this.initialized(found, this.life.signal);
      this.ready.catch((/** @type {unknown} */ error) => console.error(error));
    }

    /**
     * @param {Promise<Definition>} found
     * @param {AbortSignal} signal
     * @returns {Promise<{render: Definition["render"], exports: any}>}
     */
    async initialized(found, signal) {
      const { initialize, render } = await found;
      const context = {};
      const result = await initialize?.({ model: proxy(this, context), signal, experimental: extra(this) });
      const isUndoing = typeof result === "function";
      whenAborted(signal, () => {
        this.off(undefined, undefined, context);
        if (isUndoing) result();
      });
      return { render, exports: isUndoing ? undefined : result };
    }

    /** Go on with its own front end, in the same places. */
    replace() {
      this.life?.abort();
      this.begin(this.own());
      this.trigger(REPLACED);
    }

    /** @param {any} message */
    async _handle_comm_msg(message) {
      await this.ready?.catch(() => undefined);
      return super._handle_comm_msg(message);
    }

    /** Copies binary values, too, which JSON would empty. @param {any} state */
    serialize(state) {
      const { serializers = {} } = /** @type {any} */ (this.constructor);
      for (const trait of Object.keys(state)) {
        const special = serializers[trait]?.serialize;
        if (special) state[trait] = special(state[trait], this);
        else if (typeof state[trait]?.toJSON === "function") state[trait] = state[trait].toJSON();
        else if (trait === "layout" || trait === "style" || !("structuredClone" in window)) {
          state[trait] = JSON.parse(JSON.stringify(state[trait] ?? null));
        } else state[trait] = structuredClone(state[trait]);
      }
      return state;
    }
  }

  class AnyView extends DOMWidgetView {
    render() {
      const model = /** @type {AnyModel} */ (this.model);
      let life = new AbortController();
      const begin = () => {
        life = new AbortController();
        draw(model, this.el, life.signal, this).catch((/** @type {unknown} */ error) => {
          console.error(error);
          this.el.classList.add("jupyter-widgets-error-widget");
        });
      };
      this.once("remove", () => life.abort());
      this.listenTo(model, REPLACED, () => {
        life.abort();
        this.el.replaceChildren();
        begin();
      });
      begin();
    }
  }

  return { AnyModel, AnyView };
}

const MODULE = {
  _model_module: "anywidget",
  _view_module: "anywidget",
  _model_module_version: VERSION,
  _view_module_version: VERSION,
};
const REPLACED = "zhixing:replaced";

/**
 * @param {any} model
 * @param {HTMLElement} el
 * @param {AbortSignal} signal
 * @param {object} context whose listeners end with the view
 */
async function draw(model, el, signal, context) {
  const { render } = await model.ready;
  if (!render || signal.aborted) return;
  const host = hostOf(model, signal);
  const cleanup = await render({
    model: proxy(model, context),
    el,
    signal,
    host,
    experimental: extra(model),
  });
  whenAborted(signal, () => {
    model.off(null, null, context);
    return cleanup?.();
  });
}

/** @param {AbortSignal} signal @param {() => any} act */
function whenAborted(signal, act) {
  const safely = () => Promise.resolve().then(act).catch(console.warn);
  if (signal.aborted) void safely();
  else signal.addEventListener("abort", safely);
}

/** What a widget's module sees of its model. @param {any} model @param {object} context */
function proxy(model, context) {
  return {
    get: model.get.bind(model),
    set: model.set.bind(model),
    save_changes: model.save_changes.bind(model),
    send: model.send.bind(model),
    /** @param {string} name @param {(...args: any[]) => void} callback */
    on: (name, callback) => void model.on(name, callback, context),
    /** @param {string | null} [name] @param {((...args: any[]) => void) | null} [callback] */
    off: (name, callback) => void model.off(name, callback, context),
    widget_manager: model.widget_manager,
  };
}

/** What the specification calls experimental. @param {any} model */
function extra(model) {
  /**
   * Call a Python function of the widget.
   * @param {string} name
   * @param {any} msg
   * @param {{signal?: AbortSignal, buffers?: any[]}} [options]
   */
  const invoke = (name, msg, { signal, buffers = [] } = {}) =>
    new Promise((resolve, reject) => {
      const id = uuid();
      const end = () => {
        window.clearTimeout(timer);
        model.off("msg:custom", answer);
      };
      const fail = () => {
        end();
        reject(signal?.reason ?? new Error(`no answer to ${name}`));
      };
      const answer = (/** @type {any} */ said, /** @type {DataView[]} */ views) => {
        if (said.id !== id) return;
        end();
        resolve([said.response, views]);
      };
      const timer = signal ? 0 : window.setTimeout(fail, COMMAND_PATIENCE);
      signal?.addEventListener("abort", fail);
      model.on("msg:custom", answer);
      model.send({ id, kind: "anywidget-command", name, msg }, undefined, buffers);
    });
  return { invoke };
}

/** Other widgets, for a widget made of widgets. @param {any} model @param {AbortSignal} signal */
function hostOf(model, signal) {
  /** @param {string} reference */
  const find = (reference) => {
    if (!reference?.startsWith?.(REFERENCE)) throw new Error(`no reference to a widget: ${reference}`);
    return model.widget_manager.get_model(reference.slice(REFERENCE.length));
  };
  return {
    /** @param {string} reference */
    async getModel(reference) {
      const child = await find(reference);
      const context = {};
      whenAborted(signal, () => child.off(null, null, context));
      return proxy(child, context);
    },
    /** @param {string} reference */
    async getWidget(reference) {
      const child = await find(reference);
      const { exports } = await child.ready;
      const render = (/** @type {{el: HTMLElement, signal?: AbortSignal}} */ view) =>
        draw(child, view.el, view.signal ?? signal, {});
      return { exports, render };
    },
  };
}

/** @param {string} source @returns {Promise<Definition>} */
async function definition(source) {
  const module = await imported(source);
  if (module.render) return { render: module.render };
  return typeof module.default === "function" ? module.default() : module.default;
}

/** @param {string} source address or text */
async function imported(source) {
  if (/^https?:/.test(source)) return import(/* @vite-ignore */ source);
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  try {
    return await import(url);
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** @param {string | undefined} text @param {string} texts @param {string} ending */
function address(text, texts, ending) {
  const lifted = LIFTED.exec(text ?? "");
  return lifted ? new URL(`${texts}${lifted[1]}${ending}`, location.href).href : (text ?? "");
}

/** @param {string} css address or text @param {string} name of the widget's class */
function style(css, name) {
  if (
    !css ||
    [...document.querySelectorAll("[data-widget]")].some((el) => el.getAttribute("data-widget") === name)
  )
    return;
  const isAddress = /^https?:/.test(css);
  const el = document.createElement(isAddress ? "link" : "style");
  if (el instanceof HTMLLinkElement) Object.assign(el, { rel: "stylesheet", href: css });
  else el.textContent = css;
  el.setAttribute("data-widget", name);
  document.head.append(el);
}
