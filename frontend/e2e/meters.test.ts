import { expect, test } from "vitest";
import { editDate, monthOf, today } from "../src/lib/date";
import { dayIn, inDays, midnightOf } from "./days";
import { journey } from "./journey";
import type { Person } from "./purchase/person";

const { arrives, everybodyLeaves } = journey("meters");

let anna: Person;
let finance: Person;

const power = "saal1/goettingen/strom";

test("1. the operator sees what a meter used day by day, and where it was estimated", async () => {
  anna = await arrives("vergabe@demo.example");
  await anna.chooses("Rechenzentrum");
  await anna.follows("Zähler");
  await anna.looks("list");
  await anna.follows(power);
  await anna.page.getByRole("img", { name: /Verbrauch je Tag/ }).waitFor();
  await anna.reads("geschätzt");
  await anna.reads(/^Fehlende Ablesungen: \d$/);
  await anna.looks("course");
});

test("2. a reading is put right with a reason, and what it was stays visible", async () => {
  await anna.chooses("Rechenzentrum");
  await anna.follows("Zähler");
  await anna.follows("saal2/goettingen/vcpu");
  await anna.follows(inDays(-3));
  await anna.reads(/150\sEinheiten: Der Fühler stand nach dem Neustart zu hoch\./);
  const first = anna.page.getByRole("row").nth(1);
  const before = await first.getByRole("cell").first().textContent();
  await first.getByRole("button", { name: /^Berichtigen/ }).click();
  const dialog = anna.page.getByRole("dialog");
  await dialog.getByLabel("Neuer Wert").fill("120,5");
  await dialog.getByRole("button", { name: "Speichern" }).click();
  await anna.reads("Begründung: Bitte ausfüllen.");
  await dialog.getByLabel("Begründung").fill("Vom Bedienfeld abgelesen");
  await dialog.getByRole("button", { name: "Speichern" }).click();
  await anna.reads("Die Berichtigung ist gespeichert.");
  await anna.reads(/120,5\sEinheiten: Vom Bedienfeld abgelesen/);
  expect(await first.getByRole("cell").first().textContent()).toBe(before);
  await anna.looks("day");
});

test("3. a meter is fitted, and a delivery says which line is wrong", async () => {
  await anna.chooses("Rechenzentrum");
  await anna.follows("Zähler");
  await anna.presses("Zähler einbauen");
  const dialog = anna.page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("saal1/oldenburg/strom");
  await dialog.getByLabel("Mitglied").selectOption({ label: "Oldenburg (Oldb), Stadt" });
  await dialog.getByLabel("Eingebaut am").fill(inDays(-2));
  await anna.looks("fit");
  await anna.confirms("Zähler einbauen", "Zähler einbauen");
  await anna.reads("Der Zähler ist eingebaut.");
  await anna.follows("Lieferungen");
  await anna.page.getByLabel("Name der Lieferung").fill("Zweiter Weg");
  await anna.presses("Zählerstände liefern");
  await anna.reads("Wählen Sie eine Datei aus.");
  const hour = new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000 - 3_600_000).toISOString();
  const table = `meter,at,value\nsaal1/oldenburg/strom,${hour},17.5\nsaal9,${hour},1\n`;
  await anna.page
    .getByLabel("Datei")
    .setInputFiles({ name: "stand.csv", mimeType: "text/csv", buffer: Buffer.from(table) });
  await anna.presses("Zählerstände liefern");
  await anna.reaches("Lieferung Zweiter Weg");
  await anna.reads("Zeilen, die nicht stimmen");
  await anna.reads(/saal9/);
  await anna.looks("report");
});

test("4. the finance office makes a tariff; without energy by use it is refused", async () => {
  finance = await arrives("finanzen@demo.example");
  await finance.chooses("Rechenzentrum");
  await finance.follows("Tarife");
  await finance.follows("Tarif anlegen");
  const { page } = finance;
  await page.getByLabel("Name").fill("Tarif mit Ökostrom");
  const part = (number: number) => page.getByRole("region", { name: `Bestandteil ${number}` });
  await part(1).getByLabel("Bestandteil").fill("Leistung");
  await part(1).getByLabel("Berechnet wird").selectOption("reserved");
  await part(1).getByLabel("Wofür").selectOption("power");
  await part(1).getByLabel("Preis der Stufe 1").fill("90");
  await finance.presses("Tarif anlegen");
  await finance.reads(/Blauer Engel\)\. Der Tarif braucht dafür einen Bestandteil/);
  await finance.presses("Weiterer Bestandteil");
  await part(2).getByLabel("Bestandteil").fill("Strom");
  await part(2).getByLabel("Berechnet wird").selectOption("used");
  await part(2).getByLabel("Wofür").selectOption("power");
  await part(2).getByLabel("Preis der Stufe 1").fill("0");
  await finance.presses("Tarif anlegen");
  await finance.reads(/^Einkaufspreis je kWh: Strom darf nicht frei sein/);
  await part(2).getByLabel("Einkaufspreis je kWh").fill("0,21");
  await part(2).getByLabel("PUE").fill("1,3");
  await finance.looks("new-tariff");
  await finance.presses("Tarif anlegen");
  await finance.reads("Der Tarif ist angelegt.");
  await finance.looks("tariffs");
});

test("5. it looks at what the month that runs comes to, which cannot be posted yet", async () => {
  await finance.chooses("Rechenzentrum");
  await finance.follows("Zähler");
  await finance.follows("Monatsabschlüsse");
  await finance.reads("Ein Zähler war eine Nacht gestört.");
  await finance.looks("closing");
  await finance.page.getByLabel("Begründung, falls Ablesungen fehlen").fill("Wir wollen abrechnen.");
  await finance.page.getByRole("textbox", { name: "Monat" }).fill(today().slice(0, 7));
  await finance.presses("Monat abschließen");
  await finance.reads(/^Monat: /);
  await finance.page.getByText("Viele Ablesungen berichtigen").click();
  const corrects = async (table: string) => {
    const file = { name: "korrektur.csv", mimeType: "text/csv", buffer: Buffer.from(table) };
    await finance.page.getByLabel("Datei").setInputFiles(file);
    await finance.page.getByLabel("Begründung", { exact: true }).fill("Fühler getauscht");
    await finance.page.getByRole("button", { name: "Berichtigen", exact: true }).click();
  };
  const midnight = `${dayIn(-2)}T12:00:00+01:00`;
  await corrects(`meter;at;value\n${power};${midnight};1.234\nsaal9;${midnight};2\n`);
  await finance.reads(/^Zeile 2: „1\.234“ kann über tausend/);
  await finance.reads(/^Zeile 3: /);
  await finance.looks("amend-refused");
  await corrects(`meter;at;value\n${power};${midnight};\n`);
  await finance.reads("Berichtigte Ablesungen: 1 (Zeilen: 1).");
  await finance.looks("amended");
  const end = monthOf(today()).from; // the reading at the end of the month that is charged
  await corrects(`meter;at;value\nGOE-R1;${midnightOf(end)};12000\n`);
  await finance.reads("Was davon schon abgerechnet ist, wird neu gerechnet; gebucht wird der Unterschied:");
  await finance.chooses("Rechenzentrum");
  await finance.follows("Abrechnung");
  await finance.looks("ratings");
  await finance.follows("Laufender Monat");
  await finance.reads("Göttingen, Stadt");
  expect(await finance.page.getByRole("button", { name: "Buchen" }).count()).toBe(0);
  await finance.looks("preview");
});

test("6. what was corrected in a month that is charged already is posted as a difference", async () => {
  await finance.chooses("Rechenzentrum");
  await finance.follows("Abrechnung");
  await finance.follows(/^RZ-/);
  await finance.follows("Mit dem heutigen Stand vergleichen");
  await finance.looks("again");
  await finance.presses("Buchen");
  const dialog = finance.page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Buchen", exact: true }).click();
  await finance.reads("Warum der Monat noch einmal abgerechnet wird: Bitte ausfüllen.");
  await dialog.getByLabel("Warum der Monat noch einmal abgerechnet wird").fill("Fühler getauscht");
  await dialog.getByRole("button", { name: "Buchen", exact: true }).click();
  await finance.reads("Die Abrechnung ist gebucht.");
  await finance.page.getByRole("heading", { level: 1, name: /^RZ-/ }).waitFor(); // on the preview nothing differs any more
  const row = finance.page.getByRole("row", { name: /Göttingen/ });
  await row.waitFor();
  expect(await row.textContent()).not.toMatch(/(?<!\d)0,00\s€$/);
  await finance.looks("difference");
  await finance.follows("Mit dem heutigen Stand vergleichen");
  await finance.reads("Seit der letzten Buchung hat sich nichts geändert.");
});

test("7. what the data center paid itself is divided by what each member used of it", async () => {
  await finance.chooses("Kosten");
  await finance.follows("Kosten anlegen");
  const { page } = finance;
  await page.getByLabel("Bezeichnung").fill("Strom des Rechenzentrums");
  await page.getByLabel("Art", { exact: true }).selectOption("data-center-month");
  await page.getByLabel("Mitglieder, die ich auswähle").check();
  for (const name of ["Göttingen, Stadt", "Oldenburg (Oldb), Stadt"]) {
    await page.getByRole("searchbox").fill(name);
    await page.getByLabel(name, { exact: true }).check();
  }
  const last = monthOf(today(), -1);
  await page.getByLabel("Nettobetrag").fill("1.000,00");
  await page.getByLabel("Von", { exact: true }).fill(editDate(last.from, "de"));
  await page.getByLabel("Bis", { exact: true }).fill(editDate(last.to, "de"));
  await finance.presses("Anlegen und Schlüssel wählen");
  await finance.reaches("Neuer Lauf");
  await page.getByLabel("Gemessener Verbrauch").check();
  await page.getByLabel("Gewicht ist").selectOption({ label: "Strom, verbraucht" });
  await finance.looks("weights");
  await finance.presses("Gewichte übernehmen");
  await finance.reads(/Gewicht.* übernommen\./);
  expect(await page.getByLabel("Woher kommen die Gewichte?").inputValue()).toMatch(
    /^Zählerstände .* 20\d\d: Strom$/,
  );
  await finance.reads(/^Nicht übernommen, .*: Hannover, Landeshauptstadt\.$/);
  await page.getByRole("row", { name: /^Summe .* 1\.190,00/ }).waitFor();
  await finance.looks("weighed");
});

test("8. the member follows its bill down to a reading, on the telephone", async () => {
  const mehmet = await arrives("bestellung@goettingen.example", { width: 390 });
  await mehmet.chooses("Rechenzentrum");
  await mehmet.follows("Meine Rechnung");
  await mehmet.follows(/^RZ-/); // the latest, with the difference
  await mehmet.follows("Göttingen, Stadt");
  await mehmet.reaches("Rechnung von Göttingen, Stadt");
  await mehmet.reads(/Strom: \d/);
  await mehmet.looks("bill");
  await mehmet.follows("GOE-R1");
  await mehmet.reaches("GOE-R1");
  const table = mehmet.page.getByRole("table", { name: "Verbrauch je Tag" });
  await table.getByRole("link").first().click();
  await mehmet.reads("Verbrauch an diesem Tag, ungerundet");
  expect(await mehmet.page.getByRole("button", { name: /^Berichtigen/ }).count()).toBe(0);
  await mehmet.looks("reading");
  await everybodyLeaves();
});
