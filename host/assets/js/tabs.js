// Tabs of one form: the panels are all there, a click shows another one and changes the address.
import { on } from "./dom.js";

/** Shows the panel that holds an element, so that it can be focused. */
export function reveal(element) {
  const panel = element.closest("[data-panel][hidden]");
  const tab = panel && document.getElementById(`tab-${panel.dataset.panel}`);
  if (tab) select(tab, false);
}

function select(tab, remember) {
  const panel = document.getElementById(`panel-${tab.dataset.tab}`);
  if (!panel) return false;
  const list = tab.closest("[data-tabs]");
  for (const other of list.querySelectorAll("[data-tab]")) {
    const chosen = other === tab;
    other.setAttribute("aria-selected", String(chosen));
    other.tabIndex = chosen ? 0 : -1;
    const content = document.getElementById(`panel-${other.dataset.tab}`);
    if (content) content.hidden = !chosen;
  }
  panel.closest(".scroll")?.scrollTo(0, 0);
  tab.scrollIntoView({ block: "nearest", inline: "nearest" });
  if (remember) history.replaceState(history.state, "", tab.href);
  return true;
}

export function startTabs() {
  // On a narrow screen the open tab of a page may stand beyond the edge.
  const open = document.querySelector("[data-tabs] [data-tab][aria-selected=true]");
  open?.scrollIntoView({ block: "nearest", inline: "nearest" });
  on("click", "[data-tab]", (event, tab) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (select(tab, true)) event.preventDefault();
  });
  // A link to a tab elsewhere on the page: "Look at them".
  on("click", "[data-show-tab]", (event, link) => {
    const tab = document.getElementById(`tab-${link.dataset.showTab}`);
    if (tab && select(tab, true)) {
      event.preventDefault();
      tab.focus();
    }
  });
  on("keydown", "[data-tabs]", (event, list) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const edge = { Home: 0, End: -1 }[event.key];
    if (step === undefined && edge === undefined) return;
    const tabs = [...list.querySelectorAll("[data-tab]")];
    const at = tabs.indexOf(document.activeElement);
    const next = step === undefined ? tabs.at(edge) : tabs[(at + step + tabs.length) % tabs.length];
    event.preventDefault();
    next?.focus();
  });
}
