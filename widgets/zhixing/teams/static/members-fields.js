// The fields of a profile: the same for the person and for whoever forms groups.
import { Button, Choice, Field, html, Notice, RatingRow, Select, useKit } from "../../activity/static/kit.js";
import { differences, formOf, LEVELS, OUTLOOKS, WRITERS } from "./members-form.js";

/** @typedef {import("./members-form.js").Form} Form */
/** @typedef {import("./members-form.js").Profile} Profile */
/** @typedef {import("./members-form.js").Relevance} Relevance */
/** @typedef {import("./members-form.js").SubTopic} SubTopic */

const WISH = ["members.column.wish1", "members.column.wish2", "members.column.wish3"];
const ANCHORS = [
  "ui-members.relevance.none",
  "ui-members.relevance.some",
  "ui-members.relevance.often",
  "ui-members.relevance.duty",
];

/**
 * @param {{form: Form, onChange: (part: Partial<Form>) => void, subTopics: SubTopic[], kept: Relevance,
 *   own: boolean}} props
 */
export function ProfileFields({ form, onChange, subTopics, kept, own }) {
  const { t } = useKit();
  const choices = (/** @type {Record<string, string>} */ words) => [
    ...Object.entries(words).map(([value, key]) => ({ value, label: t(key) })),
    { value: "", label: t("ui-members.form.blank") },
  ];
  const wish = (/** @type {number} */ place, /** @type {string} */ id) =>
    onChange({ wishes: form.wishes.map((one, at) => (at === place ? id : one)) });
  const options = [
    { value: "", label: t("ui-members.form.no-wish") },
    ...subTopics.map(({ id, number, title }) => ({ value: id, label: `${number} ${title}` })),
  ];
  return html`<div class="zx-stack">
    <div class="zx-two">
      <${Field} label=${t("members.column.specialty")} value=${form.specialty} max=${5000} hint=${t("ui-members.form.specialty-hint")}
        onInput=${(/** @type {string} */ specialty) => onChange({ specialty })} />
      <${Field} label=${t("ui-members.form.languages")} value=${form.languages} max=${500} hint=${t("ui-members.form.languages-hint")}
        onInput=${(/** @type {string} */ languages) => onChange({ languages })} />
    </div>
    <div class="zx-stack">
      <${Choice} legend=${t("members.column.level")} row="narrow" options=${choices(LEVELS)} value=${form.level}
        onChange=${(/** @type {string} */ level) => onChange({ level })} />
      <${Choice} legend=${t("members.column.outlook")} row="narrow" options=${choices(OUTLOOKS)} value=${form.outlook}
        onChange=${(/** @type {string} */ outlook) => onChange({ outlook })} />
    </div>
    <div class="zx-members-years">
      <${Field} label=${t("ui-members.form.years")} type="text" value=${form.experience} max=${9} hint=${t("ui-members.form.years-hint")}
        onInput=${(/** @type {string} */ experience) => onChange({ experience })} />
    </div>
    ${
      subTopics.length === 0
        ? html`<p class="zx-muted">${t(own ? "ui-members.form.no-scheme-own" : "ui-members.form.no-scheme")}</p>`
        : html`<fieldset class="zx-choice">
          <legend class="zx-label">${t("ui-members.form.wishes")}</legend>
          <div class="zx-members-wishes"><p class="zx-hint">${t("ui-members.form.wishes-hint")}</p>
          <div class="zx-two">
            ${WISH.map((key, place) => html`<${Select} key=${key} label=${t(key)} value=${form.wishes[place]} options=${options} onChange=${(/** @type {string} */ id) => wish(place, id)} />`)}
          </div></div>
        </fieldset>
        <${Near} form=${form} onChange=${onChange} subTopics=${subTopics} kept=${kept} own=${own} />`
    }
  </div>`;
}

/**
 * How near each sub-topic is to the person's duty.
 * @param {{form: Form, onChange: (part: Partial<Form>) => void, subTopics: SubTopic[], kept: Relevance,
 *   own: boolean}} props
 */
function Near({ form, onChange, subTopics, kept, own }) {
  const { t } = useKit();
  const anchors = ANCHORS.map((key, level) => ({ level, text: t(key) }));
  const by = (/** @type {string} */ id) =>
    kept[id] && kept[id].level === form.relevance[id] && !(own && kept[id].by === "self")
      ? t(WRITERS[kept[id].by])
      : undefined;
  return html`<section class="zx-members-near">
    <p class="zx-label">${t("ui-members.relevance.title")}</p>
    <p class="zx-hint">${t("ui-members.relevance.hint")}</p>
    <div class="zx-stack">
      ${subTopics.map(
        ({
          id,
          number,
          title,
        }) => html`<${RatingRow} key=${id} legend=${`${number} ${title}`} question=${by(id)} scale=${[0, 3]}
          value=${form.relevance[id] ?? null} anchors=${anchors}
          onChange=${(/** @type {number} */ level) => onChange({ relevance: { ...form.relevance, [id]: level } })} />`,
      )}
    </div>
  </section>`;
}

/**
 * Somebody else has written meanwhile: what stands now, and whose is to count.
 * @param {{mine: Form, profile: Profile, subTopics: SubTopic[], onTheirs: () => void, onMine: () => void}} props
 */
export function Meanwhile({ mine, profile, subTopics, onTheirs, onMine }) {
  const { t } = useKit();
  const lines = differences(t, mine, formOf(profile, t("members.sheet.between")), subTopics);
  return html`<${Notice} tone="warn" live>
    <p>${t("ui-members.meanwhile.lead")}</p>
    ${
      lines.length > 0 &&
      html`<dl class="zx-members-meanwhile">${lines.map(([name, said]) => html`<div key=${name}><dt>${name}</dt><dd>${said}</dd></div>`)}</dl>`
    }
    <div class="zx-row">
      <${Button} onPress=${onMine}>${t("ui-members.meanwhile.mine")}<//>
      <${Button} look="quiet" onPress=${onTheirs}>${t("ui-members.meanwhile.theirs")}<//>
    </div>
  <//>`;
}
