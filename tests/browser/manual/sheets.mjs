// Associating with a project, sentences 1 to 4; export format, 1 to 5; import format, 1 to 7.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { check, eventually } from "../chromium.mjs";
import { address, newestCompleted } from "../console.mjs";
import * as steps from "./steps.mjs";

const SHEET = ["username;first_names;last_names;email", "sheet.one;Uno;Hoja;uno@example.com", "sheet.two;;Hoja;no address"].join("\n");
/** Pending is orange and completed is green: by hue, whatever the shade. */
const COLOURS = { pending: (r, g, b) => r > g && g > b, done: (r, g, b) => g > r && g > b };

export async function sheets({ page, sentence, words, folder }) {
  for (const category of ["clients", "specialists"]) await associating(page, sentence, words, category);
  await exporting(page, sentence, words);
  await importing(page, sentence, words, folder);
}

async function associating(page, sentence, words, category) {
  const button = (action) => page.locator(`#choose-form button[name=action][value=${action}]`);
  const press = (action) => Promise.all([page.waitForEvent("load"), button(action).click()]);
  let name = "";
  await sentence(`associating 1, ${category}`, async () => {
    await steps.toList(page, words, category);
    await page.locator("#project-chooser > summary").click();
    const project = page.locator("#project-chooser button:not([aria-current=true])", { hasText: "On-site service" });
    await Promise.all([page.waitForEvent("load"), project.first().click()]);
    const mode = page.locator("#list a[href$='/associate']");
    check((await mode.getAttribute("title")) === words.mode, `${words.mode}, not ${await mode.getAttribute("title")}`);
    await mode.click();
    await steps.lines(page).first().waitFor();
  });
  await sentence(`associating 2, ${category}`, async () => {
    await page.goto(address(`users/${category}/associate?show=others`));
    name = (await steps.lines(page).first().locator(".choose-name").innerText()).trim();
    await page.locator("#choose-query").fill(name);
    await eventually(async () => (await steps.lines(page).count()) < 10, "the search to find fewer people");
    await steps.lines(page).first().locator("input").check();
    await steps.called(button("associate"), words.associate);
    await press("associate");
  });
  await sentence(`associating 3, ${category}`, async () => {
    await page.goto(address(`users/${category}/associate?show=members`));
    await steps.lines(page).filter({ hasText: name }).first().locator("input").check();
    await steps.called(button("disassociate"), words.disassociate);
    await press("disassociate");
  });
  await sentence(`associating 4, ${category}`, async () => {
    await page.goto(address(`users/${category}/associate?show=others`));
    await page.locator("#choose-body [data-select-all]").check();
    await press("associate");
    await page.goto(address(`users/${category}/associate?show=members`));
    await page.locator("#choose-body [data-select-all]").check();
    await press("disassociate");
    await page.goto(address(`users/${category}/associate?show=members`));
    check((await steps.lines(page).count()) < 50, "them to be out of the project");
  });
  await page.locator("#project-chooser > summary").click();
  await Promise.all([page.waitForEvent("load"), page.locator("#project-chooser button", { hasText: "Main" }).first().click()]);
}

/** Opens the menu beside New, and the window that it leads to. */
async function chooseFromNew(page, words, category, word) {
  await steps.toList(page, words, category);
  await page.locator("#list details[data-menu]:has(a[href$='/export']) > summary").click();
  await page.locator("#list .menu-i", { hasText: word }).click();
  await steps.dialog(page).waitFor();
}

async function exporting(page, sentence, words) {
  const dialog = steps.dialog(page);
  const submit = dialog.locator("[data-submit]");
  await sentence("export 1 and 2", async () => {
    await chooseFromNew(page, words, "specialists", words.export);
    await steps.called(dialog.locator("h2"), words.export);
    const modes = await dialog.locator("[name=mode]").evaluateAll((all) => all.map((mode) => mode.value));
    check(modes.join() === "empty,with_data,without_relationships", `three ways, not ${modes}`);
    await steps.called(submit, words.export);
  });
  await sentence("export 3", async () => {
    await dialog.locator("[value=empty]").check();
    const [download] = await Promise.all([page.waitForEvent("download"), submit.click()]);
    check(download.suggestedFilename().endsWith(".xlsx"), `a workbook, not ${download.suggestedFilename()}`);
    await chooseFromNew(page, words, "clients", words.export);
    await dialog.locator("[value=with_data]").check();
    await submit.click();
    const said = page.locator("#toasts [data-toast]").first();
    await said.waitFor();
    const box = await page.locator("#toasts").boundingBox();
    check(box.y > page.viewportSize().height / 2, "the message to be at the bottom");
  });
  await sentence("export 4 and 5", async () => {
    check((await page.locator("[data-bell]").getAttribute("aria-label")).startsWith(words.notifications), words.notifications);
    const newest = await newestCompleted(page);
    await coloured(newest, "done", words.completed);
    check((await newest.locator("time").count()) > 0, "the date to be shown");
    const link = newest.locator("a[href$='/file']").first();
    const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
    check(download.suggestedFilename().endsWith(".zip"), `a zip, not ${download.suggestedFilename()}`);
  });
}

/** The word of a notification's state, and its colour. */
async function coloured(notification, state, word) {
  const badge = notification.locator(`.st-${state}`).first();
  check((await badge.innerText()).trim() === word, `${word}, not ${await badge.innerText()}`);
  const colour = await badge.evaluate((badge) => {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d");
    canvas.fillStyle = getComputedStyle(badge).color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  });
  check(COLOURS[state](...colour), `the colour of ${state}, not ${colour}`);
}

async function importing(page, sentence, words, folder) {
  const dialog = steps.dialog(page);
  let newest = null;
  await sentence("import 1 and 2", async () => {
    const file = join(folder, "people.csv");
    writeFileSync(file, SHEET);
    await chooseFromNew(page, words, "clients", words.import);
    await steps.called(dialog.locator("h2"), words.importing);
    await page.setInputFiles("dialog[open] input[type=file]", file);
    await steps.called(dialog.locator("[data-submit]"), words.save);
    await dialog.locator("[data-submit]").click();
  });
  await sentence("import 3", async () => {
    await page.locator("#toasts [data-toast]").first().waitFor();
  });
  await sentence("import 4", async () => {
    newest = await newestCompleted(page);
    await coloured(newest, "done", words.completed);
  });
  await sentence("import 5", async () => {
    await newest.locator(".note-l").click();
    await dialog.locator(".facts").waitFor();
    const figures = (await dialog.locator(".facts dd").allInnerTexts()).map((text) => text.trim());
    check(figures.filter((figure) => figure === "1").length >= 2, `one row in and one back, not ${figures}`);
  });
  await sentence("import 6 and 7", async () => {
    const [download] = await Promise.all([page.waitForEvent("download"), dialog.locator("a[href$='/errors']").first().click()]);
    check(download.suggestedFilename().endsWith(".xlsx"), `a workbook, not ${download.suggestedFilename()}`);
    check(readFileSync(await download.path()).subarray(0, 2).toString() === "PK", "the failed rows as a workbook");
  });
}
