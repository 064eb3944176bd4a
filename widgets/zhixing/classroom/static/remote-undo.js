// What undoing the last move would do, in words.

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./remote.js").Undo} Undo */

/** @type {Record<string, string>} what windows are for */
export const PURPOSES = {
  case: "ui-classroom.purpose.case",
  conditions: "ui-classroom.purpose.conditions",
  votes: "ui-classroom.purpose.votes",
  "weight-points": "ui-session.purpose.weight-points",
  "weight-pairs": "ui-session.purpose.weight-pairs",
  ratings: "ui-classroom.purpose.ratings",
  lines: "ui-session.purpose.lines",
  question: "ui-teach.question.purpose",
};
/** @type {Record<string, string>} */
const EFFECTS = {
  remove: "ui-session.undo.remove",
  "close-and-keep": "ui-session.undo.close-and-keep",
  close: "ui-session.undo.close",
  reopen: "ui-session.undo.reopen",
  hide: "ui-session.undo.hide",
  "hide-and-reopen": "ui-session.undo.hide-and-reopen",
};

/**
 * @param {Undo} undo
 * @param {Kit["t"]} t
 * @param {Kit["say"]} say
 */
export function undoWords({ to, same, does }, t, say) {
  if (does.some(({ effect }) => effect === "impossible")) return t("ui-session.undo.impossible");
  const place = to ? t("ui-session.undo.to", { title: say(to.title) }) : t("ui-session.undo.to-start");
  const words = does.map(({ purpose, effect, count }) =>
    t(EFFECTS[effect], { purpose: t(PURPOSES[purpose]), count }),
  );
  return [...(same ? [] : [place]), ...words].join(t("ui-classroom.semicolon"));
}
