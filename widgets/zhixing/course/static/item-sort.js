// Sort into bins, or match: take a card, choose where it goes; the next card is taken up by itself.
import { Chip, html, useEffect, useRef, useState } from "../../activity/static/kit.js";
import { ItemFrame, partsOf, PartNote, useTrial } from "./item-frame.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {import("./item-frame.js").Told} Told */
/** @typedef {{id: string, text: Pair}} Named */
/** @typedef {Record<string, string>} Placed bin by card */
/** @typedef {import("./item-frame.js").ItemView & {item: {bins: Named[], cards: Named[], matching: boolean},
 *   feedback: Told[]}} View */

/** @param {Kit} kit */
export function SortItem(kit) {
  const { t } = kit;
  const { item, may_answer, correct } = /** @type {View} */ (kit.view);
  const { cards, bins, matching } = item;
  const { value, change, isChanged } = useTrial(kit, /** @type {Placed} */ ({}), (draft) =>
    Object.entries(draft ?? {}).every(
      ([card, bin]) => cards.some(({ id }) => id === card) && bins.some(({ id }) => id === bin),
    ),
  );
  const missing = cards.filter(({ id }) => !value[id]).length;
  return html`<${ItemFrame}
    kit=${kit}
    title=${t(matching ? "ui-quiz.sort.title-match" : "ui-quiz.sort.title-sort")}
    lead=${may_answer && t(matching ? "ui-quiz.sort.lead-match" : "ui-quiz.sort.lead")}
    rule=${t("ui-quiz.sort.rule")}
    blockers=${missing ? [t("ui-quiz.sort.left", { missing })] : []}
    isChanged=${isChanged}
    answer=${() => ({ bins: value })}
  >
    ${
      correct !== null && !may_answer
        ? html`<${RightBins} ...${kit} />`
        : html`<${Board} kit=${kit} placed=${value} onChange=${change} />`
    }
  <//>`;
}

/**
 * The cards that wait, and the bins with theirs.
 * @param {{kit: Kit, placed: Placed, onChange: (placed: Placed) => void}} props
 */
function Board({ kit, placed, onChange }) {
  const { t, say } = kit;
  const view = /** @type {View} */ (kit.view);
  const { item, answered, may_answer } = view;
  const { cards, bins } = item;
  const [held, setHeld] = useState(/** @type {string | null} */ (null));
  const [said, setSaid] = useState("");
  const board = useRef(/** @type {HTMLElement | null} */ (null));
  const wanted = useRef("");
  const told = partsOf(view);
  const waiting = cards.filter(({ id }) => !placed[id]);
  const card = cards.find(({ id }) => id === held);
  useEffect(() => {
    const found = wanted.current && board.current?.querySelector(wanted.current);
    if (found) /** @type {HTMLElement} */ (found).focus({ preventScroll: true });
    wanted.current = "";
  }, [held, placed]);
  const drop = () => {
    wanted.current = `[data-card="${held}"]`;
    setHeld(null);
  };
  const take = (/** @type {Named} */ one) => {
    if (held === one.id) return drop();
    wanted.current = ".zx-sort-into button";
    setHeld(one.id);
    setSaid(t("ui-quiz.sort.held", { card: say(one.text) }));
  };
  const put = (/** @type {Named} */ bin) => {
    if (!card || !may_answer) return;
    const at = waiting.findIndex(({ id }) => id === card.id);
    const rest = waiting.filter(({ id }) => id !== card.id);
    const next = placed[card.id] ? undefined : (rest[at] ?? rest[0]);
    onChange(
      Object.fromEntries([...Object.entries(placed).filter(([id]) => id !== card.id), [card.id, bin.id]]),
    );
    if (!next) drop();
    else setHeld(next.id);
    const words = { card: say(card.text), bin: say(bin.text), next: next && say(next.text) };
    setSaid(t(next ? "ui-quiz.sort.put-next" : "ui-quiz.sort.put", words));
  };
  const show = (
    /** @type {Named} */ one,
  ) => html`<${CardButton} key=${one.id} kit=${kit} card=${one} held=${held === one.id}
    told=${answered?.[one.id] === placed[one.id] ? told.get(one.id) : undefined} onPress=${() => take(one)} />`;
  const press = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Escape" && held) drop();
  };
  return html`<div class="zx-sort" ref=${board} onKeyDown=${press}>
    ${
      may_answer &&
      html`<section class="zx-sort-pool">
        <h4 class="zx-sort-name">${t("ui-quiz.sort.pool")} <${Chip}>${waiting.length}<//></h4>
        ${waiting.length ? html`<ul>${waiting.map(show)}</ul>` : html`<p class="zx-muted">${t("ui-quiz.sort.empty-pool")}</p>`}
      </section>`
    }
    <div class="zx-sort-bins">
      ${bins.map((bin) => {
        const inside = cards.filter(({ id }) => placed[id] === bin.id);
        const click = (/** @type {Event} */ event) => {
          if (!(/** @type {HTMLElement} */ (event.target).closest("button"))) put(bin);
        };
        return html`<section key=${bin.id} class="zx-sort-bin" data-open=${card ? "true" : undefined} onClick=${click}>
          <h4 class="zx-sort-name">${say(bin.text)}</h4>
          ${inside.length ? html`<ul>${inside.map(show)}</ul>` : html`<p class="zx-muted">${t("ui-quiz.sort.empty-bin")}</p>`}
        </section>`;
      })}
    </div>
    ${
      card &&
      may_answer &&
      html`<div class="zx-sort-into" role="group" aria-label=${t("ui-quiz.sort.into", { card: say(card.text) })}>
        <p>${t("ui-quiz.sort.into", { card: say(card.text) })}</p>
        ${bins.map(
          (
            bin,
          ) => html`<button key=${bin.id} type="button" class="zx-button" data-chosen=${String(placed[card.id] === bin.id)}
            onClick=${() => put(bin)}>${say(bin.text)}</button>`,
        )}
      </div>`
    }
    <p class="zx-unseen" role="status">${said}</p>
  </div>`;
}

/** @param {{kit: Kit, card: Named, held: boolean, told?: Told, onPress: () => void}} props */
function CardButton({ kit, card, held, told, onPress }) {
  const { t, say, view } = kit;
  return html`<li>
    ${
      view.may_answer
        ? html`<button type="button" class="zx-sort-card" data-card=${card.id} aria-pressed=${String(held)}
            onClick=${onPress}>${say(card.text)}</button>`
        : html`<p class="zx-sort-card">${say(card.text)}</p>`
    }
    <${PartNote} t=${t} say=${say} told=${told} />
  </li>`;
}

/** Every card in the bin it belongs to, with where one had put it. @param {Kit} kit */
function RightBins({ view, t, say }) {
  const { item, answered, feedback } = /** @type {View} */ (view);
  const cards = new Map(item.cards.map((one) => [one.id, one.text]));
  const names = new Map(item.bins.map((one) => [one.id, one.text]));
  return html`<div class="zx-sort-bins">
    ${item.bins.map(
      (bin) => html`<section key=${bin.id} class="zx-sort-bin">
        <h4 class="zx-sort-name">${say(bin.text)}</h4>
        <ul>
          ${feedback
            .filter((one) => one.key === bin.id)
            .map(
              (told) => html`<li key=${told.part}>
                <p class="zx-sort-card">${say(cards.get(told.part))}</p>
                <${PartNote} t=${t} say=${say} told=${told}
                  wrong=${t("ui-quiz.sort.own-bin", { bin: say(names.get(answered[told.part])) })} />
              </li>`,
            )}
        </ul>
      </section>`,
    )}
  </div>`;
}
