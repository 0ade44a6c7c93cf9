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

/** Puts the value that a location has in the place of somebody's own, and says where it came from. */
function take(filled, button, control) {
  const offer = filled.querySelector(`[data-offer-of="${CSS.escape(control.name)}"]`);
  control.value = button.dataset.use;
  control.dispatchEvent(new Event("input", { bubbles: true }));
  const list = filled.querySelector("[data-edited]");
  list.value = list.value.split(",").filter((name) => name !== control.name).join(",");
  if (offer) {
    const source = document.createElement("input");
    Object.assign(source, { type: "hidden", name: offer.dataset.name, value: offer.dataset.by });
    source.dataset.sourceOf = control.name;
    filled.append(source);
    const tag = control.closest("[data-field]")?.querySelector("[data-src]");
    if (tag) {
      const icon = iconLike(tag.querySelector("svg"), "sparkles-2");
      tag.className = "src";
      tag.replaceChildren(icon, offer.dataset.by);
    }
    control.classList.replace("in-changed", "in-filled");
    offer.remove();
  }
  button.closest("[data-suggestion]").remove();
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
    take(filled, button, control);
    control.focus();
  });
  on("click", "[data-use-all]", (event, all) => {
    const filled = document.querySelector("[data-filled]");
    for (const button of filled?.querySelectorAll("[data-use]") ?? []) {
      const control = filled.querySelector(`[name="${CSS.escape(button.dataset.field)}"]`);
      if (control) take(filled, button, control);
    }
    all.closest("p").remove();
  });
  // Only what a location filled, and nobody changed since.
  on("click", "[data-clear-filled]", (event, button) => {
    const filled = document.querySelector("[data-filled]");
    const edited = filled.querySelector("[data-edited]").value.split(",");
    for (const source of filled.querySelectorAll("[data-source-of]")) {
      const name = source.dataset.sourceOf;
      const control = filled.querySelector(`[name="${CSS.escape(name)}"]`);
      if (!control || edited.includes(name)) continue;
      control.value = "";
      control.classList.remove("in-filled");
      control.closest("[data-field]")?.querySelector("[data-src]")?.remove();
      source.remove();
    }
    filled.dispatchEvent(new Event("change", { bubbles: true }));
    button.closest("p").remove();
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
