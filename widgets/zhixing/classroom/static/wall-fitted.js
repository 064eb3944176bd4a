// The body of a wall: long texts shrink instead of running off the screen.
import { html, useEffect, useRef } from "../../activity/static/kit.js";

const SMALLEST = 0.5;

/** @param {{children: any}} props */
export function Fitted({ children }) {
  const ref = useRef(/** @type {HTMLElement | null} */ (null));
  const fit = () => {
    const body = ref.current;
    const inner = /** @type {HTMLElement | null} */ (body?.firstElementChild ?? null);
    if (!body || !inner) return;
    for (let size = 1; size >= SMALLEST; size -= 0.01) {
      inner.style.fontSize = `${size}em`;
      if (inner.scrollHeight <= body.clientHeight) return;
    }
  };
  useEffect(fit);
  useEffect(() => {
    window.addEventListener("resize", fit);
    return () => window.removeEventListener("resize", fit);
  }, []);
  return html`<div class="zx-wall-body" ref=${ref}><div>${children}</div></div>`;
}
