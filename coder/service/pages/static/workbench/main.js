/** The workbench put together: the form, the service, the answer, and what is taken along from it. */

import { Answer } from "./answer.js";
import { copyText, saveText } from "./clipboard.js";
import { byId, counted, dayInWords, h } from "./dom.js";
import { asCurl, eventsIn, FORMS } from "./exports.js";
import { fill, prepareForm, read, showErrors } from "./form.js";
import { keep, kept, linked, linkTo, remember, remembers } from "./memory.js";
import { Results } from "./results.js";
import { say } from "./said.js";
import { SAMPLES } from "./samples.js";
import { explain, Trouble } from "./service.js";
import { Waiting } from "./waiting.js";

/** @type {AbortController | null} */
let running = null;
const results = new Results(copy);

/** Code what is in the form. */
async function code() {
  const article = read();
  if (!article) return;
  running?.abort();
  const own = (running = new AbortController());
  showTrouble(null);
  byId("submit").disabled = true;
  const waiting = new Waiting(article.text, () => own.abort());
  let sentences = 0;
  try {
    const { articles, versions } = await explain(article, own.signal, (seconds, attempt) => waiting.busy(seconds, attempt));
    const [explained] = articles;
    if (explained.status !== "coded") throw new Trouble("The article was not coded", explained.detail || explained.status);
    sentences = explained.sentences.length;
    keep(article);
    byId("compose").hidden = true;
    results.show(new Answer(article, explained, versions, Number(document.body.dataset.maxEvents)), waiting.seconds());
  } catch (error) {
    if (own.signal.aborted) say("Stopped waiting; nothing was changed.");
    else showTrouble(error);
  } finally {
    waiting.end(sentences);
    byId("submit").disabled = false;
  }
}

/** @param {unknown} error null takes the last one away */
function showTrouble(error) {
  const box = byId("trouble");
  box.hidden = !error;
  if (!error) return;
  if (!(error instanceof Trouble)) throw error;
  const others = showErrors(error.fields);
  const marked = others.length < error.fields.length;
  box.replaceChildren(
    h("h2", {}, error.title),
    h("p", {}, marked ? "It is marked in the form." : error.detail),
    others.length && h("ul", {}, ...others.map(({ field, message }) => h("li", {}, `${field}: ${message}`))),
    error.request && h("p", { class: "hint" }, `Request ${error.request}`),
    h("p", {}, h("button", { type: "button", onclick: code }, "Try again")),
  );
  if (error.type === "unauthorized") byId("key-field").hidden = false;
  box.scrollIntoView({ block: "nearest" });
}

/**
 * @param {string | Promise<string>} text
 * @param {string} what
 */
async function copy(text, what) {
  try {
    if (await copyText(text)) say(`${what} copied.`);
  } catch (error) {
    failed(error);
  }
}

/** @param {unknown} error */
function failed(error) {
  if (!(error instanceof Trouble)) throw error;
  say(`${error.title}. ${error.detail}`);
}

/** @param {any} event a click on a button that copies */
function copyAs({ currentTarget: { dataset } }) {
  const { answer, include, rows } = results;
  const format = dataset.copy;
  if (!answer) return;
  if (format === "curl") {
    copy(asCurl(answer, include), "curl command");
    return;
  }
  say(`Fetching ${format.toUpperCase()} …`);
  copy(eventsIn(answer, include, format), `${counted(rows.length, "event")} as ${format.toUpperCase()}`);
}

async function save() {
  const { answer, include } = results;
  const form = FORMS.find(({ format }) => format === byId("save-as").value);
  if (!answer || !form) return;
  byId("save").disabled = true;
  say(`Fetching ${form.name} …`);
  try {
    saveText(await eventsIn(answer, include, form.format), `events.${form.end}`, form.type);
    say(`Saved as events.${form.end}.`);
  } catch (error) {
    failed(error);
  } finally {
    byId("save").disabled = false;
  }
}

function edit() {
  byId("results").hidden = true;
  byId("compose").hidden = false;
  showHistory();
  byId("text").focus();
}

async function share() {
  const address = results.answer && (await linkTo(results.answer.article));
  if (address) await copy(address, "Link that carries the text itself (browsers do not send that part)");
  else say("This text is too long for a link.");
}

function showHistory() {
  byId("remember").checked = remembers();
  const items = kept().map((article) =>
    h("li", {}, h("button", { type: "button", class: "link", onclick: () => fill(article) }, article.title || article.text.trim().slice(0, 80)), article.date && ` ${dayInWords(article.date)}`),
  );
  byId("history").replaceChildren(...items);
}

async function begin() {
  prepareForm();
  showHistory();
  byId("samples").append(...SAMPLES.map(({ name, article }) => h("button", { type: "button", class: "chip", onclick: () => fill(article) }, name)));
  byId("article-form").addEventListener("submit", (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    code();
  });
  byId("edit").addEventListener("click", edit);
  byId("fresh").addEventListener("click", () => {
    fill({ text: "", title: "", date: null });
    edit();
  });
  byId("share").addEventListener("click", share);
  byId("remember").addEventListener("change", (/** @type {any} */ event) => {
    if (!remember(event.target.checked)) say("This browser does not let the page keep anything.");
    showHistory();
  });
  for (const button of document.querySelectorAll("[data-copy]")) button.addEventListener("click", copyAs);
  byId("save-as").append(...FORMS.map(({ format, name }) => h("option", { value: format }, name)));
  byId("save").addEventListener("click", save);
  const carried = await linked(location.hash);
  if (carried) fill(carried);
}

begin();
