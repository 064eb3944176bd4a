// The frame's line to its session: one WebSocket that comes back, and asks each time to be brought up to date.
import { pack, unpack } from "./frames.js";
import { keep, recall } from "./storage.js";

/** @typedef {import("./frames.js").Message} Message */
/** @typedef {import("./frames.js").Binary} Binary */

/**
 * @typedef {object} Ears who listens once the widgets are there
 * @property {() => void} onOpen the connection stands and the session was greeted
 * @property {(message: Message) => void} onMessage
 * @property {() => void} onLost
 */

/** @typedef {"" | "reconnecting" | "waiting" | "signed-out" | "missing"} Trouble */

const SUBPROTOCOL = "v1.kernel.websocket.jupyter.org";
const TARGET = "zhixing.session";
const FIRST_PAUSE = 200;
const LONGEST_PAUSE = 5000;
const PAUSE_WHEN_FULL = 2000;
const PATIENCE = 10_000;
const RELOADED = "zhixing-live-reloaded";

/** @type {Record<number, Trouble>} what the server says when it closes for good */
const FINAL = { 4401: "signed-out", 4404: "missing" };
const OUTDATED = 4409;
const FULL = 4503;

/** Return a name for something; pages on plain HTTP have no crypto.randomUUID. */
export function fresh() {
  const numbers = crypto.getRandomValues(new Uint32Array(4));
  return [...numbers].map((number) => number.toString(16).padStart(8, "0")).join("");
}

/** The connection to a session. */
export class Line {
  /**
   * @param {string} url
   * @param {(trouble: Trouble) => void} onTrouble
   */
  constructor(url, onTrouble) {
    this.url = url;
    this.onTrouble = onTrouble;
    /** Who speaks, in messages. */
    this.name = fresh();
    /** Id of the comm on which this connection is brought up to date. */
    this.greeting = "";
    /** @type {WebSocket | null} */
    this.socket = null;
    /** @type {Ears | null} */
    this.ears = null;
    /** @type {Message[]} what came before anybody listened */
    this.early = [];
    this.pause = FIRST_PAUSE;
    this.timer = 0;
    this.doubt = 0;
    this.hasStood = false;
    this.isStopped = false;
    window.addEventListener("online", () => this.hurry());
    window.addEventListener("offline", () => this.restart());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") this.hurry();
    });
  }

  get isOpen() {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  /** @param {Ears} ears */
  listen(ears) {
    this.ears = ears;
    if (this.isOpen) ears.onOpen();
    for (const message of this.early.splice(0)) ears.onMessage(message);
  }

  connect() {
    if (this.isStopped || this.socket) return;
    const socket = new WebSocket(this.url, [SUBPROTOCOL]);
    socket.binaryType = "arraybuffer";
    this.socket = socket;
    socket.onopen = () => {
      performance.mark("zhixing-live-open");
      this.pause = FIRST_PAUSE;
      this.hasStood = true;
      this.onTrouble("");
      this.greet();
      this.ears?.onOpen();
    };
    socket.onmessage = ({ data }) => {
      this.trust();
      if (typeof data === "string") return;
      const message = unpack(data);
      if (this.ears) this.ears.onMessage(message);
      else this.early.push(message);
    };
    socket.onclose = ({ code }) => {
      if (this.socket === socket) this.lose(code);
    };
  }

  /** Ask the session for whatever differs from the page. */
  greet() {
    this.greeting = fresh();
    this.send(this.message("comm_open", { comm_id: this.greeting, target_name: TARGET, data: {} }), []);
  }

  /**
   * @param {string} type
   * @param {any} content
   * @param {Record<string, any>} metadata
   */
  message(type, content, metadata = {}) {
    const date = new Date().toISOString();
    const header = {
      msg_id: fresh(),
      msg_type: type,
      session: this.name,
      username: "",
      version: "5.3",
      date,
    };
    return { channel: "shell", header, parent_header: {}, metadata, content };
  }

  /** @param {Omit<Message, "buffers">} message @param {Binary[]} buffers */
  send(message, buffers) {
    if (this.isOpen) this.socket?.send(pack(message, buffers));
  }

  /** A word of the session is due; without one in time the connection is taken for dead. */
  expectAnswer() {
    if (!this.doubt) this.doubt = window.setTimeout(() => this.restart(), PATIENCE);
  }

  trust() {
    window.clearTimeout(this.doubt);
    this.doubt = 0;
  }

  /** Try again at once instead of waiting out the pause. */
  hurry() {
    if (this.socket) return;
    window.clearTimeout(this.timer);
    this.connect();
  }

  /** Give the connection up and make a new one. */
  restart() {
    if (!this.socket) return;
    this.socket.close();
    this.lose();
  }

  /** @param {number} [code] as the server closed it */
  lose(code = 0) {
    this.socket = null;
    this.early = [];
    this.trust();
    this.ears?.onLost();
    const final = FINAL[code];
    if (final) {
      this.isStopped = true;
      this.onTrouble(final);
      return;
    }
    if (code === FULL) this.pause = Math.max(this.pause, PAUSE_WHEN_FULL);
    this.onTrouble(this.hasStood && code !== FULL ? "reconnecting" : "waiting");
    window.clearTimeout(this.timer);
    const next = code === OUTDATED ? reload : () => this.connect();
    const pause = code === OUTDATED && !wasJustReloaded() ? 0 : this.pause;
    this.timer = window.setTimeout(next, pause * (0.75 + Math.random() / 2));
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
  }
}

/** Whether a reload did not help: a server that is only just changing must not be asked without a pause. */
function wasJustReloaded() {
  return Date.now() - (recall(RELOADED) ?? 0) < LONGEST_PAUSE;
}

function reload() {
  keep(RELOADED, Date.now());
  location.reload();
}
