// Menus, and the main menu as a drawer on narrow screens.
import { on } from "./dom.js";

function closeOthers(keep) {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) if (menu !== keep) menu.open = false;
}

function drawer(open) {
  const app = document.querySelector(".app");
  if (!app) return;
  app.toggleAttribute("data-drawer-open", open);
  document.getElementById("main").inert = open;
  const target = open ? document.querySelector("#nav [aria-current], #nav a") : document.querySelector("[data-drawer]");
  target?.focus();
}

export function startMenus() {
  document.addEventListener("pointerdown", (event) => closeOthers(event.target.closest?.("details[data-menu]")));
  on("toggle", "details[data-menu]", (event, menu) => menu.open && closeOthers(menu), true);
  on("keydown", "details[data-menu][open]", (event, menu) => {
    const items = [...menu.querySelectorAll("a.menu-i, button.menu-i")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") {
      menu.open = false;
      menu.querySelector("summary").focus();
    } else if (step && items.length > 0) {
      event.preventDefault();
      items[(items.indexOf(document.activeElement) + step + items.length) % items.length].focus();
    }
  });
  on("click", "details[data-menu] .menu-b a", (event, link) => {
    link.closest("details").open = false;
  });
  document.addEventListener("submit", () => closeOthers(null), true);
  on("click", "[data-drawer]", (event) => {
    event.preventDefault();
    drawer(!document.querySelector(".app").hasAttribute("data-drawer-open"));
  });
  on("click", "[data-drawer-close]", (event) => {
    event.preventDefault();
    drawer(false);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.querySelector(".app[data-drawer-open]")) drawer(false);
  });
}
