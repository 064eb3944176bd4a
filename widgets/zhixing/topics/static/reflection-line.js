// One question, one line without a name; it may be skipped.
import {
  activity,
  ballotBox,
  Button,
  Card,
  EmptyState,
  Field,
  html,
  isBlank,
  Notice,
  useState,
} from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {{window: {id: string, state: string} | null, may_write: boolean, written: boolean, most: number}} View */

/** @param {Kit} kit */
function ReflectionLine(kit) {
  const { t } = kit;
  const { window: round, may_write } = /** @type {View} */ (kit.view);
  if (!may_write) {
    return html`<${Card} title=${t("ui-classroom.wall.question")} quiet><${EmptyState} title=${t("ui-session.line.not-now")} /><//>`;
  }
  return html`<${Line} key=${round?.id ?? ""} ...${kit} />`;
}

/** @param {Kit} kit */
function Line(kit) {
  const { view, t, keep, recall } = kit;
  const { window: round, written, most } = /** @type {View} */ (view);
  const box = ballotBox(kit, "line");
  const skipped = `line:${round?.id}:skipped`;
  const [text, setText] = useState(/** @type {string} */ (box.draft ?? box.cast ?? ""));
  const [isChanging, setChanging] = useState(false);
  const type = (/** @type {string} */ next) => {
    setText(next);
    box.saveDraft(next);
  };
  const send = async () => {
    await box.send("leave", { line: text }, text);
    setChanging(false);
  };
  const write = () => {
    keep(skipped, undefined);
    setChanging(true);
  };
  if (!isChanging && (box.cast || written || recall(skipped))) {
    return html`<${Card} title=${t("ui-classroom.wall.question")}
      foot=${html`<${Button} look="quiet" onPress=${write}>${t(box.cast ? "ui-session.line.change" : "ui-session.line.write")}<//>`}>
      <${Notice} tone="ok" live>${t(box.cast || written ? "ui-session.line.done" : "ui-session.line.skipped")}<//>
      ${box.cast && html`<blockquote class="zx-say">${box.cast}</blockquote>`}
    <//>`;
  }
  return html`<${Card}
    title=${t("ui-classroom.wall.question")}
    lead=${t("ui-session.line.lead")}
    foot=${html`<${Button} look="main" blockers=${isBlank(text) ? [t("ui-session.line.nothing")] : []} onPress=${send}>${t("ui-session.line.send")}<//>
      <${Button} look="quiet" onPress=${() => keep(skipped, true)}>${t("ui-session.line.skip")}<//>`}
  >
    <${Field} label=${t("ui-session.line.label")} hint=${t("ui-session.line.hint", { most })} lines=${3} max=${most} value=${text} onInput=${type} />
  <//>`;
}

export default activity(ReflectionLine);
