// A group is made, people come into it by search, and associating it with a person asks about its projects.
import { check, eventually, inChromium } from "./chromium.mjs";
import { address, field, save, signIn, tab } from "./console.mjs";

const lines = (page) => page.locator("#choose-body .choose-row");

await inChromium(async ({ open }) => {
  const page = await open();
  await signIn(page);

  // A group below another one stands behind it in the tree.
  await page.goto(address("groups?kind=specialist"));
  await page.locator("[data-row] a", { hasText: "Field technicians" }).click();
  await page.locator("[data-tab=members]").waitFor();
  await page.locator("#detail .link[href*='parent=']").click();
  await field(page, "name").fill("Night shift");
  await save(page);
  await page.waitForURL(/\/groups\/[0-9a-f-]{36}\?said=saved/);
  const group = page.url().replace(/\?.*/, "");
  const names = await page.locator("[data-row] .roster-name").allInnerTexts();
  check(names.indexOf("Night shift") === names.indexOf("Field technicians") + 1, `the tree to show it: ${names}`);

  // People are found, chosen, added, and the open line of the list tells how many.
  await tab(page, "members").click();
  await page.locator("#detail a[href$='/members/new']").first().click();
  await lines(page).first().waitFor();
  const before = await lines(page).count();
  await page.locator("#choose-query").fill("car");
  await eventually(async () => (await lines(page).count()) < before, "the search to find fewer people");
  await page.locator("#choose-body [data-select-all]").check();
  const chosen = await page.locator("#choose-body [data-select]:checked").count();
  check(chosen > 0, "people to be chosen");
  await page.locator("#choose-form .save .btn-go").click();
  await page.waitForURL(/tab=members&said=added/);
  await eventually(async () => (await lines(page).count()) === chosen, "the people who were added");
  const row = page.locator("[data-row].is-on .roster-sub");
  await eventually(async () => (await row.innerText()).startsWith(String(chosen)), "the list to tell how many");

  // One of them leaves, after a question.
  await lines(page).first().locator("input").check();
  await page.locator("#choose-form .save .btn-danger").click();
  await page.locator("#confirm[open] [data-go]").click();
  await page.waitForURL(/said=removed/);
  await eventually(async () => (await lines(page).count()) === chosen - 1, "one person less");

  // The group works in a project; whoever is associated with it is asked about that.
  await page.goto(`${group}?tab=projects`);
  const project = lines(page).filter({ hasText: "On-site service" });
  await project.locator("input").check();
  await page.locator("#choose-form .save .btn-go").click();
  await page.waitForURL(/tab=projects&said=saved/);
  await page.goto(address("users/specialists/new"));
  check((await page.locator(".tab[aria-disabled=true]").count()) >= 1, "Groups to be closed before the first save");
  await field(page, "username").fill("noa.browser");
  await field(page, "first_names").fill("Noa");
  await field(page, "last_names").fill("Quiroga");
  await save(page);
  await page.waitForURL(/said=saved/);
  await tab(page, "groups").click();
  await page.locator("#choose a.btn-go").click();
  const dialog = page.locator("dialog[open]");
  await dialog.locator("#pick-query").fill("night");
  await eventually(async () => (await dialog.locator(".choose-row").count()) === 1, "the dialog to find the group");
  await dialog.locator(".choose-row input").check();
  await dialog.locator("[data-submit]").click();
  const question = page.locator("dialog[open] .decide");
  await question.waitFor();
  check((await question.innerText()).includes("On-site service"), "to be asked about the project");
  await question.locator("input[value=group]").check();
  await page.locator("dialog[open] [data-submit]").click();
  await page.waitForURL(/tab=groups&said=associated/);
  await lines(page).filter({ hasText: "Night shift" }).waitFor();

  // Deleting says where a group is in use, and a group above another one stays.
  await page.goto(address("groups?kind=specialist"));
  await page.locator("[data-row] a", { hasText: "Field technicians" }).click();
  await page.locator("[data-tab=members]").waitFor();
  await page.locator("#detail details[data-menu] > summary").click();
  await page.locator("#detail .menu-danger").click();
  await dialog.locator(`a[href$="${new URL(group).pathname}"]`).waitFor();
  check((await dialog.locator("[data-submit]").count()) === 0, "no way to delete what is needed");
});
