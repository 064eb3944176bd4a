// The facilitator's panel of the weights: open, close, reveal, compare the three ways, adopt one.
import { Button, Card, Chip, html, Notice, Problem } from "../../activity/static/kit.js";
import { percent } from "./weight-pieces.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./weights.js").View} View */
/** @typedef {import("./weights.js").Way} Way */

const PLACE = "panel";
const SAME = 0.001;
/** @type {Record<"open" | "closed" | "revealed", {key: string, tone: string}>} */
const STATES = {
  open: { key: "ui-weights.panel.open", tone: "ok" },
  closed: { key: "ui-weights.panel.closed", tone: "warn" },
  revealed: { key: "ui-weights.panel.revealed", tone: "info" },
};

/** @param {Kit} kit */
export function Panel(kit) {
  const { view, t } = kit;
  const { panel } = /** @type {View} */ (view);
  if (!panel) return null;
  return html`<${Card} quiet title=${t(panel.solo ? "ui-weights.panel.own" : "ui-weights.panel.title")}>
    ${panel.locked && html`<${Notice} tone="warn">${t("ui-weights.panel.locked")}<//>`}
    ${!panel.solo && html`<${Rounds} ...${kit} />`}
    <${Ways} ...${kit} />
    <${Problem} place=${PLACE} />
  <//>`;
}

/** What is open, and what could be opened. @param {Kit} kit */
function Rounds({ view, t, act }) {
  const panel = /** @type {NonNullable<View["panel"]>} */ (/** @type {View} */ (view).panel);
  const isOpen = panel.windows.some(({ state }) => state === "open");
  const open = (/** @type {"points" | "pairs"} */ way, everybody = false) =>
    act("open", { way, everybody }, PLACE);
  return html`<div class="zx-stack">
    ${panel.windows.map(
      ({ way, id, state, turnout, everybody }) => html`<div key=${id} class="zx-window">
        <span class="zx-window-name">${t(way === "points" ? "ui-weights.way.points" : everybody && panel.experts > 0 ? "ui-weights.panel.pairs-all" : "ui-weights.way.pairs")}
          ${" "}<${Chip} tone=${STATES[state].tone}>${t(STATES[state].key)}<//></span>
        <span class="zx-muted">${t("ui-weights.panel.turnout", { ...turnout })}</span>
        <span class="zx-row">
          ${state === "open" && html`<${Button} onPress=${() => act("close", { window: id }, PLACE)}>${t("ui-weights.panel.close")}<//>`}
          ${state !== "revealed" && html`<${Button} onPress=${() => act("reveal", { window: id }, PLACE)}>${t("ui-weights.panel.reveal")}<//>`}
        </span>
      </div>`,
    )}
    ${
      !panel.locked &&
      !isOpen &&
      html`<div class="zx-actions">
        <${Button} onPress=${() => open("points")}>${t("ui-weights.panel.open-points")}<//>
        ${panel.experts > 0 && html`<${Button} onPress=${() => open("pairs")}>${t("ui-weights.panel.open-pairs", { experts: panel.experts })}<//>`}
        <${Button} onPress=${() => open("pairs", true)}>${t(panel.experts > 0 ? "ui-weights.panel.open-pairs-all" : "ui-weights.panel.open-pairs-class")}<//>
      </div>`
    }
  </div>`;
}

/** The three ways side by side, and one to adopt. @param {Kit} kit */
function Ways({ view, t, say, act }) {
  const { criteria, force, results, panel } = /** @type {View} */ (view);
  const even = Object.fromEntries(criteria.map(({ id }) => [id, 1 / criteria.length]));
  /** @type {{way: Way, name: string, button: string, shares: Record<string, number> | null}[]} */
  const ways = [
    {
      way: "equal",
      name: t("ui-weights.way.equal"),
      button: t("ui-weights.panel.adopt-equal"),
      shares: even,
    },
    {
      way: "points",
      name: t("ui-weights.way.points"),
      button: t("ui-weights.panel.adopt-points"),
      shares: results.points?.shares ?? null,
    },
    {
      way: "pairs",
      name: t("ui-weights.way.pairs"),
      button: t("ui-weights.panel.adopt-pairs"),
      shares: results.pairs?.shares ?? null,
    },
  ];
  const adoptable = ways.filter(
    ({ way, shares }) =>
      shares &&
      (way !== force.way || criteria.some(({ id }) => Math.abs(shares[id] - force.shares[id]) > SAME)),
  );
  return html`<div class="zx-stack">
    <div class="zx-table-wrap" tabindex="0" role="region" aria-label=${t("ui-weights.panel.compare")}>
      <table class="zx-table">
        <caption class="zx-unseen">${t("ui-weights.panel.compare")}</caption>
        <thead><tr><th scope="col">${t("ui-weights.panel.criterion")}</th>
          ${ways.map(({ way, name }) => html`<th key=${way} scope="col" class="zx-number">${name}</th>`)}
          <th scope="col" class="zx-number">${t("ui-weights.panel.in-force")}</th></tr></thead>
        <tbody>${criteria.map(
          ({ id, name }) => html`<tr key=${id}><th scope="row">${say(name)}</th>
            ${ways.map(({ way, shares }) => html`<td key=${way} class="zx-number">${shares ? percent(shares[id] ?? 0) : "—"}</td>`)}
            <td class="zx-number"><strong>${percent(force.shares[id] ?? 0)}</strong></td></tr>`,
        )}</tbody>
      </table>
    </div>
    ${
      !panel?.locked &&
      html`<div class="zx-actions">${adoptable.map(
        ({ way, button }) =>
          html`<${Button} key=${way} onPress=${() => act("adopt", { way, version: force.version }, PLACE)}>${button}<//>`,
      )}</div>`
    }
  </div>`;
}
