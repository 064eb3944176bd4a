// A frame that waits for its turn: tells its height, follows the language, asks again by itself.

const PAUSE = 3000;
const MARGIN = 16;

/** @param {string} [locale] */
function askAgain(locale) {
  const url = new URL(location.href);
  if (locale) url.searchParams.set("locale", locale);
  location.replace(url.href);
}

function tellHeight() {
  parent.postMessage({ t: "zhixing:height", height: document.body.offsetHeight + MARGIN }, location.origin);
}

window.addEventListener("message", ({ origin, data }) => {
  if (origin === location.origin && data?.t === "zhixing:locale") askAgain(data.locale);
});
new ResizeObserver(tellHeight).observe(document.body);
tellHeight();
window.setTimeout(askAgain, PAUSE);
