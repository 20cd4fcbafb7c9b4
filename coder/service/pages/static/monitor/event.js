/** One event for people: who, what, whom; the sentence with its words marked; the articles that told it. */

import { counted, dayInWords, h, reference } from "../workbench/dom.js";
import { flagWords, side, sign } from "../workbench/looks.js";
import { offsetsOf } from "../workbench/offsets.js";
import { signed } from "./marks.js";

/** @typedef {import("../workbench/types.js").Event} Record an event as one article tells it */
/** @typedef {{number: number, feed: string, title: string, url: string, publisher: string, date: string | null, received: string}} Report */
/** @typedef {{number: number, event: Record, article: Report, copies?: Report[], withdrawn: number | null}} Telling */
/** @typedef {{code: string, name: string}} Side */
/**
 * @typedef {object} Stored an act of one source towards one target on one day
 * @property {string} id
 * @property {string | null} day
 * @property {Side} source
 * @property {Side} target
 * @property {string} code
 * @property {string} label
 * @property {number} quad_class
 * @property {number | null} goldstein
 * @property {string[]} flags
 * @property {{name: string, country: string} | null} place
 * @property {number} mentions
 * @property {number} articles
 * @property {number} publishers
 * @property {Telling} first
 */

/**
 * @param {Stored} event
 * @param {(id: string) => Promise<Telling[]>} tellings
 */
export function eventCard(event, tellings) {
  const { source, target, code, label, quad_class, goldstein, flags, day, place, first } = event;
  const box = h("div", { class: "tellings" }, telling(first));
  const facts = [day ? dayInWords(day) : "no day", place && (place.name || place.country), `Goldstein ${signed(goldstein)}`];
  return h(
    "article",
    { class: `card ${side(quad_class)}`, "aria-label": `${source.code} to ${target.code}, ${code} ${label}` },
    h("h3", {}, sign(quad_class), reference(code, h("code", {}, code)), " ", label, " ", ...flagWords(flags)),
    h("p", { class: "ends-line" }, ...end(source), " → ", ...end(target)),
    h("p", { class: "facts" }, facts.filter(Boolean).join(" · ")),
    box,
    more(event, box, tellings),
  );
}

/** @param {Side} of */
function end({ code, name }) {
  return [h("code", { class: "actor-code" }, code), " ", h("bdi", { class: "name" }, name)];
}

/** @param {Telling} told */
function telling({ event, article, copies = [] }) {
  return h(
    "div",
    { class: "telling" },
    h("blockquote", {}, ...sentence(event)),
    h("p", { class: "article-line" }, ...report(article)),
    copies.length && h("p", { class: "article-line hint" }, "The same text: ", ...copies.flatMap((copy, place) => [place ? "; " : "", ...report(copy)])),
    h("p", { class: "rule-line" }, "Rule ", ...rules(event)),
  );
}

/** @param {Record} event */
function rules({ rule, via }) {
  return [rule, ...via].flatMap(({ id }, place) => [place ? " over " : "", reference(`rules/${encodeURIComponent(id)}`, h("code", {}, id))]);
}

/** @param {Report} article */
function report({ title, url, publisher, feed, date }) {
  const words = h("bdi", {}, title || "Article without a title");
  const about = [publisher || feed, date && dayInWords(date)].filter(Boolean);
  return [
    /^https?:\/\//i.test(url) ? h("a", { href: url, class: "headline", target: "_blank", rel: "noopener noreferrer", referrerpolicy: "no-referrer" }, words) : h("span", { class: "headline" }, words),
    " ",
    h("bdi", { class: "about" }, about.join(", ")),
  ];
}

/**
 * The sentence with the words of both actors and of the act marked; spans count code points of the whole text.
 *
 * @param {Record} event
 */
export function sentence({ sentence, source, target, trigger, quad_class }) {
  const units = offsetsOf(sentence.text);
  const start = sentence.span[0];
  const marks = [
    { span: source.span, name: "mark actor", role: "source", part: source.part },
    { span: target.span, name: "mark actor", role: "target", part: target.part },
    { span: trigger.span, name: `mark trigger ${side(quad_class)}`, role: "act", part: trigger.part },
  ]
    .filter(({ span, part }) => part === sentence.part && span[0] >= start && span[1] <= sentence.span[1] && span[0] < span[1])
    .sort((a, b) => a.span[0] - b.span[0] || b.span[1] - a.span[1]);
  const pieces = [];
  let at = start;
  for (const { span, name, role } of marks) {
    if (span[0] < at) continue; // within another's words
    const cut = (/** @type {number} */ from, /** @type {number} */ to) => sentence.text.slice(units(from - start), units(to - start));
    pieces.push(cut(at, span[0]), h("span", { class: name, title: role }, cut(span[0], span[1])));
    at = span[1];
  }
  return [...pieces, sentence.text.slice(units(at - start))];
}

/**
 * How often it was told, and the way to all tellings.
 *
 * @param {Stored} event
 * @param {HTMLElement} box
 * @param {(id: string) => Promise<Telling[]>} tellings
 */
function more({ id, mentions, articles, publishers }, box, tellings) {
  const words = `Told ${mentions === 1 ? "once" : `${mentions.toLocaleString("en")} times`} in ${counted(articles, "article")}${publishers ? ` by ${counted(publishers, "publisher")}` : ""}`;
  if (mentions < 2 && articles < 2) return h("p", { class: "hint" }, words);
  const button = h("button", { type: "button", class: "link" }, "Show all");
  button.addEventListener("click", async () => {
    button.setAttribute("disabled", "");
    try {
      box.replaceChildren(...(await tellings(id)).filter(({ withdrawn }) => withdrawn === null).map(telling));
      button.remove();
      box.tabIndex = -1;
      box.focus();
    } catch (error) {
      button.removeAttribute("disabled");
      button.textContent = "That failed; show all";
      if (!(error instanceof Error)) throw error;
    }
  });
  return h("p", { class: "hint" }, `${words} `, button);
}
