// For somebody who learns alone: the people of the example organisation, put in and taken out again.
import { Button, html, Problem, useKit, useState } from "../../activity/static/kit.js";

/** @param {{count: number}} props */
export function Samples({ count }) {
  const { t, act } = useKit();
  const [sure, setSure] = useState(false);
  const take = async () => {
    await act("take-samples", {}, "samples");
    setSure(false);
  };
  return html`<section class="zx-panel" aria-label=${t("ui-members.samples.title")}>
    <h4 class="zx-panel-title">${t("ui-members.samples.title")}</h4>
    <p class="zx-muted">${t(count > 0 ? "ui-members.samples.there" : "ui-members.samples.lead", { count })}</p>
    <${Problem} place="samples" />
    <div class="zx-row">
      ${
        count === 0
          ? html`<${Button} look="main" onPress=${() => act("put-samples", {}, "samples")}>${t("ui-members.samples.put")}<//>`
          : sure
            ? html`<${Button} look="danger" onPress=${take}>${t("ui-members.samples.sure", { count })}<//><${Button} look="quiet" onPress=${() => setSure(false)}>${t("ui-members.samples.stay")}<//>`
            : html`<${Button} onPress=${() => setSure(true)}>${t("ui-members.samples.take")}<//>`
      }
    </div>
  </section>`;
}
