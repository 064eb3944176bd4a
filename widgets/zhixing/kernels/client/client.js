// The frame of a live cell: connects at once, then loads the widgets, so that both happen side by side.
import { Line } from "./line.js";
import { StatusLine } from "./status.js";
import { keep, recall } from "./storage.js";
import { sentence } from "./words.js";

const RETRY = 1000;

/** @typedef {import("./words.js").Words} Words */

/**
 * @typedef {object} Stored a widget as the template holds it
 * @property {string} model_name
 * @property {string} model_module
 * @property {string} model_module_version
 * @property {Record<string, any>} state
 * @property {{path: (string | number)[], encoding: string, data: string}[]} [buffers]
 */

/**
 * @typedef {object} Config what the server wrote into the frame
 * @property {string} base
 * @property {string} book
 * @property {string} cell
 * @property {string} locale
 * @property {string} version of the template
 * @property {string} socket relative to base
 * @property {any[]} outputs in nbformat's form
 * @property {Record<string, Stored>} state
 * @property {string} texts address below which lifted texts are
 * @property {{name: string, load: string, extension?: string, style?: string}[]} labextensions
 * @property {Words} words
 */

performance.mark("zhixing-live-start");
const cell = document.getElementById("live") ?? document.body.appendChild(document.createElement("main"));
cell.id = "live";
cell.classList.add("waiting");
const source = document.getElementById("zhixing-live")?.textContent ?? "{}";
/** @type {Config} */
const config = JSON.parse(source);
const status = new StatusLine(config.words);
const socket = new URL(config.socket, new URL(config.base, location.href));
const line = new Line(socket.href.replace(/^http/, "ws"), (trouble) => status.show(trouble));
line.connect();

// @ts-expect-error the build puts in what the core needs
for (const file of AHEAD) {
  const href = new URL(file, import.meta.url).href;
  document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", href }));
}
const failedBefore = `zhixing-live-failed:${config.version}`;
import("./core.js")
  .then(({ open }) => open(config, line, source, cell))
  .then(() => keep(failedBefore, false), failed);

/** A file was lost on the way: once more; what then still fails says so. @param {unknown} error */
function failed(error) {
  console.error(error);
  const loading = document.getElementById("loading");
  if (recall(failedBefore) && loading) loading.textContent = sentence(config.words, "live.broken");
  else window.setTimeout(() => location.reload(), RETRY);
  keep(failedBefore, true);
}
