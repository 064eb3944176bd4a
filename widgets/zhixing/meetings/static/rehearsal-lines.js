// What was said at a rehearsed meeting, and what the trainee did, in words.
import { html } from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./rehearsal.js").Line} Line */
/** @typedef {import("./rehearsal.js").Move} Move */
/** @typedef {import("./rehearsal.js").Scenario} Scenario */
/** @typedef {import("./rehearsal.js").Turn} Turn */

export const EVERYBODY = "all";

/** @type {Record<string, string>} */
export const FORMS = {
  open: "ui-rehearsal.form.open",
  closed: "ui-rehearsal.form.closed",
  leading: "ui-rehearsal.form.leading",
  advice: "ui-rehearsal.form.advice",
  telling: "ui-rehearsal.form.telling",
};

/** Lines with their speakers. @param {{say: Kit["say"], scenario: Scenario, lines: Line[]}} props */
export function Lines({ say, scenario, lines }) {
  return lines.map((line, number) =>
    line.who === ""
      ? html`<p key=${number} class="zx-rehearsal-seen">${say(line.text)}</p>`
      : html`<p key=${number} class="zx-rehearsal-line">
          <strong>${say(scenario.members.find((one) => one.id === line.who)?.name)}</strong>
          <span>${say(line.text)}</span>
        </p>`,
  );
}

/** One moment that is past: what was said, what was done, what followed.
 * @param {{t: Kit["t"], say: Kit["say"], scenario: Scenario, turn: Turn, number: number}} props */
export function Past({ t, say, scenario, turn, number }) {
  return html`<div class="zx-rehearsal-turn">
    <p class="zx-muted zx-small">${t("ui-rehearsal.moment", { number, clock: turn.clock })}</p>
    <${Lines} say=${say} scenario=${scenario} lines=${turn.lines} />
    ${turn.move && html`<p class="zx-rehearsal-mine"><strong>${t("ui-rehearsal.you")}</strong> <span>${worded(turn.move, scenario, t, say)}</span></p>`}
    <${Lines} say=${say} scenario=${scenario} lines=${turn.reply} />
  </div>`;
}

/** What was done, as a sentence. @param {Move} move @param {Scenario} scenario @param {Kit["t"]} t @param {Kit["say"]} say */
export function worded(move, scenario, t, say) {
  const name = nameOf(move.to, scenario, t, say);
  switch (move.do) {
    case "ask":
      return t("ui-rehearsal.did.ask", { name, text: say(move.asked) });
    case "own":
      return t("ui-rehearsal.did.own", { name, text: move.text });
    case "rule":
      return t("ui-rehearsal.did.rule", { rule: say(move.norm) });
    case "word":
      return t("ui-rehearsal.did.word", { name });
    case "summarise":
      return t("ui-rehearsal.did.summarise");
    case "break":
      return t("ui-rehearsal.did.break");
    case "wall":
      return t("ui-rehearsal.did.wall");
    default:
      return t("ui-rehearsal.did.silent");
  }
}

/** @param {string} id @param {Scenario} scenario @param {Kit["t"]} t @param {Kit["say"]} say */
export const nameOf = (id, scenario, t, say) =>
  id === EVERYBODY || id === ""
    ? t("ui-rehearsal.everybody")
    : say(scenario.members.find((one) => one.id === id)?.name);
