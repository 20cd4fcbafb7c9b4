/** Who did what to whom as a picture: actors and arrows. */

import { bundlesOf, nodesOf } from "./bundles.js";
import { h, s, widthOf } from "./dom.js";
import { className, deed, dyad, side } from "./looks.js";
import { place, separate } from "./layout.js";

/** @typedef {import("./types.js").Row} Row */
/** @typedef {import("./layout.js").Box} Box */
/** @typedef {import("./bundles.js").Bundle} Bundle */
/** @typedef {import("./bundles.js").Node} Node */
/** @typedef {{x: number, y: number}} Point */

const MOST = 60;
const CODE = "600 14px Inter, sans-serif";
const NAME = "12px Inter, sans-serif";
const LABEL = "600 12px Inter, sans-serif";

/**
 * Draw the graph as wide as its box.
 *
 * @param {HTMLElement} box
 * @param {Row[]} rows
 * @param {(index: number) => void} choose told which event was chosen
 */
export function showGraph(box, rows, choose) {
  const width = Math.max(box.clientWidth || 640, 300);
  const all = bundlesOf(rows);
  const bundles = [...all].sort((a, b) => b.rows.length - a.rows.length).slice(0, MOST);
  const kept = new Set(bundles.flatMap(({ from, to }) => [from, to]));
  const nodes = nodesOf(rows).filter(({ key }) => kept.has(key));
  const note = all.length > MOST && h("p", { class: "hint" }, `The ${MOST} busiest of ${all.length} arrows are drawn; the table has all events.`);
  if (!rows.length) box.replaceChildren(h("p", { class: "none" }, "No events are shown."));
  else box.replaceChildren(picture(nodes, bundles, width, choose), ...(note ? [note] : []));
}

/**
 * @param {Node[]} nodes
 * @param {Bundle[]} bundles
 * @param {number} width
 * @param {(index: number) => void} choose
 */
function picture(nodes, bundles, width, choose) {
  const at = new Map(nodes.map(({ key }, index) => [key, index]));
  const ends = bundles.map(({ from, to }) => /** @type {[number, number]} */ ([at.get(from) ?? 0, at.get(to) ?? 0]));
  const places = nodes.map((node) => nodeBox(node));
  const links = ends.map(([from, to], index) => /** @type {import("./layout.js").Link} */ ([from, to, labelWidth(bundles[index])]));
  place(places, links.filter(([from, to]) => from !== to), width);
  const labels = labelled(bundles, places, ends);
  const all = [...places, ...labels];
  const top = Math.min(...all.map(({ y, h: high }) => y - high / 2)) - 8;
  const left = Math.min(0, ...all.map(({ x, w }) => x - w / 2 - 4));
  const right = Math.max(width, ...all.map(({ x, w }) => x + w / 2 + 4));
  for (const box of all) box.y -= top;
  const height = Math.ceil(Math.max(...all.map(({ y, h: high }) => y + high / 2)) + 8);
  return s(
    "svg",
    { class: "graph", viewBox: `${left} 0 ${right - left} ${height}`, width: right - left, height, role: "group", "aria-label": "Actors and events between them" },
    heads(),
    ...bundles.map((bundle, index) => line(bundle, places[ends[index][0]], places[ends[index][1]], labels[index], choose)),
    ...bundles.map((bundle, index) => plate(bundle, labels[index], choose)),
    ...nodes.map((node, index) => nodeShape(node, places[index])),
  );
}

/**
 * Place the labels; where they find no room between the actors, the picture grows in height.
 *
 * @param {Bundle[]} bundles
 * @param {Box[]} places
 * @param {[number, number][]} ends
 */
function labelled(bundles, places, ends) {
  for (let growth = 0; ; growth += 1) {
    const labels = labelBoxes(bundles, places, ends);
    if (separate(labels, places, () => ({ x: 5, y: 5 })) || growth === 8) return labels;
    for (const box of places) box.y *= 1.15;
  }
}

/**
 * Labels stand halfway between two actors, side by side where several arrows join the same two.
 *
 * @param {Bundle[]} bundles
 * @param {Box[]} places
 * @param {[number, number][]} ends
 */
function labelBoxes(bundles, places, ends) {
  const pairs = ends.map((pair) => [...pair].sort((a, b) => a - b).join());
  return bundles.map((bundle, index) => {
    const same = pairs.flatMap((pair, place) => (pair === pairs[index] ? [place] : []));
    const [one, other] = pairs[index].split(",").map((end) => places[Number(end)]);
    const side = 27 * (same.indexOf(index) - (same.length - 1) / 2);
    const [dx, dy] = [other.x - one.x, other.y - one.y];
    const far = Math.hypot(dx, dy);
    const box = { w: labelWidth(bundle), h: 20, x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 };
    if (one === other) box.y -= 52 + 27 * same.indexOf(index);
    else {
      box.x -= (dy / far) * side * 1.6;
      box.y += (dx / far) * side;
    }
    return box;
  });
}

/** @param {Bundle} bundle */
function labelWidth({ label }) {
  return widthOf(label, LABEL) + 14;
}

/** @param {Node} node */
function nodeBox(node) {
  const w = Math.max(widthOf(node.code, CODE), Math.min(widthOf(nodeName(node), NAME), 150)) + 24;
  return { w, h: 42, x: 0, y: 0 };
}

/** @param {Node} node */
function nodeName(node) {
  const [first, ...others] = node.names;
  const short = first.length > 20 ? `${first.slice(0, 19).trimEnd()}…` : first;
  return others.length ? `${short} +${others.length}` : short;
}

/**
 * @param {Node} node
 * @param {Box} box
 */
function nodeShape(node, { x, y, w, h: high }) {
  return s(
    "g",
    { class: "node", transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})`, "data-events": node.events.join(" ") },
    s("title", {}, `${node.code}: ${node.names.join(", ")}`),
    s("rect", { x: -w / 2, y: -high / 2, width: w, height: high, rx: 9 }),
    s("text", { class: "node-code", y: -3 }, node.code),
    s("text", { class: "node-name", y: 13 }, nodeName(node)),
  );
}

/** Arrow heads, one for each side; the line is cut where they begin. */
function heads() {
  return s(
    "defs",
    {},
    ...["coop", "conflict"].map((each) =>
      s(
        "marker",
        { id: `head-${each}`, viewBox: "0 0 10 10", refX: 8.5, refY: 5, markerWidth: 9, markerHeight: 9, markerUnits: "userSpaceOnUse", orient: "auto-start-reverse" },
        s("path", { d: "M0 .8 10 5 0 9.2 2.4 5z", class: `head ${each}` }),
      ),
    ),
  );
}

/**
 * The line of an arrow; labels are drawn above all lines.
 *
 * @param {Bundle} bundle
 * @param {Box} from
 * @param {Box} to
 * @param {Box} label
 * @param {(index: number) => void} choose
 */
function line(bundle, from, to, label, choose) {
  const path = from === to ? loop(from, label) : curve(from, to, label);
  const head = `url(#head-${side(bundle.quad)})`;
  const width = Math.min(1.6 + 0.5 * (bundle.rows.length - 1), 4);
  return s(
    "g",
    { ...shared(bundle), onclick: () => choose(bundle.rows[0].index) },
    s("path", { class: "reach", d: path }),
    s("path", { class: "line", d: path, "stroke-width": width, "marker-end": head, "marker-start": bundle.mutual ? head : null }),
  );
}

/**
 * The codes on an arrow, as a button that goes through its events.
 *
 * @param {Bundle} bundle
 * @param {Box} label
 * @param {(index: number) => void} choose
 */
function plate(bundle, label, choose) {
  const { rows, quad } = bundle;
  const said = rows.map(({ event }) => `${dyad(event)} ${event.code} ${event.label}`);
  let turn = 0;
  const next = () => choose(rows[turn++ % rows.length].index);
  const pressed = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    next();
  };
  return s(
    "g",
    { ...shared(bundle), role: "button", tabindex: 0, "aria-label": `${className(quad)}: ${said.join("; ")}`, onclick: next, onkeydown: pressed },
    s("title", {}, said.join("\n")),
    s("rect", { class: "plate", x: label.x - label.w / 2, y: label.y - 10, width: label.w, height: 20, rx: 10 }),
    s("text", { x: label.x, y: label.y + 4.2 }, bundle.label),
  );
}

/** @param {Bundle} bundle */
function shared({ quad, rows }) {
  return { class: `edge ${side(quad)} ${deed(quad) ? "deed" : "word"}`, "data-events": rows.map(({ index }) => index).join(" ") };
}

/**
 * A curve through the label, cut where it leaves one box and meets the other.
 *
 * @param {Box} from
 * @param {Box} to
 * @param {Point} label
 */
function curve(from, to, label) {
  const control = { x: 2 * label.x - (from.x + to.x) / 2, y: 2 * label.y - (from.y + to.y) / 2 };
  const on = (/** @type {number} */ t) => ({
    x: (1 - t) ** 2 * from.x + 2 * t * (1 - t) * control.x + t * t * to.x,
    y: (1 - t) ** 2 * from.y + 2 * t * (1 - t) * control.y + t * t * to.y,
  });
  let [first, last] = [0, 1];
  while (first < 0.5 && inside(on(first), from, 1)) first += 0.01;
  while (last > 0.5 && inside(on(last), to, 3)) last -= 0.01;
  const points = Array.from({ length: 25 }, (_, step) => on(first + ((last - first) * step) / 24));
  return points.map(({ x, y }, index) => `${index ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
}

/**
 * From an actor to itself, by way of the label.
 *
 * @param {Box} box
 * @param {Point} label
 */
function loop(box, label) {
  const up = label.y < box.y ? -1 : 1;
  const edge = box.y + (up * box.h) / 2;
  const far = (4 * label.y - edge) / 3;
  return `M${box.x - 16} ${edge}C${label.x - 44} ${far} ${label.x + 44} ${far} ${box.x + 16} ${edge + up * 3}`;
}

/**
 * @param {Point} point
 * @param {Box} box
 * @param {number} margin
 */
function inside({ x, y }, box, margin) {
  return Math.abs(x - box.x) < box.w / 2 + margin && Math.abs(y - box.y) < box.h / 2 + margin;
}
