// What to do at this moment: stay silent, ask, name a rule, hand over the word, sum up, break, write on the wall.
import { Button, Choice, Field, html, Problem, Select, useState } from "../../activity/static/kit.js";
import { EVERYBODY, nameOf } from "./rehearsal-lines.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./rehearsal.js").Run} Run */
/** @typedef {import("./rehearsal.js").Scenario} Scenario */
/** @typedef {import("./rehearsal.js").Offered} Offered */
/** @typedef {import("./rehearsal.js").View} View */
/** @typedef {{do: string | null, which: string, to: string, text: string}} Chosen */
/** @typedef {Kit & {run: Run, scenario: Scenario, offered: Offered}} Props */

/** @type {Chosen} */
const NOTHING = { do: null, which: "", to: "", text: "" };

/** @param {Props} props */
export function Moves(props) {
  const { t, draft, saveDraft, act, run } = props;
  const { most } = /** @type {View} */ (props.view);
  const [chosen, setChosen] = useState(/** @type {Chosen} */ (kept(draft, run)));
  const choose = (/** @type {Partial<Chosen>} */ changed) => {
    const next = { ...chosen, ...changed };
    setChosen(next);
    saveDraft({ run: run.id, at: run.at, ...next });
  };
  const go = async () => {
    const { text, to, which } = chosen;
    const said = chosen.do === "own" ? { to, text } : { which };
    await act("move", { run: run.id, at: run.at, do: chosen.do, ...said });
    saveDraft(null);
  };
  const kinds = [
    { value: "silent", label: t("ui-rehearsal.do.silent") },
    { value: "ask", label: t("ui-rehearsal.do.ask") },
    { value: "own", label: t("ui-rehearsal.do.own") },
    { value: "rule", label: t("ui-rehearsal.do.rule") },
    { value: "word", label: t("ui-rehearsal.do.word") },
    { value: "summarise", label: t("ui-rehearsal.do.summarise") },
    { value: "wall", label: t("ui-rehearsal.do.wall") },
    { value: "break", label: t("ui-rehearsal.do.break") },
  ];
  return html`<div class="zx-stack">
    <div class="zx-rehearsal-kinds"><${Choice} legend=${t("ui-rehearsal.what-now")} row="wide" options=${kinds} value=${chosen.do}
      onChange=${(/** @type {string} */ kind) => choose({ do: kind, which: "" })} /></div>
    <${Detail} ...${props} chosen=${chosen} choose=${choose} />
    <${Problem} />
    <div><${Button} look="main" blockers=${missing(chosen, most, t)} onPress=${go}>${t("ui-rehearsal.do-it")}<//></div>
  </div>`;
}

/** What the chosen kind still needs. @param {Props & {chosen: Chosen, choose: (changed: Partial<Chosen>) => void}} props */
function Detail({ t, say, scenario, offered, chosen, choose }) {
  const pick = (/** @type {string} */ which) => choose({ which });
  if (chosen.do === "ask") {
    const options = offered.questions.map((one) => ({
      value: one.which,
      label: say(one.text),
      note: t("ui-rehearsal.put-to", { name: nameOf(one.to, scenario, t, say) }),
    }));
    return html`<${Choice} legend=${t("ui-rehearsal.which-question")} options=${options} value=${chosen.which || null} onChange=${pick} />`;
  }
  if (chosen.do === "rule") {
    const options = offered.norms.map((one) => ({
      value: one.id,
      label: say(one.name),
      note: say(one.sentence),
    }));
    return html`<${Choice} legend=${t("ui-rehearsal.which-rule")} row="wide" options=${options} value=${chosen.which || null} onChange=${pick} />`;
  }
  if (chosen.do === "word") {
    const options = scenario.members.map((one) => ({
      value: one.id,
      label: say(one.name),
      note: say(one.post),
    }));
    return html`<${Choice} legend=${t("ui-rehearsal.whom")} row="wide" options=${options} value=${chosen.which || null} onChange=${pick} />`;
  }
  if (chosen.do !== "own") return null;
  const whom = [
    { value: "", label: t("ui-rehearsal.nobody-named") },
    { value: EVERYBODY, label: t("ui-rehearsal.everybody") },
    ...scenario.members.map((one) => ({ value: one.id, label: say(one.name) })),
  ];
  return html`<div class="zx-stack">
    <${Field} label=${t("ui-rehearsal.own-label")} hint=${t("ui-rehearsal.own-hint")} name="text" required lines=${2} max=${10000}
      value=${chosen.text} onInput=${(/** @type {string} */ text) => choose({ text })} />
    <${Select} label=${t("ui-rehearsal.own-to")} value=${chosen.to} options=${whom} onChange=${(/** @type {string} */ to) => choose({ to })} />
  </div>`;
}

/** @param {Chosen} chosen @param {number} most @param {Kit["t"]} t @returns {string[]} */
function missing({ do: kind, which, text }, most, t) {
  if (kind === null) return [t("ui-rehearsal.missing.kind")];
  if (kind === "own") {
    const length = text.trim().length;
    if (length === 0) return [t("ui-rehearsal.missing.text")];
    return length > most ? [t("ui-rehearsal.missing.long", { most, found: length })] : [];
  }
  if (which !== "") return [];
  if (kind === "ask") return [t("ui-rehearsal.missing.question")];
  if (kind === "rule") return [t("ui-rehearsal.missing.rule")];
  return kind === "word" ? [t("ui-rehearsal.missing.whom")] : [];
}

/** What was being chosen here when the page was left; typed words stay even where the meeting has gone on elsewhere.
 * @param {any} draft @param {Run} run */
function kept(draft, run) {
  if (!draft || draft.run !== run.id) return NOTHING;
  if (draft.at === run.at) return { do: draft.do, which: draft.which, to: draft.to, text: draft.text };
  return draft.text ? { ...NOTHING, do: "own", to: draft.to, text: draft.text } : NOTHING;
}
