/** What outlives the page, only if asked to: the last articles in this browser, and a link that carries a text. */

/** @typedef {import("./types.js").Article} Article */

const KEY = "dragoman-articles";
const MOST = 8;
const MOST_IN_LINK = 16_000;
const MARK = "#article=";

/** @returns {boolean} whether articles are kept */
export function remembers() {
  return read() !== null;
}

/**
 * Begin to keep articles, or forget all. Says whether the browser allows it.
 *
 * @param {boolean} wanted
 */
export function remember(wanted) {
  try {
    if (wanted) localStorage.setItem(KEY, "[]");
    else localStorage.removeItem(KEY);
    return true;
  } catch {
    return false;
  }
}

/** @returns {Article[]} the last articles, newest first */
export function kept() {
  return read() ?? [];
}

/**
 * Keep an article, if articles are kept at all; a full store keeps fewer.
 *
 * @param {Article} article
 */
export function keep(article) {
  if (!remembers()) return;
  const same = (/** @type {Article} */ other) => other.text === article.text && other.title === article.title && other.date === article.date;
  const all = [article, ...kept().filter((each) => !same(each))].slice(0, MOST);
  while (all.length) {
    try {
      localStorage.setItem(KEY, JSON.stringify(all));
      return;
    } catch {
      all.pop();
    }
  }
}

/**
 * The page's address with the article packed into the part that browsers do not send; null if it is too long for that.
 *
 * @param {Article} article
 * @returns {Promise<string | null>}
 */
export async function linkTo(article) {
  const bytes = await through(new TextEncoder().encode(JSON.stringify(article)), new CompressionStream("deflate-raw"));
  const packed = btoa(String.fromCharCode(...bytes.slice(0, MOST_IN_LINK)));
  if (packed.length > MOST_IN_LINK) return null;
  const words = packed.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  return `${location.href.split("#")[0]}${MARK}${words}`;
}

/**
 * The article that the page's address carries; null if it carries none that can be read.
 *
 * @param {string} hash
 * @returns {Promise<Article | null>}
 */
export async function linked(hash) {
  if (!hash.startsWith(MARK)) return null;
  try {
    const packed = atob(hash.slice(MARK.length).replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = await through(Uint8Array.from(packed, (each) => each.charCodeAt(0)), new DecompressionStream("deflate-raw"));
    const { text, title, date } = JSON.parse(new TextDecoder().decode(bytes));
    return { text: String(text ?? ""), title: String(title ?? ""), date: date ? String(date) : null };
  } catch {
    return null;
  }
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {GenericTransformStream} stream
 */
async function through(bytes, stream) {
  const packed = new Blob([bytes]).stream().pipeThrough(/** @type {ReadableWritablePair<Uint8Array, Uint8Array>} */ (stream));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

/** @returns {Article[] | null} null where articles are not kept */
function read() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? "null");
    return Array.isArray(found) ? found : null;
  } catch {
    return null;
  }
}
