import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Allmende, startAllmende } from "./allmende";
import { expectGoodInEveryView, openPage, settled, startBrowser, visit } from "./browser";
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

/** Clicks, and counts. */
function clicker() {
  let clicks = 0;
  return {
    click: async (target: Locator) => {
      clicks++;
      await target.click();
    },
    clicks: () => clicks,
  };
}

async function signsIn(
  page: Page,
  click: (target: Locator) => Promise<void>,
  who: keyof typeof people = "buyer",
) {
  await page.goto("/sign-in");
  await page.locator('input[type="email"]').fill(people[who]);
  await page.locator('input[type="password"]').fill(allmende.password());
  await click(page.locator('button[type="submit"]'));
  await page.locator(".session-menu").waitFor();
}

test.each([1440, 390])(
  "from sign-in to placed out of the basket in at most 8 clicks, %i px wide",
  async (width) => {
    const { page, expectNoErrors, close } = await openPage(browser, allmende.url, { width });
    const { click, clicks } = clicker();
    const begun = Date.now();
    await signsIn(page, click);
    await settled(page); // the menu closes when the page that is on its way has come
    if (width === 390) await click(page.getByRole("button", { name: "Menü" }));
    const navigation = page.getByRole("navigation", { name: "Hauptnavigation" });
    await click(navigation.getByRole("link", { name: "Marktplatz" }));
    await page.getByRole("searchbox").or(page.locator("main input[type=search]")).first().fill("monitor");
    await page.getByRole("heading", { level: 2, name: /Angebot/ }).waitFor();
    await settled(page);
    await click(page.getByRole("button", { name: /^In den Korb: .*[Mm]onitor/ }).first());
    await page.getByText(/liegt im Warenkorb/).waitFor();
    await click(page.getByRole("banner").getByRole("link", { name: /^Warenkorb/ }));
    await page.getByRole("heading", { level: 1, name: "Warenkorb" }).waitFor();
    await page.locator('main input[name="budgetCode"]').fill("11.1.01.783100");
    await click(page.getByRole("main").getByRole("button", { name: /verbindlich|Verbindlich/ }));
    await page
      .getByText(/ist erteilt|wartet auf Freigabe/)
      .first()
      .waitFor();
    const seconds = Math.round((Date.now() - begun) / 1000);
    process.stdout.write(`${width} px: ${clicks()} clicks, ${seconds} s\n`);
    expect(clicks()).toBeLessThanOrEqual(8);
    await page.getByRole("heading", { level: 2, name: "Ergebnis" }).waitFor();
    if (width === 1440) await expectGoodInEveryView(page, "basket-ordered");
    expectNoErrors();
    await close();
  },
);

test("the basket outlives signing out, is kept as a list, and comes back from it", async () => {
  const { click } = clicker();
  const before = await openPage(browser, allmende.url);
  await signsIn(before.page, click);
  await visit(before.page, "/marketplace?q=monitor");
  await click(before.page.getByRole("button", { name: /^In den Korb/ }).first());
  await before.page.getByText(/liegt im Warenkorb/).waitFor();
  before.expectNoErrors();
  await before.close();
  const { page, expectNoErrors, close } = await openPage(browser, allmende.url);
  await signsIn(page, click);
  await visit(page, "/");
  await visit(page, "/basket");
  await expectGoodInEveryView(page, "basket-filled");
  await page.setViewportSize({ width: 1440, height: 900 });
  await click(page.getByRole("button", { name: "Als Liste merken" }));
  await page.getByLabel("Name der Liste").fill("Zweiter Bildschirm");
  await click(page.getByRole("button", { name: "Liste merken", exact: true }));
  await page.getByText("„Zweiter Bildschirm“ ist gemerkt.").waitFor();
  await click(page.getByRole("button", { name: "Warenkorb leeren" }));
  await page.getByText("Ihr Warenkorb ist leer").waitFor();
  await visit(page, "/lists");
  await expectGoodInEveryView(page, "lists");
  await page.setViewportSize({ width: 1440, height: 900 });
  await click(page.getByRole("button", { name: "In den Korb: Zweiter Bildschirm" }));
  await page.getByText(/^Im Warenkorb: /).waitFor();
  expectNoErrors();
  await close();
});

test("a part whose supplier depends on the duration is quoted and ordered over its months", async () => {
  const { page, expectNoErrors, close } = await openPage(browser, allmende.url);
  const { click } = clicker();
  await signsIn(page, click, "islander");
  await visit(page, "/marketplace?q=Laserbeamer");
  await click(page.getByRole("button", { name: /^In den Korb: Laserbeamer/ }).first());
  await page.getByText(/liegt im Warenkorb/).waitFor();
  await visit(page, "/basket");
  const months = page.getByLabel("Dauer in Monaten");
  await months.fill("121");
  await page.getByText("Geben Sie eine ganze Zahl von 1 bis 120 ein.").first().waitFor();
  await months.fill("13");
  await page
    .getByText(/Kleinwettbewerb/)
    .first()
    .waitFor();
  await months.fill("12");
  await page.getByText(/Der Abruf geht an Nordtec/).waitFor();
  await expectGoodInEveryView(page, "basket-duration");
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.locator('main input[name="budgetCode"]').fill("21110-0832");
  await click(page.getByRole("main").getByRole("button", { name: /Verbindlich/ }));
  await page.getByRole("heading", { level: 2, name: "Ergebnis" }).waitFor();
  await page
    .getByText(/ist erteilt|wartet auf Freigabe/)
    .first()
    .waitFor();
  expectNoErrors();
  await close();
});
