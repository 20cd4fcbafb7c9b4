/**
 * The service's answers as this page reads them; `/openapi.json` has them in full.
 *
 * @typedef {[number, number]} Span start and end in code points
 * @typedef {"text" | "title"} Part
 *
 * @typedef {object} Article what is sent
 * @property {string} text
 * @property {string} title
 * @property {string | null} date
 *
 * @typedef {object} Actor
 * @property {string} code
 * @property {string} country
 * @property {string[]} roles
 * @property {string} name
 * @property {string} text
 * @property {Span} span
 * @property {string} entry
 * @property {string} how
 * @property {string} ground
 * @property {Part} part
 *
 * @typedef {{text: string, span: Span, part: Part}} Piece
 * @typedef {{id: string, file: string, line: number}} Rule
 *
 * @typedef {object} Event
 * @property {string} id
 * @property {string | null} date
 * @property {{first: string, last: string, precision: string, evidence: Piece} | null} when
 * @property {{name: string, country: string, latitude: number | null, longitude: number | null, nearness: string, dateline: boolean, evidence: Piece} | null} where
 * @property {Actor} source
 * @property {Actor} target
 * @property {string} code
 * @property {string} root
 * @property {string} label
 * @property {number} quad_class
 * @property {number} penta_class
 * @property {number | null} goldstein
 * @property {string} plover
 * @property {string[]} flags
 * @property {Piece & {number: number}} sentence
 * @property {Piece} trigger
 * @property {Rule} rule
 * @property {Rule[]} via
 *
 * @typedef {{id: number, text: string, lemma: string, tag: string, head: number, relation: string}} Token
 * @typedef {{code: string, entry: string, how: string}} PhraseActor
 * @typedef {{text: string, span: Span, actors: PhraseActor[]}} Phrase
 * @typedef {{rule: string, file: string, line: number, failure: string}} Attempt
 * @typedef {{rule: string, file: string, line: number, why: string}} Rival
 * @typedef {{place: string, text: string, span: Span}} Place
 *
 * @typedef {object} Winner
 * @property {string} rule
 * @property {string} file
 * @property {number} line
 * @property {string} code
 * @property {string} operator
 * @property {string[]} codes
 * @property {Place[]} slots
 *
 * @typedef {object} Clause
 * @property {string} words
 * @property {Span} span
 * @property {string} lemma
 * @property {string} category
 * @property {string} form
 * @property {boolean} passive
 * @property {Place[]} places
 * @property {boolean} negated
 * @property {string} modality
 * @property {boolean} reported
 * @property {Attempt[]} tried
 * @property {Rival[]} beat
 * @property {string} won
 * @property {Winner | null} winner
 * @property {string} stub
 * @property {Clause[]} complements
 *
 * @typedef {object} Sentence
 * @property {number} number
 * @property {string} text
 * @property {Span} span
 * @property {Part} part
 * @property {Token[]} tokens
 * @property {Phrase[]} phrases
 * @property {Clause[]} clauses
 * @property {{words: string, rule: string, code: string, reason: string}[]} dropped
 * @property {Event[]} events
 *
 * @typedef {Piece & {reason: string}} Skipped
 *
 * @typedef {object} Explained one article of the answer
 * @property {string} id
 * @property {string | null} date
 * @property {string} status
 * @property {string} detail
 * @property {boolean} undated
 * @property {Sentence[]} sentences
 * @property {{text: string, span: Span, place: string, agency: string}[]} datelines
 * @property {Skipped[]} skipped
 * @property {string[]} warnings
 *
 * @typedef {{coder: string, dictionaries: string, model: string}} Versions
 * @typedef {{versions: Versions, articles: Explained[]}} Explanation
 *
 * @typedef {object} Row an event with its place in the answer, which names it all over the page
 * @property {number} index
 * @property {Event} event
 */
export {};
