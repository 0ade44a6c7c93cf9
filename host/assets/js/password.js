// The rules of a password, shown while one types. The server's plugin decides; this shows what it said.
import { on } from "./dom.js";
import { block } from "./tracking.js";

function rulesOf(input) {
  return document.getElementById(`${input.id}-rules`);
}

function open(input) {
  const rules = rulesOf(input);
  if (!rules) return;
  rules.hidden = false;
  if (!rules.firstElementChild) htmx.trigger(input, "ask-rules");
}

function close(input) {
  const rules = rulesOf(input);
  // Rules that stand in the page stay: else the button below would slip away from under the pointer that presses it.
  if (rules && getComputedStyle(rules).position === "absolute") rules.hidden = true;
}

export function startPassword() {
  on("focusin", "[data-password]", (event, input) => open(input));
  on("input", "[data-password]", (event, input) => open(input));
  on("focusout", "[data-password]", (event, input) => {
    if (!input.closest("[data-field]").contains(event.relatedTarget)) close(input);
  });
  on("keydown", "[data-password]", (event, input) => {
    if (event.key === "Escape") close(input);
  });
  on("click", "[data-reveal]", (event, button) => {
    const input = document.getElementById(button.getAttribute("aria-controls"));
    const hide = input.type === "text";
    input.type = hide ? "password" : "text";
    button.setAttribute("aria-pressed", String(!hide));
    button.setAttribute("aria-label", hide ? button.dataset.show : button.dataset.hide);
  });
  // Rules may speak of the user name or the e-mail: ask again when those change.
  on("change", "form[data-track]", (event, form) => {
    const input = form.querySelector("[data-password]");
    if (input?.value && event.target !== input) htmx.trigger(input, "ask-rules");
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const rules = event.detail.target;
    if (!rules?.matches?.("[data-rules]")) return;
    const reason = rules.querySelector("[data-verdict]")?.dataset.block ?? "";
    const input = document.getElementById(rules.id.replace(/-rules$/, ""));
    input.classList.toggle("in-bad", reason !== "");
    if (reason) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
    if (!rules.hidden) rules.scrollIntoView({ block: "nearest" });
    if (input.form) block(input.form, input.name, reason);
  });
}
