/** Events as a table that sorts by its headings. */

import { h } from "./dom.js";
import { flagWords, nameOf, sign } from "./looks.js";

/** @typedef {import("./types.js").Row} Row */
/** @typedef {import("./types.js").Actor} Actor */

/** @type {{name: string, of: (row: Row) => string | number}[]} */
const COLUMNS = [
  { name: "#", of: ({ index }) => index },
  { name: "Source", of: ({ event }) => event.source.code },
  { name: "Action", of: ({ event }) => event.trigger.text.toLowerCase() },
  { name: "Target", of: ({ event }) => event.target.code },
  { name: "Code", of: ({ event }) => event.code },
];

/**
 * Draw the table.
 *
 * @param {HTMLElement} box
 * @param {Row[]} rows
 * @param {(index: number) => void} choose told which event was chosen
 */
export function showTable(box, rows, choose) {
  const body = h("tbody", { role: "rowgroup" }, ...rows.map((row, place) => line(row, place + 1, choose)));
  const heads = COLUMNS.map(({ name }) => heading(name));
  const table = h(
    "table",
    { class: "events", role: "table", "aria-label": "Events" },
    h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, ...heads)),
    body,
  );
  heads.forEach((head, column) => head.firstElementChild?.addEventListener("click", () => sort(heads, body, rows, column)));
  body.addEventListener("keydown", (event) => walk(body, event));
  box.replaceChildren(rows.length ? table : h("p", { class: "none" }, "No events are shown."));
}

/**
 * Show which event is explained.
 *
 * @param {HTMLElement} box
 * @param {number | null} index
 */
export function markRow(box, index) {
  for (const row of box.querySelectorAll("tbody tr")) {
    const own = row.getAttribute("data-events") === String(index);
    row.querySelector("button")?.setAttribute("aria-pressed", String(own));
  }
}

/** @param {string} name */
function heading(name) {
  const sorted = name === "#" ? "ascending" : "none";
  const label = name === "#" ? "Number" : name;
  return h(
    "th",
    { role: "columnheader", scope: "col", "aria-sort": sorted },
    h("button", { type: "button", "aria-label": `Sort by ${label.toLowerCase()}` }, name, h("span", { class: "order", "aria-hidden": "true" })),
  );
}

/**
 * @param {Row} row
 * @param {number} number
 * @param {(index: number) => void} choose
 */
function line({ index, event }, number, choose) {
  const act = h(
    "button",
    { type: "button", class: "act", "aria-pressed": "false", "aria-label": `Explain event ${number}: ${nameOf(event.source)} ${event.trigger.text} ${nameOf(event.target)}` },
    event.trigger.text,
  );
  const cells = [
    h("td", { role: "cell", class: "number" }, String(number)),
    h("td", { role: "cell", class: "source" }, ...actor(event.source)),
    h("td", { role: "cell", class: "action" }, act, ...flagWords(event.flags)),
    h("td", { role: "cell", class: "target" }, ...actor(event.target)),
    h("td", { role: "cell", class: "coding" }, sign(event.quad_class), h("code", {}, event.code), " ", h("span", { class: "label" }, event.label)),
  ];
  return h("tr", { role: "row", "data-events": index, onclick: () => choose(index) }, ...cells);
}

/** @param {Actor} actor */
function actor(actor) {
  return [h("code", {}, actor.code), " ", h("span", { class: "name" }, nameOf(actor))];
}

/**
 * @param {HTMLElement[]} heads
 * @param {HTMLElement} body
 * @param {Row[]} rows
 * @param {number} column
 */
function sort(heads, body, rows, column) {
  const up = heads[column].getAttribute("aria-sort") !== "ascending";
  heads.forEach((head, each) => head.setAttribute("aria-sort", each !== column ? "none" : up ? "ascending" : "descending"));
  const { of } = COLUMNS[column];
  const lines = new Map([...body.children].map((each) => [each.getAttribute("data-events"), each]));
  const sorted = [...rows].sort((a, b) => (up ? 1 : -1) * compared(of(a), of(b)) || a.index - b.index);
  body.append(...sorted.map(({ index }) => /** @type {Element} */ (lines.get(String(index)))));
}

/**
 * @param {string | number} one
 * @param {string | number} other
 */
function compared(one, other) {
  return typeof one === "number" && typeof other === "number" ? one - other : String(one).localeCompare(String(other), "en");
}

/**
 * @param {HTMLElement} body
 * @param {KeyboardEvent} event
 */
function walk(body, event) {
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (!(event.key in steps)) return;
  const acts = /** @type {HTMLElement[]} */ ([...body.querySelectorAll(".act")]);
  const place = acts.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  acts[place + steps[/** @type {keyof typeof steps} */ (event.key)]]?.focus();
  event.preventDefault();
}
