// The anywidget front end for JupyterLab and the stock voila command: hosts one activity over a comm.

/** @typedef {import("./kit.js").Model} Model */

/** Traits of the widget that an activity may read. */
const TRAITS = ["view", "draft", "locale", "activity"];

/** @type {Map<string, string>} blob addresses by source, so that all widgets of a page share the kit */
const addresses = new Map();

/**
 * The address of a module whose imports, and theirs, are addresses as well.
 * @param {string} path
 * @param {Record<string, string>} sources by path inside the package
 * @returns {string}
 */
function addressOf(path, sources) {
  const source = sources[path].replace(
    /\b(from|import)(\s*)(["'])(\.[^"'\n]*)\3/g,
    (_, word, space, _quote, relative) =>
      word +
      space +
      JSON.stringify(addressOf(new URL(relative, `file:///${path}`).pathname.slice(1), sources)),
  );
  let address = addresses.get(source);
  if (!address) {
    address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    addresses.set(source, address);
  }
  return address;
}

/**
 * @param {any} widget
 * @returns {Promise<any>}
 */
function load(widget) {
  return import(addressOf(widget.get("module"), JSON.parse(widget.get("sources"))));
}

/**
 * @param {any} widget
 * @returns {Model}
 */
function adapt(widget) {
  const strings = JSON.parse(widget.get("strings"));
  return {
    get: (name) => {
      if (name === "strings") return strings;
      if (name === "online") return true;
      return TRAITS.includes(name) ? widget.get(name) : undefined;
    },
    on: (event, handler) => widget.on(event, handler),
    off: (event, handler) => widget.off(event, handler),
    send: (message) => widget.send(message),
  };
}

/**
 * @param {HTMLElement} el
 * @param {string} css
 */
function dress(el, css) {
  const root = el.getRootNode();
  const place = root instanceof ShadowRoot ? root : document.head;
  if (place.querySelector("style[data-zhixing]")) return;
  const style = document.createElement("style");
  style.dataset.zhixing = "";
  style.textContent = css;
  place.append(style);
}

/**
 * JupyterLab's theme decides, not the operating system's.
 * @param {HTMLElement} el
 */
function followTheme(el) {
  const take = () => {
    const isLight = document.body.dataset.jpThemeLight;
    if (isLight) el.dataset.theme = isLight === "false" ? "dark" : "light";
  };
  const watcher = new MutationObserver(take);
  watcher.observe(document.body, { attributeFilter: ["data-jp-theme-light"] });
  take();
  return () => watcher.disconnect();
}

export default {
  /** @param {{model: any, el: HTMLElement}} place */
  async render({ model, el }) {
    dress(el, model.get("css"));
    const ignoreTheme = followTheme(el);
    const { default: module } = await load(model);
    const cleanup = module.render({ model: adapt(model), el });
    return () => {
      ignoreTheme();
      cleanup?.();
    };
  },
};
