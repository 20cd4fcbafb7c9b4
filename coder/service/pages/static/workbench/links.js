/** What belongs to the same event lights up together: table row, words of the text, arrow of the graph. */

/** Elements name their events in `data-events`, by the events' places in the answer. */
export class Links {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    /** @type {Map<string, Set<Element>>} */
    this.elements = new Map();
    /** @type {Element[]} */
    this.lit = [];
    /** @type {Element[]} */
    this.chosen = [];
    for (const type of ["pointerover", "focusin"]) {
      root.addEventListener(type, (event) => this.light(eventsOf(/** @type {Element} */ (event.target))));
    }
    for (const type of ["pointerleave", "focusout"]) root.addEventListener(type, () => this.light([]));
  }

  /** Look the page over again, after something was drawn anew. */
  refresh() {
    this.elements.clear();
    for (const element of this.root.querySelectorAll("[data-events]")) {
      for (const event of eventsOf(element)) {
        const known = this.elements.get(event);
        if (known) known.add(element);
        else this.elements.set(event, new Set([element]));
      }
    }
  }

  /** @param {string[]} events */
  light(events) {
    this.lit = this.mark(this.lit, events, "lit");
  }

  /** @param {number | null} event the event that is explained */
  choose(event) {
    this.chosen = this.mark(this.chosen, event === null ? [] : [String(event)], "chosen");
  }

  /**
   * @param {Element[]} before
   * @param {string[]} events
   * @param {string} name
   */
  mark(before, events, name) {
    for (const element of before) element.classList.remove(name);
    const found = events.flatMap((event) => [...(this.elements.get(event) ?? [])]);
    for (const element of found) element.classList.add(name);
    return found;
  }
}

/**
 * @param {Element} element
 * @returns {string[]}
 */
function eventsOf(element) {
  const owner = element.closest("[data-events]");
  return (owner?.getAttribute("data-events") ?? "").split(" ").filter(Boolean);
}
