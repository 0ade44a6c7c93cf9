// The table of permissions: a line or a column at once, a search, and a switch that means everything.
import { counted, each, on } from "./dom.js";

const boxes = (root, column) => {
  const all = [...root.querySelectorAll("[data-matrix-box]")];
  return column === undefined ? all : all.filter((box) => box.dataset.column === column);
};

/** What a box that stands for others shows of them. */
function sum(toggle, of) {
  const free = of.filter((box) => !box.disabled);
  const checked = of.filter((box) => box.checked).length;
  toggle.checked = of.length > 0 && checked === of.length;
  toggle.indeterminate = checked > 0 && checked < of.length;
  toggle.disabled = free.length === 0;
}

function show(table) {
  for (const toggle of table.querySelectorAll("[data-matrix-row-all]")) sum(toggle, boxes(toggle.closest("[data-matrix-row]")));
  for (const toggle of table.querySelectorAll("[data-matrix-column-all]")) sum(toggle, boxes(table, toggle.dataset.matrixColumnAll));
  const count = table.querySelector("[data-matrix-count]");
  if (count) count.textContent = counted(count, table.querySelectorAll('[name="permission"][type="checkbox"]:checked').length);
}

function set(table, of, checked) {
  for (const box of of) if (!box.disabled && !box.closest("[hidden]")) box.checked = checked;
  show(table);
}

function search(table, text) {
  const plain = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const wanted = plain(text.trim());
  let found = 0;
  for (const row of table.querySelectorAll("[data-matrix-row]")) {
    const words = [...row.querySelectorAll("[aria-label]")].map((part) => part.getAttribute("aria-label"));
    row.hidden = !plain(`${row.textContent} ${words.join(" ")}`).includes(wanted);
    if (!row.hidden) found += 1;
  }
  const none = table.querySelector("[data-matrix-none]");
  if (none) none.hidden = found > 0;
}

export function startMatrix() {
  each("[data-matrix]", (table) => {
    for (const part of table.querySelectorAll(".matrix-all, .matrix-tools")) part.hidden = false;
    show(table);
  });
  // Before the form looks at what has changed.
  on("change", "[data-matrix-row-all]", (event, toggle) => {
    set(toggle.closest("[data-matrix]"), boxes(toggle.closest("[data-matrix-row]")), toggle.checked);
  }, true);
  on("change", "[data-matrix-column-all]", (event, toggle) => {
    const table = toggle.closest("[data-matrix]");
    set(table, boxes(table, toggle.dataset.matrixColumnAll), toggle.checked);
  }, true);
  on("change", "[data-matrix-box]", (event, box) => show(box.closest("[data-matrix]")));
  on("input", "[data-matrix-search]", (event, field) => search(field.closest("[data-matrix]"), field.value));
  on("keydown", "[data-matrix-search]", (event) => {
    // Searching is not saving.
    if (event.key === "Enter") event.preventDefault();
  });
  on("change", "[data-everything] input[type=checkbox]", (event, everything) => {
    const table = everything.form?.querySelector("[data-matrix]");
    if (!table) return;
    for (const box of boxes(table)) {
      box.disabled = everything.checked;
      if (everything.checked) box.checked = true;
    }
    show(table);
  }, true);
}
