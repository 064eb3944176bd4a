// One grouping: rules, working it out, adjusting it by hand with its effect on each rule, adopting it.
import {
  activity,
  Button,
  Chip,
  EmptyState,
  html,
  Notice,
  Problem,
  Status,
  useRef,
  useState,
} from "../../activity/static/kit.js";
import { Adopting } from "./grouping-adopt.js";
import { Board } from "./grouping-board.js";
import { ClashNotice } from "./grouping-clash.js";
import { PersonPanel } from "./grouping-person.js";
import { RulesForm } from "./grouping-rules.js";
import { DUTIES, missing, SHORT } from "./grouping-words.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./grouping-words.js").Grouping} Grouping */
/** @typedef {import("./grouping-words.js").Change} Change */
/** @typedef {import("./grouping-words.js").Most} Most */
/** @typedef {import("./grouping-board.js").Desk} Desk */
/** @typedef {{person: string, duty: string, number: number, why: import("../../activity/static/kit.js").Pair}} Given */
/** @typedef {{grouping: Grouping | null, is_gone: boolean, most: Most}} View */

/**
 * Send changes one after the other, each with the version the one before has made.
 * @param {Kit} kit
 * @param {number} seen
 */
function useVersions(kit, seen) {
  const state = useRef({ version: 0, tail: /** @type {Promise<any>} */ (Promise.resolve()) });
  state.current.version = Math.max(state.current.version, seen);
  return (/** @type {string} */ kind, /** @type {object} */ data, place = "board") => {
    const send = async () => {
      const reply = await kit.act(kind, { ...data, version: state.current.version }, place);
      state.current.version = Math.max(state.current.version, reply?.version ?? 0);
      return reply;
    };
    const sent = state.current.tail.then(send, send);
    state.current.tail = sent.catch(() => undefined);
    return sent;
  };
}

/** From this gap on, it tells nothing. */
const NOTHING_KNOWN = 0.95;

/** @param {Kit} kit */
function GroupingDraft(kit) {
  const { view, t } = kit;
  const { grouping, is_gone } = /** @type {View} */ (view);
  if (grouping) return html`<${Working} kit=${kit} grouping=${grouping} />`;
  return html`<${EmptyState} title=${t(is_gone ? "ui-grouping.gone" : "ui-grouping.nobody")} />`;
}

/** @param {{kit: Kit, grouping: Grouping}} props */
function Working({ kit, grouping }) {
  const { view, t } = kit;
  const { most } = /** @type {View} */ (view);
  const change = useVersions(kit, grouping.version);
  const [selected, select] = useState(/** @type {string | null} */ (null));
  const [effect, setEffect] = useState(/** @type {{said: string, changes: Change[]} | null} */ (null));
  const [given, setGiven] = useState(/** @type {Given[] | null} */ (null));
  const told = async (/** @type {Promise<any>} */ sent, /** @type {string} */ said) =>
    setEffect({ said, changes: (await sent).changes });
  const isDraft = grouping.state === "draft";
  /** @type {Desk} */
  const desk = {
    move: (moves, said) => told(change("move", { moves }), said),
    change,
    selected,
    select,
    isOpen: isDraft,
  };
  const propose = async () => setGiven((await change("propose-duties", {})).given);
  const undo = () => told(change("undo", {}), t("ui-grouping.undone"));
  const relax = (/** @type {string} */ rule) =>
    told(change("relax", { rule }, "clash"), t("ui-grouping.relaxed"));
  const solve = () => {
    setEffect(null);
    return change("solve", {}, "solve");
  };
  const person = grouping.people.find(({ id }) => id === selected);
  const isBlank = grouping.slots.every((slot) => slot.people.length === 0);
  return html`<div class="zx-stack zx-grouping">
    ${!isDraft && html`<${Notice}>${t(grouping.state === "adopted" ? "ui-grouping.is-adopted" : "ui-grouping.is-retired")}<//>`}
    ${isDraft && html`<${RulesForm} kit=${kit} grouping=${grouping} most=${most} change=${change} solve=${solve} />`}
    <${FoundNotice} t=${t} grouping=${grouping} />
    ${grouping.clash && html`<${ClashNotice} kit=${kit} grouping=${grouping} relax=${relax} />`}
    ${!isBlank && html`<${Standings} t=${t} grouping=${grouping} />`}
    ${
      isDraft &&
      html`<div class="zx-row">
      ${grouping.steps > 0 && html`<${Button} onPress=${undo}>${t("ui-grouping.undo", { count: grouping.steps })}<//>`}
      ${!isBlank && html`<${Button} onPress=${propose}>${t("ui-grouping.propose-duties")}<//>`}
    </div>`
    }
    ${given && html`<${GivenNotice} kit=${kit} grouping=${grouping} given=${given} close=${() => setGiven(null)} />`}
    ${isDraft && html`<p class="zx-muted zx-small">${t("ui-grouping.how")}</p>`}
    <${Board} kit=${kit} grouping=${grouping} most=${most} desk=${desk} />
    <div class="zx-grouping-foot">
      <${EffectNotice} t=${t} grouping=${grouping} effect=${effect} undo=${isDraft && grouping.steps > 0 ? undo : null} close=${() => setEffect(null)} />
      <${Problem} place="board" />
      ${person && html`<${PersonPanel} key=${person.id} kit=${kit} grouping=${grouping} person=${person} desk=${desk} />`}
    </div>
    ${isDraft && grouping.effects && !isBlank && html`<${Adopting} kit=${kit} grouping=${grouping} effects=${grouping.effects} change=${change} />`}
    <${Status} />
  </div>`;
}

/** Proven best, or by how much it could be better, in one sentence. @param {{t: Kit["t"], grouping: Grouping}} props */
function FoundNotice({ t, grouping }) {
  const { found } = grouping;
  if (!found || found.status === "impossible" || grouping.state !== "draft") return null;
  if (!found.is_current) return html`<${Notice} tone="warn" live>${t("ui-grouping.found.stale")}<//>`;
  if (found.is_moved) return html`<${Notice} live>${t("ui-grouping.found.moved")}<//>`;
  if (found.status === "optimal")
    return html`<${Notice} tone="ok" live>${t("ui-grouping.found.optimal", { seconds: found.seconds.toFixed(1) })}<//>`;
  if (found.status === "feasible" && found.gap !== null && found.gap < NOTHING_KNOWN)
    return html`<${Notice} live>${t("ui-grouping.found.feasible", { seconds: found.seconds.toFixed(0), percent: Math.ceil(found.gap * 100) })}<//>`;
  if (found.status === "feasible")
    return html`<${Notice} live>${t("ui-grouping.found.open", { seconds: found.seconds.toFixed(0) })}<//>`;
  return html`<${Notice} tone="warn" live>${t("ui-grouping.found.unknown", { seconds: found.seconds.toFixed(0) })}<//>`;
}

/** How every rule stands over all groups. @param {{t: Kit["t"], grouping: Grouping}} props */
function Standings({ t, grouping }) {
  const missed = grouping.standings.filter((one) => one.missed > 0);
  const broken = missed.filter((one) => one.force === "must");
  return html`<details class="zx-details">
    <summary>
      ${t("ui-grouping.standing.title")}
      ${" "}<${Chip} tone=${broken.length > 0 ? "no" : "ok"}>${broken.length > 0 ? t("ui-grouping.standing.broken", { count: broken.length }) : t("ui-grouping.standing.held")}<//>
    </summary>
    <ul class="zx-list zx-grouping-rulings">
      ${grouping.standings.map(
        (one) => html`<li key=${one.rule}>
        <span>${t(SHORT[one.rule])}</span>
        <span class="zx-small zx-muted">${t(one.force === "must" ? "ui-grouping.force.must" : "ui-grouping.force.wish")}</span>
        <${Chip} tone=${one.missed === 0 ? "ok" : one.force === "must" ? "no" : "quiet"}>
          ${one.missed === 0 ? t("ui-grouping.met") : missing(t, one.rule, one.force, one.missed)}
        <//>
        ${one.groups > 0 && html`<span class="zx-small zx-muted">${t("ui-grouping.standing.groups", { count: one.groups })}</span>`}
      </li>`,
      )}
    </ul>
    <p class="zx-hint">${t("ui-grouping.standing.hint")}</p>
  </details>`;
}

/** Who was given a duty, and why; people change it by hand. @param {{kit: Kit, grouping: Grouping, given: Given[], close: () => void}} props */
function GivenNotice({ kit, grouping, given, close }) {
  const { t, say } = kit;
  const names = new Map(grouping.people.map((one) => [one.id, one.name]));
  return html`<${Notice} live>
    <p>${given.length > 0 ? t("ui-grouping.given.lead") : t("ui-grouping.given.none")}</p>
    <ul class="zx-list zx-grouping-effects">
      ${given.map(
        ({ person, duty, number, why }) => html`<li key=${person}>
        ${t("ui-grouping.given.one", { slot: t("ui-grouping.slot", { number }), duty: t(DUTIES[duty]), name: names.get(person), why: say(why) })}
      </li>`,
      )}
    </ul>
    <div><${Button} look="quiet" onPress=${close}>${t("ui-grouping.person.close")}<//></div>
  <//>`;
}

/**
 * What the last move did to each rule; it stays in sight wherever on the board somebody is.
 * @param {{t: Kit["t"], grouping: Grouping, effect: {said: string, changes: Change[]} | null, undo: (() => any) | null, close: () => void}} props
 */
function EffectNotice({ t, grouping, effect, undo, close }) {
  if (!effect) return null;
  const { forces } = grouping.rules;
  const isWorse = effect.changes.some(({ change, rule }) => change === "worse" && forces[rule] === "must");
  return html`<${Notice} tone=${isWorse ? "warn" : "info"} live>
    <p>${effect.said}</p>
    ${
      effect.changes.length === 0
        ? html`<p>${t("ui-grouping.effect.none")}</p>`
        : html`<ul class="zx-list zx-grouping-effects">
        ${effect.changes.map(
          ({ rule, change, before, after }) => html`<li key=${rule}>
          <${Chip} tone=${change === "better" ? "ok" : "warn"}>${t(change === "better" ? "ui-grouping.effect.better" : "ui-grouping.effect.worse")}<//>
          ${t("ui-grouping.effect.rule", {
            rule: t(SHORT[rule]),
            before: before === 0 ? t("ui-grouping.met") : missing(t, rule, forces[rule], before),
            after: after === 0 ? t("ui-grouping.met") : missing(t, rule, forces[rule], after),
          })}
        </li>`,
        )}
      </ul>`
    }
    <div class="zx-row">
      ${undo && html`<${Button} look="quiet" onPress=${undo}>${t("ui-grouping.undo-this")}<//>`}
      <${Button} look="quiet" onPress=${close}>${t("ui-grouping.person.close")}<//>
    </div>
  <//>`;
}

export default activity(GroupingDraft);
