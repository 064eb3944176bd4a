// What passes between Python and Plotly: what a message asks for, what a reader's own change is to Python.

/** @typedef {import("./state.js").Tree} Tree */
/** @typedef {"react" | "addTraces" | "deleteTraces" | "moveTraces" | "restyle" | "relayout" | "update" | "animate"} Call */

/** @type {Record<string, (message: any) => [Call, ...any[]]>} by trait: the call and what it is given */
export const REQUESTS = {
  _py2js_addTraces: ({ trace_data }) => ["addTraces", trace_data],
  _py2js_deleteTraces: ({ delete_inds }) => ["deleteTraces", delete_inds],
  _py2js_moveTraces: ({ current_trace_inds, new_trace_inds }) => [
    "moveTraces",
    current_trace_inds,
    new_trace_inds,
  ],
  _py2js_restyle: ({ restyle_data, restyle_traces }) => [
    "restyle",
    restyle_data,
    restyle_traces ?? undefined,
  ],
  _py2js_relayout: ({ relayout_data }) => ["relayout", relayout_data],
  _py2js_update: (message) => [
    "update",
    message.style_data ?? {},
    message.layout_data ?? {},
    message.style_traces ?? undefined,
  ],
  _py2js_animate: ({
    style_data: data,
    layout_data: layout,
    style_traces: traces,
    animation_opts: asked,
  }) => {
    const isCalm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const still = {
      transition: { ...asked?.transition, duration: 0 },
      frame: { ...asked?.frame, duration: 0 },
    };
    return ["animate", { data, layout, traces }, isCalm ? { ...asked, ...still } : asked];
  },
};

/** @type {Record<string, (told: any) => { trait: string, message: Tree, changes: Tree[] }>} by Plotly's event */
export const EDITS = {
  plotly_restyle: ([style_data, style_traces]) => ({
    trait: "_js2py_restyle",
    message: { style_data, style_traces },
    changes: [style_data],
  }),
  plotly_relayout: (relayout_data) => ({
    trait: "_js2py_relayout",
    message: { relayout_data },
    changes: [relayout_data],
  }),
  plotly_update: ({ data: [style_data, style_traces], layout: layout_data }) => ({
    trait: "_js2py_update",
    message: { style_data, style_traces, layout_data },
    changes: [style_data, layout_data],
  }),
};

/**
 * How the event that a call causes is known again: by what it changes.
 * @param {string} event
 * @param {Tree[]} changes
 */
export function signature(event, changes) {
  return JSON.stringify([event, ...changes.map((paths) => Object.keys(paths))]);
}

/** @type {Partial<Record<Call, number>>} how many of a call's arguments are changes that an event tells of */
const TOLD = { restyle: 1, relayout: 1, update: 2 };

/**
 * The event that a call causes.
 * @param {Call} call
 * @param {any[]} given
 */
export function eventOf(call, given) {
  return signature(`plotly_${call}`, given.slice(0, TOLD[call] ?? 0));
}

/**
 * The axis ranges at which an animation ends.
 * @param {Tree | null} layout
 * @returns {string[]} as JSON
 */
export function endsOf(layout) {
  const ends = Object.entries(layout ?? {}).map(([path, value]) =>
    path.includes(".") ? value : value?.range,
  );
  return ends.map((range) => JSON.stringify(range));
}
