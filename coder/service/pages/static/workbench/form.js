/** The article to code: typed, pasted, dropped or opened, and looked over before it is sent. */

import { byId } from "./dom.js";
import { codePoints } from "./offsets.js";
import { bodyOf } from "./service.js";

/** @typedef {import("./types.js").Article} Article */

const FIELDS = ["title", "date", "text"];
const limit = (/** @type {string} */ name) => Number(document.body.dataset[name]);
const number = (/** @type {number} */ value) => value.toLocaleString("en");

/** Listen to the fields and to files. */
export function prepareForm() {
  const text = byId("text");
  text.addEventListener("input", showCount);
  for (const name of FIELDS) byId(name).addEventListener("input", () => showError(name, ""));
  text.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) byId("article-form").requestSubmit();
  });
  byId("file").addEventListener("change", (/** @type {any} */ event) => {
    open(event.target.files[0]);
    event.target.value = "";
  });
  const drop = byId("compose");
  drop.addEventListener("dragover", (/** @type {DragEvent} */ event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    byId("drop").classList.add("over");
  });
  drop.addEventListener("dragleave", () => byId("drop").classList.remove("over"));
  drop.addEventListener("drop", (/** @type {DragEvent} */ event) => {
    byId("drop").classList.remove("over");
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault();
    open(file);
  });
  showCount();
}

/**
 * Fill the form.
 *
 * @param {Article} article
 */
export function fill({ text, title, date }) {
  byId("text").value = text;
  byId("title").value = title;
  byId("date").value = date ?? "";
  for (const name of FIELDS) showError(name, "");
  showCount();
}

/**
 * The article in the form, or null after saying at the fields what is wrong with it.
 *
 * @returns {Article | null}
 */
export function read() {
  const article = { text: wellFormed(byId("text").value), title: wellFormed(byId("title").value.trim()), date: byId("date").value || null };
  const [length, most] = [codePoints(article.text), limit("maxCharacters")];
  const errors = {
    title: codePoints(article.title) > limit("maxTitle") ? `At most ${number(limit("maxTitle"))} characters; this has ${number(codePoints(article.title))}.` : "",
    date: byId("date").validity.badInput ? "This is not a whole date. Give day, month and year, or none of them." : "",
    text: "",
  };
  if (!article.text.trim()) errors.text = "There is no text to code yet.";
  else if (length > most) errors.text = `${number(length)} characters; this service codes at most ${number(most)} at once. Take out ${number(length - most)}, or code it in parts.`;
  else if (new Blob([bodyOf(article)]).size > limit("maxBody")) errors.text = `This is more than the ${number(limit("maxBody"))} bytes that the service takes. Code it in parts.`;
  const wrong = FIELDS.filter((name) => showError(name, errors[/** @type {keyof typeof errors} */ (name)]));
  if (wrong.length) byId(wrong[0]).focus();
  return wrong.length ? null : article;
}

/**
 * Show what the service found wrong at the fields it names; gives what is at no field of the form.
 *
 * @param {{field: string, message: string}[]} errors
 */
export function showErrors(errors) {
  const known = errors.filter(({ field }) => FIELDS.includes(field));
  for (const { field, message } of known) showError(field, message);
  if (known.length) byId(known[0].field).focus();
  return errors.filter((each) => !known.includes(each));
}

/**
 * @param {string} name
 * @param {string} message empty takes the error away
 * @returns {boolean} whether there is one
 */
function showError(name, message) {
  byId(`${name}-error`).textContent = message;
  if (message) byId(name).setAttribute("aria-invalid", "true");
  else byId(name).removeAttribute("aria-invalid");
  return Boolean(message);
}

function showCount() {
  const [length, most] = [codePoints(byId("text").value), limit("maxCharacters")];
  byId("count").textContent = length ? `${number(length)} of ${number(most)} characters` : "";
  byId("count").classList.toggle("over", length > most);
}

/** @param {File | undefined} file */
async function open(file) {
  if (!file) return;
  const words = file.size > 4 * limit("maxBody") ? null : await file.text().catch(() => null);
  if (words === null) showError("text", `${file.name} cannot be read here: it is too large, or not a text.`);
  else if (words.includes("\0")) showError("text", `${file.name} is not a text file. Open a .txt, or a .json with a “text”.`);
  else if (/\.json$/i.test(file.name) || file.type === "application/json") openJson(file.name, words);
  else fill({ text: words.replace(/^\ufeff/, ""), title: "", date: byId("date").value || null });
}

/**
 * @param {string} name
 * @param {string} words
 */
function openJson(name, words) {
  let found;
  try {
    found = JSON.parse(words.replace(/^\ufeff/, ""));
  } catch (error) {
    showError("text", `${name} is not JSON: ${error instanceof Error ? error.message : error}`);
    return;
  }
  const article = Array.isArray(found) ? found[0] : found;
  if (typeof article?.text !== "string") {
    showError("text", `${name} holds no article: an object with a “text” is needed, and may have “title” and “date”.`);
    return;
  }
  const date = /^\d{4}-\d\d-\d\d/.exec(String(article.date ?? ""))?.[0] ?? null;
  fill({ text: article.text, title: String(article.title ?? ""), date });
  if (Array.isArray(found) && found.length > 1) showError("text", `${name} holds ${found.length} articles; this is the first. The command line and POST /v1/events take them all.`);
  if (article.date && byId("date").value !== date) showError("date", `The file says “${article.date}”, which is not a day like 2021-06-15.`);
}

/**
 * The service reads half pairs as U+FFFD; so does the page, that both speak of the same text.
 *
 * @param {string} text
 */
function wellFormed(text) {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
}
