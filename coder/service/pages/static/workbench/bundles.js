/** Events as a graph's parts: one node an actor, one arrow for all events of a class between two actors. */

import { nameOf } from "./looks.js";

/** @typedef {import("./types.js").Row} Row */
/** @typedef {import("./types.js").Actor} Actor */
/** @typedef {{key: string, code: string, names: string[], events: number[]}} Node */
/**
 * @typedef {object} Bundle
 * @property {string} from key of a node
 * @property {string} to
 * @property {number} quad
 * @property {boolean} mutual the same events go the other way as well: two heads, drawn once
 * @property {Row[]} rows
 * @property {string} label the codes, each with how often
 */

/**
 * The actors of events, in order of appearance.
 *
 * @param {Row[]} rows
 * @returns {Node[]}
 */
export function nodesOf(rows) {
  /** @type {Map<string, Node>} */
  const nodes = new Map();
  for (const { index, event } of rows) {
    for (const actor of [event.source, event.target]) {
      const key = keyOf(actor);
      const node = nodes.get(key) ?? { key, code: actor.code, names: [], events: [] };
      if (!node.names.includes(nameOf(actor))) node.names.push(nameOf(actor));
      if (!node.events.includes(index)) node.events.push(index);
      nodes.set(key, node);
    }
  }
  return [...nodes.values()];
}

/**
 * The arrows; what goes both ways with the same codes becomes one with two heads.
 *
 * @param {Row[]} rows
 * @returns {Bundle[]}
 */
export function bundlesOf(rows) {
  /** @type {Map<string, Bundle>} */
  const bundles = new Map();
  for (const row of rows) {
    const [from, to, quad] = [keyOf(row.event.source), keyOf(row.event.target), row.event.quad_class];
    const name = JSON.stringify([from, to, quad]);
    const bundle = bundles.get(name) ?? { from, to, quad, mutual: false, rows: [], label: "" };
    bundle.rows.push(row);
    bundles.set(name, bundle);
  }
  for (const bundle of bundles.values()) bundle.label = labelOf(bundle.rows);
  return [...bundles.values()].filter((bundle) => {
    const back = bundles.get(JSON.stringify([bundle.to, bundle.from, bundle.quad]));
    if (!back || back === bundle || back.label !== bundle.label) return true;
    if (back.mutual) {
      back.rows.push(...bundle.rows);
      return false;
    }
    bundle.mutual = true;
    return true;
  });
}

/**
 * One node a code; actors without a country are told apart by their words.
 *
 * @param {Actor} actor
 */
function keyOf(actor) {
  return actor.country ? actor.code : `${actor.code} ${nameOf(actor)}`;
}

/** @param {Row[]} rows */
function labelOf(rows) {
  const counts = new Map();
  for (const { event } of rows) counts.set(event.code, (counts.get(event.code) ?? 0) + 1);
  const words = [...counts].sort().map(([code, count]) => (count > 1 ? `${code} ×${count}` : code));
  return words.length > 3 ? `${words.slice(0, 3).join(", ")} +${words.length - 3}` : words.join(", ");
}
