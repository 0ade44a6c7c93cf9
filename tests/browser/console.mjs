// What one does in the console, in its own words. Nothing here depends on the language of the page.
import { base, check, eventually, password } from "./chromium.mjs";

/** Addresses of the demo's console. */
export const address = (path = "") => `${base}/t/demo/${path}`;

/** Signs in as the demo's administrator. */
export async function signIn(page, { username = "admin", secret = password } = {}) {
  await page.goto(address("sign-in"));
  await page.fill("[name=username]", username);
  await page.fill("[name=password]", secret);
  await Promise.all([page.waitForEvent("load"), page.click("[data-submit]")]);
}

/** The link of the form's tab. */
export const tab = (page, key) => page.locator(`[data-tab=${key}]`);

/** The field with this name, in whatever tab. */
export const field = (page, name) => page.locator(`[id="f-${name}"]`);

/** Opens the tab and waits until its panel is seen. */
export async function openTab(page, key) {
  await tab(page, key).click();
  await page.locator(`[data-panel=${key}]`).waitFor();
}

/** Sends the form that is open in the detail pane. */
export const save = (page) => page.locator("[data-save] [data-submit]").click();

/** Puts the page into another language; the account's menu offers each by its own name. */
export async function chooseCulture(page, culture) {
  await page.locator("details:has([name=culture]) > summary").click();
  await Promise.all([page.waitForEvent("load"), page.click(`[name=culture][value=${culture}]`)]);
  await page.locator(`html[lang^=${culture}]`).waitFor({ state: "attached" });
}

/** Opens the bell and returns its newest notification once it is completed. */
export async function newestCompleted(page) {
  const panel = page.locator("#inbox");
  if (!(await panel.isVisible())) await page.click("[data-bell]");
  const newest = page.locator("#inbox-list > li").first();
  await newest.waitFor();
  await eventually(
    async () => !(await newest.getAttribute("data-note"))?.includes("pending"),
    "the newest notification to be no longer pending",
    60_000,
  );
  check((await newest.getAttribute("data-note")) === "done", `a completed notification: ${await newest.innerText()}`);
  return newest;
}
