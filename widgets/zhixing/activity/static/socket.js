// One WebSocket that comes back: reconnects with growing pauses, notices a connection that only looks alive.

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 10_000;
const PATIENCE = 10_000;

/**
 * @typedef {object} Ears what the page does when something arrives
 * @property {() => void} onOpen the connection stands; nothing is confirmed yet
 * @property {(message: any) => void} onMessage
 * @property {() => void} onLost
 */

/** The page's connection to its server. */
export class Connection {
  /**
   * @param {string} url
   * @param {Ears} ears
   */
  constructor(url, ears) {
    this.url = url;
    this.ears = ears;
    /** @type {WebSocket | null} */
    this.socket = null;
    this.pause = FIRST_PAUSE;
    this.timer = 0;
    this.doubt = 0;
    this.isStopped = false;
    window.addEventListener("online", () => this.hurry());
    window.addEventListener("offline", () => this.restart());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") this.hurry();
    });
  }

  /** Whether messages can be sent. */
  get isOpen() {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  connect() {
    if (this.isStopped || this.socket) return;
    const socket = new WebSocket(this.url);
    this.socket = socket;
    socket.onopen = () => {
      this.pause = FIRST_PAUSE;
      this.ears.onOpen();
    };
    socket.onmessage = (event) => {
      this.trust();
      this.ears.onMessage(JSON.parse(event.data));
    };
    socket.onclose = () => {
      if (this.socket === socket) this.lose();
    };
  }

  /** @param {object} message */
  send(message) {
    if (this.isOpen) this.socket?.send(JSON.stringify(message));
  }

  /** An answer is due; without one in time the connection is taken for dead. */
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

  lose() {
    this.socket = null;
    this.trust();
    this.ears.onLost();
    if (this.isStopped) return;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.connect(), this.pause * (0.75 + Math.random() / 2));
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
  }

  /** Close for good. */
  stop() {
    this.isStopped = true;
    window.clearTimeout(this.timer);
    this.socket?.close();
  }
}
