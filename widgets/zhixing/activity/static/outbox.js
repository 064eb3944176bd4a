// What a person did and the server has not confirmed: kept in the browser, sent again until it is.

/**
 * @typedef {object} Letter
 * @property {string} id made here; the server takes the same id only once
 * @property {"act" | "draft"} type
 * @property {string} activity
 * @property {Record<string, string>} params
 * @property {object} content the action, or the draft
 * @property {number} at
 */

const ROOM = "zhixing-outbox";
const LONGEST = 12 * 24 * 3600 * 1000; // the server remembers ids for 14 days

/** Letters by id; one storage entry each, so that two pages of one person do not overwrite each other. */
export class Outbox {
  constructor() {
    /** @type {Map<string, Letter>} */
    this.letters = new Map();
    /** @type {string | null} */
    this.owner = null;
  }

  /**
   * Take over what this person left unsent in this browser.
   * @param {string} owner
   */
  open(owner) {
    if (this.owner === owner) return;
    this.owner = owner;
    for (const [name, text] of stored(this.prefix)) {
      /** @type {Letter} */
      const letter = JSON.parse(text);
      if (Date.now() - letter.at > LONGEST) forget(name);
      else if (!this.letters.has(letter.id)) this.letters.set(letter.id, letter);
    }
    for (const letter of this.letters.values()) store(this.prefix + letter.id, JSON.stringify(letter));
  }

  /** @param {Letter} letter */
  add(letter) {
    if (letter.type === "draft") this.dropOlderDrafts(letter);
    this.letters.set(letter.id, letter);
    if (this.owner !== null) store(this.prefix + letter.id, JSON.stringify(letter));
  }

  /**
   * The server has answered, so the letter need not be kept.
   * @param {string} id
   * @returns {Letter | undefined}
   */
  drop(id) {
    const letter = this.letters.get(id);
    this.letters.delete(id);
    if (this.owner !== null) forget(this.prefix + id);
    return letter;
  }

  /** Everything unconfirmed, oldest first. */
  all() {
    return [...this.letters.values()].sort((one, other) => one.at - other.at);
  }

  /**
   * The draft of an activity that is on its way, if any.
   * @param {{activity: string, params: Record<string, string>}} place
   */
  draftOf(place) {
    const address = addressOf(place);
    return this.all().find((letter) => letter.type === "draft" && addressOf(letter) === address)?.content;
  }

  get prefix() {
    return `${ROOM}:${this.owner}:`;
  }

  /** @param {Letter} draft */
  dropOlderDrafts(draft) {
    for (const letter of this.all()) {
      if (letter.type === "draft" && addressOf(letter) === addressOf(draft)) this.drop(letter.id);
    }
  }
}

/**
 * Which activity something belongs to, as one string.
 * @param {{activity: string, params: Record<string, string>}} place
 */
export function addressOf({ activity, params }) {
  return `${activity} ${JSON.stringify(Object.entries(params).sort())}`;
}

/**
 * @param {string} prefix
 * @returns {[string, string][]}
 */
function stored(prefix) {
  try {
    return Object.entries(localStorage).filter(([name]) => name.startsWith(prefix));
  } catch {
    return []; // private browsing keeps nothing
  }
}

/**
 * @param {string} name
 * @param {string} text
 */
function store(name, text) {
  try {
    localStorage.setItem(name, text);
  } catch {
    // private browsing or a full storage: the letter still lives in this page
  }
}

/** @param {string} name */
function forget(name) {
  try {
    localStorage.removeItem(name);
  } catch {
    // private browsing keeps nothing
  }
}
