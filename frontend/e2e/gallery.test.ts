import { join } from "node:path";
import react from "@vitejs/plugin-react";
import type { Browser } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  expectAccessible,
  expectGoodInEveryView,
  openPage,
  settled,
  shoot,
  startBrowser,
  type Watched,
} from "./browser";
import { serveFiles } from "./static";

let browser: Browser;
let server: Awaited<ReturnType<typeof serveFiles>>;

beforeAll(async () => {
  const root = join(import.meta.dirname, "gallery");
  const outDir = join(import.meta.dirname, "..", "test-results", "gallery");
  await build({
    root,
    configFile: false,
    logLevel: "warn",
    plugins: [react()],
    build: { outDir, emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  });
  server = await serveFiles(outDir, () => ({ status: 404 }));
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  server?.stop();
});

async function gallery(view: Parameters<typeof openPage>[2] = {}): Promise<Watched> {
  const watched = await openPage(browser, server.url, view);
  await watched.page.goto("/");
  await settled(watched.page);
  return watched;
}

test("every component, in every view", async () => {
  const { page, expectNoErrors, close } = await gallery();
  await expectGoodInEveryView(page, "gallery");
  expectNoErrors();
  await close();
});

test("a form full of mistakes leads from its summary to each field", async () => {
  const { page, expectNoErrors, close } = await gallery();
  const form = page.locator("form").last();
  await form.getByLabel("Menge").fill("zwölf");
  await form.getByLabel("Beginn").fill("31.2.2027");
  await form.getByLabel("Uhrzeit").fill("25:00");
  await form.getByRole("button", { name: "Zur Freigabe senden" }).click();
  const summary = form.getByRole("alert");
  await summary.waitFor();
  expect(await summary.getByRole("link").count()).toBe(7);
  await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "alert");
  await summary.getByRole("link", { name: /^Menge/ }).click();
  expect(await form.getByLabel("Menge").evaluate((element) => element === document.activeElement)).toBe(true);
  await expectGoodInEveryView(page, "form");
  expectNoErrors();
  await close();
});

test("what people type goes out as the server's text", async () => {
  const { page, close } = await gallery();
  const form = page.locator("form").last();
  await form.getByLabel("Bezeichnung").fill("Notebooks");
  await form.getByLabel("Artikel").selectOption("notebook");
  await form.getByLabel("Menge").fill("1.500");
  await form.getByLabel("Freigabegrenze").fill("2.500,5");
  await form.getByLabel("Beginn").fill("1.3.2027");
  await form.getByLabel("Tag", { exact: true }).fill("1.7.2027");
  await form.getByLabel("Uhrzeit").fill("12");
  await form.getByLabel("Direkt").check();
  await form.getByLabel("Ich habe die Bedingungen gelesen").check();
  expect(await form.getByLabel("Freigabegrenze").inputValue()).toBe("2.500,50");
  await form.getByRole("button", { name: "Zur Freigabe senden" }).click();
  await page.waitForFunction(() => document.title.startsWith("{"));
  expect(JSON.parse(await page.title())).toEqual({
    title: "Notebooks",
    item: "notebook",
    quantity: "1500",
    limit: "2500.50",
    from: "2027-03-01",
    deadline: "2027-07-01T10:00:00Z",
    method: "direct",
    reason: "",
    read: true,
  });
  await close();
});

test("a refusal stands at the field that the server names", async () => {
  const { page, close } = await gallery();
  const form = page.locator("form").last();
  await form.getByLabel("Bezeichnung").fill("Notebooks");
  await form.getByLabel("Artikel").selectOption("notebook");
  await form.getByLabel("Menge").fill("999");
  await form.getByLabel("Direkt").check();
  await form.getByLabel("Ich habe die Bedingungen gelesen").check();
  await form.getByRole("button", { name: "Zur Freigabe senden" }).click();
  await form.getByRole("link", { name: "Menge: Verfügbar sind noch 70 Stück." }).waitFor();
  expect(await form.getByLabel("Menge").getAttribute("aria-invalid")).toBe("true");
  await close();
});

test("an hour that does not exist is refused with the reason", async () => {
  const { page, close } = await gallery();
  const form = page.locator("form").last();
  await form.getByLabel("Tag", { exact: true }).fill("28.3.2027");
  await form.getByLabel("Uhrzeit").fill("2:30");
  await form.getByRole("button", { name: "Zur Freigabe senden" }).click();
  await form.getByRole("link", { name: /Sommerzeit/ }).waitFor();
  await close();
});

test("tabs are walked with the arrow keys", async () => {
  const { page, close } = await gallery();
  await page.getByRole("tab", { name: "Verlauf" }).focus();
  await page.keyboard.press("ArrowRight");
  expect(await page.getByRole("tab", { name: "Fragen" }).getAttribute("aria-selected")).toBe("true");
  await page.getByText("Noch keine Fragen").waitFor();
  await close();
});

test("a dialog keeps the focus inside and gives it back", async () => {
  const { page, close } = await gallery();
  const opener = page.getByRole("button", { name: "Frist verlängern" });
  await opener.click();
  const dialog = page.getByRole("dialog", { name: "Frist verlängern" });
  await dialog.waitFor();
  await expectAccessible(page);
  await shoot(page, "dialog-1440-light");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  expect(await opener.evaluate((element) => element === document.activeElement)).toBe(true);
  await close();
});

test("an act that is not possible is reachable, says why, and does nothing", async () => {
  const { page, close } = await gallery();
  const button = page.getByRole("button", { name: "Veröffentlichen" }).last();
  expect(await button.getAttribute("aria-disabled")).toBe("true");
  const reason = await button.getAttribute("aria-describedby");
  expect(await page.locator(`[id="${reason}"]`).textContent()).toContain("zweite Person");
  await close();
});

test("a notice is read out and goes when it is closed", async () => {
  const { page, close } = await gallery();
  await page.getByRole("button", { name: "Weitere laden" }).click();
  const notice = page.locator("[aria-live]").getByText("Der Abruf AB-2026-0117 ist angelegt.");
  await notice.waitFor();
  await page.locator("[aria-live]").getByRole("button", { name: "Schließen" }).click();
  await notice.waitFor({ state: "detached" });
  await close();
});
