// One section of a record: its paragraphs, whose words they are, and the table of actions.
import { Button, Chip, Field, html, Notice, Problem } from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {import("./minutes-of.js").Typed} Typed */
/** @typedef {{id: string, lead: Pair | null, text: Pair, strong: boolean, standing: "generated" | "own" | "stale" | "gone",
 *   generated: Pair | null, mark: string}} Paragraph */
/** @typedef {{id: string, title: Pair, fixed: boolean, paragraphs: Paragraph[]}} SectionView */
/** @typedef {{kit: Kit, typed: Typed, type: (part: Typed) => void, rewording: boolean}} Typing */

/** @param {Typing & {section: SectionView}} props */
export function Section(props) {
  const { kit, section } = props;
  const { say, t, view } = kit;
  return html`<section class="zx-record-section" data-section=${section.id}>
    <h4 class="zx-panel-title">${say(section.title)}</h4>
    ${section.id === "actions" && html`<${ActionTable} kit=${kit} actions=${view.actions} />`}
    ${section.paragraphs.map((one) => html`<${Line} key=${one.id} ...${props} one=${one} />`)}
    ${section.id === "dissent" && html`<p class="zx-hint">${t("ui-minutes.record.dissent-hint")}</p>`}
  </section>`;
}

/** @param {Typing & {section: SectionView, one: Paragraph}} props */
function Line(props) {
  const { kit, section, one, typed, type, rewording } = props;
  const { t, say, act, view } = kit;
  const editable = view.may_write && !section.fixed;
  const words = typed.words ?? {};
  if (editable && words[one.id]) return html`<${Wording} ...${props} />`;
  const shown = say(one.text);
  const begin = () => type({ words: { ...words, [one.id]: { text: shown, seen: one.mark } } });
  const choose = (/** @type {boolean} */ own) =>
    act(
      "choose",
      { meeting: view.meeting.id, lane: view.lane, paragraph: one.id, seen: one.mark, own },
      one.id,
    );
  return html`<div class="zx-record-line" data-strong=${String(one.strong)} data-standing=${one.standing}>
    <p>${one.lead && html`<b>${say(one.lead)}</b>`}${shown}${one.standing === "own" && editable && html` <${Chip}>${t("ui-minutes.record.own")}<//>`}</p>
    ${
      editable &&
      rewording &&
      html`<div class="zx-record-tools">
        <${Button} look="quiet" label=${t("ui-minutes.record.reword-this", { text: shown })} onPress=${begin}>${t("ui-minutes.record.reword")}<//>
        ${one.standing === "own" && one.generated && html`<${Button} look="quiet" onPress=${() => choose(false)}>${t("ui-minutes.record.back")}<//>`}
      </div>`
    }
    ${
      (one.standing === "stale" || one.standing === "gone") &&
      html`<${Notice} tone="warn">
        <p>${one.standing === "stale" ? t("ui-minutes.record.stale", { now: say(one.generated) }) : t("ui-minutes.record.gone")}</p>
        ${
          editable &&
          html`<div class="zx-row">
          <${Button} onPress=${() => choose(true)}>${t("ui-minutes.record.keep-own")}<//>
          <${Button} look="quiet" onPress=${() => choose(false)}>${t(one.standing === "stale" ? "ui-minutes.record.take-new" : "ui-minutes.record.let-go")}<//>
        </div>`
        }
      <//>`
    }
    <${Problem} place=${one.id} />
  </div>`;
}

/** @param {Typing & {one: Paragraph}} props */
function Wording({ kit, one, typed, type }) {
  const { t, say, act, view } = kit;
  const { [one.id]: mine, ...others } = typed.words ?? {};
  const put = (/** @type {Partial<{text: string, seen: string}>} */ part) =>
    type({ words: { ...others, [one.id]: { ...mine, ...part } } });
  const drop = () => type({ words: others });
  const save = async () => {
    const { text, seen } = mine;
    await act("word", { meeting: view.meeting.id, lane: view.lane, paragraph: one.id, text, seen }, one.id);
    drop();
  };
  return html`<div class="zx-panel">
    ${
      mine.seen !== one.mark &&
      html`<${Notice} tone="warn" live>
        <p>${t("ui-minutes.record.changed", { now: say(one.text) })}</p>
        <div class="zx-row">
          <${Button} onPress=${() => put({ seen: one.mark })}>${t("ui-minutes.keep-mine")}<//>
          <${Button} look="quiet" onPress=${drop}>${t("ui-minutes.take-theirs")}<//>
        </div>
      <//>`
    }
    <${Field} label=${t("ui-minutes.record.wording", { lead: one.lead ? say(one.lead) : "" })} required lines=${3} max=${view.most.wording} value=${mine.text} onInput=${(/** @type {string} */ text) => put({ text })} />
    ${one.generated && html`<p class="zx-hint">${t("ui-minutes.record.generated", { text: say(one.generated) })}</p>`}
    <${Problem} place=${one.id} />
    <div class="zx-row">
      <${Button} look="main" onPress=${save}>${t("ui-minutes.save")}<//>
      <${Button} look="quiet" onPress=${drop}>${t("ui-minutes.cancel")}<//>
    </div>
  </div>`;
}

/** @param {{kit: Kit, actions: any[]}} props */
function ActionTable({ kit, actions }) {
  const { t } = kit;
  const blank = t("ui-minutes.actions.blank");
  return html`<div class="zx-table-wrap"><table class="zx-table">
    <thead><tr>
      <th scope="col">${t("ui-minutes.actions.what")}</th><th scope="col">${t("ui-minutes.actions.who")}</th>
      <th scope="col">${t("ui-minutes.actions.due")}</th><th scope="col">${t("ui-minutes.actions.evidence")}</th>
    </tr></thead>
    <tbody>${actions.map(
      (one) => html`<tr key=${one.id}>
        <th scope="row">${one.what}</th><td>${one.who}</td><td class="zx-nowrap">${one.due ?? blank}</td><td>${one.evidence || blank}</td>
      </tr>`,
    )}</tbody>
  </table></div>`;
}
