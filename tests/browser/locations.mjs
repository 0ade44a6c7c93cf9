// The example of the manual, in three languages: somebody without a location gets one, and the address is filled; what
// one adjusts is kept, clearing offers to take back what was filled. And the locations themselves.
import { check, eventually, inChromium } from "./chromium.mjs";
import { address, chooseCulture, field, openTab, save, signIn } from "./console.mjs";

await inChromium(async ({ open }) => {
  const page = await open();
  await signIn(page);

  // A location is made, found, changed.
  await page.goto(address("locations/new"));
  await field(page, "name").fill("Sede Prueba");
  await field(page, "code").fill("PRB-1");
  await field(page, "address.city").fill("Cartagena");
  await field(page, "address.street").fill("Calle del Arsenal 8");
  await field(page, "phone").fill("+57 605 555 0199");
  await field(page, "latitude").fill("10.4236");
  await field(page, "longitude").fill("-75.5253");
  await save(page);
  await page.waitForURL(/\/locations\/[0-9a-f-]{36}\?said=saved/);
  const location = page.url().replace(/\?.*/, "");
  check((await page.locator("[data-map-near]").innerText()).includes("Cartagena"), "its position to be named");

  for (const culture of ["en", "es", "pt"]) {
    await chooseCulture(page, culture);
    await page.goto(address("users/clients/new"));
    await field(page, "username").fill(`carolina.${culture}`);
    await field(page, "first_names").fill("Carolina");
    await field(page, "last_names").fill("Vergara");
    await openTab(page, "address");
    await field(page, "address.reference").fill("Portón azul");
    for (const part of ["city", "street", "country"]) {
      check((await field(page, `address.${part}`).inputValue()) === "", `no ${part} to be filled before`);
    }
    await openTab(page, "details");
    await save(page);
    await page.waitForURL(/\/users\/clients\/[0-9a-f-]{36}/);
    const person = page.url().replace(/\?.*/, "");

    // Selected by searching in the drop-down, by keyboard.
    const filled = page.waitForResponse((response) => response.url().includes("fill-address"));
    await page.locator('[id="f-location-search"]').fill("sede prue");
    await page.locator('[id="f-location-list"] [role=option]').first().waitFor();
    await page.keyboard.press("Enter");
    check((await filled).ok(), "auto-fill to answer");
    await page.locator("[data-map-use]").click();
    check((await field(page, "latitude").inputValue()) === "10.4236", "the location's position to be taken");
    await openTab(page, "address");
    check((await field(page, "address.city").inputValue()) === "Cartagena", "the city to be filled");
    check((await field(page, "address.reference").inputValue()) === "Portón azul", "what was typed to be kept");
    const source = page.locator('[data-field="address.city"] [data-src]');
    check((await source.innerText()).includes("Sede Prueba"), "the field to say where it came from");

    // Adjusted, saved, and still there.
    await field(page, "address.street").fill("Calle Larga 10");
    await save(page);
    await page.waitForURL(/said=saved/);
    await page.goto(`${person}?tab=address`);
    check((await field(page, "address.street").inputValue()) === "Calle Larga 10", "the adjustment to be saved");

    // Choosing another location and coming back leaves the adjusted street alone, and offers the location's.
    await openTab(page, "details");
    const answered = () => page.waitForResponse((response) => response.url().includes("fill-address"));
    let answer = answered();
    await page.locator('[id="f-location-search"]').fill("");
    await field(page, "first_names").focus();
    await answer;
    await page.locator("[data-clear-filled]").waitFor();
    await openTab(page, "address");
    check((await field(page, "address.city").inputValue()) === "Cartagena", "clearing to take nothing by itself");
    await openTab(page, "details");
    await page.locator("[data-clear-filled]").click();
    check((await field(page, "address.city").inputValue()) === "", "what was filled to be cleared");
    check((await field(page, "address.street").inputValue()) === "Calle Larga 10", "and only that");
    answer = answered();
    await page.locator('[id="f-location-search"]').fill("PRB-1");
    await page.locator('[id="f-location-list"] [role=option]').first().waitFor();
    await page.keyboard.press("Enter");
    await answer;
    await page.locator("[data-use-all]").click();
    check((await field(page, "address.street").inputValue()) === "Calle del Arsenal 8", "the location's street to be used");
    await save(page);
    await page.waitForURL(/said=saved/);
  }

  // It is in use: its people are moved, then it goes.
  await page.goto(`${location}?tab=people`);
  check((await page.locator(".loc-people li").count()) === 3, "its people to be listed");
  await page.goto(`${location}?tab=history`);
  await page.locator("#panel-history").waitFor();
  await page.goto(`${location}/delete`);
  const dialog = page.locator("dialog[open]");
  await dialog.locator("[data-pick] input").fill("Cali");
  await dialog.locator("[role=option]").first().waitFor();
  await page.keyboard.press("Enter");
  await dialog.locator("button[form=move-people]").click();
  await page.waitForURL(/said=moved&count=3/);
  await page.goto(`${location}/delete`);
  await dialog.locator("[data-submit]").click();
  await page.waitForURL(/said=deleted/);

  // A file with a problem is refused whole, a good one is taken.
  const upload = async (text) => {
    await page.goto(address("locations/import"));
    await page.setInputFiles("input[type=file][name=file]", { name: "l.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
    await dialog.locator("[data-submit]").click();
  };
  await upload("code,name,latitude,longitude\nN-1,Uno,95,0\nN-2,,1,1\n");
  await eventually(async () => (await dialog.locator("tbody tr").count()) === 2, "both problems to be told");
  await upload("code,name,latitude,longitude\nN-1,Uno,9.5,0\nN-2,Dos,1,1\n");
  await page.waitForURL(/said=imported&count=2/);
});
