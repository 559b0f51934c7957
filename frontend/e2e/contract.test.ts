import { expect, test } from "vitest";
import { journey } from "./journey";
import type { Person } from "./purchase/person";

const { arrives, everybodyLeaves } = journey("contract");

const title = "Arbeitsplatzausstattung 2026: Monitore";

let anna: Person;
let jan: Person;

/** The contract's page, and one of its views. */
async function opens(person: Person, view: string) {
  await person.chooses("Rahmenvereinbarungen");
  await person.page.getByRole("row", { name: title }).getByRole("link").click();
  await person.reaches(title);
  await person.page.getByRole("tab", { name: view }).click();
}

test("1. an officer sees what is left under each ground, and that more is too much", async () => {
  anna = await arrives("vergabe@demo.example");
  await opens(anna, "Änderungen");
  await anna.reads("Der Vertrag wurde noch nicht geändert.");
  await anna.follows("Änderung vorschlagen");
  await anna.reaches("Vertragsänderung vorschlagen");
  await anna.page.getByLabel("Geringer Wert").check();
  await anna.page.getByLabel("Begründung").fill("Eine Schule zieht ein.");
  await anna.page.getByLabel("Höchstwert erhöhen um").fill("60000,01");
  await anna.reads("Das ist mehr, als unter diesem Grund noch frei ist.");
  await anna.presses("Zur Freigabe vorlegen");
  await anna.page
    .getByRole("alert")
    .getByRole("link", { name: /noch 60\.000,00 € zulässig/ })
    .waitFor();
  await anna.page.getByLabel("Höchstwert erhöhen um").fill("40000");
  await anna.reads("Die Änderung hält die Grenze ein.");
  await anna.looks("modification");
  await anna.presses("Zur Freigabe vorlegen");
  await anna.reads("Die Vertragsänderung ist vorgeschlagen.");
  await anna.cannotPress("Freigeben", /Eine andere Person muss entscheiden/);
});

test("2. a second officer approves, and the contract is worth more", async () => {
  jan = await arrives("vergabe2@demo.example");
  await opens(jan, "Änderungen");
  await jan.reads("Höchstwert um 40.000,00 € höher");
  await jan.presses("Freigeben");
  await jan.confirms("Änderung 1 freigeben", "Freigeben");
  await jan.reads("Änderung 1 ist freigegeben.");
  await jan.reads(/von 640\.000,00\s€/);
  await jan.looks("modified");
});

test("3. prices are changed by two officers too, and count for what is left", async () => {
  await opens(anna, "Preisliste");
  await anna.follows("Preise im Zeitverlauf und Preisänderungen");
  await anna.follows("Preisänderung vorschlagen");
  await anna.reaches("Preisänderung vorschlagen");
  await anna.reads(/noch 20\.000,00\s€ frei/);
  await anna.page.getByLabel("Gilt ab").fill("1.3.2030");
  await anna.page.getByLabel("Begründung").fill("Panelpreise");
  await anna.page.getByLabel("Neuer Preis Monitor 27 Zoll").fill("260");
  await anna.presses("Zur Genehmigung vorlegen");
  await anna.reads(/aus diesem Grund sind noch 20\.000,00\s€ zulässig/);
  await anna.page.getByLabel("Neuer Preis Monitor 27 Zoll").fill("230");
  await anna.presses("Zur Genehmigung vorlegen");
  await anna.reaches("Preisänderung 1");
  await anna.cannotPress("Genehmigen", /Eine andere Person muss entscheiden/);
  await jan.page.goto(anna.page.url());
  await jan.reaches("Preisänderung 1");
  await jan.presses("Genehmigen");
  await jan.confirms("Preisänderung 1 genehmigen", "Genehmigen");
  await jan.reads("Preisänderung 1 ist genehmigt.");
  await jan.looks("price-change");
});

test("4. what is suspended says so to the buyer, and is resumed", async () => {
  await opens(anna, "Laufzeit und Lieferanten");
  await anna.presses("Aussetzen");
  await anna.page.getByLabel("Begründung").fill("Der Lieferant liefert nicht.");
  await anna.page.getByRole("dialog").getByRole("button", { name: "Aussetzen" }).click();
  await anna.reads("Die Vereinbarung ist ausgesetzt");
  const buyer = await arrives("bestellung@goettingen.example", { width: 390 });
  await opens(buyer, "Preisliste");
  await buyer.reads("„Der Lieferant liefert nicht.“");
  expect(await buyer.page.getByRole("link", { name: "Monitor 27 Zoll abrufen" }).count()).toBe(0);
  await buyer.looks("suspended");
  await anna.presses("Fortsetzen");
  await anna.confirms("Vereinbarung fortsetzen", "Fortsetzen");
  await buyer.reloads();
  await buyer.page.getByRole("link", { name: "Monitor 27 Zoll abrufen" }).waitFor();
  await everybodyLeaves();
});
