import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Allmende, startAllmende } from "./allmende";
import { expectAccessible, openPage, settled, shoot, signIn, startBrowser, visit } from "./browser";
import { inDays } from "./days";
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

test.each([1440, 390])("an approver adds a rule to those of the member, %i wide", async (width) => {
  const approver = await openPage(browser, allmende.url, { width });
  const { page } = approver;
  await signIn(page, people.approver, allmende.password());
  await visit(page, "/members");
  await page.locator('main a[href^="/members/"]').first().click();
  await page.getByRole("heading", { name: "Freigaberegelung" }).waitFor();
  await page.getByRole("button", { name: "Regelung ändern" }).click();
  const today = inDays(0);
  await page.getByLabel("Gilt ab").first().fill(today);
  await page.getByRole("button", { name: "Regel hinzufügen" }).click();
  await page.getByLabel("Ab einer Summe über").last().fill(`${width},00`);
  await settled(page);
  await expectAccessible(page);
  await shoot(page, `approval-rules-${width}`);
  await page.getByRole("button", { name: "Speichern" }).click();
  await page.getByText("Die Freigaberegelung ist beschlossen.").waitFor();
  await page
    .getByText(`Summe über ${width === 1440 ? "1.440,00" : "390,00"}`)
    .first()
    .waitFor();
  await settled(page);
  await shoot(page, `approval-member-${width}`);
  approver.expectNoErrors();
  await approver.close();
});

test("on the telephone a call-off is approved in two taps", async () => {
  const approver = await openPage(browser, allmende.url, { width: 390 });
  const { page } = approver;
  await signIn(page, people.approver, allmende.password());
  await visit(page, "/");
  await page.locator('main a[href^="/call-offs/"]').first().click();
  await page.getByRole("button", { name: "Freigeben" }).waitFor();
  await settled(page);
  await expectAccessible(page);
  await shoot(page, "approval-call-off-390");
  await page.getByRole("button", { name: "Freigeben" }).click();
  await page.getByText("ist freigegeben und an den Lieferanten erteilt").waitFor();
  expect(await page.locator("main .kern-badge").first().textContent()).toBe("Erteilt");
  approver.expectNoErrors();
  await approver.close();
});
