// All blocks of a meeting: a strip to scale, and planned beside actual times.
import { clock, html } from "../../activity/static/kit.js";
import { startedLate } from "./meeting-room-time.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {{id: string, title: Pair, minutes: number, start: string, day: number, form: string, apart: boolean,
 *   began: string | null, ended: string | null}} Slot */

/** @param {Slot} slot */
function stateOf({ began, ended }) {
  return ended ? "done" : began ? "now" : "coming";
}

/** @param {Kit} kit */
export function Strip(kit) {
  const { view, t } = kit;
  /** @type {Slot[]} */
  const strip = view.strip;
  const days = [...new Set(strip.map(({ day }) => day))];
  return html`<div class="zx-stack">
    <div class="zx-strip" aria-hidden="true">
      ${strip.map((slot) => html`<span key=${slot.id} data-state=${stateOf(slot)} data-form=${slot.form} style=${{ flexGrow: slot.minutes }}></span>`)}
    </div>
    <details class="zx-details" open=${view.phase === "planned"}>
      <summary>${t("ui-room.strip.title")}</summary>
      <${StartedLate} ...${kit} />
      ${days.map((day) => html`<${Day} key=${day} ...${kit} day=${day} titled=${days.length > 1} />`)}
    </details>
  </div>`;
}

/** @param {Kit} kit */
function StartedLate({ view, t }) {
  const { meeting, strip } = view;
  const minutes = startedLate(meeting.date, strip[0]?.start, strip[0]?.began);
  if (minutes === null) return null;
  if (minutes > 0)
    return html`<p class="zx-muted zx-small">${t("ui-room.strip.late-start", { minutes })}</p>`;
  return html`<p class="zx-muted zx-small">${t("ui-room.strip.early-start", { minutes: -minutes })}</p>`;
}

/** @param {Kit & {day: number, titled: boolean}} props */
function Day({ view, t, say, locale, day, titled }) {
  /** @type {Slot[]} */
  const strip = view.strip;
  const real = (/** @type {Slot} */ { began, ended }) => {
    if (!began) return "";
    if (!ended) return t("ui-room.strip.since", { began: clock(began, locale) });
    return t("ui-room.strip.span", { began: clock(began, locale), ended: clock(ended, locale) });
  };
  const words = { done: t("ui-room.strip.done"), now: t("ui-room.strip.now"), coming: "" };
  return html`<table class="zx-table zx-strip-table">
    ${titled && html`<caption>${t("ui-room.strip.day", { day: day + 1 })}</caption>`}
    <thead><tr><th scope="col">${t("ui-room.strip.planned")}</th><th scope="col">${t("ui-room.strip.block")}</th><th scope="col">${t("ui-room.strip.real")}</th></tr></thead>
    <tbody>
      ${strip
        .filter((slot) => slot.day === day)
        .map(
          (
            slot,
          ) => html`<tr key=${slot.id} data-state=${stateOf(slot)} aria-current=${stateOf(slot) === "now" ? "step" : undefined}>
            <td class="zx-strip-start">${slot.start}</td>
            <td>${say(slot.title)}<span class="zx-muted zx-small zx-strip-minutes">${t("ui-room.minutes", { minutes: slot.minutes })}${slot.apart && ` · ${t("ui-room.strip.apart")}`}</span></td>
            <td class="zx-strip-real">${real(slot)}${words[stateOf(slot)] && html`<span class="zx-unseen">${words[stateOf(slot)]}</span>`}</td>
          </tr>`,
        )}
    </tbody>
  </table>`;
}
