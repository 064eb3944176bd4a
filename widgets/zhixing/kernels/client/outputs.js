// What a cell shows: widgets, HTML, pictures, text; an error is its name and sentence, never a traceback.

/** @typedef {import("./manager.js").Manager} Manager */
/** @typedef {Record<string, any>} Output in nbformat's form */

/** @typedef {{said: string, node: HTMLElement, done: Promise<any>, remove: () => void}} Shown */

const WIDGET = "application/vnd.jupyter.widget-view+json";
const PICTURES = ["image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp"];
const TEXTS = ["text/markdown", "text/latex", "text/plain"];
const COLOURS = /\u001b\[[0-9;?]*[A-Za-z]/g;

/** @param {string | string[] | undefined} text */
const joined = (text) => (Array.isArray(text) ? text.join("") : (text ?? ""));

/** A list of outputs in an element; what has not changed stays as it is. */
export class OutputList {
  /**
   * @param {Manager} manager
   * @param {HTMLElement} el
   */
  constructor(manager, el) {
    this.manager = manager;
    this.el = el;
    /** @type {Shown[]} */
    this.shown = [];
  }

  /**
   * @param {Output[]} outputs
   * @returns {Promise<any>} done when their widgets are there
   */
  draw(outputs) {
    const list = outputs.filter((output) => output.output_type !== "stream" || joined(output.text));
    for (const { node, remove } of this.shown.splice(list.length)) {
      remove();
      node.remove();
    }
    list.forEach((output, index) => {
      const said = JSON.stringify(output);
      const old = this.shown[index];
      if (old?.said === said) return;
      const node = document.createElement("div");
      node.className = "output";
      /** @type {Shown} */
      const made = { said, node, done: Promise.resolve(), remove: () => undefined };
      if (old) {
        old.remove();
        old.node.replaceWith(made.node);
      } else this.el.append(made.node);
      this.shown[index] = made;
      made.done = this.fill(made, output).catch((error) => {
        console.error(error);
        node.classList.add("jupyter-widgets-error-widget");
      });
    });
    return Promise.all(this.shown.map(({ done }) => done));
  }

  /**
   * @param {Shown} made
   * @param {Output} output
   */
  async fill(made, output) {
    const { node } = made;
    const data = output.data ?? {};
    const picture = PICTURES.find((type) => type in data);
    const text = TEXTS.find((type) => type in data);
    if (output.output_type === "stream") node.append(plain(terminal(joined(output.text)), output.name));
    else if (output.output_type === "error") node.append(plain(`${output.ename}: ${output.evalue}`, "error"));
    else if (data[WIDGET]) {
      const view = await this.manager.display(data[WIDGET].model_id, node);
      made.remove = () => view.remove();
    } else if ("text/html" in data) node.innerHTML = joined(data["text/html"]);
    else if (picture) node.append(image(picture, joined(data[picture]), output.metadata?.[picture] ?? {}));
    else if (text) node.append(plain(joined(data[text]), "text"));
  }
}

/** @param {string} text @param {string} kind */
function plain(text, kind) {
  const el = document.createElement("pre");
  el.className = kind;
  el.textContent = text.replace(COLOURS, "");
  return el;
}

/** @param {string} type @param {string} data @param {{width?: number, height?: number}} size */
function image(type, data, { width, height }) {
  const el = document.createElement("img");
  const isText = type === "image/svg+xml";
  el.src = isText
    ? `data:${type};charset=utf-8,${encodeURIComponent(data)}`
    : `data:${type};base64,${data.trim()}`;
  el.alt = "";
  if (width) el.width = width;
  if (height) el.height = height;
  return el;
}

/**
 * Text as a terminal leaves it: a carriage return begins the line anew, a backspace takes a character back.
 * @param {string} text
 */
export function terminal(text) {
  const lines = text.split("\n").map((line) => line.replace(/\r+$/, "").replace(/^.*\r/s, ""));
  let left = lines.join("\n");
  for (let before = ""; before !== left;) {
    before = left;
    left = left.replace(/[^\n\b][\b]/g, "");
  }
  return left.replace(/[\b]/g, "");
}
