// The console in each language: the page says which it is, its words differ, and no key of a text shows through.
import { check, inChromium } from "./chromium.mjs";
import { address, chooseCulture, signIn } from "./console.mjs";

const PAGES = ["", "users/clients", "users/clients/new", "users/specialists", "groups", "groups/new", "notifications"];
/** What a missing text would look like: `shell-sign-out`. */
const KEY = /\b(shell|ui|sign-in|users|groups|user|column|import|export|imports|exports|notifications|notification|error)-[a-z]+(-[a-z]+)*\b/;

await inChromium(async ({ open }) => {
  const page = await open();
  await signIn(page);
  const menus = new Map();
  for (const culture of ["en", "es", "pt"]) {
    await page.goto(address());
    await chooseCulture(page, culture);
    menus.set(culture, await page.locator("#nav").innerText());
    for (const path of PAGES) {
      const answer = await page.goto(address(path));
      check(answer.ok(), `${path} to be a page, not ${answer.status()}`);
      check((await page.getAttribute("html", "lang")).startsWith(culture), `${path || "home"} in ${culture}`);
      const shown = (await page.locator("body").innerText()).match(KEY);
      check(shown === null, `texts instead of the key ${shown?.[0]} on ${path || "home"} in ${culture}`);
    }
  }
  check(new Set(menus.values()).size === 3, "the menu to differ in each language");
});
