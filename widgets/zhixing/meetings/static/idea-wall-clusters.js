// Ideas under headings that people write; what is suggested only looks at wording.
import { Button, Field, html, Problem, Select, useKit, useState } from "../../activity/static/kit.js";
import { useDropping } from "./idea-wall-drag.js";
import { Under } from "./idea-wall-list.js";
import { Pick } from "./idea-wall-merge.js";
import { ROOMY } from "./idea-wall-typed.js";
import { Suggestions, groupsOf } from "./idea-wall-suggestions.js";

/** @typedef {import("./idea-wall-typed.js").Idea} Idea */
/** @typedef {import("./idea-wall-typed.js").Part} Part */
/** @typedef {import("./idea-wall-drag.js").Drag} Drag */

/** @param {Part} part */
export function Clusters(part) {
  const { view, go, typed } = part;
  const { t } = useKit();
  const [picked, setPicked] = useState(/** @type {string[]} */ ([]));
  const groups = groupsOf(view, typed);
  const drop = (/** @type {string} */ thing, /** @type {string} */ place) => {
    const ids = thing.startsWith("group:") ? (groups.all[Number(thing.slice(6))]?.ids ?? []) : [thing];
    if (place === "loose") {
      groups.leaveOut(ids);
      const under = ids.filter((id) => view.ideas.find((idea) => idea.id === id)?.heading);
      if (under.length > 0) go("put-under", { ideas: under, heading: "" }, "loose");
    } else if (place.startsWith("heading:")) {
      go("put-under", { ideas: ids, heading: place.slice(8) }, place);
    } else if (place.startsWith("group:")) {
      groups.take(Number(place.slice(6)), ids);
    }
  };
  const drag = useDropping(drop);
  const loose = view.ideas.filter((idea) => !idea.heading && !groups.has(idea.id));
  if (!view.may_lead) return html`<${Grouped} ideas=${view.ideas} headings=${view.headings} />`;
  const toggle = (/** @type {string} */ id) =>
    setPicked((now) => (now.includes(id) ? now.filter((one) => one !== id) : [...now, id]));
  const row = (
    /** @type {Idea} */ idea,
    /** @type {any} */ tool = null,
  ) => html`<li key=${idea.id} class="zx-ideas-row">
    ${drag.grip(idea.id, t("ui-ideas.entry.drag", { number: idea.number }))}
    <${Pick} idea=${idea} isPicked=${picked.includes(idea.id)} onToggle=${() => toggle(idea.id)} />
    <div class="zx-ideas-body"><p>${idea.text}</p><${Under} idea=${idea} go=${go} /></div>
    ${tool}
  </li>`;
  const chosen = view.ideas.filter(({ id }) => picked.includes(id)).map(({ id }) => id);
  return html`<div class="zx-stack">
    <${Suggestions} groups=${groups} drag=${drag} ...${part} />
    ${view.headings.map(
      (
        heading,
      ) => html`<section key=${heading} class="zx-panel" data-drop=${`heading:${heading}`} data-over=${String(drag.over === `heading:${heading}`)}>
        <${Heading} heading=${heading} count=${view.ideas.filter((idea) => idea.heading === heading).length} ...${part} />
        <${Problem} place=${`heading:${heading}`} />
        <ul class="zx-ideas-list">
          ${view.ideas
            .filter((idea) => idea.heading === heading)
            .map((idea) =>
              row(
                idea,
                html`<${Button} look="quiet" label=${t("ui-ideas.cluster.out-one", { number: idea.number })} onPress=${() => go("put-under", { ideas: [idea.id], heading: "" }, `heading:${heading}`)}>${t("ui-ideas.cluster.out")}<//>`,
              ),
            )}
        </ul>
      </section>`,
    )}
    <section class="zx-stack" data-drop="loose" data-over=${String(drag.over === "loose")}>
      <h4 class="zx-panel-title">${t("ui-ideas.cluster.loose", { count: loose.length })}</h4>
      <${Problem} place="loose" />
      <ul class="zx-ideas-list">${loose.map((idea) => row(idea))}</ul>
    </section>
    ${chosen.length > 0 && html`<${Putting} ids=${chosen} onDone=${() => setPicked([])} ...${part} />`}
  </div>`;
}

/** Headings with their ideas, to read. @param {{ideas: Idea[], headings: string[]}} props */
function Grouped({ ideas, headings }) {
  const { t } = useKit();
  const lists = [...headings, ""].map((heading) => ({
    heading,
    below: ideas.filter((idea) => idea.heading === heading),
  }));
  return html`<div class="zx-stack">
    ${lists
      .filter(({ below }) => below.length > 0)
      .map(
        ({ heading, below }) => html`<section key=${heading} class="zx-panel">
          <h4 class="zx-panel-title">${heading ? t("ui-ideas.cluster.under", { heading, count: below.length }) : t("ui-ideas.cluster.loose", { count: below.length })}</h4>
          <ul class="zx-ideas-list">
            ${below.map((idea) => html`<li key=${idea.id} class="zx-ideas-row"><span class="zx-ideas-mark">${idea.number}</span><div class="zx-ideas-body"><p>${idea.text}</p><${Under} idea=${idea} /></div></li>`)}
          </ul>
        </section>`,
      )}
  </div>`;
}

/** A heading, and its new name while somebody writes one. @param {Part & {heading: string, count: number}} props */
function Heading({ heading, count, go, typed }) {
  const { t } = useKit();
  const name = `rename:${heading}`;
  const text = typed.get(name);
  if (text === undefined) {
    return html`<div class="zx-row zx-ideas-heading">
      <h4 class="zx-panel-title">${t("ui-ideas.cluster.under", { heading, count })}</h4>
      <${Button} look="quiet" label=${t("ui-ideas.cluster.rename-one", { heading })} onPress=${() => typed.put(name, { text: heading })}>${t("ui-ideas.cluster.rename")}<//>
    </div>`;
  }
  const save = async () => {
    await go("rename", { old: heading, heading: text.text }, `heading:${heading}`);
    typed.put(name, null);
  };
  return html`<div class="zx-ideas-naming">
    <${Field} label=${t("ui-ideas.cluster.heading")} required max=${ROOMY} value=${text.text} onInput=${(/** @type {string} */ words) => typed.put(name, { text: words })} />
    <${Button} look="main" onPress=${save}>${t("ui-ideas.cluster.save")}<//>
    <${Button} look="quiet" onPress=${() => typed.put(name, null)}>${t("ui-ideas.cluster.cancel")}<//>
  </div>`;
}

/** Where the selected ideas go. @param {Part & {ids: string[], onDone: () => void}} props */
function Putting({ ids, onDone, view, go, typed }) {
  const { t } = useKit();
  const [existing, setExisting] = useState("");
  const fresh = typed.get("putting") ?? "";
  const put = async () => {
    await go("put-under", { ideas: ids, heading: existing || fresh }, "putting");
    typed.put("putting", null);
    onDone();
  };
  const options = [
    { value: "", label: t("ui-ideas.cluster.choose") },
    ...view.headings.map((heading) => ({ value: heading, label: heading })),
  ];
  return html`<div class="zx-ideas-bar">
    <p role="status">${t("ui-ideas.cluster.selected", { count: ids.length })}</p>
    ${view.headings.length > 0 && html`<${Select} label=${t("ui-ideas.cluster.existing")} options=${options} value=${existing} onChange=${setExisting} />`}
    ${!existing && html`<${Field} label=${t("ui-ideas.cluster.heading")} required max=${ROOMY} value=${fresh} onInput=${(/** @type {string} */ words) => typed.put("putting", words)} />`}
    <${Problem} place="putting" />
    <div class="zx-row">
      <${Button} look="main" onPress=${put} blockers=${existing || fresh.trim() ? [] : [t("ui-ideas.cluster.no-heading")]}>${t("ui-ideas.cluster.put")}<//>
      <${Button} look="quiet" onPress=${onDone}>${t("ui-ideas.merge.clear")}<//>
    </div>
  </div>`;
}
