// Two front ends of one Plotly figure side by side, each on a small model of its own, fed with what Python sent.

class Model {
  constructor(state) {
    this.state = state;
    this.handlers = [];
    this.changed = {};
    this.sent = [];
    this.said = {};
  }
  get(name) {
    return this.state[name];
  }
  set(name, value) {
    this.changed[name] = value;
    this.receive({ [name]: value });
  }
  save_changes() {
    if (Object.keys(this.changed).length) this.sent.push(JSON.parse(JSON.stringify(this.changed)));
    Object.assign(this.said, this.changed);
    this.changed = {};
  }
  on(event, handler) {
    this.handlers.push({ event, handler });
  }
  off(event, handler) {
    this.handlers = this.handlers.filter((entry) => entry.event !== event || entry.handler !== handler);
  }
  receive(state) {
    // What is equal is no change, as in Backbone.
    const news = Object.keys(state).filter((name) => !isEqual(this.state[name], state[name]));
    Object.assign(this.state, state);
    for (const name of news) {
      for (const entry of [...this.handlers]) if (entry.event === `change:${name}`) entry.handler();
    }
  }
}

function isEqual(a, b) {
  const plain = (value) =>
    JSON.stringify(value, (_, item) => (item instanceof DataView ? bytes(item) : item));
  return plain(a) === plain(b);
}

const bytes = (view) => Array.from(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));

/** Put the buffers of a message where they belong; `shift` lets them start in the middle of a larger one. */
function open(message, shift = 0) {
  const { state, buffers } = structuredClone(message);
  for (const { path, base64 } of buffers) {
    const raw = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const whole = new Uint8Array(raw.length + shift);
    whole.set(raw, shift);
    const at = path.slice(0, -1).reduce((place, step) => place[step], state);
    at[path.at(-1)] = new DataView(whole.buffer, shift);
  }
  return state;
}

/** A copy for comparison: nothing private, no functions, arrays of any kind as lists. */
function plain(value) {
  if (ArrayBuffer.isView(value) || Array.isArray(value)) return Array.from(value, plain);
  if (Object.prototype.toString.call(value) !== "[object Object]") return value;
  const kept = Object.entries(value).filter(([key, item]) => key[0] !== "_" && typeof item !== "function");
  return Object.fromEntries(kept.map(([key, item]) => [key, plain(item)]));
}

class Side {
  views = [];
  /** @param {object} first what Python said up to the first view */
  async open(address, first, shift = 0) {
    this.shift = shift;
    this.model = new Model({});
    for (const message of first) Object.assign(this.model.state, open(message, shift));
    this.module = await import(address);
    const front = this.module.default;
    this.front = typeof front === "function" ? await front() : front;
    // A new proxy at every call, as anywidget gives it.
    this.undo = await this.front.initialize({ model: this.proxy() });
  }
  proxy() {
    const { model } = this;
    return Object.fromEntries(
      ["get", "set", "save_changes", "on", "off"].map((name) => [name, model[name].bind(model)]),
    );
  }
  /** @param {string} selector */
  async show(selector) {
    const el = document.querySelector(selector);
    const view = { el, remove: await this.front.render({ model: this.proxy(), el }) };
    this.views.push(view);
    return view;
  }
  receive(messages) {
    for (const message of messages) this.model.receive(open(message, this.shift));
  }
  take() {
    return this.model.sent.splice(0);
  }
  /** Whether the last edits were answered: the original says the layout's answer under another name. */
  hasAnswered() {
    const { state, said } = this.model;
    const layout = said._js2py_layoutDelta ?? said._js2py_widget_layoutDelta;
    return (
      layout?.layout_edit_id === state._last_layout_edit_id &&
      said._js2py_traceDeltas?.trace_edit_id === state._last_trace_edit_id
    );
  }
}

/** @param {string} selector */
function chart(selector) {
  const el = document.querySelector(selector);
  return el.matches(".js-plotly-plot") ? el : el.querySelector(".js-plotly-plot");
}

/**
 * What a chart was given and what Plotly made of it, without what may differ: the height, which the original writes
 * into the layout and ours into the place, what Plotly adds to an axis that is given a range, and ticks that it finds
 * only while it draws the axes.
 * @param {string} selector
 */
function drawn(selector) {
  const { data, layout, _fullData: fullData, _fullLayout } = chart(selector);
  const fullLayout = plain(_fullLayout);
  for (const [name, part] of Object.entries(fullLayout)) {
    if (/^[xy]axis/.test(name)) (delete part.tick0, delete part.dtick);
  }
  const { height, autosize, ...given } = plain(layout);
  for (const part of Object.values(given)) delete part?.autorange;
  return { data: plain(data), layout: given, fullData: plain(Array.from(fullData)), fullLayout };
}

const areAlike = (one, other) => JSON.stringify(sorted(drawn(one))) === JSON.stringify(sorted(drawn(other)));

function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (Object.prototype.toString.call(value) !== "[object Object]") return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
}

const draws = new Map();

/** How often a chart has been drawn since this was first asked. */
function countDraws(selector) {
  if (!draws.has(selector)) {
    draws.set(selector, 0);
    chart(selector).on("plotly_afterplot", () => draws.set(selector, draws.get(selector) + 1));
  }
  return draws.get(selector);
}

/** What the page client does when a figure needs more than the basic build. */
function handOver(selector, address) {
  const { ours } = bench;
  ours.module.onCannotShow(ours.proxy(), async () => {
    ours.undo();
    for (const { remove } of ours.views) remove();
    ours.model.said = {};
    const front = await (await import(address)).default();
    await front.initialize({ model: ours.proxy() });
    await front.render({ model: ours.proxy(), el: document.querySelector(selector) });
    bench.handedOver = true;
  });
}

/** Whether this page may make code out of text, asked while it loads: a debugger may always. */
let mayEvaluate = true;
try {
  new Function("");
} catch {
  mayEvaluate = false;
}

window.bench = {
  ours: new Side(),
  theirs: new Side(),
  drawn,
  areAlike,
  countDraws,
  handOver,
  mayEvaluate,
  handedOver: false,
};
