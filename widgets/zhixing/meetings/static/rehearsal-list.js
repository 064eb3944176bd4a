// Scenarios to rehearse, and the person's own runs with what changed from one to the next.
import { Button, Card, Chip, EmptyState, html, Problem } from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./rehearsal.js").Past} Past */
/** @typedef {import("./rehearsal.js").Scenario} Scenario */
/** @typedef {import("./rehearsal.js").View} View */
/** @typedef {Kit & {go: (to: "list" | "run") => void}} Props */

/** @param {Props} props */
export function List(props) {
  const { view, t } = props;
  const { scenarios, history } = /** @type {View} */ (view);
  return html`<div class="zx-stack">
    <${Card} title=${t("ui-rehearsal.title")} lead=${t("ui-rehearsal.lead")}>
      <p class="zx-muted zx-small">${t("ui-rehearsal.private")}</p>
      <ul class="zx-rehearsal-list">${scenarios.map((one) => html`<li key=${one.id}><${Offer} ...${props} scenario=${one} /></li>`)}</ul>
    <//>
    <${Card} title=${t("ui-rehearsal.history.title")} lead=${t("ui-rehearsal.history.lead")} quiet>
      ${
        history.length === 0
          ? html`<${EmptyState} title=${t("ui-rehearsal.history.none")} />`
          : scenarios.map((one) => {
              const own = history.filter((past) => past.scenario === one.id);
              return (
                own.length > 0 && html`<${Runs} key=${one.id} ...${props} scenario=${one} runs=${own} />`
              );
            })
      }
    <//>
  </div>`;
}

/** @param {Props & {scenario: Scenario}} props */
function Offer({ t, say, act, go, scenario }) {
  const begin = async () => {
    await act("start", { scenario: scenario.id }, scenario.id);
    go("run");
  };
  return html`<article class="zx-panel">
    <h4 class="zx-panel-title">${say(scenario.title)}</h4>
    <p class="zx-row">
      <${Chip} tone="info">${t("ui-rehearsal.level", { level: scenario.level })}<//>
      <span class="zx-muted">${t("ui-rehearsal.size", { people: scenario.members.length, moments: scenario.moments })}</span>
      ${scenario.done > 0 && html`<span class="zx-muted">${t("ui-rehearsal.done", { count: scenario.done })}</span>`}
    </p>
    <p>${say(scenario.situation)}</p>
    <div class="zx-row"><${Button} look="main" onPress=${begin}
      label=${t(scenario.under_way ? "ui-rehearsal.go-on-with" : "ui-rehearsal.begin-with", { title: say(scenario.title) })}>
      ${scenario.under_way ? t("ui-rehearsal.go-on") : t("ui-rehearsal.begin")}<//></div>
    <${Problem} place=${scenario.id} />
  </article>`;
}

/** The runs of one scenario, the earliest first, so that one reads what changed. @param {Props & {scenario: Scenario, runs: Past[]}} props */
function Runs({ t, say, locale, act, go, scenario, runs }) {
  const open = async (/** @type {Past} */ past) => {
    await act("open", { run: past.id }, `past:${past.id}`);
    go("run");
  };
  const rows = [...runs].reverse().sort((one, other) => one.when.localeCompare(other.when));
  return html`<section class="zx-stack">
    <h4 class="zx-panel-title">${say(scenario.title)}</h4>
    <div class="zx-table-wrap"><table class="zx-table">
      <caption class="zx-unseen">${t("ui-rehearsal.history.table", { title: say(scenario.title) })}</caption>
      <thead><tr>
        <th scope="col">${t("ui-rehearsal.history.when")}</th>
        <th scope="col" class="zx-number">${t("ui-rehearsal.history.at-once")}</th>
        <th scope="col" class="zx-number">${t("ui-rehearsal.history.silences")}</th>
        <th scope="col" class="zx-number">${t("ui-rehearsal.history.needless")}</th>
        <th scope="col" class="zx-number">${t("ui-rehearsal.history.open")}</th>
        <th scope="col" class="zx-number">${t("ui-rehearsal.history.ask-tell")}</th>
        <th scope="col"><span class="zx-unseen">${t("ui-rehearsal.history.look")}</span></th>
      </tr></thead>
      <tbody>${rows.map(
        (past) => html`<tr key=${past.id}>
        <th scope="row">${day(past.when, locale)}${past.began_at > 0 && html`<br /><span class="zx-small zx-muted">${t("ui-rehearsal.history.from", { number: past.began_at + 1 })}</span>`}</th>
        <td class="zx-number">${of(past.at_once, past.planted)}</td>
        <td class="zx-number">${of(past.silences, past.chances)}</td>
        <td class="zx-number">${past.needless}</td>
        <td class="zx-number">${of(past.open, past.asks)}</td>
        <td class="zx-number">${past.asks} : ${past.tells}</td>
        <td>${past.is_current ? html`<${Button} look="quiet" label=${t("ui-rehearsal.history.look-at", { when: day(past.when, locale) })} onPress=${() => open(past)}>${t("ui-rehearsal.history.look")}<//>` : html`<span class="zx-small zx-muted">${t("ui-rehearsal.history.old")}</span>`}</td>
      </tr>`,
      )}</tbody>
    </table></div>
  </section>`;
}

/** @param {number} part @param {number} whole */
const of = (part, whole) => `${part} / ${whole}`;

/** @param {string} when @param {Kit["locale"]} locale */
const day = (when, locale) =>
  new Date(when).toLocaleString(locale, {
    month: "numeric",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hour12: false,
  });
