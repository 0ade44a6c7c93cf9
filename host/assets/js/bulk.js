// The bar below a list while rows are chosen: how many, and what one can do with them. Esc lets them go.
import { counted, each, on } from "./dom.js";

const boxes = "[data-select], [data-select-all], [data-select-matching]";

function update(bar) {
  const pane = bar.closest("#list-body");
  const count = pane.querySelectorAll("[data-select]:checked").length;
  const everybody = pane.querySelector("[data-select-matching]");
  const words = bar.querySelector("[data-bulk-count]");
  bar.hidden = count === 0 && !everybody?.checked;
  words.textContent = everybody?.checked ? everybody.closest("label").textContent.trim() : counted(words, count);
}

function letGo(bar) {
  for (const box of bar.closest("#list-body").querySelectorAll(boxes)) {
    box.checked = false;
    box.indeterminate = false;
  }
  // The counts beside the pager follow, as they do for a click.
  bar.closest("#list-body").querySelector("[data-select-all]")?.dispatchEvent(new Event("change", { bubbles: true }));
  update(bar);
}

export function startBulk() {
  each("[data-bulk-bar]", update);
  on("change", boxes, (event, box) => {
    const bar = box.closest("#list-body")?.querySelector("[data-bulk-bar]");
    if (bar) update(bar);
  });
  on("click", "[data-bulk-clear]", (event, button) => letGo(button.closest("[data-bulk-bar]")));
  document.addEventListener("keydown", (event) => {
    const bar = document.querySelector("[data-bulk-bar]:not([hidden])");
    if (event.key !== "Escape" || !bar || event.defaultPrevented) return;
    if (document.querySelector("dialog[open], details[data-menu][open], :popover-open")) return;
    event.preventDefault();
    letGo(bar);
  });
}
