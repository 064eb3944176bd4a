// The rules of a meeting: pledged before, looked at during, rated in a minute after, compared over meetings.
import {
  activity,
  Button,
  Card,
  Chip,
  clock,
  EmptyState,
  html,
  Notice,
  Select,
  useState,
} from "../../activity/static/kit.js";
import { Looks, Rules } from "./meeting-rules-list.js";
import { RatingControls, RatingSheet } from "./meeting-rules-rate.js";
import { Result, Trend } from "./meeting-rules-trend.js";

/** @typedef {import("../../activity/static/kit.js").Kit} Kit */
/** @typedef {import("../../activity/static/kit.js").Pair} Pair */
/** @typedef {{id: string, name: Pair, sentence: Pair, kept: Pair, broken: Pair}} Norm */
/** @typedef {"kept" | "partly" | "broken"} Keeping */
/** @typedef {{norm: string, count: number, median: Keeping | null, percent: number | null}} Tally */
/** @typedef {{meeting: string, title: string, date: string | null, count: number, few: boolean, tallies: Tally[],
 *   watch: string[]}} Rated */
/**
 * @typedef {object} View
 * @property {Norm[]} norms
 * @property {{value: Keeping, name: Pair}[]} levels
 * @property {{id: string, title: string, date: string | null} | null} meeting
 * @property {Phase} phase
 * @property {boolean} over
 * @property {boolean} leads
 * @property {boolean} takes_part
 * @property {number} people
 * @property {{together: string | null, given: number, mine: boolean, watch: string}} pledge
 * @property {{id: string, state: "open" | "closed" | "revealed"} | null} window
 * @property {boolean} may_rate
 * @property {boolean} rated
 * @property {{voted: number, paper: number, present: number} | null} turnout
 * @property {Rated[]} shown
 * @property {number} least
 */
/** @typedef {"before" | "during" | "after" | "trend"} Phase */

/** @type {Record<Phase, string>} */
const TABS = {
  before: "ui-rules.tab.before",
  during: "ui-rules.tab.during",
  after: "ui-rules.tab.after",
  trend: "ui-rules.tab.trend",
};

/** @param {Kit} kit */
function MeetingRules(kit) {
  const { t } = kit;
  const { meeting, norms, phase } = /** @type {View} */ (kit.view);
  const [chosen, setChosen] = useState(/** @type {{of: Phase, tab: Phase} | null} */ (null));
  if (!meeting) {
    return html`<${Card} title=${t("ui-rules.title")} lead=${t("ui-rules.no-meeting")} quiet><${Rules} norms=${norms} say=${kit.say} t=${t} /><//>`;
  }
  const tab = chosen && chosen.of === phase ? chosen.tab : phase; // when the meeting goes on, so does the page
  return html`<${Card} title=${t("ui-rules.title")} aside=${html`<span class="zx-muted">${meeting.title}</span>`}>
    <div class="zx-tabs-row" role="group" aria-label=${t("ui-rules.tabs")}>
      ${
        /** @type {Phase[]} */ (Object.keys(TABS)).map(
          (one) => html`<button type="button" key=${one} aria-pressed=${String(one === tab)}
          onClick=${() => setChosen({ of: phase, tab: one })}>${t(TABS[one])}</button>`,
        )
      }
    </div>
    ${tab === "before" && html`<${Before} ...${kit} />`} ${tab === "during" && html`<${During} ...${kit} />`}
    ${tab === "after" && html`<${After} key=${kit.view.window?.id ?? ""} ...${kit} />`}
    ${tab === "trend" && html`<${Trend} ...${kit} />`}
  <//>`;
}

/** @param {Kit} kit */
function Before({ view, t, say, locale, act }) {
  const { norms, pledge, leads, takes_part, over, people } = /** @type {View} */ (view);
  return html`<div class="zx-stack">
    <p class="zx-lead">${t(over ? "ui-rules.before.over" : "ui-rules.before.lead")}</p>
    <${Rules} norms=${norms} say=${say} t=${t} />
    ${pledge.together && html`<${Notice} tone="ok" live>${t("ui-rules.before.together-at", { time: clock(pledge.together, locale) })}<//>`}
    ${
      leads &&
      !over &&
      !pledge.together &&
      people > 1 &&
      html`<div class="zx-panel">
        <p>${t("ui-rules.before.aloud")}</p>
        <${Button} look="main" onPress=${() => act("pledge-together")}>${t("ui-rules.before.together")}<//>
      </div>`
    }
    ${takes_part && !over && html`<${MyPledge} key=${pledge.watch} view=${view} t=${t} say=${say} act=${act} />`}
    ${leads && pledge.given > 0 && people > 1 && html`<p class="zx-muted">${t("ui-rules.before.given", { count: pledge.given })}</p>`}
  </div>`;
}

/** One's own pledge. @param {{view: View, t: Kit["t"], say: Kit["say"], act: Kit["act"]}} props */
function MyPledge({ view, t, say, act }) {
  const { norms, pledge } = view;
  const [watch, setWatch] = useState(pledge.watch);
  const options = [
    { value: "", label: t("ui-rules.before.none") },
    ...norms.map((norm) => ({ value: norm.id, label: say(norm.name) })),
  ];
  const isKept = pledge.mine && watch === pledge.watch;
  return html`<div class="zx-panel">
    <${Select} label=${t("ui-rules.before.watch")} hint=${t("ui-rules.before.watch-hint")} value=${watch} options=${options} onChange=${setWatch} />
    ${
      isKept
        ? html`<${Chip} tone="ok">${t("ui-rules.before.done")}<//>`
        : html`<${Button} look="main" onPress=${() => act("pledge", { watch })}>${t(pledge.mine ? "ui-rules.before.change" : "ui-rules.before.pledge")}<//>`
    }
  </div>`;
}

/** @param {Kit} kit */
function During({ view, t, say }) {
  const { norms, pledge } = /** @type {View} */ (view);
  const watched = norms.find((norm) => norm.id === pledge.watch);
  return html`<div class="zx-stack">
    <p class="zx-lead">${t("ui-rules.during.lead")}</p>
    <${Rules} norms=${norms} say=${say} t=${t} />
    ${
      watched &&
      html`<details class="zx-details">
        <summary>${t("ui-rules.during.mine")}</summary>
        <p><strong>${say(watched.name)}</strong> ${say(watched.sentence)}</p>
        <${Looks} norm=${watched} say=${say} t=${t} />
      </details>`
    }
  </div>`;
}

/** @param {Kit} kit */
function After(kit) {
  const { view, t } = kit;
  const { window: round, leads, may_rate, takes_part, shown, meeting, rated } = /** @type {View} */ (view);
  const own = shown.find((one) => one.meeting === meeting?.id);
  const isOver = round !== null && round.state !== "open";
  return html`<div class="zx-stack">
    ${leads && html`<${RatingControls} ...${kit} />`} ${own && html`<${Result} rated=${own} ...${kit} />`}
    ${may_rate && html`<${RatingSheet} ...${kit} />`}
    ${
      !may_rate &&
      !own &&
      takes_part &&
      html`<${EmptyState} title=${t(!isOver ? "ui-rules.after.not-open" : rated ? "ui-rules.after.taken" : "ui-rules.after.closed")} />`
    }
    ${!may_rate && !own && !takes_part && !leads && html`<${EmptyState} title=${t("ui-rules.after.theirs")} />`}
  </div>`;
}

export default activity(MeetingRules);
