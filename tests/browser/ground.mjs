// One of everything that an address of the console can name, found in the demo or made through the console's own forms.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { check, eventually } from "./chromium.mjs";
import { component } from "./components.mjs";
import { address } from "./console.mjs";

/** The password of the people who are made here. */
export const SECRET = "Guayacan-amarillo-77!";

/**
 * Sends a form as the page would, files as `{ name, text }`; answers the address that it led to.
 * `page` has to show any page of the console, for the form's token.
 */
export async function send(page, path, values, { files = false } = {}) {
  const answer = await page.evaluate(
    async ([action, values, files]) => {
      const body = files ? new FormData() : new URLSearchParams();
      for (const [name, value] of values) {
        body.append(name, typeof value === "string" ? value : new File([value.text], value.name));
      }
      const csrf = document.querySelector("input[name=csrf]").value;
      body.append("csrf", csrf);
      const answer = await fetch(action, { method: "POST", body, headers: { "x-csrf-token": csrf } });
      return { status: answer.status, url: answer.url };
    },
    [address(path), values, files],
  );
  check(answer.status === 200, `${path} to take the form, not ${answer.status}`);
  return answer.url;
}

/** An address below the tenant, without its question. */
const below = (href) => href.replace(/\?.*/, "").replace(/^.*?\/t\/demo\//, "");

/** The address of the first line of a list, as the console names it below the tenant. */
export async function first(page, list) {
  await page.goto(address(list));
  return below(await page.locator("[data-row] a").first().getAttribute("href"));
}

/** Makes a specialist who can sign in, with a ready-made or other role of this name if any; answers the address. */
export async function colleague(page, username, { role } = {}) {
  const values = [
    ["username", username],
    ["first_names", username],
    ["last_names", "Colleague"],
    ["password", SECRET],
    ["culture", "en"],
    ["active", "true"],
  ];
  await page.goto(address("users/specialists/new"));
  const made = await send(page, "users/specialists", values, { files: true });
  const person = below(made);
  if (role) {
    const wanted = (await first(page, `roles?search=${encodeURIComponent(role)}`)).split("/").pop();
    await send(page, `${person}/roles`, [["selected", wanted]]);
  }
  return person;
}

/** The first link of the page that matches, below the tenant. */
async function link(page, selector) {
  return below(await page.locator(selector).first().getAttribute("href"));
}

const id = (path) => path.split("/").pop();

/** People in the list, with what hangs on them. */
export async function people(page) {
  const client = await first(page, "users/clients?view=none&search=carolina");
  const specialist = await first(page, "users/specialists?view=none&search=valentina");
  const worker = await first(page, "users/specialists?view=none&active=true");
  const deleted = await first(page, "users/clients?view=none&search=ximena");
  await send(page, `${deleted}/delete`, []);
  await send(page, "feedback", [["user", id(client)], ["body", "Prefers to be called in the morning."]]);
  await send(page, "users/clients/views", [["name", "Portuguese speakers"], ["list.culture", "pt"]]);
  await page.goto(address("users/clients"));
  const view = (await link(page, "a[href*='/views/'][href*='/edit']")).replace(/\/edit.*/, "");
  const shift = await shiftOf(page, worker);
  const everybody = [["all", "true"], ["filter", '{"culture":"pt"}']];
  const change = await send(page, "users/clients/changes", [["action", "deactivate"], ...everybody, ["confirmed", "true"]]);
  await colleague(page, "viewer", { role: "service desk lookup" });
  await colleague(page, "powerless");
  return { client, specialist, worker, shift, view, change: `changes/${new URL(change).searchParams.get("change")}` };
}

async function shiftOf(page, worker) {
  await page.goto(address("calendars"));
  const calendar = await first(page, "calendars");
  await page.goto(address(`${worker}?tab=shifts`));
  const values = [["since", "2031-03-10"], ["until", "2031-03-14"], ["calendar", id(calendar)]];
  await send(page, `${worker}/shifts`, values);
  await page.goto(address(`${worker}?tab=shifts&month=2031-03`));
  return link(page, "a[href*='/shifts/']:not([href*='/new']):not([href$='/delete'])");
}

/** What people are tied to. */
export async function setup(page) {
  const lists = {
    company: "companies",
    supplier: "suppliers",
    service: "services",
    calendar: "calendars",
    role: "roles?search=importer",
    project: "projects",
    location: "locations",
    team: "groups?kind=specialist",
    group: "groups?kind=client",
  };
  const found = {};
  for (const [name, list] of Object.entries(lists)) found[name] = await first(page, list);
  return found;
}

/** Imports in each of their states, an export, and a plugin of the tenant's own. */
export async function work(page, folder) {
  await page.goto(address("users/clients/import"));
  const rows = "Login;Name;Surname;E-mail\nana.sheet;Ana;Rojas;ana@example.com\nbea.sheet;Bea;Rojas;no address\n";
  const sheet = (way, name, text) =>
    send(page, "users/clients/import", [["on_problem", way], ["file", { name, text }]], { files: true });
  await sheet("skip", "skipped.csv", rows);
  await sheet("review", "reviewed.csv", rows.replaceAll(".sheet", ".review"));
  await sheet("skip", "broken.xlsx", "not a workbook");
  const mapped = [["map", "true"], ["file", { name: "mapped.csv", text: rows.replace("Name;", "Name;Situation;") }]];
  await send(page, "users/clients/import", mapped, { files: true });
  const file = join(folder, "plugin.wasm");
  const manifest = { name: "strict-passwords", publisher: "Andes", version: "1.0.0", capabilities: [] };
  writeFileSync(file, component("password-policy", manifest));
  await page.goto(address("plugins/-/new"));
  await page.setInputFiles("input[type=file][name=file]", file);
  await page.locator("form:has(input[type=file][name=file]) [data-submit]").click();
  const waiting = page.locator("#detail .notice a[hx-get*='/versions/']");
  await waiting.waitFor({ timeout: 60_000 });
  const version = below(await waiting.getAttribute("hx-get"));
  return { ...(await settled(page)), version };
}

/** Waits until the imports have come to rest, and names them. */
async function settled(page) {
  const states = page.locator("#import-list .st-pending");
  await eventually(async () => {
    await page.goto(address("imports"));
    return (await states.count()) === 2;
  }, "all imports but those that wait for somebody to be over", 60_000);
  const found = {};
  for (const name of ["skipped", "reviewed", "broken", "mapped"]) {
    found[name] = await link(page, `#import-list a:has-text("${name}")`);
  }
  return found;
}
