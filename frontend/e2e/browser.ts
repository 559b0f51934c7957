import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, chromium, type Page } from "playwright-core";
import { expect } from "vitest";

/** How a page is looked at. */
export interface View {
  width?: number;
  theme?: "light" | "dark";
  language?: "de" | "en";
  /** Whether the browser runs scripts; it does if nothing else is said. */
  scripts?: boolean;
}

/** Every way in which pages have to be in order: a desk and a telephone, by day and by night. */
const views: readonly Required<Pick<View, "width" | "theme">>[] = [
  { width: 1440, theme: "light" },
  { width: 1440, theme: "dark" },
  { width: 390, theme: "light" },
  { width: 390, theme: "dark" },
];

const screenshots = join(import.meta.dirname, "..", "screenshots");

/** Starts Debian's Chromium, or the one that ALLMENDE_CHROMIUM names. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.ALLMENDE_CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** A page of a person of their own, and what went wrong on it so far. */
export interface Watched {
  page: Page;
  /** Fails if anything was logged as an error, or an error was not caught. */
  expectNoErrors: () => void;
  close: () => Promise<void>;
}

/** Opens a page that nobody is signed in to. A refusal of the server (4xx) is no error of the page, nor is a line that breaks. */
export async function openPage(browser: Browser, url: string, view: View = {}): Promise<Watched> {
  const { width = 1440, theme = "light", language = "de", scripts = true } = view;
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height: width < 600 ? 844 : 900 },
    colorScheme: theme,
    locale: language === "de" ? "de-DE" : "en-GB",
    reducedMotion: "reduce",
    javaScriptEnabled: scripts,
  });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    const outside = /^Failed to load resource: (.* status of 4\d\d|net::ERR_CONNECTION_RESET)/;
    if (message.type() === "error" && !outside.test(message.text())) errors.push(message.text());
  });
  return {
    page,
    expectNoErrors: () => expect(errors, "errors on the page's console").toEqual([]),
    close: () => context.close(),
  };
}

/** Goes to a page and waits until it stands there with its heading. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await settled(page);
}

/** Waits until the page has a heading and asks the server nothing more. */
export async function settled(page: Page): Promise<void> {
  await page.locator("main h1").waitFor();
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => document.fonts.ready);
}

/** Buttons of this page whose words stand out of them, or stand in them letter below letter. */
function squeezedButtons(): string[] {
  return [...document.querySelectorAll<HTMLElement>(".kern-btn:has(> .kern-label)")]
    .filter((button) => {
      const label = button.querySelector(":scope > .kern-label")?.getBoundingClientRect();
      const { left, right, width, height } = button.getBoundingClientRect();
      return label && width > 0 && (label.right > right + 1 || label.left < left - 1 || height > 2 * width);
    })
    .map((button) => button.innerText);
}

/**
 * Fails on any finding of axe, if the page is wider than the screen, and if words do not fit their buttons.
 * There are no frames to look into.
 */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  const findings = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map((node) => node.html).join("\n  ")}`,
  );
  expect(findings, `axe on ${page.url()}`).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, `sideways overflow of ${page.url()}`).toBeLessThanOrEqual(0);
  expect(await page.evaluate(squeezedButtons), `squeezed buttons on ${page.url()}`).toEqual([]);
}

/** Keeps a picture of the whole page under screenshots/, to be looked at. */
export async function shoot(page: Page, name: string): Promise<void> {
  mkdirSync(screenshots, { recursive: true });
  await page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: true });
}

/** Holds the page as it stands against axe and the screen's width in every view, and keeps a picture of each. */
export async function expectGoodInEveryView(page: Page, name: string): Promise<void> {
  for (const { width, theme } of views) {
    await page.setViewportSize({ width, height: width < 600 ? 844 : 900 });
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await expectAccessible(page);
    await shoot(page, `${name}-${width}-${theme}`);
  }
}

/** Signs in through the page as a person does. */
export async function signIn(page: Page, email: string, password: string): Promise<void> {
  await visit(page, "/sign-in");
  await page.locator('input[type="email"]').fill(email);
  await page.locator('input[type="password"]').fill(password);
  await page.locator('button[type="submit"]').click();
  await page.locator(".session-menu").waitFor();
  await settled(page);
}
