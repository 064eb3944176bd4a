// How large a chart is, and how it fits a phone.
/** @typedef {import("./state.js").Tree} Tree */

/** Height in pixels where Python says none. */
const HEIGHT = 360;
/** A place narrower than this is a phone's. */
const NARROW = 480;

/** The room a chart has in its place. */
export class Room {
  /** @param {HTMLElement} el @param {HTMLElement} place */
  constructor(el, place) {
    this.place = place;
    this.isNarrow = false;
    this.measured = "";
    // Full width in a column; in a row, what the controls beside it leave.
    Object.assign(el.style, { flex: "1 1000 auto", width: el.style.width || "100%", minWidth: "0" });
    Object.assign(place.style, { width: "100%", overflow: "auto hidden" });
  }

  get isHidden() {
    return !this.place.clientWidth;
  }

  /** @param {Tree} layout @returns {boolean} whether it is another room than when this was last asked */
  measure({ width, height, autosize }) {
    this.place.style.height = `${height ?? HEIGHT}px`;
    const measured = JSON.stringify([this.place.clientWidth, height, width, autosize]);
    const isNew = measured !== this.measured;
    this.measured = measured;
    this.isNarrow = this.place.clientWidth < NARROW;
    return isNew;
  }

  /** @param {Tree} layout as Python says it; what fits it to this room is written into it */
  furnish(layout) {
    this.measure(layout);
    if (!isFluid(layout)) return layout;
    if (this.isNarrow) slim(layout);
    layout.autosize = true;
    return layout;
  }
}

/** @param {Tree} layout @returns {boolean} whether Python leaves it to the room how wide the chart is */
export function isFluid({ width, autosize }) {
  return !width && autosize !== false;
}

/**
 * Small margins and the legend below the chart, as far as Python says nothing of them.
 * @param {Tree} layout
 */
function slim(layout) {
  const said = [layout, layout.template?.layout ?? {}];
  /** @param {string} part @param {string[]} names */
  const isFree = (part, ...names) =>
    said.every((some) => names.every((name) => (some[part]?.[name] ?? null) === null));
  if (isFree("margin", "l")) layout.margin = { ...layout.margin, l: 56 };
  if (isFree("margin", "r")) layout.margin = { ...layout.margin, r: 16 };
  if (isFree("legend", "orientation", "x", "y")) {
    layout.legend = { ...layout.legend, orientation: "h", yref: "container", y: 0, yanchor: "bottom" };
  }
}
