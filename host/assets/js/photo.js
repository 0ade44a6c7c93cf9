// Shows the photo that was chosen before it is sent.
import { on } from "./dom.js";

export function startPhoto() {
  on("change", "[data-photo]", (event, input) => {
    const tile = document.querySelector("#detail .photo .tile");
    const file = input.files[0];
    if (!tile || !file || !file.type.startsWith("image/")) return;
    const image = document.createElement("img");
    image.alt = "";
    image.src = URL.createObjectURL(file);
    image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true });
    tile.classList.add("tile-photo");
    tile.replaceChildren(image);
  });
}
