// The coach's log of one group: what was asked to which end, what it did, and how much the table asks.
import {
  Button,
  Card,
  Chip,
  clock,
  EmptyState,
  Field,
  html,
  Problem,
  Progress,
  useState,
} from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./coach.js").View} View */
/** @typedef {import("./coach.js").Lane} Lane */
/** @typedef {import("./coach.js").Entry} Entry */

/** @param {Kit & {lane: Lane}} props */
export function Log(props) {
  const { view, t, say, lane } = props;
  const { ends } = /** @type {View} */ (view);
  const total = lane.entries.length;
  return html`<${Card} title=${t("ui-steps.coach.log-title")} lead=${t("ui-steps.coach.log-lead")}
    aside=${html`<span class="zx-muted">${lane.name || t("ui-steps.coach.together")}</span>`}>
    <div class="zx-coach-counts">
      ${ends.map(
        (end) =>
          html`<${Progress} key=${end.id} done=${lane.counts[end.id]} total=${total} label=${t("ui-steps.coach.count", { end: say(end.note), count: lane.counts[end.id] })} />`,
      )}
    </div>
    ${
      lane.percent !== null &&
      html`<p>${t("ui-steps.coach.ratio", { asked: lane.asked, stated: lane.stated, percent: lane.percent })}</p>`
    }
    ${
      total === 0
        ? html`<${EmptyState} title=${t("ui-steps.coach.log-empty")} />`
        : html`<ol class="zx-list zx-coach-list">${lane.entries.map((entry) => html`<li key=${entry.id}><${Row} ...${props} entry=${entry} /></li>`)}</ol>`
    }
  <//>`;
}

/** One interruption; its effect is noted when there is time. @param {Kit & {entry: Entry}} props */
function Row({ view, t, say, locale, act, keep, recall, entry }) {
  const { ends, effects, situations, steps, most } = /** @type {View} */ (view);
  const kept = `coach:${entry.id}`;
  const [remark, setRemark] = useState(/** @type {string} */ (recall(kept) ?? entry.remark));
  const type = (/** @type {string} */ text) => {
    setRemark(text);
    keep(kept, text === entry.remark ? undefined : text);
  };
  const end = ends.find((one) => one.id === entry.end);
  const moments = [...situations, ...steps].filter((one) => entry.moments.includes(one.id));
  const note = (/** @type {string} */ effect, /** @type {string} */ words) =>
    act("effect", { entry: entry.id, effect, remark: words }, entry.id);
  const save = async () => {
    await note(entry.effect, remark);
    keep(kept, undefined);
  };
  const isTyped = remark.trim() !== entry.remark;
  return html`<div class="zx-coach-one">
    <p class="zx-row">
      <span class="zx-muted">${clock(entry.noted, locale)}</span> <${Chip}>${end && say(end.note)}<//>
      ${moments.map((one) => html`<span key=${one.id} class="zx-muted">${say(one.name)}</span>`)}
    </p>
    <p>${entry.question}</p>
    <div class="zx-taps-row" role="group" aria-label=${t("ui-steps.coach.effect")}>
      ${effects.map(
        (
          one,
        ) => html`<button type="button" key=${one.id} class="zx-tap" aria-pressed=${String(one.id === entry.effect)}
          onClick=${() => note(one.id === entry.effect ? "" : one.id, entry.remark)}>${say(one.name)}</button>`,
      )}
    </div>
    <details class="zx-details" open=${isTyped || entry.remark !== ""}>
      <summary>${t("ui-steps.coach.remark")}</summary>
      <div class="zx-stack">
        <${Field} label=${t("ui-steps.coach.remark-label")} hint=${t("ui-steps.coach.remark-hint")} lines=${2} max=${10000} value=${remark} onInput=${type} />
        <div class="zx-row">
          ${isTyped && html`<${Button} look="main" blockers=${remark.length > most.remark ? [t("ui-steps.coach.own-long", { most: most.remark, found: remark.length })] : []} onPress=${save}>${t("ui-steps.coach.save")}<//>`}
          <${Button} look="quiet" onPress=${() => act("take-back", { entry: entry.id }, entry.id)}>${t("ui-steps.coach.take-back")}<//>
        </div>
      </div>
    </details>
    <${Problem} place=${entry.id} />
  </div>`;
}
