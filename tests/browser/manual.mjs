// The numbered sentences of the administrator's manual, one after another, in one language: everything is where it was.
// node tests/browser/manual.mjs ADDRESS CULTURE
import process from "node:process";
import { inChromium } from "./chromium.mjs";
import { address, chooseCulture, signIn } from "./console.mjs";
import { clients } from "./manual/clients.mjs";
import { sheets } from "./manual/sheets.mjs";
import { specialists } from "./manual/specialists.mjs";
import { WORDS } from "./manual/words.mjs";

await inChromium(async ({ open, folder }) => {
  const culture = process.argv[3] ?? "en";
  const page = await open();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await signIn(page);
  await chooseCulture(page, culture);
  await page.goto(address());

  /** Does what a sentence of the manual says; whoever reads a failure is told which one. */
  const sentence = async (name, walk) => {
    try {
      await walk();
    } catch (error) {
      throw new Error(`${name} (${culture}) at ${page.url()}: ${error.message}`, { cause: error });
    }
  };
  for (const part of [clients, specialists, sheets]) await part({ page, sentence, words: WORDS[culture], culture, folder });
});
