import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { extractText } from "unpdf";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Allmende, startAllmende } from "./allmende";
import { expectAccessible, openPage, settled, shoot, signIn, startBrowser, visit } from "./browser";
import { people } from "./pages";

let browser: Browser;
let allmende: Allmende;

beforeAll(async () => {
  [browser, allmende] = await Promise.all([startBrowser(), startAllmende()]);
});
afterAll(async () => {
  await browser?.close();
  await allmende?.stop();
});

/** An amount as it is shown, in cents. */
function cents(amount: string): bigint {
  return BigInt(amount.replace("−", "-").replaceAll(/[^\d-]/g, ""));
}

/** The amounts below one head in all tables of the statement. */
async function column(page: Page, head: string): Promise<bigint[]> {
  const cells = page.locator(`article tbody [data-label="${head}"] .ui-table__value`);
  // What is read out beside an amount stands after it.
  return (await cells.allInnerTexts()).map((text) => cents(text.split(/[\n,](?!\d)/)[0] ?? ""));
}

/** The figure beside a term of the statement's totals. */
async function total(page: Page, term: RegExp): Promise<string> {
  const row = page.locator(".statement__totals > div").filter({ hasText: term });
  return row.locator("dd").innerText();
}

/** Checks a computation that is written as "A × w / W = q rest r" with one's own arithmetic. */
function recomputes(line: string): boolean {
  const [amount = 0n, weight = 0n, sum = 1n, quotient = 0n, remainder = 0n] = (
    line.match(/[\d.]+/g) ?? []
  ).map((figure) => BigInt(figure.replaceAll(".", "")));
  return amount * weight === quotient * sum + remainder && remainder < sum;
}

test("an auditor gets from a statement's total down to one cent's reason and back, and the PDF says the same", async () => {
  const { page, expectNoErrors, close } = await openPage(browser, allmende.url);
  await signIn(page, people.auditor, allmende.password());
  await visit(page, "/statements");
  await page
    .getByRole("table")
    .getByRole("link", { name: /^KA-\d{4}-\d{6}$/ })
    .last()
    .click();
  await page.getByRole("heading", { level: 1, name: /^Abrechnung KA-/ }).waitFor();
  await settled(page);
  await expectAccessible(page);
  await shoot(page, "audit-1-statement");
  const address = page.url();
  const number = /KA-\d{4}-\d{6}/.exec(await page.locator("h1").innerText())?.[0] ?? "";

  // The total is the sum of its lines and the VAT.
  const amounts = await column(page, "Betrag");
  expect(amounts.length).toBeGreaterThan(0);
  const net = await total(page, /^Summe/);
  expect(amounts.reduce((sum, amount) => sum + amount)).toBe(cents(net));
  const payable = await total(page, /^(Zu zahlen|Gutschrift)/);

  // Down: from an amount to the sheet of the share that it is.
  const line = page.locator('article a[href*="/shares/"]').first();
  const amount = cents((await line.innerText()).split(/[\n,](?!\d)/)[0] ?? "");
  await line.click();
  await page.getByRole("heading", { level: 1, name: /^Rechenweg für / }).waitFor();
  await settled(page);
  await expectAccessible(page);
  await shoot(page, "audit-2-sheet");
  const step = (title: string) =>
    page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: title, exact: true }) });
  expect(cents(await step("Was gebucht wird").locator(".share-step__result").innerText())).toBe(amount);

  // One cent's reason: the computation holds, and the remainder decides.
  const formula = await step("Der Grundanteil").locator("code").first().innerText();
  expect(recomputes(formula), formula).toBe(true);
  const reason = await step("Der übrige Cent").innerText();
  expect(reason).toMatch(/gehört (nicht )?zu den größten|Es blieb kein Cent übrig/);

  // The certificate of the whole run, by a button.
  await page.getByRole("link", { name: "Alle Anteile dieses Laufs" }).click();
  await page.getByRole("heading", { level: 1, name: /^Aufteilung / }).waitFor();
  await page.getByRole("button", { name: "Nachrechnen" }).click();
  await page.getByText("Alles stimmt").waitFor();
  await expectAccessible(page);
  await shoot(page, "audit-3-certificate");
  await page.goBack();

  // And back up to where it began.
  await page.getByRole("link", { name: `Zurück zur Abrechnung ${number}` }).click();
  await page.getByRole("heading", { level: 1, name: `Abrechnung ${number}` }).waitFor();
  expect(page.url()).toBe(address);

  // The PDF to take along has the same figures.
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: `PDF von ${number} herunterladen` }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe(`${number}.pdf`);
  const file = await readFile(await download.path());
  const { text } = await extractText(new Uint8Array(file), { mergePages: true });
  const printed = text.replaceAll(/\s/g, "");
  expect(printed).toContain(number);
  for (const figure of [net, payable]) expect(printed).toContain(figure.replaceAll(/[\s€]/g, ""));
  for (const each of await page
    .locator('article tbody [data-label="Betrag"] .ui-table__value')
    .allInnerTexts())
    expect(printed).toContain((each.split(/\s*€/)[0] ?? "").trim());
  expectNoErrors();
  await close();
});
