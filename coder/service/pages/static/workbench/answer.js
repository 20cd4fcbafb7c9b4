/** What came back for one article: its events as rows, and which of them are shown. */

/** @typedef {import("./types.js").Article} Article */
/** @typedef {import("./types.js").Event} Event */
/** @typedef {import("./types.js").Explained} Explained */
/** @typedef {import("./types.js").Row} Row */
/** @typedef {import("./types.js").Versions} Versions */

/** What can be asked for beside asserted events of known actors, as the service's `include` names it. */
export const INCLUDABLE = /** @type {const} */ (["unresolved", "negated", "hypothetical"]);

/** @typedef {Set<string>} Include some of INCLUDABLE */

/** An article with everything the service said of it. */
export class Answer {
  /**
   * @param {Article} article as it was sent
   * @param {Explained} explained
   * @param {Versions} versions
   * @param {number} most events of one sentence that the service returns
   */
  constructor(article, explained, versions, most) {
    this.article = article;
    this.explained = explained;
    this.versions = versions;
    this.most = most;
    /** @type {Row[]} */
    this.rows = explained.sentences.flatMap((each) => each.events).map((event, index) => ({ index, event }));
  }

  /**
   * The events that `POST /v1/events` returns with these includes, in the order of the text.
   *
   * @param {Include} include
   * @returns {{rows: Row[], warnings: string[]}}
   */
  shown(include) {
    const rows = [];
    const warnings = [...this.explained.warnings];
    for (const [number, own] of bySentence(this.rows.filter(({ event }) => wanted(event, include)))) {
      rows.push(...own.slice(0, this.most));
      if (own.length > this.most) {
        warnings.push(`sentence ${number}: ${own.length} events, only the first ${this.most} are returned`);
      }
    }
    return { rows, warnings };
  }

  /**
   * How many events of all are of a kind.
   *
   * @param {string} kind one of INCLUDABLE
   */
  count(kind) {
    return this.rows.filter(({ event }) => kinds(event).includes(kind)).length;
  }

  /**
   * The answer of `POST /v1/events` for this article.
   *
   * @param {Include} include
   */
  asEvents(include) {
    const { id, date, status, detail, undated, skipped } = this.explained;
    const { rows, warnings } = this.shown(include);
    const events = rows.map(({ event }) => event);
    const sentences = this.explained.sentences.length;
    return {
      versions: this.versions,
      articles: [{ id, date, status, detail, undated, sentences, events, warnings, skipped }],
    };
  }
}

/**
 * The kinds of INCLUDABLE an event is of; it is shown when all of them are asked for.
 *
 * @param {Event} event
 * @returns {string[]}
 */
export function kinds(event) {
  const unresolved = !event.source.country || !event.target.country;
  const flags = event.flags.filter((flag) => flag === "negated" || flag === "hypothetical");
  return [...(unresolved ? ["unresolved"] : []), ...flags];
}

/**
 * @param {Event} event
 * @param {Include} include
 */
function wanted(event, include) {
  return kinds(event).every((kind) => include.has(kind));
}

/**
 * Rows by the number of the sentence they were read from.
 *
 * @param {Row[]} rows
 * @returns {Map<number, Row[]>}
 */
export function bySentence(rows) {
  const found = new Map();
  for (const row of rows) {
    const own = found.get(row.event.sentence.number);
    if (own) own.push(row);
    else found.set(row.event.sentence.number, [row]);
  }
  return found;
}
