// The empty format comes at once; an export with people is a job whose notification turns into a download.
import { readFileSync } from "node:fs";
import { check, inChromium } from "./chromium.mjs";
import { address, newestCompleted, signIn } from "./console.mjs";

/** The two letters that every workbook and archive begins with. */
const isZip = async (download) => readFileSync(await download.path()).subarray(0, 2).toString() === "PK";

await inChromium(async ({ open }) => {
  const page = await open();
  await signIn(page);

  await page.goto(address("users/clients/export"));
  await page.check("[name=mode][value=empty]");
  const send = page.locator("form:has([name=mode]) [data-submit]");
  const [empty] = await Promise.all([page.waitForEvent("download"), send.click()]);
  check(await isZip(empty), "the empty format to be a workbook");

  await page.goto(address("users/clients/export"));
  await page.check("[name=mode][value=with_data]");
  await send.click();
  const notification = await newestCompleted(page);
  const link = notification.locator("a[href$='/file']").first();
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  check(download.suggestedFilename().endsWith(".zip"), `a zip, not ${download.suggestedFilename()}`);
  check(await isZip(download), "the export to be an archive");
});
