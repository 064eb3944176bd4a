// Runs before a page's own scripts: does the first thing a reader could do, and notes when it changed what is shown.
(() => {
  const marks = (window.zxMarks ??= {});
  const now = () => performance.timeOrigin + performance.now();
  const mark = (name) => (marks[name] ??= now());
  const isShown = (el) => el && el.getClientRects().length > 0;
  let before = null;

  /** The item's button says what is missing until an option is picked. */
  function item() {
    const place = document.querySelector('[data-activity="item"]');
    const option = place?.querySelector("input[type=radio]");
    if (!isShown(option)) return;
    const missing = place.querySelector(".zx-blockers");
    if (!before && missing) {
      mark("shown");
      before = missing.textContent;
      option.click();
    } else if (before && !missing) mark("usable");
  }

  /** On the first page a name can be typed; the first button that opens or changes something is pressed. */
  function card() {
    const place = document.querySelector('[data-activity="who-am-i"]');
    const button = place?.querySelector("button");
    if (!isShown(button)) return;
    if (before === null) {
      mark("shown");
      before = place.innerHTML;
      button.click();
    } else if (before !== place.innerHTML) mark("usable");
  }

  const look = () => {
    item();
    card();
  };
  const watcher = new MutationObserver(look);
  watcher.observe(document, { childList: true, subtree: true, attributes: true, characterData: true });
})();
