/** What the page shows, as its address says it: a link to a view is the view. */

/** @typedef {Record<string, string>} View filters by the names of the feed's parameters, and how they are shown */

/** The feed's parameters but for the days. */
export const FILTERS = ["source", "target", "dyad", "country", "role", "code", "quad", "penta", "goldstein_from", "goldstein_to", "place", "text"];

/** Choices with their words; the first is what an address without one means. @type {Record<string, string[]>} */
export const CHOICES = {
  span: ["1", "7", "30", "365", "all"],
  by: ["country", "code"],
  shade: ["balance", "count"],
  where: ["sides", "places"],
  follow: ["no", "yes"],
};

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAYS = ["since", "until"];
const LONGEST = 200;

/**
 * The view of an address; what the page does not know is passed over.
 *
 * @param {string} search as in `?source=FRA&span=7`
 * @returns {View}
 */
export function viewOf(search) {
  const given = new URLSearchParams(search);
  /** @type {View} */
  const view = {};
  for (const name of FILTERS) view[name] = given.getAll(name).join(",").slice(0, LONGEST).trim();
  for (const name of DAYS) view[name] = DAY.test(given.get(name) ?? "") ? String(given.get(name)) : "";
  for (const [name, words] of Object.entries(CHOICES)) {
    const word = given.get(name) ?? "";
    view[name] = words.includes(word) ? word : words[0];
  }
  return view;
}

/**
 * The address of a view, below the service.
 *
 * @param {View} view
 */
export function searchOf(view) {
  const told = new URLSearchParams();
  for (const name of [...FILTERS, ...DAYS]) if (view[name]) told.set(name, view[name]);
  for (const [name, words] of Object.entries(CHOICES)) if (view[name] !== words[0]) told.set(name, view[name]);
  const text = told.toString().replaceAll("%2C", ",");
  return text && `?${text}`;
}

/**
 * A view's filters as parameters for the service; days are taken from the range.
 *
 * @param {View} view
 * @param {{since: string, until: string}} [range] none: all days
 * @param {Record<string, string | number>} [more]
 */
export function queryOf(view, range = { since: "", until: "" }, more = {}) {
  const told = new URLSearchParams();
  const values = { ...Object.fromEntries(FILTERS.map((name) => [name, view[name]])), ...range, ...more };
  for (const [name, value] of Object.entries(values)) if (value !== "" && value !== undefined) told.set(name, String(value));
  return told.toString().replaceAll("%2C", ",");
}

/**
 * Whether a view leaves anything out beside days.
 *
 * @param {View} view
 */
export function isFiltered(view) {
  return FILTERS.some((name) => view[name]);
}
