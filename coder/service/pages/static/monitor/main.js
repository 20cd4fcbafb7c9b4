/** The monitor put together: the address says what is wanted, the service what there is, every part draws its share. */

import { copyText } from "../workbench/clipboard.js";
import { byId, counted, h } from "../workbench/dom.js";
import { className, sign } from "../workbench/looks.js";
import { say } from "../workbench/said.js";
import { ask, Trouble } from "../workbench/service.js";
import { isFiltered, queryOf, searchOf, viewOf } from "./address.js";
import { rangeInWords, rangeOf } from "./days.js";
import { openDrawer } from "./drawer.js";
import { showDyads } from "./dyads.js";
import { fillFilters, prepareFilters, showChips } from "./filters.js";
import { Fresh } from "./fresh.js";
import { classBar, total } from "./marks.js";
import { showMatrix } from "./matrix.js";
import { prepareShelf, showShelf } from "./shelf.js";
import { showTimeline } from "./timeline.js";
import { showMap } from "./worldmap.js";

/** @typedef {import("./address.js").View} View */
/** @typedef {import("./days.js").Range} Range */

const SHOWN = { dyads: 50, matrix: 12 };

let view = viewOf(location.search);
/** @type {AbortController | null} */
let running = null;
const fresh = new Fresh(() => refresh());

/**
 * Go to another view: a new entry of the browser's history.
 *
 * @param {View} changes
 */
function change(changes) {
  const next = { ...view, ...changes };
  if (searchOf(next) === searchOf(view)) return;
  view = next;
  history.pushState(null, "", `${location.pathname}${searchOf(view)}`);
  show();
}

/** Show the view: the form at once, the rest when it comes. */
function show() {
  fillFilters(view);
  showChips(view, change);
  for (const name of ["span", "by", "shade", "where"]) {
    for (const button of document.querySelectorAll(`[data-${name}]`)) {
      const on = button.getAttribute(`data-${name}`) === view[name] && !(name === "span" && (view.since || view.until));
      button.setAttribute("aria-pressed", String(on));
    }
  }
  byId("since").value = view.since;
  byId("until").value = view.until;
  byId("follow").checked = view.follow === "yes";
  refresh();
}

/** Ask the service anew, and draw what it says. */
async function refresh() {
  running?.abort();
  const own = (running = new AbortController());
  byId("main").setAttribute("aria-busy", "true");
  try {
    const series = await ask(`v1/monitor/series?${queryOf(view)}`, own.signal);
    const range = rangeOf(view, series.days);
    const query = (/** @type {Record<string, string | number>} */ more) => queryOf(view, range, more);
    const [dyads, matrix, places] = await Promise.all([
      ask(`v1/monitor/dyads?${query({ size: SHOWN.dyads })}`, own.signal),
      ask(`v1/monitor/matrix?${query({ by: view.by, size: SHOWN.matrix })}`, own.signal),
      ask(`v1/monitor/places?${query({ where: view.where })}`, own.signal),
    ]);
    showTrouble(null);
    showWhole(series, range);
    showTimeline(byId("timeline"), series.days, range, { open: (part) => openDays(part), tell: told("timeline") });
    showDyads(byId("dyads"), dyads.dyads, chooseDyad);
    showMatrix(byId("matrix"), matrix, { choose: chooseDyad, tell: told("matrix") });
    await showMap(byId("map"), places, view.shade, { choose: chooseCountry, place: (name) => change({ place: name }), tell: told("map") });
    showShelf(view, range);
    fresh.follow(view, series.last);
  } catch (error) {
    if (!own.signal.aborted) showTrouble(error);
  } finally {
    if (running === own) byId("main").removeAttribute("aria-busy");
  }
}

/**
 * What the whole comes to: the days, the events by class.
 *
 * @param {{days: import("./days.js").Day[], undated: number}} series
 * @param {Range} range
 */
function showWhole({ days, undated }, range) {
  const open = !range.since && !range.until;
  const within = days.filter(({ day }) => (!range.since || day >= range.since) && (!range.until || day <= range.until));
  const quads = [0, 1, 2, 3].map((quad) => total(within.map((day) => day.quads[quad])));
  const events = total(within.map((day) => day.events)) + (open ? undated : 0);
  const empty = !days.length && !undated;
  byId("empty").hidden = !empty || isFiltered(view);
  byId("unfound").hidden = !empty || !isFiltered(view);
  byId("parts").hidden = empty;
  byId("when").textContent = empty ? "" : rangeInWords(range);
  const facts = byId("facts");
  const words = h("button", { type: "button", class: "link", onclick: () => openAll(range, events) }, counted(events, "event"));
  const classes = quads.map((count, place) => h("span", { class: "class-entry" }, sign(place + 1), " ", h("b", {}, count.toLocaleString("en")), h("span", { class: "unseen" }, ` ${className(place + 1)}`)));
  const loose = undated ? h("span", { class: "hint" }, `${counted(undated, "event")} without a day ${open ? "among them" : "beside them"}`) : null;
  facts.replaceChildren(...(empty ? [] : [words, ...classes, classBar(quads, total(quads)), loose ?? ""]));
}

/**
 * @param {Range} range
 * @param {number} events
 */
function openAll(range, events) {
  openDrawer({ title: rangeInWords(range), query: queryOf(view, range), events, only: null });
}

/** @param {Range & {events: number}} part */
function openDays({ since, until, events }) {
  openDrawer({ title: rangeInWords({ since, until }), query: queryOf(view, { since, until }), events, only: () => change({ since, until }) });
}

/**
 * @param {string} source
 * @param {string} target
 */
function chooseDyad(source, target) {
  change({ source, target, dyad: "" });
  byId("title").focus();
}

/** @param {string} code */
function chooseCountry(code) {
  change(view.where === "places" ? { place: code } : { country: code });
  byId("title").focus();
}

/** @param {string} part */
function told(part) {
  const line = byId(`${part}-tell`);
  return (/** @type {string} */ words) => (line.textContent = words);
}

/** @param {unknown} error null takes the last one away */
function showTrouble(error) {
  const box = byId("trouble");
  const none = error instanceof Trouble && error.type === "no-store";
  byId("key-field").hidden = !(error instanceof Trouble && error.type === "unauthorized") && byId("key-field").hidden;
  box.hidden = !error || none;
  if (!error) return;
  byId("parts").hidden = true;
  byId("unfound").hidden = true;
  byId("empty").hidden = !none;
  byId("facts").replaceChildren();
  byId("when").textContent = "";
  if (!(error instanceof Trouble)) throw error;
  const lines = error.fields.map(({ field, message }) => h("li", {}, `${field}: ${message}`));
  const again = h("button", { type: "button", onclick: () => refresh() }, "Try again");
  box.replaceChildren(h("h2", {}, error.title), h("p", {}, error.detail), lines.length && h("ul", {}, ...lines), again);
}

function begin() {
  prepareFilters(change);
  prepareShelf(() => view, change);
  for (const name of ["span", "by", "shade", "where"]) {
    for (const button of document.querySelectorAll(`[data-${name}]`)) {
      const days = name === "span" ? { since: "", until: "" } : {};
      button.addEventListener("click", () => change({ [name]: button.getAttribute(`data-${name}`) ?? "", ...days }));
    }
  }
  for (const name of ["since", "until"]) byId(name).addEventListener("change", () => change({ [name]: byId(name).value }));
  byId("follow").addEventListener("change", () => change({ follow: byId("follow").checked ? "yes" : "no" }));
  byId("refresh").addEventListener("click", () => refresh());
  byId("key").addEventListener("change", () => refresh());
  byId("copy-link").addEventListener("click", async () => {
    if (await copyText(location.href)) say("Link to this view copied.");
  });
  addEventListener("popstate", () => {
    view = viewOf(location.search);
    show();
  });
  show();
}

begin();
