// One topic in work, the next ones in the queue.
import { activity, Button, Card, Chip, EmptyState, html, Notice } from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {{id: string, title: string, origin: string}} Topic */
/** @typedef {{working: Topic[], queue: Topic[], at_once: number, too_many: boolean, may_edit: boolean}} View */

/** @param {Kit} kit */
function TopicQueue({ view, t, act }) {
  const { working, queue, at_once, too_many, may_edit } = /** @type {View} */ (view);
  const title = t("ui-approval.queue.title");
  if (working.length + queue.length === 0) {
    return html`<${Card} title=${title} quiet><${EmptyState} title=${t("ui-approval.queue.nothing")} /><//>`;
  }
  const ids = queue.map(({ id }) => id);
  const up = (/** @type {number} */ at) =>
    act("reorder", { topics: [...ids.slice(0, at - 1), ids[at], ids[at - 1], ...ids.slice(at + 1)] });
  return html`<${Card} title=${title} lead=${t("ui-approval.queue.lead", { count: at_once })} quiet=${!may_edit}>
    ${too_many && html`<${Notice} tone="warn">${t("ui-approval.queue.too-many", { count: working.length, most: at_once })}<//>`}
    ${working.length === 0 && html`<p class="zx-muted">${t("ui-approval.queue.none-in-work")}</p>`}
    ${working.map(
      (one) => html`<div key=${one.id} class="zx-panel">
        <p class="zx-row"><${Chip} tone="ok">${t("ui-approval.queue.in-work")}<//>${one.origin === "leader" && html`<${Chip}>${t("ui-topics.topic.leader")}<//>`}</p>
        <p class="zx-strong">${one.title}</p>
        ${may_edit && html`<div><${Button} label=${t("ui-approval.queue.finish-of", { title: one.title })} onPress=${() => act("finish", { topic: one.id })}>${t(queue.length > 0 ? "ui-approval.queue.finish-next" : "ui-approval.queue.finish")}<//></div>`}
      </div>`,
    )}
    ${
      queue.length > 0 &&
      html`<div class="zx-stack">
      <p class="zx-label">${t("ui-approval.queue.waiting")}</p>
      <ol class="zx-queue">
        ${queue.map(
          (one, at) => html`<li key=${one.id}>
            ${one.title}
            ${may_edit && at > 0 && html`<${Button} look="quiet" label=${t("ui-approval.queue.up-of", { title: one.title })} onPress=${() => up(at)}>${t("ui-approval.queue.up")}<//>`}
          </li>`,
        )}
      </ol>
    </div>`
    }
  <//>`;
}

export default activity(TopicQueue);
