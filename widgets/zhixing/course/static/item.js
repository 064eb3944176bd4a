// One item: each kind has a face of its own.
import { activity, html } from "../../activity/static/kit.js";
import { BranchItem } from "./item-branch.js";
import { FillItem } from "./item-fill.js";
import { LoopItem } from "./item-loop.js";
import { MultipleItem } from "./item-multiple.js";
import { NumericItem } from "./item-numeric.js";
import { OrderItem } from "./item-order.js";
import { RateItem } from "./item-rate.js";
import { ReflectionItem } from "./item-reflection.js";
import { ShortItem } from "./item-short.js";
import { SingleItem } from "./item-single.js";
import { SortItem } from "./item-sort.js";
import { TrueFalseItem } from "./item-true-false.js";
import { WorkedItem } from "./item-worked.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */

/** @type {Record<string, (kit: Kit) => any>} */
const FACES = {
  single: SingleItem,
  multiple: MultipleItem,
  "true-false": TrueFalseItem,
  order: OrderItem,
  sort: SortItem,
  fill: FillItem,
  rate: RateItem,
  numeric: NumericItem,
  short: ShortItem,
  worked: WorkedItem,
  loop: LoopItem,
  reflection: ReflectionItem,
  branch: BranchItem,
};

/** @param {Kit} kit */
function Item(kit) {
  const Face = FACES[kit.view.item.kind];
  return html`<${Face} ...${kit} />`;
}

export default activity(Item);
