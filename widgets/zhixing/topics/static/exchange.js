// Excel out and in: files to take away, an edited one brought back, what it would change, and yes or no.
import {
  activity,
  Button,
  Card,
  EmptyState,
  html,
  Notice,
  useKit,
  useState,
} from "../../activity/static/kit.js";
import { Upload } from "../../activity/static/upload.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {{sheet: Pair, row: number, name: string | Pair, condition: Pair | null, column: Pair, before: Pair,
 *   after: Pair, new: boolean}} Change */
/** @typedef {{token: string, file: string, kind: string, changes: Change[], paper: number, gone: number}} Preview */
/** @typedef {{book: boolean, prints: boolean, bring_book: boolean, home: boolean, preview: Preview | null}} View */

/** @param {Kit} kit */
function Exchange({ view, t, act, model }) {
  const { book, prints, bring_book, home, preview } = /** @type {View} */ (view);
  const [refused, setRefused] = useState(false);
  const [done, setDone] = useState(false);
  const base = model.get("base");
  if (!base)
    return html`<${Card} title=${t("ui-exchange.title")} quiet><${EmptyState} title=${t("kit.elsewhere")} /><//>`;
  if (!book && !home)
    return html`<${Card} title=${t("ui-exchange.title")} quiet><${EmptyState} title=${t("ui-exchange.nothing")} /><//>`;
  const apply = async () => {
    await act("apply", { token: preview?.token });
    setDone(true);
  };
  const sent = (/** @type {boolean} */ taken) => {
    setRefused(!taken);
    setDone(false);
  };
  return html`<${Card} title=${t("ui-exchange.title")} lead=${t("ui-exchange.lead")}>
    ${book && html`<${Away} t=${t} base=${base} title=${t("ui-exchange.book.title")} what=${t("ui-exchange.book.what")} file="topics.xlsx" label=${t("ui-exchange.book.get")} />`}
    ${bring_book && html`<${Back} t=${t} base=${base} kind="topics" label=${t("ui-exchange.book.back")} onSent=${sent} />`}
    ${home && html`<${Away} t=${t} base=${base} title=${t("ui-exchange.home.title")} what=${t("ui-exchange.home.what")} file="take-home.xlsx" label=${t("ui-exchange.home.get")} />`}
    ${home && html`<${Back} t=${t} base=${base} kind="take-home" label=${t("ui-exchange.home.back")} onSent=${sent} />`}
    ${done && !preview && html`<${Notice} tone="ok" live>${t("ui-exchange.applied")}<//>`}
    ${preview && !refused && html`<${Changes} t=${t} preview=${preview} onApply=${apply} onDiscard=${() => act("discard")} />`}
    ${prints && html`<${Prints} t=${t} base=${base} />`}
  <//>`;
}

/** One file to take away. @param {{t: Kit["t"], base: string, title: string, what: string, file: string, label: string}} props */
function Away({ base, title, what, file, label }) {
  return html`<div class="zx-panel">
    <h4 class="zx-panel-title">${title}</h4>
    <p class="zx-muted">${what}</p>
    <div class="zx-row"><a class="zx-button" href=${`${base}export/${file}`} download>${label}</a></div>
  </div>`;
}

/** An edited file comes back. @param {{t: Kit["t"], base: string, kind: string, label: string,
 *   onSent: (taken: boolean) => void}} props */
function Back({ t, base, kind, label, onSent }) {
  const words = {
    file: t("ui-exchange.file"),
    missing: t("ui-exchange.no-file"),
    send: t("ui-exchange.send"),
    failed: t("ui-exchange.failed"),
  };
  return html`<div class="zx-panel">
    <h4 class="zx-panel-title">${label}</h4>
    <${Upload} base=${base} kind=${kind} accept=".xlsx" words=${words} onSent=${onSent} />
  </div>`;
}

/**
 * What the file would change, before and after, and the two buttons.
 * @param {{t: Kit["t"], preview: Preview, onApply: () => Promise<void>, onDiscard: () => Promise<any>}} props
 */
function Changes({ t, preview, onApply, onDiscard }) {
  const { say } = useKit();
  const { file, changes, paper, gone } = preview;
  return html`<section class="zx-panel zx-changes" aria-label=${t("ui-exchange.changes", { file })}>
    <h4 class="zx-panel-title" role="status">${t("ui-exchange.changes", { file })}</h4>
    <p>${t("ui-exchange.count", { count: changes.length })}</p>
    ${paper > 0 && html`<p>${t("ui-exchange.paper", { count: paper })}</p>`}
    ${gone > 0 && html`<${Notice}>${t("ui-exchange.gone", { count: gone })}<//>`}
    ${
      changes.length > 0 &&
      html`<div class="zx-table-wrap" tabindex="0" role="region" aria-label=${t("ui-exchange.changes", { file })}>
        <table class="zx-table">
          <thead>
            <tr>
              <th scope="col">${t("ui-exchange.where")}</th>
              <th scope="col">${t("ui-exchange.what")}</th>
              <th scope="col">${t("ui-exchange.before")}</th>
              <th scope="col">${t("ui-exchange.after")}</th>
            </tr>
          </thead>
          <tbody>
            ${changes.map(
              (one) => html`<tr key=${`${say(one.sheet)}${one.row}${say(one.column)}`}>
                <th scope="row">
                  ${t("ui-exchange.row", { sheet: say(one.sheet), row: one.row })}
                  <span class="zx-changes-name">${one.new ? t("ui-exchange.new") : say(one.name)}</span>
                </th>
                <td>${one.condition && `${say(one.condition)} · `}${say(one.column)}</td>
                <td data-label=${t("ui-exchange.before")}><del>${say(one.before)}</del></td>
                <td data-label=${t("ui-exchange.after")}><ins>${say(one.after)}</ins></td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>`
    }
    <div class="zx-row">
      <${Button} look="main" onPress=${onApply}>${t("ui-exchange.apply")}<//>
      <${Button} look="quiet" onPress=${onDiscard}>${t("ui-exchange.discard")}<//>
    </div>
  </section>`;
}

/** What is printed for the session. @param {{t: Kit["t"], base: string}} props */
function Prints({ t, base }) {
  const [start, setStart] = useState("");
  const at = start ? `?start=${encodeURIComponent(start)}` : "";
  return html`<div class="zx-panel">
    <h4 class="zx-panel-title">${t("ui-exchange.prints.title")}</h4>
    <p class="zx-muted">${t("ui-exchange.prints.what")}</p>
    <label class="zx-row zx-start">
      ${t("ui-exchange.prints.start")}
      <input class="zx-input" type="time" value=${start} onInput=${(/** @type {any} */ event) => setStart(event.currentTarget.value)} />
    </label>
    <div class="zx-row">
      <a class="zx-button" href=${`${base}export/guide.docx${at}`} download>${t("ui-exchange.prints.guide")}</a>
      <a class="zx-button" href=${`${base}export/ballots.docx`} download>${t("ui-exchange.prints.ballots")}</a>
      <a class="zx-button" href=${`${base}export/posters.docx${at}`} download>${t("ui-exchange.prints.posters")}</a>
    </div>
  </div>`;
}

export default activity(Exchange);
