/** Getting text out of the page: the clipboard where the browser allows it, else by hand. */

import { byId } from "./dom.js";

/**
 * Copy a text that may still be on its way. The clipboard needs a secure address and permission, and has to
 * be asked while the click is fresh; the old command needs neither; where both are refused a window shows
 * the text selected. Says whether it is copied.
 *
 * @param {string | Promise<string>} text
 * @returns {Promise<boolean>}
 */
export async function copyText(text) {
  try {
    const blob = Promise.resolve(text).then((words) => new Blob([words], { type: "text/plain" }));
    await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
    return true;
  } catch {
    const words = await text;
    return copyByCommand(words) || byHand(words);
  }
}

/**
 * Save a text as a file.
 *
 * @param {string} text
 * @param {string} name
 * @param {string} type
 */
export function saveText(text, name, type) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** @param {string} text */
function copyByCommand(text) {
  const before = document.activeElement;
  const box = document.createElement("textarea");
  box.value = text;
  box.className = "unseen";
  document.body.append(box);
  box.select();
  const done = document.execCommand("copy");
  box.remove();
  if (before instanceof HTMLElement) before.focus();
  return done;
}

/** @param {string} text */
function byHand(text) {
  const dialog = /** @type {HTMLDialogElement} */ (byId("by-hand"));
  const box = /** @type {HTMLTextAreaElement} */ (dialog.querySelector("textarea"));
  box.value = text;
  dialog.querySelector("button")?.addEventListener("click", () => dialog.close(), { once: true });
  dialog.showModal();
  box.focus();
  box.select();
  return false;
}
