// A hundred points shared out over the criteria; what is left is always in sight.
import {
  ballotBox,
  Button,
  Card,
  EmptyState,
  html,
  Notice,
  useState,
  useUid,
} from "../../activity/static/kit.js";
import { Bars } from "./weight-pieces.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./weights.js").Criterion} Criterion */
/** @typedef {import("./weights.js").View} View */
/** @typedef {Record<string, string>} Typed criterion to points, as they were typed */

const STEPS = [-5, -1, 1, 5];

/** @param {string} typed */
function read(typed) {
  return /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : null;
}

/** @param {Kit} kit */
export function PointsForm(kit) {
  const { view, t } = kit;
  const { criteria, total, voted } = /** @type {View} */ (view);
  const box = ballotBox(kit, "points");
  const cast = /** @type {Typed | null} */ (box.cast);
  const hasVoted = voted.includes("points");
  const [isEditing, setEditing] = useState(!hasVoted);
  const [typed, setTyped] = useState(/** @type {Typed} */ (box.draft ?? cast ?? {}));
  if (hasVoted && !cast) {
    return html`<${Card} quiet title=${t("ui-weights.points.title")}><${EmptyState} title=${t("ui-weights.elsewhere")} /><//>`;
  }
  if (hasVoted && !isEditing && cast) {
    const shares = Object.fromEntries(criteria.map(({ id }) => [id, (read(cast[id] ?? "0") ?? 0) / total]));
    return html`<${Card} title=${t("ui-weights.points.title")} foot=${html`<${Button} onPress=${() => setEditing(true)}>${t("ui-weights.change")}<//>`}>
      <${Notice} tone="ok" live>${t("ui-weights.points.done")}<//>
      <${Bars} ...${kit} criteria=${criteria} shares=${shares} />
    <//>`;
  }
  const put = (/** @type {string} */ id, /** @type {string} */ points) => {
    const next = { ...typed, [id]: points };
    setTyped(next);
    box.saveDraft(next);
  };
  const given = criteria.map(({ id }) => read(typed[id] ?? "0"));
  const left = total - given.reduce((/** @type {number} */ sum, points) => sum + (points ?? 0), 0);
  const hindrances = [
    ...criteria
      .filter((_, at) => given[at] === null)
      .map(({ name }) => t("ui-weights.points.wrong", { criterion: kit.say(name), total })),
    ...(left > 0 ? [t("ui-weights.points.left", { left })] : []),
    ...(left < 0 ? [t("ui-weights.points.over", { over: -left })] : []),
  ];
  const send = async () => {
    const points = Object.fromEntries(criteria.map(({ id }, at) => [id, given[at]]));
    const shown = Object.fromEntries(criteria.map(({ id }, at) => [id, String(given[at])]));
    await box.send("points", { points }, shown);
    setTyped(shown);
    setEditing(false);
  };
  return html`<${Card} title=${t("ui-weights.points.title")} lead=${t("ui-weights.points.lead", { total })}
    foot=${html`<${Button} look="main" blockers=${hindrances} onPress=${send}>${t(hasVoted ? "ui-weights.send-again" : "ui-weights.points.send")}<//>`}>
    <p class="zx-sticky zx-points-left" role="status" data-state=${left === 0 ? "done" : left < 0 ? "over" : "open"}>
      ${left === 0 ? t("ui-weights.points.all") : left > 0 ? t("ui-weights.points.left", { left }) : t("ui-weights.points.over", { over: -left })}
    </p>
    ${criteria.map(
      (one) =>
        html`<${Share} key=${one.id} ...${kit} criterion=${one} typed=${typed[one.id] ?? "0"} total=${total}
          onChange=${(/** @type {string} */ points) => put(one.id, points)} />`,
    )}
  <//>`;
}

/**
 * One criterion's points.
 * @param {Kit & {criterion: Criterion, typed: string, total: number, onChange: (points: string) => void}} props
 */
function Share({ t, say, criterion, typed, total, onChange }) {
  const id = useUid();
  const points = read(typed) ?? 0;
  const name = say(criterion.name);
  const add = (/** @type {number} */ step) =>
    html`<button type="button" class="zx-button" key=${step}
      aria-label=${t(step < 0 ? "ui-weights.points.less" : "ui-weights.points.more", { criterion: name, step: Math.abs(step) })}
      onClick=${() => onChange(String(Math.min(total, Math.max(0, points + step))))}
    >${step < 0 ? `−${-step}` : `+${step}`}</button>`;
  return html`<div class="zx-points-row">
    <label for=${id}><strong>${name}</strong> <span class="zx-muted">${say(criterion.question)}</span></label>
    <div class="zx-points-tools">
      ${STEPS.slice(0, 2).map(add)}
      <input id=${id} class="zx-input zx-points-input" type="text" inputmode="numeric" maxlength="3" autocomplete="off" value=${typed}
        aria-invalid=${read(typed) === null ? "true" : undefined}
        onFocus=${(/** @type {any} */ event) => event.currentTarget.select()}
        onInput=${(/** @type {any} */ event) => onChange(event.currentTarget.value)} />
      ${STEPS.slice(2).map(add)}
    </div>
  </div>`;
}
