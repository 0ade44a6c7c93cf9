// A secret that is shown once: copied with a button, and gone with the page.
import { each, on } from "./dom.js";

/** Without TLS browsers have no clipboard for scripts, only the old command. */
async function copy(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    field.select();
    return document.execCommand("copy");
  }
}

export function startSecrets() {
  each("[data-once]", (place) => {
    // Loading the page again asks for the list, not for another secret.
    history.replaceState(history.state, "", place.dataset.once);
    window.addEventListener("pagehide", () => {
      for (const field of place.querySelectorAll("[data-secret]")) {
        field.value = "";
        field.removeAttribute("value");
      }
      place.closest("dialog")?.close();
    });
  });
  on("focusin", "[data-secret]", (event, field) => field.select());
  on("click", "[data-copy]", async (event, button) => {
    const field = document.getElementById(button.dataset.copy);
    if (!field) return;
    const done = await copy(field);
    const said = button.closest("[data-once]")?.querySelector("[data-copy-said]");
    if (said) said.textContent = done ? button.dataset.copied : button.dataset.notCopied;
    button.classList.toggle("is-copied", done);
  });
}
