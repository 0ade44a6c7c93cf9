// People are brought into a project in three languages, changed by many, and put back as they were; a project is made.
import { check, eventually, inChromium } from "./chromium.mjs";
import { address, chooseCulture, field, save, signIn } from "./console.mjs";

const lines = (page) => page.locator("#choose-body .choose-row");
const rows = (page) => page.locator("#list-body [data-row]");
const bar = (page) => page.locator("[data-bulk-bar]");

/** Presses Undo in the toast and waits for the page that it leads to. */
async function undo(page) {
  const before = page.url();
  await page.locator("#toasts [data-undo]").click();
  await page.waitForURL((url) => url.href !== before || true);
  await eventually(async () => (await page.locator("#toasts [data-toast]").count()) > 0, "the page to say what came of it");
}

/** The number beside a word of the main menu's open entry. */
const listCount = async (page) => Number((await page.locator("#list .sub-t").first().innerText()).replace(/\D/g, ""));

await inChromium(async ({ open }) => {
  const page = await open();
  await signIn(page);

  // A project is made, and stands in the header without a reload.
  await page.goto(address("projects"));
  await page.locator("#list [data-new]").click();
  await field(page, "name").fill("Ana & Beto <sur>");
  await save(page);
  await page.waitForURL(/\/projects\/[0-9a-f-]{36}\?said=saved/);
  const project = page.url().replace(/\?.*/, "");
  await page.locator("#project-chooser > summary").click();
  const choice = page.locator("#project-chooser button", { hasText: "Ana & Beto <sur>" });
  await choice.waitFor();
  await Promise.all([page.waitForEvent("load"), choice.click()]);
  check((await page.locator("#project-chooser .project-v").innerText()) === "Ana & Beto <sur>", "the project to be chosen");

  // The manual's sentences about associating, in each language and for both kinds.
  for (const [culture, kind] of [["en", "clients"], ["es", "specialists"], ["pt", "clients"]]) {
    await page.goto(address(`users/${kind}`));
    await chooseCulture(page, culture);
    const before = await listCount(page);
    // 1. Associate mode is entered from the list.
    await page.locator("#list a[href$='/associate']").click();
    await lines(page).first().waitFor();
    // 2. Somebody is consulted by name, checked, and associated.
    const name = (await lines(page).nth(before + 1).locator(".choose-name").innerText()).trim();
    await page.locator("#choose-query").fill(name);
    await eventually(async () => (await lines(page).count()) < 10, "the search to find fewer people");
    const line = lines(page).filter({ hasText: name }).first();
    await line.locator("input").check();
    await Promise.all([page.waitForEvent("load"), page.locator("#choose-form button[name=action][value=associate]").click()]);
    await eventually(async () => (await listCount(page)) === before + 1, "one person more in the list beside it");
    await page.locator("#toasts [data-undo]").waitFor();
    // 3. The same one is disassociated.
    await page.goto(address(`users/${kind}/associate?show=members`));
    await lines(page).filter({ hasText: name }).first().locator("input").check();
    await Promise.all([page.waitForEvent("load"), page.locator("#choose-form button[name=action][value=disassociate]").click()]);
    await eventually(async () => (await listCount(page)) === before, "one person less");
    // 4. All in bulk, by the box at the top, and back by Undo.
    await page.goto(address(`users/${kind}/associate?show=others`));
    await page.locator("#choose-body [data-select-all]").check();
    const chosen = await page.locator("#choose-body [data-select]:checked").count();
    check(chosen > 5, "a page of people to be chosen");
    await Promise.all([page.waitForEvent("load"), page.locator("#choose-form button[name=action][value=associate]").click()]);
    await eventually(async () => (await listCount(page)) === before + chosen, "all of them in the list");
    await undo(page);
    await eventually(async () => (await listCount(page)) === before, "nobody there any more");
  }
  await chooseCulture(page, "en");

  // Everybody who matches: the page asks first.
  await page.goto(address("users/clients/associate?show=others"));
  await page.locator("[data-select-matching]").check();
  await Promise.all([page.waitForEvent("load"), page.locator("#choose-form button[name=action][value=associate]").click()]);
  const dialog = page.locator("dialog[open]");
  await dialog.waitFor();
  check(/Associate \d+ people\?/.test(await dialog.locator("h2").innerText()), "to be told how many");
  await Promise.all([page.waitForEvent("load"), dialog.locator("[data-submit]").click()]);
  await eventually(async () => (await listCount(page)) > 50, "everybody to be there");

  // The bar of the list: it appears, Esc takes it away, and the dialog says what will happen.
  await page.goto(address("users/clients"));
  await rows(page).first().waitFor();
  check(await bar(page).isHidden(), "no bar while nobody is chosen");
  await rows(page).nth(1).locator("[data-select]").check();
  await rows(page).nth(3).locator("[data-select]").check();
  await eventually(async () => (await bar(page).locator("[data-bulk-count]").innerText()).startsWith("2"), "the bar to count");
  await page.keyboard.press("Escape");
  await eventually(async () => bar(page).isHidden(), "Esc to clear the choice");
  check((await page.locator("#list-body [data-select]:checked").count()) === 0, "nobody to be chosen");
  await page.locator("#list-body [data-select-all]").check();
  await bar(page).locator("[name=action][value=deactivate]").click();
  await dialog.waitFor();
  check((await dialog.locator("h2").innerText()) === "Deactivate 50 people?", "the number in words");
  await Promise.all([page.waitForEvent("load"), dialog.locator("[data-submit]").click()]);
  await eventually(async () => (await page.locator("#list-body .roster-side").first().innerText()).includes("Inactive"), "them to be inactive");
  await undo(page);
  await eventually(async () => !(await page.locator("#list-body .roster-side").first().innerText()).includes("Inactive"), "them to be active again");

  // Deleting many asks for the number; the bell offers Undo, too.
  const total = await listCount(page);
  await page.locator("#list-body [data-select-all]").check();
  await bar(page).locator("[name=action][value=delete]").click();
  await dialog.waitFor();
  await dialog.locator("[name=typed]").fill("5");
  await Promise.all([page.waitForEvent("load"), dialog.locator("[data-submit]").click()]);
  await dialog.locator("[data-problem]").first().waitFor();
  await dialog.locator("[name=typed]").fill("50");
  await Promise.all([page.waitForEvent("load"), dialog.locator("[data-submit]").click()]);
  await eventually(async () => (await listCount(page)) === total - 50, "fifty people less");
  await page.click("[data-bell]");
  const note = page.locator("#inbox-list > li").first();
  await note.locator(".note-a a", { hasText: "Undo" }).click();
  await dialog.waitFor();
  await Promise.all([page.waitForEvent("load"), dialog.locator("[data-submit]").click()]);
  await eventually(async () => (await listCount(page)) === total, "all of them there again");

  // One person, deleted in the detail, comes back from the page of deleted people.
  await rows(page).first().locator(".roster-name").click();
  await page.locator("#detail details[data-menu] > summary").first().waitFor();
  const gone = (await page.locator("#detail .person-name").innerText()).trim();
  await page.locator("#detail details[data-menu] > summary").first().click();
  await page.locator("#detail .menu-danger").click();
  await Promise.all([page.waitForEvent("load"), page.locator("#confirm[open] [data-go]").click()]);
  await eventually(async () => (await listCount(page)) === total - 1, "one person less");
  await page.goto(address("users/clients/deleted"));
  const deleted = lines(page).filter({ hasText: gone }).first();
  await deleted.locator("input").check();
  await Promise.all([page.waitForEvent("load"), page.locator("#choose-form .save .btn-go").click()]);
  await eventually(async () => (await listCount(page)) === total, "the person to be there again");

  // A project with people is not deleted.
  await page.goto(`${project}/delete`);
  await dialog.waitFor();
  check((await dialog.locator("[data-submit]").count()) === 0, "a project in use to stay");
});
