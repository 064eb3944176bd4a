// The coach's page: questions to find by end, moment and word; one tap logs that one was asked.
import {
  activity,
  Button,
  Card,
  Chip,
  EmptyState,
  Field,
  html,
  Notice,
  Problem,
  Select,
  useState,
} from "../../activity/static/kit.js";
import { Log } from "./coach-log.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {{id: string, name: Pair, note: Pair}} Named */
/** @typedef {{id: string, end: string, moments: string[], text: Pair}} Question */
/** @typedef {{id: string, noted: string, end: string, moments: string[], question: string, effect: string, remark: string}} Entry */
/** @typedef {{id: string, name: string, entries: Entry[], counts: Record<string, number>, asked: number, stated: number,
 *   percent: number | null}} Lane */
/**
 * @typedef {object} View
 * @property {Named[]} ends
 * @property {Named[]} situations
 * @property {Named[]} effects
 * @property {{id: string, name: Pair}[]} steps
 * @property {Question[]} questions
 * @property {{question: number, remark: number}} most
 * @property {{id: string, title: string, running: boolean, lane: string, lanes: Lane[]} | null} meeting
 */
/** @typedef {{end: string, moment: string, word: string, lane: string | null, own: string, ownEnd: string}} Sought */

/** @type {Sought} */
const NOTHING = { end: "", moment: "", word: "", lane: null, own: "", ownEnd: "" };

/** @param {Kit} kit */
function Coach(kit) {
  const { view, draft, saveDraft } = kit;
  const { meeting } = /** @type {View} */ (view);
  const [sought, setSought] = useState(/** @type {Sought} */ ({ ...NOTHING, ...draft }));
  const seek = (/** @type {Partial<Sought>} */ changed) => {
    const next = { ...sought, ...changed };
    setSought(next);
    saveDraft(next);
  };
  const lane =
    meeting?.lanes.find((one) => one.id === sought.lane) ??
    meeting?.lanes.find((one) => one.id === meeting.lane);
  return html`<div class="zx-stack">
    <${Questions} kit=${kit} sought=${sought} seek=${seek} lane=${lane} />
    ${meeting && lane && html`<${Log} ...${kit} lane=${lane} />`}
  </div>`;
}

/** @param {{kit: Kit, sought: Sought, seek: (changed: Partial<Sought>) => void, lane: Lane | undefined}} props */
function Questions({ kit, sought, seek, lane }) {
  const { view, t, say, locale, act } = kit;
  const { ends, situations, steps, questions, meeting, most } = /** @type {View} */ (view);
  const [drawn, setDrawn] = useState(/** @type {string | null} */ (null));
  const [logged, setLogged] = useState(/** @type {string | null} */ (null));
  const word = sought.word.trim().toLocaleLowerCase(locale);
  const fitting = questions.filter(
    (one) =>
      (!sought.end || one.end === sought.end) &&
      (!sought.moment || one.moments.includes(sought.moment)) &&
      (!word || say(one.text).toLocaleLowerCase(locale).includes(word)),
  );
  const draw = () => {
    const others = fitting.filter((one) => one.id !== drawn);
    const from = others.length > 0 ? others : fitting;
    setDrawn(from[Math.floor(Math.random() * from.length)]?.id ?? null);
  };
  const log = async (
    /** @type {string} */ end,
    /** @type {string} */ question,
    /** @type {string} */ place,
  ) => {
    const about = { meeting: meeting?.id, lane: lane?.id, end, moment: sought.moment, question };
    await act("log", about, place);
    setLogged(place);
  };
  const given = fitting.find((one) => one.id === drawn);
  const moments = [
    { value: "", label: t("ui-steps.coach.any-moment") },
    ...situations.map((one) => ({
      value: one.id,
      label: t("ui-steps.coach.situation", { name: say(one.name) }),
    })),
    ...steps.map((one) => ({ value: one.id, label: say(one.name) })),
  ].filter((one) => one.value !== "coach");
  const situation = situations.find((one) => one.id === sought.moment);
  const offered = { t, say, ends, canLog: Boolean(lane), logged, log };
  return html`<${Card} title=${t("ui-steps.coach.title")} lead=${t("ui-steps.coach.lead")}>
    ${meeting ? html`<${Where} t=${t} meeting=${meeting} lane=${lane} onChange=${(/** @type {string} */ id) => seek({ lane: id })} />` : html`<${Notice}>${t("ui-steps.coach.no-meeting")}<//>`}
<div class="zx-taps">
<p class="zx-label" aria-hidden="true">${t("ui-steps.coach.end")}</p>
    <div class="zx-taps-row" role="group" aria-label=${t("ui-steps.coach.end")}>
      ${ends.map(
        (one) =>
          html`<button type="button" key=${one.id} class="zx-tap" title=${say(one.name)} aria-pressed=${String(sought.end === one.id)}
          onClick=${() => seek({ end: sought.end === one.id ? "" : one.id })}>${say(one.note)}</button>`,
      )}
    </div>
</div>
    <div class="zx-two">
      <${Select} label=${t("ui-steps.coach.moment")} value=${sought.moment} options=${moments} onChange=${(/** @type {string} */ moment) => seek({ moment })} />
      <${Field} label=${t("ui-steps.coach.word")} value=${sought.word} max=${40} onInput=${(/** @type {string} */ typed) => seek({ word: typed })} />
    </div>
    ${situation && html`<p class="zx-hint">${say(situation.note)}</p>`}
    <div class="zx-row">
      <${Button} look="main" onPress=${draw}>${t("ui-steps.coach.give")}<//>
      <span class="zx-muted" role="status">${t("ui-steps.coach.fitting", { count: fitting.length })}</span>
    </div>
    ${given && html`<div class="zx-coach-given" aria-live="polite"><${One} ...${offered} question=${given} place=${`given:${given.id}`} /></div>`}
    <details class="zx-details" open=${fitting.length <= 12 && fitting.length < questions.length}>
      <summary>${t("ui-steps.coach.all", { count: fitting.length })}</summary>
      ${
        fitting.length === 0
          ? html`<${EmptyState} title=${t("ui-steps.coach.none")} />`
          : html`<ul class="zx-list zx-coach-list">${fitting.map((one) => html`<li key=${one.id}><${One} ...${offered} question=${one} place=${one.id} /></li>`)}</ul>`
      }
    </details>
    ${lane && html`<${Own} t=${t} say=${say} ends=${ends} most=${most.question} sought=${sought} seek=${seek} log=${log} />`}
  <//>`;
}

/** Which table one stands at. @param {{t: Kit["t"], meeting: NonNullable<View["meeting"]>, lane: Lane | undefined,
 *   onChange: (lane: string) => void}} props */
function Where({ t, meeting, lane, onChange }) {
  if (meeting.lanes.length === 1) return html`<p class="zx-muted">${meeting.title} ${lane?.name}</p>`;
  return html`<div class="zx-stack">
    <p class="zx-muted">${meeting.title}</p>
    <${Select} label=${t("ui-steps.coach.at")} value=${lane?.id ?? ""} onChange=${onChange}
      options=${meeting.lanes.map((one) => ({ value: one.id, label: one.name || t("ui-steps.coach.together") }))} />
  </div>`;
}

/**
 * One question, and the tap that logs it.
 * @param {{t: Kit["t"], say: Kit["say"], ends: Named[], question: Question, place: string, canLog: boolean, logged: string | null,
 *   log: (end: string, question: string, place: string) => Promise<void>}} props
 */
function One({ t, say, ends, question, place, canLog, logged, log }) {
  const end = ends.find((one) => one.id === question.end);
  return html`<div class="zx-coach-one">
    <p>${say(question.text)}</p>
    <div class="zx-row">
      <${Chip}>${end && say(end.note)}<//>
      ${canLog && html`<${Button} label=${t("ui-steps.coach.log-one", { question: say(question.text) })} onPress=${() => log(question.end, say(question.text), place)}>${t("ui-steps.coach.log")}<//>`}
      ${logged === place && html`<${Chip} tone="ok">${t("ui-steps.coach.logged")}<//>`}
    </div>
    <${Problem} place=${place} />
  </div>`;
}

/**
 * A question of one's own.
 * @param {{t: Kit["t"], say: Kit["say"], ends: Named[], most: number, sought: Sought, seek: (changed: Partial<Sought>) => void,
 *   log: (end: string, question: string, place: string) => Promise<void>}} props
 */
function Own({ t, say, ends, most, sought, seek, log }) {
  const { own, ownEnd } = sought;
  const send = async () => {
    await log(ownEnd, own, "own");
    seek({ own: "" });
  };
  const hindrances = [
    own.trim() === "" && t("ui-steps.coach.own-missing"),
    ownEnd === "" && t("ui-steps.coach.own-no-end"),
    own.length > most && t("ui-steps.coach.own-long", { most, found: own.length }),
  ].filter(Boolean);
  return html`<details class="zx-details" open=${own !== ""}>
    <summary>${t("ui-steps.coach.own")}</summary>
    <div class="zx-stack">
      <${Field} label=${t("ui-steps.coach.own-label")} hint=${t("ui-steps.coach.own-hint")} required lines=${2} max=${10000} value=${own} onInput=${(/** @type {string} */ text) => seek({ own: text })} />
      <${Select} label=${t("ui-steps.coach.end")} value=${ownEnd} onChange=${(/** @type {string} */ end) => seek({ ownEnd: end })}
        options=${[{ value: "", label: t("ui-steps.coach.choose") }, ...ends.map((one) => ({ value: one.id, label: say(one.name) }))]} />
      <${Problem} place="own" />
      <div><${Button} blockers=${hindrances} onPress=${send}>${t("ui-steps.coach.log-own")}<//></div>
    </div>
  </details>`;
}

export default activity(Coach);
