// Stands where Jupyter's widgets import sanitize-html: a description may hold a little HTML, nothing that acts.

/**
 * @typedef {object} Allowed
 * @property {string[]} allowedTags
 * @property {Record<string, string[]>} allowedAttributes by tag; "*" for all; a name may end in "*"
 */

const SAFE_ADDRESS = /^\s*(?:(?:https?|ftp|mailto|tel):|[^:]*$|[^:]*[/?#])/i;
const ADDRESSES = new Set(["href", "src"]);
const GONE_WITH_CONTENT = new Set(["script", "style", "textarea", "option", "noscript", "template"]);

/**
 * @param {string} html
 * @param {Allowed} allowed
 * @returns {string}
 */
export default function sanitise(html, allowed) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  const copy = document.createElement("div");
  copyAllowed(body, copy, allowed);
  return copy.innerHTML;
}

/** @param {Element} from @param {Element} to @param {Allowed} allowed */
function copyAllowed(from, to, allowed) {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) to.append(node.nodeValue ?? "");
    if (!(node instanceof Element) || GONE_WITH_CONTENT.has(node.localName)) continue;
    let target = to;
    if (allowed.allowedTags.includes(node.localName)) {
      target = document.createElement(node.localName);
      for (const { name, value } of node.attributes) {
        if (isAllowed(node.localName, name, value, allowed.allowedAttributes))
          target.setAttribute(name, value);
      }
      to.append(target);
    }
    copyAllowed(node, target, allowed);
  }
}

/**
 * @param {string} tag
 * @param {string} name
 * @param {string} value
 * @param {Allowed["allowedAttributes"]} allowed
 */
function isAllowed(tag, name, value, allowed) {
  const names = [...(allowed["*"] ?? []), ...(allowed[tag] ?? [])];
  const isKnown = names.some((one) => (one.endsWith("*") ? name.startsWith(one.slice(0, -1)) : name === one));
  return isKnown && (!ADDRESSES.has(name) || SAFE_ADDRESS.test(value));
}
