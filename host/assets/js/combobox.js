// A text field with a list of suggestions below it, by the ARIA pattern of a combobox. Options come from the server.

/**
 * `ask(text, signal)` answers the options' markup; `choose(option)` is told which one was taken, and answers what the
 * field shows then.
 */
export function startCombobox(input, list, { ask, choose, openEmpty = false }) {
  let timer = 0;
  let asking = null;
  let active = -1;
  const options = () => [...list.querySelectorAll("[role=option]")];

  function close() {
    clearTimeout(timer);
    asking?.abort();
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    input.removeAttribute("aria-busy");
  }

  function open() {
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
  }

  function say(text) {
    const line = document.createElement("li");
    line.className = "combo-none";
    line.setAttribute("role", "presentation");
    line.textContent = text;
    list.replaceChildren(line);
  }

  function mark(at) {
    const all = options();
    active = all.length === 0 ? -1 : (at + all.length) % all.length;
    all.forEach((option, number) => {
      option.id ||= `${list.id}-${number}`;
      option.setAttribute("aria-selected", String(number === active));
    });
    if (active < 0) return;
    input.setAttribute("aria-activedescendant", all[active].id);
    all[active].scrollIntoView({ block: "nearest" });
  }

  async function suggest() {
    asking?.abort();
    const mine = new AbortController();
    asking = mine;
    input.setAttribute("aria-busy", "true");
    if (list.hidden) {
      say(list.dataset.searching);
      open();
    }
    try {
      const markup = await ask(input.value.trim(), mine.signal);
      if (mine.signal.aborted) return;
      list.innerHTML = markup;
      mark(0);
    } catch (error) {
      if (mine.signal.aborted) return;
      say(list.dataset.failed);
    }
    input.removeAttribute("aria-busy");
  }

  function take(option) {
    close();
    input.value = choose(option) ?? "";
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    if (!input.value.trim() && !openEmpty) close();
    else timer = setTimeout(suggest, 180);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      // Never the form's: one searches here.
      event.preventDefault();
      if (!list.hidden && active >= 0) take(options()[active]);
      else if (input.value.trim()) suggest();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) {
        if (input.value.trim() || openEmpty) suggest();
      } else mark(active + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  });
  if (openEmpty) input.addEventListener("click", () => list.hidden && suggest());
  input.addEventListener("blur", close);
  // The field keeps the focus, so that blur means leaving.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) take(option);
  });
}

/** The markup of an address of ours, with a search. */
export async function markup(address, signal) {
  const answer = await fetch(address, { signal, headers: { "hx-request": "true" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.text();
}
