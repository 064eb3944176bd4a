// What a table says to the recommendation: lead unit, reasons, dissent, what is still to be found out.
import {
  activity,
  Button,
  Card,
  EmptyState,
  Field,
  html,
  isBlank,
  Notice,
  useState,
} from "../../activity/static/kit.js";
import { BLANK, isEmpty, Unknowns } from "./unknowns.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./unknowns.js").Unknown} Unknown */
/** @typedef {{lead_unit: string, reasons: string, dissent: string, unknowns: Unknown[]}} Said */
/** @typedef {{state: "waiting" | "open" | "final", seat: number | null, may_edit: boolean, first: string | null,
 *   version: number, content: Said | null, units: string[]}} View */

/** @type {Said} */
const NOTHING = { lead_unit: "", reasons: "", dissent: "", unknowns: [BLANK] };

/** @param {Kit} kit */
function TableAdvice(kit) {
  const { t } = kit;
  const { state, seat, may_edit, content } = /** @type {View} */ (kit.view);
  if (may_edit) return html`<${Editor} key=${seat} ...${kit} />`;
  const sentence =
    state === "waiting"
      ? "ui-approval.table.waiting"
      : content
        ? "ui-approval.table.kept"
        : state === "final"
          ? "ui-approval.table.final"
          : "ui-approval.table.liaison";
  return html`<${Card} title=${t("ui-approval.table.title")} quiet><${EmptyState} title=${t(sentence)} /><//>`;
}

/** @param {Kit} kit */
function Editor({ view, draft, t, act, saveDraft }) {
  const { seat, first, version, content, units } = /** @type {View} */ (view);
  const [seen, setSeen] = useState(/** @type {number} */ (draft?.seen ?? version));
  const [said, setSaid] = useState(/** @type {Said} */ ({ ...NOTHING, ...(draft?.said ?? content) }));
  const [isSending, setSending] = useState(false);
  const change = (/** @type {Partial<Said>} */ part) => {
    setSaid({ ...said, ...part });
    saveDraft({ seen, said: { ...said, ...part } });
  };
  const takeLatest = () => {
    setSeen(version);
    setSaid({ ...NOTHING, ...content });
    saveDraft(null);
  };
  const keepMine = () => {
    setSeen(version);
    saveDraft({ seen: version, said });
  };
  const save = async () => {
    setSending(true);
    try {
      const unknowns = said.unknowns.filter((one) => !isEmpty(one));
      const reply = await act("save", { version: seen, ...said, unknowns });
      setSeen(reply?.version ?? seen + 1);
      saveDraft(null);
    } finally {
      setSending(false);
    }
  };
  const nothing = [said.lead_unit, said.reasons, said.dissent].every(isBlank) && said.unknowns.every(isEmpty);
  return html`<${Card}
    title=${t("ui-approval.table.title-of", { seat })}
    lead=${first ? t("ui-approval.table.lead", { title: first }) : t("ui-approval.table.lead-plain")}
    foot=${html`<${Button} look="main" blockers=${nothing ? [t("ui-approval.table.nothing")] : []} onPress=${save}>${t("ui-approval.table.save")}<//>`}
  >
    ${
      version > seen &&
      !isSending &&
      html`<${Notice} tone="warn" live>${t("ui-approval.table.newer")}
      <div class="zx-row"><${Button} onPress=${takeLatest}>${t("ui-approval.table.take-latest")}<//><${Button} look="quiet" onPress=${keepMine}>${t("ui-approval.table.keep-mine")}<//></div><//>`
    }
    <${Field} label=${t("ui-topics.recommendation.lead-unit")} max=${200} suggestions=${units} value=${said.lead_unit}
      onInput=${(/** @type {string} */ lead_unit) => change({ lead_unit })} />
    <${Field} label=${t("ui-topics.recommendation.reasons")} lines=${3} value=${said.reasons}
      onInput=${(/** @type {string} */ reasons) => change({ reasons })} />
    <${Unknowns} t=${t} unknowns=${said.unknowns} onChange=${(/** @type {Unknown[]} */ unknowns) => change({ unknowns })} />
    <${Field} label=${t("ui-topics.recommendation.dissent")} hint=${t("ui-topics.recommendation.dissent-hint")} lines=${2} value=${said.dissent}
      onInput=${(/** @type {string} */ dissent) => change({ dissent })} />
  <//>`;
}

export default activity(TableAdvice);
