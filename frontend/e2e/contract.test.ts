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

test("4. an index and a clause that follows it are entered, and read as a formula before", async () => {
  await opens(anna, "Preisliste");
  await anna.follows("Preise im Zeitverlauf und Preisänderungen");
  await anna.presses("Index anlegen");
  const index = anna.page.getByRole("dialog", { name: "Index anlegen" });
  await index.getByLabel("Bezeichnung des Index").fill("Löhne in der IT");
  await index.getByLabel("Basis").fill("2020 = 100");
  await index.getByLabel("Quelle").fill("Beispielwerte");
  await index.getByRole("button", { name: "Index anlegen" }).click();
  await anna.reads("Der Index ist angelegt.");
  await anna.page.getByRole("button", { name: "Wert für Löhne in der IT erfassen" }).click();
  const value = anna.page.getByRole("dialog", { name: "Wert für Löhne in der IT erfassen" });
  await value.getByLabel("Monat").fill("15.10.2025");
  await value.getByLabel("Wert", { exact: true }).fill("112,5");
  await value.getByRole("button", { name: "Wert erfassen" }).click();
  await anna.reads("Der Wert ist erfasst.");
  await anna.page.getByRole("button", { name: "Wert für Löhne in der IT erfassen" }).click();
  const months = (text: string) => ({ name: "Werte.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await value
    .getByLabel("CSV-Datei")
    .setInputFiles(months("Monat;Wert\n11.2025;113\n10.2025;114\n12.2025;null\n"));
  await value.getByRole("button", { name: "Datei einlesen" }).click();
  await anna.reads("Zeile 3: Der Wert dieses Monats ist endgültig.");
  await anna.reads("Zeile 4: Bitte geben Sie den Indexwert als Zahl über null");
  await anna.looks("index-table");
  await value
    .getByLabel("CSV-Datei")
    .setInputFiles(months("Monat;Wert;endgültig\n11.2025;113;ja\n12.2025;113,5;nein\n"));
  await value.getByRole("button", { name: "Datei einlesen" }).click();
  await anna.reads("Die Werte der Datei sind erfasst.");
  await anna.reads("Dezember 2025, vorläufig");
  await anna.follows("Preisgleitklausel erfassen");
  await anna.reaches("Preisgleitklausel erfassen");
  await anna.page.getByLabel("Vereinbart in").fill("Vertrag § 8");
  await anna.page.getByLabel("Basismonat").fill("1.10.2025");
  await anna.page.getByLabel("Fester Anteil a").fill("0,3");
  await anna.page.getByLabel("1. Index", { exact: true }).selectOption("Löhne in der IT");
  await anna.page.getByLabel("Gewicht des 1. Index").fill("0,6");
  await anna.reads("ergeben 0,9, nicht 1");
  await anna.page.getByLabel("Gewicht des 1. Index").fill("0,7");
  await anna.reads("P = P0 × (0,3 + 0,7 × Löhne in der IT / 112,5)");
  await anna.reads("ergeben 1");
  await anna.page.getByLabel("Auslöser: Veränderung von mindestens").fill("2");
  await anna.page.getByLabel("Abstand zweier Anpassungen").fill("6");
  await anna.looks("clause");
  await anna.presses("Klausel erfassen");
  await anna.reads("Die Klausel ist erfasst.");
  await anna.reads("Vertrag § 8");
});

test("5. a price with steps is proposed by one officer and approved by the other", async () => {
  await anna.follows("Preisänderung vorschlagen");
  await anna.reaches("Preisänderung vorschlagen");
  await anna.page.getByLabel("Gilt ab").fill("1.4.2030");
  await anna.page.getByLabel("Begründung").fill("Staffel nach Vertragsmenge");
  await anna.page.getByLabel("Neuer Preis Monitor 27 Zoll").fill("228");
  await anna.presses("Staffeln für Monitor 27 Zoll angeben");
  await anna.page.getByLabel("Welche Menge zählt?").selectOption("die aller Mitglieder im Vertrag");
  await anna.page.getByLabel("1. Stufe ab").fill("500");
  await anna.page.getByLabel("Preis der 1. Stufe").fill("230");
  await anna.presses("Zur Genehmigung vorlegen");
  await anna.page.getByRole("alert").first().waitFor();
  await anna.page.getByLabel("Preis der 1. Stufe").fill("219");
  await anna.looks("tiers");
  await anna.presses("Zur Genehmigung vorlegen");
  await anna.reaches("Preisänderung 2");
  await anna.reads("ab 500: 219,00 € für alles, auf die Menge aller im Vertrag");
  await jan.page.goto(anna.page.url());
  await jan.presses("Genehmigen");
  await jan.confirms("Preisänderung 2 genehmigen", "Genehmigen");
  await jan.reads("Preisänderung 2 ist genehmigt.");
});

test("6. what is suspended says so to the buyer, and is resumed", async () => {
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
