// The record of a meeting: it grows by itself; the group words, objects, confirms.
import {
  activity,
  Button,
  Card,
  Chip,
  EmptyState,
  html,
  Nested,
  Notice,
  Select,
  useRef,
  useState,
} from "../../activity/static/kit.js";
import { Closing } from "./minutes-of-closing.js";
import { Objection, Remarks } from "./minutes-of-own.js";
import { Section } from "./minutes-of-section.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {import("./minutes-of-section.js").SectionView} SectionView */
/** @typedef {{id: string, title: string, date: string | null, state: string}} Meeting */
/** @typedef {{at: string, by: string, version: number, reason: string}} Seal */
/** @typedef {{meeting: Meeting | null, others: Meeting[], lane: string, lanes: {lane: string, name: string}[],
 *   sections: SectionView[], actions: any[], remarks: {text: string, mark: string},
 *   earlier: {paragraph: string, text: string, at: string}[], gaps: string[], mark: string, open_choices: number,
 *   may_write: boolean, may_confirm: boolean, may_object: boolean, objection: {text: string, named: boolean} | null,
 *   confirmed: Seal | null, reopened: Seal[], is_over: boolean, is_running: boolean,
 *   most: {wording: number, remarks: number, line: number, reason: number}}} View */
/** @typedef {{words?: Record<string, {text: string, seen: string}>, remarks?: {text: string, seen: string},
 *   objection?: {text: string, named: boolean}, reason?: string}} Typed */
/** @typedef {{typed: Typed, type: (part: Typed) => void}} Typing */

/** @type {Record<string, string>} */
const GAPS = {
  lessons: "ui-minutes.gap.lessons",
  decisions: "ui-minutes.gap.decisions",
  actions: "ui-minutes.gap.actions",
  dates: "ui-minutes.gap.dates",
  evidence: "ui-minutes.gap.evidence",
  next: "ui-minutes.gap.next",
};

/** @param {Kit} kit */
function MinutesOf(kit) {
  const { t } = kit;
  const { meeting, others } = /** @type {View} */ (kit.view);
  const [chosen, setChosen] = useState(/** @type {string | null} */ (null));
  if (!meeting)
    return html`<${Card} title=${t("ui-minutes.record.title")} quiet><${EmptyState} title=${t("ui-minutes.no-meeting")} /><//>`;
  const options = others.map((one) => ({
    value: one.id,
    label: one.date ? t("ui-minutes.record.dated", { title: one.title, date: one.date }) : one.title,
  }));
  const other = chosen !== null && chosen !== meeting.id;
  return html`<div class="zx-stack">
    ${others.length > 1 && html`<${Select} label=${t("ui-minutes.record.which")} value=${chosen ?? meeting.id} onChange=${setChosen} options=${options} />`}
    ${other ? html`<${Nested} key=${chosen} activity="minutes-of" params=${{ meeting: chosen }} />` : html`<${Record} ...${kit} />`}
  </div>`;
}

/** @param {Kit} kit */
function Record(kit) {
  const { t, draft, saveDraft, model } = kit;
  const view = /** @type {View & {meeting: Meeting}} */ (kit.view);
  const { meeting, lane, lanes, sections, confirmed, gaps, may_write } = view;
  const [typed, setTyped] = useState(/** @type {Typed} */ (draft ?? {}));
  const [rewording, setRewording] = useState(false);
  const now = useRef(typed);
  const type = (/** @type {Typed} */ part) => {
    now.current = { ...now.current, ...part };
    setTyped(now.current);
    const { words, remarks, objection, reason } = now.current;
    const some = Object.keys(words ?? {}).length > 0 || remarks || objection || reason;
    saveDraft(some ? now.current : null);
  };
  const shared = { kit, typed: now.current, type, rewording };
  const wish = `meeting=${meeting.id}${lane && lanes.length === 0 ? `&lane=${lane}` : ""}`;
  const base = model.get("base") ?? "/";
  return html`<${Card}
    title=${t("ui-minutes.record.of", { title: meeting.title })}
    lead=${confirmed ? null : t("ui-minutes.record.lead")}
    aside=${html`<${Chip} tone=${confirmed ? "ok" : "info"}>${t(confirmed ? "ui-minutes.confirmed-chip" : "ui-minutes.record.growing")}<//>`}
    foot=${html`<a class="zx-button" href=${`${base}export/meeting-minutes.docx?${wish}`}>${t("ui-minutes.record.word")}</a>
      <a class="zx-button" data-look="quiet" href=${`${base}export/meeting-brief.docx?${wish}`}>${t("ui-minutes.record.brief")}</a>`}
  >
    ${
      may_write &&
      html`<div class="zx-row"><${Button} pressed=${rewording} onPress=${() => setRewording(!rewording)}>${t(rewording ? "ui-minutes.record.reworded" : "ui-minutes.record.rewording")}<//></div>`
    }
    <div class="zx-record">
      ${sections.map((section) => html`<${Section} key=${section.id} ...${shared} section=${section} />`)}
    </div>
    ${
      may_write &&
      gaps.length > 0 &&
      html`<details class="zx-details" open><summary>${t("ui-minutes.gap.title", { count: gaps.length })}</summary>
        <ul>${gaps.map((gap) => html`<li key=${gap}>${t(GAPS[gap])}</li>`)}</ul>
      </details>`
    }
    <${Remarks} ...${shared} />
    <${Objection} ...${shared} />
    <${Closing} ...${shared} />
    <${Lanes} kit=${kit} meeting=${meeting} lanes=${lanes} />
  <//>`;
}

/** What groups recorded by themselves. @param {{kit: Kit, meeting: Meeting, lanes: {lane: string, name: string}[]}} props */
function Lanes({ kit, meeting, lanes }) {
  const { t } = kit;
  const [open, setOpen] = useState(/** @type {string | null} */ (lanes.length === 1 ? lanes[0].lane : null));
  if (lanes.length === 0) return null;
  return html`<section class="zx-stack">
    <h4 class="zx-panel-title">${t("ui-minutes.record.groups")}</h4>
    <div class="zx-row">
      ${lanes.map((one) => html`<${Button} key=${one.lane} pressed=${open === one.lane} onPress=${() => setOpen(open === one.lane ? null : one.lane)}>${one.name}<//>`)}
    </div>
    ${open === null ? html`<${Notice}>${t("ui-minutes.record.groups-hint")}<//>` : html`<${Nested} key=${open} activity="minutes-of" params=${{ meeting: meeting.id, lane: open }} />`}
  </section>`;
}

export default activity(MinutesOf);
