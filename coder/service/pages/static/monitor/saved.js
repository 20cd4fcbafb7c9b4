/** Views kept under names, in this browser alone. */

const KEY = "dragoman-views";
const MOST = 30;
const LONGEST = 60;

/** @typedef {{name: string, search: string}} Saved */

/** @returns {Saved[]} */
export function saved() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    const right = (/** @type {any} */ each) => typeof each?.name === "string" && typeof each?.search === "string";
    return Array.isArray(found) ? found.filter(right) : [];
  } catch {
    return [];
  }
}

/**
 * Keep a view; one of the same name is replaced. Says whether the browser allows it.
 *
 * @param {string} name
 * @param {string} search
 */
export function save(name, search) {
  const short = name.trim().slice(0, LONGEST);
  return write([{ name: short, search }, ...saved().filter((each) => each.name !== short)].slice(0, MOST));
}

/** @param {string} name */
export function forget(name) {
  return write(saved().filter((each) => each.name !== name));
}

/** @param {Saved[]} views */
function write(views) {
  try {
    if (views.length) localStorage.setItem(KEY, JSON.stringify(views));
    else localStorage.removeItem(KEY);
    return true;
  } catch {
    return false;
  }
}
