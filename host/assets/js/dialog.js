// Native dialogs: those that come as fragments, those that stand on a page of their own, and questions.
import { each, on } from "./dom.js";

/** Asks the question with this id; the promise is whether to go on. `button` is what was pressed, and says what to do. */
export function ask(id, question, button) {
  const dialog = document.getElementById(id);
  if (!dialog) return Promise.resolve(window.confirm(question ?? ""));
  const place = dialog.querySelector("[data-question]");
  if (place && question) place.textContent = question;
  const go = dialog.querySelector("[data-go]");
  if (go && button) go.textContent = button.textContent.trim();
  go?.classList.toggle("btn-stop", Boolean(button?.matches(".menu-danger, .btn-danger")));
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "go"), { once: true });
  });
}

function dismiss(dialog) {
  dialog.close();
  if (dialog.closest("#modal")) dialog.remove();
}

export function startDialogs() {
  each("dialog[data-open]", (dialog) => {
    dialog.removeAttribute("data-open");
    dialog.removeAttribute("open");
    dialog.showModal();
  });
  on("click", "[data-close-dialog]", (event, link) => {
    const dialog = link.closest("dialog");
    if (!dialog.closest("#modal")) return;
    event.preventDefault();
    dismiss(dialog);
  });
  on("click", "dialog[data-dialog]", (event, dialog) => {
    // Only the backdrop is the dialog itself; everything visible is inside it.
    if (event.target === dialog && dialog.closest("#modal")) dismiss(dialog);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const question = form.dataset.confirm;
    if (!question || form.dataset.confirmed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    ask("confirm", question, event.submitter).then((go) => {
      if (!go) return;
      form.dataset.confirmed = "true";
      form.requestSubmit(event.submitter);
    });
  }, true);
  // A form that is on its way is not sent twice.
  on("submit", "form[data-busy]", (event, form) => {
    if (form.getAttribute("aria-busy") === "true") {
      event.preventDefault();
      return;
    }
    form.setAttribute("aria-busy", "true");
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll('form[aria-busy="true"]')) form.removeAttribute("aria-busy");
  });
}
