// The pictures of a result, for pages and for the wall.
export { Acceptability } from "./picture-acceptability.js";
export { Radar } from "./picture-radar.js";
export { Shift } from "./picture-shift.js";
export { Spread } from "./picture-spread.js";
