import { expect, test } from "vitest";
import { expectGoodInEveryView } from "./browser";
import { journey } from "./journey";
import { frozenRound } from "./prepare";
import { officer } from "./purchase/officer";
import type { Person } from "./purchase/person";

// A small need is awarded directly: one supplier is asked, with a reason, and others never see it.

const title = "Moderationskoffer für die Volkshochschule";
const { arrives, installation, everybodyLeaves } = journey("procedures");
let anna: ReturnType<typeof officer>;

/** Chooses a supplier by its name. */
async function asks({ page }: Person, name: string, typed: string) {
  await page.getByRole("combobox", { name: "Lieferanten suchen" }).fill(typed);
  await page.getByRole("option", { name: new RegExp(name) }).click();
  await page.getByRole("button", { name: `${name} nicht anfragen` }).waitFor();
}

test("1. an officer asks one supplier; above the limit the page says so, with the rule", async () => {
  const round = await frozenRound(installation(), title, [
    { name: "Moderationskoffer", price: "240.00", quantity: "3" },
  ]);
  anna = officer(await arrives("vergabe@demo.example"));
  await anna.page.goto(`${installation().url}/tenders/new?round=${round.id}`);
  await anna.reaches("Neue Vergabe");
  await anna.page.getByLabel("Direktauftrag").check();
  await asks(anna, "Nordtec Systemhaus GmbH", "nordtec");
  await anna.entersInstant("Ende der Angebotsfrist", new Date(Date.now() + 72 * 3_600_000));
  await anna.page.getByLabel("Höchstwert, netto").fill("1000,01");
  await anna.page.getByLabel("Warum nur ein Los?").fill("Ein einziges Gerät");
  await expectGoodInEveryView(anna.page, "procedures-form");
  await anna.page.setViewportSize({ width: 1440, height: 900 });
  await anna.presses("Entwurf speichern");
  await anna.reads("ist gespeichert");
  await anna.reads(/liegt über der Grenze von 1\.000,00\s€ für Direktaufträge/);
  await anna.reads("Ein Direktauftrag braucht eine Begründung");
  await anna.looks("above");
}, 120_000);

test("2. below the limit and with the reason it goes to a second officer, who publishes", async () => {
  await anna.follows("Bearbeiten");
  await anna.page.getByLabel("Höchstwert, netto").fill("1000,00");
  await anna.page
    .getByLabel("Warum werden diese Lieferanten gefragt?")
    .fill("Nordtec liefert die gleichen Koffer schon an das Gymnasium.");
  await anna.presses("Entwurf speichern");
  await anna.reads("ist gespeichert");
  await anna.reads("Es ist begründet, warum diese Lieferanten gefragt werden.");
  await anna.submitsTender();
  const jan = officer(await arrives("vergabe2@demo.example"));
  await jan.findsTender(title);
  await jan.publishesTender();
  await jan.reads("Schritte bis zum Zuschlag");
  await jan.looks("published");
}, 120_000);

test("3. the supplier that was asked sees it, another one does not", async () => {
  const asked = await arrives("angebot@nordtec.example", { width: 390 });
  await asked.chooses("Vergaben");
  await asked.follows(new RegExp(title));
  await asked.reads("Direktauftrag");
  await asked.looks("asked-phone");
  expect(await asked.everSaw(["schon an das Gymnasium"])).toEqual([]);
  const other = await arrives("angebot@weserbyte.example");
  await other.chooses("Vergaben");
  await other.page
    .getByRole("link", { name: /Switches/ })
    .first()
    .waitFor();
  expect(await other.everSaw([title])).toEqual([]);
  await everybodyLeaves();
});
