// Today: what comes back for review, where I stopped, what needs more practice.
import {
  activity,
  Button,
  Card,
  html,
  Nested,
  Progress,
  useRef,
  useState,
} from "../../activity/static/kit.js";
import { AgainList, dayOf, Held, Way } from "./study-parts.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {import("./study-parts.js").Objective} Objective */
/**
 * @typedef {object} View
 * @property {string[]} due ids of today's items
 * @property {number} later how many more are due than fit into a day
 * @property {number} done how many were reviewed today
 * @property {string | null} next when the next one falls due
 * @property {{unit: Pair, step: Pair | null, href: string | null, begun: boolean,
 *   drafted: boolean} | null} stopped
 * @property {{title: Pair, href: string} | null} first where somebody begins
 * @property {(Objective & {unit: Pair})[]} weak
 */

/** @param {Kit} kit */
function Today(kit) {
  const { stopped } = /** @type {View} */ (kit.view);
  return html`<${Card} quiet title=${kit.t("ui-study.today.title")}>
    <div class="zx-study-today">
      ${stopped ? html`<${Review} ...${kit} /><${GoOn} ...${kit} /><${Weak} ...${kit} />` : html`<${Begin} ...${kit} />`}
    </div>
  <//>`;
}

/** Before anything was done. @param {Kit} kit */
function Begin({ view, t, say }) {
  const { first } = /** @type {View} */ (view);
  if (!first) return html`<p>${t("ui-study.today.begin-empty")}</p>`;
  const title = say(first.title);
  return html`<p>${t("ui-study.today.begin", { title })}</p>
    <p><${Way} href=${first.href} look="main">${t("ui-study.today.open", { title })}<//></p>`;
}

/** Today's items, one after another; each stays until its reader goes on. @param {Kit} kit */
function Review({ view, t, locale }) {
  const { due, later, done, next } = /** @type {View} */ (view);
  const [now, setNow] = useState(/** @type {string | null} */ (null));
  const isAnswered = now !== null && !due.includes(now);
  const total = done + due.length;
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  const show = (/** @type {string | null} */ item) => {
    setNow(item);
    const el = place.current;
    el?.focus({ preventScroll: true }); // the button pressed is gone
    if (el && el.getBoundingClientRect().top < 0) el.scrollIntoView();
  };
  const begin = html`<p>${t("ui-study.today.due", { count: due.length })}</p>
    <div><${Button} look="main" onPress=${() => show(due[0])}>${t("ui-study.today.start")}<//></div>`;
  const rest = html`<p>
    ${
      done > 0
        ? t("ui-study.today.finished", { done })
        : next
          ? t("ui-study.today.next", { day: dayOf(next, locale) })
          : t("ui-study.today.nothing")
    }
    ${later > 0 && html` ${t("ui-study.today.later", { later })}`}
  </p>`;
  return html`<section ref=${place} tabindex="-1" class="zx-stack" aria-label=${t("ui-study.today.review")}>
    <h4 class="zx-panel-title">${t("ui-study.today.review")}</h4>
    ${
      now === null
        ? due.length > 0
          ? begin
          : rest
        : html`<${Progress} done=${done} total=${total}
              label=${t("ui-study.today.progress", { now: isAnswered ? done : done + 1, total })} />
            <${Nested} key=${now} activity="item" params=${{ review: "yes", item: now }} />
            ${
              isAnswered &&
              html`<div>
                <${Button} look="main" onPress=${() => show(due[0] ?? null)}>
                  ${t(due.length > 0 ? "ui-study.today.next-item" : "ui-study.today.finish")}
                <//>
              </div>`
            }`
    }
  </section>`;
}

/** Where I stopped. @param {Kit} kit */
function GoOn({ view, t, say }) {
  const { stopped, due } = /** @type {View} */ (view);
  if (!stopped) return null;
  const unit = say(stopped.unit);
  return html`<section class="zx-stack" aria-label=${t("ui-study.today.go-on")}>
    <h4 class="zx-panel-title">${t("ui-study.today.go-on")}</h4>
    ${
      stopped.href
        ? html`<p>
              ${t(stopped.begun ? "ui-study.today.stopped" : "ui-study.today.following", { unit, step: say(stopped.step) })}
              ${stopped.drafted && html` ${t("ui-study.today.drafted")}`}
            </p>
            <p><${Way} href=${stopped.href} look=${due.length > 0 ? "plain" : "main"}>${t("ui-study.today.continue")}<//></p>`
        : html`<p>${t("ui-study.today.unit-done", { unit })}</p>`
    }
  </section>`;
}

/** What to repeat, the weakest first. @param {Kit} kit */
function Weak({ view, t, say }) {
  const { weak } = /** @type {View} */ (view);
  return html`<section class="zx-stack" aria-label=${t("ui-study.today.weak")}>
    <h4 class="zx-panel-title">${t("ui-study.today.weak")}</h4>
    ${weak.length === 0 && html`<p>${t("ui-study.today.weak-none")}</p>`}
    <ul class="zx-study-list">
      ${weak.map(
        (one) => html`<li key=${one.id}>
          <div class="zx-study-objective">
            <p>${say(one.text)} <span class="zx-muted zx-small">${say(one.unit)}</span></p>
            <${Held} state=${one.state} />
          </div>
          <${AgainList} again=${one.again} />
        </li>`,
      )}
    </ul>
  </section>`;
}

export default activity(Today);
