// A location fills the address through the plugin; what a person has edited is left alone, and all can be changed.
import { check, eventually, inChromium } from "./chromium.mjs";
import { address, field, openTab, save, signIn } from "./console.mjs";

await inChromium(async ({ open }) => {
  const page = await open();
  await signIn(page);
  await page.goto(address("users/clients/new"));
  await field(page, "username").fill("filled.browser");
  await field(page, "first_names").fill("Filipa");
  await field(page, "last_names").fill("Braga");

  const locations = await field(page, "location")
    .locator("option")
    .evaluateAll((all) => all.map((option) => option.value).filter(Boolean));
  check(locations.length >= 2, "the demo to have locations");
  const choose = async (value) => {
    const answer = page.waitForResponse((response) => response.url().includes("fill-address"));
    await field(page, "location").selectOption(value);
    check((await answer).ok(), "auto-fill to answer");
  };

  await choose(locations[0]);
  await openTab(page, "address");
  await eventually(async () => (await field(page, "address.city").inputValue()) !== "", "the city to be filled");
  const street = await field(page, "address.street").inputValue();
  check(street !== "", "the street to be filled");

  await field(page, "address.street").fill("Calle de la Prueba");
  await openTab(page, "details");
  await choose(locations[1]);
  await openTab(page, "address");
  await eventually(
    async () => (await field(page, "address.street").inputValue()) === "Calle de la Prueba",
    "what was edited to be left alone",
  );

  await field(page, "address.city").fill("Villa Cambiada");
  await openTab(page, "details");
  await save(page);
  await page.waitForURL(/\/users\/clients\/[0-9a-f-]{36}/);
  await page.reload();
  check((await field(page, "address.street").inputValue()) === "Calle de la Prueba", "the edited street to be saved");
  check((await field(page, "address.city").inputValue()) === "Villa Cambiada", "the changed city to be saved");
});
