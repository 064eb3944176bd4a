// Which module a widget's classes come from.
import * as base from "@jupyter-widgets/base";
import { anywidgets } from "./anywidget.js";
import { control } from "./controls.js";
import { OutputModel, OutputView } from "./outputwidget.js";

/** @typedef {import("./client.js").Config} Config */

/** @param {Config} config @returns {import("./manager.js").ClassLoader} */
export function classLoader(config) {
  /** @type {Record<string, Record<string, any>>} */
  const known = {
    "@jupyter-widgets/base": /** @type {any} */ (base),
    "@jupyter-widgets/output": { OutputModel, OutputView },
    anywidget: anywidgets(config.texts),
  };
  return async (name, module) => {
    let found = known[module]?.[name];
    if (module === "@jupyter-widgets/controls") found = await control(name);
    if (!found && !(module in known)) {
      const { foreign } = await import("./foreign.js");
      found = (await foreign(module, config, base))[name];
    }
    if (!found) throw new Error(`no ${name} in ${module}`);
    return found;
  };
}
