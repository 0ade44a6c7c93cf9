// A position is searched, clicked, dragged, moved by keys, typed and saved; nothing of it asks any other machine.
import { base, check, eventually, inChromium } from "./chromium.mjs";
import { address, chooseCulture, field, save, signIn } from "./console.mjs";

const WORDS = { en: "Colombia", es: "Colombia", pt: "Colômbia" };

await inChromium(async ({ open }) => {
  const page = await open();
  const outside = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(base) && /^https?:/.test(request.url())) outside.push(request.url());
  });
  const latitude = field(page, "latitude");
  const longitude = field(page, "longitude");
  const at = async () => [Number(await latitude.inputValue()), Number(await longitude.inputValue())];
  const near = (text) =>
    eventually(async () => (await page.locator("[data-map-near]").innerText()).includes(text), `to be near ${text}`);
  const ready = async () => {
    await page.locator("[data-map]").scrollIntoViewIfNeeded();
    await page.locator("[data-map][data-ready]").waitFor();
  };

  await signIn(page);
  await page.goto(address("users/clients/new"));
  check((await page.locator("[data-map]").count()) === 0, "no map before the first save");
  await field(page, "username").fill("placed.browser");
  await field(page, "first_names").fill("Pilar");
  await field(page, "last_names").fill("Lugo");
  await save(page);
  await page.waitForURL(/\/users\/clients\/[0-9a-f-]{36}/);
  const person = page.url().replace(/\?.*/, "");

  for (const culture of ["en", "es", "pt"]) {
    await chooseCulture(page, culture);
    await page.goto(person);
    await ready();

    // Searched, by keyboard alone.
    await page.locator("[data-combo-input]").fill("bogota");
    await page.locator("[role=option]").first().waitFor();
    await page.keyboard.press("Enter");
    await near(`Bogotá, ${WORDS[culture]}`);
    check(page.url().replace(/\?.*/, "") === person, "Enter not to send the form");
    const found = await at();
    check(Math.abs(found[0] - 4.6) < 0.2 && Math.abs(found[1] + 74.08) < 0.2, `Bogotá to be found: ${found}`);

    // Zoomed, clicked, dragged, moved by keys.
    await page.locator(".leaflet-control-zoom-in").click();
    const box = await page.locator("[data-map-view]").boundingBox();
    await page.mouse.click(box.x + box.width / 4, box.y + box.height / 3);
    await eventually(async () => (await at())[1] < found[1], "a click to the left to move it west");
    const clicked = await at();
    check(clicked[0] > found[0], "and above to the north");
    await page.mouse.move(box.x + box.width / 4, box.y + box.height / 3 - 12);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 6 });
    await page.mouse.up();
    await eventually(async () => (await at())[1] > clicked[1], "dragging to the right to move it east");
    const dragged = await at();
    await page.locator(".map-pin").focus();
    await page.keyboard.press("ArrowUp");
    check((await at())[0] > dragged[0], "an arrow key to move it north");
    await page.keyboard.press("Shift+ArrowLeft");
    check((await at())[1] < dragged[1], "and with Shift a little west");

    // Typed, as an encyclopaedia writes it; then cleared, and put in the middle.
    await latitude.fill("");
    await longitude.fill("");
    await latitude.pressSequentially("6°15′N 75°34′W");
    await eventually(async () => (await at())[1] === -75.566667, "both halves to be read from one field");
    await near(`Medellín, ${WORDS[culture]}`);
    await latitude.fill("91");
    await eventually(
      async () => (await page.locator("[data-map-near] [data-unreadable]").count()) === 1,
      "to be told that this is no latitude",
    );
    await page.locator("[data-map-clear]").click({ timeout: 1000 }).catch(() => latitude.fill(""));
    await longitude.fill("");
    await page.locator("[data-map-center]").click();
    await eventually(async () => (await latitude.inputValue()) !== "", "the pin to be set in the middle");

    // A refused position comes back as it was typed; a good one is kept.
    await latitude.fill("91");
    await save(page);
    await page.locator('[id="f-latitude"][aria-invalid=true]').waitFor();
    check((await latitude.inputValue()) === "91", "what was typed to be still there");
    await latitude.fill(culture === "en" ? "-34.6037" : "-34,6037");
    await longitude.fill(culture === "en" ? "-58.3816" : "-58,3816");
    await save(page);
    await page.waitForURL(/said=saved/);
    await page.goto(person);
    check((await at()).join() === "-34.6037,-58.3816", "the position to be saved");
    await near("Buenos Aires");
    await latitude.fill("1");
    await longitude.fill("1");
    await save(page);
    await page.waitForURL(/said=saved/);
  }
  check(outside.length === 0, `no request to leave the machine: ${outside}`);
});
