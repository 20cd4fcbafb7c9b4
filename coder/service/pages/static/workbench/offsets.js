/** The service counts code points, browsers count UTF-16 units: an emoji is one there and two here. */

/**
 * How many code points a text has; half a pair counts as one, as the service counts it.
 *
 * @param {string} text
 */
export function codePoints(text) {
  let count = 0;
  for (let at = 0; at < text.length; at += unitsAt(text, at)) count += 1;
  return count;
}

/**
 * Where each code point of a text begins in UTF-16 units.
 *
 * @param {string} text
 * @returns {(offset: number) => number}
 */
export function offsetsOf(text) {
  if (!/[\ud800-\udfff]/.test(text)) return (offset) => offset;
  /** @type {number[]} */
  const starts = [];
  for (let at = 0; at < text.length; at += unitsAt(text, at)) starts.push(at);
  return (offset) => starts[offset] ?? text.length;
}

/**
 * @param {string} text
 * @param {number} at
 */
function unitsAt(text, at) {
  const point = text.codePointAt(at) ?? 0;
  return point > 0xffff ? 2 : 1;
}
