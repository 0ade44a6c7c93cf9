// A field of each type is defined, and filled for a client; what depends on another one comes and goes while one types.
import { check, eventually, inChromium } from "./chromium.mjs";
import { address, field, openTab, save, signIn } from "./console.mjs";

const SIMPLE = ["short-text", "paragraph", "integer", "decimal", "date", "time", "date-time", "check-box", "link", "file", "position"];
const id = (kind) => `b-${kind}`;

await inChromium(async ({ open }) => {
  const page = await open();
  await signIn(page);

  const define = async (kind, more = async () => {}) => {
    await page.goto(address("additional-fields/client/-new"));
    await field(page, "label.en").fill(`B ${kind}`);
    await field(page, "id").fill(id(kind));
    await field(page, "type").selectOption(kind);
    await field(page, "group.en").fill("Browser");
    await more();
    await save(page);
    await page.waitForURL(/said=saved/);
  };
  const lines = (text) => async () => {
    await openTab(page, "values");
    await page.locator("#f-lines").fill(text);
  };

  // A shared tree, defined once.
  await page.goto(address("additional-fields/-/catalogs/-new"));
  await field(page, "label.en").fill("Areas");
  await page.locator("#f-tree").check();
  await field(page, "lines").fill("North\n  Sales\n  Care\nSouth\n  Sales");
  await page.locator("button[name=do][value=paste]").click();
  await eventually(async () => (await page.locator(".choice-row").count()) === 5, "five rows");
  await page.locator(".choice-row").nth(2).locator("button[value='up:2']").click();
  await eventually(async () => (await page.locator(".choice-row").nth(1).locator("input[name='choice.label.en']").inputValue()) === "Care", "Care to stand first");
  await save(page);
  await page.waitForURL(/catalogs\/areas\?said=saved/);

  for (const kind of SIMPLE) await define(kind);
  await define("currency", async () => {
    check(!(await field(page, "max-length").isVisible()), "no length for an amount");
    await field(page, "currency").fill("brl");
  });
  await define("list", lines("Small\nLarge"));
  await define("multiple-choice", lines("Music\nFood"));
  await define("tree", lines("Europe\\Spain\\Madrid\nEurope\\Portugal"));
  for (const kind of ["catalog-list", "catalog-tree"]) {
    await define(kind, async () => {
      await openTab(page, "values");
      await field(page, "catalog").selectOption("areas");
    });
  }
  check((await page.locator("[data-movable]").count()) >= 17, "17 fields in the list");

  // One that shows only while another one says so, and that clients must not see.
  await page.goto(address(`additional-fields/client/${id("paragraph")}`));
  await field(page, "depends.field").selectOption(id("check-box"));
  await page.locator(`[name="depends.value.${id("check-box")}"][value=true]`).check();
  await openTab(page, "states");
  const box = (name) => page.locator(`[name="states.${name}"]`);
  await box("client.active.required").check();
  check(await box("client.active.editable").isChecked(), "required to bring editable");
  await box("client.active.visible").uncheck();
  check(!(await box("client.active.required").isChecked()), "hidden to take required");
  await save(page);
  await page.waitForURL(/said=saved/);

  // The order, by button and by keyboard.
  const names = () => page.locator("[data-movable] .roster-name").allInnerTexts();
  const before = await names();
  await page.locator(`#row-${id("integer")} .roster-name`).focus();
  await page.keyboard.press("Alt+ArrowUp");
  await eventually(async () => (await names()).indexOf("B integer") === before.indexOf("B integer") - 1, "the field to move up");

  // A client with all of them.
  await page.goto(address("users/clients/new"));
  await field(page, "username").fill("fields.browser");
  await field(page, "first_names").fill("Iris");
  await field(page, "last_names").fill("Campos");
  await openTab(page, "additional");
  const control = (kind) => field(page, `fields.${id(kind)}`);
  check(!(await control("paragraph").isVisible()), "what depends on the box to be hidden");
  await control("check-box").check();
  await control("paragraph").waitFor();
  await control("paragraph").fill("One\nTwo");
  await control("short-text").fill("Ñandú");
  await control("integer").fill("42");
  await control("decimal").fill("1.5");
  await control("currency").fill("99.90");
  await control("date").fill("2026-02-28");
  await control("time").fill("08:30");
  await control("date-time").fill("2026-02-28T08:30");
  await control("link").fill("example.com/iris");
  await control("list").selectOption("small");
  await page.locator(`[name="fields.${id("multiple-choice")}"]`).first().check();
  await page.locator(`[data-field="fields.${id("catalog-list")}"] select`).selectOption("north");
  const levels = (kind) => page.locator(`[data-field="fields.${id(kind)}"] .tree-levels select`);
  await levels("tree").nth(0).selectOption({ label: "Europe" });
  await levels("tree").nth(1).selectOption({ label: "Spain" });
  await levels("tree").nth(2).selectOption({ label: "Madrid" });
  await levels("catalog-tree").nth(0).selectOption({ label: "North" });
  await levels("catalog-tree").nth(1).selectOption({ label: "Care" });
  const halves = page.locator(`[name="fields.${id("position")}"]`);
  await halves.nth(0).fill("-23.55");
  await halves.nth(1).fill("-46.63");
  await control("file").setInputFiles({ name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("hello") });
  await save(page);
  await page.waitForURL(/said=saved/);

  // Everything is there again, the link leads on, the file comes down.
  await page.goto(`${page.url().replace(/\?.*/, "")}?tab=additional`);
  check((await control("paragraph").inputValue()) === "One\nTwo", "the dependent field to be kept");
  check((await control("currency").inputValue()) === "99.9", "the amount");
  check((await levels("tree").nth(2).inputValue()) === "madrid", "the leaf of the tree");
  check((await halves.nth(1).inputValue()) === "-46.63", "the position");
  const link = page.locator(`[data-field="fields.${id("link")}"] a[target=_blank]`);
  check((await link.getAttribute("href")) === "https://example.com/iris", "the link to lead on");
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator(".kept-file a").click()]);
  check(download.suggestedFilename() === "notes.txt", "the file under its name");
  await control("check-box").uncheck();
  check(!(await control("paragraph").isVisible()), "it to go again");

  // Deleting says how many have a value.
  await page.goto(address(`additional-fields/client/${id("integer")}/delete`));
  await eventually(async () => /1|one/i.test(await page.locator("#field-uses").innerText()), "one person to be counted");
});
