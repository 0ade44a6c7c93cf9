// A photo that was chosen: one picks the square of it to keep, and sees it before it is sent. The server cuts it again
// from the file itself; here only the numbers are chosen.
import { on } from "./dom.js";

const LARGEST_ZOOM = 8;

let open = null;

/** The part of the picture that is shown: its upper left corner and side, in the picture's own pixels. */
function square({ image, centre, zoom }) {
  const side = Math.min(image.naturalWidth, image.naturalHeight) / zoom;
  const within = (middle, length) => Math.min(Math.max(middle - side / 2, 0), length - side);
  return { left: within(centre.x, image.naturalWidth), top: within(centre.y, image.naturalHeight), side };
}

function draw() {
  const { left, top, side } = square(open);
  open.centre = { x: left + side / 2, y: top + side / 2 };
  const context = open.canvas.getContext("2d");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, open.canvas.width, open.canvas.height);
  context.drawImage(open.image, left, top, side, side, 0, 0, open.canvas.width, open.canvas.height);
}

function move(x, y) {
  const { side } = square(open);
  const scale = side / open.canvas.getBoundingClientRect().width;
  open.centre.x += x * scale;
  open.centre.y += y * scale;
  draw();
}

function zoomTo(part) {
  open.zoom = LARGEST_ZOOM ** (part / 100);
  draw();
}

function start(input, file) {
  const field = input.closest("[data-field]");
  const dialog = field.querySelector("[data-crop]");
  const image = new Image();
  image.addEventListener("load", () => {
    open = { field, input, dialog, image, canvas: dialog.querySelector("canvas"), zoom: 1 };
    open.centre = { x: image.naturalWidth / 2, y: image.naturalHeight / 2 };
    dialog.querySelector("[data-crop-zoom]").value = "0";
    dialog.showModal();
    draw();
    open.canvas.focus();
  }, { once: true });
  // What no browser can show may still be refused with a reason by the server.
  image.addEventListener("error", () => URL.revokeObjectURL(image.src), { once: true });
  image.src = URL.createObjectURL(file);
}

function use() {
  const { left, top, side } = square(open);
  const shorter = Math.min(open.image.naturalWidth, open.image.naturalHeight);
  open.field.querySelector("[data-crop-value]").value = [left, top, side].map((pixels) => pixels / shorter).join(" ");
  const tile = document.querySelector("#detail .photo .tile");
  const shown = document.createElement("img");
  shown.alt = "";
  open.canvas.toBlob((blob) => {
    // Not taken back while the page lives: it may be drawn again with this picture in it.
    shown.src = URL.createObjectURL(blob);
  });
  tile?.classList.add("tile-photo");
  tile?.replaceChildren(shown);
  finish();
}

function finish() {
  URL.revokeObjectURL(open.image.src);
  open.dialog.close();
  open = null;
}

function cancel() {
  const { input } = open;
  finish();
  input.value = "";
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

const STEPS = { ArrowLeft: [-8, 0], ArrowRight: [8, 0], ArrowUp: [0, -8], ArrowDown: [0, 8] };

export function startPhoto() {
  on("change", "[data-photo]", (event, input) => {
    const file = input.files[0];
    if (file?.type.startsWith("image/")) start(input, file);
  });
  on("click", "[data-crop-use]", () => open && use());
  on("click", "[data-crop-cancel]", () => open && cancel());
  on("input", "[data-crop-zoom]", (event, slider) => open && zoomTo(Number(slider.value)));
  document.addEventListener("cancel", (event) => {
    if (open?.dialog !== event.target) return;
    event.preventDefault();
    cancel();
  }, true);
  on("pointerdown", ".crop-c", (event, canvas) => canvas.setPointerCapture(event.pointerId));
  on("pointermove", ".crop-c", (event, canvas) => {
    if (open && canvas.hasPointerCapture(event.pointerId)) move(-event.movementX, -event.movementY);
  });
  on("keydown", ".crop-c", (event) => {
    const step = STEPS[event.key];
    if (!open || !step) return;
    event.preventDefault();
    move(...step);
  });
  document.addEventListener("wheel", (event) => {
    if (!open || event.target !== open.canvas) return;
    event.preventDefault();
    const slider = open.dialog.querySelector("[data-crop-zoom]");
    slider.value = String(Number(slider.value) - Math.sign(event.deltaY) * 4);
    zoomTo(Number(slider.value));
  }, { passive: false });
}
