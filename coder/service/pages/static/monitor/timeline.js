/** The time line: Goldstein points of cooperation up, of conflict down, a bar for each day, week or month. */

import { counted, dayInWords, h, s } from "../workbench/dom.js";
import { binned, rangeInWords } from "./days.js";
import { inARow, roving, signed } from "./marks.js";

/** @typedef {import("./days.js").Bin} Bin */
/** @typedef {import("./days.js").Range} Range */

const MARGIN = { left: 46, right: 6, top: 10, bottom: 24 };
const LABEL = 92; // pixels a date needs
const LEAST_PART = 0.14; // of the height, for the side that has little

/**
 * Draw the time line and the table behind it.
 *
 * @param {HTMLElement} box
 * @param {import("./days.js").Day[]} days in order
 * @param {Range} range
 * @param {{open: (range: Range) => void, tell: (words: string) => void}} does
 */
export function showTimeline(box, days, range, { open, tell }) {
  const { unit, bins } = binned(days, range);
  if (!bins.some(({ events }) => events)) {
    box.replaceChildren(h("p", { class: "none" }, "No events on these days."));
    return;
  }
  const picture = h("div", { class: "picture", role: "group", "aria-label": `Goldstein points by ${unit}; arrow keys go on` });
  box.replaceChildren(picture, table(bins, unit, open));
  const draw = () => {
    const svg = drawn(bins, Math.max(260, picture.clientWidth), open);
    picture.replaceChildren(svg);
    roving(svg, inARow);
    rest(svg);
  };
  for (const type of ["pointerover", "focusin"]) {
    picture.addEventListener(type, ({ target }) => {
      const bin = /** @type {Element} */ (target).closest(".bin");
      tell(bin?.getAttribute("aria-label") ?? "");
    });
  }
  draw();
  let width = picture.clientWidth;
  new ResizeObserver((_, observer) => {
    if (!picture.isConnected) observer.disconnect();
    else if (picture.clientWidth !== width) {
      width = picture.clientWidth;
      draw();
    }
  }).observe(picture);
}

/**
 * Tab comes first to the latest bin that has events.
 *
 * @param {Element} svg
 */
function rest(svg) {
  const all = [...svg.querySelectorAll("[data-rove]")];
  all[0]?.setAttribute("tabindex", "-1");
  all[all.length - 1]?.setAttribute("tabindex", "0");
}

/**
 * @param {Bin[]} bins
 * @param {number} width
 * @param {(range: Range) => void} open
 */
function drawn(bins, width, open) {
  const height = width < 600 ? 170 : 210;
  const inner = height - MARGIN.top - MARGIN.bottom;
  const up = Math.max(...bins.map(({ cooperation }) => cooperation), 0);
  const down = Math.max(...bins.map(({ conflict }) => -conflict), 0);
  const part = Math.min(1 - LEAST_PART, Math.max(LEAST_PART, up / (up + down || 1)));
  const zero = MARGIN.top + inner * part;
  const scale = Math.min((inner * part) / (up || 1), (inner * (1 - part)) / (down || 1));
  const step = (width - MARGIN.left - MARGIN.right) / bins.length;
  const bars = bins.map((bin, place) => bar(bin, { x: MARGIN.left + place * step, step, zero, scale, height }, open));
  return s(
    "svg",
    { class: "timeline", viewBox: `0 0 ${width} ${height}`, width, height, role: "group", "aria-label": "Time line" },
    ...bars,
    s("line", { class: "zero", x1: MARGIN.left, x2: width - MARGIN.right, y1: zero, y2: zero }),
    s("g", { "aria-hidden": "true" }, ...ticks(up, down, zero, scale), ...dates(bins, step, height)),
  );
}

/**
 * @param {Bin} bin
 * @param {{x: number, step: number, zero: number, scale: number, height: number}} at
 * @param {(range: Range) => void} open
 */
function bar(bin, { x, step, zero, scale, height }, open) {
  const gap = Math.min(3, step * 0.22);
  const across = { x: x + gap / 2, width: Math.max(0.8, step - gap) };
  const tall = (/** @type {number} */ points) => (points ? Math.max(1.5, Math.abs(points) * scale) : 0);
  const up = tall(bin.cooperation);
  const down = tall(bin.conflict);
  const own = bin.events
    ? { role: "button", "data-rove": true, "aria-label": label(bin), onclick: () => open(bin), onkeydown: (/** @type {KeyboardEvent} */ event) => pressed(event, () => open(bin)) }
    : { "aria-hidden": "true" };
  return s(
    "g",
    { class: `bin${bin.chosen ? " chosen" : ""}${bin.events ? "" : " empty"}`, ...own },
    s("rect", { class: "ground", x, width: step, y: MARGIN.top, height: height - MARGIN.top - MARGIN.bottom }),
    up && s("rect", { class: "up", ...across, y: zero - up, height: up }),
    down && s("rect", { class: "down", ...across, y: zero, height: down }),
    bin.events && !up && !down && s("rect", { class: "level", ...across, y: zero - 1.5, height: 3 }),
  );
}

/**
 * Enter and space choose.
 *
 * @param {KeyboardEvent} event
 * @param {() => void} chosen
 */
export function pressed(event, chosen) {
  if (event.key !== "Enter" && event.key !== " ") return;
  event.preventDefault();
  chosen();
}

/** @param {Bin} bin */
function label(bin) {
  const points = `cooperation ${signed(bin.cooperation)}, conflict ${signed(bin.conflict)}`;
  return `${rangeInWords(bin)}: ${counted(bin.events, "event")}, ${points}`;
}

/**
 * @param {number} up
 * @param {number} down
 * @param {number} zero
 * @param {number} scale
 */
function ticks(up, down, zero, scale) {
  const tick = (/** @type {number} */ value) =>
    s("text", { class: "tick", x: MARGIN.left - 6, y: zero - value * scale + 4, "text-anchor": "end" }, value ? signed(value, 0) : "0");
  const rounded = (/** @type {number} */ value) => {
    const ten = 10 ** Math.floor(Math.log10(value));
    return Math.floor(value / ten) * ten;
  };
  return [tick(0), up * scale > 16 && tick(rounded(up)), down * scale > 16 && tick(-rounded(down))];
}

/**
 * @param {Bin[]} bins
 * @param {number} step
 * @param {number} height
 */
function dates(bins, step, height) {
  const short = bins[0].since.slice(0, 4) === bins[bins.length - 1].since.slice(0, 4);
  const every = Math.max(1, Math.ceil((short ? LABEL : 1.6 * LABEL) / step));
  return bins.map((bin, place) => {
    if ((bins.length - 1 - place) % every) return null;
    const x = MARGIN.left + (place + 0.5) * step;
    const last = place === bins.length - 1;
    if (!last && x - MARGIN.left < LABEL / 3) return null;
    const words = short ? dayInWords(bin.since).replace(/ \d{4}$/, "") : dayInWords(bin.since);
    return s("text", { class: "tick", x: last ? x + step / 2 : x, y: height - 6, "text-anchor": last ? "end" : "middle" }, words);
  });
}

/**
 * @param {Bin[]} bins
 * @param {string} unit
 * @param {(range: Range) => void} open
 */
function table(bins, unit, open) {
  const heads = [unit[0].toUpperCase() + unit.slice(1), "Events", "Cooperation", "Conflict"];
  const lines = bins
    .filter(({ events }) => events)
    .reverse()
    .map((bin) =>
      h(
        "tr",
        {},
        h("th", { scope: "row" }, h("button", { type: "button", class: "link", onclick: () => open(bin) }, rangeInWords(bin))),
        h("td", {}, bin.events.toLocaleString("en")),
        h("td", {}, signed(bin.cooperation)),
        h("td", {}, signed(bin.conflict)),
      ),
    );
  return h(
    "details",
    { class: "behind" },
    h("summary", {}, "As a table"),
    h("div", { class: "scroll" }, h("table", { class: "plain" }, h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, head)))), h("tbody", {}, ...lines))),
  );
}
