// Keeps a figure's own data and layout in step with every message from Python, in place, so that any view starts from them.

/** @typedef {import("./figure.js").Model} Model */
/** @typedef {Record<string, any>} Tree */

/** @type {Record<string, (data: Tree[], layout: Tree, message: any) => void>} */
const CHANGES = {
  _py2js_addTraces: (data, _layout, { trace_data }) => void data.push(...copy(trace_data)),
  _py2js_deleteTraces: (data, _layout, { delete_inds }) => {
    for (const index of [...delete_inds].sort((a, b) => b - a)) data.splice(index, 1);
  },
  _py2js_moveTraces: (data, _layout, { current_trace_inds: from, new_trace_inds: to }) => {
    const moves = from.map((/** @type {number} */ index, /** @type {number} */ n) => [to[n], data[index]]);
    for (const index of [...from].sort((a, b) => b - a)) data.splice(index, 1);
    moves.sort((/** @type {any[]} */ a, /** @type {any[]} */ b) => a[0] - b[0]);
    for (const [index, trace] of moves) data.splice(index, 0, trace);
  },
  _py2js_restyle: (data, _layout, message) => restyle(data, message.restyle_data, message.restyle_traces),
  _py2js_relayout: (_data, layout, { relayout_data }) => write(layout, relayout_data),
  _py2js_update: (data, layout, message) => {
    restyle(data, message.style_data, message.style_traces);
    write(layout, message.layout_data);
  },
  _py2js_animate: (data, layout, message) => {
    const traces = message.style_traces ?? data.map((_, index) => index);
    message.style_data.forEach((/** @type {Tree} */ style, /** @type {number} */ n) =>
      write(data[traces[n]], style),
    );
    write(layout, message.layout_data);
  },
  _py2js_removeLayoutProps: (_data, layout, { remove_props }) => {
    for (const path of remove_props) put(layout, path, null);
  },
  _py2js_removeTraceProps: (data, _layout, { remove_trace, remove_props }) => {
    for (const path of remove_props) put(data[remove_trace], path, null);
  },
};

/** Traits by which Python tells of a change. */
export const MESSAGES = Object.keys(CHANGES);

/**
 * The message a trait holds now: Python sets it back to nothing at once, and it starts empty.
 * @param {Model} model
 * @param {string} name
 */
export function messageOf(model, name) {
  const message = model.get(name);
  return message && Object.keys(message).length ? message : null;
}

/**
 * @param {Model} model
 * @returns {() => void} undoes it
 */
export function follow(model) {
  const listeners = MESSAGES.map((name) => {
    const hear = () => {
      const message = messageOf(model, name);
      if (message) CHANGES[name](model.get("_widget_data"), model.get("_widget_layout"), message);
    };
    model.on(`change:${name}`, hear);
    return () => model.off(`change:${name}`, hear);
  });
  return () => listeners.forEach((stop) => stop());
}

/**
 * @param {Tree[]} data
 * @param {Tree | null} style by path: one value for all traces, or a list that is gone through again and again
 * @param {number | number[] | null} traces
 */
function restyle(data, style, traces) {
  const indexes = traces === null || traces === undefined ? data.map((_, index) => index) : [traces].flat();
  for (const [path, value] of Object.entries(style ?? {})) {
    const values = Array.isArray(value) ? value : [value];
    indexes.forEach((index, n) => write(data[index], { [path]: values[n % values.length] }));
  }
}

/**
 * @param {Tree} target
 * @param {Tree | null} values by path, as in `xaxis.range[0]`
 */
function write(target, values) {
  for (const [path, value] of Object.entries(values ?? {})) {
    if (value !== undefined && value !== "_undefined_")
      put(target, path.match(/[^.[\]]+/g) ?? [], copy(value));
  }
}

/**
 * @param {Tree} target
 * @param {(string | number)[]} path
 * @param {unknown} value null removes
 */
function put(target, path, value) {
  let at = target;
  for (const [n, step] of path.slice(0, -1).entries()) {
    if (at[step] === null || typeof at[step] !== "object") {
      if (value === null) return;
      at[step] = /^\d+$/.test(String(path[n + 1])) ? [] : {};
    }
    at = at[step];
  }
  const last = path[path.length - 1];
  if (value !== null) at[last] = value;
  else if (Array.isArray(at)) at.splice(Number(last), 1);
  else delete at[last];
}

/** @param {unknown} value @returns {value is Tree} */
export function isTree(value) {
  return Object.prototype.toString.call(value) === "[object Object]";
}

/**
 * @param {any} value
 * @param {(value: any) => any} read what to take in place of a value
 * @returns {any}
 */
function copy(value, read = (same) => same) {
  if (Array.isArray(value)) return value.map((item) => copy(item, read));
  const taken = read(value);
  if (taken !== value || !isTree(value)) return taken;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copy(item, read)]));
}

/** @type {Record<string, any>} by numpy's name of the type */
const ARRAYS = {
  int8: Int8Array,
  int16: Int16Array,
  int32: Int32Array,
  uint8: Uint8Array,
  uint16: Uint16Array,
  uint32: Uint32Array,
  float32: Float32Array,
  float64: Float64Array,
};

/**
 * A copy as plotly.js understands it: numpy arrays, which come as buffers, are typed arrays.
 * @param {any} value
 */
export const decode = (value) =>
  copy(value, (given) => {
    if (given === "_undefined_") return undefined;
    const Numbers = ARRAYS[given?.dtype];
    const bytes = given?.buffer ?? given?.value;
    if (!Numbers || !bytes) return given;
    const view = ArrayBuffer.isView(bytes) ? bytes : new Uint8Array(bytes);
    const { buffer, byteOffset: start, byteLength } = view;
    // A typed array starts at a multiple of its element's size; a buffer inside a larger message may not.
    if (start % Numbers.BYTES_PER_ELEMENT) return new Numbers(buffer.slice(start, start + byteLength));
    return new Numbers(buffer, start, byteLength / Numbers.BYTES_PER_ELEMENT);
  });
