// Actions of a group: what was agreed before comes first, then what is agreed now.
import {
  activity,
  Button,
  Card,
  Chip,
  EmptyState,
  Fragment,
  html,
  Nested,
  Notice,
  useState,
} from "../../activity/static/kit.js";
import { ActionForm, blankForm, entered } from "./actions-form.js";
import { ActionItem } from "./actions-item.js";
import { useTyped } from "./actions-typed.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./actions-item.js").Entry} Entry */
/** @typedef {import("./actions-typed.js").Typed} Typed */
/** @typedef {{lane: string, name: string, open: number, late: number}} Group */
/** @typedef {{meeting: {id: string, title: string, date: string | null} | null, lane: string, group: string,
 *   may_add: boolean, may_keep: boolean, is_open: boolean, carried: Entry[], entries: Entry[],
 *   people: {id: string, name: string}[], most: {what: number, who: number, text: number}, groups?: Group[]}} View */

/** @param {Kit} kit */
function Actions(kit) {
  const view = /** @type {View} */ (kit.view);
  if (view.groups) return html`<${Overview} kit=${kit} groups=${view.groups} />`;
  return html`<${Register} ...${kit} />`;
}

/** @param {{kit: Kit, groups: Group[]}} props */
function Overview({ kit, groups }) {
  const { t } = kit;
  const [open, setOpen] = useState(/** @type {string | null} */ (null));
  if (groups.length === 0)
    return html`<${Card} title=${t("ui-minutes.actions.title")} quiet><${EmptyState} title=${t("ui-minutes.actions.no-group")} /><//>`;
  return html`<${Card} title=${t("ui-minutes.actions.all-groups")} lead=${t("ui-minutes.actions.all-lead")} quiet>
    <ul class="zx-list zx-action-groups">
      ${groups.map(
        ({ lane, name, open: count, late }) => html`<li key=${lane}>
          <${Button} pressed=${open === lane} onPress=${() => setOpen(open === lane ? null : lane)}>${name || t("ui-minutes.whole-class")}<//>
          <span>${t("ui-minutes.actions.open-count", { count })}</span>
          ${late > 0 && html`<${Chip} tone="warn">${t("ui-minutes.actions.late-count", { count: late })}<//>`}
        </li>`,
      )}
    </ul>
    ${open !== null && html`<${Nested} key=${open} activity="actions" params=${{ lane: open }} />`}
  <//>`;
}

/** @param {Kit} kit */
function Register(kit) {
  const { t } = kit;
  const view = /** @type {View} */ (kit.view);
  const { meeting, group, carried, entries, may_add, is_open } = view;
  const typed = useTyped(kit);
  const item = (/** @type {Entry} */ entry) =>
    html`<li key=${entry.id}><${ActionItem} kit=${kit} entry=${entry} typed=${typed} /></li>`;
  const running = entries.filter((one) => one.status === "open");
  const over = entries.filter((one) => one.status !== "open");
  const late = (meeting ? carried : running).filter((one) => one.overdue).length;
  const waiting = carried.filter((one) => one.status === "open").length;
  return html`<${Card}
    title=${meeting ? t("ui-minutes.actions.title") : t("ui-minutes.actions.list", { group: group || t("ui-minutes.whole-class") })}
    lead=${meeting ? t("ui-minutes.actions.lead") : t("ui-minutes.actions.list-lead")}
    aside=${late > 0 && html`<${Chip} tone="warn">${t("ui-minutes.actions.late-count", { count: late })}<//>`}
  >
    ${
      meeting &&
      html`<section class="zx-stack">
        <h4 class="zx-panel-title">${t("ui-minutes.actions.carried")}</h4>
        ${
          carried.length === 0
            ? html`<p class="zx-muted">${t("ui-minutes.actions.none-carried")}</p>`
            : html`<p class="zx-hint">${waiting > 0 ? t("ui-minutes.actions.carried-hint", { count: waiting }) : t("ui-minutes.actions.carried-done")}</p>
              <ul class="zx-list zx-action-list">${carried.map(item)}</ul>`
        }
      </section>`
    }
    <section class="zx-stack">
      ${meeting && html`<h4 class="zx-panel-title">${t("ui-minutes.actions.new")}</h4>`}
      ${entries.length === 0 && html`<p class="zx-muted">${t(meeting ? "ui-minutes.actions.none-new" : "ui-minutes.actions.none")}</p>`}
      ${running.length > 0 && html`<ul class="zx-list zx-action-list">${running.map(item)}</ul>`}
      ${may_add && html`<${Adding} kit=${kit} typed=${typed} />`}
      ${!is_open && html`<${Notice}>${t("ui-minutes.actions.frozen")}<//>`}
    </section>
    ${
      over.length > 0 &&
      html`<details class="zx-details" open=${Boolean(meeting)}><summary>${t("ui-minutes.actions.over", { count: over.length })}</summary>
        <ul class="zx-list zx-action-list">${over.map(item)}</ul>
      </details>`
    }
  <//>`;
}

/** @param {{kit: Kit, typed: Typed}} props */
function Adding({ kit, typed }) {
  const { t, act } = kit;
  const { meeting, lane } = /** @type {View} */ (kit.view);
  const form = typed.adding;
  if (!form)
    return html`<div><${Button} look="main" onPress=${() => typed.setAdding(blankForm())}>${t("ui-minutes.actions.add")}<//></div>`;
  const add = async () => {
    await act("add", { meeting: meeting?.id ?? "", lane, ...entered(form) }, "adding");
    typed.setAdding(null);
  };
  return html`<${Fragment}>
    <${ActionForm} kit=${kit} form=${form} place="adding" title=${t("ui-minutes.actions.add")}
      onChange=${typed.setAdding} onSave=${add} onCancel=${() => typed.setAdding(null)} />
  <//>`;
}

export default activity(Actions);
