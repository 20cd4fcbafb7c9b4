/** Talks to the service this page came from, and says in words what goes wrong. */

/** @typedef {import("./types.js").Article} Article */
/** @typedef {import("./types.js").Explanation} Explanation */

const TRIES = 6;
const PATIENCE = 2; // seconds, where a busy service does not say how long

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

/**
 * How the events of an article were found. A busy service is asked again when it says so.
 *
 * @param {Article} article
 * @param {string} key for a service that asks for one; may be empty
 * @param {AbortSignal} signal
 * @param {(seconds: number, attempt: number) => void} waiting told each second until the next attempt
 * @returns {Promise<Explanation>}
 */
export async function explain(article, key, signal, waiting) {
  const body = bodyOf(article);
  for (let attempt = 1; ; attempt += 1) {
    const answer = await send("v1/explain", {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json", ...keyHeader(key) },
      body,
      signal,
    });
    if (answer.ok) return read(answer);
    const again = [429, 503].includes(answer.status) && answer.headers.has("Retry-After");
    if (!again || attempt >= TRIES) throw await problem(answer);
    await countDown(Number(answer.headers.get("Retry-After")) || PATIENCE, attempt, signal, waiting);
  }
}

/**
 * The body that is sent for an article: what is empty is left out.
 *
 * @param {Article} article
 */
export function bodyOf(article) {
  const { text, title, date } = article;
  return JSON.stringify({ ...(date && { date }), ...(title && { title }), text });
}

/**
 * A rule as it stands in the dictionaries; null where this service does not show rules.
 *
 * @param {string} id
 * @param {string} key
 * @returns {Promise<{id: string, file: string, line: number, yaml: string} | null>}
 */
export async function ruleText(id, key) {
  const answer = await send(`v1/rules/${encodeURIComponent(id)}`, { headers: { Accept: "application/json", ...keyHeader(key) } });
  if (answer.status === 404) return null;
  if (!answer.ok) throw await problem(answer);
  return read(answer);
}

/** @param {string} key */
function keyHeader(key) {
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

/** @param {Response} answer */
async function read(answer) {
  try {
    return await answer.json();
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw unreachable();
  }
}

function unreachable() {
  return new Trouble(
    "The service cannot be reached",
    navigator.onLine
      ? "It may have stopped, or the connection was cut. Your text is still here; try again in a moment."
      : "This device is offline. Your text is still here; try again when it is back.",
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
