// The anywidget front end for JupyterLab and the stock voila command: hosts one activity over a comm.

/** @typedef {import("./kit.js").Model} Model */

/** Traits of the widget that an activity may read. */
const TRAITS = ["view", "draft", "locale", "activity"];

/** @type {Map<string, string>} blob addresses by source, so that all widgets of a page share the kit */
const addresses = new Map();

/** @param {string} source */
function addressOf(source) {
  let address = addresses.get(source);
  if (!address) {
    address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    addresses.set(source, address);
  }
  return address;
}

/**
 * Point a module's relative import of a file to an address that works from a blob.
 * @param {string} source
 * @param {string} file
 * @param {string} address
 */
function redirect(source, file, address) {
  const name = file.replace(/[.]/g, "\\.");
  return source.replace(new RegExp(`(["'])\\.[^"'\\n]*/${name}\\1`, "g"), JSON.stringify(address));
}

/**
 * @param {any} widget
 * @returns {Promise<any>}
 */
function load(widget) {
  const vendor = addressOf(widget.get("vendor_source"));
  const kit = addressOf(redirect(widget.get("kit_source"), "preact.js", vendor));
  return import(addressOf(redirect(widget.get("module_source"), "kit.js", kit)));
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
