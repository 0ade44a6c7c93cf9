// Makes the pictures of the documentation: node tests/browser/screenshots.mjs ADDRESS FOLDER
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { inChromium } from "./chromium.mjs";
import { address, chooseCulture, field, openTab, signIn } from "./console.mjs";

const folder = process.argv[3] ?? "docs/screenshots";
mkdirSync(folder, { recursive: true });

await inChromium(async ({ open }) => {
  for (const culture of ["en", "es", "pt"]) {
    for (const theme of culture === "en" ? ["light", "dark"] : ["light"]) {
      const page = await open({ theme });
      const shoot = async (name) => {
        await page.evaluate(() => document.fonts.ready);
        await page.screenshot({ path: join(folder, `${name}-${culture}-${theme}.png`) });
      };
      if (culture === "en") {
        await page.goto(address("sign-in"));
        await shoot("sign-in");
      }
      await signIn(page);
      await chooseCulture(page, culture);
      await page.goto(address("users/clients"));
      await shoot("list");
      await page.locator("[data-row]:has(.roster-place) a").first().click();
      await page.locator("[data-tab=details]").waitFor();
      await shoot("detail");
      await openTab(page, "address");
      await shoot("address");
      await page.goto(address("users/clients/new"));
      await field(page, "username").fill("nadia.ferreyra");
      await field(page, "password").fill("nadia2026");
      await page.locator("#f-password-rules .rule").first().waitFor();
      await shoot("password-rules");
      await page.goto(address("users/clients"));
      await page.click("[data-bell]");
      await page.locator("#inbox-list > li").first().waitFor();
      await shoot("notifications");
      await page.context().close();
    }
  }
  const narrow = await open({ width: 390, height: 844 });
  await signIn(narrow);
  await narrow.goto(address("users/clients"));
  await narrow.screenshot({ path: join(folder, "list-en-390.png") });
});
