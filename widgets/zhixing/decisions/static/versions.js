// The versions of a paper, newest first, and what changed between two of them.
import { Button, html, Select, useState } from "../../activity/static/kit.js";
import { dayOf } from "./day.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./approval.js").Standing} Standing */
/** @typedef {import("./approval.js").Change} Change */

/** @type {Record<string, string>} */
const TOLD = {
  comment: "ui-decisions.state.comment",
  approval: "ui-decisions.state.awaited",
  approved: "ui-decisions.state.approved",
  returned: "ui-decisions.state.returned",
  designated: "ui-decisions.state.designated",
};

/** What changed since the version before. @param {{kit: Kit, since: number | null, changes: Change[]}} props */
export function Changes({ kit: { t, say }, since, changes }) {
  if (since === null) return null;
  return html`<details class="zx-more">
    <summary>${t("ui-decisions.changes.since", { version: since, count: changes.length })}</summary>
    <${List} t=${t} say=${say} changes=${changes} />
  </details>`;
}

/** @param {{t: Kit["t"], say: Kit["say"], changes: Change[]}} props */
function List({ t, say, changes }) {
  if (changes.length === 0) return html`<p class="zx-muted">${t("ui-decisions.changes.none")}</p>`;
  return html`<dl class="zx-changes">
    ${changes.map(
      ({ title, before, after }) => html`<div key=${say(title)}>
        <dt>${say(title)}</dt>
        ${before
          .filter((line) => !after.includes(line))
          .map(
            (line) =>
              html`<dd key=${line}><del><span class="zx-unseen">${t("ui-decisions.changes.before")}</span>${line}</del></dd>`,
          )}
        ${after.map((line) =>
          before.includes(line)
            ? html`<dd key=${line}>${line}</dd>`
            : html`<dd key=${line}><ins><span class="zx-unseen">${t("ui-decisions.changes.after")}</span>${line}</ins></dd>`,
        )}
      </div>`,
    )}
  </dl>`;
}

/** Every version, and two of them side by side. @param {{kit: Kit, versions: Standing[]}} props */
export function Versions({ kit, versions }) {
  const { t, say, locale, act } = kit;
  const [old, setOld] = useState(String(versions[1]?.version ?? ""));
  const [fresh, setFresh] = useState(String(versions[0]?.version ?? ""));
  const [found, setFound] = useState(/** @type {Change[] | null} */ (null));
  const compare = async () => {
    const reply = await act("compare", { old: Number(old), new: Number(fresh) });
    setFound(reply?.changes ?? null);
  };
  const options = versions.map(({ version }) => ({
    value: String(version),
    label: t("ui-decisions.versions.one", { version }),
  }));
  return html`<details class="zx-more">
    <summary>${t("ui-decisions.versions.title", { count: versions.length })}</summary>
    <ol class="zx-versions">
      ${versions.map(({ version, stage, submitted, decision }) => {
        const told = t(TOLD[decision?.outcome ?? stage]);
        return html`<li key=${version}>
          ${t("ui-decisions.versions.line", { version, day: dayOf(submitted, locale), told })}
          ${decision?.comment && html`<p class="zx-said zx-muted">${t("ui-decisions.told.words", { words: decision.comment })}</p>`}
        </li>`;
      })}
    </ol>
    ${
      versions.length > 1 &&
      html`<div class="zx-two">
        <${Select} label=${t("ui-decisions.versions.old")} value=${old} options=${options} onChange=${setOld} />
        <${Select} label=${t("ui-decisions.versions.new")} value=${fresh} options=${options} onChange=${setFresh} />
      </div>
      <div><${Button} blockers=${old === fresh ? [t("ui-decisions.versions.same")] : []} onPress=${compare}>${t("ui-decisions.versions.compare")}<//></div>
      ${found && html`<${List} t=${t} say=${say} changes=${found} />`}`
    }
  </details>`;
}
