// The line that says when the frame is cut off from its session.

import { sentence } from "./words.js";

/** @typedef {import("./line.js").Trouble} Trouble */
/** @typedef {import("./words.js").Words} Words */

const UNNOTICED = 1000;

/** A small sentence below the cell; a short absence is not worth one. */
export class StatusLine {
  /** @param {Words} words */
  constructor(words) {
    this.words = words;
    /** @type {Trouble} */
    this.trouble = "";
    this.timer = 0;
    this.el = document.createElement("p");
    this.el.id = "status";
    this.el.setAttribute("role", "status");
    this.el.hidden = true;
    document.body.append(this.el);
    new MutationObserver(() => this.draw()).observe(document.documentElement, { attributeFilter: ["lang"] });
  }

  /** @param {Trouble} trouble */
  show(trouble) {
    if (trouble === this.trouble) return;
    const isAway = trouble === "reconnecting" || trouble === "waiting";
    const wasAway = Boolean(this.timer) || !this.el.hidden;
    this.trouble = trouble;
    if (isAway && wasAway) return this.draw();
    window.clearTimeout(this.timer);
    this.timer = isAway ? window.setTimeout(() => this.reveal(), UNNOTICED) : 0;
    if (!isAway) this.reveal();
  }

  reveal() {
    this.timer = 0;
    this.el.hidden = !this.trouble;
    this.draw();
  }

  draw() {
    this.el.textContent = this.trouble ? sentence(this.words, `live.${this.trouble}`) : "";
  }
}
