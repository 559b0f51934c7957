import { expect, test } from "vitest";
import { expectGoodInEveryView } from "./browser";
import { journey } from "./journey";
import type { Person } from "./purchase/person";

const { arrives, everybodyLeaves } = journey("catalogue");

const title = "Arbeitsplatzausstattung 2026: Notebooks und Dockingstationen";

let petra: Person;
let anna: Person;

/** The catalogues of the contract. */
async function opens(person: Person) {
  await person.chooses("Rahmenvereinbarungen");
  await person.page.getByRole("row", { name: title }).getByRole("link").click();
  await person.reaches(title);
  await person.page.getByRole("tab", { name: "Katalog" }).click();
}

test("1. an officer finds the supplier's next catalogue among the tasks and sees what it changes", async () => {
  anna = await arrives("vergabe@demo.example");
  await anna.follows(/RV-2026-0001/);
  await anna.page.getByRole("link", { name: "Katalog, Fassung 2" }).click();
  await anna.reaches("Katalog, Fassung 2");
  await anna.reads("durch Nachfolger ersetzt");
  await anna.reads("bisher 39,90 €");
  await anna.looks("waits");
});

test("2. the supplier sends a better one, with two lines that are wrong", async () => {
  petra = await arrives("angebot@weserbyte.example");
  await opens(petra);
  await petra.looks("list");
  const table = [
    "Artikelnummer;Bezeichnung;Einheit;Preis netto;Aktion;Lieferzeit in Tagen;Merkmale",
    "MA-1;Notebookmaus, kabellos;H87;18,90;;2;Gewicht: 0,08 [KGM]",
    "TA-14;Notebooktasche 14 Zoll;H87;22,50;Preis;;",
    "XX-1;Ohne Einheit;STÜCKCHEN;1,00;;;",
    "XX-2;Ohne Preis;H87;0,00;;;",
  ].join("\n");
  await petra.page
    .getByLabel("Datei")
    .setInputFiles({ name: "katalog.csv", mimeType: "text/csv", buffer: Buffer.from(table, "utf8") });
  await petra.presses("Einreichen und prüfen");
  await petra.reaches("Katalog, Fassung 3");
  await petra.reads("„STÜCKCHEN“ ist keine Einheit");
  await petra.reads("„0.00“ ist nicht größer als 0");
  expect(await petra.page.getByRole("button", { name: "Freigeben" }).count()).toBe(0);
  await petra.looks("sent");
});

test("3. on the telephone, the officer approves it", async () => {
  const jan = await arrives("vergabe2@demo.example", { width: 390 });
  await jan.page.goto(petra.page.url());
  await jan.reaches("Katalog, Fassung 3");
  await jan.reads("bisher 24,50 €");
  await jan.looks("decision");
  await jan.presses("Freigeben");
  await jan.page.getByRole("main").getByText("Freigegeben", { exact: true }).first().waitFor();
  await jan.looks("approved");
});

test("4. a table with headings of the supplier's own is assigned, taken, and known the next time", async () => {
  await opens(petra);
  const table = [
    "SKU;Warenbezeichnung;ME;EK-Preis;Lieferzeit;Farbe;Aktion",
    "MA-2;Notebookmaus, leise;H87;21,90;2 bis 3 Tage;grau;",
    "MA-3;Notebookmaus, klein;H87;16,40;auf Anfrage;schwarz;",
  ].join("\n");
  const sends = async () => {
    await petra.page
      .getByLabel("Datei")
      .setInputFiles({ name: "preisliste.csv", mimeType: "text/csv", buffer: Buffer.from(table, "utf8") });
    await petra.presses("Einreichen und prüfen");
  };
  await sends();
  await petra.reads("In der ersten Zeile fehlen Spalten");
  await petra.reads("Notebookmaus, leise · Notebookmaus, klein");
  expect(await petra.page.getByLabel("„EK-Preis“ enthält").inputValue()).toBe("price");
  await petra.cannotPress(
    "Zuordnung merken und einreichen",
    /Noch keiner Spalte zugeordnet ist: Bezeichnung/,
  );
  await petra.page.getByLabel("„Warenbezeichnung“ enthält").selectOption("Bezeichnung *");
  await petra.page.getByLabel("„Lieferzeit“ enthält").selectOption("nicht übernehmen");
  await petra.looks("columns");
  await expectGoodInEveryView(petra.page, "catalogue-columns");
  await petra.presses("Zuordnung merken und einreichen");
  await petra.reaches("Katalog, Fassung 4");
  await petra.reads("Notebookmaus, leise");
  await petra.reads("Keine Meldungen: jede Zeile ist in Ordnung.");
  await opens(petra);
  await sends();
  await petra.reaches("Katalog, Fassung 5");
});

test("5. a large one goes on where the line broke, and no part is sent twice", async () => {
  const taken: number[] = [];
  let broken = 0;
  await petra.page.route("**/api/v1/uploads/*/parts/*", async (route) => {
    const number = Number(route.request().url().split("/").pop());
    if (number === 1 && broken < 2) {
      broken++;
      return route.abort("connectionreset");
    }
    taken.push(number);
    return route.continue();
  });
  await opens(petra);
  const articles = Array.from(
    { length: 9000 },
    (_, i) => `GR-${i};Kabel, Länge ${i} cm;${"Ein Kabel mit zwei Enden. ".repeat(20)};H87;${i + 1},50;`,
  );
  const table = ["SKU;Warenbezeichnung;Beschreibung;ME;EK-Preis;Aktion", ...articles].join("\n");
  await petra.page
    .getByLabel("Datei")
    .setInputFiles({ name: "gross.csv", mimeType: "text/csv", buffer: Buffer.from(table, "utf8") });
  await petra.presses("Einreichen und prüfen");
  await petra.page.getByRole("status").getByText("Die Verbindung ist unterbrochen").waitFor();
  await petra.looks("broken");
  await petra.reaches("Katalog, Fassung 6");
  await petra.reads("9.000");
  expect(taken).toEqual([0, 1, 2]);
});

test("6. a buyer finds the new article at once and calls it off", async () => {
  const mehmet = await arrives("bestellung@goettingen.example", { width: 390 });
  await mehmet.page.goto("/marketplace?q=Notebookmaus");
  await mehmet.reads("Notebookmaus, kabellos");
  const link = mehmet.page.locator('main a[href^="/marketplace/"][href*="item="]').first();
  const target = new URL((await link.getAttribute("href")) ?? "", mehmet.page.url());
  const contract = target.pathname.split("/").pop();
  await mehmet.page.goto(`/frameworks/${contract}/items/${target.searchParams.get("item")}`);
  await mehmet.reaches("Notebookmaus, kabellos");
  await mehmet.reads("2 Tage");
  await mehmet.looks("article");
  await mehmet.follows("Abrufen");
  await mehmet.page.getByLabel("Haushaltsstelle").fill("11.1.01.783100");
  await mehmet.presses("Verbindlich abrufen");
  await mehmet.reads(/^RV-\d{4}-\d{4}\/\d{6}$/);
  await everybodyLeaves();
});
