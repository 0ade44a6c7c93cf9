// A company and a service are made, a client belongs to the one and has the other, and what is in use says where.
import { check, eventually, inChromium } from "./chromium.mjs";
import { address, field, openTab, save, signIn, tab } from "./console.mjs";

const lines = (page) => page.locator("#choose-body .choose-row");

await inChromium(async ({ open }) => {
  const page = await open();
  await signIn(page);
  const dialog = page.locator("dialog[open]");

  // Only a name is needed; the tabs of what it is tied to open after the first save.
  await page.goto(address("companies/new"));
  check((await page.locator(".tab[aria-disabled=true]").count()) >= 4, "clients and services to wait for the first save");
  await field(page, "name").fill("Laguna Azul");
  await field(page, "website").fill("javascript:alert(1)");
  await openTab(page, "address");
  await field(page, "address.city").fill("Valdivia");
  await save(page);
  await page.locator("[data-state=refused]").waitFor();
  check((await field(page, "address.city").inputValue()) === "Valdivia", "what was typed to be there still");
  await openTab(page, "details");
  await field(page, "website").fill("lagunaazul.example");
  await save(page);
  await page.waitForURL(/companies\/[0-9a-f-]{36}\?said=saved/);
  const company = page.url().split("?")[0];
  await page.locator("[data-row].is-on", { hasText: "Laguna Azul" }).waitFor();

  // The same name again leads to the one that has it.
  await page.goto(address("companies/new"));
  await field(page, "name").fill("LAGUNA  AZUL");
  await save(page);
  await page.locator(`#detail a[href$="${new URL(company).pathname}"]`).waitFor();

  // It is somewhere on the map.
  await page.goto(company);
  await field(page, "latitude").fill("-39.8142");
  await field(page, "longitude").fill("-73.2459");
  await save(page);
  await page.waitForURL(/said=saved/);
  await page.locator("[data-map-near]", { hasText: "Valdivia" }).waitFor();

  // Clients by search, all that match on this page.
  await tab(page, "clients").click();
  await page.locator("#detail a[href$='/clients/new']").first().click();
  await lines(page).first().waitFor();
  const before = await lines(page).count();
  await page.locator("#choose-query").fill("car");
  await eventually(async () => (await lines(page).count()) < before, "the search to find fewer clients");
  await page.locator("#choose-body [data-select-all]").check();
  const chosen = await page.locator("#choose-body [data-select]:checked").count();
  check(chosen > 0, "clients to be chosen");
  await page.locator("#choose-form .save .btn-go").click();
  await page.waitForURL(/tab=clients&said=came/);
  await eventually(async () => (await lines(page).count()) === chosen, "the clients who came");
  await lines(page).first().locator("input").check();
  await page.locator("#choose-form .save .btn-danger").click();
  await page.locator("#confirm[open] [data-go]").click();
  await page.waitForURL(/said=went/);
  await eventually(async () => (await lines(page).count()) === chosen - 1, "one client less");

  // A service, and a client who gets it and the company.
  await page.goto(address("services/new"));
  await field(page, "name").fill("Boat rental");
  await save(page);
  await page.waitForURL(/services\/[0-9a-f-]{36}\?said=saved/);
  const service = page.url().split("?")[0];
  await page.goto(address("users/clients"));
  await page.locator("[data-row] a").first().click();
  await tab(page, "companies").waitFor();
  for (const [key, search, name] of [
    ["companies", "laguna", "Laguna Azul"],
    ["services", "boat", "Boat rental"],
  ]) {
    await tab(page, key).click();
    await page.locator(`#detail a.btn-go[href$="/${key}"]`).click();
    await dialog.locator("#pick-query").fill(search);
    await eventually(async () => (await dialog.locator(".choose-row").count()) === 1, `the dialog to find ${name}`);
    const box = dialog.locator(".choose-row input[name=selected]");
    if (await box.isEnabled()) await box.check();
    await dialog.locator("[data-submit]").click();
    await page.waitForURL(new RegExp(`tab=${key}&said=came`));
    await lines(page).filter({ hasText: name }).waitFor();
  }
  await tab(page, "history").click();
  await page.locator("#history", { hasText: "Boat rental" }).waitFor();

  // The company receives the service; deleting the service says where it is used, and asks.
  await page.goto(`${company}?tab=services`);
  await page.locator("#detail a.btn-go").click();
  await dialog.locator(".choose-row", { hasText: "Boat rental" }).locator("input").check();
  await dialog.locator("[data-submit]").click();
  await page.waitForURL(/tab=services&said=came/);
  await page.goto(service);
  await page.locator("#detail details[data-menu] > summary").click();
  await page.locator("#detail .menu-danger").click();
  await dialog.locator("a[href$='?tab=clients']").waitFor();
  await dialog.locator("a[href$='?tab=companies']").waitFor();
  await dialog.locator("[data-submit]").click();
  await page.waitForURL(/services\?said=deleted/);
  check((await page.locator("[data-row]", { hasText: "Boat rental" }).count()) === 0, "the service to be gone");
});
