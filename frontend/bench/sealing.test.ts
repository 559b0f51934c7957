import { writeFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openPage, signIn, startBrowser, visit } from "../e2e/browser";

// Run by "go run ./cmd/bench -only bids", which has a server, a tender and a bidder for it and reads the figures.

/** What the driver of the benchmark says. */
interface Given {
  url: string;
  email: string;
  password: string;
  tender: string;
  /** How often each bid is sealed. */
  times: number;
  /** How many lots are bid for, case by case. */
  lots: number[];
  /** The length of the answer for each lot. */
  characters: number;
  /** The file that takes the figures. */
  into: string;
}

const given = JSON.parse(process.env.ALLMENDE_BENCH ?? "{}") as Given;

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

afterAll(() => browser?.close());

test("a bidder's browser seals the largest bids", async () => {
  const { page, expectNoErrors } = await openPage(browser, given.url);
  await signIn(page, given.email, given.password);
  const cases = [];
  for (const lots of given.lots) {
    const milliseconds: number[] = [];
    for (let n = 0; n < given.times; n++) milliseconds.push(await sealed(page, lots));
    cases.push({ lots, milliseconds });
  }
  expectNoErrors();
  writeFileSync(given.into, JSON.stringify({ browser: browser.version(), cases }));
});

/** Writes a bid and hands it in: the milliseconds from the button to the first byte that is sent. */
async function sealed(page: Page, lots: number): Promise<number> {
  await visit(page, `/tenders/${given.tender}`);
  const again = page.getByRole("button", { name: "Neue Fassung schreiben" });
  if (await again.isVisible()) await again.click();
  await write(page, lots);
  await page.evaluate(() => {
    performance.clearResourceTimings();
    const pressed = () => performance.mark("pressed");
    document
      .querySelector("form.bid-sheet")
      ?.addEventListener("submit", pressed, { capture: true, once: true });
  });
  // Not for a text: looking for one in a mebibyte again and again would hold the page up.
  const receipt = page.waitForResponse(
    (answer) => answer.request().method() === "POST" && answer.url().endsWith("/bids"),
  );
  await page.locator("form.bid-sheet button[type=submit]").click();
  expect((await receipt).status()).toBe(201);
  await page.getByText("Ihr Angebot ist eingegangen").first().waitFor();
  const took = await page.evaluate(() => {
    const pressed = performance.getEntriesByName("pressed").at(-1)?.startTime ?? Number.NaN;
    const sent = performance.getEntriesByType("resource").find(({ name }) => name.endsWith("/bids"));
    return (sent?.startTime ?? Number.NaN) - pressed;
  });
  expect(took).toBeGreaterThan(0);
  return took;
}

/** Pastes prices for the items of the first lots, and an answer for each of them. */
async function write(page: Page, lots: number): Promise<void> {
  const items = await page
    .locator(".tender-lot")
    .evaluateAll(
      (all, first) => all.slice(0, first).map((lot) => lot.querySelectorAll(".bid-price").length),
      lots,
    );
  const prices = "389,90\n".repeat(items.reduce((sum, count) => sum + count, 0));
  await page
    .locator(".bid-price input")
    .first()
    .evaluate((field, text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }, prices);
  for (let n = 0; n < lots; n++) {
    const text = `Los ${n}: Gerät wie beschrieben. `.repeat(given.characters).slice(0, given.characters);
    await page.locator(".bid-answer textarea").nth(n).fill(text.trim());
  }
}
