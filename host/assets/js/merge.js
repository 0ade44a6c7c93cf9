// Takes over what somebody else saved while one was typing.
import { on } from "./dom.js";

function put(control, values) {
  if (control.type === "checkbox" || control.type === "radio") control.checked = values.includes(control.value);
  else if (control.multiple) for (const option of control.options) option.selected = values.includes(option.value);
  else control.value = values[0] ?? "";
}

export function startMerge() {
  on("click", "[data-theirs]", (event, button) => {
    const form = document.querySelector("form[data-track]");
    const values = JSON.parse(button.dataset.theirs);
    const controls = [...form.elements].filter((control) => control.name === button.dataset.control && control.type !== "hidden");
    controls.forEach((control) => put(control, values));
    controls[0]?.dispatchEvent(new Event("input", { bubbles: true }));
    const list = button.closest("ul");
    button.closest("li").remove();
    const next = list.querySelector("button");
    if (!next) list.previousElementSibling?.remove();
    (next ?? form.querySelector("[data-submit]"))?.focus();
  });
}
