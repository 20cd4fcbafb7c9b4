/** A sentence's parse as arcs over its words. */

import { h, s, widthOf } from "./dom.js";

/** @typedef {import("./types.js").Token} Token */
/** @typedef {{head: Token | null, child: Token, left: number, right: number, level: number}} Arc */

const WORD = "15px 'Source Serif 4', serif";
const SMALL = "11px Inter, sans-serif";
const GAP = 16;
const STEP = 26;

/**
 * The tree, wide as the words need it; the box around it scrolls.
 *
 * @param {Token[]} tokens
 * @param {(token: Token) => string} kindOf the class of a word: what it is in the event
 */
export function arcs(tokens, kindOf) {
  const widths = tokens.map((token) => Math.max(widthOf(token.text, WORD) + 8, widthOf(token.tag, SMALL), labelRoom(token)) + GAP);
  const centres = widths.map((width, index) => 8 + widths.slice(0, index).reduce((sum, each) => sum + each, 0) + width / 2);
  const found = levels(tokens);
  const high = Math.max(...found.map(({ level }) => level), 1);
  const base = high * STEP + 30;
  const width = Math.ceil(widths.reduce((sum, each) => sum + each, 16));
  const words = tokens.map((token, index) => word(token, centres[index], base, kindOf(token)));
  const image = s(
    "svg",
    { class: "arcs", width, height: base + 46, viewBox: `0 0 ${width} ${base + 46}`, role: "img", "aria-label": `Dependency tree of ${tokens.length} words; the list below says the same` },
    ...found.map((each) => arc(each, centres, base, high, kindOf)),
    ...words,
  );
  const scroller = h("div", { class: "arcs-box", tabindex: 0, role: "region", "aria-label": "Dependency tree, scrolls sideways" });
  scroller.append(image);
  return { scroller, centre: (/** @type {number} */ place) => centres[place] ?? 0 };
}

/**
 * The same tree as a list, for those who do not see pictures and for copying.
 *
 * @param {Token[]} tokens
 */
export function tokenTable(tokens) {
  const names = ["#", "Word", "Lemma", "Tag", "Head", "Relation"];
  const lines = tokens.map(({ id, text, lemma, tag, head, relation }) =>
    h("tr", {}, ...[id, text, lemma, tag, head, relation].map((each) => h("td", {}, String(each)))),
  );
  const head = h("thead", {}, h("tr", {}, ...names.map((name) => h("th", { scope: "col" }, name))));
  return h(
    "details",
    { class: "fold" },
    h("summary", {}, "The parse as a list"),
    h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "The parse as a list" }, h("table", { class: "tokens" }, head, h("tbody", {}, ...lines))),
  );
}

/**
 * A word has room for the relation to a neighbour.
 *
 * @param {Token} token
 */
function labelRoom(token) {
  return Math.abs(token.head - token.id) === 1 ? widthOf(token.relation, SMALL) - 4 : 0;
}

/**
 * Each arc stands above those that it spans; punctuation has none.
 *
 * @param {Token[]} tokens
 * @returns {Arc[]}
 */
function levels(tokens) {
  const all = tokens.filter(({ relation }) => relation !== "punct").map((child) => {
    const head = tokens[child.head - 1] ?? null;
    const other = head ? head.id : child.id;
    return { head, child, left: Math.min(other, child.id), right: Math.max(other, child.id), level: 1 };
  });
  const sorted = [...all].sort((a, b) => a.right - a.left - (b.right - b.left) || a.left - b.left);
  sorted.forEach((arc, index) => {
    const within = sorted.slice(0, index).filter((each) => each.head && each.left < arc.right && each.right > arc.left);
    arc.level = arc.head ? Math.max(0, ...within.map(({ level }) => level)) + 1 : 0;
  });
  return all;
}

/**
 * @param {Token} token
 * @param {number} x
 * @param {number} base
 * @param {string} kind
 */
function word(token, x, base, kind) {
  const width = widthOf(token.text, WORD) + 10;
  return s(
    "g",
    { class: `word ${kind}` },
    s("title", {}, `${token.text}: ${token.lemma}, ${token.tag}`),
    s("rect", { x: x - width / 2, y: base + 4, width, height: 22, rx: 4 }),
    s("text", { class: "word-text", x, y: base + 20 }, token.text),
    s("text", { class: "word-tag", x, y: base + 39 }, token.tag),
  );
}

/**
 * @param {Arc} arc
 * @param {number[]} centres
 * @param {number} base
 * @param {number} high
 * @param {(token: Token) => string} kindOf
 */
function arc({ head, child, level }, centres, base, high, kindOf) {
  const x = centres[child.id - 1];
  const tip = `M${x - 3.5} ${base - 6}h7L${x} ${base}z`;
  if (!head) {
    const top = base - high * STEP - 12;
    return s("g", { class: "arc root" }, s("path", { class: "bow", d: `M${x} ${top}V${base - 6}` }), s("path", { class: "tip", d: tip }), label("root", x, top - 4));
  }
  const from = centres[head.id - 1] + (child.id > head.id ? 7 : -7);
  const top = base - level * STEP;
  const round = Math.min(10, Math.abs(x - from) / 2) * Math.sign(x - from);
  const down = Math.min(10, base - top);
  const bow = `M${from} ${base - 1}V${top + down}Q${from} ${top} ${from + round} ${top}H${x - round}Q${x} ${top} ${x} ${top + down}V${base - 6}`;
  const kind = kindOf(child).includes("trigger") || kindOf(head).includes("trigger") ? "arc near" : "arc";
  return s("g", { class: kind }, s("path", { class: "bow", d: bow }), s("path", { class: "tip", d: tip }), label(child.relation, (from + x) / 2, top + 3.5));
}

/**
 * @param {string} text
 * @param {number} x
 * @param {number} y
 */
function label(text, x, y) {
  const width = widthOf(text, SMALL) + 8;
  return s("g", { class: "relation" }, s("rect", { x: x - width / 2, y: y - 9, width, height: 13 }), s("text", { x, y }, text));
}
