// Criteria compared two by two, in words; how far the comparisons agree, and which one to look at again.
import {
  ballotBox,
  Button,
  Card,
  Choice,
  EmptyState,
  html,
  Notice,
  Problem,
  Progress,
  Status,
  useRef,
  useState,
  useUid,
} from "../../activity/static/kit.js";
import { Reading } from "./weight-reading.js";
import { sentence } from "./weight-words.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./weights.js").Criterion} Criterion */
/** @typedef {import("./weights.js").View} View */
/** @typedef {import("./weight-reading.js").Found} Found */
/** @typedef {Record<string, number>} Steps of each pair: 1 alike, 2 to 9 the first, −2 to −9 the second, 0 not known */
/** @typedef {{steps: Steps, found: Found | null}} Ballot */

const USUAL = 3;
const MOST = 9;

/** @param {Criterion} first @param {Criterion} second */
const keyOf = (first, second) => `${first.id} ${second.id}`;

/** @param {Criterion[]} criteria @returns {[Criterion, Criterion][]} */
function pairsOf(criteria) {
  return criteria.flatMap((first, at) =>
    criteria.slice(at + 1).map((second) => /** @type {[Criterion, Criterion]} */ ([first, second])),
  );
}

/** What the server is told. @param {Criterion[]} criteria @param {Steps} steps */
function written(criteria, steps) {
  /** @type {Record<string, Record<string, number>>} */
  const pairs = {};
  for (const [first, second] of pairsOf(criteria)) {
    const step = steps[keyOf(first, second)];
    if (!step) continue;
    const [more, less] = step > 0 ? [first.id, second.id] : [second.id, first.id];
    pairs[more] = { ...pairs[more], [less]: Math.abs(step) };
  }
  return pairs;
}

/** @param {Kit} kit */
export function PairsForm(kit) {
  const { view, t, act } = kit;
  const { criteria, voted } = /** @type {View} */ (view);
  const box = ballotBox(kit, "pairs");
  const cast = /** @type {Ballot | null} */ (box.cast);
  const hasVoted = voted.includes("pairs");
  const [isEditing, setEditing] = useState(!hasVoted);
  const [ballot, setBallot] = useState(
    /** @type {Ballot} */ (box.draft ?? cast ?? { steps: {}, found: null }),
  );
  const ref = useRef(/** @type {HTMLElement | null} */ (null));
  const look = (/** @type {string} */ pair) => {
    setEditing(true);
    window.setTimeout(() => {
      const row = ref.current?.querySelector(`[data-pair="${pair}"]`);
      row?.scrollIntoView({ block: "center" });
      /** @type {HTMLElement | null | undefined} */ (row?.querySelector("input:checked"))?.focus({
        preventScroll: true,
      });
    });
  };
  if (hasVoted && !cast) {
    return html`<${Card} quiet title=${t("ui-weights.pairs.title")}><${EmptyState} title=${t("ui-weights.elsewhere")} /><//>`;
  }
  const pairs = pairsOf(criteria);
  const done = pairs.filter(([first, second]) => ballot.steps[keyOf(first, second)] !== undefined).length;
  const given = pairs.filter(([first, second]) => ballot.steps[keyOf(first, second)]).length;
  const keep = (/** @type {Ballot} */ next) => {
    setBallot(next);
    box.saveDraft(next);
  };
  const put = (/** @type {string} */ pair, /** @type {number} */ step) =>
    keep({ steps: { ...ballot.steps, [pair]: step }, found: null });
  const examine = async () => {
    const found = await act("examine", { pairs: written(criteria, ballot.steps) });
    if (found) keep({ ...ballot, found });
  };
  const send = async () => {
    const found = ballot.found ?? (await act("examine", { pairs: written(criteria, ballot.steps) }));
    const sent = { ...ballot, found };
    await box.send("pairs", { pairs: written(criteria, ballot.steps) }, sent);
    setBallot(sent);
    setEditing(false);
  };
  const reading =
    ballot.found && html`<${Reading} ...${kit} criteria=${criteria} found=${ballot.found} onLook=${look} />`;
  if (hasVoted && !isEditing) {
    return html`<${Card} title=${t("ui-weights.pairs.title")} foot=${html`<${Button} onPress=${() => setEditing(true)}>${t("ui-weights.change")}<//>`}>
      <${Notice} tone="ok" live>${t("ui-weights.pairs.done")}<//>
      ${reading}
    <//>`;
  }
  const nothing = given === 0 ? [t("ui-weights.pairs.nothing")] : [];
  const foot = html`<${Button} look="main" blockers=${nothing} onPress=${send}>${t(hasVoted ? "ui-weights.send-again" : "ui-weights.pairs.send")}<//>
    ${given > 0 && html`<${Button} onPress=${examine}>${t("ui-weights.pairs.examine")}<//>`}`;
  return html`<${Card} quiet title=${t("ui-weights.pairs.title")} lead=${t("ui-weights.pairs.lead")} foot=${foot}>
    <div class="zx-sticky"><${Progress} done=${done} total=${pairs.length} label=${t("ui-weights.pairs.progress", { done, total: pairs.length })} /></div>
    <div class="zx-stack" ref=${ref}>
      ${pairs.map(
        ([first, second]) =>
          html`<${Comparison} key=${keyOf(first, second)} ...${kit} first=${first} second=${second}
            step=${ballot.steps[keyOf(first, second)]} onChange=${(/** @type {number} */ step) => put(keyOf(first, second), step)} />`,
      )}
    </div>
    ${reading}
    <${Problem} />
    ${hasVoted && html`<${Status} />`}
  <//>`;
}

/**
 * One pair: which weighs more, and by how much.
 * @param {Kit & {first: Criterion, second: Criterion, step: number | undefined, onChange: (step: number) => void}} props
 */
function Comparison({ t, say, first, second, step, onChange }) {
  const id = useUid();
  const [one, other] = [say(first.name), say(second.name)];
  const side =
    step === undefined ? null : step === 0 ? "unknown" : step === 1 ? "alike" : step > 1 ? "first" : "second";
  const size = Math.abs(step ?? 0);
  const choose = (/** @type {string} */ chosen) => {
    const strength = size > 1 ? size : USUAL;
    onChange({ first: strength, second: -strength, alike: 1, unknown: 0 }[chosen] ?? 0);
  };
  const grow = (/** @type {number} */ by) =>
    onChange(Math.sign(step ?? 1) * Math.min(MOST, Math.max(2, size + by)));
  const options = [
    { value: "first", label: t("ui-weights.pairs.more", { criterion: one }) },
    { value: "alike", label: t("ui-weights.word.1") },
    { value: "second", label: t("ui-weights.pairs.more", { criterion: other }) },
    { value: "unknown", label: t("ui-weights.pairs.unknown") },
  ];
  return html`<div class="zx-panel zx-comparison" data-pair=${keyOf(first, second)}>
    <${Choice} legend=${t("ui-weights.pairs.question", { first: one, second: other })} row="narrow" options=${options}
      value=${side} onChange=${choose} />
    ${
      size > 1 &&
      html`<div class="zx-strength">
        <label class="zx-unseen" for=${id}>${t("ui-weights.pairs.strength")}</label>
        <button type="button" class="zx-button" aria-label=${t("ui-weights.pairs.weaker")} onClick=${() => grow(-1)}>−</button>
        <input id=${id} type="range" min="2" max=${MOST} step="1" value=${size} aria-valuetext=${sentence(t, one, other, step ?? 0)}
          onInput=${(/** @type {any} */ event) => onChange(Math.sign(step ?? 1) * Number(event.currentTarget.value))} />
        <button type="button" class="zx-button" aria-label=${t("ui-weights.pairs.stronger")} onClick=${() => grow(1)}>+</button>
      </div>`
    }
    ${size > 0 && html`<p class="zx-strength-words">${sentence(t, one, other, step ?? 0)}</p>`}
  </div>`;
}
