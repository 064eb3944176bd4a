// The people of a class, for whoever runs it: who has come, seats, a new PIN, the roster.
import {
  activity,
  Button,
  Card,
  Chip,
  EmptyState,
  html,
  Notice,
  Problem,
  useKit,
  useState,
} from "../../activity/static/kit.js";
import { AddPerson, ROLES, Staff } from "./staff.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {{id: string, name: string, unit: string, seat: number | null, roles: string[], joined: boolean, signs_in: boolean}} Person */
/** @typedef {{people: Person[], joined: number, expected: number, code: string, roles: string[]}} View */

/** @param {Kit} kit */
function People({ view, t, act, model }) {
  const { people, joined, expected, code, roles } = /** @type {View} */ (view);
  const [issued, setIssued] = useState(/** @type {{name: string, pin: string} | null} */ (null));
  const [edited, setEdited] = useState(/** @type {string | null} */ (null));
  const one = people.find(({ id }) => id === edited);
  const reset = async (/** @type {Person} */ { id, name }) => {
    const reply = await act("reset-pin", { person: id });
    if (reply?.pin) setIssued({ name, pin: reply.pin });
  };
  return html`<${Card}
    title=${t("ui-classroom.people.title")}
    aside=${html`<${Chip} tone="info">${t("ui-classroom.people.joined", { joined, expected })}<//>`}
    lead=${t("ui-classroom.people.code", { code })}
  >
    ${issued && html`<${Notice} tone="ok" live>${t("ui-classroom.people.pin", issued)}<//>`}
    ${one && html`<${Staff} key=${one.id} t=${t} act=${act} person=${one} roles=${roles} onClose=${() => setEdited(null)} />`}
    ${
      people.length === 0
        ? html`<${EmptyState} title=${t("ui-classroom.people.none")} />`
        : html`<div class="zx-table-wrap" tabindex="0" role="region" aria-label=${t("ui-classroom.people.title")}>
          <table class="zx-table zx-people">
            <thead>
              <tr>
                <th scope="col">${t("ui-classroom.people.name")}</th>
                <th scope="col">${t("ui-classroom.people.unit")}</th>
                <th scope="col">${t("ui-classroom.people.seat")}</th>
                <th scope="col">${t("ui-classroom.people.state")}</th>
                <th scope="col">${t("ui-classroom.people.rejoin")}</th>
              </tr>
            </thead>
            <tbody>
              ${people.map((one) => html`<${Row} key=${one.id} t=${t} act=${act} person=${one} onReset=${() => reset(one)} onEdit=${() => setEdited(one.id)} />`)}
            </tbody>
          </table>
        </div>`
    }
    <${AddPerson} t=${t} act=${act} roles=${roles} onAdded=${setEdited} />
    ${model.get("base") && html`<${Roster} t=${t} base=${model.get("base")} />`}
  <//>`;
}

/** @param {{t: Kit["t"], act: Kit["act"], person: Person, onReset: () => Promise<void>,
 *   onEdit: () => void}} props */
function Row({ t, act, person, onReset, onEdit }) {
  const { id, name, unit, seat, roles, joined, signs_in } = person;
  const special = roles.filter((role) => role !== "learner");
  const take = (/** @type {any} */ event) => {
    const text = event.currentTarget.value.trim();
    return act("seat", { person: id, seat: text === "" ? null : Number(text) }, id);
  };
  return html`<tr>
    <th scope="row">${name} ${special.map((role) => html`<${Chip} key=${role}>${t(ROLES[role])}<//>`)}<${Problem} place=${id} /></th>
    <td>${unit}</td>
    <td><input class="zx-input zx-seat" type="number" min="1" max="99" value=${seat ?? ""} aria-label=${t("ui-classroom.people.seat-of", { name })} onChange=${take} /></td>
    <td><${Chip} tone=${joined ? "ok" : "quiet"}>${t(joined ? "ui-classroom.people.here" : "ui-classroom.people.not-here")}<//></td>
    <td>
      ${!signs_in && html`<${Button} look="quiet" label=${t("ui-classroom.people.reset-of", { name })} onPress=${onReset}>${t("ui-classroom.people.reset")}<//>`}
      <${Button} look="quiet" label=${t("ui-staff.edit-of", { name })} onPress=${onEdit}>${t("ui-staff.edit")}<//>
    </td>
  </tr>`;
}

/** The roster goes up as a file, the one thing a socket is not for. @param {{t: Kit["t"], base: string}} props */
function Roster({ t, base }) {
  const [file, setFile] = useState(/** @type {File | null} */ (null));
  const [answer, setAnswer] = useState(
    /** @type {{added: number} | {sentences: Pair} | {failed: true} | null} */ (null),
  );
  const send = async () => {
    const body = new FormData();
    body.append("roster", /** @type {File} */ (file));
    body.append("_xsrf", /(?:^|; )_xsrf=([^;]*)/.exec(document.cookie)?.[1] ?? "");
    const headers = { Accept: "application/json" };
    setAnswer(
      await fetch(`${base}people/roster`, { method: "POST", body, headers }).then(read, () => ({
        failed: true,
      })),
    );
  };
  return html`<div class="zx-panel">
    <h4 class="zx-panel-title">${t("ui-classroom.roster.title")}</h4>
    <p class="zx-muted">${t("ui-classroom.roster.lead")}</p>
    <div class="zx-row">
      <input class="zx-file" type="file" accept=".xlsx,.csv" aria-label=${t("ui-classroom.roster.file")}
        onChange=${(/** @type {any} */ event) => setFile(event.currentTarget.files[0] ?? null)} />
      <${Button} blockers=${file ? [] : [t("ui-classroom.roster.no-file")]} onPress=${send}>${t("ui-classroom.roster.send")}<//>
    </div>
    <${Answer} t=${t} answer=${answer} />
  </div>`;
}

/** @param {Response} response @returns {Promise<any>} */
async function read(response) {
  const body = await response.json().catch(() => null);
  return body?.error ? { sentences: body.error.sentence } : (body ?? { failed: true });
}

/** @param {{t: Kit["t"], answer: any}} props */
function Answer({ t, answer }) {
  if (!answer) return null;
  if (answer.failed) return html`<div class="zx-alert" role="alert">${t("ui-classroom.roster.failed")}</div>`;
  if (!answer.sentences)
    return html`<${Notice} tone="ok" live>${t("ui-classroom.roster.added", { count: answer.added })}<//>`;
  return html`<${Faults} sentences=${answer.sentences} />`;
}

/** Every fault on a line of its own. @param {{sentences: Pair}} props */
function Faults({ sentences }) {
  const { say } = useKit();
  const [first, ...rest] = say(sentences).split("\n");
  return html`<div class="zx-alert" role="alert">${first}${rest.length > 0 && html`<ul>${rest.map((line) => html`<li key=${line}>${line}</li>`)}</ul>`}</div>`;
}

export default activity(People);
