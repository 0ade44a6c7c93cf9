// axe-core finds nothing on any page, light and dark, wide and narrow; no page scrolls sideways on a telephone, a desk
// or a wall; and none shows the key of a text instead of the text.
// node tests/browser/accessibility.mjs ADDRESS PART, with the doors of the route table in ELENCO_TEST_DOORS
import { readFileSync, readdirSync } from "node:fs";
import process from "node:process";
import { check, inChromium } from "./chromium.mjs";
import { address, signIn } from "./console.mjs";
import { SECRET } from "./ground.mjs";
import { PARTS, differences } from "./pages.mjs";

/** Pages that are looked at side by side: one for each core that a small machine has. */
const WALKERS = 2;
const HEIGHT = 900;
/** What a page is looked at in: every colour and both arrangements of the page come to axe once. */
const LOOKS = [
  { theme: "light", width: 1440 },
  { theme: "dark", width: 360 },
];
/** Wider than any desk. */
const WALL = 3840;

const AXE = readFileSync(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const TEXTS = new URL("../../host/locales/en/", import.meta.url);
const KEYS = new Set(
  readdirSync(TEXTS).flatMap((name) => [...readFileSync(new URL(name, TEXTS), "utf8").matchAll(/^([a-z0-9-]+) *=/gm)].map(([, key]) => key)),
);

const found = [];

/** Whatever is wrong with the page that is open, as it looks now. */
async function axe(page) {
  // Twice as fast as @axe-core/playwright, which opens a page more for each look.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(AXE);
  const violations = await page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ["violations"] });
    return violations.map(({ id, help, nodes }) => ({ id, help, targets: nodes.map((node) => node.target.join(" ")) }));
  });
  return violations.map(({ id, help, targets }) => `${id}: ${help}\n    ${targets.join("\n    ")}`);
}

async function tooWide(page) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  return wide > 1 ? [`${wide} px too wide`] : [];
}

async function keys(page) {
  const text = await page.locator("body").innerText();
  return (text.match(/\b[a-z]+(-[a-z0-9]+)+\b/g) ?? []).filter((word) => KEYS.has(word)).map((key) => `the key ${key}`);
}

async function examine(page, name) {
  const complain = (where, problems) => problems.forEach((problem) => found.push(`${name} ${where}: ${problem}`));
  complain("", await keys(page));
  for (const { theme, width } of LOOKS) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: HEIGHT });
    complain(`${theme} ${width}`, await axe(page));
    complain(`${width}`, await tooWide(page));
  }
  await page.setViewportSize({ width: WALL, height: HEIGHT });
  complain(`${WALL}`, await tooWide(page));
  await page.emulateMedia({ colorScheme: LOOKS[0].theme, reducedMotion: "reduce" });
  await page.setViewportSize({ width: LOOKS[0].width, height: HEIGHT });
}

/** Opens the page, looks at it, and answers the addresses of its other tabs. */
async function visit(page, { path, as, status, tabs }) {
  const answer = await page.goto(address(path));
  const name = `${path || "home"}${as === "admin" ? "" : ` as ${as}`}`;
  if (answer.status() !== status) found.push(`${name}: answers ${answer.status()} instead of ${status}`);
  await examine(page, name);
  if (!tabs) return [];
  const open = page.locator("[data-tab]:not([aria-disabled=true], [aria-selected=true], [aria-current])");
  return open.evaluateAll((all) => all.map((tab) => tab.getAttribute("href")));
}

/** Signs in, and chooses another password if that is what a colleague sees first. */
async function enter(page, who) {
  if (who === "admin") return signIn(page);
  await signIn(page, { username: who, secret: SECRET });
  if (who === "newcomer") return;
  await page.fill("[name=password]", `${SECRET}-and-more`);
  await page.locator("[data-submit]").click();
  await page.waitForURL((url) => !url.pathname.endsWith("/new-password"));
}

const entry = (page) => {
  const said = typeof page === "string" ? { path: page } : page;
  const nowhere = /01a20a46-0000|no-such-page/.test(said.path);
  return { as: "admin", status: nowhere ? 404 : 200, ...said };
};

await inChromium(async ({ open, folder }) => {
  const { missing, gone } = differences(JSON.parse(process.env.ELENCO_TEST_DOORS));
  check(missing.length === 0, `pages.mjs to know these doors: ${missing.join(", ")}`);
  check(gone.length === 0, `pages.mjs to name no doors that are gone: ${gone.join(", ")}`);

  const part = PARTS[process.argv[3]];
  const expected = (text) => /status of (403|404)/.test(text);
  const first = await open({ expected });
  await signIn(first);
  const ground = await part.lay(first, folder);
  const pages = Object.values(part.doors).map((page) => page(ground)).filter(Array.isArray).flat().map(entry);

  const walk = async (as) => {
    const mine = (page) => as.includes(page.as);
    let [page, who] = [null, null];
    for (let at = pages.findIndex(mine); at >= 0; at = pages.findIndex(mine)) {
      const [next] = pages.splice(at, 1);
      if (next.as !== who) {
        await page?.context().close();
        page = await open({ expected });
        who = next.as;
        if (who !== "nobody") await enter(page, who);
      }
      const others = await visit(page, next);
      pages.push(...others.map((href) => ({ ...next, path: href.replace(/^.*?\/t\/demo\//, ""), tabs: false })));
    }
  };
  await Promise.all([walk(["admin"]), walk(["nobody", "newcomer", "viewer", "powerless", "admin"])].slice(0, WALKERS));
  check(found.length === 0, `no violations, found ${found.length}:\n  ${found.join("\n  ")}`);
});
