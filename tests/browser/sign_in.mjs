// A stranger meets the door, a wrong key is refused politely, the right one opens, and the way out closes.
import { check, inChromium } from "./chromium.mjs";
import { address, signIn } from "./console.mjs";

await inChromium(async ({ open }) => {
  const page = await open();
  await page.goto(address());
  check(page.url().includes("/sign-in"), "a stranger to be sent to the door");

  await signIn(page, { secret: "not the password" });
  check(page.url().includes("/sign-in"), "a wrong password to be refused");
  check((await page.inputValue("[name=username]")) === "admin", "the user name to be kept");
  check((await page.inputValue("[name=password]")) === "", "the password not to be sent back");
  check((await page.locator(".notice, [role=alert]").count()) > 0, "a reason to be shown");

  await signIn(page);
  await page.locator("[data-bell]").waitFor();
  check((await page.evaluate(() => document.cookie)).indexOf("session") < 0, "no script to see the session");

  await page.locator("details:has([name=culture]) > summary").click();
  await Promise.all([page.waitForEvent("load"), page.click("form[action$='/sign-out'] button")]);
  await page.goto(address());
  check(page.url().includes("/sign-in"), "the door to be closed after signing out");
});
