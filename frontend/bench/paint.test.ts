import { writeFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openPage, signIn, startBrowser } from "../e2e/browser";

// Run by "go run ./cmd/bench -only search", which has a server with a full marketplace and a buyer, and reads the figures.

/** What the driver of the benchmark says. */
interface Given {
  url: string;
  email: string;
  password: string;
  /** How often the page is opened, each time by a browser that has never seen it. */
  times: number;
  /** The file that takes the figures. */
  into: string;
}

const given = JSON.parse(process.env.ALLMENDE_BENCH ?? "{}") as Given;

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

afterAll(() => browser?.close());

test("the marketplace appears", async () => {
  const milliseconds: number[] = [];
  let script = 0;
  for (let n = 0; n < given.times; n++) {
    const signedIn = await openPage(browser, given.url);
    await signIn(signedIn.page, given.email, given.password);
    const state = await signedIn.page.context().storageState();
    await signedIn.close();
    const context = await browser.newContext({ baseURL: given.url, storageState: state, locale: "de-DE" });
    const page = await context.newPage();
    await page.goto("/marketplace");
    await page.locator('main a[href*="item="]').first().waitFor();
    // What is useful is the first item, not the frame around it.
    milliseconds.push(await page.evaluate(() => performance.now()));
    script = await page.evaluate(() =>
      (performance.getEntriesByType("resource") as PerformanceResourceTiming[])
        .filter((resource) => new URL(resource.name).pathname.endsWith(".js"))
        .reduce((bytes, resource) => bytes + resource.encodedBodySize, 0),
    );
    await context.close();
  }
  expect(script).toBeGreaterThan(0);
  writeFileSync(given.into, JSON.stringify({ browser: browser.version(), milliseconds, script }));
});
