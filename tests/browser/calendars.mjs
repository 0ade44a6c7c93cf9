// A calendar is made, a specialist works by it, shifts never overlap, colleagues comment, and the history tells.
import { check, eventually, inChromium } from "./chromium.mjs";
import { address, field, save, signIn, tab } from "./console.mjs";

await inChromium(async ({ open }) => {
  const page = await open();
  await signIn(page);

  // Hours that cannot be are told at their place, and nothing else that was typed is lost.
  await page.goto(address("calendars/new"));
  await field(page, "name").fill("Night watch");
  await field(page, "time_zone").fill("bogotá");
  await field(page, "week.monday").fill("22-6");
  const bar = page.locator("[data-field='week.monday'] + div .bar-on");
  await eventually(async () => (await bar.count()) === 0, "the bar to show no hours");
  await field(page, "week.monday").fill("20-24, 18:00-19:30");
  await eventually(async () => (await bar.count()) === 2, "the bar to show two times");
  await page.locator("#detail button[value=copy]").click();
  await eventually(async () => (await field(page, "week.friday").inputValue()).startsWith("20-24"), "Friday to have them, too");
  await page.locator("#detail button[value=add]").click();
  await field(page, "holidays.0.name").fill("Founding day");
  await page.locator(".hol-many > summary").click();
  await field(page, "lines").fill("2026-12-24 Eve\nnot a day");
  await page.locator("#detail button[value=paste]").click();
  await field(page, "holidays.1.name").waitFor();
  check((await field(page, "lines").inputValue()) === "not a day", "the line that was not understood to stay");
  await field(page, "lines").fill("");
  await save(page);
  await page.locator("#detail [name=\"holidays.0.day\"][aria-invalid=true]").waitFor();
  check((await field(page, "holidays.0.name").inputValue()) === "Founding day", "the holiday to be still there");
  await field(page, "holidays.0.day").fill("2026-05-04");
  await save(page);
  await page.waitForURL(/\/calendars\/[0-9a-f-]{36}\?said=saved/);
  check((await field(page, "time_zone").inputValue()) === "America/Bogota", "the zone by its city");
  check((await field(page, "week.monday").inputValue()) === "18:00–19:30, 20:00–24:00", "the hours in order");
  await tab(page, "year").click();
  await page.locator("#year .cal-t").waitFor();
  await page.locator("#year .cal-tools a").last().click();
  await page.waitForURL(/year=\d{4}/);

  // A new specialist gets a shift by keyboard: the day, the dialog, the dates.
  await page.goto(address("users/specialists/new"));
  await field(page, "username").fill("noa.shifts");
  await field(page, "first_names").fill("Noa");
  await field(page, "last_names").fill("Quiroga");
  await save(page);
  await page.waitForURL(/said=saved/);
  const person = page.url().replace(/\?.*/, "");
  await page.goto(`${person}?tab=shifts&month=2031-03`);
  await page.locator("[data-day='2031-03-01']").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  check((await page.evaluate(() => document.activeElement.dataset.day)) === "2031-03-09", "the arrows to walk over days");
  await page.keyboard.press("PageDown");
  await page.locator("[data-day='2031-04-01']").waitFor();
  await eventually(async () => (await page.evaluate(() => document.activeElement.dataset.day)) === "2031-04-01", "the next month");
  await page.keyboard.press("Enter");
  const dialog = page.locator("dialog[open]");
  await dialog.locator("[name=until]").fill("2031-04-20");
  check((await dialog.locator("[name=since]").inputValue()) === "2031-04-01", "the day to be filled in");
  const night = (name) => dialog.locator("option").filter({ hasText: name }).first().getAttribute("value");
  await dialog.locator("[name=calendar]").selectOption(await night("Night watch"));
  await dialog.locator("[data-submit]").click();
  await page.waitForURL(/tab=shifts&month=2031-04&said=shift-saved/);
  await page.locator(".shift").filter({ hasText: "Night watch" }).waitFor();
  await eventually(async () => (await page.locator("[data-month] .shift-bar").count()) === 20, "twenty days of the shift");

  // Another one in its way is refused, with the way to it and everything that was typed.
  await page.locator("#shifts .cal-tools .btn-go").click();
  await dialog.locator("[name=since]").fill("2031-04-20");
  await dialog.locator("[name=until]").fill("2031-05-03");
  await dialog.locator("[name=calendar]").selectOption(await night("Night watch"));
  await dialog.locator("[data-submit]").click();
  await dialog.locator("a[href*='#shift-']").waitFor();
  check((await dialog.locator("[name=until]").inputValue()) === "2031-05-03", "what was typed to be there");
  await dialog.locator("[name=since]").fill("2031-04-21");
  await dialog.locator("[data-submit]").click();
  await page.waitForURL(/said=shift-saved/);
  await eventually(async () => (await page.locator(".shift").count()) === 2, "two shifts");

  // One of them goes, after a question.
  await page.locator(".shift details > summary").first().click();
  await page.locator(".shift .menu-danger").first().click();
  await dialog.locator("button[data-submit]").click();
  await page.waitForURL(/said=shift-deleted/);
  await eventually(async () => (await page.locator(".shift").count()) === 1, "one shift");

  // Comments: written, edited, refused without a loss, deleted.
  await page.goto(`${person}?tab=feedback`);
  await page.locator("#new-comment").fill("Knows the ropes.\nhttps://example.com/x?a=1.");
  await page.locator(".talk-new .btn-go").click();
  const comment = page.locator(".talk-text");
  await comment.waitFor();
  check((await comment.locator("a").getAttribute("href")) === "https://example.com/x?a=1", "the address to be a link");
  await eventually(async () => (await page.locator("#tab-feedback .n").innerText()) === "1", "the tab to count");
  await page.locator(".talk-do a").click();
  await page.locator(".talk-edit textarea").fill("  ");
  await page.locator(".talk-edit .btn-go").click();
  await page.locator(".talk-edit .hint-bad").waitFor();
  await page.locator(".talk-edit textarea").fill("مرحبا");
  await page.locator(".talk-edit .btn-go").click();
  await eventually(async () => (await comment.innerText()) === "مرحبا", "the other text");
  await page.locator(".talk-do button").click();
  await page.locator("#confirm[open] [data-go]").click();
  await eventually(async () => (await comment.count()) === 0, "no comment");

  // The history has all of it, the newest first, and shows one way alone.
  await tab(page, "history").click();
  await page.locator("#history .talk").first().waitFor();
  check((await page.locator("#history .talk").count()) >= 7, "every change to be told");
  check((await page.locator("#history").innerText()).includes("Night watch"), "the calendar to be named");
  await page.locator("#history .chip[href*='way=import']").click();
  await page.locator("#history .empty").waitFor();
});
