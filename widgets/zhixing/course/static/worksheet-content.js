// What is written on a worksheet, as values by path, and where two devices of one person have parted.

/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {{id: string | number, text: Pair}} Option */
/** @typedef {{id: string, kind: "line" | "text" | "choice" | "scale" | "date", label: Pair, needed: boolean,
 *   hint: Pair | null, example: Pair | null, most: number, options: Option[]}} Field */
/** @typedef {{id: string, text: Pair, lead: Pair | null}} Row */
/** @typedef {{id: string, title: Pair, lead: Pair | null, fields: Field[], rows: Row[],
 *   repeat: [number, number] | null}} Part */
/** @typedef {{id: string, title: Pair, lead: Pair, parts: Part[]}} Sheet */
/** @typedef {string | number | null} Value */
/** @typedef {Record<string, Value>} Group */
/** @typedef {Value | Group[]} Held what stands under a path: a value, or all groups of a repeated part */
/** @typedef {Record<string, Held>} Flat by path: `part.field`, `part.row.field`, or `part` where it is repeated */
/** @typedef {{part: Part, row: Row | null, at: number | null, field: Field, path: string}} Gap */

/** @param {Part} part @param {Row | null} row @param {Field} field */
export const pathOf = (part, row, field) =>
  row ? `${part.id}.${row.id}.${field.id}` : `${part.id}.${field.id}`;

/** Every path of a part, but for a repeated one. @param {Part} part */
function places(part) {
  const rows = part.rows.length > 0 ? part.rows : [null];
  return rows.flatMap((row) => part.fields.map((field) => ({ row, field, path: pathOf(part, row, field) })));
}

/**
 * Content as values by path.
 * @param {Sheet} sheet
 * @param {any} content
 * @returns {Flat}
 */
export function flat(sheet, content) {
  /** @type {Flat} */
  const found = {};
  for (const part of sheet.parts) {
    const values = content?.[part.id];
    if (values === undefined) continue;
    if (part.repeat) found[part.id] = values;
    else
      for (const { row, field, path } of places(part)) {
        const value = (row ? values[row.id] : values)?.[field.id];
        if (value !== undefined) found[path] = value;
      }
  }
  return found;
}

/**
 * Content as it is kept, without what is blank.
 * @param {Sheet} sheet
 * @param {Flat} values
 */
export function packed(sheet, values) {
  /** @type {Record<string, any>} */
  const content = {};
  for (const part of sheet.parts) {
    if (part.repeat) {
      const groups = groupsOf(part, values[part.id]);
      if (groups.length > 0) content[part.id] = groups;
      continue;
    }
    for (const { row, field, path } of places(part)) {
      const value = tidy(field, values[path]);
      if (value === null) continue;
      content[part.id] ??= {};
      if (row) (content[part.id][row.id] ??= {})[field.id] = value;
      else content[part.id][field.id] = value;
    }
  }
  return content;
}

/** A value as the server keeps it; null for a blank one. @param {Field} field @param {any} value @returns {Value} */
function tidy(field, value) {
  if (value === undefined || value === null) return null;
  if (typeof value !== "string") return value;
  const text = field.kind === "line" ? value.split(/\s+/).filter(Boolean).join(" ") : value.trim();
  return text === "" ? null : text;
}

/** The groups of a repeated part that have something in them. @param {Part} part @param {any} held @returns {Group[]} */
function groupsOf(part, held) {
  const groups = /** @type {Group[]} */ (Array.isArray(held) ? held : []).map((group) =>
    Object.fromEntries(
      part.fields.flatMap((field) => {
        const value = tidy(field, group[field.id]);
        return value === null ? [] : [[field.id, value]];
      }),
    ),
  );
  return groups.filter((group) => Object.keys(group).length > 0);
}

/**
 * Whether two values are kept alike.
 * @param {Sheet} sheet
 * @param {string} path
 * @param {any} one
 * @param {any} other
 */
export function isSame(sheet, path, one, other) {
  const kept = (/** @type {any} */ value) => JSON.stringify(packed(sheet, { [path]: value }));
  return kept(one) === kept(other);
}

/**
 * What has to be filled before the worksheet is done; the server has the same rule.
 * @param {Sheet} sheet
 * @param {Flat} values
 * @returns {Gap[]}
 */
export function gapsOf(sheet, values) {
  return sheet.parts.flatMap((part) =>
    part.repeat ? groupGaps(part, values[part.id]) : fieldGaps(part, values),
  );
}

/** @param {Part} part @param {Flat} values @returns {Gap[]} */
function fieldGaps(part, values) {
  return places(part)
    .filter(({ field, path }) => field.needed && tidy(field, values[path]) === null)
    .map((place) => ({ ...place, part, at: null }));
}

/** Every group begun has to be whole, and the least there are. @param {Part} part @param {any} held @returns {Gap[]} */
function groupGaps(part, held) {
  const groups = /** @type {Group[]} */ (Array.isArray(held) ? held : []);
  const least = part.repeat ? part.repeat[0] : 0;
  const all = Array.from({ length: groups.length + least }, (_, at) => at);
  const isBlank = (/** @type {number} */ at) => groupsOf(part, groups.slice(at, at + 1)).length === 0;
  const begun = all.filter((at) => !isBlank(at));
  const asked = [...begun, ...all.filter(isBlank).slice(0, Math.max(0, least - begun.length))].sort(
    (a, b) => a - b,
  );
  return asked.flatMap((at) =>
    part.fields
      .filter((field) => field.needed && tidy(field, groups[at]?.[field.id]) === null)
      .map((field) => ({ part, row: null, at, field, path: `${part.id}.${at}.${field.id}` })),
  );
}

/** Whether anything of a part is filled. @param {Part} part @param {Flat} values */
export function isBegun(part, values) {
  if (part.repeat) return groupsOf(part, values[part.id]).length > 0;
  return places(part).some(({ field, path }) => tidy(field, values[path]) !== null);
}
