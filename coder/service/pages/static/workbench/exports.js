/** The events in forms to take along. */

import { bodyOf } from "./service.js";

/** @typedef {import("./answer.js").Answer} Answer */
/** @typedef {import("./types.js").Row} Row */
/** @typedef {Set<string>} Include */

/** @type {[string, (row: Row) => unknown][]} */
const COLUMNS = [
  ["id", ({ event }) => event.id],
  ["date", ({ event }) => event.date],
  ["source", ({ event }) => event.source.code],
  ["source_name", ({ event }) => event.source.name],
  ["source_text", ({ event }) => event.source.text],
  ["target", ({ event }) => event.target.code],
  ["target_name", ({ event }) => event.target.name],
  ["target_text", ({ event }) => event.target.text],
  ["code", ({ event }) => event.code],
  ["label", ({ event }) => event.label],
  ["quad_class", ({ event }) => event.quad_class],
  ["goldstein", ({ event }) => event.goldstein],
  ["flags", ({ event }) => event.flags.join(" ")],
  ["sentence", ({ event }) => event.sentence.number],
  ["trigger", ({ event }) => event.trigger.text],
  ["rule", ({ event }) => event.rule.id],
];

/**
 * As `POST /v1/events` answers.
 *
 * @param {Answer} answer
 * @param {Include} include
 */
export function asJson(answer, include) {
  return `${JSON.stringify(answer.asEvents(include), null, 2)}\n`;
}

/**
 * One line an event, RFC 4180.
 *
 * @param {Answer} answer
 * @param {Include} include
 */
export function asCsv(answer, include) {
  const { rows } = answer.shown(include);
  const lines = [COLUMNS.map(([name]) => name), ...rows.map((row) => COLUMNS.map(([, of]) => of(row)))];
  return lines.map((cells) => `${cells.map(cell).join(",")}\r\n`).join("");
}

/**
 * A command for a shell that gets the same events from the same service.
 *
 * @param {Answer} answer
 * @param {Include} include
 */
export function asCurl(answer, include) {
  const address = new URL("v1/events", document.baseURI);
  if (include.size) address.search = `include=${[...include].join(",")}`;
  const body = bodyOf(answer.article).replaceAll("'", "'\\''");
  return `curl -sS '${address}' -H 'Content-Type: application/json' --data-binary '${body}'\n`;
}

/** @param {unknown} value */
function cell(value) {
  const text = value === null || value === undefined ? "" : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
