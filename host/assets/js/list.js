// The list by keyboard and by check box. Arrows or j and k move, Enter opens, Space chooses, n is new, / searches.
import { counted, each, isTyping, on } from "./dom.js";

const scrolled = new Map();
let lastBox = null;

function names() {
  return [...document.querySelectorAll("[data-rows] .roster-name")];
}

function move(step) {
  const links = names();
  if (links.length === 0) return false;
  const row = document.activeElement?.closest?.("[data-row]") ?? document.querySelector("[data-row].is-on");
  const at = row ? links.findIndex((link) => row.contains(link)) : -1;
  const next = at < 0 ? 0 : Math.max(0, Math.min(links.length - 1, at + step));
  links[next].focus();
  links[next].closest("[data-row]").scrollIntoView({ block: "nearest" });
  return true;
}

function press(selector) {
  const link = document.querySelector(selector);
  link?.click();
  return Boolean(link);
}

function command(event) {
  const inPane = document.activeElement === document.body || document.activeElement?.closest("#list") !== null;
  switch (event.key) {
    case "ArrowDown": return inPane && move(1);
    case "ArrowUp": return inPane && move(-1);
    case "j": return move(1);
    case "k": return move(-1);
    case "/": {
      const box = document.querySelector("[data-list-query]") ?? document.getElementById("omni");
      box?.focus();
      box?.select();
      return Boolean(box);
    }
    case "e": {
      const control = document.querySelector("#detail form.work :is(input:not([type=hidden], [type=file]), select, textarea):not([disabled], [readonly])");
      control?.focus();
      return Boolean(control);
    }
    case "f": return press("#list [data-filter] a");
    case "[": return press("#list-body [rel=prev]");
    case "]": return press("#list-body [rel=next]");
    case "Escape": return !document.querySelector("details[data-menu][open]") && press("[data-whole-list]");
    case "n": {
      const link = document.querySelector("[data-new]");
      link?.click();
      return Boolean(link);
    }
    case " ": {
      const row = document.activeElement?.closest?.("[data-row]");
      if (document.activeElement?.closest?.("[data-select]")) return false;
      const box = row?.querySelector("[data-select]");
      box?.click();
      return Boolean(box);
    }
    default: return false;
  }
}

function keyboard(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || document.querySelector("dialog[open]")) return;
  if (isTyping(event.target) && !(event.key === " " && event.target.matches(".roster-name"))) {
    if (event.key === "ArrowDown" && event.target.matches("[data-list-query]") && move(1)) event.preventDefault();
    return;
  }
  if (command(event)) event.preventDefault();
}

function chosen(pane) {
  const boxes = [...pane.querySelectorAll("[data-select]")];
  const count = boxes.filter((box) => box.checked).length;
  const all = pane.querySelector("[data-select-all]");
  const note = pane.querySelector("[data-chosen]");
  if (!all || !note) return;
  all.checked = count > 0 && count === boxes.length;
  all.indeterminate = count > 0 && count < boxes.length;
  note.hidden = count === 0;
  note.textContent = count > 0 ? counted(note, count) : "";
  pane.querySelector("[data-summary]").hidden = count > 0;
}

const CHOICES = "#list-body, #choose-body, #pick-body";

function choosing() {
  on("click", "[data-select]", (event, box) => {
    const pane = box.closest(CHOICES);
    const boxes = [...pane.querySelectorAll("[data-select]")];
    const everybody = pane.querySelector("[data-select-matching]");
    if (everybody) everybody.checked = false;
    if (event.shiftKey && lastBox && boxes.includes(lastBox)) {
      const [from, to] = [boxes.indexOf(lastBox), boxes.indexOf(box)].sort((a, b) => a - b);
      for (const other of boxes.slice(from, to + 1)) other.checked = box.checked;
    }
    lastBox = box;
    chosen(pane);
  });
  on("change", "[data-select-all], [data-select-matching]", (event, all) => {
    const pane = all.closest(CHOICES);
    const everybody = pane.querySelector("[data-select-matching]");
    if (everybody && everybody !== all) everybody.checked = false;
    for (const box of pane.querySelectorAll("[data-select]")) box.checked = all.checked;
    chosen(pane);
  });
  each(CHOICES, chosen);
  // What is chosen beside the list may change a figure in its open line.
  each("form[data-choose][hx-select-oob]", (form) => {
    const row = document.querySelector("[data-row].is-on");
    if (row) form.setAttribute("hx-select-oob", `#toasts,#${row.id}`);
  });
}

/** A form that asks for a page does not say what was left empty. */
function plainly() {
  on("submit", "form[data-plain-get]", (event, form) => {
    const empty = [...form.elements].filter((control) => control.name && control.value === "");
    for (const control of empty) control.disabled = true;
    // The page may be shown again as it was, by the way back.
    setTimeout(() => { for (const control of empty) control.disabled = false; });
  });
}

/** Columns are put into another order by buttons that work with keys, too. */
function ordering() {
  each("[data-column]", (line) => {
    for (const button of line.querySelectorAll("[data-column-up], [data-column-down]")) button.hidden = false;
  });
  on("click", "[data-column-up], [data-column-down]", (event, button) => {
    const line = button.closest("[data-column]");
    const up = button.matches("[data-column-up]");
    const other = up ? line.previousElementSibling : line.nextElementSibling;
    if (!other) return;
    if (up) other.before(line);
    else other.after(line);
    button.focus();
  });
}

function opening() {
  // The way back on a narrow screen leads to the list as it was.
  on("click", "[data-back]", (event) => {
    const whole = document.querySelector("[data-whole-list]");
    if (!whole) return;
    event.preventDefault();
    whole.click();
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target?.id !== "main") return;
    const row = document.querySelector("[data-row].is-on");
    row?.scrollIntoView({ block: "nearest" });
    row?.querySelector(".roster-name").focus({ preventScroll: true });
  });
  on("htmx:beforeRequest", ".roster-name", (event, link) => {
    for (const row of document.querySelectorAll("[data-row]")) {
      const open = row.contains(link);
      row.classList.toggle("is-on", open);
      const name = row.querySelector(".roster-name");
      if (open) name.setAttribute("aria-current", "true");
      else name.removeAttribute("aria-current");
    }
  });
  document.addEventListener("htmx:afterSwap", () => {
    const split = document.querySelector(".split");
    const detail = document.getElementById("detail");
    if (split && detail) split.dataset.show = detail.hasAttribute("data-pane") ? "detail" : "list";
  });
  // A list that is brought up to date beside a saved form stays where it was.
  document.addEventListener("htmx:oobBeforeSwap", () => {
    for (const pane of document.querySelectorAll("[data-keep-scroll]")) scrolled.set(pane.dataset.keepScroll, pane.scrollTop);
  });
  document.addEventListener("htmx:oobAfterSwap", () => {
    for (const pane of document.querySelectorAll("[data-keep-scroll]")) pane.scrollTop = scrolled.get(pane.dataset.keepScroll) ?? 0;
  });
  document.querySelector("[data-row].is-on")?.scrollIntoView({ block: "nearest" });
}

export function startList() {
  document.addEventListener("keydown", keyboard);
  choosing();
  plainly();
  ordering();
  opening();
}
