// axe-core finds nothing on any page, light and dark, narrow and wide.
import AxeBuilder from "@axe-core/playwright";
import { check, inChromium } from "./chromium.mjs";
import { address, openTab, signIn } from "./console.mjs";

const WIDTHS = [390, 1440];
const THEMES = ["light", "dark"];
const PAGES = [
  "",
  "users/clients",
  "users/clients/new",
  "users/specialists",
  "users/clients?view=none&culture=es&email=any&sort=-changed",
  "users/clients?search=nobody-of-this-name",
  "users/clients/filter?culture=es",
  "users/clients/columns",
  "users/clients/views/new?culture=es",
  "users/clients/import",
  "users/clients/export",
  "notifications",
  "groups",
  "groups?kind=specialist",
  "groups?search=nothing-of-the-kind",
  "groups/new?kind=client",
  "roles",
  "roles/new",
  "tokens",
  "tokens?search=nothing-of-the-kind",
  "companies",
  "companies/new",
  "companies?search=nothing-of-the-kind",
  "suppliers",
  "services",
  "services/new",
  "locations",
  "additional-fields",
  "additional-fields/client/segment",
  "additional-fields/client/segment?tab=states",
  "additional-fields/client/segment?tab=values",
  "additional-fields/client/-new",
  "additional-fields/client/notes/delete",
  "additional-fields/-/catalogs",
  "additional-fields/-/catalogs/-new",
  "additional-fields/-/import",
  "plugins",
  "plugins/-/new",
  "plugins/-/publishers",
  "plugins/additional-fields",
  "plugins/additional-fields/settings",
  "plugins/password-policy/settings?as=json",
  "groups?kind=client",
  "users/clients/associate",
  "users/specialists/associate?show=others",
  "users/clients/associate?show=members&search=nothing-of-the-kind",
  "users/clients/deleted",
  'users/clients/changes/new?action=delete&all=true&filter={"active":true}',
  'users/clients/changes/new?action=add-to-group&all=true&filter={"active":true}',
  "projects",
  "projects/new",
  "plugins/password-policy?tab=try",
  "plugins/password-policy?tab=log",
  "calendars",
  "calendars?search=nothing-of-the-kind",
  "calendars/new",
];

const COMPANY_PARTS = [
  [
    "companies",
    ["", "?tab=address", "?tab=additional", "?tab=clients", "?tab=services", "?tab=feedback", "?tab=history"].concat([
      "/clients/new",
      "/services",
      "/delete",
    ]),
  ],
  ["suppliers", ["", "?tab=services"]],
  ["services", ["", "?tab=clients", "?tab=companies", "?tab=history", "/companies", "/delete"]],
];

const found = [];

async function examine(page, name) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  for (const { id, help, nodes } of violations) {
    found.push(`${name}: ${id}: ${help}\n    ${nodes.map((node) => node.target.join(" ")).join("\n    ")}`);
  }
  // A page that scrolls sideways on a telephone is broken for everybody.
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (wide > 1) found.push(`${name}: ${wide} px too wide`);
}

await inChromium(async ({ open }) => {
  for (const theme of THEMES) {
    for (const width of WIDTHS) {
      const page = await open({ width, theme });
      const name = (path) => `${path || "home"} ${theme} ${width}`;
      await page.goto(address("sign-in"));
      await examine(page, name("sign-in"));
      for (const door of ["forgot-password", "password-link"]) {
        await page.goto(address(door));
        await examine(page, name(door));
      }
      await signIn(page);
      for (const path of PAGES) {
        const answer = await page.goto(address(path));
        check(answer.ok(), `${path} to be a page, not ${answer.status()}`);
        await examine(page, name(path));
      }
      await page.goto(address("users/clients"));
      await page.locator("[data-row] a").first().click();
      for (const tab of ["details", "address", "additional"]) {
        await openTab(page, tab);
        await examine(page, name(`client ${tab}`));
      }
      const person = new URL(page.url()).pathname;
      await page.goto(new URL(`${person}?tab=groups`, page.url()).href);
      await examine(page, name("client groups"));
      await page.goto(new URL(`${person}/groups`, page.url()).href);
      await examine(page, name("client groups dialog"));
      await page.goto(address("groups?kind=specialist"));
      const group = await page.locator("[data-row] a").first().getAttribute("href");
      for (const part of ["", "?tab=members", "?tab=projects", "?tab=roles", "/members/new", "/delete"]) {
        await page.goto(new URL(group + part, page.url()).href);
        await examine(page, name(`group ${part}`));
      }
      await page.goto(address("roles?search=importer"));
      const role = await page.locator("[data-row] a").first().getAttribute("href");
      for (const part of ["", "?tab=people", "?tab=groups", "/people/new", "/groups", "/delete"]) {
        await page.goto(new URL(role.replace(/\?.*/, "") + part, page.url()).href);
        await examine(page, name(`role ${part}`));
      }
      await page.goto(address("users/specialists?search=valentina"));
      const specialist = await page.locator("[data-row] a").first().getAttribute("href");
      for (const part of ["?tab=roles", "/roles", "?tab=tokens", "/tokens/new"]) {
        await page.goto(new URL(specialist.replace(/\?.*/, "") + part, page.url()).href);
        await examine(page, name(`specialist ${part}`));
      }
      for (const [list, parts] of COMPANY_PARTS) {
        await page.goto(address(list));
        const thing = (await page.locator("[data-row] a").first().getAttribute("href")).split("?")[0];
        for (const part of parts) {
          await page.goto(new URL(thing + part, page.url()).href);
          await examine(page, name(`${list} ${part}`));
        }
      }
      for (const part of ["?tab=companies", "?tab=services", "/companies"]) {
        await page.goto(new URL(person + part, page.url()).href);
        await examine(page, name(`client ${part}`));
      }
      for (const tab of ["feedback", "history"]) {
        await page.goto(new URL(`${person}?tab=${tab}`, page.url()).href);
        await examine(page, name(`client ${tab}`));
      }
      await page.goto(address("calendars"));
      const calendar = await page.locator("[data-row] a").first().getAttribute("href");
      for (const part of ["", "?tab=year", "?tab=history", "/delete"]) {
        await page.goto(new URL(calendar + part, page.url()).href);
        await examine(page, name(`calendar ${part}`));
      }
      await page.goto(address("users/specialists"));
      await page.locator("[data-row] a").first().click();
      await page.locator("[data-tab=shifts]").waitFor();
      const worker = new URL(page.url()).pathname;
      for (const part of ["?tab=shifts", "/shifts/new"]) {
        await page.goto(new URL(worker + part, page.url()).href);
        await examine(page, name(`specialist ${part}`));
      }
      await page.goto(address("projects"));
      const project = await page.locator("[data-row] a").first().getAttribute("href");
      for (const part of ["", "?tab=people", "/delete"]) {
        await page.goto(new URL(project + part, page.url()).href);
        await examine(page, name(`project ${part}`));
      }
      await page.goto(address("users/clients"));
      await page.locator("#list-body [data-select-all]").check();
      await page.locator("[data-bulk-bar]:not([hidden])").waitFor();
      await examine(page, name("clients with some chosen"));
      await page.context().close();
    }
  }
  check(found.length === 0, `no violations, found ${found.length}:\n  ${found.join("\n  ")}`);
});
