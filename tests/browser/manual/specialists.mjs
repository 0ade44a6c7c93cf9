// Specialists, sentences 1 to 14.
import { check, eventually } from "../chromium.mjs";
import { field, openTab, tab } from "../console.mjs";
import * as steps from "./steps.mjs";

export async function specialists({ page, sentence, words, culture }) {
  let person = "";
  const named = (key, at) => steps.openNamed(page, person, key, words.specialist[at]);
  const dialog = steps.dialog(page);

  await sentence("specialists 1", () => steps.toNew(page, words, "specialists"));
  await sentence("specialists 2", async () => {
    await steps.tabsAre(page, words.specialist, true);
    await field(page, "first_names").fill("Tobías");
    await field(page, "last_names").fill("Leal");
    await field(page, "username").fill("tobias.leal");
    await field(page, "culture").selectOption(culture);
    await steps.passwordIsJudged(page);
  });
  await sentence("specialists 3", async () => {
    await openTab(page, "address");
    await field(page, "address.city").fill("Cali");
    await openTab(page, "additional");
    await field(page, "fields.document").fill("123456");
  });
  await sentence("specialists 4", async () => {
    person = await steps.saved(page, words);
    await page.goto(person);
    await steps.tabsAre(page, words.specialist, false);
  });
  await sentence("specialists 5", async () => {
    await named("groups", 3);
    await page.locator("#detail a.btn-go:visible").last().click();
    await dialog.locator(".choose-row").first().waitFor();
    const before = await dialog.locator(".choose-row").count();
    await dialog.locator("#pick-query").fill("field");
    await eventually(async () => (await dialog.locator(".choose-row").count()) < before, "the search to find fewer groups");
    await dialog.locator(".choose-row input").first().check();
    await dialog.locator("[data-submit]").click();
    // Its projects are rejected: the specialist only comes into the group.
    await dialog.locator(".decide input[value=group]").first().check();
    await dialog.locator("[data-submit]").click();
    await page.waitForURL(/tab=groups&said=associated/);
    await steps.lines(page).first().waitFor();
  });
  await sentence("specialists 6", async () => {
    await named("roles", 4);
    const role = await steps.associateFirst(page, "roles");
    await steps.lines(page).filter({ hasText: role }).locator("input").check();
    await page.locator("#choose-form .save .btn-danger").click();
    await page.locator("#confirm[open] [data-go]").click();
    await eventually(async () => (await steps.lines(page).filter({ hasText: role }).count()) === 0, "the role to be taken away");
  });
  await sentence("specialists 7", async () => {
    await named("feedback", 5);
    await steps.comment(page, "Knows the ropes");
  });
  await sentence("specialists 8", async () => {
    await named("shifts", 6);
    await steps.called(page.locator("#shifts .cal-tools .btn-go, #shifts .btn-go").first(), words.new);
    await page.locator("#shifts .btn-go").first().click();
    for (const name of ["since", "until", "calendar"]) {
      await steps.called(dialog.locator(`[data-field=${name}] .lab`), words[name]);
    }
    await dialog.locator("[name=since]").fill("2031-04-01");
    await dialog.locator("[name=until]").fill("2031-04-20");
    const calendar = dialog.locator("[name=calendar]");
    await calendar.selectOption(await calendar.locator("option:not([value=''])").first().getAttribute("value"));
    await dialog.locator("[data-submit]").click();
    await page.waitForURL(/said=shift-saved/);
    await page.locator(".shift").first().waitFor();
  });
  await sentence("specialists 9", async () => {
    await page.goto(person);
    await field(page, "position").fill("Technician");
    await steps.saved(page, words);
  });

  const tokens = page.locator("#detail .tbl tbody tr", { hasText: "Hand-over" });
  await sentence("specialists 10 and 11", async () => {
    await named("tokens", 7);
    const make = page.locator("#detail a[href$='/tokens/new']").first();
    await steps.called(make, words.new);
    await make.click();
    await dialog.locator("[name=description]").fill("Hand-over");
    const day = 24 * 60 * 60 * 1000;
    await dialog.locator("[name=until]").fill(new Date(Date.now() + 30 * day).toISOString().slice(0, 10));
    await steps.called(dialog.locator("[data-submit]"), words.save);
    await dialog.locator("[data-submit]").click();
  });
  await sentence("specialists 12", async () => {
    const secret = await page.locator("[data-secret]").inputValue();
    await steps.called(page.locator("[data-copy]"), words.copy);
    await page.locator("[data-copy]").click();
    await page.locator("[data-copy-said]:not(:empty)").waitFor();
    check((await page.evaluate(() => navigator.clipboard.readText())) === secret, "the token on the clipboard");
    await page.goto(person);
    await tab(page, "tokens").click();
    await tokens.waitFor();
    check(!(await page.content()).includes(secret), "the token never to be shown again");
  });
  await sentence("specialists 13 and 14", async () => {
    const revoke = tokens.locator("button");
    check(((await revoke.getAttribute("title")) ?? (await revoke.innerText())).includes(words.revoke), words.revoke);
    await revoke.click();
    await page.locator("#confirm[open] [data-go]").click();
    await page.waitForURL(/said=revoked/);
    check((await tokens.count()) === 0, "the token to be gone from the list");
  });
}
