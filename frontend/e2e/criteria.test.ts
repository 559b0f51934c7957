import type { Locator } from "playwright-core";
import { expect, test } from "vitest";
import { expectGoodInEveryView } from "./browser";
import { journey } from "./journey";
import { frozenRound } from "./prepare";
import { bidder } from "./purchase/bidder";
import { officer } from "./purchase/officer";

const title = "Drucker mit Scanner";

/** The tree as the form takes it, and as the page of the tender shows it. */
const tree = [
  ["1", "Technik", "70"],
  ["1.1", "Druckqualität", "60"],
  ["1.2", "Energieverbrauch", "40"],
  ["2", "Betrieb und Wartung", "30"],
] as const;
const shown = [
  "1 Technik 70 % 280 – –",
  "1.1 Druckqualität 60 % 168 0 bis 10 –",
  "1.2 Energieverbrauch 40 % 112 0 bis 10 4",
  "2 Betrieb und Wartung 30 % 120 0 bis 5 –",
];

const { installation, arrives, everybodyLeaves } = journey("criteria");
let anna: ReturnType<typeof officer>;
let tender: string;

/** The row of a criterion by its number. */
const row = (number: string): Locator =>
  anna.page.getByRole("group", { name: new RegExp(`^Kriterium ${number.replace(".", "\\.")}(:|$)`) });

test("1. an officer builds the tree of criteria; what does not sum to a hundred is told at its row", async () => {
  const round = await frozenRound(installation(), title, [{ name: title, price: "400.00", quantity: "40" }]);
  anna = officer(await arrives("vergabe@demo.example"));
  const { page } = anna;
  await page.goto(`/tenders/new?round=${round.id}`);
  await anna.entersInstant("Ende der Angebotsfrist", new Date(Date.now() + 30 * 24 * 3_600_000));
  await page.getByLabel("Höchstwert, netto").fill("30000");
  await page.getByLabel("Warum nur ein Los?").fill("Es wird ein einziges Gerät beschafft.");

  await page.getByLabel("Erweiterte Richtwertmethode").check();
  await page.getByLabel("Leistungspunkte des besten Angebots").fill("400");
  await page.getByRole("button", { name: "Kriterium 1 unterteilen" }).click();
  await page.getByRole("button", { name: "Weiterer Teil von 1" }).click();
  await page.getByRole("button", { name: "Weiteres Kriterium" }).click();
  for (const [number, name, weight] of tree) {
    await row(number).getByLabel("Kriterium", { exact: true }).fill(name);
    await row(number).getByLabel("Gewicht").fill(weight);
  }
  await row("1.2").getByLabel("Mindestens").fill("4");
  await row("2").getByLabel("Skala bis").fill("5");
  await row("2").getByLabel("Gewicht").fill("20");
  await anna.reads("Summe 90 % – es fehlen 10 %");
  await page
    .getByLabel("Unter gleichwertigen entscheidet")
    .selectOption("mehr Punkte bei „Energieverbrauch“");
  await anna.presses("Entwurf speichern");
  await page
    .getByRole("alert")
    .getByRole("link", { name: "Kriterium 1, Gewicht: Die Gewichte dieser Ebene ergeben 90 %, nicht 100 %." })
    .click();
  expect(
    await row("1")
      .getByLabel("Gewicht")
      .evaluate((field) => field === document.activeElement),
  ).toBe(true);
  await expectGoodInEveryView(page, "criteria-form");
  await page.setViewportSize({ width: 1440, height: 900 });
}, 120_000);

test("2. rows move by keyboard and keep the focus, and what names a criterion follows it", async () => {
  const { page } = anna;
  const down = page.getByRole("button", { name: "Kriterium 1.1 nach unten" });
  await down.focus();
  await page.keyboard.press("Enter");
  expect(await row("1.1").getByLabel("Kriterium", { exact: true }).inputValue()).toBe("Energieverbrauch");
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.textContent))
    .toBe("Kriterium 1.2 nach oben");
  await page.keyboard.press("Enter");
  expect(await row("1.1").getByLabel("Kriterium", { exact: true }).inputValue()).toBe("Druckqualität");

  await row("2").getByLabel("Gewicht").fill("30");
  await anna.presses("Entwurf speichern");
  await anna.reads("ist gespeichert");
  await anna.reaches(title);
  tender = page.url();
  await anna.follows("Bearbeiten");
  expect(await row("1.2").getByLabel("Mindestens").inputValue()).toBe("4");
  expect(
    await page.getByLabel("Unter gleichwertigen entscheidet").locator("option:checked").innerText(),
  ).toBe("mehr Punkte bei „Energieverbrauch“");
  await anna.looks("edit");
  await page.goto(tender);
  await readsRules(anna);
  await expectGoodInEveryView(page, "criteria-page");
}, 120_000);

/** The rules stand on the page of the tender. */
async function readsRules({ page, reads }: Pick<ReturnType<typeof officer>, "page" | "reads">) {
  const card = page.getByRole("region", { name: "So wird gewertet" });
  await card.waitFor();
  const rows = await card.getByRole("table").locator("tbody tr").allInnerTexts();
  expect(rows.map((text) => text.replaceAll(/\s+/g, " ").trim())).toEqual(shown);
  await reads("Unter ihnen entscheidet: mehr Punkte bei „Energieverbrauch“.");
  await reads("100 × L × Pbest ≥ 95 × Lbest × P");
  await reads("Es entscheiden der Reihe nach: höhere Leistungspunkte; niedrigerer Preis; das Los.");
  await reads(/^ab 20 % unter dem nächsthöheren Preis oder 40 % unter dem Mittel der anderen/);
}

test("3. published, it says the same to a bidder", async () => {
  await anna.page.setViewportSize({ width: 1440, height: 900 });
  await anna.submitsTender();
  const jan = officer(await arrives("vergabe2@demo.example"));
  await jan.findsTender(title);
  await readsRules(jan);
  await jan.publishesTender();
  const nordtec = bidder(await arrives("angebot@nordtec.example", { width: 390 }));
  await nordtec.findsTender(title);
  await readsRules(nordtec);
  await nordtec.looks("bidder-390");
  await everybodyLeaves();
}, 120_000);
