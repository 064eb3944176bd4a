// A show of hands beside the phones: one number for each choice.
import { Button, Field, html, useState } from "../../activity/static/kit.js";
import { choiceName, partName } from "./teach-parts.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./question.js").Group} Group */
/** @typedef {Record<string, Record<string, string>>} Typed */

/** @param {Kit & {groups: Group[], kind: string}} props */
export function Hands({ groups, kind, ...kit }) {
  const { t, draft, saveDraft, act } = kit;
  const [typed, setTyped] = useState(/** @type {Typed} */ (draft?.hands ?? entered(groups)));
  if (groups.length === 0) return null;
  const type = (/** @type {string} */ part, /** @type {string} */ key, /** @type {string} */ value) => {
    const next = { ...typed, [part]: { ...typed[part], [key]: value } };
    setTyped(next);
    saveDraft({ hands: next });
  };
  const save = async () => {
    await act("hands", { hands: counted(typed) });
    saveDraft(null);
  };
  return html`<details class="zx-details">
    <summary>${t("ui-teach.question.hands")}</summary>
    <p class="zx-muted">${t("ui-teach.question.hands-note")}</p>
    <div class="zx-hands">
      ${groups.map(
        (group, at) => html`<div key=${group.part}>
          ${group.part && html`<p>${partName(kit, group, at)}</p>`}
          ${group.choices.map(
            (choice) => html`<${Field}
              key=${choice.key}
              type="number"
              required
              label=${t("ui-teach.question.hands-of", { choice: choiceName(kit, kind, choice) })}
              value=${typed[group.part]?.[choice.key] ?? ""}
              onInput=${(/** @type {string} */ value) => type(group.part, choice.key, value)}
            />`,
          )}
        </div>`,
      )}
    </div>
    <p><${Button} onPress=${save}>${t("ui-teach.question.hands-save")}<//></p>
  </details>`;
}

/** @param {Group[]} groups @returns {Typed} */
function entered(groups) {
  return Object.fromEntries(
    groups.map(({ part, choices }) => [
      part,
      Object.fromEntries(choices.map(({ key, hands }) => [key, hands ? String(hands) : ""])),
    ]),
  );
}

/** Whole numbers; what is left empty is nobody. @param {Typed} typed */
function counted(typed) {
  return Object.fromEntries(
    Object.entries(typed).map(([part, given]) => [
      part,
      Object.fromEntries(Object.entries(given).map(([key, value]) => [key, Math.trunc(Number(value)) || 0])),
    ]),
  );
}
