// Ideas as a list: read, made clear, taken apart, set aside and brought back.
import { Button, html, Notice, Problem, useKit, useState } from "../../activity/static/kit.js";
import { Words } from "./idea-wall-typed.js";

/** @typedef {import("./idea-wall-typed.js").Idea} Idea */
/** @typedef {import("./idea-wall-typed.js").Part} Part */
/** @typedef {{id: string, version: number, text: string, splits: boolean}} Editing */

/** Ideas to read. @param {{ideas: Idea[]}} props */
export function Reading({ ideas }) {
  return html`<ol class="zx-ideas-list">
    ${ideas.map(
      (idea) => html`<li key=${idea.id} class="zx-ideas-row">
        <span class="zx-ideas-mark">${idea.number}</span>
        <div class="zx-ideas-body"><p>${idea.text}</p><${Under} idea=${idea} /></div>
      </li>`,
    )}
  </ol>`;
}

/** What was merged into an idea. @param {{idea: Idea, go?: Part["go"]}} props */
export function Under({ idea, go }) {
  const { t } = useKit();
  if (idea.under.length === 0) return null;
  return html`<details class="zx-ideas-under">
    <summary>${t("ui-ideas.entry.under", { count: idea.under.length })}</summary>
    <ul class="zx-list">
      ${idea.under.map(
        ({ id, number, text }) => html`<li key=${id} class="zx-ideas-below">
          <span>${number}. ${text}</span>
          ${go && html`<${Button} look="quiet" label=${t("ui-ideas.entry.unmerge-one", { number })} onPress=${() => go("unmerge", { idea: id }, idea.id)}>${t("ui-ideas.entry.unmerge")}<//>`}
        </li>`,
      )}
    </ul>
  </details>`;
}

/** That an earlier idea says exactly the same. @param {{idea: Idea, view: Part["view"], go: Part["go"]}} props */
export function Twin({ idea, view, go }) {
  const { t } = useKit();
  const first = view.ideas.find(({ number }) => number === idea.twin);
  if (!first) return null;
  return html`<p class="zx-ideas-twin">
    <span>${t("ui-ideas.entry.twin", { number: first.number })}</span>
    ${view.may_lead && html`<${Button} look="quiet" onPress=${() => go("merge", { ideas: [first.id, idea.id], keep: first.id }, idea.id)}>${t("ui-ideas.entry.merge-twin", { number: first.number })}<//>`}
  </p>`;
}

/** One by one: what does it mean? @param {Part} part */
export function Clarify(part) {
  const { view, go } = part;
  const { t } = useKit();
  if (!view.may_lead) return html`<${Reading} ideas=${view.ideas} />`;
  return html`<div class="zx-stack">
    ${view.ideas.length === 0 && html`<p class="zx-muted">${t("ui-ideas.none")}</p>`}
    <ol class="zx-ideas-list">${view.ideas.map((idea) => html`<${Entry} key=${idea.id} idea=${idea} ...${part} />`)}</ol>
    <${Gone} ...${part} />
    ${
      view.withdrawn.length > 0 &&
      html`<details class="zx-details">
        <summary>${t("ui-ideas.entry.withdrawn", { count: view.withdrawn.length })}</summary>
        <ul class="zx-ideas-list">
          ${view.withdrawn.map(
            (idea) => html`<li key=${idea.id} class="zx-ideas-row">
              <span class="zx-ideas-mark">${idea.number}</span>
              <div class="zx-ideas-body"><p>${idea.text}</p><${Under} idea=${idea} /><${Problem} place=${idea.id} /></div>
              <${Button} look="quiet" label=${t("ui-ideas.entry.back-one", { number: idea.number })} onPress=${() => go("bring-back", { idea: idea.id }, idea.id)}>${t("ui-ideas.entry.back")}<//>
            </li>`,
          )}
        </ul>
      </details>`
    }
  </div>`;
}

/** @param {Part & {idea: Idea}} props */
function Entry({ idea, ...part }) {
  const { view, go, typed } = part;
  const { t } = useKit();
  const { id, number, text, version } = idea;
  const editing = /** @type {Editing | undefined} */ (typed.get("editing"));
  const open = (/** @type {boolean} */ splits) => typed.put("editing", { id, version, text, splits });
  return html`<li class="zx-ideas-row">
    <span class="zx-ideas-mark">${number}</span>
    <div class="zx-ideas-body">
      ${editing?.id === id ? html`<${Form} idea=${idea} editing=${editing} ...${part} />` : html`<p>${text}</p>`}
      <${Under} idea=${idea} go=${go} />
      <${Twin} idea=${idea} view=${view} go=${go} />
      <${Problem} place=${id} />
    </div>
    ${
      !editing &&
      html`<div class="zx-ideas-tools">
        <${Button} look="quiet" label=${t("ui-ideas.entry.edit-one", { number })} onPress=${() => open(false)}>${t("ui-ideas.entry.edit")}<//>
        <${Button} look="quiet" label=${t("ui-ideas.entry.split-one", { number })} onPress=${() => open(true)}>${t("ui-ideas.entry.split")}<//>
        <${Button} look="quiet" label=${t("ui-ideas.entry.withdraw-one", { number })} onPress=${() => go("withdraw", { idea: id }, id)}>${t("ui-ideas.entry.withdraw")}<//>
      </div>`
    }
  </li>`;
}

/** @param {Part & {idea: Idea, editing: Editing}} props */
function Form({ idea, editing, view, go, typed }) {
  const { t } = useKit();
  const { id, text, version, splits } = editing;
  const change = (/** @type {string} */ words) => typed.put("editing", { ...editing, text: words });
  const [isSaving, setSaving] = useState(false);
  const isOther = idea.version !== version && !isSaving;
  const save = async () => {
    setSaving(true);
    try {
      await go(splits ? "split" : "revise", { idea: id, text, version }, id);
      typed.put("editing", null);
    } finally {
      setSaving(false);
    }
  };
  const drop = () => typed.put("editing", null);
  return html`<div class="zx-stack">
    <${Words}
      label=${t(splits ? "ui-ideas.entry.split-text" : "ui-ideas.entry.text", { number: idea.number })}
      hint=${splits ? t("ui-ideas.entry.split-hint") : undefined}
      lines=${splits ? 4 : 2}
      each=${splits}
      value=${text}
      most=${view.most.characters}
      onInput=${change}
    />
    ${
      isOther
        ? html`<${Notice} tone="warn" live>
            <p>${t("ui-ideas.entry.now", { text: idea.text })}</p>
            <div class="zx-row">
              <${Button} onPress=${() => typed.put("editing", { ...editing, version: idea.version })}>${t("ui-ideas.entry.mine")}<//>
              <${Button} look="quiet" onPress=${drop}>${t("ui-ideas.entry.theirs")}<//>
            </div>
          <//>`
        : html`<div class="zx-row">
            <${Button} look="main" onPress=${save}>${t("ui-ideas.entry.save")}<//>
            <${Button} look="quiet" onPress=${drop}>${t("ui-ideas.entry.cancel")}<//>
          </div>`
    }
  </div>`;
}

/** What was being written about an idea that somebody else has merged or set aside. @param {Part} part */
function Gone({ view, typed }) {
  const { t } = useKit();
  const editing = /** @type {Editing | undefined} */ (typed.get("editing"));
  if (!editing || view.ideas.some(({ id }) => id === editing.id)) return null;
  return html`<${Notice} tone="warn" live>
    <p>${t("ui-ideas.entry.gone")}</p>
    <p class="zx-ideas-kept">${editing.text}</p>
    <${Button} look="quiet" onPress=${() => typed.put("editing", null)}>${t("ui-ideas.entry.cancel")}<//>
  <//>`;
}
