// Widgets of other packages: their JupyterLab extension is loaded as Voila does, and shares our widgets with it.
import * as algorithm from "@lumino/algorithm";
import * as controls from "@jupyter-widgets/controls";
import * as commands from "@lumino/commands";
import * as coreutils from "@lumino/coreutils";
import * as disposable from "@lumino/disposable";
import * as domutils from "@lumino/domutils";
import * as dragdrop from "@lumino/dragdrop";
import * as keyboard from "@lumino/keyboard";
import * as messaging from "@lumino/messaging";
import * as properties from "@lumino/properties";
import * as signaling from "@lumino/signaling";
import * as virtualdom from "@lumino/virtualdom";
import * as widgets from "@lumino/widgets";
// @ts-expect-error it has no types
import jquery from "jquery/dist/jquery.js";
import { becomeReal } from "./dollar.js";

/** @typedef {import("./client.js").Config} Config */
/** @typedef {Config["labextensions"][number]} Extension */
/** @typedef {Record<string, any> | Promise<Record<string, any>> | (() => Record<string, any>)} Exports */

/**
 * @typedef {object} Container what an extension's script leaves behind
 * @property {(scope: object) => Promise<void>} init
 * @property {(name: string) => Promise<() => any>} get
 */

/** Extensions that show no widgets, or those that are built in. */
const WITHOUT =
  /^(?:@jupyter-widgets\/|@voila-dashboards\/|@jupyterlab\/|anywidget$|jupyterlab-plotly$|jupyterlab_pygments$)/;

/** @type {Map<string, Exports>} */
const registered = new Map();
/** @type {Map<string, Promise<void>>} */
const loaded = new Map();

/**
 * Return a module's classes.
 * @param {string} module
 * @param {Config} config
 * @param {Record<string, any>} base
 * @returns {Promise<Record<string, any>>}
 */
export async function foreign(module, config, base) {
  becomeReal(jquery);
  const candidates = config.labextensions.filter(({ name, extension }) => extension && !WITHOUT.test(name));
  candidates.sort((a, b) => Number(b.name === module) - Number(a.name === module));
  for (const extension of candidates) {
    if (registered.has(module)) break;
    if (!loaded.has(extension.name)) loaded.set(extension.name, load(extension, config.base, base));
    await loaded.get(extension.name)?.catch(console.error);
  }
  const exports = registered.get(module);
  if (!exports) throw new Error(`no widgets of ${module}`);
  return typeof exports === "function" ? exports() : exports;
}

/** @param {Extension} extension @param {string} address @param {Record<string, any>} base */
async function load(extension, address, base) {
  const { name, load: file, style } = extension;
  await script(`${address}voila/labextensions/${name}/${file}`);
  /** @type {Record<string, Container>} */
  const containers = /** @type {any} */ (window)._JUPYTERLAB ?? {};
  const container = containers[name];
  await container.init(shared(base));
  if (style) (await container.get(style))();
  const module = (await container.get(extension.extension ?? "./extension"))();
  const plugins = [module.default ?? module].flat();
  const registry = {
    /** @param {{name: string, exports: Exports}} data */
    registerWidget: (data) => void registered.set(data.name, data.exports),
  };
  for (const { requires = [], optional = [], activate } of plugins) {
    if (!requires.includes(base.IJupyterWidgetRegistry)) continue;
    const given = [...requires, ...optional].map((token) =>
      token === base.IJupyterWidgetRegistry ? registry : null,
    );
    await activate({}, ...given);
  }
}

/** @param {string} src */
function script(src) {
  return new Promise((resolve, reject) => {
    document.head.append(
      Object.assign(document.createElement("script"), { src, onload: resolve, onerror: reject }),
    );
  });
}

/** @type {Record<string, any> | null} */
let scope = null;

/** What extensions share with us, in the form of webpack's share scope. @param {Record<string, any>} base */
function shared(base) {
  if (scope) return scope;
  const modules = {
    "@jupyter-widgets/base": base,
    "@jupyter-widgets/controls": controls,
    "@lumino/algorithm": algorithm,
    "@lumino/commands": commands,
    "@lumino/coreutils": coreutils,
    "@lumino/disposable": disposable,
    "@lumino/domutils": domutils,
    "@lumino/dragdrop": dragdrop,
    "@lumino/keyboard": keyboard,
    "@lumino/messaging": messaging,
    "@lumino/properties": properties,
    "@lumino/signaling": signaling,
    "@lumino/virtualdom": virtualdom,
    "@lumino/widgets": widgets,
  };
  /** @type {Record<string, string>} */
  // @ts-expect-error the build puts them in
  const versions = SHARED_VERSIONS;
  scope = Object.fromEntries(
    Object.entries(modules).map(([name, module]) => {
      const whole = Object.assign(Object.create({ __esModule: true }), module);
      return [
        name,
        { [versions[name]]: { get: async () => () => whole, from: "zhixing", eager: false, loaded: 1 } },
      ];
    }),
  );
  return scope;
}
