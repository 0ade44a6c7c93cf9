// Starts Chromium, watches for what no page may do, and ends with a status that the caller understands.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { chromium } from "playwright-core";

const FLAGS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  // The browser itself has nobody to talk to.
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The server that is tested: the first argument. */
export const base = (process.argv[2] ?? "http://127.0.0.1:8080").replace(/\/$/, "");

/** The administrator's password of the demo. */
export const password = process.env.ELENCO_DEMO_PASSWORD ?? "";

/**
 * Runs `script` with a browser; any exception fails the process.
 * `open(options)` makes a page in a fresh profile, watched for script errors, refused content and failed requests.
 */
export async function inChromium(script) {
  const profile = mkdtempSync(join(tmpdir(), "elenco-browser-"));
  const browser = await chromium.launch({
    executablePath: process.env.ELENCO_TEST_BROWSER ?? "/usr/bin/chromium",
    // A container's root has no other way; the only pages are our own.
    args: process.getuid?.() === 0 ? [...FLAGS, "--no-sandbox"] : FLAGS,
  });
  const complaints = [];
  try {
    await script({
      open: (options = {}) => openPage(browser, complaints, options),
      folder: profile,
    });
    if (complaints.length > 0) throw new Error(`pages complained:\n  ${complaints.join("\n  ")}`);
  } catch (error) {
    console.error(error.stack ?? error);
    for (const complaint of complaints) console.error("complaint:", complaint);
    process.exitCode = 1;
  } finally {
    await browser.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

async function openPage(browser, complaints, { width = 1440, height = 900, theme = "light", expected = () => false }) {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    reducedMotion: "reduce",
    locale: "en-US",
    acceptDownloads: true,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complain = (kind, text) => expected(text) || complaints.push(`${kind}: ${text} (${page.url()})`);
  page.on("pageerror", (error) => complain("script", error.message));
  page.on("console", (message) => {
    // A refused form (422) is logged by the browser as an error; that is how refusing works.
    const refused = /status of (422|401|403)/.test(message.text());
    // A question that a newer one replaces is given up; htmx logs that under these names.
    const replaced = /^htmx:(sendAbort|afterRequest),/.test(message.text());
    if (["error", "warning"].includes(message.type()) && !refused && !replaced) complain("console", message.text());
  });
  page.on("response", (response) => {
    if (response.status() >= 500) complain("response", `${response.status()} ${response.url()}`);
  });
  return page;
}

/** Fails with what was expected. */
export function check(condition, expectation) {
  if (!condition) throw new Error(`expected: ${expectation}`);
}

/** Looks until the answer is true; pages change when they have heard from the server. */
export async function eventually(question, expectation, patience = 15_000) {
  const deadline = Date.now() + patience;
  while (!(await question())) {
    check(Date.now() < deadline, expectation);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
