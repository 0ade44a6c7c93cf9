// A role is made from the table of permissions and given; a token is shown once and copied; a revoked one is gone.
import { check, eventually, inChromium } from "./chromium.mjs";
import { address, field, save, signIn, tab } from "./console.mjs";

const lines = (page) => page.locator("#choose-body .choose-row");
const box = (page, permission) => page.locator(`input[type=checkbox][value="${permission}"]`);

await inChromium(async ({ open }) => {
  const page = await open();
  await signIn(page);

  // A line and a column at once, a search, and a switch that means everything.
  await page.goto(address("roles/new"));
  await field(page, "name").fill("Night desk");
  await page.locator("[data-matrix-search]").fill("Groups.");
  await eventually(async () => (await page.locator("[data-matrix-row]:visible").count()) === 1, "one line to be left");
  await page.locator("[data-matrix-row]:visible [data-matrix-row-all]").check();
  await page.locator("[data-matrix-search]").fill("");
  check(await box(page, "Groups.Delete").isChecked(), "the whole line to be checked");
  await page.locator('[data-matrix-column-all="0"]').check();
  check(await box(page, "Companies.List").isChecked(), "the whole column to be checked");
  check(!(await box(page, "Companies.Add").isChecked()), "and no other one");
  await box(page, "Groups.Delete").uncheck();
  const line = page.locator("[data-matrix-row]", { has: box(page, "Groups.Delete") }).locator("[data-matrix-row-all]");
  check(await line.evaluate((toggle) => toggle.indeterminate), "the line to say that not all of it is checked");
  await save(page);
  await page.waitForURL(/\/roles\/[0-9a-f-]{36}\?said=saved/);
  const role = page.url().replace(/\?.*/, "");
  check((await box(page, "Groups.Add").isChecked()) && !(await box(page, "Groups.Delete").isChecked()), "what was chosen");
  await field(page, "everything").check();
  check(await box(page, "Groups.Delete").isDisabled(), "everything to shut the boxes");
  await field(page, "everything").uncheck();
  const restored = page.waitForResponse((answer) => /\/roles\/[0-9a-f-]{36}$/.test(new URL(answer.url()).pathname));
  await page.locator("[data-discard]").click();
  await restored;
  await eventually(async () => (await page.locator(".htmx-request").count()) === 0, "the kept role to be shown again");

  // Given to somebody, who then has it with what it allows.
  await tab(page, "people").click();
  await page.locator("#detail a[href$='/people/new']").first().click();
  await lines(page).first().waitFor();
  const name = await lines(page).first().locator(".choose-name").innerText();
  await lines(page).first().locator("input").check();
  await page.locator("#choose-form .save .btn-go").click();
  await page.waitForURL(/tab=people&said=given/);
  await lines(page).filter({ hasText: name }).locator("a").click();
  await page.waitForURL(/\/users\/specialists\//);
  const person = page.url().replace(/\?.*/, "");
  await page.goto(`${person}?tab=roles`);
  await lines(page).filter({ hasText: "Night desk" }).waitFor();
  await page.locator(".role-effective summary").click();
  await page.locator(".role-effective .matrix-yes").first().waitFor();

  // The last administrator keeps the role, and is told why.
  await page.goto(address("users/specialists?search=valentina"));
  await page.locator("[data-row] a").first().click();
  await page.locator("[data-tab=roles]").waitFor();
  await page.goto(`${page.url().replace(/\?.*/, "")}?tab=roles`);
  const own = page.url().replace(/\?.*/, "");
  await lines(page).filter({ hasText: "Administrator" }).locator("input").check();
  await page.locator("#choose-form .save .btn-danger").click();
  await page.locator("#confirm[open] [data-go]").click();
  await page.locator("#toasts .toast-failed").waitFor();
  await lines(page).filter({ hasText: "Administrator" }).waitFor();

  // A token: shown once, copied, said so; never again.
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(`${own}?tab=tokens`);
  const before = await page.locator("#detail .tbl tbody tr").count();
  await page.locator("#detail a[href$='/tokens/new']").click();
  const dialog = page.locator("dialog[open]");
  await dialog.locator("[name=description]").fill("Browser's own");
  await dialog.locator("[data-submit]").click();
  const secret = page.locator("[data-secret]");
  await secret.waitFor();
  const text = await secret.inputValue();
  check(/^elenco_[\w-]{43}$/.test(text), "a secret");
  check(page.url().endsWith("?tab=tokens"), "the address to be that of the list");
  await page.locator("[data-copy]").click();
  await page.locator("[data-copy-said]:not(:empty)").waitFor();
  check((await page.evaluate(() => navigator.clipboard.readText())) === text, "the secret on the clipboard");
  await page.reload();
  check((await page.locator("[data-secret]").count()) === 0, "no secret after loading again");
  check(!(await page.content()).includes(text), "no secret anywhere on the page");
  await page.goto(address("roles"));
  await page.goBack();
  check(!(await page.content()).includes(text), "no secret by going back");
  check((await page.locator("#detail .tbl tbody tr").count()) === before + 1, "one token more");

  // Revoking asks, and the token is gone.
  const row = page.locator("#detail .tbl tbody tr", { hasText: "Browser's own" });
  await row.locator("button").click();
  await page.locator("#confirm[open] [data-go]").click();
  await page.waitForURL(/tab=tokens&said=revoked/);
  check((await row.count()) === 0, "the revoked token to be gone");

  // All tokens, found by what they are for.
  await page.goto(address("tokens"));
  await page.locator("#token-query").fill("payroll");
  await eventually(async () => (await page.locator("#token-list tbody tr").count()) === 1, "the search to find one");

  // A role that somebody has says so before it is deleted.
  await page.goto(`${role}/delete`);
  check((await page.locator("dialog[open]").innerText()).includes(name), "the question to name who has it");
  await page.locator("dialog[open] [data-submit]").click();
  await page.waitForURL(/\/roles\?said=deleted/);
});
