// What forms, settings and states of meetings are called.

/** @typedef {import("../../activity/static/kit.js").Kit["t"]} T */

/** What people do in a block, in the order of the list. @param {T} t @returns {Record<string, string>} */
export function formNames(t) {
  return {
    plain: t("ui-planner.form.plain"),
    pledge: t("ui-planner.form.pledge"),
    actions: t("ui-planner.form.actions"),
    turns: t("ui-planner.form.turns"),
    talk: t("ui-planner.form.talk"),
    ideas: t("ui-planner.form.ideas"),
    reports: t("ui-planner.form.reports"),
    comment: t("ui-planner.form.comment"),
    review: t("ui-planner.form.review"),
    break: t("ui-planner.form.break"),
  };
}

/** Which wall of ideas a block fills. @param {T} t @returns {Record<string, string>} */
export function boardNames(t) {
  return {
    ideas: t("ui-planner.board.ideas"),
    problem: t("ui-planner.board.problem"),
    cause: t("ui-planner.board.cause"),
    remedy: t("ui-planner.board.remedy"),
  };
}

/** How far a meeting is, and how that looks. @param {T} t @returns {Record<string, {label: string, tone: string}>} */
export function stateNames(t) {
  return {
    planned: { label: t("ui-planner.state.planned"), tone: "info" },
    running: { label: t("ui-planner.state.running"), tone: "warn" },
    ended: { label: t("ui-planner.state.ended"), tone: "quiet" },
    confirmed: { label: t("ui-planner.state.confirmed"), tone: "ok" },
  };
}

/** @param {Record<string, string>} names */
export function options(names) {
  return Object.entries(names).map(([value, label]) => ({ value, label }));
}

/**
 * A length in minutes as people say it.
 * @param {number} minutes @param {number} days @param {T} t
 */
export function lengthName(minutes, days, t) {
  if (days > 1) return t("ui-planner.length.days", { days });
  return minutes >= 360 ? t("ui-planner.length.day") : t("ui-planner.length.minutes", { minutes });
}

/** Whose a meeting is. @param {{team: string, team_name: string}} meeting @param {T} t */
export function whose(meeting, t) {
  return meeting.team ? meeting.team_name || t("ui-planner.former-group") : t("ui-planner.class");
}
