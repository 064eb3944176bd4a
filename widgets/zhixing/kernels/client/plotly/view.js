// One view of a figure: drawn by Plotly from the model, changed by messages, telling Python what the reader does.
import { encode, filled, pointsMessage } from "./answers.js";
import { EDITS, endsOf, eventOf, REQUESTS, signature } from "./messages.js";
import { isFluid, Room } from "./size.js";
import { decode, messageOf } from "./state.js";

/** @typedef {import("./figure.js").Model} Model */
/** @typedef {import("./messages.js").Call} Call */
/** @typedef {import("./state.js").Tree} Tree */

/** @typedef {Record<Call, (...given: any[]) => Promise<unknown>> & { purge(place: HTMLElement): void }} Plotly */

/**
 * A place after Plotly has drawn in it.
 * @typedef {HTMLElement & { data: Tree[], layout: Tree, _fullData: Tree[], _fullLayout: Tree,
 *   on(event: string, handler: (told: any) => void): void }} Chart
 */

/** Milliseconds for which a place keeps its size before the chart follows. */
const SETTLED = 80;
/** How many ends of animations are remembered: more than can be under way. */
const MANY = 20;

const POINTS = ["plotly_click", "plotly_hover", "plotly_unhover", "plotly_selected", "plotly_deselect"];

/** One chart in one place. */
export class View {
  /**
   * @param {Plotly} plotly
   * @param {Model} model
   * @param {HTMLElement} el
   * @param {() => boolean} canShow whether this build can show the figure as it is now
   */
  constructor(plotly, model, el, canShow) {
    this.plotly = plotly;
    this.model = model;
    this.canShow = canShow;
    this.id = Math.random().toString(36).slice(2);
    this.place = /** @type {Chart} */ (/** @type {HTMLElement} */ (document.createElement("div")));
    this.room = new Room(el, this.place);
    /** @type {"waiting" | "drawn" | "removed"} */
    this.state = "waiting";
    this.running = 0;
    this.timer = 0;
    this.isStale = false;
    this.isOutdated = false;
    /** @type {{ event: string }[]} what this view's own calls are going to cause */
    this.expected = [];
    /** @type {string[]} axis ranges at which animations end, as JSON */
    this.ends = [];
    /** @type {Tree} edits that Python waits to hear of */
    this.edits = {};
    /** @type {(() => void)[]} */
    this.undo = [];

    el.append(this.place);
    for (const name of Object.keys(REQUESTS)) this.listen(name, () => this.hear(name));
    for (const name of ["_widget_data", "_widget_layout"]) this.listen(name, () => this.renew());
    this.observer = new ResizeObserver(() => this.resize());
    this.observer.observe(this.place);
    this.undo.push(() => this.observer.disconnect());
    this.draw();
  }

  /** @param {string} name @param {() => void} handler */
  listen(name, handler) {
    this.model.on(`change:${name}`, handler);
    this.undo.push(() => this.model.off(`change:${name}`, handler));
  }

  remove() {
    this.state = "removed";
    window.clearTimeout(this.timer);
    for (const undo of this.undo) undo();
    this.plotly.purge(this.place);
    this.place.remove();
  }

  /** Draw the model's figure as soon as its place is shown. */
  draw() {
    if (this.room.isHidden) return this.wait();
    this.state = this.canShow() ? "drawn" : "waiting";
    if (this.state === "waiting") return;
    this.isOutdated = false;
    const isFirst = !this.place.on;
    const layout = this.room.furnish(decode(this.model.get("_widget_layout")));
    // Where nothing hovers the bar would lie on the figure all the time.
    const own = { displaylogo: false, displayModeBar: matchMedia("(hover: none)").matches ? false : "hover" };
    const config = { ...own, ...this.model.get("_config"), editSelection: false };
    const data = decode(this.model.get("_widget_data"));
    this.run("react", [data, layout, config], {
      layout_edit_id: this.model.get("_last_layout_edit_id"),
      trace_edit_id: this.model.get("_last_trace_edit_id"),
    });
    if (!isFirst) return;
    for (const event of Object.keys(EDITS)) this.place.on(event, (told) => this.hearEdit(event, told));
    for (const event of POINTS) this.place.on(event, (told) => this.hearPoints(event, told));
  }

  /** In a place that is not shown Plotly measures nonsense: the chart is drawn anew when it is. */
  wait() {
    this.state = "waiting";
    // Observed anew, a place is told of even if it was hidden and shown again between two frames.
    this.observer.unobserve(this.place);
    this.observer.observe(this.place);
  }

  /** The whole figure came anew, as after a lost connection; data and layout are one change. */
  renew() {
    if (this.isStale) return;
    this.isStale = true;
    queueMicrotask(() => {
      this.isStale = false;
      if (this.state === "drawn") this.draw();
    });
  }

  resize() {
    if (this.state === "waiting") this.draw();
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.fit(), SETTLED);
  }

  fit() {
    if (this.state !== "drawn" || this.room.isHidden) return;
    const layout = this.model.get("_widget_layout");
    const wasNarrow = this.room.isNarrow;
    if (!this.room.measure(layout) || !isFluid(layout)) return;
    const edit = { layout_edit_id: this.model.get("_last_layout_edit_id") };
    if (wasNarrow !== this.room.isNarrow) this.draw();
    else this.run("relayout", [{ autosize: true }], edit);
  }

  /** @param {string} name of the trait that Python has set */
  hear(name) {
    const message = decode(messageOf(this.model, name));
    if (!message || this.state !== "drawn" || !this.canShow()) return;
    const [call, ...given] = REQUESTS[name](message);
    if (call === "animate") this.ends = [...this.ends, ...endsOf(message.layout_data)].slice(-MANY);
    if (this.room.isHidden) this.wait();
    // What this view's own reader did is on the screen already.
    else this.run(message.source_view_id === this.id ? null : call, given, message);
  }

  /**
   * Call Plotly; answer Python once nothing is under way any more.
   * @param {Call | null} call
   * @param {any[]} given
   * @param {Tree} message with the ids of the edits that Python waits for
   */
  async run(call, given, { layout_edit_id: layout, trace_edit_id: trace }) {
    Object.assign(this.edits, layout !== undefined && { layout }, trace !== undefined && { trace });
    const caused = { event: call ? eventOf(call, given) : "" };
    this.expected.push(caused);
    this.running += 1;
    try {
      if (call) await this.plotly[call](this.place, ...given);
    } catch (fault) {
      // An animation that gives way to another one fails without a reason.
      if (fault && this.state === "drawn") console.error(fault);
    }
    this.running -= 1;
    this.expected = this.expected.filter((other) => other !== caused);
    if (this.running || this.state !== "drawn") return;
    if (this.isOutdated) return this.draw();
    this.answer();
    this.fit();
  }

  answer() {
    const { layout, trace } = this.edits;
    const { data, layout: input, _fullData: full, _fullLayout: fullLayout } = this.place;
    /** @type {Tree[]} */
    const own = decode(this.model.get("_widget_data"));
    /** @type {Tree} */
    const answers = {};
    if (trace !== undefined && own.length === full?.length) {
      const deltas = own.map((said, n) => ({ ...filled(full[n], data[n], said), uid: said.uid }));
      answers._js2py_traceDeltas = { trace_deltas: deltas, trace_edit_id: trace };
    }
    if (layout !== undefined && fullLayout) {
      const delta = filled(fullLayout, input, decode(this.model.get("_widget_layout")));
      answers._js2py_layoutDelta = { layout_delta: delta, layout_edit_id: layout };
    }
    this.edits = {};
    this.tell(answers);
  }

  /** @param {Tree} messages by trait */
  tell(messages) {
    for (const [name, message] of Object.entries(messages)) {
      this.model.set(name, null); // the same message twice is two messages
      this.model.set(name, encode(message));
    }
    if (Object.keys(messages).length) this.model.save_changes();
  }

  /** @param {string} event @returns {boolean} whether one of this view's own calls caused it */
  isExpected(event) {
    const index = this.expected.findIndex((caused) => caused.event === event);
    if (index >= 0) this.expected.splice(index, 1);
    return index >= 0;
  }

  /**
   * An animation sets its axes when it is over, even if Python or the reader has changed them since.
   * @param {Tree} layout
   * @returns {boolean} whether that is what Plotly tells
   */
  isEnd(layout) {
    const set = Object.entries(layout).map(([path, range]) => [path.split(".")[0], JSON.stringify(range)]);
    if (!set.length || !set.every(([, range]) => this.ends.includes(range))) return false;
    const own = this.model.get("_widget_layout");
    if (set.some(([axis, range]) => JSON.stringify(own[axis]?.range) !== range)) this.isOutdated = true;
    if (this.isOutdated && !this.running) this.draw();
    return true;
  }

  /** @param {string} event @param {any} told */
  hearEdit(event, told) {
    const { trait, message, changes } = EDITS[event](told);
    if (this.isExpected(signature(event, changes))) return;
    if (event === "plotly_relayout" && this.isEnd(told)) return;
    this.tell({ [trait]: { ...message, source_view_id: this.id } });
  }

  /** @param {string} event @param {any} told */
  hearPoints(event, told) {
    if (event === "plotly_deselect") this.tell({ _js2py_pointsCallback: pointsMessage(event, {}) });
    else if (told) this.tell({ _js2py_pointsCallback: pointsMessage(event, told) });
  }
}
