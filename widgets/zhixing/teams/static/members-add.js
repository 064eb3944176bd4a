// Somebody who is on no list, added by hand.
import {
  Button,
  Field,
  html,
  isBlank,
  Notice,
  Problem,
  useKit,
  useState,
} from "../../activity/static/kit.js";

/** @typedef {import("./members.js").New} New */

const BLANK = { name: "", unit: "", post: "" };

/** @param {{units: string[], add: New | null, onType: (add: New | null) => void}} props */
export function Add({ units, add, onType }) {
  const { t, act } = useKit();
  const [added, setAdded] = useState("");
  const form = add ?? BLANK;
  const change = (/** @type {Partial<New>} */ part) => onType({ ...form, ...part });
  const send = async () => {
    await act("add", form, "add");
    setAdded(form.name);
    onType(null);
  };
  return html`<details class="zx-details" open=${Boolean(add)}>
    <summary>${t("ui-members.add.title")}</summary>
    <div class="zx-panel">
      <div class="zx-two">
        <${Field} label=${t("members.column.name")} required max=${200} value=${form.name} onInput=${(/** @type {string} */ name) => change({ name })} />
        <${Field} label=${t("members.column.unit")} max=${500} value=${form.unit} suggestions=${units} onInput=${(/** @type {string} */ unit) => change({ unit })} />
        <${Field} label=${t("members.column.post")} max=${500} value=${form.post} onInput=${(/** @type {string} */ post) => change({ post })} />
      </div>
      <p class="zx-small zx-muted">${t("ui-members.add.no-unit")}</p>
      <${Problem} place="add" />
      <div><${Button} blockers=${isBlank(form.name) ? [t("ui-members.add.no-name")] : []} onPress=${send}>${t("ui-members.add.send")}<//></div>
      ${added && !add && html`<${Notice} tone="ok" live>${t("ui-members.add.done", { name: added })}<//>`}
    </div>
  </details>`;
}
