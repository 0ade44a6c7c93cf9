// Lists in forms: a row that was added or moved is where the reader goes on; nothing jumps.
let kept = null;

export function startRows() {
  document.addEventListener("htmx:beforeSwap", (event) => {
    const scroll = event.detail.target?.id === "detail" ? document.querySelector("#detail form.work .scroll") : null;
    kept = scroll?.scrollTop ?? null;
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target?.id !== "detail") return;
    const scroll = document.querySelector("#detail form.work[data-unsaved] .scroll");
    if (scroll && kept !== null) scroll.scrollTop = kept;
    kept = null;
    const row = document.querySelector("#detail [data-focus]");
    if (!row) return;
    row.scrollIntoView({ block: "nearest" });
    (row.querySelector("details input:not([type=hidden]), details select, details textarea") ?? row).focus({ preventScroll: true });
  });
}
