// A small sheet with Portuguese headers: good rows go in, the bad one comes back with its reason.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { check, inChromium } from "./chromium.mjs";
import { address, newestCompleted, signIn } from "./console.mjs";

const SHEET = [
  "Usuário;Nome;Sobrenome;E-mail;Cidade",
  "imp.lia;Lia;Azevedo;lia@example.com;Recife",
  "imp.caio;Caio;Azevedo;caio@example.com;Natal",
  "imp.ruim;Rui;Azevedo;not-an-address;Belém",
].join("\n");

await inChromium(async ({ open, folder }) => {
  const file = join(folder, "clientes.csv");
  writeFileSync(file, SHEET);
  const page = await open();
  await signIn(page);
  await page.goto(address("users/clients/import"));
  await page.setInputFiles("input[type=file][name=file]", file);
  await page.locator("form:has(input[type=file][name=file]) [data-submit]").click();

  const notification = await newestCompleted(page);
  await notification.locator(".note-l").click();
  await page.locator(".facts").waitFor();
  const figures = (await page.locator(".facts dd").allInnerTexts()).map((text) => text.trim());
  check(figures.includes("2") && figures.includes("1"), `two rows in and one back, not ${figures}`);

  const failed = page.locator("dialog a[href$='/errors']");
  const [download] = await Promise.all([page.waitForEvent("download"), failed.click()]);
  const workbook = readFileSync(await download.path());
  check(workbook.subarray(0, 2).toString() === "PK" || workbook.includes("imp.ruim"), "the failed row to come back");

  await page.goto(address("users/clients?search=Azevedo"));
  check((await page.locator("[data-row]").count()) === 2, "the two good rows to be people");
});
