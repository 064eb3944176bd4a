// The session behind the frame: tells the page what differs from the template, is told what the reader had set.

/** @typedef {import("./frames.js").Message} Message */
/** @typedef {import("./line.js").Line} Line */
/** @typedef {import("./kernel.js").Kernel} Kernel */
/** @typedef {import("./manager.js").Manager} Manager */
/** @typedef {import("./memory.js").Memory} Memory */

/** Brings page and session together, at first and after every absence. */
export class Session {
  /**
   * @param {Line} line
   * @param {Kernel} kernel
   * @param {Manager} manager
   * @param {Memory} memory
   * @param {string} locale that the session was made in
   */
  constructor(line, kernel, manager, memory, locale) {
    this.line = line;
    this.kernel = kernel;
    this.manager = manager;
    this.memory = memory;
    this.locale = locale;
    this.said = locale;
    /** Whether this page has never caught up yet: it shows the template, nothing of another session. */
    this.isNew = true;
    this.isCaughtUp = false;
    this.canHear = true;
    /** Who speaks in the messages of the session that was met last. */
    this.voice = "";
    /** @type {Message[]} what is not applied before it is clear whose it is */
    this.arrivals = [];
    /** @type {() => void} */
    this.settle = () => undefined;
    /** Done when the page has caught up for the first time. @type {Promise<void>} */
    this.caughtUp = new Promise((resolve) => {
      this.settle = resolve;
    });
    manager.onTold = (model, state) => {
      if (this.isCaughtUp) memory.correct(model, state);
    };
    line.listen({
      onOpen: () => undefined,
      onMessage: (message) => this.take(message),
      onLost: () => this.lose(),
    });
  }

  lose() {
    this.isCaughtUp = false;
    this.arrivals = [];
    this.kernel.hold();
  }

  /** @param {Message} message */
  take(message) {
    const { header, content } = message;
    const isGreeting = content.comm_id === this.line.greeting;
    if (isGreeting && header.msg_type === "comm_close") {
      // The kernel is not one of ours: it is asked for everything.
      this.canHear = false;
      void this.catchUp(header.session, header.session, () => this.manager.loadAll());
    } else if (isGreeting && content.data?.method === "caught-up") {
      void this.catchUp(content.data.session, header.session);
    } else if (this.isCaughtUp || this.isNew || header.session === this.voice) this.kernel.receive(message);
    else this.arrivals.push(message);
  }

  /**
   * @param {string} session
   * @param {string} voice
   * @param {() => Promise<void>} [load] whatever the session has not said by itself
   */
  async catchUp(session, voice, load) {
    const { line, memory, manager, kernel } = this;
    const { greeting } = line;
    const isOther = !this.isNew && memory.session !== session;
    if (isOther) await manager.reset().catch(console.error);
    this.voice = voice;
    for (const message of this.arrivals.splice(0)) kernel.receive(message);
    await kernel.reading;
    await load?.().catch(console.error);
    const missing = this.isNew || isOther ? memory.missing(session, manager.knows) : [];
    for (const { model, trait, value } of missing) {
      await manager.show(model, { [trait]: value }).catch(console.error);
    }
    if (line.greeting !== greeting || !line.isOpen) return;
    memory.meet(session);
    this.isNew = false;
    this.isCaughtUp = true;
    kernel.release(() => missing.forEach((entry) => manager.tell(entry)));
    if (isOther) this.said = "";
    this.speak(this.locale);
    performance.mark("zhixing-live-caught-up");
    this.settle();
  }

  /**
   * Go on in a language.
   * @param {string} locale
   */
  speak(locale) {
    this.locale = locale;
    document.documentElement.lang = locale;
    if (!this.isCaughtUp || locale === this.said) return;
    this.said = locale;
    if (this.canHear) {
      const data = { method: "locale", locale };
      this.kernel.send("comm_msg", { comm_id: this.line.greeting, data }, {});
      return;
    }
    const url = new URL(location.href);
    url.searchParams.set("locale", locale);
    location.replace(url.href);
  }
}
