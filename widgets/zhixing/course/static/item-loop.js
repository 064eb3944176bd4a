// A causal-loop diagram to complete: signs on arrows and kinds of loops, in the picture or in the list below it.
import { Choice, goToUnchosen, html, useRef } from "../../activity/static/kit.js";
import { ItemFrame, PartNote, partsOf, useTrial } from "./item-frame.js";
import { LoopPicture } from "./loop-picture.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {{signs: Record<string, string>, loops: Record<string, string>}} Chosen */
/** @typedef {{id: string, from: string, to: string, delay: boolean, sign: string | null}} Link */
/** @typedef {{id: string, text: Pair, links: string[], kind: string | null}} Loop */
/**
 * @typedef {object} Own what a loop item has besides
 * @property {{nodes: {id: string, text: Pair, x: number, y: number}[], links: Link[], loops: Loop[]}} item
 * @property {import("./item-frame.js").Told[]} feedback
 */
/**
 * A link or a loop, given or asked for.
 * @typedef {object} Part
 * @property {string} id
 * @property {"signs" | "loops"} group where an answer keeps it
 * @property {string} label
 * @property {string | null} given
 * @property {number} number of those asked for, from 1; 0 for one given
 */

const VALUES = { signs: ["+", "-"], loops: ["R", "B"] };
/** @type {Record<string, string>} what is seen, and read out, for a value */
const FACES = { "+": "+", "-": "−", R: "R", B: "B" };
/** @type {Record<string, string>} */
const WORDS = {
  "+": "ui-exercise.loop.same",
  "-": "ui-exercise.loop.opposite",
  R: "ui-exercise.loop.reinforcing",
  B: "ui-exercise.loop.balancing",
};

/** @param {Kit} kit */
export function LoopItem(kit) {
  const { t, say } = kit;
  const view = /** @type {import("./item-frame.js").ItemView & Own} */ (kit.view);
  const { item, may_answer } = view;
  const ref = useRef(/** @type {HTMLElement | null} */ (null));
  const blank = /** @type {Chosen} */ ({ signs: {}, loops: {} });
  const trial = useTrial(kit, blank, (value) => Boolean(value?.signs && value.loops));
  const parts = partsIn(item, t, say);
  const asked = [...parts.values()].filter(({ number }) => number > 0);
  const told = partsOf(view);
  const chosen = (/** @type {Part} */ { group, id }) => trial.value[group][id] ?? null;
  const choose = (/** @type {Part} */ { group, id }, /** @type {string} */ value) =>
    trial.change({ ...trial.value, [group]: { ...trial.value[group], [id]: value } });
  const missing = asked.filter((one) => chosen(one) === null).length;
  const right = (/** @type {string} */ name, /** @type {Part} */ part) =>
    chosen(part) === view.answered?.[part.group]?.[part.id] ? (told.get(name)?.right ?? null) : null;
  const gapOf = (/** @type {string} */ name) => {
    const part = /** @type {Part} */ (parts.get(name));
    const isAsked = part.number > 0;
    const value = isAsked ? chosen(part) : part.given;
    const values = VALUES[part.group];
    const verdict = isAsked ? right(name, part) : null;
    const key = verdict === false ? (told.get(name)?.key ?? null) : null;
    const word = value === null ? t("ui-exercise.loop.open", { number: part.number }) : t(WORDS[value]);
    const spot = t("ui-exercise.loop.spot", { part: part.label, value: word });
    return {
      name: spoken(t, spot, verdict, key),
      face: value === null ? String(part.number) : FACES[key ?? value],
      isAsked,
      isOpen: value === null,
      right: verdict,
      instead: key && value && FACES[value],
      onPress:
        isAsked && may_answer
          ? () => choose(part, values[value === null ? 0 : 1 - values.indexOf(value)])
          : null,
    };
  };
  const diagram = {
    nodes: item.nodes.map((node) => ({ ...node, text: say(node.text) })),
    links: item.links,
    loops: item.loops.map((loop) => ({ ...loop, text: say(loop.text) })),
  };
  return html`<${ItemFrame}
    kit=${kit}
    title=${t("ui-exercise.loop.title")}
    rule=${t("ui-exercise.loop.rule")}
    blockers=${missing ? [t("ui-exercise.loop.missing", { missing })] : []}
    onBlocked=${() => goToUnchosen(ref.current)}
    isChanged=${trial.isChanged}
    answer=${() => trial.value}
  >
    <${Reading} t=${t} item=${item} />
    <${LoopPicture} diagram=${diagram} name=${t("ui-exercise.loop.picture")} gapOf=${gapOf} />
    <div class="zx-loop-list" ref=${ref}>
      ${[...parts].map(
        ([name, part]) =>
          part.number > 0 &&
          html`<div key=${name} class="zx-loop-asked">
            <${Choice} row="narrow" legend=${html`<span class="zx-loop-number">${part.number}</span> ${part.label}`}
              options=${VALUES[part.group].map((value) => ({ value, label: t(WORDS[value]) }))}
              value=${chosen(part)} disabled=${!may_answer}
              onChange=${(/** @type {string} */ value) => choose(part, value)} />
            <${PartNote} t=${t} say=${say} told=${told.get(name)} should=${shouldBe(told.get(name), t)} />
          </div>`,
      )}
    </div>
    <${Given} t=${t} parts=${[...parts.values()].filter(({ number }) => number === 0)} />
  <//>`;
}

/**
 * All links and loops with their labels; those asked for are counted through.
 * @param {Own["item"]} item
 * @param {Kit["t"]} t
 * @param {Kit["say"]} say
 * @returns {Map<string, Part>}
 */
function partsIn({ nodes, links, loops }, t, say) {
  const names = new Map(nodes.map(({ id, text }) => [id, say(text)]));
  let count = 0;
  const number = (/** @type {string | null} */ given) => (given === null ? ++count : 0);
  const arrows = links.map(({ id, from, to, delay, sign }) => {
    const ends = { start: names.get(from), end: names.get(to) };
    const label = t(delay ? "ui-exercise.loop.arrow-late" : "ui-exercise.loop.arrow", ends);
    return [`link:${id}`, { id, group: "signs", label, given: sign, number: number(sign) }];
  });
  const rings = loops.map(({ id, text, kind }) => {
    const label = t("ui-exercise.loop.ring", { name: say(text) });
    return [`loop:${id}`, { id, group: "loops", label, given: kind, number: number(kind) }];
  });
  return new Map(/** @type {[string, Part][]} */ ([...arrows, ...rings]));
}

/**
 * What is read out for a sign or a letter in the picture.
 * @param {Kit["t"]} t
 * @param {string} spot
 * @param {boolean | null} verdict
 * @param {string | null} key
 */
function spoken(t, spot, verdict, key) {
  if (verdict === null) return spot;
  if (verdict) return t("ui-exercise.loop.spot-right", { spot });
  return key
    ? t("ui-exercise.loop.spot-should", { spot, key: t(WORDS[key]) })
    : t("ui-exercise.loop.spot-wrong", { spot });
}

/** @param {import("./item-frame.js").Told | undefined} told @param {Kit["t"]} t */
function shouldBe(told, t) {
  return told?.key ? t(WORDS[told.key]) : undefined;
}

/** How signs, letters and marks are read. @param {{t: Kit["t"], item: Own["item"]}} props */
function Reading({ t, item }) {
  const lines = ["ui-exercise.loop.read-signs", "ui-exercise.loop.read-loops"];
  if (item.links.some(({ delay }) => delay)) lines.push("ui-exercise.loop.read-delay");
  return html`<ul class="zx-loop-reading">${lines.map((line) => html`<li key=${line}>${t(line)}</li>`)}</ul>`;
}

/** What is given, for whoever does not see the picture. @param {{t: Kit["t"], parts: Part[]}} props */
function Given({ t, parts }) {
  const said = (/** @type {Part} */ { label, given }) =>
    t("ui-exercise.loop.spot", { part: label, value: t(WORDS[given ?? ""]) });
  return html`<ul class="zx-unseen">${parts.map((part) => html`<li key=${part.label}>${said(part)}</li>`)}</ul>`;
}
