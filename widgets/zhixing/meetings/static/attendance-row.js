// One person in one half-day: four states to tap, times where somebody came late or left early.
import { Button, html, Problem, useRef, useState } from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./attendance.js").Line} Line */
/** @typedef {import("./attendance.js").Mark} Mark */

/** @type {[string, string][]} */
export const STATES = [
  ["present", "ui-packet.attendance.present"],
  ["late", "ui-packet.attendance.late"],
  ["leave", "ui-packet.attendance.leave"],
  ["absent", "ui-packet.attendance.absent"],
];

/**
 * @param {{kit: Kit, line: Line, mark: Mark | null, where: {meeting: string, lane: string, half: number},
 *   ahead: boolean}} props
 */
export function AttendanceRow({ kit, line, mark, where, ahead }) {
  const { t, act } = kit;
  const times = useTimes(kit, `${where.meeting}/${where.half}/${line.id}`);
  const place = `person-${line.id}`;
  const [leaving, setLeaving] = useState(false);
  const put = async (/** @type {Mark | null} */ wanted) => {
    await act("mark", { ...where, person: line.id, wanted, seen: mark }, place);
    times.clear();
    setLeaving(false);
  };
  const tap = (/** @type {string} */ state) =>
    put(mark?.state === state ? null : { state, came: null, went: null });
  const came = times.typed.came ?? mark?.came ?? "";
  const went = times.typed.went ?? mark?.went ?? "";
  const timed = mark?.state === "late" || (mark?.state === "present" && (leaving || mark.went !== null));
  const changed = came !== (mark?.came ?? "") || went !== (mark?.went ?? "");
  const states = ahead ? STATES.filter(([state]) => state === "leave") : STATES;
  return html`<li class="zx-attendance-row" data-state=${mark?.state ?? "none"}>
    <div class="zx-attendance-who">
      <span class="zx-number">${line.number}</span>
      <span><b>${line.name}</b> <span class="zx-muted">${[line.unit, line.post].filter(Boolean).join(" · ")}</span></span>
    </div>
    <div class="zx-attendance-states" role="group" aria-label=${t("ui-packet.attendance.state-of", { name: line.name })}>
      ${states.map(([state, key]) => html`<${Button} key=${state} pressed=${mark?.state === state} onPress=${() => tap(state)}>${t(key)}<//>`)}
      ${mark?.state === "present" && !timed && html`<${Button} look="quiet" label=${t("ui-packet.attendance.left-of", { name: line.name })} onPress=${() => setLeaving(true)}>${t("ui-packet.attendance.left")}<//>`}
    </div>
    ${
      timed &&
      mark &&
      html`<div class="zx-attendance-times">
        ${mark.state === "late" && html`<${Time} label=${t("ui-packet.attendance.came")} value=${came} onInput=${(/** @type {string} */ value) => times.type({ came: value })} />`}
        <${Time} label=${t("ui-packet.attendance.went")} value=${went} onInput=${(/** @type {string} */ value) => times.type({ went: value })} />
        ${changed && html`<${Button} look="main" onPress=${() => put({ state: mark.state, came: came || null, went: went || null })}>${t("ui-packet.save")}<//>`}
      </div>`
    }
    <${Problem} place=${place} />
  </li>`;
}

/** @param {{label: string, value: string, onInput: (value: string) => void}} props */
function Time({ label, value, onInput }) {
  return html`<label class="zx-attendance-time">${label}
    <input class="zx-input" type="time" value=${value} onInput=${(/** @type {any} */ event) => onInput(event.currentTarget.value)} />
  </label>`;
}

/** Times typed and not saved yet, kept with the page's draft. @param {Kit} kit @param {string} name */
function useTimes(kit, name) {
  const kept = useRef(/** @type {{came?: string, went?: string}} */ (kit.draft?.times?.[name] ?? {}));
  const [, redraw] = useState(0);
  const store = (/** @type {{came?: string, went?: string}} */ typed) => {
    kept.current = typed;
    redraw((count) => count + 1);
    typing(kit, (draft) => {
      const times = { ...draft.times, [name]: typed };
      if (Object.keys(typed).length === 0) delete times[name];
      return { ...draft, times };
    });
  };
  return {
    typed: kept.current,
    type: (/** @type {{came?: string, went?: string}} */ part) => store({ ...kept.current, ...part }),
    clear: () => store({}),
  };
}

/** @type {WeakMap<object, any>} */
const drafts = new WeakMap();

/**
 * Change what the page keeps of typed and unsent words: rows and lists share one draft.
 * @param {Kit} kit @param {(draft: any) => any} change
 */
export function typing(kit, change) {
  const next = change(drafts.get(kit.model) ?? kit.draft ?? {});
  drafts.set(kit.model, next);
  const some = Object.keys(next.times ?? {}).length > 0 || Object.keys(next.lists ?? {}).length > 0;
  kit.saveDraft(some ? next : null);
}
