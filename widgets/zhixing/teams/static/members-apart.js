// Who is not put into one group: pairs without a reason, seen only by whoever forms groups.
import { Button, html, Problem, Select, useKit, useState } from "../../activity/static/kit.js";

/** @typedef {import("./members.js").Person} Person */

/** @param {{people: Person[], pairs: [string, string][]}} props */
export function Apart({ people, pairs }) {
  const { t, act } = useKit();
  const [one, setOne] = useState("");
  const [other, setOther] = useState("");
  const names = Object.fromEntries(
    people.map(({ id, name, short }) => [
      id,
      short ? t("ui-members.apart.who", { name, unit: short }) : name,
    ]),
  );
  const options = [
    { value: "", label: t("ui-members.apart.choose") },
    ...people.map(({ id }) => ({ value: id, label: names[id] })),
  ];
  const known = pairs.filter(([first, second]) => names[first] && names[second]);
  const keep = async () => {
    await act("keep-apart", { one, other }, "apart");
    setOne("");
    setOther("");
  };
  const blockers = [
    ...(one && other ? [] : [t("ui-members.apart.two")]),
    ...(one && one === other ? [t("ui-members.apart.different")] : []),
  ];
  return html`<section class="zx-panel" aria-label=${t("ui-members.apart.title")}>
    <h4 class="zx-panel-title">${t("ui-members.apart.title")}</h4>
    <p class="zx-muted">${t("ui-members.apart.note")}</p>
    ${
      known.length > 0 &&
      html`<ul class="zx-members-pairs">
        ${known.map(
          ([first, second]) => html`<li key=${first + second}>
            <span>${t("ui-members.apart.pair", { one: names[first], other: names[second] })}</span>
            <${Button} look="quiet" label=${t("ui-members.apart.remove-of", { one: names[first], other: names[second] })}
              onPress=${() => act("let-together", { one: first, other: second }, "apart")}>${t("ui-members.apart.remove")}<//>
          </li>`,
        )}
      </ul>`
    }
    <div class="zx-two">
      <${Select} label=${t("ui-members.apart.one")} value=${one} options=${options} onChange=${setOne} />
      <${Select} label=${t("ui-members.apart.other")} value=${other} options=${options} onChange=${setOther} />
    </div>
    <${Problem} place="apart" />
    <div><${Button} blockers=${blockers} onPress=${keep}>${t("ui-members.apart.keep")}<//></div>
  </section>`;
}
