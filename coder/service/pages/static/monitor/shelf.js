/** What is kept of views and taken along from them: saved ones, and the same events as feed and files. */

import { byId, h } from "../workbench/dom.js";
import { say } from "../workbench/said.js";
import { queryOf, searchOf, viewOf } from "./address.js";
import { rangeInWords } from "./days.js";
import { forget, save, saved } from "./saved.js";

/** @typedef {import("./address.js").View} View */

const FORMS = [
  { path: "v1/feed", name: "JSON Feed", follows: true },
  { path: "v1/feed.atom", name: "Atom", follows: true },
  { path: "v1/feed.ndjson", name: "JSON lines", follows: false },
  { path: "v1/feed.csv", name: "CSV", follows: false },
];

/**
 * Links to the same events in other forms. Who follows a feed wants what is to come: days that the view only counts
 * back from the latest are left out there.
 *
 * @param {View} view
 * @param {import("./days.js").Range} range
 */
export function showShelf(view, range) {
  const fixed = { since: view.since, until: view.until };
  const links = FORMS.map(({ path, name, follows }) => {
    const query = queryOf(view, follows ? fixed : range);
    return h("a", { href: `${path}${query && `?${query}`}`, title: follows && !(view.since || view.until) ? "all days" : rangeInWords(range) }, name);
  });
  byId("forms").replaceChildren(...links);
}

/**
 * @param {() => View} now
 * @param {(changes: View) => void} change
 */
export function prepareShelf(now, change) {
  byId("save-form").addEventListener("submit", (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const name = byId("save-name").value;
    if (!name.trim()) return;
    say(save(name, searchOf(now())) ? "View saved in this browser." : "This browser does not let the page keep anything.");
    byId("save-name").value = "";
    list(change);
  });
  list(change);
}

/** @param {(changes: View) => void} change */
function list(change) {
  const items = saved().map(({ name, search }) => {
    const link = h("a", { href: `monitor${search}` }, h("bdi", {}, name));
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a tab of its own
      event.preventDefault();
      change(viewOf(search));
    });
    const gone = h("button", { type: "button", class: "quiet", "aria-label": `Forget ${name}` }, "×");
    gone.addEventListener("click", () => {
      forget(name);
      list(change);
    });
    return h("li", {}, link, gone);
  });
  byId("saved").replaceChildren(...(items.length ? items : [h("li", { class: "hint" }, "None yet. They stay in this browser.")]));
}
