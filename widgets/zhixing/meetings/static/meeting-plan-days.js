// The days of a plan with their blocks: moved by arrows, keys or dragging, over the edge of a day too.
import { Button, Field, html, useEffect, useRef, useState } from "../../activity/static/kit.js";
import { useDrag } from "../../course/static/drag.js";
import { BlockRow } from "./meeting-plan-block.js";
import { NumberLine } from "./meeting-plan-number.js";
import * as times from "./meeting-plan-times.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./meeting-plan-times.js").Plan} Plan */
/** @typedef {import("./meeting-plan-times.js").Spot} Spot */
/** @typedef {{stops: boolean, day: number | null, block: string | null, sentence: import("../../activity/static/kit.js").Pair}} Finding */

/** @type {Record<string, -1 | 1>} */
const KEYS = { ArrowUp: -1, ArrowDown: 1 };

/**
 * @param {{kit: Kit, plan: Plan, date: string, shares: Record<string, number>, findings: Finding[], isFree: boolean,
 *   onChange: (plan: Plan) => void}} props
 */
export function Days({ kit, plan, date, shares, findings, isFree, onChange }) {
  const { t, say, view } = kit;
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  const wanted = useRef(/** @type {{id: string, way: string} | null} */ (null));
  const [said, setSaid] = useState("");
  const [open, setOpen] = useState("");
  const past = new Set(view.past);
  const current = new Set(view.current);
  const spots = plan.days.flatMap((day, at) => [
    { day: at, place: -1 },
    ...day.blocks.map((_, place) => ({ day: at, place })),
  ]);
  const isHeld = (/** @type {Spot} */ { day, place }) => {
    const id = plan.days[day].blocks[place]?.id;
    return past.has(id) || current.has(id);
  };
  const put = (/** @type {Spot} */ from, /** @type {Spot | null} */ to, way = "grip") => {
    if (!to || isHeld(from)) return;
    const block = plan.days[from.day].blocks[from.place];
    const next = times.moved(plan, from, to);
    wanted.current = { id: block.id, way };
    const time = times.timesOf(next.days[to.day])[to.place];
    setSaid(t("ui-planner.block.moved", { title: say(block.title), day: to.day + 1, time: time.begins }));
    onChange(next);
  };
  const rows = () =>
    /** @type {HTMLElement[]} */ ([...(list.current?.querySelectorAll("[data-plan-row]") ?? [])]);
  const { drag, grip } = useDrag(rows, (from, to) => put(spots[from], times.spotOf(plan, to, spots[from])));
  useEffect(() => {
    const { id, way } = wanted.current ?? {};
    wanted.current = null;
    const place = id ? list.current?.querySelector(`[data-block="${id}"]`) : null;
    const target = place?.querySelector(way ? `[data-way="${way}"]` : "input, button");
    /** @type {HTMLElement | null | undefined} */ (target)?.focus();
  });
  const add = (/** @type {Spot} */ after) => {
    const { plan: next, id } = times.added(plan, after, t("ui-planner.block.new"));
    wanted.current = { id, way: "" };
    setOpen(id);
    onChange(next);
  };
  const verbsOf = (/** @type {Spot} */ at) => {
    const block = plan.days[at.day].blocks[at.place];
    const isOver = past.has(block.id);
    if (!isFree || isOver) return null;
    const may = !isHeld(at);
    const way = (/** @type {-1 | 1} */ by) => (may ? times.step(plan, at, by) : null);
    const mover = (/** @type {-1 | 1} */ by, /** @type {string} */ name) => {
      const to = way(by);
      return to && (() => put(at, to, name));
    };
    return {
      change: (/** @type {Partial<times.Block>} */ some) => onChange(times.withBlock(plan, block.id, some)),
      up: mover(-1, "up"),
      down: mover(1, "down"),
      remove: may ? () => onChange(times.without(plan, block.id)) : null,
      add: () => add(at),
      split: may && at.place > 0 ? () => onChange(times.split(plan, at)) : null,
    };
  };
  const dropOf = (/** @type {number} */ row) => {
    if (!drag || drag.from === drag.to || drag.to !== row) return undefined;
    return drag.to < drag.from ? "above" : "below";
  };
  let row = -1;
  return html`<div class="zx-plan-days" ref=${list}>
    ${plan.days.map((day, at) => {
      const clocks = times.timesOf(day);
      const headRow = (row += 1);
      return html`<section key=${at} class="zx-plan-day" aria-label=${t("ui-planner.day.name", { day: at + 1 })}>
        <div data-plan-row data-drop=${dropOf(headRow)} class="zx-plan-head">
          <${DayHead} kit=${kit} plan=${plan} at=${at} date=${date} isFree=${isFree && !day.blocks.some((block) => past.has(block.id) || current.has(block.id))} onChange=${onChange} />
          ${findings.filter((one) => one.day === at && !one.block).map((one) => html`<p key=${one.sentence.zh} class="zx-plan-finding" data-stops=${String(one.stops)}>${say(one.sentence)}</p>`)}
        </div>
        <ol class="zx-list zx-plan-blocks">
          ${day.blocks.map((block, place) => {
            const here = (row += 1);
            const spot = { day: at, place };
            const press = (/** @type {KeyboardEvent} */ event) => {
              const target = /** @type {HTMLElement} */ (event.target).closest("[data-way]");
              if (!target || !KEYS[event.key] || !isFree || isHeld(spot)) return;
              event.preventDefault();
              put(spot, times.step(plan, spot, KEYS[event.key]), target.getAttribute("data-way") ?? "grip");
            };
            return html`<li key=${block.id} data-plan-row data-block=${block.id} class="zx-plan-block"
              data-held=${drag?.from === here ? "true" : undefined} data-drop=${dropOf(here)}
              style=${drag?.from === here ? { transform: `translateY(${drag.shift}px)` } : undefined} onKeyDown=${press}>
              <${BlockRow} kit=${kit} block=${block} time=${clocks[place]} share=${shares[block.id]}
                findings=${findings.filter((one) => one.block === block.id)} groups=${view.crowd.groups} parts=${view.parts}
                standing=${past.has(block.id) ? "past" : current.has(block.id) ? "current" : "ahead"}
                verbs=${verbsOf(spot)} grip=${isFree && !isHeld(spot) ? grip(here) : null}
                isOpen=${open === block.id} onToggle=${() => setOpen(open === block.id ? "" : block.id)} />
            </li>`;
          })}
        </ol>
        ${isFree && html`<div><${Button} look="quiet" onPress=${() => add({ day: at, place: day.blocks.length - 1 })}>${t("ui-planner.day.add-block", { day: at + 1 })}<//></div>`}
      </section>`;
    })}
    <p class="zx-unseen" role="status">${said}</p>
  </div>`;
}

/**
 * What stands above a day: its number and date, when it begins, how long it is.
 * @param {{kit: Kit, plan: Plan, at: number, date: string, isFree: boolean, onChange: (plan: Plan) => void}} props
 */
function DayHead({ kit, plan, at, date, isFree, onChange }) {
  const { t, locale } = kit;
  const day = plan.days[at];
  const minutes = times.minutesOf(day);
  const ends = times.clockOf(times.minuteOf(day.starts) + minutes);
  const change = (/** @type {Partial<times.Day>} */ some) => onChange(times.withDay(plan, at, some));
  const isDate = /^\d{4}-\d\d-\d\d$/.test(date);
  return html`<div class="zx-stack">
    <div class="zx-row">
      <h4 class="zx-panel-title">${t("ui-planner.day.name", { day: at + 1 })}${isDate && html` <span class="zx-muted">${times.dayName(date, locale, day.offset)}</span>`}</h4>
      <span class="zx-muted zx-small">${t("ui-planner.day.span", { begins: day.starts, ends, hours: Math.floor(minutes / 60), minutes: minutes % 60 })}</span>
    </div>
    ${
      isFree &&
      html`<div class="zx-row zx-plan-day-fields">
        <${Field} label=${t("ui-planner.day.starts")} type="time" required value=${day.starts} onInput=${(/** @type {string} */ starts) => change({ starts })} />
        ${at > 0 && html`<${NumberLine} label=${t("ui-planner.day.offset")} value=${day.offset} onNumber=${(/** @type {number} */ offset) => change({ offset })} />`}
        ${at > 0 && html`<${Button} look="quiet" onPress=${() => onChange(times.joined(plan, at))}>${t("ui-planner.day.join")}<//>`}
      </div>`
    }
  </div>`;
}
