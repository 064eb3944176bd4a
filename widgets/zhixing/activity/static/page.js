// The page client: one connection, all activities and live cells, language, rail, banner.
import { Banner } from "./banner.js";
import { Hosts } from "./hosts.js";
import { fill, keep, recall, steadyNow } from "./kit.js";
import { localiseLiveCells } from "./live.js";
import { holdReading, pageLocale, rememberedLocale, rememberLocale, showLocale } from "./locale.js";
import { Outbox } from "./outbox.js";
import { followReading, isSentHere } from "./rail.js";
import { Sections } from "./sections.js";
import { Connection } from "./socket.js";

/** @typedef {import("./kit.js").Locale} Locale */
/** @typedef {import("./kit.js").Pair} Pair */

const root = document.documentElement;
const base = root.dataset.base ?? "/";
const version = root.dataset.version ?? "";
const assets = new URL(`${base}static/${version}/`, location.href);
const UNNOTICED = 1500;
/** How often, and from which difference in milliseconds, the page sees that it slept or the device's clock was set. */
const CLOCK_LOOK = 5000;
const CLOCK_JUMP = 1000;
/** Name of what this browser keeps: the language chosen in it, until the server is seen to know. */
const CHOSEN = "locale";
/** Activities that decide what else is on the page; they open before anybody scrolls to them. */
const FIRST = ["gate"];

const banner = new Banner();
const outbox = new Outbox();
/** @type {Record<string, Record<string, string>>} */
let strings = {};
let outage = 0;
let isDown = false;
let wasLost = false;

/** @param {string} key @param {Record<string, string>} [params] */
const t = (key, params = {}) => fill(strings[pageLocale()]?.[key] ?? "", params);
/** @param {string} key @returns {Pair} */
const both = (key) => ({ zh: strings["zh-CN"]?.[key] ?? "", en: strings.en?.[key] ?? "" });
/** @param {Pair} pair */
const say = (pair) => (pageLocale() === "en" ? pair.en : pair.zh);

const connection = new Connection(new URL(`${base}socket`, location.href).href.replace(/^http/, "ws"), {
  onOpen: () => hosts.openAll(),
  onMessage: receive,
  onLost: lose,
});

const hosts = new Hosts({
  connection,
  outbox,
  sections: new Sections(),
  load: (module) => import(new URL(module, assets).href),
  shared: { locale: pageLocale(), online: true, strings, base, person: "", offset: 0 },
  onBroken: (host, error) => {
    if (host.el) host.el.textContent = error ? say(error.sentence) : t("page.module-failed");
  },
  tooLarge: () => ({ code: "page.too-large", sentence: both("page.too-large") }),
  onReturned: (error) =>
    banner.show("returned", {
      text: () => t("page.returned", { sentence: say(error.sentence) }),
      action: { text: () => t("page.understood"), press: () => banner.hide("returned") },
    }),
});

/** @param {any} message */
function receive(message) {
  if (message.t === "hello") greet(message);
  else if (message.t === "bye") leave(message.error);
  else hosts.receive(message);
}

/** @param {{now: string, locale: Locale, person: {id: string} | null, version: string}} hello */
function greet(hello) {
  window.clearTimeout(outage);
  banner.hide("connection");
  hosts.share("offset", Date.parse(hello.now) - steadyNow());
  hosts.share("person", hello.person?.id ?? "");
  outbox.open(hello.person?.id ?? "");
  hosts.share("online", true);
  hosts.sendAll();
  if (wasLost) announceReturn();
  isDown = false;
  wasLost = false;
  if (hello.version !== version) {
    banner.show("version", {
      text: () => t("page.upgraded"),
      action: { text: () => t("page.reload"), press: () => location.reload() },
    });
  }
  const chosen = recall(CHOSEN);
  if (hello.locale === chosen) keep(CHOSEN, undefined);
  else if (chosen) connection.send({ t: "locale", locale: chosen });
  else if (hello.locale !== pageLocale()) switchTo(hello.locale);
}

/** After a sleep, which no clock in the page counts, the page connects anew and is told the server's time. */
function watchClock() {
  let apart = Date.now() - steadyNow();
  window.setInterval(() => {
    const now = Date.now() - steadyNow();
    if (Math.abs(now - apart) > CLOCK_JUMP) connection.restart();
    apart = now;
  }, CLOCK_LOOK);
}

function announceReturn() {
  banner.show("connection", { text: () => t("page.connected") });
  outage = window.setTimeout(() => banner.hide("connection"), 3000);
}

function lose() {
  if (isDown) return;
  isDown = true;
  window.clearTimeout(outage);
  hosts.share("online", false);
  outage = window.setTimeout(() => {
    wasLost = true;
    banner.show("connection", { text: () => t("page.lost") });
  }, UNNOTICED);
}

/** @param {{sentence: Pair}} error */
function leave(error) {
  connection.stop();
  window.clearTimeout(outage);
  banner.hide("connection");
  const door = root.dataset.signIn ?? `${base}sign-in`;
  const next = encodeURIComponent(location.pathname + location.search);
  banner.show("bye", {
    text: () => say(error.sentence),
    action: { text: () => t("page.sign-in"), href: `${door}?next=${next}` },
  });
}

/** @param {Locale} locale */
function switchTo(locale) {
  holdReading(() => {
    showLocale(locale);
    hosts.share("locale", locale);
  });
  localiseLiveCells(locale, t);
  banner.draw();
}

/** @param {Locale} locale */
function choose(locale) {
  keep(CHOSEN, locale);
  rememberLocale(locale, base);
  switchTo(locale);
}

/** Open activities when they are near, so that a long page asks for what is read; printing needs all. */
function fillPlaceholders() {
  const waiting = new Set(document.querySelectorAll("[data-activity]"));
  const mount = (/** @type {Element} */ el) => {
    if (!waiting.delete(el)) return;
    const { activity = "", params = "{}" } = /** @type {HTMLElement} */ (el).dataset;
    hosts.mount(activity, JSON.parse(params), /** @type {HTMLElement} */ (el));
  };
  const watcher = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) mount(target);
    },
    { rootMargin: "100% 0px" },
  );
  for (const el of waiting) {
    // The keyboard stops at what is not drawn yet, so that it passes over nothing.
    /** @type {HTMLElement} */ (el).tabIndex = 0;
    el.addEventListener("focus", () => mount(el), { once: true });
    if (FIRST.includes(/** @type {HTMLElement} */ (el).dataset.activity ?? "")) mount(el);
    else watcher.observe(el);
  }
  window.addEventListener("beforeprint", () => waiting.forEach(mount));
}

/** Offer to go on where somebody read last in this browser, or better, where they last did something anywhere. */
function offerLastPlace() {
  const { last, at } = followReading();
  if (last) offer("page.place", last);
  const book = location.pathname.split(`${base}book/`)[1];
  if (!book || isSentHere() || root.dataset.socket === "none") return;
  const asked = hosts.add("today", { book }, null);
  const onView = () => {
    const stopped = asked.model.get("view")?.stopped;
    hosts.remove(asked);
    const place = stopped?.cell ? at(stopped.cell) : null;
    const word = stopped?.drafted
      ? "page.stopped-drafted"
      : stopped?.begun
        ? "page.stopped"
        : "page.following";
    if (place) offer(word, place);
  };
  asked.model.on("change:view", onView);
}

/**
 * @param {string} key
 * @param {import("./rail.js").Place} place
 */
function offer(key, place) {
  banner.show("place", {
    text: () => t(key, { name: place.name() }),
    action: {
      text: () => t("page.continue"),
      press: () => {
        banner.hide("place");
        place.go();
      },
    },
  });
}

document.addEventListener("click", (event) => {
  const button = /** @type {Element} */ (event.target).closest("[data-locale-choice]");
  if (!button) return;
  const locale = /** @type {Locale} */ (button.getAttribute("data-locale-choice"));
  choose(locale);
  connection.send({ t: "locale", locale });
});

document.addEventListener("mousedown", (event) => {
  // Whoever is writing goes on writing: a press on the switch does not take the focus.
  if (/** @type {Element} */ (event.target).closest("[data-locale-choice]")) event.preventDefault();
});

document.addEventListener("zhixing:locale", (event) => {
  choose(/** @type {CustomEvent<Locale>} */ (event).detail);
});

async function start() {
  showLocale(rememberedLocale() ?? pageLocale());
  hosts.share("locale", pageLocale());
  if (root.dataset.socket !== "none") {
    connection.connect();
    fillPlaceholders();
    watchClock();
  }
  const answer = await fetch(new URL("strings.json", assets).href);
  strings = await answer.json();
  hosts.share("strings", strings);
  banner.draw();
  localiseLiveCells(pageLocale(), t);
  offerLastPlace();
}

void start();
