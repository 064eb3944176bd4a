// Put in order: by the arrows, by the keys, or by dragging; what stands at its place is told after a try.
import { Chip, html, useEffect, useRef, useState } from "../../activity/static/kit.js";
import { useDrag } from "./drag.js";
import { ItemFrame, partsOf, useTrial } from "./item-frame.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {import("./item-frame.js").Told} Told */
/** @typedef {{id: string, text: Pair}} Entry */
/** @typedef {import("./item-frame.js").ItemView & {item: {entries: Entry[]}, feedback: Told[]}} View */

/** @type {Record<string, number>} */
const KEYS = { ArrowUp: -1, ArrowDown: 1 };

/** @param {Kit} kit */
export function OrderItem(kit) {
  const { t } = kit;
  const { item, answered, may_answer, correct } = /** @type {View} */ (kit.view);
  const shown = item.entries.map((one) => one.id);
  const { value, change, isChanged } = useTrial(
    kit,
    shown,
    (draft) => draft?.length === shown.length && shown.every((id) => draft.includes(id)),
  );
  return html`<${ItemFrame}
    kit=${kit}
    title=${t("ui-quiz.order.title")}
    lead=${may_answer && t("ui-quiz.order.lead")}
    rule=${t("ui-quiz.order.rule")}
    blockers=${answered === null && !isChanged ? [t("ui-quiz.order.untouched")] : []}
    isChanged=${isChanged}
    answer=${() => ({ order: value })}
  >
    ${
      correct !== null && !may_answer
        ? html`<${RightOrder} ...${kit} />`
        : html`<${Entries} kit=${kit} order=${value} onChange=${change} />`
    }
  <//>`;
}

/**
 * The entries, to be moved.
 * @param {{kit: Kit, order: string[], onChange: (order: string[]) => void}} props
 */
function Entries({ kit, order, onChange }) {
  const { t, say } = kit;
  const view = /** @type {View} */ (kit.view);
  const { item, answered, may_answer } = view;
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  const moved = useRef(/** @type {{id: string, way: string} | null} */ (null));
  const [said, setSaid] = useState("");
  const told = partsOf(view);
  const texts = new Map(item.entries.map((one) => [one.id, say(one.text)]));
  const rows = () => /** @type {HTMLElement[]} */ ([...(list.current?.children ?? [])]);
  const move = (/** @type {number} */ from, /** @type {number} */ to, way = "grip") => {
    if (to < 0 || to >= order.length) return;
    const next = order.filter((_, place) => place !== from);
    next.splice(to, 0, order[from]);
    moved.current = { id: order[from], way };
    setSaid(t("ui-quiz.order.moved", { text: texts.get(order[from]), place: to + 1, total: order.length }));
    onChange(next);
  };
  const { drag, grip } = useDrag(rows, move);
  useEffect(() => {
    // Moved in the document, a button loses the focus.
    const { id, way } = moved.current ?? {};
    const button = list.current?.querySelector(`[data-entry="${id}"] [data-way="${way}"]`);
    /** @type {HTMLElement | null | undefined} */ (button)?.focus();
    moved.current = null;
  }, [order.join(" ")]);
  return html`<div>
    <ol class="zx-order" ref=${list} aria-label=${t("ui-quiz.order.list")}>
      ${order.map((id, place) => {
        const text = texts.get(id);
        const isHeld = drag?.from === place;
        const isTarget = drag && drag.from !== drag.to && drag.to === place;
        const press = (/** @type {KeyboardEvent} */ event) => {
          if (!may_answer || !KEYS[event.key]) return;
          event.preventDefault();
          const button = /** @type {HTMLElement} */ (event.target).closest("[data-way]");
          move(place, place + KEYS[event.key], button?.getAttribute("data-way") ?? "");
        };
        return html`<li
          key=${id}
          class="zx-order-entry"
          data-entry=${id}
          data-held=${isHeld ? "true" : undefined}
          data-drop=${isTarget ? (drag.to < drag.from ? "above" : "below") : undefined}
          style=${isHeld ? { transform: `translateY(${drag.shift}px)` } : undefined}
          onKeyDown=${press}
        >
          ${
            may_answer &&
            html`<button type="button" class="zx-grip" data-way="grip" ...${grip(place)}
              aria-label=${t("ui-quiz.order.grip", { text, place: place + 1 })}><span aria-hidden="true">⠿</span></button>`
          }
          <span class="zx-order-place" aria-hidden="true">${place + 1}</span>
          <span class="zx-order-text">
            ${text}
            ${answered?.[place] === id && told.has(id) && html`<${Place} t=${t} say=${say} told=${told.get(id)} />`}
          </span>
          ${
            may_answer &&
            html`<span class="zx-order-moves">
              <${Arrow} label=${t("ui-quiz.order.up", { text })} sign="↑" way="up" atEnd=${place === 0}
                onPress=${() => move(place, place - 1, "up")} />
              <${Arrow} label=${t("ui-quiz.order.down", { text })} sign="↓" way="down" atEnd=${place === order.length - 1}
                onPress=${() => move(place, place + 1, "down")} />
            </span>`
          }
        </li>`;
      })}
    </ol>
    <p class="zx-unseen" role="status">${said}</p>
  </div>`;
}

/** @param {{label: string, sign: string, way: string, atEnd: boolean, onPress: () => void}} props */
function Arrow({ label, sign, way, atEnd, onPress }) {
  return html`<button type="button" class="zx-arrow" data-way=${way} aria-label=${label} aria-disabled=${String(atEnd)}
    onClick=${onPress}><span aria-hidden="true">${sign}</span></button>`;
}

/** @param {{t: Kit["t"], say: Kit["say"], told?: Told}} props */
function Place({ t, say, told }) {
  if (!told || told.right === null) return null;
  return html`<span class="zx-part-note">
    <${Chip} tone=${told.right ? "ok" : "no"}>${t(told.right ? "ui-quiz.order.place-right" : "ui-quiz.order.place-wrong")}<//>
    ${told.text && html`<span class="zx-why">${say(told.text)}</span>`}
  </span>`;
}

/** The right order, with where one had put each. @param {Kit} kit */
function RightOrder({ view, t, say }) {
  const { item, answered, feedback } = /** @type {View} */ (view);
  const texts = new Map(item.entries.map((one) => [one.id, one.text]));
  return html`<ol class="zx-order">
    ${[...feedback]
      .sort((one, other) => one.key - other.key)
      .map(
        ({ part, right, key, text }) => html`<li key=${part} class="zx-order-entry">
          <span class="zx-order-place" aria-hidden="true">${key}</span>
          <span class="zx-order-text">
            ${say(texts.get(part))}
            <span class="zx-part-note">
              <${Chip} tone=${right ? "ok" : "no"}
                >${right ? t("ui-quiz.order.place-right") : t("ui-quiz.order.own-place", { place: answered.indexOf(part) + 1 })}<//
              >
              <span class="zx-why">${say(text)}</span>
            </span>
          </span>
        </li>`,
      )}
  </ol>`;
}
