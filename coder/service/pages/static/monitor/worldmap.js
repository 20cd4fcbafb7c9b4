/** The map: a shade a country, dots for states too small for a shape, circles where places are known. */

import { h, s } from "../workbench/dom.js";
import { balanceBar, called, classBar, depth, hue, inARow, inWords, roving, signed, styled } from "./marks.js";
import { HEIGHT, placed, WIDTH } from "./projection.js";
import { pressed } from "./timeline.js";

/** @typedef {{code: string, name: string, events: number, quads: number[], goldstein: number | null}} Country */
/** @typedef {{name: string, country: string, latitude: number, longitude: number, events: number, quads: number[], goldstein: number | null}} Site */
/** @typedef {{shapes: Record<string, number[][]>, dots: Record<string, [number, number]>}} World tenths of degrees, each point as the way from the one before */
/** @typedef {{choose: (code: string) => void, place: (name: string) => void, tell: (words: string) => void}} Does */

const LARGEST = 14; // radius of the circle of the place with most events

/** @type {Promise<World> | null} */
let loading = null;

/** @returns {Promise<World>} */
function world() {
  loading ??= fetch(new URL("world.json", import.meta.url)).then((answer) => answer.json());
  return loading;
}

/**
 * Draw the map and the table behind it.
 *
 * @param {HTMLElement} box
 * @param {{countries: Country[], sites: Site[]}} places most events first
 * @param {string} shade `balance` or `count`
 * @param {Does} does
 */
export async function showMap(box, { countries, sites }, shade, does) {
  const { shapes, dots } = await world();
  const most = Math.max(1, ...countries.map(({ events }) => events));
  const known = new Map(countries.map((country) => [country.code, country]));
  const quiet = Object.entries(shapes).filter(([code]) => !known.has(code));
  const told = countries.filter(({ code }) => code in shapes || code in dots);
  const svg = s(
    "svg",
    { class: `world by-${shade}`, viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "group", "aria-label": "Map of the world; arrow keys go through the countries that have events" },
    s("g", { "aria-hidden": "true" }, ...quiet.map(([, rings]) => s("path", { class: "land", d: outline(rings) }))),
    ...told.map((country) => area(country, shapes[country.code], dots[country.code], most, does)),
    s("g", { "aria-hidden": "true" }, ...circles(sites, does)),
  );
  const off = countries.filter(({ code }) => !(code in shapes || code in dots));
  const rest = off.length ? h("p", { class: "hint off" }, `Not on the map: ${off.map((each) => `${called(each)} (${each.events.toLocaleString("en")})`).join(", ")}`) : null;
  box.replaceChildren(svg, rest ?? "", tables(countries, sites, does));
  roving(svg, inARow);
  for (const type of ["pointerover", "focusin"]) {
    svg.addEventListener(type, ({ target }) => does.tell(/** @type {Element} */ (target).closest("[aria-label]:not(svg), [data-told]")?.getAttribute("aria-label") ?? ""));
  }
}

/**
 * @param {Country} country
 * @param {number[][] | undefined} rings
 * @param {[number, number]} dot
 * @param {number} most
 * @param {Does} does
 */
function area(country, rings, dot, most, { choose }) {
  const shape = rings ? s("path", { d: outline(rings) }) : s("circle", { ...centre(dot[0] / 10, dot[1] / 10), r: 3.5 });
  const chosen = () => choose(country.code);
  const own = s(
    "g",
    {
      class: `land told ${hue(country.quads)}`, role: "button", "data-rove": true, "data-country": country.code,
      "aria-label": `${called(country)}: ${inWords(country)}`, onclick: chosen, onkeydown: (/** @type {KeyboardEvent} */ event) => pressed(event, chosen),
    },
    shape,
  );
  return styled(own, { "--depth": depth(country.events, most).toFixed(3) });
}

/** @param {number[][]} rings */
function outline(rings) {
  return rings.map((ring) => {
    const points = [];
    for (let at = 0, x = 0, y = 0; at < ring.length; at += 2) {
      x += ring[at];
      y += ring[at + 1];
      points.push(placed(x / 10, y / 10).map((each) => each.toFixed(1)).join(" "));
    }
    return `M${points.join("L")}Z`;
  }).join("");
}

/**
 * @param {number} longitude
 * @param {number} latitude
 */
function centre(longitude, latitude) {
  const [cx, cy] = placed(longitude, latitude).map((each) => each.toFixed(1));
  return { cx, cy };
}

/**
 * Places as circles: the larger the more events.
 *
 * @param {Site[]} sites
 * @param {Does} does
 */
function circles(sites, { place }) {
  const most = Math.max(1, ...sites.map(({ events }) => events));
  return [...sites].sort((a, b) => b.events - a.events).map((site) =>
    s("circle", {
      class: `site ${hue(site.quads)}`, ...centre(site.longitude, site.latitude), r: (2.5 + (LARGEST - 2.5) * Math.sqrt((site.events - 1) / most)).toFixed(1),
      "aria-label": `${site.name}: ${inWords(site)}`, onclick: () => place(site.name),
    }),
  );
}

/**
 * The figures behind the map: the countries, and the places that are circles.
 *
 * @param {Country[]} countries
 * @param {Site[]} sites
 * @param {Does} does
 */
function tables(countries, sites, { choose, place }) {
  const ofCountries = countries.map((each) => line(called(each), each.code, each, countries, () => choose(each.code)));
  const ofSites = sites.map((each) => line(each.name, each.country, each, sites, () => place(each.name)));
  return h(
    "details",
    { class: "behind" },
    h("summary", {}, "As a table"),
    h("div", { class: "scroll tall" }, table("Country", ofCountries), sites.length && table("Place", ofSites)),
  );
}

/**
 * @param {string} first
 * @param {HTMLElement[]} lines
 */
function table(first, lines) {
  const heads = [first, "Events", "Goldstein mean"].map((head) => h("th", { scope: "col" }, head));
  return h("table", { class: "plain" }, h("thead", {}, h("tr", {}, ...heads)), h("tbody", {}, ...lines));
}

/**
 * @param {string} name
 * @param {string} code
 * @param {{events: number, quads: number[], goldstein: number | null}} counts
 * @param {{events: number}[]} all
 * @param {() => void} chosen
 */
function line(name, code, { events, quads, goldstein }, all, chosen) {
  const most = Math.max(...all.map((each) => each.events));
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, h("button", { type: "button", class: "link", onclick: chosen }, h("bdi", {}, name)), " ", h("code", {}, code)),
    h("td", { class: "amount" }, h("span", { class: "figure" }, events.toLocaleString("en")), classBar(quads, most)),
    h("td", { class: "amount" }, h("span", { class: "figure" }, signed(goldstein)), balanceBar(goldstein)),
  );
}
