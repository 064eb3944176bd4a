// The record of a session in sentences, as it is read out.

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */

/**
 * The main lines of a record as sentences; a line whose facts are missing is left out.
 * @param {any} facts
 * @param {Kit["t"]} t
 * @param {Kit["say"]} say
 * @returns {string[]}
 */
export function recordLines(facts, t, say) {
  const { present, designated, sub_topics, proposed, judged, votes, went_on, raters } = facts;
  if (designated) {
    return kept([
      t("ui-session.record.present", { present }),
      designated.length > 0 &&
        t("ui-session.record.designated", { titles: designated.join(t("ui-classroom.semicolon")) }),
      sub_topics.length > 0 &&
        t("ui-session.record.sub-topics", {
          count: sub_topics.length,
          titles: sub_topics.join(t("ui-classroom.semicolon")),
        }),
      t("ui-session.record.next-designated"),
    ]);
  }
  const { first, runner_up, stability, leads, unknowns } = facts;
  return kept([
    t("ui-session.record.present", { present }),
    t("ui-session.record.proposed", { proposed, judged }),
    votes !== null && t("ui-session.record.votes", { votes, count: went_on }),
    raters !== null && t("ui-session.record.ratings", { raters }),
    first &&
      t(runner_up ? "ui-session.record.first" : "ui-session.record.only", { first, second: runner_up }),
    stability && say(stability),
    leads.length > 0 &&
      t("ui-session.record.lead", { unit: leads.join(t("ui-classroom.comma")), count: unknowns }),
    t("ui-session.record.next"),
  ]);
}

/** @param {(string | false | null)[]} lines @returns {string[]} */
function kept(lines) {
  return lines.flatMap((line) => (line ? [line] : []));
}
