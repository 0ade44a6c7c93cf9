// Months by keyboard, and the bar beside the hours that one types.
import { each, on } from "./dom.js";

/** Which day is to have the focus when the next month arrives. */
let arriving = null;

function days(table) {
  return [...table.querySelectorAll("[data-day]")];
}

function focus(table, day) {
  for (const other of days(table)) other.tabIndex = other === day ? 0 : -1;
  day?.focus();
}

function shifted(date, by) {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + by);
  return day.toISOString().slice(0, 10);
}

/** One day of a month is reached by Tab, the others by arrows. */
function startMonth(table) {
  const all = days(table);
  if (all.length === 0) return;
  const wanted = arriving && all.find((day) => day.dataset.day === arriving.date);
  const edge = arriving && (arriving.last ? all.at(-1) : all[0]);
  const first = wanted ?? edge ?? all.find((day) => day.closest("[aria-current]")) ?? all[0];
  for (const day of all) day.tabIndex = day === first ? 0 : -1;
  if (arriving) first.focus();
  arriving = null;
}

function turn(word, goal) {
  const link = document.querySelector(`[data-turn="${word}"]`);
  if (!link) return;
  arriving = goal;
  link.click();
}

const minutes = (hour, minute) => Math.min(Number(hour) * 60 + Number(minute ?? 0), 1440);

/** Draws what can be read; what cannot is told when the form is sent. */
function draw(input) {
  const bar = input.closest("[data-field]")?.nextElementSibling?.querySelector("[data-hours-bar] g");
  if (!bar) return;
  bar.replaceChildren();
  for (const [, h1, m1, h2, m2] of input.value.matchAll(/(\d{1,2})(?:[:.h]?(\d{2}))?h?\s*[-–—]\s*(\d{1,2})(?:[:.h]?(\d{2}))?/g)) {
    const [from, until] = [minutes(h1, m1), minutes(h2, m2)];
    if (until <= from) continue;
    const part = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    part.setAttribute("class", "bar-on");
    part.setAttribute("x", from);
    part.setAttribute("width", until - from);
    part.setAttribute("height", 60);
    bar.append(part);
  }
}

export function startCalendars() {
  each("table[data-month]", startMonth);
  on("keydown", "[data-day]", (event, day) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const table = day.closest("table");
    const at = day.dataset.day;
    const weekday = (new Date(`${at}T00:00:00Z`).getUTCDay() + 6) % 7;
    const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 7, ArrowUp: -7, Home: -weekday, End: 6 - weekday }[event.key];
    if (by !== undefined) {
      event.preventDefault();
      const date = shifted(at, by);
      const next = table.querySelector(`[data-day="${date}"]`);
      if (next) focus(table, next);
      else if (event.key.startsWith("Arrow")) turn(by > 0 ? "next" : "previous", { date, last: by < 0 });
    } else if (event.key === "PageDown" || event.key === "PageUp") {
      event.preventDefault();
      turn(event.key === "PageDown" ? "next" : "previous", { date: null, last: false });
    }
  });
  on("input", '[name^="week."]', (event, input) => draw(input));
}
