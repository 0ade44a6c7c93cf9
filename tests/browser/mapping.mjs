// A sheet with strange headers: its columns and values are mapped, the mapping is kept, the next file is understood by
// itself; rows with problems are found by their reason, repaired and let in.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { check, eventually, inChromium } from "./chromium.mjs";
import { address, newestCompleted, signIn } from "./console.mjs";

const FIRST = [
  "Kunde;Vorname;Familie;Mail;Zustand",
  "map.lia;Lia;Mapeada;lia.map@example.com;laeuft",
  "map.caio;Caio;Mapeada;caio.map@example.com;aus",
  "map.rui;Rui;Mapeada;not-an-address;laeuft",
].join("\n");
const SECOND = ["Zustand;Familie;Kunde;Mail;Vorname", "aus;Mapeada;map.eva;eva.map@example.com;Eva"].join("\n");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

const control = (page, id) => page.locator(`[id="${id}"]`);

async function upload(page, file) {
  await page.goto(address("users/clients/import"));
  await page.check("[name=map]");
  await page.setInputFiles("input[type=file][name=file]", file);
  await page.locator("form:has(input[type=file][name=file]) [data-submit]").click();
  await page.locator("#mapping").waitFor();
}

/** Chooses, and waits until the page shows what comes of it. */
async function choose(page, id, value) {
  const kept = page.waitForResponse((answer) => answer.request().method() === "POST" && answer.url().endsWith("/mapping"));
  await control(page, id).selectOption(value);
  check((await kept).status() === 200, `${id} to be kept`);
  await eventually(async () => (await control(page, id).inputValue()) === value, `${id} to show ${value}`);
  await page.locator("form.htmx-request").waitFor({ state: "detached" });
}

async function accessible(page, what) {
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(" ")}`);
  check(violations.length === 0, `${what} without barriers, not\n${told.join("\n")}`);
}

async function withoutSideScroll(page, what) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth + 1);
  check(!wide, `${what} not to be wider than the screen`);
}

async function start(page) {
  await Promise.all([page.waitForURL(/\/imports\/[0-9a-f-]+$/), page.click("button[name=do][value=start]")]);
}

await inChromium(async ({ open, folder }) => {
  const [first, second] = ["kunden.csv", "neue.csv"].map((name) => join(folder, name));
  writeFileSync(first, FIRST);
  writeFileSync(second, SECOND);
  // A start that is refused answers 422.
  const page = await open({ expected: (complaint) => complaint.includes("422") });
  await signIn(page);
  await upload(page, first);

  // Nothing says whom the rows are about, so nothing starts, and what is chosen stays.
  await choose(page, "c0.1", "first_names");
  await page.click("button[name=do][value=start]");
  await page.locator(".mapping-told .notice-failed").waitFor();
  check((await control(page, "c0.1").inputValue()) === "first_names", "what was chosen to stay");
  await accessible(page, "a mapping with problems");

  await choose(page, "c0.0", "username");
  await choose(page, "c0.4", "status");
  await choose(page, "v0.4.0", "active");
  await choose(page, "v0.4.1", "inactive");
  // By keyboard alone, and the focus stays where it was.
  await control(page, "c0.2").focus();
  const kept = page.waitForResponse((answer) => answer.request().method() === "POST");
  await page.keyboard.type("Last");
  await kept;
  await eventually(async () => (await control(page, "c0.2").inputValue()) === "last_names", "the typed field to be chosen");
  await eventually(
    async () => (await page.evaluate(() => document.activeElement?.id)) === "c0.2",
    "the focus to stay in its list",
  );
  check((await page.locator(".mapping-rows tbody tr").count()) === 3, "the first rows to be shown as they would be read");
  await choose(page, "on_problem", "review");
  await accessible(page, "a mapping");
  await page.setViewportSize({ width: 390, height: 844 });
  await withoutSideScroll(page, "a mapping on a telephone");
  await accessible(page, "a mapping on a telephone");
  await page.setViewportSize({ width: 1440, height: 900 });

  await page.fill("#mapping-name", "Kunden");
  await page.click("button[name=do][value=save]");
  await page.locator(".mapping-told .notice-done").waitFor();
  await start(page);

  // One row has a problem: found by its reason, repaired, let in with the others.
  const about = page.url();
  await eventually(
    async () => {
      await page.goto(about);
      return page.url().endsWith("/review");
    },
    "the import to wait for its review",
    60_000,
  );
  await page.locator(".review-groups a").nth(1).click();
  await page.locator(".review-groups a[aria-current]").nth(0).waitFor();
  check(page.url().includes("field=email"), `rows with a bad e-mail alone, not ${page.url()}`);
  check((await page.locator(".review-row").count()) === 1, "one row with this reason");
  await accessible(page, "a review");
  await page.locator(".review-row input[name=text]").fill("rui.map@example.com");
  await page.locator(".review-row .review-in button").click();
  await page.locator(".review-row.is-good").waitFor();
  await Promise.all([page.waitForURL(/\/imports\/[0-9a-f-]+$/), page.locator("form[action$='/commit'] button").click()]);
  // The details lie over the bell.
  await page.goto(address("imports"));
  await newestCompleted(page);
  await page.goto(address("users/clients?search=Mapeada"));
  check((await page.locator("[data-row]").count()) >= 2, "the rows to be people");

  // The next file, in another order: nothing is left to say.
  await upload(page, second);
  for (const [id, field] of [["c0.0", "status"], ["c0.1", "last_names"], ["c0.2", "username"], ["c0.4", "first_names"]]) {
    check((await control(page, id).inputValue()) === field, `${id} to be known as ${field}`);
  }
  check((await control(page, "v0.0.0").inputValue()) === "inactive", "the value to be known");
  check((await control(page, "saved").inputValue()) !== "", "the saved mapping to be chosen by itself");
  await choose(page, "on_problem", "skip");
  await start(page);
  await page.goto(address("imports"));
  await newestCompleted(page);

  await page.goto(address("users/clients/import-mappings"));
  check((await page.locator(".mapping-rename [name=name]").inputValue()) === "Kunden", "the mapping among the kept ones");
  await accessible(page, "the kept mappings");
  await page.fill(".mapping-rename [name=name]", "Kunden neu");
  await Promise.all([page.waitForEvent("load"), page.click(".mapping-rename button")]);
  check((await page.locator(".mapping-rename [name=name]").inputValue()) === "Kunden neu", "another name");
});
