// The widgets of the frame; loaded while the line to the session is being made.
import { behave } from "./frame.js";
import { Kernel } from "./kernel.js";
import { Manager } from "./manager.js";
import { Memory } from "./memory.js";
import { classLoader } from "./modules.js";
import { OutputList } from "./outputs.js";
import { Session } from "./session.js";
import { sentence } from "./words.js";

/** @typedef {import("./client.js").Config} Config */
/** @typedef {import("./line.js").Line} Line */

/** How long the template is held back for what differs from it. */
const PATIENCE = 1500;

/**
 * Show the cell and join it to its session.
 * @param {Config} config
 * @param {Line} line
 * @param {string} source of the configuration
 * @param {HTMLElement} cell
 */
export async function open(config, line, source, cell) {
  const kernel = new Kernel(line);
  const read = () => /** @type {Config} */ (JSON.parse(source)).state;
  const manager = new Manager(kernel, read, classLoader(config));
  const memory = new Memory(config);
  memory.follow();
  const session = new Session(line, kernel, manager, memory, config.locale);
  const tellHeight = behave(cell, (locale) => {
    session.speak(locale);
    document.title = sentence(config.words, "live.title");
  });
  window.addEventListener("resize", () => manager.resize());
  document.documentElement.style.setProperty(
    "--live-broken",
    JSON.stringify(sentence(config.words, "live.broken")),
  );
  const drawn = new OutputList(manager, cell).draw(config.outputs).then(() => {
    performance.mark("zhixing-live-models");
    // Links and the like are in no view, and yet do something.
    void manager.makeAll();
  });
  const late = new Promise((resolve) => window.setTimeout(resolve, PATIENCE - performance.now()));
  await Promise.race([Promise.all([drawn, session.caughtUp]), late]);
  cell.classList.remove("waiting");
  document.getElementById("loading")?.remove();
  tellHeight();
  performance.mark("zhixing-live-shown");
}
