/** A clause as it was read: the act, who has which role in it, the rule that won, what it beat, what else was tried. */

import { counted, h } from "./dom.js";
import { ruleBlock, whereabouts, yamlLines } from "./rules.js";

/** @typedef {import("./types.js").Clause} Clause */
/** @typedef {import("./types.js").Sentence} Sentence */
/** @typedef {import("./types.js").Event} Event */
/** @typedef {import("./types.js").Rule} Rule */
/** @typedef {import("./types.js").Place} Place */

/** @type {Record<string, string>} */
const PLACES = { subject: "who acts", object: "acted upon", person: "asked or told", before: "before the noun", clause: "what of", source: "source", target: "target" };

/**
 * All clauses of a sentence, each before those within it.
 *
 * @param {Clause[]} clauses
 * @returns {Clause[]}
 */
export function flat(clauses) {
  return clauses.flatMap((each) => [each, ...flat(each.complements)]);
}

/**
 * The clauses an event was read from with the rule that fired at each: the act first, then the stances over it.
 *
 * @param {Sentence} sentence
 * @param {Event} event
 * @returns {{rule: Rule, clause: Clause | null}[]}
 */
export function stepsOf(sentence, event) {
  /** @type {{rule: Rule, clause: Clause | null}[]} */
  const steps = [];
  let within = sentence.clauses;
  for (const rule of [...event.via].reverse().concat(event.rule)) {
    const own = flat(within).filter((clause) => clause.won === rule.id);
    const anywhere = flat(sentence.clauses).filter((clause) => clause.won === rule.id);
    const at = (/** @type {Clause} */ clause) => clause.span.join() === event.trigger.span.join();
    const clause = own.find(at) ?? own[0] ?? anywhere.find(at) ?? anywhere[0] ?? null;
    steps.unshift({ rule, clause });
    if (clause?.complements.length) within = clause.complements;
  }
  return steps;
}

/**
 * @param {Sentence} sentence
 * @param {Clause} clause
 * @param {(text: string, what: string) => void} copy
 */
export function clauseBlock(sentence, clause, copy) {
  const { winner } = clause;
  return h(
    "article",
    { class: "clause" },
    h(
      "div",
      { class: "reading" },
      h("h3", {}, `“${clause.words}”`, " ", h("span", { class: "grammar" }, grammar(clause))),
      roles(sentence, clause),
      winner && h("p", { class: "hint" }, codedAs(clause)),
    ),
    h(
      "div",
      { class: "ruling" },
      winner && ruleBlock({ ...winner, id: winner.rule }, true),
      ...beaten(clause),
      ...stub(clause, copy),
      ...tried(clause),
    ),
  );
}

/** @param {Clause} clause */
function grammar({ lemma, category, form, passive, negated, modality, reported }) {
  const words = [lemma, category === form ? category : `${category}, ${form}`];
  if (passive) words.push("passive, turned round");
  if (negated) words.push("negated");
  if (modality !== "asserted") words.push(modality);
  if (reported) words.push("reported");
  return words.join(" · ");
}

/**
 * @param {Sentence} sentence
 * @param {Clause} clause
 */
function roles(sentence, clause) {
  const ends = (clause.winner?.slots ?? []).filter(({ place }) => place === "source" || place === "target");
  const same = (/** @type {Place} */ one, /** @type {Place} */ other) => one.span.join() === other.span.join();
  const apart = ends.filter((end) => !clause.places.some((each) => same(each, end)));
  if (!clause.places.length && !ends.length) return h("p", { class: "hint" }, "No participants were found.");
  return h(
    "dl",
    { class: "roles" },
    ...[...clause.places, ...apart].flatMap((each) => [
      h("dt", { class: each.place in PLACES ? "" : "preposition" }, PLACES[each.place] ?? each.place),
      h(
        "dd",
        {},
        each.text,
        " ",
        ...codesOf(sentence, each.span),
        ...ends.filter((end) => end !== each && same(each, end)).flatMap((end) => [" ", h("span", { class: "flag" }, end.place)]),
      ),
    ]),
  );
}

/**
 * The codes of the phrase with this span.
 *
 * @param {Sentence} sentence
 * @param {[number, number]} span
 */
function codesOf(sentence, span) {
  const phrase = sentence.phrases.find((each) => each.span[0] === span[0] && each.span[1] === span[1]);
  return (phrase?.actors ?? []).map(({ code, how }) => h("code", { class: "actor-code", title: how }, code));
}

/** @param {Clause} clause */
function codedAs({ winner }) {
  if (!winner) return "";
  if (winner.code === "none") return "This rule says that the clause is no event.";
  const what = winner.operator ? `A stance (${winner.operator}) over another act` : "An act";
  return winner.codes.length ? `${what}: coded ${winner.codes.join(", ")}.` : `${what}; no code came of it here.`;
}

/** @param {Clause} clause */
function beaten({ beat, winner }) {
  if (!winner) return [];
  if (!beat.length) return [h("p", { class: "hint" }, "No other rule fitted.")];
  return [
    h("h4", {}, `It beat ${counted(beat.length, "rule")} that fitted too`),
    h("ul", { class: "rivals" }, ...beat.map((each) => h("li", {}, ruleBlock({ ...each, id: each.rule }, false), h("p", { class: "why" }, each.why)))),
  ];
}

/** @param {Clause} clause */
function tried({ tried, lemma }) {
  if (!tried.length) return [];
  const lines = tried.map((each) => h("li", {}, h("code", { class: "rule-id" }, each.rule), " ", whereabouts(each), h("p", { class: "why" }, each.failure)));
  return [h("details", { class: "fold" }, h("summary", {}, `${counted(tried.length, "rule")} for “${lemma}” did not fit`), h("ul", { class: "rivals" }, ...lines))];
}

/**
 * @param {Clause} clause
 * @param {(text: string, what: string) => void} copy
 */
function stub({ stub, winner, tried }, copy) {
  if (winner || !stub) return [];
  return [
    h("p", { class: "hint" }, tried.length ? "No rule fitted. To code it, begin with:" : "No rule knows this word. To code it, begin with:"),
    h("div", { class: "stub" }, h("button", { type: "button", onclick: () => copy(stub, "Rule stub") }, "Copy the stub"), yamlLines(stub, null)),
  ];
}
