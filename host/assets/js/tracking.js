// What is changed and not saved yet: the bar counts it, tabs and fields show it, leaving asks.
import { counted, each, on } from "./dom.js";
import { ask } from "./dialog.js";

const tracked = new WeakMap();
// A refused form comes back with what was typed; it is still compared with what is stored.
let kept = null;
let leaving = false;

/** Lets the page go without asking: what was changed has been sent, or is to be dropped. */
export function letGo() {
  leaving = true;
}

/** Refuses saving for a reason, named by `key`; an empty reason takes it back. */
export function block(form, key, reason) {
  const state = tracked.get(form);
  if (!state) return;
  if (reason) state.blocks.set(key, reason);
  else state.blocks.delete(key);
  show(form);
}

function read(form) {
  const values = new Map();
  for (const control of form.elements) {
    if (!control.name || control.type === "hidden" || control.type === "submit" || control.tagName === "FIELDSET") continue;
    let value = control.value;
    if (control.type === "checkbox" || control.type === "radio") value = control.checked ? control.value : "";
    if (control.type === "file") value = [...control.files].map((file) => `${file.name}:${file.size}`).join();
    const before = values.get(control.name);
    values.set(control.name, before ? `${before}\n${value}` : value);
  }
  return values;
}

function changedNames(form) {
  const { baseline } = tracked.get(form);
  const changed = new Set();
  const now = read(form);
  for (const [name, value] of now) if ((baseline.get(name) ?? "") !== value) changed.add(name);
  // Rows that were taken away.
  for (const [name, value] of baseline) if (!now.has(name) && value) changed.add(name);
  return changed;
}

function show(form) {
  const state = tracked.get(form);
  const bar = form.querySelector("[data-save]");
  if (!bar) return;
  state.changed = changedNames(form);
  // A row that was added holds nothing yet, and is a change all the same.
  const count = Math.max(state.changed.size, form.dataset.unsaved ? 1 : 0);
  const isNew = form.dataset.track === "new";
  const panels = new Set();
  for (const field of form.querySelectorAll("[data-field]")) {
    const changed = state.changed.has(field.dataset.field);
    field.classList.toggle("is-changed", changed && !isNew);
    if (changed) panels.add(field.closest("[data-panel]")?.dataset.panel);
  }
  for (const tab of document.querySelectorAll("[data-tab]")) {
    const dot = tab.querySelector("[data-dot]");
    if (dot) dot.hidden = isNew || !panels.has(tab.dataset.tab);
  }
  const reason = [...state.blocks.values()][0];
  if (bar.dataset.state === "refused" && !state.touched && !reason) return;
  const title = count > 0 && !isNew ? counted(bar, count) : bar.dataset.clean;
  bar.dataset.state = state.saving ? "saving" : reason ? "refused" : count > 0 ? "changed" : "clean";
  bar.querySelector("[data-save-title]").textContent = state.saving ? bar.dataset.saving : title;
  bar.querySelector("[data-save-why]").textContent = reason ?? (count > 0 ? bar.dataset.keep : "");
  const idle = Boolean(reason) || state.saving || (count === 0 && !isNew);
  bar.querySelector("[data-submit]").setAttribute("aria-disabled", String(idle));
}

/** The form on this page that has unsaved changes, if any. */
function unsaved() {
  if (leaving) return null;
  const form = document.querySelector("form[data-track]");
  return form && tracked.get(form)?.changed.size > 0 && !tracked.get(form).saving ? form : null;
}

function guard() {
  window.addEventListener("beforeunload", (event) => {
    if (unsaved()) event.preventDefault();
  });
  // Another person's row, or another page of them: ask before the form goes.
  document.addEventListener("htmx:confirm", (event) => {
    const { target, elt, issueRequest } = event.detail;
    const form = unsaved();
    if (!form || target?.id !== "detail" || elt === form || elt.hasAttribute("data-discard")) return;
    event.preventDefault();
    ask("leave").then((go) => go && issueRequest(true));
  });
}

function submitting() {
  document.addEventListener("submit", (event) => {
    const state = tracked.get(event.target);
    if (!state) return;
    if (state.blocks.size === 0 && !state.saving) {
      letGoUntilAnswer(event.target, state);
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    event.target.querySelector('[aria-invalid="true"]')?.focus();
  }, true);
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
    const form = document.querySelector("form[data-track]");
    if (!form) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector("[data-submit]"));
  });
  on("click", "[data-discard]", letGoOnce);
}

function letGoUntilAnswer(form, state) {
  state.saving = true;
  // After this turn of the loop: the values must be read before the bar changes anything.
  queueMicrotask(() => show(form));
}

function letGoOnce(event) {
  if (event.ctrlKey || event.metaKey) return;
  leaving = true;
}

export function startTracking() {
  each("form[data-track]", (form) => {
    leaving = false;
    const same = kept && kept.action === form.action;
    tracked.set(form, { baseline: same ? kept.baseline : read(form), blocks: new Map(), changed: new Set(), saving: false, touched: false });
    kept = null;
    // The list may be filtered or far down; of it, only this record's own line is brought up to date.
    const row = document.querySelector("[data-row].is-on");
    if (form.dataset.track === "edit") form.setAttribute("hx-select-oob", row ? `#toasts,#project-chooser,#${row.id}` : "#toasts,#project-chooser");
    show(form);
  });
  const changed = (event) => {
    const form = event.target instanceof Element ? event.target.closest("form[data-track]") : null;
    const state = form && tracked.get(form);
    if (!state) return;
    state.touched = true;
    show(form);
  };
  document.addEventListener("input", changed);
  document.addEventListener("change", changed);
  document.addEventListener("htmx:beforeSwap", (event) => {
    const form = document.querySelector("form[data-track]");
    if (event.detail.target?.id !== "detail" || !form) return;
    // Refused, or not saved yet because a row was added: what was typed is still compared with what is stored.
    const unsaved = event.detail.xhr.status === 422 || event.detail.xhr.responseText.includes("data-unsaved");
    kept = unsaved ? { action: form.action, baseline: tracked.get(form)?.baseline } : null;
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target?.id === "detail") document.querySelector('#detail [aria-invalid="true"]')?.focus();
    const form = document.querySelector("form[data-track]");
    // Auto-fill brought other values.
    if (form && tracked.get(form) && event.detail.target?.id === "filled") show(form);
  });
  for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(failure, (event) => {
      const state = tracked.get(event.detail.elt);
      if (!state) return;
      state.saving = false;
      show(event.detail.elt);
    });
  }
  guard();
  submitting();
}
