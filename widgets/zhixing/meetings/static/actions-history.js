// How an action came to what it is: when, who, which field from what to what.
import { html, RefusedAct, useEffect, useState } from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {{changed: string, by: string, fields: Record<string, [any, any]>}} Change */

/** @type {Record<string, string>} */
const FIELDS = {
  what: "ui-minutes.actions.what",
  who: "ui-minutes.actions.who",
  due: "ui-minutes.actions.due",
  evidence: "ui-minutes.actions.evidence",
  status: "ui-minutes.actions.status",
  proof: "ui-minutes.actions.proof",
  reason: "ui-minutes.actions.reason",
};
/** @type {Record<string, string>} */
const STATES = {
  open: "ui-minutes.actions.is-open",
  done: "ui-minutes.actions.is-done",
  dropped: "ui-minutes.actions.is-dropped",
};

/** @param {{kit: Kit, entry: {id: string}}} props */
export function History({ kit, entry }) {
  const { t, act, locale } = kit;
  const [changes, setChanges] = useState(/** @type {Change[] | null} */ (null));
  useEffect(() => {
    act("history", { entry: entry.id }, entry.id).then(
      (reply) => setChanges(reply?.changes ?? []),
      (error) => {
        if (!(error instanceof RefusedAct)) throw error;
      },
    );
  }, [entry.id]);
  if (!changes) return html`<p class="zx-muted" role="status">${t("kit.opening")}</p>`;
  const value = (/** @type {string} */ field, /** @type {any} */ said) =>
    field === "status" && said ? t(STATES[said]) : said || t("ui-minutes.actions.blank");
  const line = (/** @type {string} */ field, /** @type {[any, any]} */ [from, to]) => {
    const params = { field: t(FIELDS[field]), from: value(field, from), to: value(field, to) };
    return t(from === null ? "ui-minutes.actions.set" : "ui-minutes.actions.turned", params);
  };
  return html`<ol class="zx-list zx-action-history">
    ${changes.map((change, at) => {
      const time = new Date(change.changed).toLocaleString(locale, {
        dateStyle: "medium",
        timeStyle: "short",
        hour12: false,
      });
      const told = Object.entries(change.fields).filter(
        ([field, [from, to]]) => FIELDS[field] && (from !== null || to),
      );
      return html`<li key=${at}>
        <p class="zx-small zx-muted">${t("ui-minutes.actions.when", { time, by: change.by || t("ui-minutes.actions.left") })}</p>
        <ul>${told.map(([field, pair]) => html`<li key=${field}>${line(field, pair)}</li>`)}</ul>
      </li>`;
    })}
  </ol>`;
}
