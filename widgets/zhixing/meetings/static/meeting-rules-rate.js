// The minute of rating: ten rows of three words, and what whoever leads does with the window.
import {
  ballotBox,
  Button,
  Chip,
  EmptyState,
  html,
  Notice,
  useRef,
  useState,
} from "../../activity/static/kit.js";
import { LevelRow } from "../../classroom/static/level-row.js";
import { Looks } from "./meeting-rules-list.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./meeting-rules.js").View} View */
/** @typedef {Record<string, string>} Marks rule to how far it was kept */

/** The sheet in the hand of whoever rates. @param {Kit} kit */
export function RatingSheet(kit) {
  const { t, say } = kit;
  const { norms, levels, rated } = /** @type {View} */ (kit.view);
  const box = ballotBox(kit, "rules");
  const [marks, setMarks] = useState(/** @type {Marks} */ (box.draft ?? box.cast ?? {}));
  const [isEditing, setEditing] = useState(!rated);
  const [isAsked, setAsked] = useState(false);
  const ref = useRef(/** @type {HTMLElement | null} */ (null));
  if (rated && !box.cast) return html`<${EmptyState} title=${t("ui-rules.after.elsewhere")} />`;
  if (rated && !isEditing) {
    return html`<div class="zx-stack">
      <${Notice} tone="ok" live>${t("ui-rules.after.done")}<//>
      <div><${Button} onPress=${() => setEditing(true)}>${t("ui-rules.after.change")}<//></div>
    </div>`;
  }
  const put = (/** @type {Marks} */ next) => {
    setMarks(next);
    box.saveDraft(next);
  };
  const left = norms.filter((norm) => !marks[norm.id]);
  const given = norms.length - left.length;
  const showMissing = () => {
    setAsked(true);
    ref.current
      ?.querySelector('[role="radiogroup"]:not(:has(:checked))')
      ?.scrollIntoView({ block: "center" });
  };
  const fill = () => put({ ...Object.fromEntries(norms.map((norm) => [norm.id, "kept"])), ...marks });
  const send = async () => {
    await box.send("rate", { marks }, marks);
    setEditing(false);
  };
  return html`<div class="zx-stack" ref=${ref}>
    <p class="zx-lead">${t("ui-rules.after.lead")}</p>
    <div class="zx-level-rows">
      ${norms.map(
        (
          norm,
        ) => html`<${LevelRow} key=${norm.id} name=${say(norm.name)} value=${marks[norm.id] ?? null} missing=${isAsked && !marks[norm.id]}
          levels=${levels.map(({ value, name }) => ({ value, label: say(name) }))}
          onChange=${(/** @type {string} */ mark) => put({ ...marks, [norm.id]: mark })}>
          <p>${say(norm.sentence)}</p><${Looks} norm=${norm} say=${say} t=${t} />
        <//>`,
      )}
    </div>
    <div class="zx-row">
      ${left.length > 0 && given > 0 && html`<${Button} onPress=${fill}>${t("ui-rules.after.fill", { count: left.length })}<//>`}
      <${Button} look="main" onPress=${send} onBlocked=${showMissing}
        blockers=${left.length > 0 ? [t("ui-rules.after.missing", { count: left.length })] : []}>${t(rated ? "ui-rules.after.send-again" : "ui-rules.after.send")}<//>
    </div>
  </div>`;
}

/** Open, close, show; how many are in. @param {Kit} kit */
export function RatingControls({ view, t, act }) {
  const { window: round, turnout, people } = /** @type {View} */ (view);
  if (people < 2) return null; // somebody alone needs no window
  if (!round) {
    return html`<div class="zx-panel">
      <p>${t("ui-rules.lead.about")}</p>
      <div><${Button} look="main" onPress=${() => act("open")}>${t("ui-rules.lead.open")}<//></div>
    </div>`;
  }
  const move = (/** @type {string} */ kind) => () => act(kind, { window: round.id });
  const isIn = turnout ? turnout.voted + turnout.paper : 0;
  return html`<div class="zx-panel">
    <div class="zx-row">
      ${round.state === "open" && html`<${Chip} tone="ok">${t("ui-rules.lead.is-open")}<//>`}
      ${round.state === "closed" && html`<${Chip} tone="warn">${t("ui-rules.lead.is-closed")}<//>`}
      ${round.state === "revealed" && html`<${Chip} tone="info">${t("ui-rules.lead.is-shown")}<//>`}
      ${turnout && html`<span role="status">${t("ui-rules.lead.turnout", { in: isIn, people: turnout.present })}</span>`}
    </div>
    ${
      round.state !== "revealed" &&
      html`<div class="zx-row">
        ${round.state === "open" && html`<${Button} look="main" onPress=${move("close")}>${t("ui-rules.lead.close")}<//>`}
        ${
          round.state === "closed" &&
          html`<${Button} look="main" onPress=${move("reveal")}>${t("ui-rules.lead.reveal")}<//>
            <${Button} onPress=${move("reopen")}>${t("ui-rules.lead.reopen")}<//>`
        }
      </div>
      <p class="zx-hint">${t("ui-rules.lead.paper")}</p>`
    }
  </div>`;
}
