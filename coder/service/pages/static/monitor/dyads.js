/** Who deals with whom most: a line a dyad, with its classes and its Goldstein mean. */

import { h } from "../workbench/dom.js";
import { balanceBar, called, classBar, inWords, signed } from "./marks.js";

/** @typedef {{code: string, name: string}} Named */
/** @typedef {{source: Named, target: Named, events: number, articles: number, quads: number[], goldstein: number | null}} Dyad */

/** @type {{name: string, of: (dyad: Dyad) => number | string, first: number}[]} `first`: 1 sorts up at the first click */
const COLUMNS = [
  { name: "Dyad", of: ({ source, target }) => `${source.code} ${target.code}`, first: 1 },
  { name: "Events", of: ({ events }) => events, first: -1 },
  { name: "Goldstein", of: ({ goldstein }) => goldstein ?? 0, first: 1 },
];
const SORTED = 1; // as they come: most events first

/**
 * Draw the table.
 *
 * @param {HTMLElement} box
 * @param {Dyad[]} dyads most events first
 * @param {(source: string, target: string) => void} choose
 */
export function showDyads(box, dyads, choose) {
  if (!dyads.length) {
    box.replaceChildren(h("p", { class: "none" }, "No dyads."));
    return;
  }
  const most = Math.max(...dyads.map(({ events }) => events));
  const lines = new Map(dyads.map((dyad) => [dyad, line(dyad, most, choose)]));
  const heads = COLUMNS.map(({ name }, place) => heading(name, place === SORTED ? "descending" : "none"));
  const body = h("tbody", {}, ...lines.values());
  heads.forEach((head, column) =>
    head.firstElementChild?.addEventListener("click", () => {
      const { of, first } = COLUMNS[column];
      const before = head.getAttribute("aria-sort");
      const way = before === "none" ? first : before === "ascending" ? -1 : 1;
      heads.forEach((each) => each.setAttribute("aria-sort", each !== head ? "none" : way > 0 ? "ascending" : "descending"));
      const sorted = [...dyads].sort((a, b) => way * compared(of(a), of(b)) || dyads.indexOf(a) - dyads.indexOf(b));
      body.append(...sorted.map((dyad) => /** @type {HTMLElement} */ (lines.get(dyad))));
    }),
  );
  box.replaceChildren(h("table", { class: "events dyads", "aria-label": "Dyads" }, h("thead", {}, h("tr", {}, ...heads)), body));
}

/**
 * @param {string | number} one
 * @param {string | number} other
 */
function compared(one, other) {
  return typeof one === "number" && typeof other === "number" ? one - other : String(one).localeCompare(String(other), "en");
}

/**
 * @param {string} name
 * @param {string} sorted
 */
function heading(name, sorted) {
  const label = `Sort by ${name.toLowerCase()}`;
  return h("th", { scope: "col", "aria-sort": sorted }, h("button", { type: "button", "aria-label": label }, name, h("span", { class: "order", "aria-hidden": "true" })));
}

/**
 * @param {Dyad} dyad
 * @param {number} most
 * @param {(source: string, target: string) => void} choose
 */
function line(dyad, most, choose) {
  const { source, target, events, articles, quads, goldstein } = dyad;
  const words = `${called(source)} to ${called(target)}`;
  const button = h(
    "button",
    { type: "button", class: "pair", "aria-label": `Show only ${words}`, onclick: () => choose(source.code, target.code) },
    h("code", {}, source.code),
    " → ",
    h("code", {}, target.code),
  );
  return h(
    "tr",
    { title: inWords(dyad) },
    h("td", {}, button, h("span", { class: "name" }, `${called(source)} → ${called(target)}`)),
    h("td", { class: "amount" }, h("span", { class: "figure" }, events.toLocaleString("en")), classBar(quads, most), h("span", { class: "unseen" }, inWords({ ...dyad, goldstein: null }))),
    h("td", { class: "amount" }, h("span", { class: "figure" }, signed(goldstein)), balanceBar(goldstein)),
  );
}
