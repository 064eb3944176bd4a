// Fill gaps: take a word and choose its gap, or choose in the gap itself.
import { html, useEffect, useRef, useState } from "../../activity/static/kit.js";
import { ItemFrame, partsOf, PartNote, useTrial } from "./item-frame.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {import("./item-frame.js").Told} Told */
/** @typedef {{id: string, text: Pair}} Word */
/** @typedef {Record<string, string>} Filled word by gap */
/** @typedef {import("./item-frame.js").ItemView & {item: {text: Pair, gaps: string[], words: Word[], repeat: boolean},
 *   feedback: Told[]}} View */

const GAP = /\{([^{}]*)\}/;

/** @param {Kit} kit */
export function FillItem(kit) {
  const { t, say } = kit;
  const { item, may_answer, correct } = /** @type {View} */ (kit.view);
  const { value, change, isChanged } = useTrial(kit, /** @type {Filled} */ ({}), (draft) =>
    Object.entries(draft ?? {}).every(
      ([gap, word]) => item.gaps.includes(gap) && item.words.some(({ id }) => id === word),
    ),
  );
  const pieces = say(item.text).split(GAP); // text, gap, text, gap, … text
  const gaps = pieces.filter((_, place) => place % 2 === 1);
  const missing = item.gaps.filter((gap) => !value[gap]).length;
  const Body = correct !== null && !may_answer ? Reasons : Blanks;
  return html`<${ItemFrame}
    kit=${kit}
    title=${t("ui-quiz.fill.title")}
    lead=${may_answer && t(item.repeat ? "ui-quiz.fill.lead-repeat" : "ui-quiz.fill.lead")}
    rule=${t("ui-quiz.fill.rule")}
    blockers=${missing ? [t("ui-quiz.fill.left", { missing })] : []}
    isChanged=${isChanged}
    answer=${() => ({ words: value })}
  >
    <${Body} kit=${kit} pieces=${pieces} gaps=${gaps} filled=${value} onChange=${change} />
  <//>`;
}

/**
 * The bank, and the text with its gaps to be filled.
 * @param {{kit: Kit, pieces: string[], gaps: string[], filled: Filled, onChange: (filled: Filled) => void}} props
 */
function Blanks({ kit, pieces, gaps, filled, onChange }) {
  const { t, say } = kit;
  const view = /** @type {View} */ (kit.view);
  const { item, answered, may_answer } = view;
  const [held, setHeld] = useState(/** @type {string | null} */ (null));
  const [said, setSaid] = useState("");
  const ref = useRef(/** @type {HTMLElement | null} */ (null));
  const last = useRef("");
  const texts = new Map(item.words.map((one) => [one.id, say(one.text)]));
  const told = partsOf(view);
  const used = new Set(item.repeat ? [] : Object.values(filled));
  useEffect(() => {
    // The button that stood in the gap has become a list again.
    /** @type {HTMLElement | null} */ (
      (last.current && ref.current?.querySelector(`[data-gap="${last.current}"]`)) || null
    )?.focus();
    last.current = "";
  }, [held]);
  const put = (/** @type {string} */ gap, /** @type {string} */ word) => {
    const kept = Object.entries(filled).filter(
      ([other, its]) => other !== gap && (item.repeat || its !== word),
    );
    const next = Object.fromEntries(word ? [...kept, [gap, word]] : kept);
    onChange(Object.fromEntries(item.gaps.flatMap((one) => (next[one] ? [[one, next[one]]] : []))));
    if (held) last.current = gap;
    setHeld(null);
    if (word) setSaid(t("ui-quiz.fill.put", { word: texts.get(word), number: gaps.indexOf(gap) + 1 }));
  };
  const take = (/** @type {string} */ word) => {
    setHeld(held === word ? null : word);
    if (held !== word) setSaid(t("ui-quiz.fill.held", { word: texts.get(word) }));
  };
  return html`<div class="zx-fill" ref=${ref}>
    ${
      may_answer &&
      html`<div class="zx-fill-bank" role="group" aria-label=${t("ui-quiz.fill.bank")}>
        <p class="zx-hint">${t("ui-quiz.fill.bank")}</p>
        ${item.words.map(
          ({
            id,
          }) => html`<button key=${id} type="button" class="zx-fill-word" data-used=${String(used.has(id))}
            aria-pressed=${String(held === id)} onClick=${() => take(id)}>
            ${texts.get(id)}${used.has(id) && html` <span class="zx-small">${t("ui-quiz.fill.used")}</span>`}
          </button>`,
        )}
      </div>`
    }
    <p class="zx-fill-text">
      ${pieces.map((piece, place) =>
        place % 2 === 0
          ? piece
          : html`<${Blank} key=${piece} t=${t} gap=${piece} number=${gaps.indexOf(piece) + 1} word=${filled[piece] ?? ""}
              words=${item.words} texts=${texts} used=${used} held=${held} fixed=${!may_answer} onPut=${put}
              right=${answered?.[piece] === filled[piece] ? told.get(piece)?.right : undefined} />`,
      )}
    </p>
    ${
      answered &&
      html`<ul class="zx-fill-notes">
        ${gaps
          .filter((gap) => answered[gap] === filled[gap])
          .map(
            (gap) => html`<li key=${gap}>
              <strong>${t("ui-quiz.fill.gap", { number: gaps.indexOf(gap) + 1 })}</strong> ${texts.get(filled[gap])}
              <${PartNote} t=${t} say=${say} told=${told.get(gap)} />
            </li>`,
          )}
      </ul>`
    }
    <p class="zx-unseen" role="status">${said}</p>
  </div>`;
}

/**
 * One gap: a list of the words, or, while a word is held, the button that puts it there. Arrow keys put every word they
 * pass into the gap; a word that stands in another gap is none of them, or it would be gone from there.
 * @param {{t: Kit["t"], gap: string, number: number, word: string, words: Word[], texts: Map<string, string>,
 *   used: Set<string>, held: string | null, fixed: boolean, right?: boolean | null, onPut: (gap: string, word: string) => void}} props
 */
function Blank({ t, gap, number, word, words, texts, used, held, fixed, right, onPut }) {
  const name = t("ui-quiz.fill.gap", { number });
  if (fixed) return html`<span class="zx-fill-gap">${texts.get(word) ?? name}</span>`;
  if (held)
    return html`<button type="button" class="zx-fill-gap" data-open="true" aria-label=${t("ui-quiz.fill.put-here", { number })}
      onClick=${() => onPut(gap, held)}>${texts.get(word) ?? name}</button>`;
  return html`<select
    class="zx-fill-gap"
    data-gap=${gap}
    data-right=${right === undefined || right === null ? undefined : String(right)}
    aria-label=${name}
    value=${word}
    onChange=${(/** @type {any} */ event) => onPut(gap, event.currentTarget.value)}
  >
    <option value="">${number} · ${t("ui-quiz.fill.gap-empty")}</option>
    ${words.map(({ id }) => html`<option key=${id} value=${id} selected=${id === word} disabled=${id !== word && used.has(id)}>${texts.get(id)}</option>`)}
  </select>`;
}

/**
 * The text as it should be, and why, gap by gap.
 * @param {{kit: Kit, pieces: string[], gaps: string[]}} props
 */
function Reasons({ kit, pieces, gaps }) {
  const { t, say } = kit;
  const view = /** @type {View} */ (kit.view);
  const { item, answered } = view;
  const texts = new Map(item.words.map((one) => [one.id, say(one.text)]));
  const told = partsOf(view);
  const word = (/** @type {string} */ gap) => texts.get(told.get(gap)?.key);
  return html`<div class="zx-fill">
    <p class="zx-fill-text">
      ${pieces.map((piece, place) =>
        place % 2 === 0 ? piece : html`<strong class="zx-fill-gap">${word(piece)}</strong>`,
      )}
    </p>
    <h4 class="zx-sort-name">${t("ui-quiz.fill.reasons")}</h4>
    <ul class="zx-fill-notes">
      ${gaps.map(
        (gap, place) => html`<li key=${gap}>
          <strong>${t("ui-quiz.fill.gap", { number: place + 1 })}</strong> ${word(gap)}
          <${PartNote} t=${t} say=${say} told=${told.get(gap)}
            wrong=${t("ui-quiz.fill.own-word", { word: texts.get(answered[gap]) })} />
        </li>`,
      )}
    </ul>
  </div>`;
}
