// Light and dark. A cookie keeps the choice, so that the server's first paint is already right.
import { on } from "./dom.js";

export function startTheme() {
  const root = document.documentElement;
  on("click", "[data-theme-switch]", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    document.cookie = `theme=${root.dataset.theme}; path=/; max-age=31536000; samesite=lax`;
  });
}
