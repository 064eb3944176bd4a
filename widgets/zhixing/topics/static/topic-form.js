// A topic as it stands in the editor: what is asked, what is blank, two topics joined into one.

/** @typedef {{[part: string]: any, checks?: Record<string, boolean>}} Parts */
/** @typedef {{title: string, statement: string, topic_kind: string, origin: string, owner: string, owner_unit: string,
 *   expected_units: string[], source: string, parts: Parts}} Form */
/** @typedef {{id: string, number: number, title: string}} Named */
/** @typedef {Omit<Form, "topic_kind"> & Named & {kind: string, sample: boolean, may_edit: boolean, may_remove: boolean, may_unmerge: boolean,
 *   version: number, seat: number | null, alike: Named[], merged: (Named & {statement: string})[]}} Topic */
/** @typedef {{id: string, kinds: string[], ask: string, telling: boolean, advice: string}} Check */
/** @typedef {{topics: Topic[], limit: number, over_limit: boolean, may_propose: boolean, units: string[],
 *   short_units: string[], withdrawn: {id: string, title: string}[], seat: number | null, tables: number[], may_deal: boolean,
 *   each: [number, number], checks: Check[], sound: string}} View */
/** @typedef {{topic: string | null, version?: number, form: Form, gone?: string, before?: string}} Editing
 *   topic is null for a new one; gone is the topic that is merged into it; before is the statement replaced last */

/** @type {Record<string, string>} */
export const KINDS = {
  task: "ui-topics.topic.task",
  project: "ui-topics.topic.project",
  problem: "ui-topics.topic.problem",
};

/** @type {Record<string, string>} */
export const ORIGINS = {
  research: "ui-topics.topic.research",
  member: "ui-topics.topic.member",
  leader: "ui-topics.topic.leader",
};

/** @type {Record<string, {label: string, hint: string, said: string, missing?: string}>} what is asked of each origin */
export const SOURCES = {
  research: {
    label: "ui-proposal.origin.research",
    hint: "ui-proposal.origin.research-hint",
    said: "ui-proposal.origin.said-research",
    missing: "ui-proposal.origin.research-missing",
  },
  member: {
    label: "ui-proposal.origin.member",
    hint: "ui-proposal.origin.member-hint",
    said: "ui-proposal.origin.said-member",
  },
  leader: {
    label: "ui-proposal.origin.leader",
    hint: "ui-proposal.origin.leader-hint",
    said: "ui-proposal.origin.said-leader",
    missing: "ui-proposal.origin.leader-missing",
  },
};

/**
 * The units to choose from, by their short names; a topic may name a unit either way.
 * @param {View} view
 * @param {string[]} chosen
 */
export function unitOptions({ units, short_units }, chosen) {
  const known = units.map((name, place) => ({
    value: chosen.includes(short_units[place]) ? short_units[place] : name,
    label: short_units[place],
  }));
  const others = chosen.filter((name) => !known.some(({ value }) => value === name));
  return [...known, ...others.map((name) => ({ value: name, label: name }))];
}

/** @type {Form} */
export const BLANK = {
  title: "",
  statement: "",
  topic_kind: "problem",
  origin: "member",
  owner: "",
  owner_unit: "",
  expected_units: [],
  source: "",
  parts: {},
};

/** @param {Topic} topic @returns {Form} */
export function formOf({ title, statement, kind, origin, owner, owner_unit, expected_units, source, parts }) {
  return { title, statement, topic_kind: kind, origin, owner, owner_unit, expected_units, source, parts };
}

/**
 * What the editor begins with when `gone` becomes a part of `keep`: its own text, everybody's units, and the
 * other's parts where its own are empty.
 * @param {Topic} keep
 * @param {Topic} gone
 * @returns {Form}
 */
export function joined(keep, gone) {
  const form = formOf(keep);
  const units = [...keep.expected_units, gone.owner_unit, ...gone.expected_units];
  return {
    ...form,
    expected_units: [...new Set(units)].filter(
      (unit) => unit !== keep.owner_unit || keep.expected_units.includes(unit),
    ),
    parts: { ...gone.parts, ...keep.parts },
  };
}

/**
 * Which of two topics stays: a designated one cannot disappear in another.
 * @param {Topic} keep
 * @param {Topic} gone
 * @returns {[Topic, Topic]}
 */
export function stayingFirst(keep, gone) {
  return gone.origin === "leader" && keep.origin !== "leader" ? [gone, keep] : [keep, gone];
}
