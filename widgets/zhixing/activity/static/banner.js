// The line under the page's header: connection, upgrade, sign-in, where one was last time.

/** @typedef {{text: () => string, action?: {text: () => string, href?: string, press?: () => void}}} Line */

/** Lines by name, redrawn when the language changes. */
export class Banner {
  constructor() {
    const found = document.getElementById("zx-banner");
    this.el = found ?? document.createElement("div");
    if (!found) {
      this.el.id = "zx-banner";
      document.body.prepend(this.el);
    }
    this.el.className = "zx-banner";
    this.el.setAttribute("role", "status");
    /** @type {Map<string, Line>} */
    this.lines = new Map();
    this.draw();
  }

  /**
   * @param {string} name
   * @param {Line} line
   */
  show(name, line) {
    this.lines.set(name, line);
    this.draw();
  }

  /** @param {string} name */
  hide(name) {
    if (this.lines.delete(name)) this.draw();
  }

  draw() {
    this.el.hidden = this.lines.size === 0;
    this.el.textContent = "";
    for (const [name, { text, action }] of this.lines) {
      const line = document.createElement("p");
      line.dataset.line = name;
      line.append(text());
      if (action) line.append(" ", control(action));
      this.el.append(line);
    }
  }
}

/** @param {NonNullable<Line["action"]>} action */
function control({ text, href, press }) {
  const el = document.createElement(href ? "a" : "button");
  el.textContent = text();
  if (href) el.setAttribute("href", href);
  if (press) el.addEventListener("click", press);
  return el;
}
