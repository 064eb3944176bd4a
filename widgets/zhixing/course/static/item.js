// One item: each kind has a face of its own.
import { activity, html } from "../../activity/static/kit.js";
import { RateItem } from "./item-rate.js";
import { SingleItem } from "./item-single.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */

/** @type {Record<string, (kit: Kit) => any>} */
const FACES = { single: SingleItem, rate: RateItem };

/** @param {Kit} kit */
function Item(kit) {
  const Face = FACES[kit.view.item.kind];
  return html`<${Face} ...${kit} />`;
}

export default activity(Item);
