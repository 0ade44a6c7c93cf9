// Somebody forgot the password: from the door through an e-mail to the console, and the link opens nothing afterwards.
import net from "node:net";
import process from "node:process";
import { check, eventually, inChromium, password } from "./chromium.mjs";
import { address, signIn } from "./console.mjs";

const NEW = "Araucaria-77-celeste!";
const mails = [];

/** Enough of a mail server to be handed an e-mail. */
const server = net.createServer((socket) => {
  let text = "";
  let inside = false;
  socket.write("220 test\r\n");
  socket.on("error", () => {});
  socket.on("data", (bytes) => {
    text += bytes;
    for (;;) {
      const end = inside ? text.indexOf("\r\n.\r\n") : text.indexOf("\r\n");
      if (end < 0) return;
      const piece = text.slice(0, end);
      text = text.slice(end + (inside ? 5 : 2));
      if (inside) mails.push(piece);
      inside = !inside && piece.toUpperCase() === "DATA";
      socket.write(inside ? "354 go on\r\n" : "250 fine\r\n");
    }
  });
});
await new Promise((ready) => server.listen(Number(process.argv[3]), "127.0.0.1", ready));

/** The link of an e-mail whose lines may be broken and whose signs may be written as numbers. */
function linkOf(mail) {
  const plain = mail.replaceAll("=\r\n", "").replaceAll("=3D", "=");
  return plain.match(/http:\S+\/password-link#[\w-]+/)[0];
}

await inChromium(async ({ open }) => {
  const page = await open();
  await page.goto(address("sign-in"));
  await page.click("a[href*='forgot-password']");
  await page.fill("[name=name]", "admin");
  await Promise.all([page.waitForEvent("load"), page.click("[data-submit]")]);
  check((await page.locator("[name=name]").count()) === 0, "an answer instead of the form");
  await eventually(() => mails.length === 1, "an e-mail to come");

  const link = linkOf(mails[0]);
  await page.goto(link);
  const field = page.locator("[name=password]");
  await field.waitFor();
  check(!page.url().includes(link.split("#")[1]), "nothing secret in the address");
  await field.fill("short");
  await page.locator("[data-verdict]").waitFor();
  await field.fill(NEW);
  await eventually(async () => (await page.locator(".in-bad").count()) === 0, "the rules to be met");
  await Promise.all([page.waitForURL("**/sign-in?**"), page.click("[data-submit]")]);
  check((await page.locator(".notice-done").count()) === 1, "a word that the password is saved");

  await signIn(page, { secret: password });
  check(page.url().includes("/sign-in"), "the old password to be refused");
  await signIn(page, { secret: NEW });
  await page.locator("[data-bell]").waitFor();
  await page.click("[data-bell]");
  await page.locator("#inbox [name=finished]").selectOption("always");
  await eventually(async () => {
    await page.goto(address("notifications"));
    return (await page.locator("#detail [name=finished]").inputValue()) === "always";
  }, "the wish to be kept");

  const stranger = await open();
  await stranger.goto(link);
  await stranger.locator(".notice-failed").waitFor();
  check((await stranger.locator("[name=password]").count()) === 0, "a used link to open nothing");
});
server.close();
