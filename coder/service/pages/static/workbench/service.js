/** Talks to the service this page came from, and says in words what goes wrong. */

import { byId } from "./dom.js";

/** @typedef {import("./types.js").Article} Article */
/** @typedef {import("./types.js").Explanation} Explanation */

const TRIES = 6;
const PATIENCE = 2; // seconds, where a busy service does not say how long
const PATIENCE_WITH_FORMS = 120_000; // milliseconds for events in another form

/** Something that went wrong, for people: what, what to do, and the fields at fault. */
export class Trouble extends Error {
  /**
   * @param {string} title
   * @param {string} detail
   * @param {{field: string, message: string}[]} [fields]
   * @param {string} [request] the id under which the service logged it
   * @param {string} [type] the service's word for it
   */
  constructor(title, detail, fields = [], request = "", type = "") {
    super(`${title}: ${detail}`);
    this.title = title;
    this.detail = detail;
    this.fields = fields;
    this.request = request;
    this.type = type;
  }
}

/** @typedef {(seconds: number, attempt: number) => void} Waiting told each second until the next attempt */

/**
 * How the events of an article were found.
 *
 * @param {Article} article
 * @param {AbortSignal} signal
 * @param {Waiting} waiting
 * @returns {Promise<Explanation>}
 */
export async function explain(article, signal, waiting) {
  return read(await post("v1/explain", article, signal, waiting), (answer) => answer.json());
}

/**
 * The events of an article in one of the forms the service has, as text.
 *
 * @param {Article} article
 * @param {string} query as in `format=csv&include=negated`
 * @returns {Promise<string>}
 */
export async function eventsAs(article, query) {
  const answer = await post(`v1/events?${query}`, article, AbortSignal.timeout(PATIENCE_WITH_FORMS), () => {});
  return read(answer, (found) => found.text());
}

/**
 * A rule as it stands in the dictionaries, and in words; null where this service does not show rules.
 *
 * @param {string} id
 * @returns {Promise<{yaml: string, line: number, meaning: string[]} | null>}
 */
export async function ruleText(id) {
  const answer = await send(`v1/rules/${encodeURIComponent(id)}`, { headers: headers() });
  if (answer.status === 404) return null;
  if (!answer.ok) throw await problem(answer);
  return read(answer, (found) => found.json());
}

/**
 * What the service answers to a question without a body.
 *
 * @param {string} path with its query
 * @param {AbortSignal} [signal]
 * @param {(answer: Response) => Promise<any>} [of]
 */
export async function ask(path, signal, of = (answer) => answer.json()) {
  const answer = await send(path, { headers: headers(), signal });
  if (!answer.ok) throw await problem(answer);
  return read(answer, of);
}

/**
 * The body that is sent for an article: what is empty is left out.
 *
 * @param {Article} article
 */
export function bodyOf({ text, title, date }) {
  return JSON.stringify({ ...(date && { date }), ...(title && { title }), text });
}

/**
 * Send an article; a busy service is asked again when it says so.
 *
 * @param {string} path
 * @param {Article} article
 * @param {AbortSignal} signal
 * @param {Waiting} waiting
 */
async function post(path, article, signal, waiting) {
  const request = { method: "POST", headers: { ...headers(), "Content-Type": "application/json" }, body: bodyOf(article), signal };
  for (let attempt = 1; ; attempt += 1) {
    const answer = await send(path, request);
    if (answer.ok) return answer;
    const again = [429, 503].includes(answer.status) && answer.headers.has("Retry-After");
    if (!again || attempt >= TRIES) throw await problem(answer);
    await countDown(Number(answer.headers.get("Retry-After")) || PATIENCE, attempt, signal, waiting);
  }
}

/** @returns {Record<string, string>} */
function headers() {
  const key = byId("key").value;
  return key ? { "X-API-Key": key } : {};
}

/**
 * @param {string} path below the page, so that the service may stand under any prefix
 * @param {RequestInit} request
 */
async function send(path, request) {
  try {
    return await fetch(path, { cache: "no-store", ...request });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw unreachable();
  }
}

/**
 * @template T
 * @param {Response} answer
 * @param {(answer: Response) => Promise<T>} of
 */
async function read(answer, of) {
  try {
    return await of(answer);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw unreachable();
  }
}

function unreachable() {
  return new Trouble(
    "The service cannot be reached",
    navigator.onLine
      ? "It may have stopped, or the connection was cut. Nothing on this page is lost; try again in a moment."
      : "This device is offline. Nothing on this page is lost; try again when it is back.",
  );
}

/**
 * @param {Response} answer
 * @returns {Promise<Trouble>}
 */
async function problem(answer) {
  const body = await answer.json().catch(() => ({}));
  const title = TITLES[body.type] ?? body.title ?? `The service answered ${answer.status}`;
  const detail = body.detail ?? "It gave no reason.";
  return new Trouble(title, sentence(detail), body.errors ?? [], body.request_id ?? "", body.type ?? "");
}

/** @type {Record<string, string>} */
const TITLES = {
  "invalid-request": "Something in the article is not as it should be",
  "body-too-large": "The article is too long",
  busy: "The service is busy",
  unauthorized: "This service asks for a key",
  "rate-limited": "Too many requests for now",
  "not-ready": "The service is not ready",
  internal: "The service failed on this article",
};

/** @param {string} text */
function sentence(text) {
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}

/**
 * @param {number} seconds
 * @param {number} attempt
 * @param {AbortSignal} signal
 * @param {(seconds: number, attempt: number) => void} waiting
 */
async function countDown(seconds, attempt, signal, waiting) {
  for (let left = Math.ceil(seconds); left > 0; left -= 1) {
    waiting(left, attempt);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    signal.throwIfAborted();
  }
  waiting(0, attempt);
}
