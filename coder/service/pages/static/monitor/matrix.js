/** Who acts on whom: rows act, columns are acted upon; deeper is more, hue is conflict or cooperation. */

import { h } from "../workbench/dom.js";
import { called, depth, hue, inWords, roving, styled } from "./marks.js";

/** @typedef {{code: string, name: string, events: number}} Actor */
/** @typedef {{source: string, target: string, events: number, quads: number[], goldstein: number | null}} Cell */

/**
 * Draw the matrix, which is a table itself.
 *
 * @param {HTMLElement} box
 * @param {{actors: Actor[], cells: Cell[]}} matrix
 * @param {{choose: (source: string, target: string) => void, tell: (words: string) => void}} does
 */
export function showMatrix(box, { actors, cells }, { choose, tell }) {
  if (!cells.length) {
    box.replaceChildren(h("p", { class: "none" }, "No dyads."));
    return;
  }
  const found = new Map(cells.map((cell) => [`${cell.source} ${cell.target}`, cell]));
  const most = Math.max(...cells.map(({ events }) => events));
  const long = actors.some(({ code }) => code.length > 3);
  const heads = actors.map((actor) => h("th", { scope: "col", title: called(actor) }, h("span", {}, actor.code)));
  const rows = actors.map((source) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, h("code", {}, source.code), " ", h("span", { class: "name" }, source.name)),
      ...actors.map((target) => cellOf(found.get(`${source.code} ${target.code}`), source, target, most, choose)),
    ),
  );
  const table = h(
    "table",
    { class: `matrix${long ? " long" : ""}`, role: "grid", "aria-label": "Who acts on whom: rows act, columns are acted upon; arrow keys go on" },
    h("thead", {}, h("tr", {}, h("th", { scope: "col", class: "corner" }, h("span", { class: "hint" }, "acts ↓  upon →")), ...heads)),
    h("tbody", {}, ...rows),
  );
  box.replaceChildren(h("div", { class: "scroll" }, table));
  roving(table, (event, all, place) => step(event, all, place));
  for (const type of ["pointerover", "focusin"]) {
    table.addEventListener(type, ({ target }) => tell(/** @type {Element} */ (target).closest("[data-rove]")?.getAttribute("aria-label") ?? ""));
  }
}

/**
 * @param {Cell | undefined} cell
 * @param {Actor} source
 * @param {Actor} target
 * @param {number} most
 * @param {(source: string, target: string) => void} choose
 */
function cellOf(cell, source, target, most, choose) {
  const own = source === target ? " own" : "";
  if (!cell) return h("td", { class: `cell${own}` });
  const label = `${called(source)} to ${called(target)}: ${inWords(cell)}`;
  const button = h("button", { type: "button", "data-rove": true, "aria-label": label, onclick: () => choose(source.code, target.code) }, compact(cell.events));
  const at = h("td", { class: `cell full ${hue(cell.quads)}${own}` }, button);
  return styled(at, { "--depth": depth(cell.events, most).toFixed(3) });
}

/**
 * A count in at most four signs.
 *
 * @param {number} count
 */
function compact(count) {
  return count < 10_000 ? String(count) : `${Math.round(count / 1000)}k`;
}

/**
 * Left and right go along the cells that have events, up and down to the nearest in the next rows that have.
 *
 * @param {KeyboardEvent} event
 * @param {HTMLElement[]} all
 * @param {number} place
 */
function step({ key }, all, place) {
  const steps = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: all.length - 1 };
  if (key in steps) return steps[/** @type {keyof typeof steps} */ (key)];
  if (key !== "ArrowDown" && key !== "ArrowUp") return null;
  const [row, column] = whereabouts(all[place]);
  const way = key === "ArrowDown" ? 1 : -1;
  const beyond = all.filter((each) => way * (whereabouts(each)[0] - row) > 0);
  if (!beyond.length) return null;
  const rows = beyond.map((each) => whereabouts(each)[0]);
  const next = way > 0 ? Math.min(...rows) : Math.max(...rows);
  const there = beyond.filter((each) => whereabouts(each)[0] === next);
  const distance = (/** @type {HTMLElement} */ each) => Math.abs(whereabouts(each)[1] - column);
  return all.indexOf(there.reduce((best, each) => (distance(each) < distance(best) ? each : best)));
}

/**
 * @param {HTMLElement} button
 * @returns {[number, number]} row and column
 */
function whereabouts(button) {
  const cell = /** @type {HTMLTableCellElement} */ (button.closest("td"));
  return [/** @type {HTMLTableRowElement} */ (cell.parentElement).rowIndex, cell.cellIndex];
}
