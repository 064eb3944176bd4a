// What this tab remembers; a browser that forbids it only forgets.

/** @param {string} name @returns {any} */
export function recall(name) {
  try {
    return JSON.parse(sessionStorage.getItem(name) ?? "null");
  } catch {
    return null;
  }
}

/** @param {string} name @param {any} value */
export function keep(name, value) {
  try {
    sessionStorage.setItem(name, JSON.stringify(value));
  } catch {
    // Full or forbidden.
  }
}

/**
 * Forget all but one of the entries with a common beginning.
 * @param {string} beginning
 * @param {string} but
 */
export function forgetOthers(beginning, but) {
  try {
    for (const name of Object.keys(sessionStorage)) {
      if (name.startsWith(beginning) && name !== but) sessionStorage.removeItem(name);
    }
  } catch {
    // Forbidden.
  }
}
