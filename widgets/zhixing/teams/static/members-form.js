// A profile while it is typed: what the page holds of it, what hinders saving, what is sent.

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {{id: string, number: number, title: string}} SubTopic */
/** @typedef {Record<string, {level: number, by: "self" | "office" | "facilitator"}>} Relevance */
/** @typedef {{level: string, outlook: string, specialty: string, experience: number | null, languages: string[],
 *   wishes: string[], relevance: Relevance}} Profile */
/** @typedef {{level: string, outlook: string, specialty: string, experience: string, languages: string,
 *   wishes: string[], relevance: Record<string, number>}} Form */

export const WISHES = 3;

/** @type {Record<string, string>} */
export const LEVELS = { leader: "members.level.leader", "front-line": "members.level.front-line" };

/** @type {Record<string, string>} */
export const OUTLOOKS = {
  theory: "members.outlook.theory",
  practice: "members.outlook.practice",
  both: "members.outlook.both",
};

/** @type {Record<string, string>} who wrote a value last, by what they are */
export const WRITERS = {
  self: "ui-members.by.self",
  office: "ui-members.by.office",
  facilitator: "ui-members.by.facilitator",
};

/**
 * @param {Profile} profile
 * @param {string} between what stands between languages
 * @returns {Form}
 */
export function formOf({ level, outlook, specialty, experience, languages, wishes, relevance }, between) {
  return {
    level,
    outlook,
    specialty,
    experience: experience === null ? "" : String(experience),
    languages: languages.join(between),
    wishes: Array.from({ length: WISHES }, (_, place) => wishes[place] ?? ""),
    relevance: Object.fromEntries(Object.entries(relevance).map(([id, { level: said }]) => [id, said])),
  };
}

/**
 * A whole number as it was typed, null for nothing, NaN for anything else.
 * @param {string} text
 */
export function whole(text) {
  const plain = text.trim();
  if (plain === "") return null;
  return /^\d{1,9}$/.test(plain) ? Number(plain) : NaN;
}

/**
 * What hinders saving, in sentences.
 * @param {Kit["t"]} t
 * @param {Form} form
 */
export function blockersOf(t, { experience, wishes }) {
  const chosen = wishes.filter(Boolean);
  return [
    ...(Number.isNaN(whole(experience)) ? [t("ui-members.form.years-wrong")] : []),
    ...(new Set(chosen).size === chosen.length ? [] : [t("ui-members.form.wish-twice")]),
  ];
}

/**
 * What is sent; only what the scheme still has.
 * @param {Form} form
 * @param {SubTopic[]} subTopics
 */
export function sentOf({ level, outlook, specialty, experience, languages, wishes, relevance }, subTopics) {
  const known = new Set(subTopics.map(({ id }) => id));
  return {
    level: level || null,
    outlook: outlook || null,
    specialty,
    experience: whole(experience),
    languages: languages.split(/[、，,;；/\n]/).filter((name) => name.trim() !== ""),
    wishes: wishes.filter((id) => known.has(id)),
    relevance: Object.fromEntries(Object.entries(relevance).filter(([id]) => known.has(id))),
  };
}

/**
 * What is typed goes on with what somebody else has written: own changes stay, everything else is the latest.
 * @param {Form} base what the form began with
 * @param {Form} mine
 * @param {Form} kept
 * @returns {Form}
 */
export function merged(base, mine, kept) {
  const pick = (/** @type {any} */ began, /** @type {any} */ my, /** @type {any} */ their) =>
    JSON.stringify(my) === JSON.stringify(began) ? their : my;
  const ids = Object.keys({ ...kept.relevance, ...mine.relevance });
  const near = ids.map((id) => [id, pick(base.relevance[id], mine.relevance[id], kept.relevance[id])]);
  return {
    level: pick(base.level, mine.level, kept.level),
    outlook: pick(base.outlook, mine.outlook, kept.outlook),
    specialty: pick(base.specialty, mine.specialty, kept.specialty),
    experience: pick(base.experience, mine.experience, kept.experience),
    languages: pick(base.languages, mine.languages, kept.languages),
    wishes: pick(base.wishes, mine.wishes, kept.wishes),
    relevance: Object.fromEntries(near.filter(([, level]) => level !== undefined)),
  };
}

/**
 * What is kept now and differs from what is being typed: heading and words.
 * @param {Kit["t"]} t
 * @param {Form} mine
 * @param {Form} kept
 * @param {SubTopic[]} subTopics
 * @returns {[string, string][]}
 */
export function differences(t, mine, kept, subTopics) {
  const none = t("members.sheet.nothing");
  const titles = Object.fromEntries(subTopics.map(({ id, number, title }) => [id, `${number} ${title}`]));
  const named = (/** @type {string[]} */ wishes) =>
    wishes
      .map((id) => titles[id])
      .filter(Boolean)
      .join(t("ui-members.between"));
  /** @type {[string, string, string, string?][]} heading, mine, theirs, and theirs in words */
  const lines = [
    [t("members.column.level"), mine.level, kept.level, kept.level && t(LEVELS[kept.level])],
    [t("members.column.outlook"), mine.outlook, kept.outlook, kept.outlook && t(OUTLOOKS[kept.outlook])],
    [t("members.column.specialty"), mine.specialty, kept.specialty],
    [t("members.column.experience"), mine.experience, kept.experience],
    [t("members.column.languages"), mine.languages, kept.languages],
    [t("members.column.wishes"), named(mine.wishes), named(kept.wishes)],
  ];
  const near = subTopics.map(({ id, number, title }) => [
    `${number} ${title}`,
    String(mine.relevance[id] ?? ""),
    String(kept.relevance[id] ?? ""),
  ]);
  return [...lines, ...near]
    .filter(([, my, their]) => my !== their)
    .map(([name, , their, words]) => [String(name), words || their || none]);
}
