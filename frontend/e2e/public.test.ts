import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Allmende, startAllmende } from "./allmende";
import { expectGoodInEveryView, openPage, startBrowser } from "./browser";

let browser: Browser;
let allmende: Allmende;

beforeAll(async () => {
  [browser, allmende] = await Promise.all([startBrowser(), startAllmende()]);
});
afterAll(async () => {
  await browser?.close();
  await allmende?.stop();
});

test("anybody finds a tender and what became of it, without an account", async () => {
  const { page, expectNoErrors, close } = await openPage(browser, allmende.url);
  // What is published is told behind the log, within seconds.
  await expect
    .poll(() => page.goto("/bekanntmachungen").then(() => page.locator("ol.found > li").count()), {
      timeout: 60_000,
      interval: 1000,
    })
    .toBeGreaterThan(2);
  await expectGoodInEveryView(page, "public-list");
  await page.getByLabel("Suchwörter").fill("Monitore");
  await page.getByLabel("Stand").selectOption({ label: "vergeben" });
  await page.getByRole("button", { name: "Suchen" }).click();
  await page.getByRole("link", { name: "Arbeitsplatzausstattung 2026" }).click();
  await page.getByRole("heading", { name: "Rahmenverträge" }).waitFor();
  await page.getByText("Weserbyte IT AG").waitFor();
  await expectGoodInEveryView(page, "public-tender");
  await page.getByRole("link", { name: "English" }).click();
  await page.getByRole("heading", { name: "Framework contracts" }).waitFor();
  expectNoErrors();
  await close();
});

test("the pages need no script", async () => {
  const context = await browser.newContext({
    baseURL: allmende.url,
    javaScriptEnabled: false,
    locale: "de-DE",
  });
  const page = await context.newPage();
  await page.goto("/bekanntmachungen?q=Hubschrauber");
  await page.getByText("Dazu gibt es keine Bekanntmachung.").waitFor();
  await page.getByRole("link", { name: "Bekanntmachungen", exact: true }).click();
  await page.locator("ol.found > li").first().waitFor();
  await context.close();
});
