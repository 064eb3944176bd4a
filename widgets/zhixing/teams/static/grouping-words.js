// How the rules of a grouping are spoken of: what each is short for, and what is missing.

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {"size" | "even" | "relevance" | "leader" | "front-line" | "theory" | "practice" | "units" | "experience" | "wishes" | "apart" | "locked"} Rule */
/** @typedef {"must" | "wish" | "off"} Force */
/** @typedef {{rule: Rule, force: Force, met: boolean, breach: number, amount: number, people: string[]}} Finding */
/** @typedef {{rule: Rule, force: Force, missed: number, groups: number}} Standing */
/** @typedef {{rule: Rule, change: "better" | "same" | "worse", before: number, after: number}} Change */
/** @typedef {{id: string, name: string, unit: string, post: string, level: string, outlook: string, specialty: string}} Person */
/** @typedef {{key: string, number: number, name: string, sub_topic: string, people: string[], findings: Finding[]}} Slot */
/** @typedef {{status: string, gap: number | null, seconds: number, is_moved: boolean, is_current: boolean}} Found */
/** @typedef {{rule: Rule, name: Pair, detail: Pair, is_found: boolean}} Way */
/** @typedef {{rules: Pair[], because: Pair[], ways: Way[], is_least: boolean}} Clash */
/**
 * @typedef {{size: [number, number], years: number, forces: Record<Rule, Force>, names: Record<Rule, Pair>}} Rules
 * @typedef {{limits: [number, number], label: Pair, choices: {size: [number, number], label: Pair}[]}} Sizes
 * @typedef {{new: number[], kept: number[], gone: string[], moved: string[], left: string[], unplaced: string[], tasks_left: string[],
 *   no_leader: number[], no_liaison: number[], outside: number[], limits: [number, number]}} Effects
 * @typedef {{id: string, name: string, state: "draft" | "adopted" | "retired", version: number, people: Person[], slots: Slot[],
 *   unplaced: string[], locked: string[], duties: Record<string, string>, standings: Standing[], rules: Rules,
 *   found: Found | null, clash: Clash | null, steps: number, sub_topics: {id: string, title: string}[], sizes: Sizes,
 *   effects: Effects | null}} Grouping
 * @typedef {{groups: number, size: number, years: number, name: number}} Most
 */

/** The rules that people choose on the form, in the order they are shown. @type {Rule[]} */
export const CHOSEN = [
  "even",
  "relevance",
  "leader",
  "front-line",
  "theory",
  "practice",
  "units",
  "experience",
  "wishes",
  "apart",
];

/** @type {Record<Rule, string>} */
export const SHORT = {
  size: "ui-grouping.short.size",
  even: "ui-grouping.short.even",
  relevance: "ui-grouping.short.relevance",
  leader: "ui-grouping.short.leader",
  "front-line": "ui-grouping.short.front-line",
  theory: "ui-grouping.short.theory",
  practice: "ui-grouping.short.practice",
  units: "ui-grouping.short.units",
  experience: "ui-grouping.short.experience",
  wishes: "ui-grouping.short.wishes",
  apart: "ui-grouping.short.apart",
  locked: "ui-grouping.short.locked",
};

/** @type {Record<Rule, string>} */
const MISSING = {
  size: "ui-grouping.missing.size",
  even: "ui-grouping.missing.even",
  relevance: "ui-grouping.missing.relevance-wish",
  leader: "ui-grouping.missing.leader",
  "front-line": "ui-grouping.missing.front-line",
  theory: "ui-grouping.missing.theory",
  practice: "ui-grouping.missing.practice",
  units: "ui-grouping.missing.units",
  experience: "ui-grouping.missing.experience",
  wishes: "ui-grouping.missing.wishes-wish",
  apart: "ui-grouping.missing.apart",
  locked: "ui-grouping.missing.locked",
};

/** Rules that count people where they must hold, and shortfalls where they are wished. @type {Partial<Record<Rule, string>>} */
const MISSING_MUST = {
  relevance: "ui-grouping.missing.relevance",
  wishes: "ui-grouping.missing.wishes",
};

/** Needs that one group either meets or not. @type {Partial<Record<Rule, string>>} */
const LACKING = {
  leader: "ui-grouping.lacking.leader",
  "front-line": "ui-grouping.lacking.front-line",
  theory: "ui-grouping.lacking.theory",
  practice: "ui-grouping.lacking.practice",
};

/** What is missing of a rule, in words. @param {Kit["t"]} t @param {Rule} rule @param {Force} force @param {number} count */
export function missing(t, rule, force, count) {
  const key = force === "must" ? (MISSING_MUST[rule] ?? MISSING[rule]) : MISSING[rule];
  return t(key, { count });
}

/** How far a group misses a rule at its force. @param {Finding} finding */
export function missedBy(finding) {
  return finding.force === "must" ? finding.breach : finding.amount;
}

/** What one group lacks. @param {Kit["t"]} t @param {Finding} finding */
export function lacking(t, finding) {
  const key = LACKING[finding.rule];
  return key ? t(key) : missing(t, finding.rule, finding.force, missedBy(finding));
}

/**
 * How grave it is: a rule that must hold and does not; a wish that nothing meets; a wish met in part.
 * @param {Finding} finding @returns {"ok" | "no" | "warn" | "quiet"}
 */
export function tone(finding) {
  if (missedBy(finding) === 0) return "ok";
  if (finding.force === "must") return "no";
  return finding.rule in LACKING || finding.rule === "size" || finding.rule === "apart" ? "warn" : "quiet";
}

/** @type {Record<string, string>} */
export const DUTIES = {
  leader: "ui-grouping.duty.leader",
  liaison: "ui-grouping.duty.liaison",
  member: "ui-grouping.duty.member",
};

/** @type {Record<string, string>} */
export const LEVELS = {
  leader: "ui-grouping.level.leader",
  "front-line": "ui-grouping.level.front-line",
};

/** @type {Record<string, string>} */
export const OUTLOOKS = {
  theory: "ui-grouping.outlook.theory",
  practice: "ui-grouping.outlook.practice",
  both: "ui-grouping.outlook.both",
};

/** Names with the separator of the language. @param {Kit["t"]} t @param {(string | number)[]} names */
export function listed(t, names) {
  return names.join(t("ui-grouping.comma"));
}

/** What a group is called: its number, and its name where it has one. @param {Kit["t"]} t @param {{number: number, name: string}} slot */
export function slotName(t, slot) {
  const number = t("ui-grouping.slot", { number: slot.number });
  return slot.name ? t("ui-grouping.slot-named", { slot: number, name: slot.name }) : number;
}
