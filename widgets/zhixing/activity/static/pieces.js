// The pieces that activities are drawn with.
import { Fragment, html, useEffect, useRef, useState } from "./vendor/preact.js";
import { RefusedAct, useKit } from "./life.js";
import { useUid } from "./words.js";

/**
 * The card of an activity: title, body, what was refused, actions, honest status.
 * @param {{title: string, lead?: any, aside?: any, foot?: any, quiet?: boolean, level?: 1 | 2 | 3,
 *   children?: any}} props
 */
export function Card({ title, lead, aside, foot, quiet = false, level = 3, children }) {
  const id = useUid();
  return html`<section class="zx-card" aria-labelledby=${id}>
    <header class="zx-card-head">
      <${`h${level}`} id=${id} class="zx-card-title">${title}<//>${aside}
    </header>
    ${lead && html`<p class="zx-lead">${lead}</p>`} ${children}
    ${!quiet && html`<${Problem} />`}
    ${
      (foot || !quiet) &&
      html`<footer class="zx-card-foot"><div class="zx-actions">${foot}</div>${!quiet && html`<${Status} />`}</footer>`
    }
  </section>`;
}

/** What this activity has saved, in a few words. */
export function Status() {
  const { status, online } = useKit();
  return html`<p class="zx-status" role="status" data-online=${String(online)}>${status}</p>`;
}

/**
 * The refusal of an act, in the person's language; `place` is the one given to `act`.
 * @param {{place?: string}} props
 */
export function Problem({ place = "" }) {
  const { problem, say } = useKit();
  const ref = useRef(/** @type {HTMLElement | null} */ (null));
  const mine = problem?.place === place ? problem : null;
  useEffect(() => {
    if (mine) ref.current?.scrollIntoView({ block: "nearest" });
  }, [mine]);
  return html`<div ref=${ref} role="alert" class=${mine ? "zx-alert" : "zx-unseen"}>
    ${mine && say(mine.refusal.sentence)}
  </div>`;
}

/**
 * A button that is busy until its work is done; what hinders is said, never greyed out.
 * @param {{onPress: () => any, look?: "main" | "plain" | "quiet" | "danger", blockers?: string[],
 *   onBlocked?: () => void, pressed?: boolean, label?: string, big?: boolean, children?: any}} props
 */
export function Button({ onPress, look = "plain", blockers = [], onBlocked, pressed, label, big, children }) {
  const id = useUid();
  const [busy, setBusy] = useState(false);
  const [asked, setAsked] = useState(false);
  const hindered = blockers.length > 0;
  const press = async () => {
    if (busy) return;
    setAsked(hindered);
    if (hindered) {
      onBlocked?.();
      return;
    }
    setBusy(true);
    try {
      await onPress();
    } catch (error) {
      if (!(error instanceof RefusedAct)) throw error;
    } finally {
      setBusy(false);
    }
  };
  return html`<${Fragment}>
    <button
      type="button"
      class="zx-button"
      data-look=${look}
      data-big=${big ? "true" : undefined}
      aria-busy=${busy ? "true" : undefined}
      aria-pressed=${pressed === undefined ? undefined : String(pressed)}
      aria-label=${label}
      aria-describedby=${hindered ? id : undefined}
      onClick=${press}
    >
      ${children}
    </button>
    <div id=${id} class=${hindered ? "zx-blockers" : "zx-unseen"} role=${asked ? "alert" : undefined} data-asked=${String(asked)}>
      ${hindered && html`<ul>${blockers.map((sentence) => html`<li key=${sentence}>${sentence}</li>`)}</ul>`}
    </div>
  <//>`;
}

/** Browsers let years of six digits be typed into a date that has no end. */
const LAST_DAY = "9999-12-31";

/**
 * A labelled line or area of text.
 * @param {{label: string, value: string, onInput: (value: string) => void, name?: string, hint?: string,
 *   lines?: number, required?: boolean, max?: number, type?: string, suggestions?: string[], readOnly?: boolean}} props
 */
export function Field(props) {
  const { label, value, onInput, name, hint, lines = 1, required, max = 2000, type = "text" } = props;
  const { t, problem } = useKit();
  const id = useUid();
  const isWrong = Boolean(name && problem?.refusal.field === name);
  const shared = {
    id,
    name,
    value,
    class: "zx-input",
    maxLength: max,
    max: type === "date" ? LAST_DAY : undefined,
    readOnly: props.readOnly,
    "aria-required": required ? "true" : undefined,
    "aria-invalid": isWrong ? "true" : undefined,
    "aria-describedby": hint ? `${id}-hint` : undefined,
    onInput: (/** @type {any} */ event) => onInput(event.currentTarget.value),
  };
  return html`<div class="zx-field">
    <label class="zx-label" for=${id}>
      ${label}${!required && !props.readOnly && html` <span class="zx-optional">${t("kit.optional")}</span>`}
    </label>
    ${hint && html`<p class="zx-hint" id=${`${id}-hint`}>${hint}</p>`}
    ${
      lines > 1
        ? html`<textarea rows=${lines} ...${shared}></textarea>`
        : html`<input type=${type} autocomplete="off" list=${props.suggestions ? `${id}-list` : undefined} ...${shared} />`
    }
    ${
      props.suggestions &&
      html`<datalist id=${`${id}-list`}>${props.suggestions.map((word) => html`<option key=${word} value=${word} />`)}</datalist>`
    }
  </div>`;
}

/**
 * A labelled choice from a list that may be long.
 * @param {{label: string, value: string, onChange: (value: string) => void, options: {value: string, label: string}[],
 *   hint?: string}} props
 */
export function Select({ label, value, onChange, options, hint }) {
  const id = useUid();
  return html`<div class="zx-field">
    <label class="zx-label" for=${id}>${label}</label>
    ${hint && html`<p class="zx-hint" id=${`${id}-hint`}>${hint}</p>`}
    <select
      id=${id}
      class="zx-input"
      value=${value}
      aria-describedby=${hint ? `${id}-hint` : undefined}
      onChange=${(/** @type {any} */ event) => onChange(event.currentTarget.value)}
    >
      ${options.map((one) => html`<option key=${one.value} value=${one.value} selected=${one.value === value}>${one.label}</option>`)}
    </select>
  </div>`;
}

/**
 * Options as cards: one of them, or several up to `max`. Arrow keys and space work as in any form.
 * @param {{legend: string, hideLegend?: boolean, row?: "narrow" | "wide", many?: boolean, max?: number, onFull?: () => void,
 *   options: {value: string, label: any, note?: any, tone?: string}[], value: string | string[] | null,
 *   onChange: (value: any) => void, disabled?: boolean}} props
 */
export function Choice(props) {
  const {
    legend,
    hideLegend,
    row,
    many = false,
    max = Infinity,
    onFull,
    options,
    value,
    onChange,
    disabled,
  } = props;
  const name = useUid();
  const chosen = new Set(Array.isArray(value) ? value : value === null ? [] : [value]);
  const change = (/** @type {any} */ event, /** @type {string} */ picked) => {
    if (!many) onChange(picked);
    else if (chosen.has(picked)) onChange([...chosen].filter((one) => one !== picked));
    else if (chosen.size < max) onChange([...chosen, picked]);
    else {
      event.currentTarget.checked = false;
      onFull?.();
    }
  };
  return html`<fieldset class="zx-choice" data-row=${row} disabled=${disabled}>
    <legend class=${hideLegend ? "zx-unseen" : "zx-label"}>${legend}</legend>
    <div class="zx-options">
      ${options.map(
        (
          one,
        ) => html`<label key=${one.value} class="zx-option" data-tone=${one.tone} data-checked=${String(chosen.has(one.value))}>
          <input
            type=${many ? "checkbox" : "radio"}
            name=${name}
            value=${one.value}
            checked=${chosen.has(one.value)}
            onChange=${(/** @type {any} */ event) => change(event, one.value)}
          />
          <span class="zx-option-body">
            <span class="zx-option-label">${one.label}</span>
            ${one.note && html`<span class="zx-option-note">${one.note}</span>`}
          </span>
        </label>`,
      )}
    </div>
  </fieldset>`;
}

/**
 * One row of a rating grid: radio buttons from low to high, with what 1, 3 and 5 mean on tap.
 * @param {{legend: string, question?: string, scale: [number, number], value: number | null,
 *   anchors: {level: number, text: string}[], onChange: (value: number) => void, missing?: boolean}} props
 */
export function RatingRow({ legend, question, scale, value, anchors, onChange, missing }) {
  const { t } = useKit();
  const name = useUid();
  const [isOpen, setOpen] = useState(false);
  const levels = Array.from({ length: scale[1] - scale[0] + 1 }, (_, index) => scale[0] + index);
  return html`<fieldset class="zx-rating" data-missing=${missing ? "true" : undefined}>
    <legend class="zx-rating-legend">
      ${legend}${question && html`<span class="zx-rating-question">${question}</span>`}
    </legend>
    <div class="zx-scale">
      ${levels.map(
        (level) => html`<label key=${level} class="zx-level" data-checked=${String(level === value)}>
          <input type="radio" name=${name} value=${level} checked=${level === value} onChange=${() => onChange(level)} />
          <span>${level}</span>
        </label>`,
      )}
      ${
        anchors.length > 0 &&
        html`<button
        type="button"
        class="zx-anchor-toggle"
        aria-expanded=${String(isOpen)}
        aria-label=${t("kit.anchors", { name: legend })}
        onClick=${() => setOpen(!isOpen)}
      >
        <span aria-hidden="true">?</span>
      </button>`
      }
    </div>
    ${
      isOpen &&
      html`<dl class="zx-anchors">
      ${anchors.map((one) => html`<${Fragment} key=${one.level}><dt>${one.level}</dt><dd>${one.text}</dd><//>`)}
    </dl>`
    }
  </fieldset>`;
}

/**
 * Bring the first group in which nothing is chosen into view, and the focus to it.
 * @param {HTMLElement | null} place
 */
export function goToUnchosen(place) {
  const group = [...(place?.querySelectorAll("fieldset") ?? [])].find(
    (one) => !one.querySelector(":checked"),
  );
  group?.scrollIntoView({ block: "center" });
  group?.querySelector("input")?.focus({ preventScroll: true });
}

/**
 * A short state in a word, with a shape so that it does not depend on colour.
 * @param {{tone?: "ok" | "warn" | "no" | "info" | "quiet", children?: any}} props
 */
export function Chip({ tone = "quiet", children }) {
  return html`<span class="zx-chip" data-tone=${tone}>${children}</span>`;
}

/**
 * A sentence set apart from the rest.
 * @param {{tone?: "ok" | "warn" | "no" | "info", live?: boolean, children?: any}} props
 */
export function Notice({ tone = "info", live = false, children }) {
  return html`<div class="zx-notice" data-tone=${tone} role=${live ? "status" : undefined}>${children}</div>`;
}

/**
 * How much is done, as a bar and in words.
 * @param {{done: number, total: number, label: string}} props
 */
export function Progress({ done, total, label }) {
  const id = useUid();
  return html`<div class="zx-progress">
    <span id=${id} class="zx-progress-label">${label}</span>
    <progress max=${Math.max(total, 1)} value=${done} aria-labelledby=${id}></progress>
  </div>`;
}

/**
 * The time left until `ends`, by the server's clock.
 * @param {{ends: string | null}} props
 */
export function Countdown({ ends }) {
  const { t, serverNow } = useKit();
  const [, tick] = useState(0);
  useEffect(() => {
    if (!ends) return undefined;
    const timer = window.setInterval(() => tick((count) => count + 1), 500);
    return () => window.clearInterval(timer);
  }, [ends]);
  if (!ends) return null;
  const left = Math.round((Date.parse(ends) - serverNow()) / 1000);
  const time = `${Math.floor(Math.abs(left) / 60)}:${String(Math.abs(left) % 60).padStart(2, "0")}`;
  const state = left < 0 ? "over" : left <= 60 ? "last" : "calm";
  return html`<span class="zx-countdown" role="timer" data-state=${state}>
    ${left < 0 ? t("kit.overtime", { time }) : time}
  </span>`;
}

/**
 * Nothing here yet, and why.
 * @param {{title: string, children?: any}} props
 */
export function EmptyState({ title, children }) {
  return html`<div class="zx-empty"><p class="zx-empty-title">${title}</p>${children && html`<p>${children}</p>`}</div>`;
}

/**
 * Another activity inside this one, where the host can mount it.
 * @param {{activity: string, params?: Record<string, string>}} props
 */
export function Nested({ activity: name, params = {} }) {
  const { model, t } = useKit();
  const ref = useRef(/** @type {HTMLElement | null} */ (null));
  const said = JSON.stringify(params);
  useEffect(() => {
    if (!ref.current || !model.mount) return undefined;
    return model.mount(name, JSON.parse(said), ref.current);
  }, [model, name, said]);
  if (!model.mount) return html`<${EmptyState} title=${t("kit.elsewhere")} />`;
  return html`<div ref=${ref} class="zx-nested"></div>`;
}
