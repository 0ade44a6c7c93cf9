// Fields that choosing a location fills. What a person edits is remembered and marked; the server leaves it alone.
import { iconLike, on } from "./dom.js";

let before = null;

function remember(filled, name) {
  const list = filled.querySelector("[data-edited]");
  const names = new Set(list.value.split(",").filter(Boolean));
  names.add(name);
  list.value = [...names].join(",");
}

function mark(filled, control) {
  const field = control.closest("[data-field]");
  const tag = field?.querySelector("[data-src]");
  control.classList.remove("in-filled");
  if (!tag || tag.classList.contains("src-hand")) return;
  const icon = iconLike(tag.querySelector("svg"), "pencil");
  tag.className = "src src-hand";
  tag.replaceChildren(icon, filled.dataset.changedByYou);
}

export function startAutofill() {
  on("input", "[data-filled]", (event, filled) => {
    const control = event.target;
    if (!control.name || control.type === "hidden") return;
    remember(filled, control.name);
    mark(filled, control);
  });
  on("click", "[data-use]", (event, button) => {
    const filled = button.closest("[data-filled]");
    const control = filled?.querySelector(`[name="${CSS.escape(button.dataset.field)}"]`);
    if (!control) return;
    control.value = button.dataset.use;
    control.dispatchEvent(new Event("input", { bubbles: true }));
    const list = filled.querySelector("[data-edited]");
    list.value = list.value.split(",").filter((name) => name !== control.name).join(",");
    button.closest("[data-suggestion]").remove();
    control.focus();
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target?.id === "filled" && event.detail.shouldSwap) before = event.detail.target;
  });
  on("click", "[data-undo-fill]", () => {
    const filled = document.getElementById("filled");
    if (!before || !filled) return;
    filled.replaceWith(before);
    document.getElementById("filled-note")?.replaceChildren();
    before.dispatchEvent(new Event("change", { bubbles: true }));
    before = null;
  });
}
