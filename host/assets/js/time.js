// Instants in the reader's own time zone, written as the server writes them: 23 Nov 2026, 09:12.
import { each, language } from "./dom.js";

export function startTimes() {
  const clock = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const month = new Intl.DateTimeFormat(language, { month: "short" });
  each("time[data-local]", (element) => {
    const at = new Date(element.dateTime);
    if (Number.isNaN(at.getTime())) return;
    const name = month.format(at).replace(".", "").slice(0, 3);
    element.textContent = `${at.getDate()} ${name} ${at.getFullYear()}, ${clock.format(at)}`;
  });
}
