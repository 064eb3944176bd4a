// Attendance by half-day: all present by one press, exceptions by tap, the signed sheet by number.
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
  useState,
} from "../../activity/static/kit.js";
import { Batch } from "./attendance-batch.js";
import { AttendanceRow } from "./attendance-row.js";
import { OwnHours } from "./attendance-own.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {{state: string, came: string | null, went: string | null}} Mark */
/** @typedef {{number: number, id: string, name: string, unit: string, post: string, table: number | null,
 *   marks: Record<string, Mark>}} Line */
/** @typedef {{day: number, date: string | null, morning: boolean, begins: number, ends: number, ahead: boolean}} Half */
/** @typedef {{id: string, title: string, date: string | null}} Meeting */
/** @typedef {{meeting: Meeting | null, others: Meeting[], lane: string, may_mark: boolean, may_certify: boolean,
 *   halves: Half[], lines: Line[], most: number, rule: {minutes: number, late: number},
 *   own: import("./attendance-own.js").Own}} View */

const FULL_LIST = 40;

/** @param {Kit} kit */
function Attendance(kit) {
  const { t } = kit;
  const view = /** @type {View} */ (kit.view);
  const [chosen, setChosen] = useState(/** @type {string | null} */ (null));
  const { meeting, others } = view;
  if (!meeting)
    return html`<${Card} title=${t("ui-packet.attendance.title")} quiet>
      <${EmptyState} title=${t("ui-packet.no-meeting")} />
      <${OwnHours} kit=${kit} own=${view.own} rule=${view.rule} />
    <//>`;
  const other = chosen !== null && chosen !== meeting.id;
  return html`<div class="zx-stack">
    ${
      others.length > 1 &&
      html`<${Select} label=${t("ui-packet.which")} value=${chosen ?? meeting.id} onChange=${setChosen}
        options=${others.map((one) => ({ value: one.id, label: one.date ? t("ui-packet.dated", { title: one.title, date: one.date }) : one.title }))} />`
    }
    ${other ? html`<${Nested} key=${chosen} activity="attendance" params=${{ meeting: chosen }} />` : html`<${Sheet} ...${kit} />`}
  </div>`;
}

/** @param {Kit} kit */
function Sheet(kit) {
  const { t, act, model } = kit;
  const view = /** @type {View & {meeting: Meeting}} */ (kit.view);
  const { meeting, lane, halves, lines, may_mark, may_certify } = view;
  const [half, setHalf] = useState(() => latest(halves));
  const [table, setTable] = useState("");
  if (!may_mark)
    return html`<${Card} title=${t("ui-packet.attendance.own")} quiet><${OwnHours} kit=${kit} own=${view.own} rule=${view.rule} /><//>`;
  if (halves.length === 0)
    return html`<${Card} title=${t("ui-packet.attendance.title")} quiet><${EmptyState} title=${t("ui-packet.attendance.no-halves")} /><//>`;
  const at = Math.min(half, halves.length - 1);
  const tables = [...new Set(lines.map((line) => line.table))].sort((a, b) => (a ?? 1e9) - (b ?? 1e9));
  const shown = table === "" ? lines : lines.filter((line) => String(line.table ?? "none") === table);
  const many = lines.length > FULL_LIST && table === "";
  const where = { meeting: meeting.id, lane, half: at };
  const base = model.get("base") ?? "/";
  const wish = `meeting=${meeting.id}&lane=${lane}`;
  return html`<${Card}
    title=${t("ui-packet.attendance.of", { title: meeting.title })}
    lead=${t("ui-packet.attendance.lead")}
    foot=${html`<a class="zx-button" href=${`${base}export/sign-sheet.docx?${wish}`} download>${t("ui-packet.attendance.sign-sheet")}</a>
      <a class="zx-button" data-look="quiet" href=${`${base}export/sign-sheet.docx?${wish}&told=yes`} download>${t("ui-packet.attendance.told-sheet")}</a>
      ${
        may_certify &&
        html`<a class="zx-button" data-look="quiet" href=${`${base}export/hours-list.docx`} download>${t("ui-packet.attendance.hours-list")}</a>
        <a class="zx-button" data-look="quiet" href=${`${base}export/hours-certificate.docx`} download>${t("ui-packet.attendance.certificates")}</a>`
      }`}
  >
    <div class="zx-row" role="group" aria-label=${t("ui-packet.attendance.halves")}>
      ${halves.map((one, index) => html`<${Button} key=${index} pressed=${index === at} onPress=${() => setHalf(index)}>${named(t, one)}<//>`)}
    </div>
    <${Counts} t=${t} lines=${lines} half=${at} />
    ${halves[at].ahead && html`<${Notice}>${t("ui-packet.attendance.ahead")}<//>`}
    ${
      !halves[at].ahead &&
      html`<div class="zx-row">
        <${Button} look="main" onPress=${() => act("all-present", where)}>${t("ui-packet.attendance.all-present")}<//>
        <${Button} look="quiet" onPress=${() => act("take-back", where)}>${t("ui-packet.attendance.take-back")}<//>
      </div>`
    }
    ${
      lines.length > FULL_LIST &&
      html`<${Select} label=${t("ui-packet.attendance.table")} value=${table} onChange=${setTable}
        options=${[
          { value: "", label: t("ui-packet.attendance.exceptions") },
          ...tables.map((one) => ({
            value: String(one ?? "none"),
            label:
              one === null
                ? t("ui-packet.attendance.no-table")
                : t("ui-packet.attendance.table-number", { number: one }),
          })),
        ]} />`
    }
    <ul class="zx-list zx-attendance" aria-label=${t("ui-packet.attendance.people")}>
      ${shown
        .filter((line) => !many || isException(line.marks[at]))
        .map(
          (line) =>
            html`<${AttendanceRow} key=${`${line.id}/${at}`} kit=${kit} line=${line} mark=${line.marks[at] ?? null} where=${where} ahead=${halves[at].ahead} />`,
        )}
    </ul>
    ${!halves[at].ahead && html`<${Batch} key=${at} kit=${kit} where=${where} half=${named(t, halves[at])} most=${view.most} />`}
    ${view.own.meetings.length > 0 && html`<${OwnHours} kit=${kit} own=${view.own} rule=${view.rule} />`}
  <//>`;
}

/** How many are marked how. @param {{t: Kit["t"], lines: Line[], half: number}} props */
function Counts({ t, lines, half }) {
  const count = (/** @type {string} */ state) =>
    lines.filter((line) => line.marks[half]?.state === state).length;
  const none = lines.filter((line) => !line.marks[half]).length;
  return html`<p class="zx-row" role="status">
    <span>${t("ui-packet.attendance.counts", { present: count("present"), late: count("late"), leave: count("leave"), absent: count("absent") })}</span>
    ${none > 0 ? html`<${Chip} tone="info">${t("ui-packet.attendance.unmarked", { count: none })}<//>` : html`<${Chip} tone="ok">${t("ui-packet.attendance.complete")}<//>`}
  </p>`;
}

/** @param {Mark | undefined} mark */
function isException(mark) {
  return Boolean(mark && (mark.state !== "present" || mark.went));
}

/** The last half-day whose day has come. @param {Half[]} halves */
function latest(halves) {
  const come = halves.filter((half) => !half.ahead && half.date !== null).length;
  return Math.max(0, come - 1);
}

/** @param {Kit["t"]} t @param {Half} half */
function named(t, { day, date, morning }) {
  const part = t(morning ? "ui-packet.attendance.morning" : "ui-packet.attendance.afternoon");
  return date
    ? t("ui-packet.attendance.half-date", { date, part })
    : t("ui-packet.attendance.half-day", { day, part });
}

export default activity(Attendance);
