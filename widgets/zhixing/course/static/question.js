// Ask the class: choose an item, see how many have answered, show how, count hands, end it.
import { activity, Button, Card, Chip, html, Notice, Select, useState } from "../../activity/static/kit.js";
import { Hands } from "./question-hands.js";
import { Distribution } from "./question-shares.js";
import { KINDS } from "./teach-parts.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {{key: string, label: Pair | null, count: number | null, hands: number, right: boolean}} Choice */
/** @typedef {{part: string, label: Pair | null, choices: Choice[]}} Group */
/** @typedef {{id: string, kind: string, prompt: Pair}} Item */
/** @typedef {{item: Item, state: "open" | "closed" | "revealed", n: number, present: number, before: number, least: number,
 *   few: boolean, counted: boolean, told: boolean, groups: Group[]}} Asked */
/** @typedef {{unit: string, steps: {title: Pair, items: Item[]}[]}} Listed items of the unit chosen last */
/** @typedef {{asked: Asked | null, claimed: boolean, units: {id: string, title: Pair}[]}} View */

const STATES = /** @type {const} */ ({
  open: { key: "ui-teach.question.open", tone: "ok" },
  closed: { key: "ui-teach.question.closed", tone: "warn" },
  revealed: { key: "ui-teach.question.revealed", tone: "info" },
});

/** @param {Kit} kit */
function Question(kit) {
  const { t } = kit;
  const { asked } = /** @type {View} */ (kit.view);
  const [listed, setListed] = useState(/** @type {Listed} */ ({ unit: "", steps: [] }));
  const picker = html`<${Picker} ...${kit} listed=${listed} onListed=${setListed} />`;
  const aside = asked && html`<${Chip} tone=${STATES[asked.state].tone}>${t(STATES[asked.state].key)}<//>`;
  return html`<${Card} title=${t("ui-teach.question.title")} lead=${!asked && t("ui-teach.question.lead")} aside=${aside}>
    ${asked && html`<${Running} ...${kit} asked=${asked} />`}
    ${
      asked
        ? html`<details class="zx-details">
          <summary>${t("ui-teach.question.again")}</summary>
          <p class="zx-muted">${t("ui-teach.question.again-hint")}</p>
          ${picker}
        </details>`
        : picker
    }
  <//>`;
}

/** A question under way. @param {Kit & {asked: Asked}} props */
function Running({ asked, ...kit }) {
  const { t, say, act } = kit;
  const { item, state, n, present, before, few, least, counted, told, groups } = asked;
  const { claimed } = /** @type {View} */ (kit.view);
  return html`<div class="zx-stack">
    <p class="zx-question-prompt">${say(item.prompt)}</p>
    <p class="zx-question-count" role="status">${t("ui-teach.question.answered", { n, present })}</p>
    ${before > 0 && html`<p class="zx-muted">${t("ui-teach.question.before", { n: before })}</p>`}
    ${state === "open" && claimed && html`<${Notice} tone="warn">${t("ui-teach.question.claimed")}<//>`}
    ${!counted && html`<${Notice}>${t("ui-teach.question.private")}<//>`}
    <div class="zx-remote-row">
      ${state === "open" && html`<${Button} look="main" onPress=${() => act("close")}>${t("ui-teach.question.close")}<//>`}
      ${state === "closed" && counted && html`<${Button} look="main" onPress=${() => act("show", { shown: true })}>${t("ui-teach.question.show")}<//>`}
      ${state === "revealed" && !told && html`<${Button} look="main" onPress=${() => act("tell")}>${t("ui-teach.question.tell")}<//>`}
      ${state === "revealed" && html`<${Button} onPress=${() => act("show", { shown: false })}>${t("ui-teach.question.hide")}<//>`}
      ${state !== "open" && html`<${Button} onPress=${() => act("reopen")}>${t("ui-teach.question.reopen")}<//>`}
      <${Button} look="quiet" onPress=${() => act("end")}>${t("ui-teach.question.end")}<//>
    </div>
    ${few && html`<${Notice}>${t("ui-teach.question.few", { least })}<//>`}
    ${
      state !== "open" &&
      counted &&
      html`<div class="zx-panel">
        <h4 class="zx-panel-title">${t(state === "closed" ? "ui-teach.question.ahead" : "ui-teach.question.on-wall")}</h4>
        <${Distribution} groups=${groups} kind=${item.kind} told=${told} t=${t} say=${say} />
      </div>
      <${Hands} key=${item.id} ...${kit} groups=${groups} kind=${item.kind} />`
    }
  </div>`;
}

/**
 * Units, and the items of the one chosen.
 * @param {Kit & {listed: Listed, onListed: (listed: Listed) => void}} props
 */
function Picker({ listed, onListed, view, t, say, act }) {
  const { units } = /** @type {View} */ (view);
  const { unit, steps } = listed;
  const choose = async (/** @type {string} */ id) => {
    onListed({ unit: id, steps: [] });
    if (id === "") return;
    const reply = await act("items", { unit: id }).catch(() => null);
    onListed({ unit: id, steps: reply?.steps ?? [] });
  };
  return html`<div class="zx-stack">
    <${Select}
      label=${t("ui-teach.question.choose")}
      value=${unit}
      onChange=${choose}
      options=${[{ value: "", label: t("ui-teach.question.pick") }, ...units.map(({ id, title }) => ({ value: id, label: say(title) }))]}
    />
    ${steps.map(
      ({ title, items }, at) => html`<section key=${at}>
        <h4 class="zx-panel-title">${say(title)}</h4>
        <ul class="zx-list zx-askable">
          ${items.map(
            (item) => html`<li key=${item.id}>
              <span><${Chip}>${t(KINDS[item.kind])}<//> ${say(item.prompt)}</span>
              <${Button} label=${t("ui-teach.question.ask-label", { prompt: say(item.prompt) })} onPress=${() => act("ask", { item: item.id })}>${t("ui-teach.question.ask")}<//>
            </li>`,
          )}
        </ul>
      </section>`,
    )}
  </div>`;
}

export default activity(Question);
