/** Short news for everybody: seen for some seconds, read out by screen readers. */

import { byId } from "./dom.js";

const SHOWN = 4000; // milliseconds

/** @param {string} words */
export function say(words) {
  const box = byId("said");
  box.textContent = words;
  box.classList.add("shown");
  clearTimeout(Number(box.dataset.timer));
  box.dataset.timer = String(setTimeout(() => box.classList.remove("shown"), SHOWN));
}
