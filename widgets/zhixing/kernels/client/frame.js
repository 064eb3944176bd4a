// Manners of a frame inside a page: its height, its language, names for what has none.

const MARGIN = 16;
const WAITING = 96;

/**
 * @param {HTMLElement} cell
 * @param {(locale: string) => void} onLocale
 */
export function behave(cell, onLocale) {
  const tellHeight = () => {
    const height = cell.classList.contains("waiting") ? WAITING : document.body.offsetHeight + MARGIN;
    parent.postMessage({ t: "zhixing:height", height }, location.origin);
  };
  new ResizeObserver(tellHeight).observe(document.body);
  new MutationObserver(() => nameSliders(cell)).observe(cell, { childList: true, subtree: true });
  window.addEventListener("message", ({ origin, data }) => {
    if (origin === location.origin && data?.t === "zhixing:locale") onLocale(data.locale);
  });
  tellHeight();
  return tellHeight;
}

/** A slider's handle is what a screen reader meets; the widget leaves it without a name. @param {HTMLElement} cell */
function nameSliders(cell) {
  for (const slider of cell.querySelectorAll(".widget-slider")) {
    const name = slider.querySelector(".widget-label")?.textContent;
    for (const handle of slider.querySelectorAll("[role=slider]")) {
      if (name && handle.getAttribute("aria-label") !== name) handle.setAttribute("aria-label", name);
    }
  }
}
