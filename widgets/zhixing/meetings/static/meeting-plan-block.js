// One block of a plan: its time, how long it is, where it goes, and what there is to it.
import { Button, Chip, Field, html, Select, useUid } from "../../activity/static/kit.js";
import { boardNames, formNames, options } from "./meeting-plan-words.js";
import { NumberLine, useTyped } from "./meeting-plan-number.js";
import { STEP } from "./meeting-plan-times.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("./meeting-plan-times.js").Block} Block */
/** @typedef {{stops: boolean, sentence: import("../../activity/static/kit.js").Pair}} Finding */
/**
 * What a row can do; null where it may not.
 * @typedef {{change: (some: Partial<Block>) => void, up: (() => void) | null, down: (() => void) | null,
 *   remove: (() => void) | null, add: () => void, split: (() => void) | null}} Verbs
 */
/**
 * @typedef {{kit: Kit, block: Block, time: {begins: string, ends: string}, share: number | undefined, findings: Finding[],
 *   standing: "past" | "current" | "ahead", groups: number, parts: {id: string, title: any}[], verbs: Verbs | null,
 *   grip: object | null, isOpen: boolean, onToggle: () => void}} Row
 */

const TITLE_MOST = 120;
const SAY_MOST = 1000;

/** @param {Row} row */
export function BlockRow(row) {
  const { kit, block, time, share, findings, standing, groups, verbs, grip, isOpen, onToggle } = row;
  const { t, say } = kit;
  const title = say(block.title);
  const each = block.each ?? share;
  return html`<div class="zx-plan-row" data-form=${block.form} data-still=${String(!verbs)}>
    ${grip && html`<button type="button" class="zx-grip" data-way="grip" ...${grip} aria-label=${t("ui-planner.block.grip", { title })}><span aria-hidden="true">⠿</span></button>`}
    <p class="zx-plan-time">${time.begins}<span class="zx-plan-until">–${time.ends}</span></p>
    <div class="zx-plan-what">
      <p class="zx-plan-title">${title}</p>
      <p class="zx-row zx-plan-chips">
        <${Chip}>${formNames(t)[block.form]}<//>
        ${groups > 1 && block.setting === "groups" && html`<${Chip} tone="info">${t("ui-planner.setting.groups")}<//>`}
        ${each !== undefined && each !== null && html`<${Chip}>${t(block.form === "reports" ? "ui-planner.block.each-group" : "ui-planner.block.each", { minutes: each })}<//>`}
        ${standing === "past" && html`<${Chip} tone="ok">${t("ui-planner.block.past")}<//>`}
        ${standing === "current" && html`<${Chip} tone="warn">${t("ui-planner.block.current")}<//>`}
      </p>
      ${findings.map((one) => html`<p key=${one.sentence.zh} class="zx-plan-finding" data-stops=${String(one.stops)}>${say(one.sentence)}</p>`)}
    </div>
    <${Length} kit=${kit} block=${block} verbs=${verbs} />
    ${
      verbs &&
      html`<div class="zx-plan-moves">
        <button type="button" class="zx-arrow" data-way="up" aria-disabled=${String(!verbs.up)} aria-label=${t("ui-planner.block.up", { title })} onClick=${() => verbs.up?.()}><span aria-hidden="true">↑</span></button>
        <button type="button" class="zx-arrow" data-way="down" aria-disabled=${String(!verbs.down)} aria-label=${t("ui-planner.block.down", { title })} onClick=${() => verbs.down?.()}><span aria-hidden="true">↓</span></button>
        <button type="button" class="zx-arrow" aria-expanded=${String(isOpen)} aria-label=${t("ui-planner.block.more", { title })} onClick=${onToggle}><span aria-hidden="true">⋯</span></button>
      </div>`
    }
    ${isOpen && verbs && html`<${Details} ...${row} verbs=${verbs} />`}
  </div>`;
}

/** @param {{kit: Kit, block: Block, verbs: Verbs | null}} props */
function Length({ kit, block, verbs }) {
  const { t, say } = kit;
  const id = useUid();
  const { text, type } = useTyped(block.minutes, (minutes) => verbs?.change({ minutes }));
  if (!verbs)
    return html`<p class="zx-plan-length">${t("ui-planner.minutes", { minutes: block.minutes })}</p>`;
  const title = say(block.title);
  const put = (/** @type {number} */ minutes) => verbs.change({ minutes });
  const less = block.minutes > STEP ? block.minutes - STEP : block.minutes - 1;
  return html`<div class="zx-plan-length">
    <button type="button" class="zx-arrow" aria-disabled=${String(block.minutes <= 1)} aria-label=${t("ui-planner.block.shorter", { title, step: STEP })} onClick=${() => block.minutes > 1 && put(less)}><span aria-hidden="true">−</span></button>
    <label class="zx-unseen" for=${id}>${t("ui-planner.block.minutes", { title })}</label>
    <input id=${id} class="zx-input zx-plan-minutes" type="number" inputmode="numeric" step="1" min="1" max="1440" value=${text}
      onInput=${(/** @type {any} */ event) => type(event.currentTarget.value)} />
    <span class="zx-small" aria-hidden="true">${t("ui-planner.minute")}</span>
    <button type="button" class="zx-arrow" aria-label=${t("ui-planner.block.longer", { title, step: STEP })} onClick=${() => put(block.minutes + STEP)}><span aria-hidden="true">+</span></button>
  </div>`;
}

/** @param {Row & {verbs: Verbs}} row */
function Details({ kit, block, share, standing, groups, parts, verbs }) {
  const { t, say } = kit;
  const { change } = verbs;
  const isFree = standing === "ahead";
  const both = (/** @type {string} */ text) => ({ zh: text, en: text });
  const turning = share !== undefined;
  return html`<div class="zx-plan-details zx-stack">
    <div class="zx-two">
      <${Field} label=${t("ui-planner.block.name")} required max=${TITLE_MOST} value=${say(block.title)} onInput=${(/** @type {string} */ text) => change({ title: both(text) })} />
      ${
        isFree &&
        html`<${Select} label=${t("ui-planner.block.form")} value=${block.form} options=${options(formNames(t))}
        onChange=${(/** @type {string} */ form) => change({ form, each: null })} />`
      }
      ${
        isFree &&
        groups > 1 &&
        block.form !== "break" &&
        html`<${Select} label=${t("ui-planner.block.setting")} value=${block.setting}
        options=${[
          { value: "together", label: t("ui-planner.setting.together") },
          { value: "groups", label: t("ui-planner.setting.groups") },
        ]} onChange=${(/** @type {string} */ setting) => change({ setting, each: null })} />`
      }
      ${
        isFree &&
        block.form === "ideas" &&
        html`<${Select} label=${t("ui-planner.block.board")} value=${block.board ?? "ideas"} options=${options(boardNames(t))}
        onChange=${(/** @type {string} */ board) => change({ board })} />`
      }
      ${
        parts.length > 0 &&
        block.form !== "break" &&
        html`<${Select} label=${t("ui-planner.block.part")} value=${block.part}
        options=${[{ value: "", label: t("ui-planner.block.no-part") }, ...parts.map((part) => ({ value: part.id, label: say(part.title) }))]}
        onChange=${(/** @type {string} */ part) => change({ part })} />`
      }
      ${
        turning &&
        html`<div>
          <${NumberLine} label=${t("ui-planner.block.each-minutes")} whole=${false} value=${block.each ?? share}
            hint=${block.each === null ? t("ui-planner.block.each-auto") : t("ui-planner.block.each-own", { minutes: share })}
            onNumber=${(/** @type {number} */ each) => change({ each })} />
          ${block.each !== null && html`<${Button} look="quiet" onPress=${() => change({ each: null })}>${t("ui-planner.block.each-again")}<//>`}
        </div>`
      }
    </div>
    ${
      block.form !== "break" &&
      html`<${Field} label=${t("ui-planner.block.say")} hint=${t("ui-planner.block.say-hint")} lines=${3} max=${SAY_MOST} value=${say(block.say)}
      onInput=${(/** @type {string} */ text) => change({ say: text ? both(text) : null })} />`
    }
    <div class="zx-row">
      <${Button} onPress=${verbs.add}>${t("ui-planner.block.add-after")}<//>
      ${verbs.split && html`<${Button} onPress=${verbs.split}>${t("ui-planner.block.split")}<//>`}
      ${verbs.remove && html`<${Button} look="danger" label=${t("ui-planner.block.remove-one", { title: say(block.title) })} onPress=${verbs.remove}>${t("ui-planner.block.remove")}<//>`}
    </div>
  </div>`;
}
