// A stranger's plugin: uploaded, looked at, allowed, asked something, updated, taken back, removed.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { check, inChromium } from "./chromium.mjs";
import { component } from "./components.mjs";
import { address, signIn } from "./console.mjs";

const NAME = "strict-passwords";

await inChromium(async ({ open, folder }) => {
  const page = await open();
  await signIn(page);

  const upload = async (changes) => {
    const file = join(folder, "plugin.wasm");
    writeFileSync(file, component("password-policy", { name: NAME, publisher: "Andes", ...changes }));
    await page.goto(address("plugins/-/new"));
    await page.setInputFiles("input[type=file][name=file]", file);
    await page.locator("form:has(input[type=file][name=file]) [data-submit]").click();
    await page.locator(`#detail h1:text-is("${NAME}")`).waitFor();
    // It is being compiled; the page looks again by itself.
    await page.locator("#detail .notice a[hx-get*='/versions/']").waitFor({ timeout: 60_000 });
  };
  const allow = async () => {
    await page.locator("#detail .notice a[hx-get*='/versions/']").click();
    const button = page.locator("dialog[open] button[name=consent]");
    await Promise.all([page.waitForEvent("load"), button.click()]);
    await page.locator("#detail .st-done").first().waitFor();
  };

  await upload({ version: "1.0.0", capabilities: [] });
  await allow();

  await page.goto(address(`plugins/${NAME}?tab=try`));
  await page.selectOption("[name=function]", "password-policy.rules");
  await page.fill("textarea[name=input]", "{ not JSON");
  await Promise.all([page.waitForEvent("load"), page.locator("form:has([name=function]) button").click()]);
  check((await page.inputValue("textarea[name=input]")) === "{ not JSON", "what was typed to stay");
  await page.fill("textarea[name=input]", '{"locale": "pt"}');
  await Promise.all([page.waitForEvent("load"), page.locator("form:has([name=function]) button").click()]);
  check((await page.locator(".code-out").innerText()).includes("caracteres"), "an answer in Portuguese");

  await page.goto(address(`plugins/${NAME}`));
  await page.locator(".figs figure svg rect").first().waitFor();

  await upload({ version: "2.0.0", capabilities: ["http"], "http-hosts": ["api.example.com"] });
  check((await page.locator("#detail .notice").innerText()).includes("api.example.com"), "the difference to be shown");
  await page.locator("#detail .notice a[hx-get*='/versions/']").click();
  await page.locator("dialog[open] .grant-new").first().waitFor();
  await Promise.all([page.waitForEvent("load"), page.locator("dialog[open] button[name=consent]").click()]);
  check((await page.locator("#detail .meta").innerText()).includes("2.0.0"), "2.0.0 to answer");

  await page.locator("#detail details[data-menu] > summary").click();
  await Promise.all([page.waitForEvent("load"), page.locator("#detail form[action$='/roll-back'] button").click()]);
  check((await page.locator("#detail .meta").innerText()).includes("1.0.0"), "one click to go back");

  await page.locator("#detail details[data-menu] > summary").click();
  await page.locator("#detail form[action$='/delete'] button").first().click();
  const yes = page.locator("dialog[open] .btn-danger, dialog[open] .btn-go").last();
  await Promise.all([page.waitForEvent("load"), yes.click()]);
  check((await page.locator(`#list :text-is("${NAME}")`).count()) === 0, "the plugin to be gone");
});
