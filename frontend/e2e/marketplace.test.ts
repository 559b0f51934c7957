import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Allmende, startAllmende } from "./allmende";
import {
  expectAccessible,
  expectGoodInEveryView,
  openPage,
  settled,
  signIn,
  startBrowser,
  visit,
} from "./browser";
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

const searchField = (page: Page) => page.getByRole("searchbox", { name: "Was brauchen Sie?" });
const heading = (page: Page) => page.getByRole("heading", { level: 1, name: "Marktplatz" });
const hasFocus = (target: ReturnType<typeof searchField>) =>
  target.evaluate((element) => element === document.activeElement);

test("the marketplace opens with the focus in its search, and going back to it does not take it there", async () => {
  const { page, expectNoErrors, close } = await openPage(browser, allmende.url);
  await signIn(page, people.buyer, allmende.password());
  const navigation = page.getByRole("navigation", { name: "Hauptnavigation" });
  await navigation.getByRole("link", { name: "Marktplatz" }).click();
  await heading(page).waitFor();
  await settled(page);
  expect(await hasFocus(searchField(page)), "by a link").toBe(true);
  await expectAccessible(page);
  const order = page.getByRole("search").getByRole("combobox").first();
  await order.focus();
  await order.selectOption("price");
  await settled(page);
  expect(await hasFocus(searchField(page)), "after a change of the order").toBe(false);
  await navigation.getByRole("link", { name: "Abrufe" }).click();
  await page.getByRole("heading", { level: 1, name: "Abrufe" }).waitFor();
  await page.goBack();
  await heading(page).waitFor();
  await settled(page);
  expect(await hasFocus(heading(page)), "going back").toBe(true);
  await visit(page, "/marketplace?q=monitor");
  expect(await hasFocus(searchField(page)), "by its address").toBe(true);
  expectNoErrors();
  await close();
});

test("where fingers point, the marketplace opens without a keyboard over it", async () => {
  const context = await browser.newContext({
    baseURL: allmende.url,
    locale: "de-DE",
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  const page = await context.newPage();
  await signIn(page, people.buyer, allmende.password());
  await visit(page, "/marketplace");
  expect(await hasFocus(searchField(page))).toBe(false);
  await context.close();
});

test("two items that were chosen stand side by side", async () => {
  const { page, expectNoErrors, close } = await openPage(browser, allmende.url);
  await signIn(page, people.buyer, allmende.password());
  await visit(page, "/marketplace");
  const choices = page.getByRole("button", { name: /vergleichen/i });
  await choices.nth(0).click();
  await choices.nth(1).click();
  await page
    .getByRole("main")
    .getByRole("link", { name: /vergleich/i })
    .click();
  await page.getByRole("table").waitFor();
  await settled(page);
  expect(await page.getByRole("columnheader").count()).toBe(3);
  await expectGoodInEveryView(page, "compared");
  const english = await openPage(browser, allmende.url, { language: "en" });
  await english.page.context().addCookies(await page.context().cookies());
  await visit(english.page, page.url());
  await english.page.getByRole("heading", { level: 1, name: "Compare items" }).waitFor();
  await expectAccessible(english.page);
  english.expectNoErrors();
  await english.close();
  expectNoErrors();
  await close();
});
