// A select whose choices do not fit on a page: one searches in it. The select itself stays what is sent and watched.
import { each } from "./dom.js";
import { markup, startCombobox } from "./combobox.js";

function start(pick) {
  const select = pick.querySelector("select");
  if (!select || select.disabled) return;
  const nothing = select.querySelector('option[value=""]');
  const shown = () => (select.value ? select.selectedOptions[0].textContent : "");
  const input = document.createElement("input");
  const list = document.createElement("ul");
  list.id = `${select.id}-list`;
  list.className = "pop combo-list";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  const label = document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
  list.setAttribute("aria-label", label?.querySelector("span")?.textContent ?? "");
  Object.assign(list.dataset, { searching: pick.dataset.searching, failed: pick.dataset.failed });
  input.id = `${select.id}-search`;
  input.className = select.className;
  input.type = "text";
  input.autocomplete = "off";
  input.placeholder = nothing?.textContent ?? "";
  for (const [name, value] of [["role", "combobox"], ["aria-expanded", "false"], ["aria-autocomplete", "list"], ["aria-controls", list.id]]) {
    input.setAttribute(name, value);
  }
  for (const name of ["aria-invalid", "aria-describedby"]) {
    if (select.hasAttribute(name)) input.setAttribute(name, select.getAttribute(name));
  }
  label?.setAttribute("for", input.id);
  select.classList.add("pick-held");
  select.tabIndex = -1;
  select.setAttribute("aria-hidden", "true");
  select.after(input, list);
  input.value = shown();

  const choose = (value, text) => {
    if (value && ![...select.options].some((option) => option.value === value)) select.add(new Option(text, value));
    if (select.value === value) return;
    select.value = value;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  };
  startCombobox(input, list, {
    openEmpty: true,
    ask: (text, signal) => markup(`${pick.dataset.pick}?search=${encodeURIComponent(text === shown() ? "" : text)}`, signal),
    choose: (option) => {
      choose(option.dataset.value, option.dataset.label);
      return shown();
    },
  });
  input.addEventListener("focus", () => input.select());
  // Emptied means none; anything else that was typed and not chosen means nothing.
  input.addEventListener("blur", () => {
    if (!input.value.trim() && nothing) choose("", "");
    input.value = shown();
  });
  select.addEventListener("change", () => {
    input.value = shown();
  });
}

export function startPicks() {
  each("[data-pick]", (pick) => {
    if (pick.dataset.started) return;
    pick.dataset.started = "true";
    start(pick);
  });
}
