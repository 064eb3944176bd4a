// One topic of the list: what it says, where it comes from, what it may repeat.
import { Button, Chip, html, Problem, Select, useKit, useState } from "../../activity/static/kit.js";
import { KINDS, ORIGINS, SOURCES } from "./topic-form.js";

/** @typedef {import("./topic-form.js").Topic} Topic */

/**
 * @param {{topic: Topic, topics: Topic[], isFolded: boolean, isBusy: boolean, onEdit: () => void,
 *   onMerge: (keep: Topic, gone: Topic) => void}} props
 */
export function Entry(props) {
  const { topic, isFolded } = props;
  const [isOpen, setOpen] = useState(false);
  if (!isFolded)
    return html`<li class="zx-panel">
      <h4 class="zx-panel-title">${topic.number}. ${topic.title}</h4>
      <${Body} ...${props} />
    </li>`;
  return html`<li class="zx-panel">
    <details class="zx-fold" open=${isOpen} onToggle=${(/** @type {any} */ event) => setOpen(event.currentTarget.open)}>
      <summary><h4 class="zx-panel-title">${topic.number}. ${topic.title}</h4></summary>
      ${isOpen && html`<div class="zx-stack"><${Body} ...${props} /></div>`}
    </details>
  </li>`;
}

/** @param {Parameters<typeof Entry>[0]} props */
function Body({ topic, topics, isBusy, onEdit, onMerge }) {
  const { t, act } = useKit();
  const [isChoosing, setChoosing] = useState(false);
  const units = topic.expected_units.join(t("ui-topics.comma"));
  const others = topic.may_remove ? topics.filter(({ id, may_remove }) => id !== topic.id && may_remove) : [];
  return html`
    <p>${topic.statement}</p>
    <p class="zx-row">
      ${topic.sample && html`<${Chip} tone="info">${t("ui-topics.topic.sample")}<//>`}
      <${Chip}>${t(KINDS[topic.kind])}<//> <${Chip}>${t(ORIGINS[topic.origin])}<//>
      ${topic.seat && html`<${Chip}>${t("ui-proposal.seat.table", { seat: topic.seat })}<//>`}
    </p>
    <p class="zx-muted zx-small">
      ${topic.source && html`${t(SOURCES[topic.origin].said, { source: topic.source })}<br />`}
      ${t("ui-topics.topic.owned", { owner: topic.owner, unit: topic.owner_unit })}
      ${units && html`<br />${t("ui-topics.topic.expected", { units })}`}
    </p>
    <${Merged} topic=${topic} />
    ${
      topic.may_remove &&
      !isBusy &&
      topic.alike.map(
        (other) =>
          html`<${Hint} key=${other.id} topic=${topic} other=${topics.find(({ id }) => id === other.id)} onMerge=${onMerge} />`,
      )
    }
    <${Problem} place=${topic.id} />
    ${
      topic.may_edit &&
      !isBusy &&
      html`<div class="zx-row">
      <${Button} label=${t("ui-topics.topic.edit-one", { title: topic.title })} onPress=${onEdit}>${t("ui-topics.topic.edit")}<//>
      ${
        others.length > 0 &&
        html`<${Button} look="quiet" pressed=${isChoosing} label=${t("ui-proposal.alike.other-one", { title: topic.title })}
          onPress=${() => setChoosing(!isChoosing)}>${t("ui-proposal.alike.other")}<//>`
      }
      ${
        topic.may_remove &&
        html`<${Button} look="quiet" label=${t("ui-topics.topic.withdraw-one", { title: topic.title })}
          onPress=${() => act("withdraw", { topic: topic.id }, topic.id)}>${t("ui-topics.topic.withdraw")}<//>`
      }
    </div>`
    }
    ${isChoosing && !isBusy && html`<${Target} topic=${topic} others=${others} onMerge=${onMerge} />`}
  `;
}

/**
 * A quiet remark that an earlier topic may say the same; people decide.
 * @param {{topic: Topic, other: Topic | undefined, onMerge: (keep: Topic, gone: Topic) => void}} props
 */
function Hint({ topic, other, onMerge }) {
  const { t, act } = useKit();
  if (!other || !other.may_remove) return null;
  const { number, title } = other;
  return html`<div class="zx-alike">
    <p>${t("ui-proposal.alike.maybe", { number, title })}</p>
    <div class="zx-row">
      <${Button} label=${t("ui-proposal.alike.merge-with", { number })} onPress=${() => onMerge(other, topic)}>${t("ui-proposal.alike.merge")}<//>
      <${Button} look="quiet" label=${t("ui-proposal.alike.apart-from", { number })}
        onPress=${() => act("tell-apart", { topic: topic.id, other: other.id }, topic.id)}>${t("ui-proposal.alike.apart")}<//>
    </div>
  </div>`;
}

/** The choice of the topic to merge into. @param {{topic: Topic, others: Topic[], onMerge: (keep: Topic, gone: Topic) => void}} props */
function Target({ topic, others, onMerge }) {
  const { t } = useKit();
  const [chosen, setChosen] = useState("");
  const keep = others.find(({ id }) => id === chosen);
  const options = [
    { value: "", label: t("ui-proposal.alike.choose") },
    ...others.map(({ id, number, title }) => ({ value: id, label: `${number}. ${title}` })),
  ];
  return html`<div class="zx-stack">
    <${Select} label=${t("ui-proposal.alike.into")} options=${options} value=${chosen} onChange=${setChosen} />
    <div class="zx-row">
      <${Button} blockers=${keep ? [] : [t("ui-proposal.alike.choose")]} onPress=${() => keep && onMerge(keep, topic)}>${t("ui-proposal.alike.go-on")}<//>
    </div>
  </div>`;
}

/** What was merged into a topic; until the vote it can be taken apart. @param {{topic: Topic}} props */
function Merged({ topic }) {
  const { t, act } = useKit();
  if (topic.merged.length === 0) return null;
  const titles = topic.merged
    .map(({ number, title }) => `${number}. ${title}`)
    .join(t("ui-topics.semicolon"));
  return html`<details class="zx-merged">
    <summary>${t("ui-proposal.merge.merged", { titles })}</summary>
    <ul class="zx-stack zx-list">
      ${topic.merged.map(
        ({ id, number, title, statement }) => html`<li key=${id} class="zx-quoted">
          <p>${statement}</p>
          ${
            topic.may_unmerge &&
            html`<${Button} look="quiet" label=${t("ui-proposal.merge.undo-one", { number, title })}
              onPress=${() => act("unmerge", { topic: id }, topic.id)}>${t("ui-proposal.merge.undo")}<//>`
          }
        </li>`,
      )}
    </ul>
  </details>`;
}
