/** A dictionary rule: where it stands, and its lines. */

import { h, reference } from "./dom.js";
import { ruleText } from "./service.js";

/** @typedef {import("./types.js").Rule} Rule */

/** @type {Map<string, ReturnType<typeof ruleText>>} */
const known = new Map();

/**
 * A rule with its lines, which are asked for when it is opened.
 *
 * @param {Rule} rule
 * @param {boolean} open
 */
export function ruleBlock(rule, open) {
  const body = h("div", { class: "rule-lines" });
  const block = h(
    "details",
    { class: "rule", open },
    h("summary", {}, h("code", { class: "rule-id" }, rule.id), " ", whereabouts(rule)),
    body,
  );
  const load = () => block.hasAttribute("open") && !body.hasChildNodes() && fill(body, rule);
  block.addEventListener("toggle", load);
  load();
  return block;
}

/** @param {{file: string, line: number}} rule */
export function whereabouts({ file, line }) {
  const steps = `${file}:${line}`.split(/(?<=[/:])/);
  return h("span", { class: "where" }, ...steps.flatMap((step) => [step, h("wbr")]));
}

/**
 * @param {HTMLElement} body
 * @param {Rule} rule
 */
async function fill(body, rule) {
  body.append(h("p", { class: "hint" }, "Reading the rule …"));
  const asked = known.get(rule.id) ?? ruleText(rule.id);
  known.set(rule.id, asked);
  try {
    const found = await asked;
    body.replaceChildren(...(found ? shown(rule, found) : [h("p", { class: "hint" }, `Line ${rule.line} of ${rule.file}; this service does not show its dictionaries.`)]));
  } catch (error) {
    known.delete(rule.id);
    body.replaceChildren(h("p", { class: "hint" }, `The lines cannot be shown: ${error instanceof Error ? error.message : error}`));
  }
}

/**
 * @param {Rule} rule
 * @param {{yaml: string, line: number, meaning: string[]}} found
 */
function shown(rule, { yaml, line, meaning }) {
  const link = reference(`rules/${encodeURIComponent(rule.id)}`, "Examples and rivals");
  return [h("p", { class: "meaning" }, ...meaning.flatMap((each) => [...ticked(each), " "]), link), yamlLines(yaml, line)];
}

/**
 * Text with what stands between backticks as code.
 *
 * @param {string} text
 */
function ticked(text) {
  return text.split("`").map((each, index) => (index % 2 ? h("code", {}, each) : each));
}

/**
 * YAML with line numbers, keys, texts and comments told apart.
 *
 * @param {string} yaml
 * @param {number | null} first the number of the first line; none are shown without
 */
export function yamlLines(yaml, first) {
  const lines = yaml.replace(/\n+$/, "").split("\n");
  const rows = lines.map((line, index) =>
    h("span", { class: "yaml-line", "data-line": first === null ? null : first + index }, ...yamlPieces(line), "\n"),
  );
  return h("pre", { class: first === null ? "yaml" : "yaml numbered", tabindex: 0, role: "region", "aria-label": "Rule in YAML" }, h("code", {}, ...rows));
}

/**
 * @param {string} line
 * @returns {(Node | string)[]}
 */
function yamlPieces(line) {
  if (line.trimStart().startsWith("#")) return [h("span", { class: "yaml-comment" }, line)];
  const [, indent, key, rest] = /^(\s*(?:- )?)([\w-]+:)?(.*)$/.exec(line) ?? ["", "", "", line];
  const [, value, comment] = /^((?:"(?:[^"\\]|\\.)*"|'[^']*'|[^"'#]|(?<!\s)#)*)(#.*)?$/.exec(rest ?? "") ?? ["", rest, ""];
  return [
    indent ?? "",
    ...(key ? [h("span", { class: "yaml-key" }, key)] : []),
    ...(value ?? "").split(/("(?:[^"\\]|\\.)*")/).map((each) => (each.startsWith('"') ? h("span", { class: "yaml-text" }, each) : each)),
    ...(comment ? [h("span", { class: "yaml-comment" }, comment)] : []),
  ];
}
