/** Days as `2024-05-03`: counting with them, the range that a view means, and bins for the time line. */

import { dayInWords } from "../workbench/dom.js";

/** @typedef {{since: string, until: string}} Range both days belong to it; empty: open */
/** @typedef {{day: string, events: number, cooperation: number, conflict: number, quads: number[]}} Day */
/** @typedef {Range & {events: number, cooperation: number, conflict: number, quads: number[], chosen: boolean}} Bin */

const LENGTH = 86_400_000;
const CONTEXT = 60; // days shown at least, so that a single day has a past
const MOST_DAYS = 130;
const MOST_WEEKS = 130;

/**
 * @param {string} day
 * @param {number} days
 */
export function shifted(day, days) {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * LENGTH).toISOString().slice(0, 10);
}

/**
 * How many days lie between two.
 *
 * @param {string} since
 * @param {string} until
 */
export function between(since, until) {
  return Math.round((Date.parse(`${until}T00:00:00Z`) - Date.parse(`${since}T00:00:00Z`)) / LENGTH);
}

/**
 * The days that a view means: those it names, else so many up to the latest that has events.
 *
 * @param {import("./address.js").View} view
 * @param {Day[]} days in order
 * @returns {Range}
 */
export function rangeOf({ since, until, span }, days) {
  if (since || until) return { since, until };
  if (span === "all" || !days.length) return { since: "", until: "" };
  const last = days[days.length - 1].day;
  return { since: shifted(last, 1 - Number(span)), until: last };
}

/**
 * A range for people.
 *
 * @param {Range} range
 */
export function rangeInWords({ since, until }) {
  if (since && since === until) return weekday(since);
  if (since && until) return `${dayInWords(since)} to ${dayInWords(until)}`;
  if (since) return `since ${dayInWords(since)}`;
  return until ? `up to ${dayInWords(until)}` : "all days";
}

/** @param {string} day */
function weekday(day) {
  const name = new Date(`${day}T00:00:00Z`).toLocaleDateString("en-GB", { weekday: "long", timeZone: "UTC" });
  return `${name}, ${dayInWords(day)}`;
}

/**
 * The time line's bins: the range with some days before it, as days, weeks or months.
 *
 * @param {Day[]} days in order
 * @param {Range} range
 * @returns {{unit: "day" | "week" | "month", bins: Bin[]}}
 */
export function binned(days, range) {
  if (!days.length) return { unit: "day", bins: [] };
  const until = range.until || days[days.length - 1].day;
  const since = range.since || days[0].day;
  if (since > until) return { unit: "day", bins: [] };
  const context = shifted(until, 1 - CONTEXT);
  const from = since < context || !range.since ? since : context;
  const length = between(from, until) + 1;
  const unit = length <= MOST_DAYS ? "day" : length <= 7 * MOST_WEEKS ? "week" : "month";
  const bins = cut(from, until, unit).map((each) => ({
    ...each, events: 0, cooperation: 0, conflict: 0, quads: [0, 0, 0, 0], chosen: each.until >= since,
  }));
  let place = 0;
  for (const day of days) {
    if (day.day < from || day.day > until) continue;
    while (bins[place].until < day.day) place += 1;
    add(bins[place], day);
  }
  return { unit, bins };
}

/**
 * @param {Bin} bin
 * @param {Day} day
 */
function add(bin, day) {
  bin.events += day.events;
  bin.cooperation += day.cooperation;
  bin.conflict += day.conflict;
  day.quads.forEach((count, quad) => (bin.quads[quad] += count));
}

/**
 * @param {string} since
 * @param {string} until
 * @param {"day" | "week" | "month"} unit
 * @returns {Range[]}
 */
function cut(since, until, unit) {
  const parts = [];
  for (let begin = since; begin <= until; ) {
    const next = unit === "month" ? nextMonth(begin) : shifted(begin, unit === "week" ? 7 : 1);
    const end = shifted(next, -1);
    parts.push({ since: begin, until: end < until ? end : until });
    begin = next;
  }
  return parts;
}

/** @param {string} day */
function nextMonth(day) {
  const [year, month] = day.split("-").map(Number);
  return month === 12 ? `${String(year + 1).padStart(4, "0")}-01-01` : `${String(year).padStart(4, "0")}-${String(month + 1).padStart(2, "0")}-01`;
}
