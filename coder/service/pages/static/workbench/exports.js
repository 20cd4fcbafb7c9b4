/** The events in forms to take along. */

import { bodyOf, eventsAs } from "./service.js";

/** @typedef {import("./answer.js").Answer} Answer */
/** @typedef {Set<string>} Include */

/** The forms that can be saved, as the service's `format` names them, with the ends of their files. */
export const FORMS = [
  { format: "json", name: "JSON", end: "json", type: "application/json" },
  { format: "jsonl", name: "JSON lines", end: "jsonl", type: "application/jsonl" },
  { format: "csv", name: "CSV", end: "csv", type: "text/csv" },
  { format: "tsv", name: "TSV", end: "tsv", type: "text/tab-separated-values" },
  { format: "gdelt", name: "GDELT 2.0", end: "gdelt.tsv", type: "text/tab-separated-values" },
  { format: "gdelt1", name: "GDELT 1.0", end: "gdelt1.tsv", type: "text/tab-separated-values" },
  { format: "icews", name: "ICEWS", end: "icews.tsv", type: "text/tab-separated-values" },
  { format: "phoenix", name: "Phoenix", end: "phoenix.tsv", type: "text/tab-separated-values" },
];

/**
 * The events in a form; JSON is made of what is here, for the others the service is asked.
 *
 * @param {Answer} answer
 * @param {Include} include
 * @param {string} format
 * @returns {Promise<string>}
 */
export async function eventsIn(answer, include, format) {
  if (format === "json") return `${JSON.stringify(answer.asEvents(include), null, 2)}\n`;
  return eventsAs(answer.article, queryOf({ format, include: [...include].join(",") }));
}

/**
 * A command for a shell that gets the same events from the same service.
 *
 * @param {Answer} answer
 * @param {Include} include
 */
export function asCurl(answer, include) {
  const address = new URL("v1/events", document.baseURI);
  address.search = queryOf({ include: [...include].join(",") });
  const body = bodyOf(answer.article).replaceAll("'", "'\\''");
  return `curl -sS '${address}' -H 'Content-Type: application/json' --data-binary '${body}'\n`;
}

/** @param {Record<string, string>} parameters those without a value are left out */
function queryOf(parameters) {
  const given = Object.entries(parameters).filter(([, value]) => value);
  return given.map(([name, value]) => `${name}=${value}`).join("&");
}
