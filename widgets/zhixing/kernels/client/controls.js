// The controls that live cells are mostly made of; all others come when one is met.
import * as bool from "@jupyter-widgets/controls/lib/widget_bool";
import * as box from "@jupyter-widgets/controls/lib/widget_box";
import * as button from "@jupyter-widgets/controls/lib/widget_button";
import * as description from "@jupyter-widgets/controls/lib/widget_description";
import * as float from "@jupyter-widgets/controls/lib/widget_float";
import * as image from "@jupyter-widgets/controls/lib/widget_image";
import * as int from "@jupyter-widgets/controls/lib/widget_int";
import * as link from "@jupyter-widgets/controls/lib/widget_link";
import * as selection from "@jupyter-widgets/controls/lib/widget_selection";
import * as string from "@jupyter-widgets/controls/lib/widget_string";

/** @type {Record<string, any>} */
const COMMON = Object.assign(
  {},
  ...[bool, box, button, description, float, image, int, link, selection, string],
);

/** @param {string} name @returns {Promise<any>} */
export async function control(name) {
  if (name in COMMON) return COMMON[name];
  const all = /** @type {Record<string, any>} */ (await import("@jupyter-widgets/controls"));
  return all[name];
}
