// Papers and forms: the packet of a meeting, forms to print, and the pack a group takes home and brings back.
import {
  activity,
  Button,
  Card,
  Choice,
  EmptyState,
  html,
  Nested,
  Notice,
  Select,
  useKit,
  useState,
} from "../../activity/static/kit.js";
import { Upload } from "../../activity/static/upload.js";
import { Preview } from "./packet-preview.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {{id: string, title: string, date: string | null, team: string | null}} Meeting */
/** @typedef {{meeting: Meeting | null, meetings: Meeting[], may_pack: boolean, forms: {id: string, name: Pair}[],
 *   groups: {id: string, name: string, number: number}[], preview: import("./packet-preview.js").PreviewView | null,
 *   stale: boolean}} View */

/** @param {Kit} kit */
function Packet(kit) {
  const { t, model } = kit;
  const { meeting, meetings, may_pack, groups, preview, stale } = /** @type {View} */ (kit.view);
  const [chosen, setChosen] = useState(/** @type {string | null} */ (null));
  const base = model.get("base");
  if (!base)
    return html`<${Card} title=${t("ui-packet.title")} quiet><${EmptyState} title=${t("kit.elsewhere")} /><//>`;
  const other = chosen !== null && chosen !== meeting?.id;
  return html`<div class="zx-stack">
    <${Card} title=${t("ui-packet.title")} lead=${t("ui-packet.lead")} quiet=${!preview && !stale}>
      ${!meeting && html`<${EmptyState} title=${t("ui-packet.no-meeting")} />`}
      ${
        meetings.length > 1 &&
        meeting &&
        html`<${Select} label=${t("ui-packet.which")} value=${chosen ?? meeting.id} onChange=${setChosen}
          options=${meetings.map((one) => ({ value: one.id, label: one.date ? t("ui-packet.dated", { title: one.title, date: one.date }) : one.title }))} />`
      }
      ${other && html`<${Nested} key=${chosen} activity="packet" params=${{ meeting: chosen, part: "meeting" }} />`}
      ${!other && meeting && may_pack && html`<${OfMeeting} base=${base} meeting=${meeting} forms=${kit.view.forms} />`}
      ${!other && meeting && !may_pack && html`<p class="zx-muted">${t("ui-packet.not-yours")}</p>`}
      <${Groups} kit=${kit} base=${base} groups=${groups} preview=${preview} stale=${stale} />
    <//>
  </div>`;
}

/** The packet of a meeting, and its forms. @param {{base: string, meeting: Meeting, forms: {id: string, name: Pair}[]}} props */
function OfMeeting({ base, meeting, forms }) {
  const { t, say } = useKit();
  const [wanted, setWanted] = useState(forms.map((form) => form.id));
  const href = `${base}export/meeting-forms.docx?meeting=${meeting.id}&forms=${wanted.join(",")}`;
  return html`<div class="zx-panel">
      <h4 class="zx-panel-title">${t("ui-packet.zip.title")}</h4>
      <p class="zx-muted">${t("ui-packet.zip.what")}</p>
      <div class="zx-row"><a class="zx-button" data-look="main" href=${`${base}export/packet.zip?meeting=${meeting.id}`} download>${t("ui-packet.zip.get")}</a></div>
    </div>
    <div class="zx-panel">
      <h4 class="zx-panel-title">${t("ui-packet.forms.title")}</h4>
      <p class="zx-muted">${t("ui-packet.forms.what")}</p>
      <${Choice} legend=${t("ui-packet.forms.which")} many row="wide" value=${wanted} onChange=${setWanted}
        options=${forms.map((form) => ({ value: form.id, label: say(form.name) }))} />
      ${
        wanted.length > 0
          ? html`<div class="zx-row"><a class="zx-button" href=${href} download>${t("ui-packet.forms.get")}</a></div>`
          : html`<${Button} blockers=${[t("ui-packet.forms.none")]} onPress=${() => undefined}>${t("ui-packet.forms.get")}<//>`
      }
    </div>`;
}

/**
 * What a group takes home and brings back.
 * @param {{kit: Kit, base: string, groups: View["groups"], preview: View["preview"], stale: boolean}} props
 */
function Groups({ kit, base, groups, preview, stale }) {
  const { t, act } = kit;
  const [refused, setRefused] = useState(false);
  const [done, setDone] = useState(false);
  const [group, setGroup] = useState("");
  if (groups.length === 0) return null;
  const team = group || groups[0].id;
  const sent = (/** @type {boolean} */ taken) => {
    setRefused(!taken);
    setDone(false);
  };
  const words = {
    file: t("ui-packet.pack.file"),
    missing: t("ui-packet.pack.no-file"),
    send: t("ui-packet.pack.send"),
    failed: t("ui-packet.pack.failed"),
  };
  return html`<div class="zx-panel">
    <h4 class="zx-panel-title">${t("ui-packet.pack.title")}</h4>
    <p class="zx-muted">${t("ui-packet.pack.what")}</p>
    ${groups.length > 1 && html`<${Select} label=${t("ui-packet.pack.group")} value=${team} onChange=${setGroup} options=${groups.map((one) => ({ value: one.id, label: one.name }))} />`}
    <div class="zx-row"><a class="zx-button" href=${`${base}export/group-pack.xlsx?team=${team}`} download>${t("ui-packet.pack.get")}</a></div>
    <h4 class="zx-panel-title">${t("ui-packet.pack.back")}</h4>
    <${Upload} base=${base} kind="group-pack" accept=".xlsx" words=${words} onSent=${sent} />
    ${done && !preview && html`<${Notice} tone="ok" live>${t("ui-packet.pack.merged")}<//>`}
    ${stale && html`<${Notice} tone="warn">${t("ui-packet.pack.stale")} <${Button} look="quiet" onPress=${() => act("discard")}>${t("ui-packet.pack.discard")}<//><//>`}
    ${preview && !refused && html`<${Preview} key=${preview.token} kit=${kit} preview=${preview} onDone=${() => setDone(true)} />`}
  </div>`;
}

export default activity(Packet);
