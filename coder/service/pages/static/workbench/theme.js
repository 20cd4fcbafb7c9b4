// Light or dark before the first paint; a classic script because modules run too late for that.
"use strict";
(() => {
  const KEY = "dragoman-theme";
  const system = matchMedia("(prefers-color-scheme: dark)");
  const root = document.documentElement;

  const stored = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // storage is forbidden: follow the system
    }
  };
  const store = (/** @type {string | null} */ theme) => {
    try {
      if (theme) localStorage.setItem(KEY, theme);
      else localStorage.removeItem(KEY);
    } catch {
      // the choice holds for this page alone
    }
  };
  const now = () => root.dataset.theme || (system.matches ? "dark" : "light");
  const show = () => {
    const label = document.querySelector("#theme span");
    if (label) label.textContent = now() === "dark" ? "Light" : "Dark";
  };

  const chosen = stored();
  if (chosen === "dark" || chosen === "light") root.dataset.theme = chosen;

  document.addEventListener("DOMContentLoaded", () => {
    show();
    system.addEventListener("change", show);
    document.getElementById("theme")?.addEventListener("click", () => {
      const next = now() === "dark" ? "light" : "dark";
      const asSystem = (next === "dark") === system.matches;
      if (asSystem) delete root.dataset.theme;
      else root.dataset.theme = next;
      store(asSystem ? null : next);
      show();
    });
  });
})();
