/** Looks whether there are newer events: a word with a button, or, when followed, the page anew. */

import { byId, counted } from "../workbench/dom.js";
import { queryOf } from "./address.js";
import { ask } from "../workbench/service.js";

const PAUSE = 20_000; // milliseconds
const MOST = 50; // as many are counted

export class Fresh {
  /** @param {() => void} show shows the page anew */
  constructor(show) {
    this.show = show;
    this.query = "";
    this.cursor = 0;
    this.every = false;
    setInterval(() => this.look(), PAUSE);
    byId("news").addEventListener("click", () => show());
    document.addEventListener("visibilitychange", () => this.look());
  }

  /**
   * Begin anew from a position.
   *
   * @param {import("./address.js").View} view
   * @param {number} cursor what the page shows goes up to here
   */
  follow(view, cursor) {
    this.query = queryOf(view);
    this.cursor = cursor;
    this.every = view.follow === "yes";
    byId("news").hidden = true;
  }

  /** Ask for what came after, unless nobody looks; a question that fails is asked again at its time. */
  async look() {
    const { query, cursor } = this;
    if (document.hidden || !cursor) return;
    try {
      const lines = await ask(`v1/feed.ndjson?${query}${query && "&"}cursor=${cursor}&size=${MOST}`, undefined, (answer) => answer.text());
      const events = lines.split("\n").length - 1;
      if (!events || cursor !== this.cursor || query !== this.query) return;
      if (this.every) this.show();
      else {
        byId("news").textContent = `${counted(events, "new event")}${events < MOST ? "" : " or more"}: show`;
        byId("news").hidden = false;
      }
    } catch {
      // offline, or the service restarts: it is asked again
    }
  }
}
