// Steps that several sentences of the manual have in common.
import { check, eventually } from "../chromium.mjs";
import { address, field, save, tab } from "../console.mjs";

export const lines = (page) => page.locator("#choose-body .choose-row");
export const dialog = (page) => page.locator("dialog[open]");

/** Checks what something is called. */
export async function called(locator, word) {
  const text = (await locator.first().innerText()).trim();
  check(text.toLowerCase().startsWith(word.toLowerCase()), `${word}, not ${text}`);
}

/** From the main menu to an empty form, by the words of the manual. */
export async function toNew(page, words, category) {
  const menu = page.locator("#nav");
  await called(menu.locator(".nav-h"), words.setup);
  await menu.locator("a", { hasText: words.users }).first().waitFor();
  await menu.locator(".sub a", { hasText: words[category] }).click();
  await page.waitForURL(new RegExp(`/users/${category}`));
  await called(page.locator("#list h1"), words[category]);
  await page.locator("#project-chooser > summary").click();
  const project = page.locator("#project-chooser button", { hasText: "Main" });
  await Promise.all([page.waitForEvent("load"), project.first().click()]);
  await called(page.locator("#list [data-new]"), words.new);
  await page.locator("#list [data-new]").click();
  await page.waitForURL(/\/new/);
  await field(page, "first_names").waitFor();
}

/** The words on the tabs, and which of them are not open yet. */
export async function tabsAre(page, words, closed) {
  const all = await page.locator("#detail [role=tab]").evaluateAll((tabs) =>
    tabs.map((tab) => {
      const texts = [...tab.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
      return { word: texts.map((text) => text.data).join("").trim(), shut: tab.getAttribute("aria-disabled") === "true" };
    }),
  );
  for (const [at, word] of words.entries()) {
    const found = all.find((tab) => tab.word === word);
    check(found, `a tab ${word} among ${all.map((tab) => tab.word)}`);
    check(found.shut === (closed && at > 2), `${word} to be ${closed && at > 2 ? "closed" : "open"}`);
  }
}

/** A password that breaks the policy shuts the button; one that keeps it turns the rules to another colour. */
export async function passwordIsJudged(page) {
  const rules = page.locator("#f-password-rules");
  const unmet = rules.locator(".rule:not(.rule-ok)").first();
  const colour = (rule) => rule.locator("svg").evaluate((icon) => getComputedStyle(icon).color);
  await field(page, "password").fill("a");
  await unmet.waitFor();
  const before = await colour(unmet);
  const button = page.locator("[data-save] [data-submit]");
  await eventually(async () => (await button.getAttribute("aria-disabled")) === "true", "saving to be closed");
  await field(page, "password").fill("Guayacan-amarillo-77!");
  await eventually(async () => (await unmet.count()) === 0, "every rule to be met");
  check((await colour(rules.locator(".rule-ok").first())) !== before, "the rules to change their colour");
  await eventually(async () => (await button.getAttribute("aria-disabled")) !== "true", "saving to be open again");
}

/** Saves the form and waits until the server has kept it. */
export async function saved(page, words) {
  await called(page.locator("[data-save] [data-submit]"), words.save);
  await save(page);
  await page.waitForURL(/\/users\/\w+\/[0-9a-f-]{36}\?.*said=saved/);
  return page.url().replace(/\?.*/, "");
}

/** Opens a tab of the person by its word. */
export async function openNamed(page, person, key, word) {
  await page.goto(person);
  await called(tab(page, key), word);
  await tab(page, key).click();
  await page.waitForURL(new RegExp(`tab=${key}`));
}

/** Chooses the first line that is offered in the window of a tab, and answers its name. */
export async function associateFirst(page, key) {
  await page.locator("#detail a.btn-go:visible").last().click();
  const row = dialog(page).locator(".choose-row", { has: page.locator("input:enabled") }).first();
  const name = (await row.locator(".choose-name").innerText()).split("\n")[0].trim();
  await row.locator("input").check();
  await dialog(page).locator("[data-submit]").click();
  await page.waitForURL(new RegExp(`tab=${key}&said=`));
  await lines(page).filter({ hasText: name }).first().waitFor();
  return name;
}

/** Writes a comment, which then stands there with its author. */
export async function comment(page, text) {
  await page.locator("#new-comment").fill(text);
  await page.locator(".talk-new .btn-go").click();
  await page.locator(".talk-text", { hasText: text }).waitFor();
}

/** The list of a category, by the main menu. */
export async function toList(page, words, category) {
  await page.goto(address());
  await page.locator("#nav .sub a", { hasText: words[category] }).click();
  await page.waitForURL(new RegExp(`/users/${category}`));
}
