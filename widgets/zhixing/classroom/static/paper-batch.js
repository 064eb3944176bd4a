// Paper ballots: a stack typed in sheet by sheet and handed in as one batch.
import {
  activity,
  Button,
  Card,
  Chip,
  Choice,
  EmptyState,
  Field,
  html,
  isBlank,
  Nested,
  Notice,
  Problem,
  RatingRow,
  Select,
  useState,
} from "../../activity/static/kit.js";
import { LevelRow } from "./level-row.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {{topics?: string[], scores?: Record<string, Record<string, number>>, points?: Record<string, number | string>,
 *   marks?: Record<string, string>}} Sheet */
/** @typedef {{id: string, purpose: string, name: Pair | null}} Waiting a window that waits for paper */
/** @typedef {{choices: Waiting[], name: Pair | null, levels: {value: string, name: Pair}[],
 *   window: {id: string, purpose: string, state: string, turnout: {voted: number, paper: number}} | null, topics: {id: string, number: number, title: string}[],
 *   votes_each: number, criteria: {id: string, name: Pair}[], scale: [number, number],
 *   batches: {id: string, label: string, count: number}[], expected: number, takes_more: boolean}} View */

/** @param {Kit} kit */
function PaperBatch(kit) {
  const { t } = kit;
  const { window: round, choices } = /** @type {View} */ (kit.view);
  if (choices.length > 0) return html`<${Several} choices=${choices} ...${kit} />`;
  if (!round) {
    return html`<${Card} title=${t("ui-classroom.paper.title")} quiet><${EmptyState} title=${t("ui-classroom.paper.none")} /><//>`;
  }
  return html`<${Stack} key=${round.id} ...${kit} />`;
}

/** @type {Record<string, string>} */
const TITLES = { votes: "ui-classroom.paper.votes", "weight-points": "ui-classroom.paper.points" };

/** Which of several windows the stack is for. @param {Kit & {choices: Waiting[]}} props */
function Several({ t, say, choices }) {
  const [chosen, setChosen] = useState("");
  const known = choices.some((one) => one.id === chosen) ? chosen : "";
  const options = choices.map((one) => ({
    value: one.id,
    label: one.name ? say(one.name) : t(TITLES[one.purpose] ?? "ui-classroom.paper.ratings"),
  }));
  return html`<div class="zx-stack">
    <${Card} title=${t("ui-classroom.paper.title")} quiet>
      <${Select} label=${t("ui-classroom.paper.which")} value=${known} onChange=${setChosen}
        options=${[{ value: "", label: t("ui-classroom.paper.choose") }, ...options]} />
    <//>
    ${known && html`<${Nested} key=${known} activity="paper-batch" params=${{ window: known }} />`}
  </div>`;
}

/** A stack being typed in; it stays in this browser until it is handed in. @param {Kit} kit */
function Stack({ view, t, say, act, keep, recall }) {
  const {
    window: round,
    topics,
    votes_each,
    criteria,
    scale,
    levels,
    name,
    batches,
    expected,
    takes_more,
  } = /** @type {View} */ (view);
  const isLevels = levels.length > 0;
  const isVote = round?.purpose === "votes";
  const isPoints = round?.purpose === "weight-points";
  const kept = recall(`paper:${round?.id}`);
  const [label, setLabel] = useState(/** @type {string} */ (kept?.label ?? ""));
  const [sheets, setSheets] = useState(/** @type {Sheet[]} */ (kept?.sheets ?? []));
  const [sheet, setSheet] = useState(/** @type {Sheet} */ ({}));
  const [sure, setSure] = useState(/** @type {number | null} */ (null)); // the total that was confirmed
  const total = (round?.turnout.voted ?? 0) + (round?.turnout.paper ?? 0) + sheets.length;
  const asks = takes_more && sheets.length > 0 && total > expected;
  const put = (/** @type {string} */ name, /** @type {Sheet[]} */ stack) => {
    setLabel(name);
    setSheets(stack);
    keep(`paper:${round?.id}`, { label: name, sheets: stack });
  };
  const add = () => {
    put(label, [...sheets, isPoints ? { points: whole(criteria, sheet.points) } : sheet]);
    setSheet({});
  };
  const enter = async () => {
    await act("enter", { window: round?.id, label, ballots: sheets, confirmed: asks && sure === total });
    put("", []);
  };
  const chosen = sheet.topics ?? [];
  const filled = topics.reduce((sum, one) => sum + Object.keys(sheet.scores?.[one.id] ?? {}).length, 0);
  const marked = Object.keys(sheet.marks ?? {}).length;
  const hindrance = isVote
    ? chosen.length === 0 && t("ui-classroom.paper.no-vote")
    : isPoints
      ? pointsMissing(sheet.points, t)
      : filled + marked === 0 && t("ui-classroom.paper.no-score");
  const stackHindrances = [
    isBlank(label) && t("ui-classroom.paper.no-label"),
    sheets.length === 0 && t("ui-classroom.paper.no-sheets"),
    (chosen.length > 0 || filled + marked > 0 || sheet.points) && t("ui-classroom.paper.open-sheet"),
    asks && sure !== total && t("ui-classroom.paper.more-not-sure"),
  ].filter(Boolean);
  const score = (/** @type {string} */ topic, /** @type {string} */ criterion, /** @type {number} */ given) =>
    setSheet({ scores: { ...sheet.scores, [topic]: { ...sheet.scores?.[topic], [criterion]: given } } });
  return html`<${Card}
    title=${name ? say(name) : t(TITLES[round?.purpose ?? ""] ?? "ui-classroom.paper.ratings")}
    lead=${t("ui-classroom.paper.lead")}
    foot=${html`<${Button} look="main" blockers=${stackHindrances} onPress=${enter}>${t("ui-classroom.paper.enter", { count: sheets.length })}<//>`}
  >
    <${Field} label=${t("ui-classroom.paper.label")} hint=${t("ui-classroom.paper.label-hint")} required max=${60} value=${label}
      onInput=${(/** @type {string} */ name) => put(name, sheets)} />
    <div class="zx-panel">
      <h4 class="zx-panel-title" role="status">${t("ui-classroom.paper.sheet", { number: sheets.length + 1 })}</h4>
      ${
        isVote
          ? html`<${Choice} many legend=${t("ui-classroom.paper.up-to", { most: votes_each })} max=${votes_each} value=${chosen}
            options=${topics.map((one) => ({ value: one.id, label: `${one.number}. ${one.title}` }))}
            onChange=${(/** @type {string[]} */ ids) => setSheet({ topics: ids })} />`
          : isPoints
            ? html`<div class="zx-stack">${criteria.map(
                (one) =>
                  html`<${Field} key=${one.id} label=${say(one.name)} required type="number" max=${3} value=${String(sheet.points?.[one.id] ?? "")}
                    onInput=${(/** @type {string} */ given) => setSheet({ points: { ...sheet.points, [one.id]: given } })} />`,
              )}</div>`
            : isLevels
              ? criteria.map(
                  (
                    one,
                  ) => html`<${LevelRow} key=${one.id} name=${say(one.name)} levels=${levels.map(({ value, name }) => ({ value, label: say(name) }))}
                    value=${sheet.marks?.[one.id] ?? null} onChange=${(/** @type {string} */ given) => setSheet({ marks: { ...sheet.marks, [one.id]: given } })} />`,
                )
              : topics.map(
                  (topic) => html`<div key=${topic.id} class="zx-stack">
              <p class="zx-label">${topic.number}. ${topic.title}</p>
              ${criteria.map(
                (one) => html`<${RatingRow} key=${one.id} legend=${say(one.name)} scale=${scale} anchors=${[]}
                  value=${sheet.scores?.[topic.id]?.[one.id] ?? null} onChange=${(/** @type {number} */ given) => score(topic.id, one.id, given)} />`,
              )}
            </div>`,
                )
      }
      <div class="zx-row">
        <${Button} blockers=${hindrance ? [hindrance] : []} onPress=${add}>${t("ui-classroom.paper.add")}<//>
        ${sheets.length > 0 && html`<${Button} look="quiet" onPress=${() => put(label, sheets.slice(0, -1))}>${t("ui-classroom.paper.drop-last")}<//>`}
      </div>
    </div>
    ${
      asks &&
      html`<${Notice} tone="warn" live>${t("ui-classroom.paper.more", { expected, total })}<//>
      <${Choice} many hideLegend legend=${t("ui-classroom.paper.more-sure")} options=${[{ value: "sure", label: t("ui-classroom.paper.more-sure") }]}
        value=${sure === total ? ["sure"] : []} onChange=${(/** @type {string[]} */ given) => setSure(given.length ? total : null)} />`
    }
    ${batches.length > 0 && html`<${Batches} t=${t} act=${act} batches=${batches} />`}
  <//>`;
}

/** The points of a sheet as numbers; what was left empty is none. @param {View["criteria"]} criteria @param {Sheet["points"]} points */
function whole(criteria, points) {
  return Object.fromEntries(criteria.map(({ id }) => [id, Number(points?.[id] || 0)]));
}

/** What keeps a sheet of points from being added. @param {Sheet["points"]} points @param {Kit["t"]} t */
function pointsMissing(points, t) {
  const sum = Object.values(points ?? {}).reduce(
    (/** @type {number} */ all, one) => all + Number(one || 0),
    0,
  );
  return sum !== 100 && t("ui-classroom.paper.not-hundred", { sum });
}

/** @param {{t: Kit["t"], act: Kit["act"], batches: View["batches"]}} props */
function Batches({ t, act, batches }) {
  return html`<div class="zx-stack">
    <h4 class="zx-panel-title">${t("ui-classroom.paper.batches")}</h4>
    <ul class="zx-list zx-stack">
      ${batches.map(
        ({ id, label, count }) => html`<li key=${id} class="zx-row">
          ${label} <${Chip}>${t("ui-classroom.paper.sheets", { count })}<//>
          <${Button} look="quiet" label=${t("ui-classroom.paper.remove-one", { label })} onPress=${() => act("remove", { batch: id }, id)}>${t("ui-classroom.paper.remove")}<//>
          <${Problem} place=${id} />
        </li>`,
      )}
    </ul>
  </div>`;
}

export default activity(PaperBatch);
