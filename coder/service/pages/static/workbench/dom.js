/** Elements in one expression, and words that go with numbers. */

const SVG = "http://www.w3.org/2000/svg";

/** @typedef {Node | string | number | null | undefined | false} Child what is nothing (and 0) is left out */

/**
 * Fill an element: attributes as given (`onclick` and the like listen, `false` and `null` are left out).
 *
 * @template {Element} T
 * @param {T} element
 * @param {Record<string, any>} attributes
 * @param {Child[]} children
 * @returns {T}
 */
function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(...children.filter(Boolean).map((each) => /** @type {Node | string} */ (each)));
  return element;
}

/**
 * An HTML element.
 *
 * @param {string} tag
 * @param {Record<string, any>} [attributes]
 * @param {...Child} children
 * @returns {HTMLElement}
 */
export function h(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

/**
 * An SVG element.
 *
 * @param {string} tag
 * @param {Record<string, any>} [attributes]
 * @param {...Child} children
 * @returns {SVGElement}
 */
export function s(tag, attributes = {}, ...children) {
  return filled(/** @type {SVGElement} */ (document.createElementNS(SVG, tag)), attributes, children);
}

/**
 * The element of the page with this id; the page is ours, so it is there.
 *
 * @param {string} id
 * @returns {any}
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no element #${id}`);
  return found;
}

/**
 * A link to an entry of the dictionaries in the service's reference: a code, or `rules/...`, `actors/...`.
 *
 * @param {string} path
 * @param {...Child} words
 */
export function reference(path, ...words) {
  return h("a", { href: `reference/${path}` }, ...words);
}

/**
 * `1 event`, `2 events`.
 *
 * @param {number} count
 * @param {string} noun
 */
export function counted(count, noun) {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

/**
 * `2021-06-15` as `15 June 2021`; what is not a day stays as it is.
 *
 * @param {string} date
 */
export function dayInWords(date) {
  const day = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(day.valueOf())) return date;
  return day.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
}

const pens = new Map();

/**
 * How wide a text is drawn, in pixels.
 *
 * @param {string} text
 * @param {string} font as in CSS
 */
export function widthOf(text, font) {
  let pen = pens.get(font);
  if (!pen) {
    pen = document.createElement("canvas").getContext("2d");
    pen.font = font;
    pens.set(font, pen);
  }
  return pen.measureText(text).width;
}
