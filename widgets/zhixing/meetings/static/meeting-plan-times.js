// Days and blocks of a plan: when each begins, and how they move; nothing here is drawn.
import { newId } from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {import("../../activity/static/kit.js").Locale} Locale */
/**
 * @typedef {{id: string, title: Pair, minutes: number, form: string, setting: string, say: Pair | null,
 *   each: number | null, board: string | null, part: string}} Block `each` is null while it follows the block's minutes
 */
/** @typedef {{offset: number, starts: string, blocks: Block[]}} Day */
/** @typedef {{days: Day[]}} Plan */
/** @typedef {{day: number, place: number}} Spot */

export const STEP = 5;
const MIDNIGHT = 24 * 60;

/** The minute of the day of `09:30`; NaN where that is no time of day. @param {string} clock */
export function minuteOf(clock) {
  const [hours, minutes] = clock.split(":").map(Number);
  return hours * 60 + minutes;
}

/** `09:30` for a minute of the day; what lies after midnight begins again. @param {number} minute */
export function clockOf(minute) {
  if (Number.isNaN(minute)) return "--:--";
  const within = ((minute % MIDNIGHT) + MIDNIGHT) % MIDNIGHT;
  return [Math.floor(within / 60), within % 60].map((part) => String(part).padStart(2, "0")).join(":");
}

/** When each block of a day begins and ends. @param {Day} day */
export function timesOf(day) {
  let clock = minuteOf(day.starts);
  return day.blocks.map((block) => {
    const begins = clock;
    clock += block.minutes;
    return { begins: clockOf(begins), ends: clockOf(clock) };
  });
}

/** @param {Day} day */
export function minutesOf(day) {
  return day.blocks.reduce((sum, block) => sum + block.minutes, 0);
}

/** @param {Plan} plan @param {string} id @param {Partial<Block>} some */
export function withBlock(plan, id, some) {
  return mapDays(plan, (day) => ({
    ...day,
    blocks: day.blocks.map((block) => (block.id === id ? { ...block, ...some } : block)),
  }));
}

/** @param {Plan} plan @param {number} at @param {Partial<Day>} some */
export function withDay(plan, at, some) {
  return mapDays(plan, (day, place) => (place === at ? { ...day, ...some } : day));
}

/** @param {Plan} plan @param {string} id */
export function without(plan, id) {
  return mapDays(plan, (day) => ({ ...day, blocks: day.blocks.filter((block) => block.id !== id) }));
}

/**
 * Move a block to a place of a day; what was before it there stays before it.
 * @param {Plan} plan @param {Spot} from @param {Spot} to counted without the block itself
 */
export function moved(plan, from, to) {
  const block = plan.days[from.day].blocks[from.place];
  return mapDays(without(plan, block.id), (day, place) =>
    place === to.day ? { ...day, blocks: inserted(day.blocks, to.place, block) } : day,
  );
}

/**
 * Where a block goes one step up or down, over the edge of a day too; null at the ends.
 * @param {Plan} plan @param {Spot} from @param {-1 | 1} way
 * @returns {Spot | null}
 */
export function step(plan, from, way) {
  const place = from.place + way;
  const count = plan.days[from.day].blocks.length;
  if (place >= 0 && place < count) return { day: from.day, place };
  const day = from.day + way;
  if (day < 0 || day >= plan.days.length) return null;
  return { day, place: way < 0 ? plan.days[day].blocks.length : 0 };
}

/**
 * The spot of a row in the list of all rows, in which every day has a heading above its blocks.
 * @param {Plan} plan @param {number} row counted without the row that moves, as if it were let go there
 * @param {Spot} from
 * @returns {Spot}
 */
export function spotOf(plan, row, from) {
  const rest = without(plan, plan.days[from.day].blocks[from.place].id);
  let passed = 0;
  for (let day = 0; day < rest.days.length; day++) {
    const count = rest.days[day].blocks.length;
    if (row <= passed + count + 1) return { day, place: Math.max(row - passed - 1, 0) };
    passed += count + 1;
  }
  const last = rest.days.length - 1;
  return { day: last, place: rest.days[last].blocks.length };
}

/** A block of its own kind after another, or at the end of a day. @param {Plan} plan @param {Spot} after @param {string} title */
export function added(plan, after, title) {
  /** @type {Block} */
  const block = {
    id: `b-${newId().slice(0, 10)}`,
    title: { zh: title, en: title },
    minutes: 3 * STEP,
    form: "plain",
    setting: "together",
    say: null,
    each: null,
    board: null,
    part: plan.days[after.day].blocks[after.place]?.part ?? "",
  };
  const next = mapDays(plan, (day, place) =>
    place === after.day ? { ...day, blocks: inserted(day.blocks, after.place + 1, block) } : day,
  );
  return { plan: next, id: block.id };
}

/** Begin a new day with a block; later days keep their distance. @param {Plan} plan @param {Spot} at */
export function split(plan, at) {
  const day = plan.days[at.day];
  const first = { ...day, blocks: day.blocks.slice(0, at.place) };
  const second = { offset: day.offset + 1, starts: plan.days[0].starts, blocks: day.blocks.slice(at.place) };
  const later = plan.days.slice(at.day + 1);
  const push = later.length > 0 && later[0].offset <= second.offset ? 1 : 0;
  return {
    days: [
      ...plan.days.slice(0, at.day),
      first,
      second,
      ...later.map((one) => ({ ...one, offset: one.offset + push })),
    ],
  };
}

/** Put a day's blocks at the end of the day before. @param {Plan} plan @param {number} at */
export function joined(plan, at) {
  const before = plan.days[at - 1];
  const one = { ...before, blocks: [...before.blocks, ...plan.days[at].blocks] };
  return { days: [...plan.days.slice(0, at - 1), one, ...plan.days.slice(at + 1)] };
}

/** @param {Plan} plan @param {(day: Day, place: number) => Day} change @returns {Plan} */
function mapDays(plan, change) {
  return { days: plan.days.map(change) };
}

/** @param {Block[]} blocks @param {number} place @param {Block} block */
function inserted(blocks, place, block) {
  return [...blocks.slice(0, place), block, ...blocks.slice(place)];
}

/**
 * A day such as 2026-09-15 as people say it.
 * @param {string} day @param {Locale} locale @param {number} [later] days after it
 */
export function dayName(day, locale, later = 0) {
  const [year, month, number] = day.split("-").map(Number);
  const date = new Date(year, month - 1, number + later);
  return date.toLocaleDateString(locale, {
    year: "numeric",
    month: "long",
    day: "numeric",
    weekday: "short",
  });
}

/** A day such as 2026-09-15 where its month stands above. @param {string} day @param {Locale} locale */
export function dayInMonth(day, locale) {
  const [year, month, number] = day.split("-").map(Number);
  return new Date(year, month - 1, number).toLocaleDateString(locale, { day: "numeric", weekday: "short" });
}

/** @param {string} month such as 2026-09 @param {Locale} locale @param {"long" | "short"} [length] */
export function monthName(month, locale, length = "long") {
  const [year, number] = month.split("-").map(Number);
  const date = new Date(year, number - 1, 1);
  return length === "short"
    ? date.toLocaleDateString(locale, { month: "short" })
    : date.toLocaleDateString(locale, { year: "numeric", month: "long" });
}
