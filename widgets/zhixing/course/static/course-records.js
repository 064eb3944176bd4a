// Course work that leaves the house: the class's Excel file, and statements for a learning record store.
import { activity, Card, Choice, EmptyState, html, Notice, useState } from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {{begun: number, people: number}} View */

/** @param {Kit} kit */
function CourseRecords({ view, t, model }) {
  const { begun, people } = /** @type {View} */ (view);
  const [named, setNamed] = useState("no");
  const base = model.get("base");
  const title = t("ui-records.title");
  if (!base) return html`<${Card} title=${title} quiet><${EmptyState} title=${t("kit.elsewhere")} /><//>`;
  if (begun === 0)
    return html`<${Card} title=${title} quiet><${EmptyState} title=${t("ui-records.nothing")} /><//>`;
  const statements = `${base}export/course-class.jsonl?names=${named}`;
  return html`<${Card} title=${title} lead=${t("ui-records.lead", { begun, people })}>
    <div class="zx-panel">
      <h4 class="zx-panel-title">${t("ui-records.book.title")}</h4>
      <p class="zx-muted">${t("ui-records.book.what")}</p>
      <div class="zx-row">
        <a class="zx-button" href=${`${base}export/course-class.xlsx`} download>${t("ui-records.book.get")}</a>
      </div>
    </div>
    <div class="zx-panel">
      <h4 class="zx-panel-title">${t("ui-records.statements.title")}</h4>
      <p class="zx-muted">${t("ui-records.statements.what")}</p>
      <${Choice} legend=${t("ui-records.statements.names")} row="wide" value=${named} onChange=${setNamed}
        options=${[
          { value: "no", label: t("ui-records.statements.unnamed") },
          { value: "yes", label: t("ui-records.statements.named") },
        ]} />
      <div class="zx-row">
        <a class="zx-button" href=${statements} download>${t("ui-records.statements.get")}</a>
      </div>
    </div>
    <${Notice}>${t("ui-records.private")}<//>
  <//>`;
}

export default activity(CourseRecords);
