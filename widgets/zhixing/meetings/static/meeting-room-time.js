// Times of a meeting in words: ahead or behind, days, groups; a clock that ticks for what depends on now.
import { Chip, html, useEffect, useKit, useState } from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {{id: string, number: number | null, name: string}} Group */
/** @typedef {{due: string | null, ends: string | null, left: string | null}} Times */

const TICK = 1000;
/** Minutes from the planned beginning from which a meeting was simply held at another time. */
const FAR_OFF = 120;

/** Draw again every second while something runs. @param {boolean} isRunning */
export function useTick(isRunning) {
  const [, tick] = useState(0);
  useEffect(() => {
    if (!isRunning) return undefined;
    const timer = window.setInterval(() => tick((count) => count + 1), TICK);
    return () => window.clearInterval(timer);
  }, [isRunning]);
}

/**
 * Whole minutes behind the plan, negative where ahead; null where nothing is planned.
 * @param {Times} times
 * @param {number} now milliseconds
 */
export function minutesBehind({ due, ends, left }, now) {
  if (!due) return null;
  const over = ends ? Math.max(Date.parse(ends), now) : Date.parse(left ?? due);
  return Math.round((over - Date.parse(due)) / 60_000);
}

/** Ahead or behind, in words and with a shape. @param {Times} props */
export function Pace({ due, ends, left }) {
  const { t, serverNow } = useKit();
  useTick(Boolean(ends));
  const minutes = minutesBehind({ due, ends, left }, serverNow());
  if (minutes === null) return null;
  if (minutes > 0) return html`<${Chip} tone="warn">${t("ui-room.pace.late", { minutes })}<//>`;
  if (minutes < 0) return html`<${Chip} tone="ok">${t("ui-room.pace.early", { minutes: -minutes })}<//>`;
  return html`<${Chip} tone="ok">${t("ui-room.pace.on")}<//>`;
}

/**
 * The day of a moment where the reader is, as plans write it.
 * @param {number} moment milliseconds
 */
export function dayOf(moment) {
  const day = new Date(moment);
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
}

/**
 * Minutes by which a meeting began later than planned; null on another day than the planned one.
 * @param {string | null} date
 * @param {string} starts
 * @param {string | null} began
 */
export function startedLate(date, starts, began) {
  if (!date || !began) return null;
  const moment = Date.parse(began);
  if (dayOf(moment) !== date) return null;
  const minutes = Math.round((moment - new Date(`${date}T${starts}:00`).getTime()) / 60_000);
  return minutes === 0 || Math.abs(minutes) > FAR_OFF ? null : minutes;
}

/**
 * @param {Group | null | undefined} group
 * @param {Kit["t"]} t
 */
export function groupName(group, t) {
  if (!group) return t("ui-room.class");
  const { number, name } = group;
  if (number === null) return name;
  return name ? t("ui-room.group-named", { number, name }) : t("ui-room.group", { number });
}
