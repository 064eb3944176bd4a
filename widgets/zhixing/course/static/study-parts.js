// What the learner's own pages share: a link into a workbook, the state of an objective, a date.
import { html, useKit } from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Locale} Locale */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {{id: string, kind: "item" | "sheet" | "reflection", name: Pair, href: string}} Part an item or worksheet */
/** @typedef {Part & {due: string | null, today: boolean}} Again an item to repeat, and when it comes back */
/** @typedef {"can" | "growing" | "weak" | "new"} State */
/**
 * @typedef {object} Objective
 * @property {string} id
 * @property {Pair} text
 * @property {State} state
 * @property {number | null} share mean score in percent
 * @property {number} answered
 * @property {number} total
 * @property {Again[]} again
 */

/**
 * A link to a place in a workbook; where workbooks have no address, its words alone.
 * @param {{href: string, part?: string, look?: "main" | "plain", children?: any}} props `part`: what to bring into view
 *   when the place is on this page
 */
export function Way({ href, part, look, children }) {
  const { model } = useKit();
  const base = model.get("base");
  if (base === undefined) return html`<span>${children}</span>`;
  const go = (/** @type {MouseEvent} */ event) => {
    if (part && model.goTo?.(part)) event.preventDefault();
  };
  return html`<a class=${look ? "zx-button" : "zx-study-link"} data-look=${look} href=${base + href} onClick=${go}>${children}</a>`;
}

/**
 * An item or a worksheet by what it asks.
 * @param {{part: Part}} props
 */
export function PartName({ part }) {
  const { t, say } = useKit();
  const name = say(part.name);
  if (part.kind === "sheet") return html`${t("ui-study.gate.sheet", { name })}`;
  return html`${part.kind === "reflection" ? t("ui-study.gate.reflection", { name }) : name}`;
}

/**
 * How somebody stands at an objective: a word, and a disc that fills.
 * @param {{state: State}} props
 */
export function Held({ state }) {
  const { t } = useKit();
  const words = {
    can: t("ui-study.map.can"),
    growing: t("ui-study.map.growing"),
    weak: t("ui-study.map.weak"),
    new: t("ui-study.map.fresh"),
  };
  return html`<span class="zx-study-held" data-state=${state}>
    <span class="zx-study-disc" aria-hidden="true"></span>${words[state]}
  </span>`;
}

/**
 * The items of an objective that are to be repeated, one tap deeper.
 * @param {{again: Again[], open?: boolean}} props
 */
export function AgainList({ again, open = false }) {
  const { t, locale } = useKit();
  if (again.length === 0) return null;
  return html`<details class="zx-study-again" open=${open}>
    <summary>${t("ui-study.map.again", { count: again.length })}</summary>
    <ul class="zx-study-parts">
      ${again.map(
        (part) => html`<li key=${part.id}>
          <${Way} href=${part.href} part=${part.id}><${PartName} part=${part} /><//>
          ${
            part.due &&
            html`<span class="zx-muted zx-small">
              ${part.today ? t("ui-study.map.back-today") : t("ui-study.map.back-on", { day: dayOf(part.due, locale) })}
            </span>`
          }
        </li>`,
      )}
    </ul>
  </details>`;
}

/**
 * A moment as a day of the year.
 * @param {string} moment ISO-8601
 * @param {Locale} locale
 */
export function dayOf(moment, locale) {
  return new Date(moment).toLocaleDateString(locale === "en" ? "en-GB" : locale, {
    month: "long",
    day: "numeric",
  });
}
