// Shows the pieces of the page that have all the words looked for.
const field = /** @type {HTMLInputElement} */ (document.getElementById("find"));
const found = /** @type {HTMLElement} */ (document.getElementById("found"));
const pieces = [...document.querySelectorAll(".piece")].map((piece) => ({
  piece: /** @type {HTMLElement} */ (piece),
  text: (piece.textContent || "").toLowerCase(),
}));

const look = () => {
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const { piece, text } of pieces) {
    piece.hidden = !words.every((word) => text.includes(word));
    shown += piece.hidden ? 0 : 1;
  }
  found.textContent = words.length ? `${shown} of ${pieces.length}` : "";
};

field.addEventListener("input", look);
// A link to a piece that is hidden shows everything again.
window.addEventListener("hashchange", () => {
  const target = document.getElementById(location.hash.slice(1));
  if (target?.hidden) {
    field.value = "";
    look();
    target.scrollIntoView();
  }
});
look();
