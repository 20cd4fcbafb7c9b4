/** The answer on the page, what of it is shown, and what is chosen in it. */

import { INCLUDABLE } from "./answer.js";
import { markSentence, showArticle } from "./article.js";
import { byId, counted, dayInWords, h } from "./dom.js";
import { showGraph } from "./graph.js";
import { Links } from "./links.js";
import { classLegend } from "./looks.js";
import { showPanel } from "./panel.js";
import { markRow, showTable } from "./table.js";

/** @typedef {import("./answer.js").Answer} Answer */
/** @typedef {import("./types.js").Row} Row */

/** One answer at a time; everything that is drawn of it is drawn from here. */
export class Results {
  /** @param {(text: string, what: string) => void} copy */
  constructor(copy) {
    /** @type {Answer | null} */
    this.answer = null;
    /** @type {Row[]} the events that are shown */
    this.rows = [];
    /** @type {Set<string>} */
    this.include = new Set();
    /** @type {{event: number | null, sentence: number} | null} */
    this.chosen = null;
    this.links = new Links(byId("results"));
    this.acts = {
      copy,
      event: (/** @type {number} */ index) => this.chooseEvent(index),
      include: (/** @type {string[]} */ kinds) => this.includeAlso(kinds),
      back: () => this.back(),
    };
    this.listen();
  }

  listen() {
    for (const name of INCLUDABLE) {
      checkbox(name).addEventListener("change", () => {
        if (checkbox(name).checked) this.include.add(name);
        else this.include.delete(name);
        this.draw();
      });
    }
    const tabs = [byId("tab-table"), byId("tab-graph")];
    for (const tab of tabs) {
      tab.addEventListener("click", () => this.chooseTab(tab));
      tab.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
        if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return;
        const other = tabs[1 - tabs.indexOf(tab)];
        this.chooseTab(other);
        other.focus();
      });
    }
    let width = 0;
    new ResizeObserver(([{ contentRect }]) => {
      if (Math.abs(contentRect.width - width) > 8 && contentRect.width) this.drawGraph();
      width = contentRect.width;
    }).observe(byId("view-graph"));
  }

  /**
   * Show a new answer.
   *
   * @param {Answer} answer
   * @param {number} seconds it took
   */
  show(answer, seconds) {
    this.answer = answer;
    this.chosen = null;
    const { explained, article, versions } = answer;
    const date = article.date ? dayInWords(article.date) : "no date given, so offices are the last known";
    byId("results").hidden = false;
    byId("results-facts").textContent = `${counted(explained.sentences.length, "sentence")} · ${date} · ${seconds.toFixed(1)} s`;
    byId("versions").textContent = `Dragoman ${versions.coder} · dictionaries ${versions.dictionaries} · model ${versions.model}`;
    for (const name of INCLUDABLE) {
      const count = answer.count(name);
      checkbox(name).nextElementSibling?.replaceChildren(String(count));
      checkbox(name).parentElement?.classList.toggle("empty", !count);
    }
    this.draw();
    if (this.rows.length) this.chooseEvent(this.rows[0].index, false);
    byId("results-title").focus({ preventScroll: true });
    scrollTo({ top: 0, behavior: "instant" });
  }

  /** Draw the answer anew with what is included now. */
  draw() {
    if (!this.answer) return;
    const { rows, warnings } = this.answer.shown(this.include);
    this.rows = rows;
    byId("results-title").textContent = counted(rows.length, "event");
    byId("warnings").hidden = !warnings.length;
    byId("warnings").replaceChildren(...warnings.map((each) => h("li", {}, each)));
    byId("class-legend").replaceChildren(...classLegend(rows.map(({ event }) => event)));
    showArticle(byId("article"), this.answer, rows, (number) => this.chooseSentence(number));
    showTable(byId("view-table"), rows, this.acts.event);
    if (this.chosen) this.explain();
    else byId("panel").hidden = true;
    this.drawGraph();
    this.link();
  }

  drawGraph() {
    const box = byId("view-graph");
    if (box.hidden) return;
    showGraph(box, this.rows, this.acts.event);
    this.link();
  }

  link() {
    this.links.refresh();
    this.links.choose(this.chosen?.event ?? null);
  }

  /**
   * @param {number} index
   * @param {boolean} [go] whether to bring the explanation into view
   */
  chooseEvent(index, go = true) {
    const row = this.rows.find((each) => each.index === index);
    if (!row) return;
    this.chosen = { event: index, sentence: row.event.sentence.number };
    this.explain();
    if (go) goToPanel();
  }

  /** @param {number} number */
  chooseSentence(number) {
    const first = this.rows.find(({ event }) => event.sentence.number === number);
    this.chosen = { event: first?.index ?? null, sentence: number };
    this.explain();
    goToPanel();
  }

  /** Explain what is chosen; an event that is no longer shown leaves its sentence. */
  explain() {
    const { answer, rows, chosen } = this;
    const sentence = answer?.explained.sentences.find(({ number }) => number === chosen?.sentence);
    if (!answer || !chosen || !sentence) return;
    const row = rows.find(({ index }) => index === chosen.event) ?? null;
    if (!row) chosen.event = null;
    const hidden = answer.rows.filter((each) => each.event.sentence.number === sentence.number && !rows.includes(each));
    showPanel(byId("panel"), { sentence, row, rows, hidden }, this.acts);
    markRow(byId("view-table"), chosen.event);
    markSentence(byId("article"), sentence.number);
    this.links.choose(chosen.event);
  }

  /** @param {string[]} kinds */
  includeAlso(kinds) {
    for (const kind of kinds) {
      this.include.add(kind);
      checkbox(kind).checked = true;
    }
    this.draw();
    if (this.chosen) this.chooseSentence(this.chosen.sentence);
  }

  /** From the explanation to where it was chosen. */
  back() {
    const row = /** @type {HTMLElement | null} */ (byId("view-table").querySelector('[aria-pressed="true"]'));
    const sentence = /** @type {HTMLElement | null} */ (byId("article").querySelector('[aria-pressed="true"]'));
    const target = row?.offsetParent ? row : (sentence ?? byId("results-title"));
    target.focus();
    target.scrollIntoView({ block: "center" });
  }

  /** @param {HTMLElement} tab */
  chooseTab(tab) {
    for (const each of ["table", "graph"]) {
      const own = tab.id === `tab-${each}`;
      byId(`tab-${each}`).setAttribute("aria-selected", String(own));
      byId(`tab-${each}`).tabIndex = own ? 0 : -1;
      byId(`view-${each}`).hidden = !own;
    }
    this.drawGraph();
  }
}

function goToPanel() {
  const panel = byId("panel");
  const { top } = panel.getBoundingClientRect();
  if (top > innerHeight * 0.6 || top < 0) panel.scrollIntoView({ block: "start" });
  byId("panel-title").focus({ preventScroll: true });
}

/** @param {string} name */
function checkbox(name) {
  return /** @type {HTMLInputElement} */ (document.querySelector(`input[name="include"][value="${name}"]`));
}
