/** What one sees while the service works: how long it has taken, how long it may take, and a way out. */

import { byId, counted } from "./dom.js";

const GUESS = 15; // sentences a second, until the service has answered once
const SLOW = 1200; // milliseconds before the clock is worth showing

/** The clock of one request. */
export class Waiting {
  /**
   * @param {string} text
   * @param {() => void} cancel
   */
  constructor(text, cancel) {
    this.sentences = Math.max(1, (text.match(/[.!?]["”’)]*\s|\n\s*\n/g) ?? []).length + 1);
    this.expected = this.sentences / speed();
    this.began = performance.now();
    this.note = "";
    byId("waiting").hidden = false;
    byId("waiting").scrollIntoView({ block: "nearest" });
    byId("cancel").onclick = cancel;
    this.timer = setInterval(() => this.tick(), 200);
    this.tick();
  }

  /**
   * The service is busy and is asked again in some seconds; 0 is now.
   *
   * @param {number} seconds
   * @param {number} attempt
   */
  busy(seconds, attempt) {
    this.note = seconds ? `The service is busy. Attempt ${attempt + 1} in ${seconds} s` : "";
    if (!seconds) this.began = performance.now();
    this.tick();
  }

  tick() {
    const seconds = this.seconds();
    const late = seconds > this.expected;
    const bar = byId("waiting-bar");
    if (late || this.note) bar.removeAttribute("value");
    else bar.value = seconds / this.expected;
    byId("waiting-line").textContent = this.note || this.line(seconds, late);
  }

  /**
   * @param {number} seconds
   * @param {boolean} late
   */
  line(seconds, late) {
    const what = `Coding about ${counted(this.sentences, "sentence")}`;
    if (seconds * 1000 < SLOW && this.expected < 3) return `${what} …`;
    const guess = late ? "longer than guessed" : `about ${counted(Math.ceil(this.expected), "second")} in all`;
    return `${what}: ${seconds.toFixed(0)} s so far, ${guess}`;
  }

  seconds() {
    return (performance.now() - this.began) / 1000;
  }

  /** @param {number} sentences how many were coded; 0 where none were */
  end(sentences) {
    clearInterval(this.timer);
    byId("waiting").hidden = true;
    if (sentences > 3) sessionStorage.setItem("dragoman-speed", String(sentences / this.seconds()));
  }
}

function speed() {
  return Number(sessionStorage.getItem("dragoman-speed")) || GUESS;
}
