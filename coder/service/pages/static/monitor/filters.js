/** The form of filters, and the filters that are on as buttons that take them off. */

import { byId, h } from "../workbench/dom.js";
import { className, sign } from "../workbench/looks.js";
import { FILTERS } from "./address.js";

/** @typedef {import("./address.js").View} View */

/** @type {Record<string, string>} */
const WORDS = {
  source: "source", target: "target", dyad: "between", country: "country", role: "role", code: "code", quad: "class", penta: "penta class",
  goldstein_from: "Goldstein from", goldstein_to: "Goldstein to", place: "place", text: "words",
};
const form = /** @type {HTMLFormElement} */ (byId("filters"));

/** @returns {HTMLInputElement[]} the fields that hold a filter as text */
function fields() {
  return [...form.querySelectorAll("input[data-filter]")].map((each) => /** @type {HTMLInputElement} */ (each));
}

/** @returns {HTMLInputElement[]} */
function classes() {
  return [...form.querySelectorAll("input[name=quad]")].map((each) => /** @type {HTMLInputElement} */ (each));
}

/**
 * Put a view into the form.
 *
 * @param {View} view
 */
export function fillFilters(view) {
  for (const field of fields()) field.value = view[field.name];
  const quads = view.quad.split(",");
  for (const box of classes()) box.checked = quads.includes(box.value);
  const more = form.querySelector("details");
  if (more && [...more.querySelectorAll("input")].some(({ value }) => value)) more.open = true;
}

/** @returns {View} what the form holds */
export function readFilters() {
  const quad = classes().filter(({ checked }) => checked).map(({ value }) => value).join(",");
  /** @type {View} */
  const view = { quad };
  for (const { name, value } of fields()) view[name] = name === "code" ? value.split(/[\s,]+/).filter(Boolean).join(",") : value.trim();
  return view;
}

/**
 * Whether all fields hold what they take; the browser says at the first that does not.
 *
 * @returns {boolean}
 */
export function rightFilters() {
  const wrong = fields().find((field) => !field.checkValidity());
  const fold = wrong?.closest("details");
  if (fold) fold.open = true;
  return form.reportValidity();
}

/**
 * Show which filters are on.
 *
 * @param {View} view
 * @param {(changes: View) => void} change
 */
export function showChips(view, change) {
  const on = FILTERS.filter((name) => view[name]);
  const off = (/** @type {string[]} */ names) => Object.fromEntries(names.map((name) => [name, ""]));
  const chip = (/** @type {string} */ name) =>
    h(
      "button",
      { type: "button", class: "chip", "aria-label": `Take off: ${WORDS[name]} ${valueOf(name, view[name])}`, onclick: () => change(off([name])) },
      h("span", { class: "hint" }, WORDS[name]),
      " ",
      h("bdi", {}, valueOf(name, view[name])),
      h("span", { class: "off", "aria-hidden": "true" }, "×"),
    );
  byId("chips").replaceChildren(...on.map(chip), on.length > 1 ? h("button", { type: "button", class: "link", onclick: () => change(off(on)) }, "Take all off") : "");
}

/**
 * @param {string} name
 * @param {string} value
 */
function valueOf(name, value) {
  if (name === "quad") return value.split(",").map((quad) => className(Number(quad))).join(", ");
  return name === "dyad" ? value.replace(",", " and ") : value;
}

/**
 * Make the form work: what is typed counts when it is sent or left, a class at once.
 *
 * @param {(changes: View) => void} change
 */
export function prepareFilters(change) {
  for (const box of classes()) box.after(sign(Number(box.value)));
  const changed = () => {
    if (rightFilters()) change(readFilters());
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    changed();
  });
  form.addEventListener("change", changed);
}
