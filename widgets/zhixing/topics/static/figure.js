// The frame of every picture: title, one line that reads it, the drawing, and on pages a table of the same numbers.
import { html } from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {{say: Kit["say"], t: Kit["t"], wall?: boolean}} Frame */
/** @typedef {{head: string[], rows: {id: string, cells: (string | number)[]}[], words?: number[]}} Numbers `words`: columns that hold no numbers */

/**
 * A picture for eyes and for ears: its name is title and reading, its numbers stand in the table.
 * @param {{title: string, reading: string, wall?: boolean, numbers: Numbers, tableName: string, children?: any}} props
 */
export function Figure({ title, reading, wall = false, numbers, tableName, children }) {
  return html`<figure class="zx-picture" data-wall=${String(wall)}>
    <figcaption>
      <span class="zx-picture-title">${title}</span>
      <span class="zx-picture-reading">${reading}</span>
    </figcaption>
    <div role="img" aria-label=${`${title} ${reading}`}>${children}</div>
    ${!wall && html`<${Table} name=${tableName} numbers=${numbers} />`}
  </figure>`;
}

/**
 * Numbers with a heading in the first column; wide ones scroll by themselves.
 * @param {{name: string, numbers: Numbers}} props
 */
export function Table({ name, numbers: { head, rows, words = [] } }) {
  const kind = (/** @type {number} */ column) => (column === 0 || words.includes(column) ? "" : "zx-number");
  return html`<div class="zx-table-wrap" tabindex="0" role="region" aria-label=${name}>
    <table class="zx-table">
      <thead><tr>${head.map((one, at) => html`<th key=${one} scope="col" class=${kind(at)}>${one}</th>`)}</tr></thead>
      <tbody>
        ${rows.map(
          ({ id, cells: [first, ...rest] }) => html`<tr key=${id}>
            <th scope="row">${first}</th>
            ${rest.map((cell, at) => html`<td key=${at} class=${kind(at + 1)}>${cell}</td>`)}
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** A mean as it is written everywhere. @param {number | null} value */
export const points = (value) => (value === null ? "–" : value.toFixed(2));

/** A share as whole per cent. @param {number} share */
export const percent = (share) => `${Math.round(100 * share)}%`;
