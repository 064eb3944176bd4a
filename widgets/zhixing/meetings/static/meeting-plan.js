// Planning meetings: the list of them or, with the parameter `meeting`, the plan of one.
import { activity, html } from "../../activity/static/kit.js";
import { Editor } from "./meeting-plan-editor.js";
import { Plans } from "./meeting-plan-list.js";

export default activity((kit) =>
  kit.view.meeting ? html`<${Editor} kit=${kit} />` : html`<${Plans} kit=${kit} />`,
);
