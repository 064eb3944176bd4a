// The groups side by side: who is in each, what each lacks, and dragging people between them.
import {
  Button,
  Chip,
  Field,
  html,
  Problem,
  Select,
  useEffect,
  useMemo,
  useState,
} from "../../activity/static/kit.js";
import { useDrag } from "./grouping-drag.js";
import { DUTIES, lacking, listed, missedBy, SHORT, slotName, tone } from "./grouping-words.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./grouping-words.js").Grouping} Grouping */
/** @typedef {import("./grouping-words.js").Slot} Slot */
/** @typedef {import("./grouping-words.js").Person} Person */
/** @typedef {import("./grouping-words.js").Finding} Finding */
/** @typedef {import("./grouping-words.js").Most} Most */
/** @typedef {import("./grouping-drag.js").Drag} Drag */
/**
 * @typedef {object} Desk what can be done on the board
 * @property {(moves: {person: string, slot: string | null}[], said: string) => Promise<any>} move
 * @property {(kind: string, data: object, place?: string) => Promise<any>} change
 * @property {string | null} selected
 * @property {(person: string | null) => void} select
 * @property {boolean} isOpen whether the grouping can be changed
 */

const OPEN_AT_ONCE = 12;
const OPEN_ON_PHONE = 4;

/** @param {{kit: Kit, grouping: Grouping, most: Most, desk: Desk}} props */
export function Board({ kit, grouping, most, desk }) {
  const { t } = kit;
  const people = useMemo(() => new Map(grouping.people.map((one) => [one.id, one])), [grouping.people]);
  const isNarrow = window.matchMedia("(max-width: 40rem)").matches;
  const usual = grouping.slots.length <= (isNarrow ? OPEN_ON_PHONE : OPEN_AT_ONCE);
  const [flipped, setFlipped] = useState(/** @type {Record<string, boolean>} */ ({}));
  const [all, setAll] = useState(/** @type {boolean | null} */ (null));
  const isOpen = (/** @type {string} */ key) => flipped[key] ?? all ?? usual;
  const openAll = (/** @type {boolean} */ open) => {
    setFlipped({});
    setAll(open);
  };
  const { drag, begin, ghost } = useDrag((person, target) => {
    const moves = dropMoves(grouping, person, target);
    if (moves) desk.move(moves, dropWords(t, grouping, people, person, target)).catch(() => undefined); // it is on the screen
  });
  const isDragging = drag !== null;
  useEffect(() => {
    if (isDragging) desk.select(null); // the panel of a person would hide where to drop
  }, [isDragging]);
  return html`<div class="zx-stack" data-dragging=${drag ? "true" : undefined} onPointerDown=${desk.isOpen ? begin : undefined}>
    <div class="zx-row">
      <${Button} look="quiet" onPress=${() => openAll(true)}>${t("ui-grouping.open-all")}<//>
      <${Button} look="quiet" onPress=${() => openAll(false)}>${t("ui-grouping.close-all")}<//>
    </div>
    <${Pool} kit=${kit} grouping=${grouping} people=${people} desk=${desk} drag=${drag} />
    <div class="zx-grouping-board">
      ${grouping.slots.map(
        (
          slot,
        ) => html`<${Group} key=${slot.key} kit=${kit} grouping=${grouping} slot=${slot} people=${people} most=${most} desk=${desk} drag=${drag}
          isOpen=${isOpen(slot.key)} onToggle=${(/** @type {boolean} */ open) => setFlipped({ ...flipped, [slot.key]: open })} />`,
      )}
    </div>
    ${
      drag &&
      html`<div class="zx-grouping-ghost" ref=${ghost} aria-hidden="true">
      <strong>${people.get(drag.person)?.name}</strong>
      <span>${drag.over ? dropWords(t, grouping, people, drag.person, drag.over) : t("ui-grouping.drag.nowhere")}</span>
    </div>`
    }
  </div>`;
}

/** @param {Grouping} grouping @param {string} person */
export function slotOf(grouping, person) {
  return grouping.slots.find((slot) => slot.people.includes(person)) ?? null;
}

/**
 * What dropping somebody somewhere would move: onto a person they are swapped, else they move there.
 * @param {Grouping} grouping @param {string} person @param {import("./grouping-drag.js").Target} target
 */
function dropMoves(grouping, person, target) {
  const from = slotOf(grouping, person)?.key ?? null;
  if (target.slot === from) return null;
  const moves = [{ person, slot: target.slot }];
  if (target.person && !grouping.locked.includes(target.person))
    moves.push({ person: target.person, slot: from });
  return moves;
}

/** @param {Kit["t"]} t @param {Grouping} grouping @param {Map<string, Person>} people @param {string} person @param {import("./grouping-drag.js").Target} target */
function dropWords(t, grouping, people, person, target) {
  const from = slotOf(grouping, person);
  if (target.slot === (from?.key ?? null)) return t("ui-grouping.drag.same");
  const name = people.get(person)?.name ?? "";
  if (target.person && !grouping.locked.includes(target.person))
    return t("ui-grouping.drag.swap", { name, other: people.get(target.person)?.name ?? "" });
  const slot = grouping.slots.find(({ key }) => key === target.slot);
  return slot
    ? t("ui-grouping.drag.move", { name, slot: slotName(t, slot) })
    : t("ui-grouping.drag.out", { name });
}

/** Those who are in no group yet. @param {{kit: Kit, grouping: Grouping, people: Map<string, Person>, desk: Desk, drag: Drag | null}} props */
function Pool({ kit, grouping, people, desk, drag }) {
  const { t } = kit;
  if (grouping.unplaced.length === 0 && !desk.isOpen) return null;
  return html`<section class="zx-panel zx-grouping-pool" data-slot="" data-over=${String(drag?.over?.slot === null)} aria-label=${t("ui-grouping.unplaced.title")}>
    <h4 class="zx-panel-title">${t("ui-grouping.unplaced.count", { count: grouping.unplaced.length })}</h4>
    <${Names} kit=${kit} grouping=${grouping} ids=${grouping.unplaced} people=${people} desk=${desk} drag=${drag} />
  </section>`;
}

/** @param {{kit: Kit, grouping: Grouping, slot: Slot, people: Map<string, Person>, most: Most, desk: Desk, drag: Drag | null,
 *   isOpen: boolean, onToggle: (open: boolean) => void}} props */
function Group({ kit, grouping, slot, people, most, desk, drag, isOpen, onToggle }) {
  const { t } = kit;
  const missed = slot.findings.filter((finding) => missedBy(finding) > 0);
  const grave = missed.filter((finding) => tone(finding) !== "quiet");
  return html`<details class="zx-panel zx-grouping-group" open=${isOpen} data-slot=${slot.key} data-over=${String(drag?.over?.slot === slot.key)}
    onToggle=${(/** @type {any} */ event) => event.currentTarget.open !== isOpen && onToggle(event.currentTarget.open)}>
    <summary>
      <span class="zx-grouping-name-of">${t("ui-grouping.slot", { number: slot.number })}</span>
      <span class="zx-muted">${t("ui-grouping.count", { count: slot.people.length })}</span>
      ${slot.name && html`<span class="zx-grouping-topic">${slot.name}</span>`}
      <span class="zx-grouping-chips">
        ${
          slot.people.length > 0 &&
          (grave.length === 0
            ? html`<${Chip} tone="ok">${t(missed.length === 0 ? "ui-grouping.all-met" : "ui-grouping.needs-met")}<//>`
            : grave.map(
                (finding) =>
                  html`<${Chip} key=${finding.rule} tone=${tone(finding)}>${lacking(t, finding)}<//>`,
              ))
        }
      </span>
    </summary>
    ${
      isOpen &&
      html`<${Names} kit=${kit} grouping=${grouping} ids=${slot.people} people=${people} desk=${desk} drag=${drag} />
      ${slot.people.length > 0 && html`<${Rulings} t=${t} slot=${slot} people=${people} />`}
      ${desk.isOpen && html`<${Setting} kit=${kit} grouping=${grouping} slot=${slot} most=${most} desk=${desk} />`}`
    }
  </details>`;
}

/** People as names to tap or to drag. @param {{kit: Kit, grouping: Grouping, ids: string[], people: Map<string, Person>, desk: Desk, drag: Drag | null}} props */
function Names({ kit, grouping, ids, people, desk, drag }) {
  const { t } = kit;
  return html`<ul class="zx-list zx-grouping-names">
    ${ids.map((id) => {
      const person = people.get(id);
      if (!person) return null;
      const isLocked = grouping.locked.includes(id);
      const duty = grouping.duties[id];
      return html`<li key=${id} class="zx-grouping-person" data-person=${id} data-locked=${String(isLocked)} data-duty=${duty}
        data-moving=${String(drag?.person === id)} data-swap=${String(drag?.over?.person === id && !isLocked)}>
        ${desk.isOpen && !isLocked && html`<span class="zx-grouping-handle" data-handle aria-hidden="true">⠿</span>`}
        <button type="button" id=${`person-${id}`} aria-pressed=${String(desk.selected === id)} onClick=${() => desk.select(desk.selected === id ? null : id)}>
          <span class="zx-grouping-who">${person.name}</span>
          ${duty && html` <${Chip} tone="info">${t(DUTIES[duty])}<//>`}
          ${isLocked && html` <${Chip}>${t("ui-grouping.locked")}<//>`}
          <span class="zx-grouping-from">${[person.unit, person.post].filter(Boolean).join(" · ")}</span>
        </button>
      </li>`;
    })}
  </ul>`;
}

/** Rule by rule how one group stands, with whom it is about. @param {{t: Kit["t"], slot: Slot, people: Map<string, Person>}} props */
function Rulings({ t, slot, people }) {
  const named = (/** @type {Finding} */ finding) =>
    finding.people.length > 0 &&
    html`<span class="zx-small zx-muted">${t("ui-grouping.about", {
      names: listed(
        t,
        finding.people.map((id) => people.get(id)?.name ?? ""),
      ),
    })}</span>`;
  return html`<details class="zx-details">
    <summary>${t("ui-grouping.rulings")}</summary>
    <ul class="zx-list zx-grouping-rulings">
      ${slot.findings.map(
        (finding) => html`<li key=${finding.rule}>
        <span>${t(SHORT[finding.rule])}</span>
        <${Chip} tone=${tone(finding)}>${missedBy(finding) === 0 ? t("ui-grouping.met") : lacking(t, finding)}<//>
        ${missedBy(finding) > 0 && named(finding)}
      </li>`,
      )}
    </ul>
  </details>`;
}

/** Which sub-topic a group works on, and its name. @param {{kit: Kit, grouping: Grouping, slot: Slot, most: Most, desk: Desk}} props */
function Setting({ kit, grouping, slot, most, desk }) {
  const { t } = kit;
  const [name, setName] = useState(slot.name);
  const put = (/** @type {object} */ some) =>
    desk.change("set-slot", { key: slot.key, sub_topic: slot.sub_topic, name, ...some }, `slot/${slot.key}`);
  const topics = [
    { value: "", label: t("ui-grouping.slot-none") },
    ...grouping.sub_topics.map(({ id, title }) => ({ value: id, label: title })),
  ];
  return html`<details class="zx-details">
    <summary>${t("ui-grouping.slot-set")}</summary>
    <div class="zx-stack">
      ${
        grouping.sub_topics.length > 0 &&
        html`<${Select} label=${t("ui-grouping.slot-topic")} options=${topics} value=${slot.sub_topic}
          onChange=${(/** @type {string} */ sub_topic) => {
            const title =
              grouping.sub_topics.find(({ id }) => id === sub_topic)?.title.slice(0, most.name) ?? "";
            setName(title);
            put({ sub_topic, name: title }).catch(() => undefined);
          }} />`
      }
      <${Field} label=${t("ui-grouping.slot-name")} max=${most.name} value=${name} onInput=${setName} />
      ${name !== slot.name && html`<div><${Button} onPress=${() => put({})}>${t("ui-grouping.slot-save")}<//></div>`}
      <${Problem} place=${`slot/${slot.key}`} />
    </div>
  </details>`;
}
