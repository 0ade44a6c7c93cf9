// Short sentences at the foot of the page. Good news leaves by itself; bad news stays until it is closed.
import { each, on } from "./dom.js";

const seconds = 7;
// What can be taken back stays long enough to think about it.
const secondsToUndo = 25;

/** Shows a toast from its markup, which came from our server. */
export function showToast(markup) {
  const place = document.getElementById("toasts");
  if (!place) return;
  const template = document.createElement("template");
  template.innerHTML = markup;
  for (const toast of [...template.content.children]) {
    place.append(toast);
    arm(toast);
  }
}

function arm(toast) {
  if (toast.hasAttribute("data-sticky")) return;
  let timer = 0;
  const start = () => {
    timer = window.setTimeout(() => toast.remove(), (toast.hasAttribute("data-long") ? secondsToUndo : seconds) * 1000);
  };
  for (const type of ["pointerenter", "focusin"]) toast.addEventListener(type, () => window.clearTimeout(timer));
  for (const type of ["pointerleave", "focusout"]) toast.addEventListener(type, start);
  start();
}

export function startToasts() {
  each("[data-toast]", arm);
  on("click", "[data-toast] [data-close]", (event, button) => button.closest("[data-toast]").remove());
}
