// The sections of a workbook's page: those that wait for an earlier one are kept back on the screen, never on paper.
// A section begins at a cell's anchor and ends where the next heading of the rail, or the next section told, begins.
import { stepTo } from "./rail.js";

/**
 * An activity that keeps sections back.
 * @typedef {object} Keeper
 * @property {Element} el where it stands
 * @property {string[]} held anchors of the sections to keep back
 * @property {string[]} cells anchors of all sections it knows, at which one ends
 * @property {string[]} drafts names of what the reader has typed and not handed in; sections with one of them stay
 */

/** Sections of this page, kept back by activities through the `keepBack` of their model. */
export class Sections {
  constructor() {
    /** @type {Set<Keeper>} */
    this.keepers = new Set();
    this.count = 0;
    /** @type {WeakSet<Element>} pieces of the page in which something was entered: they stay, whatever waits */
    this.touched = new WeakSet();
    this.main = document.querySelector("main");
    for (const event of ["input", "change"]) {
      this.main?.addEventListener(event, ({ target }) => this.touch(/** @type {Element} */ (target)));
    }
    document.addEventListener("click", (event) => this.lead(event), { capture: true });
  }

  /**
   * Keep sections back until the returned function is called.
   * @param {Keeper} keeper
   * @returns {() => void}
   */
  keepBack(keeper) {
    keeper.el.id ||= `waits-${++this.count}`;
    this.keepers.add(keeper);
    this.draw();
    return () => {
      this.keepers.delete(keeper);
      this.draw();
    };
  }

  /**
   * Bring the activity that shows an item or a worksheet into view.
   * @param {string} part its id, as the cell names it
   * @returns {boolean} whether it is on this page
   */
  goTo(part) {
    /** @type {HTMLElement[]} */
    const places = [...document.querySelectorAll("main [data-params]")].map((el) => /** @type {any} */ (el));
    const place = places.find((el) => Object.values(JSON.parse(el.dataset.params ?? "{}")).includes(part));
    if (place) stepTo(place);
    return Boolean(place);
  }

  /** @param {Element} target */
  touch(target) {
    /** @type {Element} */
    let piece = target;
    while (piece.parentElement && piece.parentElement !== this.main) piece = piece.parentElement;
    this.touched.add(piece);
  }

  /** A link to a section that is kept back leads to what it waits for. @param {MouseEvent} event */
  lead(event) {
    const link = /** @type {Element} */ (event.target).closest?.("a[href*='#']");
    const keeper = link && this.keeperOf(anchorOf(link));
    if (!keeper) return;
    event.preventDefault();
    stepTo(/** @type {HTMLElement} */ (keeper.el), { block: "center" });
  }

  /** What keeps back the section that begins at an anchor. @param {string} id */
  keeperOf(id) {
    if (document.getElementById(id)?.dataset.held === undefined) return undefined;
    return [...this.keepers].find(({ held }) => held.includes(id));
  }

  draw() {
    const back = new Set([...this.keepers].flatMap((keeper) => this.stretches(keeper)));
    for (const piece of this.main?.children ?? []) piece.toggleAttribute("data-held", back.has(piece));
    for (const link of railLinks()) {
      const keeper = this.keeperOf(anchorOf(link));
      link.toggleAttribute("data-held", Boolean(keeper));
      if (keeper) link.setAttribute("aria-describedby", keeper.el.id);
      else link.removeAttribute("aria-describedby");
    }
  }

  /** The pieces of the page that a keeper keeps back. @param {Keeper} keeper */
  stretches({ held, cells, drafts }) {
    const ends = new Set([...cells, ...railLinks().map(anchorOf)]);
    const stays = (/** @type {Element} */ piece) =>
      this.touched.has(piece) || drafts.includes(draftName(/** @type {HTMLElement} */ (piece)));
    return held.flatMap((id) => {
      /** @type {Element[]} */
      const pieces = [];
      for (
        let piece = /** @type {Element | null} */ (document.getElementById(id));
        piece && (pieces.length === 0 || !ends.has(piece.id));
        piece = piece.nextElementSibling
      ) {
        pieces.push(piece);
      }
      return pieces.some(stays) ? [] : pieces;
    });
  }
}

/** Links of the rail to this page's headings. */
function railLinks() {
  return [...document.querySelectorAll(".zx-rail a[href*='#']")];
}

/** @param {Element} link */
function anchorOf(link) {
  return decodeURIComponent(link.getAttribute("href")?.split("#")[1] ?? "");
}

/** The name under which the server keeps the draft of an activity. @param {HTMLElement} piece */
function draftName({ dataset: { activity, params = "{}" } }) {
  return activity ? [activity, ...Object.values(JSON.parse(params))].join(":") : "";
}
