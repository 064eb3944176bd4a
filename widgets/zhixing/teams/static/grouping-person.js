// One person of a grouping: why they are where they are, and everything dragging does, by tapping.
import {
  Button,
  Chip,
  html,
  Notice,
  Select,
  useEffect,
  useRef,
  useState,
} from "../../activity/static/kit.js";
import { slotOf } from "./grouping-board.js";
import { DUTIES, LEVELS, OUTLOOKS, slotName } from "./grouping-words.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {import("./grouping-words.js").Grouping} Grouping */
/** @typedef {import("./grouping-words.js").Person} Person */
/** @typedef {import("./grouping-board.js").Desk} Desk */

/** @param {{kit: Kit, grouping: Grouping, person: Person, desk: Desk}} props */
export function PersonPanel({ kit, grouping, person, desk }) {
  const { t, act, say } = kit;
  const title = useRef(/** @type {HTMLElement | null} */ (null));
  const [why, setWhy] = useState(/** @type {{for: string, reasons: Pair[], duty: Pair[]} | null} */ (null));
  const slot = slotOf(grouping, person.id);
  const duty = grouping.duties[person.id] ?? "member";
  const mark = `${person.id}/${slot?.key}/${duty}`; // asked again only where they go, so that what was refused stays in sight
  const isLocked = grouping.locked.includes(person.id);
  useEffect(() => title.current?.focus({ preventScroll: true }), [person.id]);
  useEffect(() => {
    let isStill = true;
    act("why", { person: person.id }, "person").then(
      ({ reasons, duty }) => isStill && setWhy({ for: mark, reasons, duty }),
      () => undefined,
    );
    return () => {
      isStill = false;
    };
  }, [mark]);
  const close = () => {
    desk.select(null);
    document.getElementById(`person-${person.id}`)?.focus();
  };
  const tags = [LEVELS[person.level], OUTLOOKS[person.outlook]].filter(Boolean).map((key) => t(key));
  return html`<section class="zx-grouping-panel" aria-label=${person.name} onKeyDown=${(/** @type {KeyboardEvent} */ event) => event.key === "Escape" && close()}>
    <div class="zx-card-head">
      <h4 class="zx-panel-title" tabindex="-1" ref=${title}>${person.name} <span class="zx-muted zx-small">${[person.unit, person.post].filter(Boolean).join(" · ")}</span></h4>
      <${Button} look="quiet" label=${t("ui-grouping.person.close-one", { name: person.name })} onPress=${close}>${t("ui-grouping.person.close")}<//>
    </div>
    <p class="zx-row">
      <strong>${slot ? slotName(t, slot) : t("ui-grouping.unplaced.title")}</strong>
      ${tags.map((tag) => html`<${Chip} key=${tag}>${tag}<//>`)}
      ${person.specialty && html`<${Chip}>${person.specialty}<//>`}
    </p>
    ${slot && why?.for === mark && html`<${Reasons} t=${t} say=${say} reasons=${why.reasons} />`}
    ${slot && why?.for === mark && why.duty.map((reason) => html`<p key=${reason.en}>${t("ui-grouping.person.duty-why", { duty: t(DUTIES[duty]), why: say(reason) })}</p>`)}
    ${desk.isOpen && html`<${Doing} kit=${kit} grouping=${grouping} person=${person} isLocked=${isLocked} desk=${desk} />`}
  </section>`;
}

/** @param {{t: Kit["t"], say: Kit["say"], reasons: Pair[]}} props */
function Reasons({ t, say, reasons }) {
  if (reasons.length === 0) return html`<p class="zx-muted">${t("ui-grouping.person.no-reason")}</p>`;
  return html`<div><p class="zx-label">${t("ui-grouping.person.why")}</p>
    <ul class="zx-grouping-why">${reasons.map((reason) => html`<li key=${reason.en}>${say(reason)}</li>`)}</ul></div>`;
}

/** @param {{kit: Kit, grouping: Grouping, person: Person, isLocked: boolean, desk: Desk}} props */
function Doing({ kit, grouping, person, isLocked, desk }) {
  const { t } = kit;
  const slot = slotOf(grouping, person.id);
  const duty = grouping.duties[person.id] ?? "member";
  const lock = () => desk.change("lock", { people: [person.id], locked: !isLocked }, "board");
  return html`<div class="zx-stack">
    ${
      isLocked
        ? html`<${Notice}>${t("ui-grouping.person.is-locked", { name: person.name })}<//>`
        : html`<${Moving} kit=${kit} grouping=${grouping} person=${person} desk=${desk} />`
    }
    ${
      slot &&
      html`<div class="zx-row">
      <${Button} pressed=${isLocked} onPress=${lock}>${t(isLocked ? "ui-grouping.person.unlock" : "ui-grouping.person.lock")}<//>
      <span class="zx-label" id="duty-of">${t("ui-grouping.person.duty")}</span>
      ${["leader", "liaison", "member"].map(
        (one) =>
          html`<${Button} key=${one} pressed=${duty === one} onPress=${() => desk.change("set-duty", { person: person.id, duty: one }, "board")}>${t(DUTIES[one])}<//>`,
      )}
    </div>`
    }
  </div>`;
}

/** @param {{kit: Kit, grouping: Grouping, person: Person, desk: Desk}} props */
function Moving({ kit, grouping, person, desk }) {
  const { t } = kit;
  const slot = slotOf(grouping, person.id);
  const [to, setTo] = useState("");
  const [other, setOther] = useState("");
  const choose = { value: "", label: t("ui-grouping.choose") };
  const groups = grouping.slots
    .filter(({ key }) => key !== slot?.key)
    .map((one) => ({
      value: one.key,
      label: t("ui-grouping.slot-of", { slot: slotName(t, one), count: one.people.length }),
    }));
  if (slot) groups.push({ value: "-", label: t("ui-grouping.person.out") });
  const names = new Map(grouping.people.map((one) => [one.id, one.name]));
  const others = grouping.slots
    .filter(({ key }) => key !== slot?.key)
    .flatMap((one) =>
      one.people
        .filter((id) => !grouping.locked.includes(id))
        .map((id) => ({
          value: id,
          label: t("ui-grouping.person.in", { name: names.get(id), number: one.number }),
        })),
    );
  const move = async () => {
    const target = grouping.slots.find(({ key }) => key === to);
    const said = target
      ? t("ui-grouping.drag.move", { name: person.name, slot: slotName(t, target) })
      : t("ui-grouping.drag.out", { name: person.name });
    await desk.move([{ person: person.id, slot: target?.key ?? null }], said);
    setTo("");
  };
  const swap = async () => {
    const place = slotOf(grouping, other)?.key ?? null;
    const said = t("ui-grouping.drag.swap", { name: person.name, other: names.get(other) });
    await desk.move(
      [
        { person: person.id, slot: place },
        { person: other, slot: slot?.key ?? null },
      ],
      said,
    );
    setOther("");
  };
  return html`<div class="zx-two">
    <div class="zx-grouping-choose">
      <${Select} label=${t("ui-grouping.person.move")} options=${[choose, ...groups]} value=${to} onChange=${setTo} />
      <${Button} blockers=${to ? [] : [t("ui-grouping.person.move-first")]} onPress=${move}>${t("ui-grouping.person.move-do")}<//>
    </div>
    ${
      slot &&
      html`<div class="zx-grouping-choose">
      <${Select} label=${t("ui-grouping.person.swap")} options=${[choose, ...others]} value=${other} onChange=${setOther} />
      <${Button} blockers=${other ? [] : [t("ui-grouping.person.swap-first")]} onPress=${swap}>${t("ui-grouping.person.swap-do")}<//>
    </div>`
    }
  </div>`;
}
