// Clients, sentences 1 to 11.
import { check, eventually } from "../chromium.mjs";
import { address, field, openTab, save } from "../console.mjs";
import * as steps from "./steps.mjs";

/** A picture of one grey point. */
const PICTURE = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGMAAQAABQABDQottAAAAABJRU5ErkJggg==", "base64");

export async function clients({ page, sentence, words, culture }) {
  let person = "";

  await sentence("clients 1", () => steps.toNew(page, words, "clients"));
  await sentence("clients 2", async () => {
    await steps.tabsAre(page, words.client, true);
    await field(page, "first_names").fill("Manuela");
    await field(page, "last_names").fill("Ibarra");
    await field(page, "username").fill("manuela.ibarra");
    check(await page.locator("[name=active]").isChecked(), "a new client to be active");
    const note = page.locator("[data-field=email] .hint-warn");
    check((await note.innerText()).length > 20, "to be told what an e-mail address is for");
    await field(page, "email").fill("manuela@example.com");
    await page.setInputFiles("input[type=file][name=photo]", { name: "photo.png", mimeType: "image/png", buffer: PICTURE });
    const crop = page.locator("dialog[open] [data-submit], dialog[open] .btn-go").first();
    await crop.click({ timeout: 3_000 }).catch(() => {});
    await steps.passwordIsJudged(page);
    await steps.called(page.locator("[data-field=culture] .lab"), words.culture);
    const cultures = await field(page, "culture").locator("option").evaluateAll((all) => all.map((option) => option.value));
    check(cultures.sort().join() === "en,es,pt", `three languages, not ${cultures}`);
    await field(page, "culture").selectOption(culture);
  });
  await sentence("clients 2, example", async () => {
    await openTab(page, "address");
    check((await field(page, "address.city").inputValue()) === "", "no city before a location is chosen");
    await openTab(page, "details");
    await steps.called(page.locator("[data-field=location] .lab"), words.location);
    const place = await field(page, "location").locator("option:not([value=''])").first().getAttribute("value");
    const filled = page.waitForResponse((answer) => answer.url().includes("fill-address"));
    await field(page, "location").selectOption(place);
    await filled;
    await openTab(page, "address");
    await eventually(async () => (await field(page, "address.city").inputValue()) !== "", "the city to be filled");
  });
  await sentence("clients 3", async () => {
    await field(page, "address.reference").fill("Blue door");
    await field(page, "address.phone").fill("+57 601 555 0101");
  });
  await sentence("clients 4", async () => {
    await openTab(page, "additional");
    await field(page, "fields.segment").selectOption("retail");
    await field(page, "fields.notes").fill("Two dogs");
  });
  await sentence("clients 5", async () => {
    check((await page.locator("[data-map]").count()) === 0, "no map before the first save");
    person = await steps.saved(page, words);
    await page.goto(person);
    await steps.tabsAre(page, words.client, false);
    await page.locator("#panel-details h2, #panel-details legend, #panel-details h3").filter({ hasText: words.geolocation }).first().waitFor();
    check((await field(page, "address.reference").inputValue()) === "Blue door", "the address to be saved");
    check((await field(page, "fields.segment").inputValue()) === "retail", "the additional field to be saved");
  });
  await sentence("clients 6", async () => {
    await page.locator("[data-map]").scrollIntoViewIfNeeded();
    await page.locator("[data-map][data-ready]").waitFor();
    await page.locator("[data-combo-input]").fill("bogota");
    await page.locator("[role=option]").first().waitFor();
    await page.keyboard.press("Enter");
    await eventually(async () => (await field(page, "latitude").inputValue()) !== "", "the place to be taken");
    await page.locator(".leaflet-control-zoom-in").click();
    const found = await field(page, "longitude").inputValue();
    const box = await page.locator("[data-map-view]").boundingBox();
    await page.mouse.click(box.x + box.width / 4, box.y + box.height / 2);
    await eventually(async () => (await field(page, "longitude").inputValue()) !== found, "the map to be clicked");
    await steps.saved(page, words);
  });
  await sentence("clients 7", async () => {
    await steps.openNamed(page, person, "companies", words.client[3]);
    await steps.associateFirst(page, "companies");
  });
  await sentence("clients 8 and the note of 5", () => intoGroup(page, person, words));
  await sentence("clients 9", async () => {
    await steps.openNamed(page, person, "services", words.client[5]);
    await steps.associateFirst(page, "services");
  });
  await sentence("clients 10", async () => {
    await steps.openNamed(page, person, "feedback", words.client[6]);
    await steps.comment(page, "Prefers mornings");
  });
  await sentence("clients 11", async () => {
    await page.goto(person);
    await field(page, "position").fill("Owner");
    await steps.saved(page, words);
    await page.goto(person);
    check((await field(page, "position").inputValue()) === "Owner", "the change to be saved");
  });
}

/** A group that works in another project: whether the person joins that, too, is asked in a window. */
async function intoGroup(page, person, words) {
  await page.goto(address("groups/new?kind=client"));
  await field(page, "name").fill("Zenith");
  await save(page);
  await page.waitForURL(/\/groups\/[0-9a-f-]{36}\?said=saved/);
  await page.goto(`${page.url().replace(/\?.*/, "")}?tab=projects`);
  await steps.lines(page).filter({ hasText: "On-site service" }).locator("input").check();
  await page.locator("#choose-form .save .btn-go").click();
  await page.waitForURL(/tab=projects&said=saved/);
  await steps.openNamed(page, person, "groups", words.client[4]);
  await page.locator("#detail a.btn-go:visible").last().click();
  const dialog = steps.dialog(page);
  await dialog.locator(".choose-row", { hasText: "Zenith" }).locator("input").check();
  await dialog.locator("[data-submit]").click();
  await dialog.locator(".decide", { hasText: "On-site service" }).waitFor();
  await dialog.locator(".decide input[value=join]").first().check();
  await dialog.locator("[data-submit]").last().click();
  await page.waitForURL(/tab=groups&said=associated/);
  await steps.lines(page).filter({ hasText: "Zenith" }).waitFor();
}
