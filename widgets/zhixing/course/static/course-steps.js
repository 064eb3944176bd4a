// The steps of a unit in a class: how many are where, open or closed, and, on request, who.
import {
  activity,
  Button,
  Card,
  Chip,
  Choice,
  EmptyState,
  html,
  useState,
} from "../../activity/static/kit.js";
import { Bar, ForUnit } from "./teach-parts.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {"done" | "at-work" | "waiting"} Standing */
/** @typedef {{id: string, title: Pair, waits: boolean, asked: number, state: "open" | "closed" | null,
 *   counts: Record<Standing, number>}} Step */
/** @typedef {import("./teach-parts.js").OfUnit & {steps: Step[]}} View */
/** @typedef {{name: string, unit: string, left: number}} Person */

/** @type {Standing[]} */
const STANDINGS = ["done", "at-work", "waiting"];
const COUNTED = {
  done: "ui-teach.steps.done",
  "at-work": "ui-teach.steps.at-work",
  waiting: "ui-teach.steps.waiting",
};
const SEEN = {
  done: "ui-teach.steps.see-done",
  "at-work": "ui-teach.steps.see-at-work",
  waiting: "ui-teach.steps.see-waiting",
};
const BY_ITSELF = "self";

/** @param {Kit} kit */
const ClassSteps = (kit) => html`<${ForUnit} ...${kit} name="course-steps" Content=${Content} />`;

/** @param {Kit} kit */
function Content(kit) {
  const { t, say } = kit;
  const { unit, steps } = /** @type {View} */ (kit.view);
  return html`<${Card} title=${t("ui-teach.steps.title", { unit: say(unit.title) })} lead=${t("ui-teach.steps.lead")}>
    <p role="status">${reading(steps, t, say)}</p>
    <ol class="zx-list zx-class-steps">
      ${steps.map((step) => html`<li key=${step.id}><${StepRow} ...${kit} step=${step} /></li>`)}
    </ol>
  <//>`;
}

/** @param {Step[]} steps @param {Kit["t"]} t @param {Kit["say"]} say */
function reading(steps, t, say) {
  const asked = steps.filter(({ asked: count }) => count > 0);
  const people = asked[0] ? STANDINGS.reduce((sum, each) => sum + asked[0].counts[each], 0) : 0;
  if (people === 0) return t("ui-teach.steps.no-learners");
  const [most] = [...asked].sort((one, other) => other.counts["at-work"] - one.counts["at-work"]);
  const begun = asked.some(({ counts }) => counts.done + counts["at-work"] > 0);
  if (!begun) return t("ui-teach.steps.none");
  if (most.counts["at-work"] === 0) return "";
  return t("ui-teach.steps.most", { step: say(most.title), n: most.counts["at-work"] });
}

/** @param {Kit & {step: Step}} props */
function StepRow({ step, ...kit }) {
  const { t, say } = kit;
  const { counts, asked, state } = step;
  const bar = { done: counts.done, work: counts["at-work"], waiting: counts.waiting };
  return html`<details class="zx-class-step">
    <summary>
      <span class="zx-class-step-title">${say(step.title)}</span>
      ${state === "open" && html`<${Chip} tone="ok">${t("ui-teach.steps.open")}<//>`}
      ${state === "closed" && html`<${Chip} tone="warn">${t("ui-teach.steps.closed")}<//>`}
      ${
        asked > 0
          ? html`<span class="zx-class-step-counts">${STANDINGS.map((each) => html`<span key=${each}>${t(COUNTED[each], { n: counts[each] })}</span>`)}</span>
            <${Bar} label=${t("ui-teach.steps.bar", bar)} parts=${STANDINGS.map((each) => ({ tone: each, count: counts[each] }))} />`
          : html`<span class="zx-class-step-counts">${t("ui-teach.steps.reading")}</span>`
      }
    </summary>
    <div class="zx-stack">
      <${Opening} ...${kit} step=${step} />
      ${asked > 0 && html`<${Who} ...${kit} step=${step} />`}
    </div>
  </details>`;
}

/** Open or closed for the class. @param {Kit & {step: Step}} props */
function Opening({ step, view, t, act }) {
  const { unit } = /** @type {View} */ (view);
  const choose = (/** @type {string} */ state) =>
    act("set", { unit: unit.id, step: step.id, state: state === BY_ITSELF ? null : state });
  return html`<${Choice}
    legend=${t("ui-teach.steps.state")}
    options=${[
      {
        value: BY_ITSELF,
        label: t("ui-teach.steps.state-self"),
        note: t("ui-teach.steps.state-self-note"),
      },
      { value: "open", label: t("ui-teach.steps.state-open"), note: t("ui-teach.steps.state-open-note") },
      {
        value: "closed",
        label: t("ui-teach.steps.state-closed"),
        note: t("ui-teach.steps.state-closed-note"),
      },
    ]}
    value=${step.state ?? BY_ITSELF}
    onChange=${choose}
  />`;
}

/** Names, asked for one group at a time. @param {Kit & {step: Step}} props */
function Who({ step, view, t, act }) {
  const { unit } = /** @type {View} */ (view);
  const [shown, setShown] = useState(/** @type {Standing | null} */ (null));
  const [people, setPeople] = useState(/** @type {Person[]} */ ([]));
  const look = async (/** @type {Standing} */ standing) => {
    if (shown === standing) {
      setShown(null);
      return;
    }
    const reply = await act("names", { unit: unit.id, step: step.id, standing });
    setPeople(reply?.people ?? []);
    setShown(standing);
  };
  return html`<div class="zx-panel">
    <h4 class="zx-panel-title">${t("ui-teach.steps.who")}</h4>
    <p class="zx-muted zx-small">${t("ui-teach.steps.who-note")}</p>
    <div class="zx-row">
      ${STANDINGS.map((each) => html`<${Button} key=${each} pressed=${shown === each} onPress=${() => look(each)}>${t(SEEN[each], { n: step.counts[each] })}<//>`)}
    </div>
    ${shown !== null && html`<${Names} t=${t} people=${people} done=${shown === "done"} />`}
  </div>`;
}

/** @param {{t: Kit["t"], people: Person[], done: boolean}} props */
function Names({ t, people, done }) {
  if (people.length === 0) return html`<${EmptyState} title=${t("ui-teach.steps.nobody")} />`;
  return html`<ul class="zx-list zx-named">
    ${people.map(
      ({ name, unit, left }, at) => html`<li key=${at}>
        <span>${name}</span><span class="zx-muted">${unit}</span>
        ${!done && html`<span class="zx-muted">${t("ui-teach.steps.left", { n: left })}</span>`}
      </li>`,
    )}
  </ul>`;
}

export default activity(ClassSteps);
