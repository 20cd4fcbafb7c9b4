/** The article as it was sent, with the words that events were read from marked in place. */

import { bySentence } from "./answer.js";
import { h } from "./dom.js";
import { side } from "./looks.js";
import { offsetsOf } from "./offsets.js";

/** @typedef {import("./types.js").Row} Row */
/** @typedef {import("./types.js").Part} Part */
/** @typedef {import("./types.js").Sentence} Sentence */
/** @typedef {{start: number, end: number, kind: string, event?: number, role?: string, reason?: string}} Mark in UTF-16 units */

/**
 * Draw headline and text; sentences are buttons, of which one is in the tab order and arrow keys reach the rest.
 *
 * @param {HTMLElement} box
 * @param {import("./answer.js").Answer} answer
 * @param {Row[]} rows the events that are shown
 * @param {(number: number) => void} choose told which sentence was chosen
 */
export function showArticle(box, answer, rows, choose) {
  const parts = /** @type {Part[]} */ (["title", "text"]).filter((part) => answer.article[part]);
  box.replaceChildren(...parts.map((part) => partOf(answer, rows, part)));
  box.querySelector(".sentence")?.setAttribute("tabindex", "0");
  box.onclick = (event) => {
    const found = /** @type {Element} */ (event.target).closest(".sentence");
    if (found) choose(numberOf(found));
  };
  box.onkeydown = (event) => walk(box, event, choose);
}

/**
 * Show which sentence is explained.
 *
 * @param {HTMLElement} box
 * @param {number | null} number
 */
export function markSentence(box, number) {
  for (const each of box.querySelectorAll('[aria-pressed="true"]')) each.setAttribute("aria-pressed", "false");
  const found = /** @type {HTMLElement | null} */ (box.querySelector(`[data-sentence="${number}"]`));
  if (!found) return;
  found.setAttribute("aria-pressed", "true");
  rove(box, found);
  const inner = found.offsetTop - box.offsetTop;
  const seen = inner >= box.scrollTop && inner + found.offsetHeight <= box.scrollTop + box.clientHeight;
  if (!seen) box.scrollTop = inner - box.clientHeight / 3;
}

/**
 * The pieces of a text between the ends of marks, each with the marks that cover it.
 *
 * @param {number} start
 * @param {number} end
 * @param {Mark[]} marks
 * @returns {{start: number, end: number, marks: Mark[]}[]}
 */
export function pieces(start, end, marks) {
  const own = marks.filter((mark) => mark.start < end && mark.end > start);
  const cuts = new Set([start, end]);
  for (const mark of own) {
    cuts.add(Math.max(mark.start, start));
    cuts.add(Math.min(mark.end, end));
  }
  const sorted = [...cuts].sort((a, b) => a - b);
  return sorted.slice(1).map((to, index) => {
    const from = sorted[index];
    return { start: from, end: to, marks: own.filter((mark) => mark.start <= from && mark.end >= to) };
  });
}

/**
 * A piece of text as words on the page; the last piece of a mark names its role.
 *
 * @param {string} text
 * @param {{start: number, end: number, marks: Mark[]}} piece
 */
export function marked(text, { start, end, marks }) {
  const words = text.slice(start, end);
  if (!marks.length) return words;
  const events = [...new Set(marks.map((mark) => mark.event).filter((event) => event !== undefined))];
  const roles = [...new Set(marks.filter((mark) => mark.end === end).map((mark) => mark.role).filter(Boolean))];
  const reason = marks.find((mark) => mark.reason)?.reason;
  return h(
    "span",
    {
      class: [...new Set(marks.map((mark) => mark.kind))].join(" "),
      "data-events": events.length ? events.join(" ") : null,
      "data-role": roles.length ? roles.join(" ") : null,
      title: reason && `not coded: ${reason}`,
    },
    words,
  );
}

/**
 * The marks of events in one part of the article.
 *
 * @param {Row[]} rows
 * @param {Part} part
 * @param {(offset: number) => number} at
 * @returns {Mark[]}
 */
export function marksOf(rows, part, at) {
  return rows.flatMap(({ index, event }) =>
    [
      { piece: event.source, kind: "mark actor", role: "source" },
      { piece: event.target, kind: "mark actor", role: "target" },
      { piece: event.trigger, kind: `mark trigger ${side(event.quad_class)}`, role: "" },
    ]
      .filter(({ piece }) => piece.part === part && piece.span[1] > piece.span[0])
      .map(({ piece, kind, role }) => ({ start: at(piece.span[0]), end: at(piece.span[1]), kind, role, event: index })),
  );
}

/**
 * @param {import("./answer.js").Answer} answer
 * @param {Row[]} rows
 * @param {Part} part
 */
function partOf(answer, rows, part) {
  const text = answer.article[part];
  const at = offsetsOf(text);
  const { sentences, skipped, datelines } = answer.explained;
  const own = bySentence(rows);
  /** @type {Mark[]} */
  const left = [
    ...skipped.filter((each) => each.part === part),
    ...(part === "text" ? datelines.map((each) => ({ span: each.span, reason: "dateline" })) : []),
  ].map(({ span, reason }) => ({ start: at(span[0]), end: at(span[1]), kind: "skipped", reason }));
  const paragraphs = new Paragraphs(part);
  let done = 0;
  for (const sentence of sentences.filter((each) => each.part === part)) {
    const [start, end] = [at(sentence.span[0]), at(sentence.span[1])];
    for (const gap of pieces(done, start, left)) paragraphs.gap(text, gap);
    const marks = marksOf(own.get(sentence.number) ?? [], part, at);
    const words = pieces(start, end, marks).map((each) => marked(text, each));
    paragraphs.add(sentenceButton(sentence, words));
    done = end;
  }
  for (const gap of pieces(done, text.length, left)) paragraphs.gap(text, gap);
  return paragraphs.box;
}

/** Paragraphs as the text's own line ends make them. */
class Paragraphs {
  /** @param {Part} part */
  constructor(part) {
    this.box = h("div", { class: `part ${part}` });
    this.fresh();
  }

  fresh() {
    this.open = h("p");
  }

  /** @param {Node | string} node */
  add(node) {
    this.open?.append(node);
    if (this.open && !this.open.parentNode) this.box.append(this.open);
  }

  /**
   * What stands between sentences, line by line.
   *
   * @param {string} text
   * @param {{start: number, end: number, marks: Mark[]}} piece
   */
  gap(text, { start, end, marks }) {
    let from = start;
    text.slice(start, end).split("\n").forEach((line, index) => {
      if (index) this.fresh();
      if (line.trim()) this.add(marked(text, { start: from, end: from + line.length, marks }));
      else if (line && this.open?.parentNode) this.open.append(" ");
      from += line.length + 1;
    });
  }
}

/**
 * @param {Sentence} sentence
 * @param {(Node | string)[]} words
 */
function sentenceButton(sentence, words) {
  const attributes = {
    class: "sentence",
    role: "button",
    tabindex: "-1",
    "aria-pressed": "false",
    "data-sentence": sentence.number,
  };
  return h("span", attributes, ...words);
}

/**
 * @param {HTMLElement} box
 * @param {KeyboardEvent} event
 * @param {(number: number) => void} choose
 */
function walk(box, event, choose) {
  const now = /** @type {Element} */ (event.target).closest(".sentence");
  if (!now) return;
  const all = /** @type {HTMLElement[]} */ ([...box.querySelectorAll(".sentence")]);
  const place = all.indexOf(/** @type {HTMLElement} */ (now));
  const steps = { ArrowRight: place + 1, ArrowDown: place + 1, ArrowLeft: place - 1, ArrowUp: place - 1, Home: 0, End: all.length - 1 };
  if (event.key === "Enter" || event.key === " ") choose(numberOf(now));
  else if (event.key in steps) {
    const next = all[steps[/** @type {keyof typeof steps} */ (event.key)]];
    if (next) {
      rove(box, next);
      next.focus();
    }
  } else return;
  event.preventDefault();
}

/**
 * @param {HTMLElement} box
 * @param {HTMLElement} to
 */
function rove(box, to) {
  for (const each of box.querySelectorAll('.sentence[tabindex="0"]')) each.setAttribute("tabindex", "-1");
  to.setAttribute("tabindex", "0");
}

/** @param {Element} sentence */
function numberOf(sentence) {
  return Number(sentence.getAttribute("data-sentence"));
}
