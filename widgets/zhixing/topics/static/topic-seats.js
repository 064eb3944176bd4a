// Which table sharpens which topics: dealt by the facilitator, moved by hand.
import { Button, html, Notice, Problem, Select, useKit, useState } from "../../activity/static/kit.js";

/** @typedef {import("./topic-form.js").View} View */

/** @param {{view: View}} props */
export function Seats({ view }) {
  const { t, act } = useKit();
  const [isOpen, setOpen] = useState(false);
  const compared = view.topics.filter(({ origin }) => origin !== "leader");
  if (!view.may_deal || view.tables.length === 0 || compared.length === 0) return null;
  const [low, high] = view.each;
  const loads = view.tables.map((table) => compared.filter(({ seat }) => seat === table).length);
  const most = Math.max(...loads);
  const empty = view.tables.filter((_, place) => loads[place] === 0);
  const undealt = compared.filter(({ seat }) => seat === null).length;
  const isDealt = most > 0;
  const options = [
    { value: "", label: t("ui-proposal.seat.nobody") },
    ...view.tables.map((seat) => ({ value: String(seat), label: t("ui-proposal.seat.table", { seat }) })),
  ];
  return html`<details class="zx-details" open=${isOpen} onToggle=${(/** @type {any} */ event) => setOpen(event.currentTarget.open)}>
    <summary>${t("ui-proposal.seat.title")}</summary>
    ${
      isOpen &&
      html`<div class="zx-stack">
      <p class="zx-muted">${t("ui-proposal.seat.lead")}</p>
      <div class="zx-row"><${Button} onPress=${() => act("deal", {}, "seats")}>${t(isDealt ? "ui-proposal.seat.deal-again" : "ui-proposal.seat.deal")}<//></div>
      <${Problem} place="seats" />
      ${isDealt && most > high && html`<${Notice} tone="warn">${t("ui-proposal.seat.many", { most, low, high })}<//>`}
      ${isDealt && empty.length > 0 && html`<p class="zx-muted">${t("ui-proposal.seat.empty", { tables: empty.map((seat) => t("ui-proposal.seat.table", { seat })).join(t("ui-topics.comma")) })}</p>`}
      ${isDealt && undealt > 0 && html`<p class="zx-muted">${t("ui-proposal.seat.undealt", { count: undealt })}</p>`}
      <ul class="zx-list zx-seating">
        ${
          isDealt &&
          compared.map(
            ({ id, number, title, seat }) => html`<li key=${id}>
            <span>${number}. ${title}</span>
            <${Select} label=${t("ui-proposal.seat.move", { number })} options=${options} value=${seat === null ? "" : String(seat)}
              onChange=${(/** @type {string} */ to) => act("seat", { topic: id, seat: to === "" ? null : Number(to) }, "seats")} />
          </li>`,
          )
        }
      </ul>
    </div>`
    }
  </details>`;
}
