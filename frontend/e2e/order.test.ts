import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Allmende, startAllmende } from "./allmende";
import { openPage, settled, signIn, startBrowser, visit } from "./browser";
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

/** Presses Tab until what has the focus fits, which may be so at once; fails if the page was gone through without finding it. */
async function tabTo(page: Page, wanted: string) {
  for (let presses = 0; presses < 80; presses++) {
    const found = await page.evaluate((selector) => document.activeElement?.matches(selector), wanted);
    if (found) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`no Tab reaches ${wanted} on ${page.url()}`);
}

test("a clerk orders with the keyboard alone, and an approver approves what is over the limit", async () => {
  const clerk = await openPage(browser, allmende.url);
  await signIn(clerk.page, people.buyer, allmende.password());
  await visit(clerk.page, "/marketplace");
  await tabTo(clerk.page, "main input[type=search]");
  await clerk.page.keyboard.type("notebook");
  await tabTo(clerk.page, "main input[inputmode=numeric]");
  await clerk.page.keyboard.press("Control+A");
  await clerk.page.keyboard.type("12");
  await clerk.page.getByText("für 12 Stück").first().waitFor();
  await tabTo(clerk.page, 'main a[href^="/marketplace/"]');
  await clerk.page.keyboard.press("Enter");
  await clerk.page.getByRole("heading", { name: "Zusammenfassung" }).waitFor();
  await tabTo(clerk.page, 'main input[name="budgetCode"]');
  await clerk.page.keyboard.type("11.1.01.783100");
  await clerk.page.getByRole("button", { name: "Zur Freigabe vorlegen" }).waitFor();
  await clerk.page.keyboard.press("Enter");
  await clerk.page.getByText("Der Abruf wartet auf Freigabe").waitFor();
  const number = await clerk.page.getByText(/^RV-\d{4}-\d{4}\/\d{6}$/).textContent();
  clerk.expectNoErrors();
  await clerk.close();

  const approver = await openPage(browser, allmende.url);
  await signIn(approver.page, people.approver, allmende.password());
  await visit(approver.page, "/");
  const task = approver.page.getByRole("link", { name: new RegExp(`${number}`) });
  await task.focus();
  await approver.page.keyboard.press("Enter");
  await approver.page.getByRole("heading", { name: `Abruf ${number}` }).waitFor();
  await settled(approver.page);
  await tabTo(approver.page, "main .kern-btn--primary");
  await approver.page.keyboard.press("Enter");
  await approver.page.getByText(`${number} ist freigegeben`).waitFor();
  expect(await approver.page.locator("main .kern-badge").first().textContent()).toBe("Erteilt");
  approver.expectNoErrors();
  await approver.close();
});
