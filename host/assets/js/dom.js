// What several modules need to find and watch elements.

/** Calls `handler(event, element)` for events on whatever matches `selector`, now or later. */
export function on(type, selector, handler, options) {
  document.addEventListener(type, (event) => {
    const element = event.target instanceof Element ? event.target.closest(selector) : null;
    if (element) handler(event, element);
  }, options);
}

/** Calls `start(element)` for what matches `selector` on this page, and in every fragment that arrives. */
export function each(selector, start) {
  const visit = (root) => {
    if (root.matches?.(selector)) start(root);
    root.querySelectorAll(selector).forEach(start);
  };
  visit(document);
  document.addEventListener("htmx:load", (event) => visit(event.detail.elt));
}

/** The language of the page. */
export const language = document.documentElement.lang || "en";

const plural = new Intl.PluralRules(language);
const numbers = new Intl.NumberFormat(language);

/** A number as the page's language writes it. */
export function number(value) {
  return numbers.format(value);
}

/** One of the two texts that the server put on an element, with the number in it. */
export function counted(element, count) {
  const text = plural.select(count) === "one" ? element.dataset.one : element.dataset.other;
  return text.replace("{n}", number(count));
}

/** Whether someone is typing: then letters are letters, not commands. */
export function isTyping(target) {
  return target instanceof Element && target.closest("input, select, textarea, [contenteditable]") !== null;
}

/** An icon like another one on the page, under another name. */
export function iconLike(svg, name) {
  const copy = svg.cloneNode(true);
  const use = copy.querySelector("use");
  use.setAttribute("href", use.getAttribute("href").replace(/#.*$/, `#${name}`));
  return copy;
}
