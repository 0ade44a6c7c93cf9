// The policy's rules change colour while one types, saving is refused until all are met, and then it works.
import { check, eventually, inChromium } from "./chromium.mjs";
import { address, field, save, signIn } from "./console.mjs";

const STRONG = "Guayacan-amarillo-77!";

await inChromium(async ({ open }) => {
  const page = await open();
  await signIn(page);
  await page.goto(address("users/clients/new"));
  await field(page, "username").fill("nadia.browser");
  await field(page, "first_names").fill("Nadia");
  await field(page, "last_names").fill("Ferreyra");

  const rules = page.locator("#f-password-rules");
  const states = () => rules.locator(".rule").evaluateAll((all) => all.map((rule) => rule.className));
  await field(page, "password").fill("a");
  await rules.locator(".rule").first().waitFor();
  await eventually(async () => (await states()).some((state) => !state.includes("rule-ok")), "an unmet rule");
  const colour = (kind) => rules.locator(`.${kind}`).first().evaluate((rule) => getComputedStyle(rule.querySelector("svg")).color);
  const unmet = await colour("rule:not(.rule-ok)");

  // The button is closed and says why; a form that is sent in spite of it is refused by the server.
  const button = page.locator("[data-save] [data-submit]");
  await eventually(async () => (await button.getAttribute("aria-disabled")) === "true", "saving to be closed");
  check((await page.locator("#save-why").innerText()).length > 10, "the reason to be said");
  const refusal = await page.evaluate(async () => {
    const form = document.querySelector("form[data-track]");
    const headers = { "x-csrf-token": form.elements.csrf.value };
    return (await fetch(form.action, { method: "POST", headers, body: new FormData(form) })).status;
  });
  check(refusal === 422, `the server to refuse, too, not ${refusal}`);
  check((await field(page, "first_names").inputValue()) === "Nadia", "nothing typed to be lost");

  await field(page, "password").fill(STRONG);
  await eventually(async () => {
    const all = await states();
    return all.length > 0 && all.every((state) => state.includes("rule-ok"));
  }, "every rule to be met");
  check((await colour("rule-ok")) !== unmet, "met and unmet rules to differ in colour");

  const known = () => page.locator("#nav a[href$='/users/clients']").last().innerText().then((text) => Number(text.replace(/\D/g, "")));
  const before = await known();
  await save(page);
  await page.waitForURL(/\/users\/clients\/[0-9a-f-]{36}/);
  await eventually(async () => (await known()) === before + 1, `the menu to count one more than ${before}`);
  check((await field(page, "password").inputValue()) === "", "the password not to come back");
  await page.goto(address("users/clients?search=Ferreyra"));
  await page.locator("[data-row]", { hasText: "Nadia" }).waitFor();
});
