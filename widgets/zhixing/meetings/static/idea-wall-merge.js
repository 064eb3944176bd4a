// Ideas that say the same become one, if those who brought them agree; their words stay below.
import { Button, Choice, html, Problem, useKit, useState } from "../../activity/static/kit.js";
import { useDropping } from "./idea-wall-drag.js";
import { Reading, Twin, Under } from "./idea-wall-list.js";
import { Words } from "./idea-wall-typed.js";

/** @typedef {import("./idea-wall-typed.js").Idea} Idea */
/** @typedef {import("./idea-wall-typed.js").Part} Part */
/** @typedef {{ids: string[], keep: string, text: string}} Joining */

const NEW = "new";

/** @param {Part} part */
export function Merging(part) {
  const { view, go, typed } = part;
  const { t } = useKit();
  const [picked, setPicked] = useState(/** @type {string[]} */ ([]));
  const joining = /** @type {Joining | undefined} */ (typed.get("merge"));
  const begin = (/** @type {string[]} */ ids) => {
    typed.put("merge", { ids, keep: ids[0], text: "" });
    setPicked([]);
  };
  const drag = useDropping((one, other) => begin([other, one]));
  if (!view.may_lead) return html`<${Reading} ideas=${view.ideas} />`;
  const chosen = view.ideas.filter(({ id }) => picked.includes(id)).map(({ id }) => id);
  const toggle = (/** @type {string} */ id) =>
    setPicked((now) => (now.includes(id) ? now.filter((one) => one !== id) : [...now, id]));
  return html`<div class="zx-stack">
    ${view.ideas.length === 0 ? html`<p class="zx-muted">${t("ui-ideas.none")}</p>` : html`<p class="zx-muted">${t("ui-ideas.merge.hint")}</p>`}
    ${joining && html`<${Joined} joining=${joining} ...${part} />`}
    <ol class="zx-ideas-list">
      ${view.ideas.map(
        (
          idea,
        ) => html`<li key=${idea.id} class="zx-ideas-row" data-drop=${idea.id} data-over=${String(drag.over === idea.id && drag.held !== idea.id)}>
          ${drag.grip(idea.id, t("ui-ideas.entry.drag", { number: idea.number }))}
          <${Pick} idea=${idea} isPicked=${picked.includes(idea.id)} onToggle=${() => toggle(idea.id)} />
          <div class="zx-ideas-body">
            <p>${idea.text}</p><${Under} idea=${idea} go=${go} /><${Twin} idea=${idea} view=${view} go=${go} /><${Problem} place=${idea.id} />
          </div>
        </li>`,
      )}
    </ol>
    ${
      chosen.length > 0 &&
      html`<div class="zx-ideas-bar" role="status">
        <span>${t("ui-ideas.merge.selected", { count: chosen.length })}</span>
        ${chosen.length > 1 && html`<${Button} look="main" onPress=${() => begin(chosen)}>${t("ui-ideas.merge.start")}<//>`}
        <${Button} look="quiet" onPress=${() => setPicked([])}>${t("ui-ideas.merge.clear")}<//>
      </div>`
    }
  </div>`;
}

/** The number of an idea as something to select. @param {{idea: Idea, isPicked: boolean, onToggle: () => void}} props */
export function Pick({ idea, isPicked, onToggle }) {
  const { t } = useKit();
  return html`<label class="zx-ideas-pick">
    <input type="checkbox" checked=${isPicked} aria-label=${t("ui-ideas.entry.select", { number: idea.number })} onChange=${onToggle} />
    <span aria-hidden="true">${idea.number}</span>
  </label>`;
}

/** Which of the sentences stands for all, or a new one. @param {Part & {joining: Joining}} props */
function Joined({ joining, view, go, typed }) {
  const { t } = useKit();
  const ideas = joining.ids
    .map((each) => view.ideas.find(({ id }) => id === each))
    .filter((idea) => idea !== undefined);
  const change = (/** @type {Partial<Joining>} */ part) => typed.put("merge", { ...joining, ...part });
  const isNew = joining.keep === NEW;
  const save = async () => {
    await go(
      "merge",
      { ideas: joining.ids, keep: isNew ? null : joining.keep, text: isNew ? joining.text : "" },
      "merge",
    );
    typed.put("merge", null);
  };
  const options = [
    ...ideas.map(({ id, number, text }) => ({ value: id, label: `${number}. ${text}` })),
    { value: NEW, label: t("ui-ideas.merge.new") },
  ];
  return html`<div class="zx-panel zx-ideas-joining">
    <h4 class="zx-panel-title">${t("ui-ideas.merge.title", { count: joining.ids.length })}</h4>
    <${Choice} legend=${t("ui-ideas.merge.keep")} options=${options} value=${joining.keep} onChange=${(/** @type {string} */ keep) => change({ keep })} />
    ${isNew && html`<${Words} label=${t("ui-ideas.merge.text")} lines=${2} value=${joining.text} most=${view.most.characters} onInput=${(/** @type {string} */ text) => change({ text })} />`}
    <${Problem} place="merge" />
    <div class="zx-row">
      <${Button} look="main" onPress=${save}>${t("ui-ideas.merge.save")}<//>
      <${Button} look="quiet" onPress=${() => typed.put("merge", null)}>${t("ui-ideas.merge.cancel")}<//>
    </div>
  </div>`;
}
