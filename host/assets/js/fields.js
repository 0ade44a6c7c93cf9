// Additional fields: what depends on another field comes and goes, trees open level by level, the matrix of rights.
import { each, on } from "./dom.js";
import { block } from "./tracking.js";

/** The values that a control of the form holds; an empty text when it holds none. */
function valuesOf(form, name) {
  const values = [];
  for (const control of form.elements) {
    if (control.name !== name || control.closest("[hidden][data-shown-when]")) continue;
    if ((control.type === "checkbox" || control.type === "radio") && !control.checked) continue;
    if (control.value.trim()) values.push(control.value.trim());
  }
  return values.length > 0 ? values : [""];
}

/** Shows what its condition asks for. Once more for each level of what depends on what depends. */
function judge(form) {
  const dependent = [...form.querySelectorAll("[data-shown-when]")];
  for (let round = 0; round <= dependent.length; round += 1) {
    let changed = false;
    for (const field of dependent) {
      const wanted = JSON.parse(field.dataset.anyOf);
      const master = form.querySelector(`[data-field="${CSS.escape(field.dataset.shownWhen)}"]`);
      const gone = master?.hidden && master.hasAttribute("data-shown-when");
      const shown = !gone && valuesOf(form, field.dataset.shownWhen).some((value) => wanted.includes(value)) && isSeen(field, form);
      changed ||= field.hidden === shown;
      field.hidden = !shown;
    }
    if (!changed) return;
  }
}

function rights(field, form) {
  const active = form.elements.active;
  const [whileActive, whileNot] = field.dataset.states.split(",");
  return !active || active.checked ? whileActive : whileNot;
}

function isSeen(field, form) {
  return !field.dataset.states || rights(field, form).includes("v");
}

/** What the reader may do changes with the state of the record. */
function byState(form) {
  for (const field of form.querySelectorAll("[data-states]")) {
    const may = rights(field, form);
    if (!field.dataset.shownWhen) field.hidden = !may.includes("v");
    const locked = !may.includes("e");
    for (const control of field.querySelectorAll("input:not([type=hidden]), select, textarea")) {
      if (["checkbox", "radio", "file"].includes(control.type) || control.tagName === "SELECT") {
        control.inert = locked;
        if (!locked) control.disabled = false;
      } else control.readOnly = locked;
      if (may.includes("r")) control.setAttribute("aria-required", "true");
      else control.removeAttribute("aria-required");
    }
  }
}

function refresh(form) {
  byState(form);
  judge(form);
}

/** One list for each level of a tree; the one list that is sent stays, unseen. */
function cascade(box) {
  const base = box.querySelector("select");
  if (!base || base.disabled || base.dataset.cascade) return;
  base.dataset.cascade = "true";
  const options = [...base.options].slice(1).map((option) => ({
    value: option.value, label: option.dataset.label ?? option.textContent.trim(), level: Number(option.dataset.level ?? 0),
  }));
  if (options.every((option) => option.level === 0)) return;
  const parents = [];
  for (const option of options) {
    option.parent = option.level > 0 ? parents[option.level - 1] : null;
    parents[option.level] = option.value;
  }
  const nothing = base.options[0].textContent;
  const name = document.querySelector(`label[for="${CSS.escape(base.id)}"] span`)?.textContent ?? "";
  const levels = document.createElement("div");
  levels.className = "tree-levels";
  const wayTo = (value) => {
    const way = [];
    for (let at = value; at; at = options.find((option) => option.value === at)?.parent) way.unshift(at);
    return way;
  };
  const draw = (focused) => {
    const way = wayTo(base.value);
    levels.replaceChildren();
    for (let level = 0; level <= way.length; level += 1) {
      const parent = level === 0 ? null : way[level - 1];
      const below = options.filter((option) => option.parent === parent);
      if (below.length === 0) break;
      const list = document.createElement("select");
      list.className = base.className;
      list.setAttribute("aria-label", `${name}, ${box.dataset.levelLabel} ${level + 1}`);
      for (const attribute of ["aria-invalid", "aria-describedby"]) {
        if (base.hasAttribute(attribute)) list.setAttribute(attribute, base.getAttribute(attribute));
      }
      list.append(new Option(level === 0 ? nothing : box.dataset.whole, parent ?? ""));
      for (const option of below) list.append(new Option(option.label, option.value, false, option.value === way[level]));
      list.addEventListener("change", () => {
        base.value = list.value;
        base.dispatchEvent(new Event("change", { bubbles: true }));
        draw(level);
      });
      levels.append(list);
    }
    if (focused !== undefined) levels.children[focused]?.focus();
  };
  draw();
  base.hidden = true;
  box.classList.add("is-cascade");
  base.after(levels);
}

const NEEDS = { visible: [], editable: ["visible"], required: ["visible", "editable"] };

function boxesOf(matrix, test) {
  return [...matrix.querySelectorAll("input[type=checkbox]")].filter((box) => test(box.name.split(".")));
}

function settle(matrix, box) {
  const [, audience, state, right] = box.name.split(".");
  const same = (rights) => boxesOf(matrix, ([, a, s, r]) => a === audience && s === state && rights.includes(r));
  if (box.checked) for (const other of same(NEEDS[right])) other.checked = true;
  else for (const other of same(Object.keys(NEEDS).filter((other) => NEEDS[other].includes(right)))) other.checked = false;
}

function matrices() {
  on("change", "[data-state-grid] input", (event, box) => settle(box.closest("[data-state-grid]"), box));
  on("click", "[data-state-grid] .state-grid-all", (event, head) => {
    const matrix = head.closest("[data-state-grid]");
    const boxes = head.dataset.right
      ? boxesOf(matrix, ([, , , right]) => right === head.dataset.right)
      : boxesOf(matrix, ([, audience, state]) => `${audience}.${state}` === head.dataset.column);
    const on = boxes.some((box) => !box.checked);
    for (const box of boxes) {
      box.checked = on;
      settle(matrix, box);
    }
    boxes[0]?.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

export function startFields() {
  const changed = (event) => {
    const form = event.target instanceof Element ? event.target.closest("form") : null;
    if (form?.querySelector("[data-shown-when], [data-states]")) refresh(form);
  };
  document.addEventListener("input", changed);
  document.addEventListener("change", changed);
  each("form", (form) => {
    if (form.querySelector("[data-shown-when]")) judge(form);
  });
  each("[data-tree]", cascade);
  matrices();
  // A file that is too large is told before it is sent.
  on("change", "[data-file-limit]", (event, input) => {
    const large = [...input.files].some((file) => file.size > Number(input.dataset.fileLimit));
    block(input.form, input.name, large ? input.dataset.tooLarge : "");
  });
  // A text file becomes the lines of a box.
  on("change", "[data-read-into]", async (event, input) => {
    const box = document.getElementById(input.dataset.readInto);
    if (!box || !input.files[0]) return;
    box.value = [box.value.trimEnd(), await input.files[0].text()].filter(Boolean).join("\n");
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.focus();
  });
  // Alt and an arrow move the line that has the focus.
  on("keydown", "[data-movable]", (event, row) => {
    const verb = { ArrowUp: "up", ArrowDown: "down" }[event.key];
    if (!event.altKey || !verb) return;
    event.preventDefault();
    row.querySelector(`[id^="${verb}-"]`)?.click();
  });
  let moved = null;
  document.addEventListener("htmx:beforeRequest", (event) => {
    moved = event.detail.elt.matches?.("[data-movable] form") ? event.detail.elt.closest("[data-movable]").id : moved;
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (!moved) return;
    document.getElementById(moved)?.querySelector(".roster-name")?.focus();
    moved = null;
  });
}
