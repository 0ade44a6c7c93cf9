// The bell: its panel is loaded when it is opened, and the server's stream keeps it up to date.
import { number, on } from "./dom.js";
import { showToast } from "./toast.js";

let filter = "all";

function applyFilter() {
  const list = document.getElementById("inbox-list");
  if (!list) return;
  let running = 0;
  for (const note of list.querySelectorAll("[data-note]")) {
    const pending = note.dataset.note === "pending";
    if (pending) running += 1;
    note.hidden = filter === "pending" && !pending;
  }
  for (const chip of document.querySelectorAll("[data-inbox]")) chip.setAttribute("aria-pressed", String(chip.dataset.inbox === filter));
  const count = document.querySelector("[data-running]");
  if (count) count.textContent = number(running);
  const empty = document.querySelector(".inbox-empty");
  if (empty) empty.hidden = list.children.length > 0;
}

function upsert(markup) {
  const list = document.getElementById("inbox-list");
  if (!list) return;
  const template = document.createElement("template");
  template.innerHTML = markup;
  const note = template.content.firstElementChild;
  if (!note) return;
  const old = document.getElementById(note.id);
  const focused = old?.contains(document.activeElement);
  if (old) old.replaceWith(note);
  else list.prepend(note);
  htmx.process(note);
  if (focused) note.querySelector("a, button")?.focus();
  applyFilter();
}

function unread(text) {
  const count = Number.parseInt(text, 10) || 0;
  const badge = document.querySelector("[data-unread]");
  const bell = document.querySelector("[data-bell]");
  if (!badge || !bell) return;
  badge.textContent = number(count);
  badge.hidden = count === 0;
  bell.setAttribute("aria-label", bell.getAttribute("aria-label").replace(/\d[\d.,\s]*/, `${number(count)} `));
}

function listen(address) {
  const stream = new EventSource(address);
  stream.addEventListener("notification", (event) => upsert(event.data));
  stream.addEventListener("unread", (event) => unread(event.data));
  stream.addEventListener("toast", (event) => showToast(event.data));
  window.addEventListener("pagehide", () => stream.close(), { once: true });
}

export function startInbox() {
  const panel = document.getElementById("inbox");
  if (!panel) return;
  panel.addEventListener("toggle", (event) => {
    document.querySelector("[data-bell]").classList.toggle("is-open", event.newState === "open");
    const content = document.getElementById("inbox-content");
    if (event.newState === "open" && content?.getAttribute("aria-busy") === "true") htmx.trigger(content, "open-inbox");
  });
  on("click", "[data-inbox]", (event, chip) => {
    filter = chip.dataset.inbox;
    applyFilter();
  });
  on("submit", "[data-read-all]", () => {
    for (const note of document.querySelectorAll(".note.is-unread")) note.classList.remove("is-unread");
    unread("0");
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target?.id === "inbox-content") applyFilter();
  });
  if (panel.dataset.stream) listen(panel.dataset.stream);
}
