// What somebody is in the class, and the personal link by which staff, leaders and experts sign in.
import {
  Button,
  Choice,
  Field,
  html,
  isBlank,
  Notice,
  Problem,
  Select,
  useEffect,
  useRef,
  useState,
} from "../../activity/static/kit.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {{id: string, name: string, roles: string[], signs_in: boolean}} Person */

/** @type {Record<string, string>} */
export const ROLES = {
  learner: "ui-classroom.role.learner",
  liaison: "ui-classroom.role.liaison",
  "group-leader": "ui-classroom.role.group-leader",
  facilitator: "ui-classroom.role.facilitator",
  convenor: "ui-classroom.role.convenor",
  leader: "ui-classroom.role.leader",
  expert: "ui-classroom.role.expert",
  office: "ui-classroom.role.office",
  owner: "ui-classroom.role.owner",
};

/** @param {{t: Kit["t"], act: Kit["act"], person: Person, roles: string[], onClose: () => void}} props */
export function Staff({ t, act, person, roles, onClose }) {
  const { id, name, signs_in } = person;
  const [chosen, setChosen] = useState(person.roles);
  const [made, setMade] = useState(/** @type {{link: string, qr: string} | null} */ (null));
  const ref = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => ref.current?.focus(), []);
  const fixed = person.roles.filter((role) => !roles.includes(role));
  const save = () =>
    act(
      "set-roles",
      { person: id, roles: [...fixed, ...chosen.filter((role) => roles.includes(role))] },
      "staff",
    );
  const make = async () => setMade(await act("make-link", { person: id }, "staff"));
  return html`<section ref=${ref} class="zx-panel" tabindex="-1" aria-label=${t("ui-staff.title", { name })}>
    <h4 class="zx-panel-title">${t("ui-staff.title", { name })}</h4>
    <${Choice} legend=${t("ui-staff.roles")} row="narrow" many value=${chosen}
      options=${roles.map((value) => ({ value, label: t(ROLES[value]) }))} onChange=${setChosen} />
    <${Problem} place="staff" />
    <div class="zx-row">
      <${Button} blockers=${chosen.length + fixed.length > 0 ? [] : [t("ui-staff.none")]} onPress=${save}>${t("ui-staff.save")}<//>
      ${signs_in && html`<${Button} look="main" onPress=${make}>${t("ui-staff.link")}<//>`}
      <${Button} look="quiet" onPress=${onClose}>${t("ui-staff.close")}<//>
    </div>
    ${signs_in && html`<p class="zx-small zx-muted">${t("ui-staff.link-lead")} ${t("ui-staff.link-again")}</p>`}
    ${
      made &&
      html`<${Notice} tone="ok" live>
      <p>${t("ui-staff.link-made", { name })}</p>
      <p class="zx-link" data-link>${made.link}</p>
      <img class="zx-link-qr" src=${made.qr} alt=${t("ui-staff.link-qr", { name })} />
    <//>`
    }
  </section>`;
}

/** Somebody who is not on the roster. @param {{t: Kit["t"], act: Kit["act"], roles: string[],
 *   onAdded: (id: string) => void}} props */
export function AddPerson({ t, act, roles, onAdded }) {
  const [name, setName] = useState("");
  const [role, setRole] = useState("leader");
  const add = async () => {
    const reply = await act("add", { name, role }, "add");
    setName("");
    if (reply?.person) onAdded(reply.person);
  };
  return html`<div class="zx-panel">
    <h4 class="zx-panel-title">${t("ui-staff.add")}</h4>
    <p class="zx-muted">${t("ui-staff.add-lead")}</p>
    <div class="zx-two">
      <${Field} label=${t("ui-staff.name")} required max=${60} value=${name} onInput=${setName} />
      <${Select} label=${t("ui-staff.role")} value=${role} options=${roles.map((value) => ({ value, label: t(ROLES[value]) }))} onChange=${setRole} />
    </div>
    <${Problem} place="add" />
    <div><${Button} blockers=${isBlank(name) ? [t("ui-staff.name-missing")] : []} onPress=${add}>${t("ui-staff.add")}<//></div>
  </div>`;
}
