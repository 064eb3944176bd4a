// The map of the course: the workbooks in order, and how far I am.
import { activity, Card, Chip, html, Progress } from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {{id: string, number: string, title: Pair, summary: Pair, href: string, available: boolean, done: number,
 *   total: number}} Workbook */

/** @param {Kit} kit */
function CourseMap({ view, t, say, model }) {
  /** @type {Workbook[]} */
  const workbooks = view.workbooks;
  const base = model.get("base") ?? "";
  return html`<${Card} title=${t("ui-course.map.title")} quiet>
    <ol class="zx-map">
      ${workbooks.map(
        (book) => html`<li key=${book.id} class="zx-map-item" data-available=${String(book.available)}>
          <span class="zx-map-number" aria-hidden="true">${book.number}</span>
          <div class="zx-map-body">
            <p class="zx-map-title">
              ${book.available ? html`<a href=${base + book.href}>${say(book.title)}</a>` : say(book.title)}
              ${!book.available && html` <${Chip}>${t("ui-course.map.later")}<//>`}
            </p>
            <p class="zx-muted">${say(book.summary)}</p>
            ${book.available && book.total > 0 && html`<${Done} t=${t} ...${book} />`}
          </div>
        </li>`,
      )}
    </ol>
  <//>`;
}

/** @param {{t: Kit["t"], done: number, total: number}} props */
function Done({ t, done, total }) {
  return html`<${Progress} done=${done} total=${total} label=${t("ui-course.map.done", { done, total })} />`;
}

export default activity(CourseMap);
