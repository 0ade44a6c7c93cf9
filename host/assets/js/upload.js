// Files that are dropped or chosen, and how much of them has been sent.
import { each, on } from "./dom.js";
import { sayFailed } from "./requests.js";

function check(zone) {
  const input = zone.querySelector("input[type=file]");
  const file = input.files[0];
  const problem = zone.querySelector("[data-drop-problem]");
  const tooLarge = Boolean(file) && file.size > Number(zone.dataset.limit);
  problem.textContent = tooLarge ? zone.dataset.tooLarge : "";
  zone.classList.toggle("drop-bad", tooLarge);
  zone.classList.toggle("has-file", Boolean(file) && !tooLarge);
  if (file) zone.querySelector("[data-drop-name]").textContent = file.name;
  if (tooLarge) input.value = "";
}

function send(form, zone, submitter) {
  const place = zone.querySelector("[data-drop-progress]");
  const bar = place.querySelector("rect");
  const figure = place.querySelector("span");
  const request = new XMLHttpRequest();
  place.hidden = false;
  request.upload.addEventListener("progress", (event) => {
    if (!event.lengthComputable) return;
    const percent = Math.floor((event.loaded * 100) / event.total);
    bar.setAttribute("width", String(percent));
    figure.textContent = `${percent} %`;
  });
  const over = () => {
    place.hidden = true;
    form.removeAttribute("aria-busy");
  };
  request.addEventListener("load", () => {
    // 207: it was taken, and there is something to tell about it.
    if (request.status < 300 && request.status !== 207) {
      window.location.assign(request.responseURL);
      return;
    }
    over();
    const answer = new DOMParser().parseFromString(request.responseText, "text/html");
    const dialog = answer.querySelector("dialog[data-dialog][data-open] > *");
    const old = form.closest("dialog")?.firstElementChild;
    if (!dialog || !old) return sayFailed();
    old.replaceWith(dialog);
    htmx.process(dialog);
  });
  request.addEventListener("error", () => {
    over();
    sayFailed();
  });
  request.open("POST", form.action);
  // A form with files is checked before its body is read, so its token has to come ahead of it.
  request.setRequestHeader("x-csrf-token", document.querySelector('meta[name="csrf-token"]')?.content ?? "");
  request.send(new FormData(form, submitter));
}

export function startUpload() {
  each("[data-drop]", (zone) => {
    const input = zone.querySelector("input[type=file]");
    input.addEventListener("change", () => check(zone));
    for (const type of ["dragenter", "dragover"]) zone.addEventListener(type, () => zone.classList.add("is-over"));
    for (const type of ["dragleave", "drop"]) zone.addEventListener(type, () => zone.classList.remove("is-over"));
  });
  on("submit", "form:has([data-drop])", (event, form) => {
    const zone = form.querySelector("[data-drop]");
    if (event.defaultPrevented || !zone.querySelector("input[type=file]").files[0]) return;
    event.preventDefault();
    send(form, zone, event.submitter);
  });
}
