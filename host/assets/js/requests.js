// What every request of htmx carries, and what happens when an answer is not the expected one.
import { letGo } from "./tracking.js";
import { showToast } from "./toast.js";

const expected = { main: 'id="main"', detail: 'id="detail"', "list-body": 'id="list-body"', "inbox-content": 'id="inbox-content"', modal: "data-open", feedback: 'id="feedback"', history: 'id="history"', shifts: 'id="shifts"' };

/** Says that a request did not arrive. */
export function sayFailed() {
  const template = document.getElementById("failed-toast");
  if (template) showToast(template.innerHTML);
}

export function startRequests() {
  const token = document.querySelector('meta[name="csrf-token"]')?.content;
  document.addEventListener("htmx:configRequest", (event) => {
    const { headers, formData, elt } = event.detail;
    if (token) headers["x-csrf-token"] = token;
    // A field that asks something sends what is typed, not the files.
    if (!(elt instanceof HTMLFormElement)) {
      for (const [name, value] of [...formData.entries()]) if (value instanceof File) formData.delete(name);
    }
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, target, shouldSwap } = event.detail;
    const mark = expected[target?.id];
    if (!shouldSwap || !mark || !xhr.responseText || xhr.responseText.includes(mark)) return;
    // Another page answered, such as the door after the session ended: go there instead of emptying the pane.
    event.detail.shouldSwap = false;
    if (xhr.responseURL) {
      letGo();
      window.location.assign(xhr.responseURL);
    }
  });
  document.addEventListener("htmx:responseError", sayFailed);
  document.addEventListener("htmx:sendError", sayFailed);
}
