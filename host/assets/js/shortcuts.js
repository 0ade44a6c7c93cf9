// Keys that work on every page: `?` lists them all, `g` and a letter lead to a page of the main menu.
import { isTyping } from "./dom.js";

/** How long a letter may come after `g`, in milliseconds. */
const PATIENCE = 1500;

let waiting = 0;

function keyboard(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const dialog = document.getElementById("shortcuts");
  if (!dialog || isTyping(event.target) || document.querySelector("dialog[open]")) return;
  if (event.key === "?") {
    event.preventDefault();
    dialog.showModal();
    return;
  }
  const jumps = event.timeStamp < waiting;
  waiting = 0;
  if (jumps) {
    const link = [...dialog.querySelectorAll("[data-jump]")].find((entry) => entry.dataset.jump === event.key);
    // Whatever else the letter means on a page, here it belongs to `g`.
    event.preventDefault();
    event.stopImmediatePropagation();
    if (link) window.location.assign(link.href);
  } else if (event.key === "g") {
    waiting = event.timeStamp + PATIENCE;
  }
}

export function startShortcuts() {
  document.addEventListener("keydown", keyboard, true);
}
