// A new meeting: from a template, or by the plan of another.
import {
  Button,
  Choice,
  Field,
  html,
  Problem,
  Select,
  useEffect,
  useRef,
  useState,
} from "../../activity/static/kit.js";
import { lengthName } from "./meeting-plan-words.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {{template: string, team: string, title: string, date: string, place: string, starts: string, minutes: number}} Fresh */

const MOST = 120;

/** Whom a meeting may be for. @param {Kit} kit */
function teamOptions({ t, view }) {
  const names = new Map(view.teams.map((/** @type {any} */ one) => [one.id, one.name]));
  return view.plans_for.map((/** @type {string} */ id) => ({
    value: id,
    label: id === "" ? t("ui-planner.class") : names.get(id),
  }));
}

/** @param {Kit} kit @param {string} team @param {string} template @returns {Fresh} */
function begun({ view, say }, team, template) {
  const offered = view.offered[team ? "group" : "class"];
  const kind = view.kinds.find(
    (/** @type {any} */ one) => one.kind === template && offered.includes(template),
  );
  const chosen = kind ?? view.kinds.find((/** @type {any} */ one) => one.kind === offered[0]);
  return {
    ...{ template: chosen.kind, team, title: say(chosen.title), date: "", place: "" },
    ...{ starts: chosen.starts, minutes: chosen.lengths[0] },
  };
}

/**
 * @param {{kit: Kit, typed: Fresh | undefined, onType: (fresh: Fresh) => void, onMade: (id: string) => void}} props
 */
export function NewMeeting({ kit, typed, onType, onMade }) {
  const { t, say, view, act } = kit;
  const usual = begun(kit, view.plans_for[0], "");
  const known = typed && view.plans_for.includes(typed.team) ? typed : usual;
  const fresh = view.offered[known.team ? "group" : "class"].includes(known.template) ? known : usual;
  const change = (/** @type {Partial<Fresh>} */ some) => onType({ ...fresh, ...some });
  const offered = view.offered[fresh.team ? "group" : "class"];
  const kind = view.kinds.find((/** @type {any} */ one) => one.kind === fresh.template);
  const choose = (/** @type {string} */ team, /** @type {string} */ template) => {
    const next = begun(kit, team, template);
    const isOwn = fresh.title !== say(kind.title);
    onType({ ...next, date: fresh.date, place: fresh.place, title: isOwn ? fresh.title : next.title });
  };
  const make = async () => {
    const { minutes, ...content } = fresh;
    const reply = await act(
      "create",
      { ...content, minutes: minutes === kind.lengths[0] ? null : minutes },
      "new",
    );
    onMade(reply.meeting);
  };
  const blockers = fresh.title.trim() ? [] : [t("ui-planner.new.no-title")];
  return html`<section class="zx-panel" aria-label=${t("ui-planner.new.open")}>
    ${view.plans_for.length > 1 && html`<${Select} label=${t("ui-planner.new.team")} value=${fresh.team} options=${teamOptions(kit)} onChange=${(/** @type {string} */ team) => choose(team, fresh.template)} />`}
    <${Choice} legend=${t("ui-planner.new.template")} value=${fresh.template} onChange=${(/** @type {string} */ template) => choose(fresh.team, template)}
      options=${offered.map((/** @type {string} */ name) => {
        const one = view.kinds.find((/** @type {any} */ each) => each.kind === name);
        return { value: name, label: say(one.title), note: say(one.note) };
      })} />
    <p class="zx-muted zx-small">${t("ui-planner.new.parts", { count: kind.parts.length, parts: kind.parts.map(say).join(t("ui-planner.arrow")) })}</p>
    ${
      kind.lengths.length > 1 &&
      html`<${Choice} legend=${t("ui-planner.new.length")} row="narrow" value=${String(fresh.minutes)}
      options=${kind.lengths.map((/** @type {number} */ minutes) => ({ value: String(minutes), label: lengthName(minutes, kind.days, t) }))}
      onChange=${(/** @type {string} */ minutes) => change({ minutes: Number(minutes) })} />`
    }
    <div class="zx-two">
      <${Field} label=${t("ui-planner.edit.title")} required max=${MOST} value=${fresh.title} onInput=${(/** @type {string} */ title) => change({ title })} />
      <${Field} label=${t("ui-planner.edit.place")} max=${MOST} value=${fresh.place} onInput=${(/** @type {string} */ place) => change({ place })} />
      <${Field} label=${t("ui-planner.edit.date")} type="date" value=${fresh.date} onInput=${(/** @type {string} */ date) => change({ date })} />
      <${Field} label=${t("ui-planner.new.starts")} type="time" required value=${fresh.starts} onInput=${(/** @type {string} */ starts) => change({ starts })} />
    </div>
    <${Problem} place="new" />
    <div class="zx-row"><${Button} look="main" blockers=${blockers} onPress=${make}>${t("ui-planner.new.make")}<//></div>
  </section>`;
}

/** @param {{kit: Kit, meeting: any, onMade: () => void}} props */
export function CopyMeeting({ kit, meeting, onMade }) {
  const { t, act, view } = kit;
  const place = `copy-${meeting.id}`;
  const section = useRef(/** @type {HTMLElement | null} */ (null));
  const [team, setTeam] = useState(meeting.team);
  const [title, setTitle] = useState(meeting.title);
  const [date, setDate] = useState("");
  const make = async () => {
    await act("copy", { meeting: meeting.id, team, title, date, place: meeting.place }, place);
    onMade();
  };
  useEffect(() => {
    section.current?.querySelector("input")?.focus();
  }, []);
  return html`<section class="zx-panel" ref=${section} aria-label=${t("ui-planner.entry.copy-one", { title: meeting.title })}>
    <div class="zx-two">
      <${Field} label=${t("ui-planner.edit.title")} required max=${MOST} value=${title} onInput=${setTitle} />
      <${Field} label=${t("ui-planner.edit.date")} type="date" value=${date} onInput=${setDate} />
      ${view.plans_for.length > 1 && html`<${Select} label=${t("ui-planner.new.team")} value=${team} options=${teamOptions(kit)} onChange=${setTeam} />`}
    </div>
    <${Problem} place=${place} />
    <div class="zx-row"><${Button} look="main" onPress=${make}>${t("ui-planner.entry.copy-make")}<//></div>
  </section>`;
}
