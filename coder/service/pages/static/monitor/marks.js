/** Small marks that several parts of the page draw: bars, shades, numbers. */

import { className, deed, side } from "../workbench/looks.js";
import { counted, h } from "../workbench/dom.js";

/** @typedef {{events: number, quads: number[], goldstein?: number | null}} Counts */

/**
 * Set custom properties; attributes named `style` are forbidden by the page's policy.
 *
 * @template {HTMLElement | SVGElement} T
 * @param {T} element
 * @param {Record<string, string | number>} properties
 * @returns {T}
 */
export function styled(element, properties) {
  for (const [name, value] of Object.entries(properties)) element.style.setProperty(name, String(value));
  return element;
}

/**
 * The four classes of some events as one bar.
 *
 * @param {number[]} quads
 * @param {number} most how many events the whole width is
 */
export function classBar(quads, most) {
  const pieces = quads.map((count, place) =>
    count ? styled(h("span", { class: `piece ${side(place + 1)} ${deed(place + 1) ? "deed" : "word"}` }), { "flex-grow": count }) : null,
  );
  const events = total(quads);
  return styled(h("span", { class: "bar", "aria-hidden": "true" }, ...pieces), { "--part": most ? events / most : 0 });
}

/**
 * A Goldstein value as a bar to the right (cooperation) or left (conflict) of its middle.
 *
 * @param {number | null | undefined} value
 */
export function balanceBar(value) {
  const known = value ?? 0;
  const name = known < 0 ? "conflict" : "coop";
  return styled(h("span", { class: `balance ${name}`, "aria-hidden": "true" }, h("span")), { "--part": Math.abs(known) / 10 });
}

/** @param {number[]} numbers */
export function total(numbers) {
  return numbers.reduce((sum, each) => sum + each, 0);
}

/**
 * From -1, conflict alone, to 1, cooperation alone.
 *
 * @param {number[]} quads
 */
export function balance([one, two, three, four]) {
  const all = one + two + three + four;
  return all ? (one + two - three - four) / all : 0;
}

/** A share of cooperation between these two is of both. */
const EVEN = 0.2;

/**
 * The hue of some events: `coop`, `conflict`, or `even` where both come up to each other.
 *
 * @param {number[]} quads
 */
export function hue(quads) {
  const tipped = balance(quads);
  return tipped > EVEN ? "coop" : tipped < -EVEN ? "conflict" : "even";
}

/**
 * How deep the shade of a count is, 0 to 1, where the largest count is `most`: every tenfold is a step alike.
 *
 * @param {number} count
 * @param {number} most
 */
export function depth(count, most) {
  if (!count) return 0;
  return most <= 1 ? 1 : 0.18 + (0.82 * Math.log(count)) / Math.log(most);
}

/**
 * A number with its sign, and a minus as wide as a plus.
 *
 * @param {number | null | undefined} value
 * @param {number} [digits]
 */
export function signed(value, digits = 1) {
  if (value === null || value === undefined) return "–";
  const text = Math.abs(value).toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return Number(text.replaceAll(",", "")) === 0 ? text : `${value < 0 ? "−" : "+"}${text}`;
}

/**
 * Counts in words: `5 events: 2 cooperation in words, 3 conflict in deeds`.
 *
 * @param {Counts} counts
 */
export function inWords({ events, quads, goldstein }) {
  const classes = quads.map((count, place) => count && `${count.toLocaleString("en")} ${className(place + 1)}`).filter(Boolean);
  const mean = goldstein === null || goldstein === undefined ? "" : `; Goldstein mean ${signed(goldstein)}`;
  return `${counted(events, "event")}${classes.length ? `: ${classes.join(", ")}` : ""}${mean}`;
}

/**
 * What an actor is called: its name where the dictionaries have one, else its code.
 *
 * @param {{code: string, name: string}} actor
 */
export function called({ code, name }) {
  return name || code || "nobody known";
}

/**
 * Let arrow keys go through elements of which one is in the tab order.
 *
 * @param {Element} box
 * @param {(event: KeyboardEvent, all: HTMLElement[], place: number) => number | null} step where a key leads; null: nowhere
 */
export function roving(box, step) {
  const all = () => /** @type {HTMLElement[]} */ ([...box.querySelectorAll("[data-rove]")]);
  all().forEach((each, place) => each.setAttribute("tabindex", place ? "-1" : "0"));
  box.addEventListener("keydown", (event) => {
    const key = /** @type {KeyboardEvent} */ (event);
    const found = all();
    const place = found.indexOf(/** @type {HTMLElement} */ (/** @type {Element} */ (key.target).closest("[data-rove]")));
    if (place < 0) return;
    const to = step(key, found, place);
    if (to === null || !found[to]) return;
    found[place].setAttribute("tabindex", "-1");
    found[to].setAttribute("tabindex", "0");
    found[to].focus();
    key.preventDefault();
  });
}

/**
 * The usual steps in a row.
 *
 * @param {KeyboardEvent} event
 * @param {HTMLElement[]} all
 * @param {number} place
 */
export function inARow({ key }, all, place) {
  const steps = { ArrowRight: place + 1, ArrowDown: place + 1, ArrowLeft: place - 1, ArrowUp: place - 1, Home: 0, End: all.length - 1 };
  return key in steps ? steps[/** @type {keyof typeof steps} */ (key)] : null;
}
