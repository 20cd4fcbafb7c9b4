/** How one sentence was read: its tree, and for an event the way from the words to the code. */

import { marked, marksOf, pieces } from "./article.js";
import { arcs, tokenTable } from "./arcs.js";
import { kinds } from "./answer.js";
import { clauseBlock, flat, stepsOf } from "./clauses.js";
import { counted, dayInWords, h, reference } from "./dom.js";
import { className, dyad, flagWords, nameOf, side, sign } from "./looks.js";
import { offsetsOf } from "./offsets.js";
import { ruleBlock } from "./rules.js";

/** @typedef {import("./types.js").Row} Row */
/** @typedef {import("./types.js").Event} Event */
/** @typedef {import("./types.js").Sentence} Sentence */
/** @typedef {import("./types.js").Token} Token */

/**
 * @typedef {object} Choice what is explained
 * @property {Sentence} sentence
 * @property {Row | null} row the event; null for the sentence alone
 * @property {Row[]} rows the events that are shown
 * @property {Row[]} hidden events of the sentence that are not shown
 */

/**
 * @typedef {object} Acts what the panel can ask of the page
 * @property {(index: number) => void} event explain another event
 * @property {(text: string, what: string) => void} copy
 * @property {(kinds: string[]) => void} include show events of these kinds as well
 * @property {() => void} back to the list
 */

/**
 * Draw the panel.
 *
 * @param {HTMLElement} box
 * @param {Choice} choice
 * @param {Acts} acts
 */
export function showPanel(box, choice, acts) {
  const { sentence, row } = choice;
  const own = choice.rows.filter(({ event }) => event.sentence.number === sentence.number);
  const { scroller, centre } = arcs(sentence.tokens, kindsOfTokens(sentence, row ? [row] : own));
  box.hidden = false;
  box.replaceChildren(
    head(choice, own, acts),
    quote(sentence, row ? [row] : own),
    ...(row ? ends(row.event) : []),
    scroller,
    tokenTable(sentence.tokens),
    ...(row ? eventSteps(sentence, row.event, acts) : sentenceSteps(choice, acts)),
  );
  const place = sentence.tokens.findIndex((token) => kindsOfTokens(sentence, row ? [row] : own)(token).includes("trigger"));
  scroller.scrollLeft = Math.max(0, centre(Math.max(place, 0)) - scroller.clientWidth / 2);
}

/**
 * @param {Choice} choice
 * @param {Row[]} own
 * @param {Acts} acts
 */
function head({ sentence, row, rows }, own, acts) {
  const place = row ? rows.findIndex(({ index }) => index === row.index) : -1;
  const step = (/** @type {number} */ to, /** @type {string} */ name, /** @type {string} */ arrow) =>
    rows[to] && h("button", { type: "button", "aria-label": name, onclick: () => acts.event(rows[to].index) }, arrow);
  return h(
    "header",
    { class: "panel-head" },
    h("p", { class: "eyebrow" }, row ? `Event ${place + 1} of ${rows.length} · sentence ${sentence.number}` : `Sentence ${sentence.number}`),
    row ? eventTitle(row.event) : h("h2", { id: "panel-title", tabindex: -1 }, own.length ? counted(own.length, "event") : "No event in this sentence"),
    h(
      "p",
      { class: "actions" },
      row && step(place - 1, "Previous event", "← Previous"),
      row && step(place + 1, "Next event", "Next →"),
      h("button", { type: "button", class: "back", onclick: acts.back }, "Back to the events"),
    ),
    own.length > (row ? 1 : 0) && siblings(own, row, acts),
  );
}

/** @param {Event} event */
function eventTitle(event) {
  return h(
    "h2",
    { id: "panel-title", tabindex: -1, class: side(event.quad_class) },
    h("span", { class: "dyad" }, dyad(event)),
    " ",
    sign(event.quad_class),
    h("code", {}, event.code),
    " ",
    h("span", { class: "label" }, reference(event.code, event.label)),
    " ",
    ...flagWords(event.flags),
  );
}

/**
 * @param {Row[]} own
 * @param {Row | null} row
 * @param {Acts} acts
 */
function siblings(own, row, acts) {
  const chips = own.map(({ index, event }) =>
    h("button", { type: "button", class: "chip", "aria-pressed": String(index === row?.index), onclick: () => acts.event(index) }, `${dyad(event)} ${event.code}`),
  );
  return h("p", { class: "siblings", role: "group", "aria-label": "Events of this sentence" }, ...chips);
}

/**
 * @param {Sentence} sentence
 * @param {Row[]} rows
 */
function quote(sentence, rows) {
  const at = offsetsOf(sentence.text);
  const from = sentence.span[0];
  const marks = marksOf(rows, sentence.part, (offset) => at(Math.max(0, offset - from)));
  const words = pieces(0, sentence.text.length, marks).map((each) => marked(sentence.text, each));
  return h("blockquote", { class: rows.length === 1 ? "quote one" : "quote" }, ...words);
}

/** @param {Event} event */
function ends(event) {
  const of = (/** @type {"source" | "target"} */ role) => {
    const { code, text, how, entry } = event[role];
    return [h("dt", {}, role), h("dd", {}, h("code", { class: "actor-code" }, code), ` ${nameOf(event[role])}`, h("span", { class: "how" }, [text && `“${text}”`, how, entry].filter(Boolean).join(" · ")))];
  };
  const score = event.goldstein === null ? "" : `, Goldstein ${String(event.goldstein).replace("-", "−")}`;
  const plover = event.plover ? `, PLOVER ${event.plover}` : "";
  return [
    h("dl", { class: "ends" }, ...of("source"), ...of("target"), ...circumstances(event), h("dt", {}, "class"), h("dd", {}, `${className(event.quad_class)}`, h("span", { class: "how" }, `quad ${event.quad_class}, penta ${event.penta_class}${score}${plover}`))),
  ];
}

/**
 * When and where, as far as the words tell.
 *
 * @param {Event} event
 */
function circumstances({ when, where }) {
  const told = (/** @type {string} */ name, /** @type {string} */ what, /** @type {(string | false)[]} */ how) => [
    h("dt", {}, name),
    h("dd", {}, what, h("span", { class: "how" }, how.filter(Boolean).join(" · "))),
  ];
  const days = when && (when.first === when.last ? dayInWords(when.first) : `${dayInWords(when.first)} to ${dayInWords(when.last)}`);
  const point = where && where.latitude !== null && `${where.latitude.toFixed(2)}, ${where.longitude?.toFixed(2)}`;
  return [
    ...(when ? told("when", days ?? "", [`“${when.evidence.text}”`, when.precision]) : []),
    ...(where ? told("where", `${where.name}, ${where.country}`, [`“${where.evidence.text}”`, where.nearness, point ?? "", where.dateline && "only the dateline says so"]) : []),
  ];
}

/**
 * @param {Sentence} sentence
 * @param {Event} event
 * @param {Acts} acts
 */
function eventSteps(sentence, event, acts) {
  const steps = stepsOf(sentence, event);
  const title = steps.length > 1 ? `Read in ${steps.length} steps, from the act outwards` : "The rule that made it";
  const blocks = steps.map(({ rule, clause }) => (clause ? clauseBlock(sentence, clause, acts.copy) : h("article", { class: "clause" }, ruleBlock(rule, true))));
  return [h("h3", { class: "part-title" }, title), h("div", { class: "steps" }, ...blocks)];
}

/**
 * @param {Choice} choice
 * @param {Acts} acts
 */
function sentenceSteps({ sentence, hidden }, acts) {
  const missing = [...new Set(hidden.flatMap(({ event }) => kinds(event)))];
  const blocks = flat(sentence.clauses).map((clause) => clauseBlock(sentence, clause, acts.copy));
  return [
    hidden.length &&
      h("p", { class: "notice" }, `${counted(hidden.length, "event")} of this sentence ${hidden.length === 1 ? "is" : "are"} not shown (${missing.join(", ")}). `, h("button", { type: "button", onclick: () => acts.include(missing) }, "Show")),
    ...sentence.dropped.map(({ words, rule, code, reason }) =>
      h("p", { class: "notice" }, `“${words}” was read as ${code || "an act"} by `, h("code", {}, rule), ` but is no event: ${reason}.`),
    ),
    h("h3", { class: "part-title" }, blocks.length ? "What was tried" : "No clause was found in it"),
    h("div", { class: "steps" }, ...blocks),
  ].filter((each) => each instanceof HTMLElement);
}

/**
 * What each word of a sentence is in the events: source, target, trigger.
 *
 * @param {Sentence} sentence
 * @param {Row[]} rows
 * @returns {(token: Token) => string}
 */
function kindsOfTokens(sentence, rows) {
  const at = offsetsOf(sentence.text);
  const from = sentence.span[0];
  const marks = marksOf(rows, sentence.part, (offset) => at(Math.max(0, offset - from)));
  const places = new Map();
  let done = 0;
  for (const token of sentence.tokens) {
    const found = sentence.text.indexOf(token.text, done);
    if (found < 0) continue;
    done = found + token.text.length;
    const own = marks.filter((mark) => mark.start < done && mark.end > found);
    places.set(token.id, own.map(({ kind, role }) => `${kind} ${role ?? ""}`).join(" "));
  }
  return (token) => places.get(token.id) ?? "";
}
