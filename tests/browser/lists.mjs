// The list is a table and a pane, filtered and sorted by address, kept as a view, and worked by keys.
import { check, eventually, inChromium } from "./chromium.mjs";
import { address, signIn } from "./console.mjs";

const names = (page) => page.locator("[data-rows] .roster-name").allInnerTexts();
const focused = (page) => page.evaluate(() => document.activeElement?.textContent.trim());

await inChromium(async ({ open }) => {
  const page = await open();
  await signIn(page);
  await page.goto(address("users/clients"));

  // A table with heads that sort, either way.
  await page.locator("table.list-t").waitFor();
  const head = page.locator("thead th", { hasText: "E-mail" });
  await head.locator("a").click();
  await page.waitForURL(/sort=email/);
  await page.locator("thead th[aria-sort=ascending]", { hasText: "E-mail" }).waitFor();
  await head.locator("a").click();
  await page.locator("thead th[aria-sort=descending]", { hasText: "E-mail" }).waitFor();
  await page.goBack();
  await page.locator("thead th[aria-sort=ascending]", { hasText: "E-mail" }).waitFor();

  // Filters have a dialog of their own; what was left empty is not in the address; each is taken off by itself.
  await page.goto(address("users/clients?view=none"));
  const everybody = await page.locator("[data-summary]").innerText();
  await page.keyboard.press("f");
  const dialog = page.locator("dialog[open]");
  await dialog.locator("[name=culture]").selectOption("pt");
  await dialog.locator("[name=email]").selectOption("any");
  await dialog.locator("[data-submit]").click();
  await page.waitForURL(/culture=pt/);
  check(!page.url().includes("position="), `no empty filter in ${page.url()}`);
  check((await page.locator(".chip-on").count()) === 2, "two filters to be shown");
  await page.locator(".chip-on .chip-x").first().click();
  await eventually(async () => (await page.locator(".chip-on").count()) === 1, "one filter to be left");
  check(!page.url().includes("culture="), `the filter to be gone from ${page.url()}`);

  // The list as it is now is kept, and begins the reader's list.
  await page.locator(".list-views > summary").click();
  await page.locator(".list-views .menu-last a").last().click();
  await dialog.locator("[name=name]").fill("With e-mail");
  await dialog.locator("[name=begin]").check();
  await dialog.locator("[data-submit]").click();
  await page.waitForURL(/said=view-kept/);
  await page.goto(address("users/clients"));
  check(page.url().includes("email=any"), `the list to begin with the view, not ${page.url()}`);
  check((await page.locator(".list-view-t").innerText()).includes("With e-mail"), "the view's name");
  await page.goto(address("users/clients?view=none"));
  check((await page.locator("[data-summary]").innerText()) === everybody, "everybody to be shown again");

  // Keys: down and down, Space chooses, Enter opens beside a narrow list, Escape leads back to the table.
  await page.locator("body").press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const all = await names(page);
  check((await focused(page)) === all[1], `the second line to have the focus, not ${await focused(page)}`);
  await page.keyboard.press("Space");
  check((await page.locator("[data-select]:checked").count()) === 1, "the line to be chosen");
  await page.keyboard.press("Enter");
  await page.locator("#detail .person-name", { hasText: all[1] }).waitFor();
  check((await page.locator("table.list-t").count()) === 0, "rows beside the detail");
  check((await page.locator("[data-row].is-on .roster-name").innerText()) === all[1], "the open line to be marked");
  await page.locator("#list-query").fill("zzzz-nobody");
  await eventually(async () => (await page.locator("[data-row]").count()) === 0, "nobody to be found");
  check(page.url().includes("search=zzzz"), "the search to be in the address");
  check(await page.locator("#detail .person-name").isVisible(), "the person to stay open");
  await page.goBack();
  await page.locator("#detail .person-name").waitFor();
  await page.locator("[data-row].is-on .roster-name").focus();
  await page.keyboard.press("Escape");
  await page.locator("table.list-t").waitFor();

  // The help lists the keys, and a jump leads away.
  await page.locator("body").press("?");
  await page.locator("#shortcuts[open]").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("body").press("g");
  await page.locator("body").press("s");
  await page.waitForURL(/users\/specialists/);

  // Columns are chosen and put in order.
  await page.locator(".list-columns").click();
  await dialog.locator("[value=external-id]").check();
  await dialog.locator("li", { has: page.locator("[value=external-id]") }).locator("[data-column-up]").click();
  await dialog.locator("[data-submit]").click();
  await page.waitForURL(/said=columns/);
  await page.locator("thead th", { hasText: "External ID" }).waitFor();

  // A narrow screen has lines instead of columns, and one pane at a time.
  const narrow = await open({ width: 390, height: 844 });
  await signIn(narrow);
  await narrow.goto(address("users/specialists?view=none"));
  // The heads of columns stay for screen readers, in one point.
  check((await narrow.locator("#list-body thead").boundingBox()).width <= 1, "no columns on a telephone");
  await narrow.locator("[data-row] .roster-name").first().click();
  await narrow.locator("#detail .person-name").waitFor();
  check(!(await narrow.locator("#list").isVisible()), "the detail alone");
  await narrow.locator("[data-back]").click();
  await narrow.locator("table.list-t").waitFor();
});
