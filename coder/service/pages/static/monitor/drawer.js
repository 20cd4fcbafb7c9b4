/** The drawer: the events of a day or a dyad with the articles that told them. */

import { ask } from "../workbench/service.js";
import { byId, counted, h } from "../workbench/dom.js";
import { eventCard } from "./event.js";

/** @typedef {{title: string, query: string, events: number | null, only: (() => void) | null}} Wanted `only` shows nothing but these on the page */

const SIZE = 20;
const drawer = /** @type {HTMLDialogElement} */ (byId("drawer"));
const list = byId("drawer-list");
/** @type {AbortController | null} */
let running = null;

/**
 * Open the drawer on some events, the latest first.
 *
 * @param {Wanted} wanted
 */
export function openDrawer({ title, query, events, only }) {
  running?.abort();
  byId("drawer-title").textContent = title;
  byId("drawer-facts").textContent = events === null ? "" : counted(events, "event");
  const button = byId("drawer-only");
  button.hidden = !only;
  button.onclick = () => {
    drawer.close();
    only?.();
  };
  list.replaceChildren();
  if (!drawer.open) drawer.showModal();
  byId("drawer-title").focus();
  drawer.scrollTop = 0;
  fill(query, 0);
}

/**
 * @param {string} query
 * @param {number} cursor
 */
async function fill(query, cursor) {
  const own = (running = new AbortController());
  const state = h("p", { class: "hint", role: "status" }, "Fetching …");
  list.append(state);
  try {
    const { items, _dragoman: page } = await ask(`v1/feed?${query}${query && "&"}order=newest&size=${SIZE}${cursor ? `&cursor=${cursor}` : ""}`, own.signal);
    const cards = items.map((/** @type {{_dragoman: import("./event.js").Stored}} */ item) => eventCard(item._dragoman, tellings));
    state.replaceWith(...(cards.length ? cards : [h("p", { class: "none" }, "No events.")]), ...(page.more ? [further(query, page.cursor)] : []));
    if (cursor) cards[0]?.querySelector("a")?.focus();
  } catch (error) {
    if (own.signal.aborted || !(error instanceof Error)) return;
    state.textContent = error.message;
  }
}

/**
 * @param {string} query
 * @param {number} cursor
 */
function further(query, cursor) {
  const button = h("button", { type: "button", class: "further" }, "More events");
  button.addEventListener("click", () => {
    button.remove();
    fill(query, cursor);
  });
  return button;
}

/** @param {string} id */
async function tellings(id) {
  return (await ask(`v1/feed/${encodeURIComponent(id)}`)).tellings;
}

drawer.addEventListener("close", () => running?.abort());
drawer.addEventListener("click", ({ target }) => {
  if (target === drawer) drawer.close(); // the dim ground beside it
});
byId("drawer-close").addEventListener("click", () => drawer.close());
