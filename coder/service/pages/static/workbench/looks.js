/** How events look wherever they are shown: two colours (cooperation, conflict), hollow for words, filled for deeds. */

import { h, s } from "./dom.js";

/** @typedef {import("./types.js").Event} Event */

/** GDELT's four classes. */
const CLASSES = [
  { quad: 1, name: "cooperation in words" },
  { quad: 2, name: "cooperation in deeds" },
  { quad: 3, name: "conflict in words" },
  { quad: 4, name: "conflict in deeds" },
];

/** @param {number} quad */
export function side(quad) {
  return quad <= 2 ? "coop" : "conflict";
}

/** @param {number} quad */
export function deed(quad) {
  return quad === 2 || quad === 4;
}

/** @param {number} quad */
export function className(quad) {
  return CLASSES[quad - 1]?.name ?? "no class";
}

/**
 * The sign of a class: a circle for cooperation, a diamond for conflict, hollow for words, filled for deeds.
 *
 * @param {number} quad
 */
export function sign(quad) {
  const shape =
    side(quad) === "coop"
      ? s("circle", { cx: 6, cy: 6, r: 4 })
      : s("path", { d: "M6 1.2 10.8 6 6 10.8 1.2 6z" });
  const name = className(quad);
  return s(
    "svg",
    { viewBox: "0 0 12 12", class: `sign ${side(quad)} ${deed(quad) ? "deed" : "word"}`, role: "img", "aria-label": name },
    s("title", {}, name),
    shape,
  );
}

/**
 * The classes in words, with how many of the events are of each.
 *
 * @param {Event[]} events
 */
export function classLegend(events) {
  const count = (/** @type {number} */ quad) => events.filter((each) => each.quad_class === quad).length;
  const entry = (/** @type {number} */ quad) =>
    h("span", { class: "class-entry" }, sign(quad), deed(quad) ? " in deeds " : " in words ", h("b", {}, String(count(quad))));
  return [
    h("span", { class: "class-side" }, "Cooperation ", entry(1), entry(2)),
    h("span", { class: "class-side" }, "Conflict ", entry(3), entry(4)),
  ];
}

/**
 * An event's flags as small words.
 *
 * @param {string[]} flags
 */
export function flagWords(flags) {
  return flags.map((flag) => h("span", { class: "flag" }, flag));
}

/**
 * What an actor is called: the dictionary's name, else the words of the text.
 *
 * @param {import("./types.js").Actor} actor
 */
export function nameOf(actor) {
  return actor.name || actor.text || "nobody named";
}

/**
 * `CHN → USA`.
 *
 * @param {Event} event
 */
export function dyad(event) {
  return `${event.source.code} → ${event.target.code}`;
}
