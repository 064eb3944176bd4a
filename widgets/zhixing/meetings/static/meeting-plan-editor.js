// The plan of one meeting: edited on the page, held against the rules by the server, kept until it is saved.
import {
  Button,
  Card,
  Chip,
  Field,
  html,
  Notice,
  Problem,
  RefusedAct,
  useEffect,
  useRef,
  useState,
} from "../../activity/static/kit.js";
import { Days } from "./meeting-plan-days.js";
import { stateNames, whose } from "./meeting-plan-words.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./meeting-plan-times.js").Plan} Plan */
/** @typedef {{title: string, date: string, place: string, plan: Plan, version: number}} Edit */

const PAUSE = 400;
const MOST = 120;

/** The meeting as it is stored; time for each that follows from the minutes is left to follow. @param {any} view @returns {Edit} */
function stored({ meeting, plan, shares }) {
  const days = plan.days.map((/** @type {any} */ day) => ({
    ...day,
    blocks: day.blocks.map((/** @type {any} */ block) => ({
      ...block,
      each: block.each === shares[block.id] ? null : block.each,
    })),
  }));
  const { title, date, place, version } = meeting;
  return { title, date: date ?? "", place, plan: { days }, version };
}

/** @param {{kit: Kit}} props */
export function Editor({ kit }) {
  const { t, say, view, draft, act, saveDraft } = kit;
  const { meeting } = view;
  const [edit, setEdit] = useState(/** @type {Edit | null} */ (draft?.plan ? draft : null));
  const [found, setFound] = useState(
    /** @type {{findings: any[], shares: Record<string, number>} | null} */ (null),
  );
  const [isDone, setDone] = useState(false);
  const timer = useRef(0);
  const asked = useRef(0);
  const isFree = meeting.may_edit;
  const shown = (isFree && edit) || stored(view);
  const isStale = isFree && edit !== null && edit.version !== meeting.version;
  const ask = async (/** @type {Edit} */ one) => {
    const { version: _, ...content } = one;
    const number = (asked.current += 1);
    try {
      const reply = await act("examine", content, "examine");
      if (number === asked.current && reply) setFound(reply);
    } catch (error) {
      if (!(error instanceof RefusedAct)) throw error;
    }
  };
  useEffect(() => {
    if (isFree) ask(shown);
    return () => window.clearTimeout(timer.current);
  }, [meeting.version, isFree]);
  const change = (/** @type {Partial<Edit>} */ some) => {
    const next = { ...shown, ...some };
    setDone(false);
    setEdit(next);
    saveDraft(next);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => ask(next), PAUSE);
  };
  const drop = () => {
    setEdit(null);
    saveDraft(null);
    ask(stored(view));
  };
  const save = async () => {
    await act("save", shown, "save");
    setEdit(null);
    saveDraft(null);
    setDone(true);
  };
  const findings = found?.findings ?? [];
  const stops = findings.filter((one) => one.stops).length;
  const general = findings.filter((one) => one.day === null);
  const state = stateNames(t)[meeting.state];
  const base = kit.model.get("base");
  return html`<${Card} title=${meeting.title} lead=${say(meeting.kind_title) !== meeting.title && say(meeting.kind_title)}
    aside=${html`<span class="zx-row"><${Chip}>${whose(meeting, t)}<//><${Chip} tone=${state.tone}>${state.label}<//></span>`}>
    ${!isFree && html`<${Notice}>${t(meeting.state === "ended" || meeting.state === "confirmed" ? "ui-planner.edit.over" : "ui-planner.edit.read-only")}<//>`}
    ${isFree && meeting.state === "running" && html`<${Notice} tone="warn">${t("ui-planner.edit.running")}<//>`}
    ${
      isStale &&
      html`<${Notice} tone="warn" live>
      <p>${t("ui-planner.edit.stale")}</p>
      <div class="zx-row">
        <${Button} onPress=${() => change({ version: meeting.version })}>${t("ui-planner.edit.keep-mine")}<//>
        <${Button} look="quiet" onPress=${drop}>${t("ui-planner.edit.take-theirs")}<//>
      </div>
    <//>`
    }
    ${
      isFree &&
      html`<div class="zx-two">
      <${Field} label=${t("ui-planner.edit.title")} required max=${MOST} value=${shown.title} onInput=${(/** @type {string} */ title) => change({ title })} />
      <${Field} label=${t("ui-planner.edit.place")} max=${MOST} value=${shown.place} onInput=${(/** @type {string} */ place) => change({ place })} />
      <${Field} label=${t("ui-planner.edit.date")} type="date" value=${shown.date} onInput=${(/** @type {string} */ date) => change({ date })} />
    </div>`
    }
    <div role="status" class="zx-stack">
      ${general.map((one) => html`<p key=${one.sentence.zh} class="zx-plan-finding" data-stops=${String(one.stops)}>${say(one.sentence)}</p>`)}
    </div>
    <${Days} kit=${kit} plan=${shown.plan} date=${shown.date} shares=${{ ...view.shares, ...found?.shares }} findings=${findings}
      isFree=${isFree} onChange=${(/** @type {Plan} */ plan) => change({ plan })} />
    ${
      isFree &&
      html`<div class="zx-plan-save" data-open=${String(edit !== null || isDone)}>
      <${Problem} place="save" />
      <div role="status">
        ${isDone && html`<${Notice} tone="ok">${t("ui-planner.edit.saved")}<//>`}
        ${edit !== null && stops > 0 && html`<p class="zx-plan-finding" data-stops="true">${t("ui-planner.edit.stops", { count: stops })}</p>`}
      </div>
      ${edit !== null && html`<div class="zx-row"><${Button} look="main" onPress=${save}>${t("ui-planner.edit.save")}<//><${Button} look="quiet" onPress=${drop}>${t("ui-planner.edit.drop")}<//></div>`}
    </div>`
    }
    ${base && meeting.date && html`<div class="zx-row"><a class="zx-button" href=${`${base}export/calendar.ics?meeting=${meeting.id}`} download>${t("ui-planner.calendar.one")}</a></div>`}
  <//>`;
}
