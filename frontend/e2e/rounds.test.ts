import { readFileSync } from "node:fs";
import { test } from "vitest";
import { answerOf, callAs } from "./caller";
import { inDays } from "./days";
import { journey } from "./journey";
import type { Person } from "./purchase/person";
import { filled } from "./workbook";

const { arrives, everybodyLeaves, installation } = journey("rounds");

const day = 24 * 60 * 60 * 1000;
let round = "";

async function looksAt(person: Person) {
  await person.page.goto(`/demand/${round}`);
  await person.reaches("Kabel und Hüllen");
}

test("1. a buyer fills the round in as a workbook, reads what is wrong with a cell, and states the rest", async () => {
  const officer = await callAs(installation(), "vergabe@demo.example");
  const drafted = await answerOf(
    officer.client.POST("/rounds", {
      params: { header: { "Idempotency-Key": "rounds-journey" } },
      body: {
        title: "Kabel und Hüllen",
        closesAt: new Date(Date.now() + 14 * day).toISOString(),
        confirms: true,
        items: [
          {
            name: "Netzwerkkabel 3 m",
            category: "hardware",
            unit: "H87",
            estimatedPrice: "4.50",
            tiers: { mode: "all-unit", basis: "contract", steps: [{ from: "100", price: "4.05" }] },
          },
          { name: "Schutzhülle", category: "hardware", unit: "H87", estimatedPrice: "12", pack: "5" },
        ],
      },
    }),
  );
  round = drafted.id;
  await officer.client.POST("/rounds/{id}/open", {
    params: { path: { id: round }, header: { "If-Match": `"${drafted.version}"` } },
  });

  const mehmet = await arrives("bestellung@goettingen.example", { width: 390 });
  await looksAt(mehmet);
  await mehmet.page.getByText("Offline in Excel ausfüllen").click();
  const download = mehmet.page.waitForEvent("download");
  await mehmet.presses("Excel-Tabelle herunterladen");
  const workbook = readFileSync(await (await download).path());
  const upload = (buffer: Buffer) =>
    mehmet.page
      .getByLabel("Ausgefüllte Excel-Tabelle (.xlsx)")
      .setInputFiles({ name: "bedarf.xlsx", mimeType: "application/octet-stream", buffer });
  await upload(filled(workbook, { F2: "95.5", G3: "4" }));
  await mehmet.reads("Aus der Tabelle wurde nichts übernommen");
  await mehmet.reads(/Zelle F2/);
  await mehmet.looks("1-fault-390");
  await upload(filled(workbook, { F2: "95", G3: "4" }));
  await mehmet.reads("2 Positionen übernommen.");
  await mehmet.presses("Bedarf melden");
  await mehmet.reads("Ihr Bedarf ist gemeldet.");
  await mehmet.looks("1-stated-390");
});

test("2. the officer sees who answered, by member and by item, and what five more would save", async () => {
  const anna = await arrives("vergabe@demo.example");
  await looksAt(anna);
  await anna.page.getByRole("button", { name: /^Was wäre, wenn/ }).click();
  await anna.reads("5 Stück mehr senken die Gesamtkosten um 22,50 €, obwohl mehr gekauft wird.");
  await anna.looks("2-what-if");
  await anna.page.keyboard.press("Escape");
  await anna.page.getByRole("button", { name: /^Bedarf ansehen/ }).click();
  await anna.reads("95 Stück");
  await anna.looks("2-needs-of-member");
  await anna.page.keyboard.press("Escape");
  await anna.page.getByRole("tab", { name: "Nach Position" }).click();
  await anna.reads("42,75 €");
  await anna.looks("2-by-item");
});

test("3. a budget holder finds the needs among the tasks, confirms them and comments on an item", async () => {
  const claudia = await arrives("freigabe@goettingen.example", { width: 390, theme: "dark" });
  await claudia.chooses("Aufgaben");
  await claudia.page
    .getByRole("listitem")
    .filter({ hasText: "Kabel und Hüllen" })
    .getByRole("link", { name: /^Bestätigen/ })
    .click();
  await claudia.reaches("Kabel und Hüllen");
  await claudia.reads(/hat diesen Bedarf gemeldet/);
  await claudia.looks("3-waits-390-dark");
  await claudia.presses("Bedarf bestätigen");
  await claudia.reads("Der Bedarf ist bestätigt.");
  await claudia.presses("Kommentar schreiben");
  const dialog = claudia.page.getByRole("dialog", { name: "Kommentar schreiben" });
  await dialog.getByLabel("Zu welcher Position?").selectOption("Schutzhülle");
  await dialog.getByRole("textbox", { name: "Kommentar" }).fill("Bitte für 14 Zoll.");
  await claudia.looks("3-comment-390-dark");
  await claudia.confirms("Kommentar schreiben", "Absenden");
  await claudia.reads("Bitte für 14 Zoll.");
  await claudia.looks("3-confirmed-390-dark");
});

test("4. another member fills the pack while the round is topped up; what nobody confirmed is left out", async () => {
  const anna = await arrives("vergabe@demo.example");
  await looksAt(anna);
  await anna.reads("Bitte für 14 Zoll.");
  await anna.presses("Auffüllen lassen");
  const until = anna.page.getByRole("group", { name: "Neuer Meldeschluss" });
  await until.getByLabel("Tag", { exact: true }).fill(inDays(20));
  await until.getByLabel("Uhrzeit").fill("12:00");
  await anna.confirms("Runde auffüllen lassen?", "Auffüllen lassen");
  await anna.reads(/Die Runde wird aufgefüllt/);

  const inga = await arrives("bestellung@norderney.example");
  await looksAt(inga);
  await inga.page.getByRole("textbox", { name: "Meine feste Menge: Schutzhülle" }).fill("1");
  await inga.looks("4-topping-up");
  await inga.presses("Bedarf melden");
  await inga.reads("Ihr Bedarf ist gemeldet.");
  await inga.reads("Der Bedarf ist noch nicht bestätigt");

  await anna.reloads();
  await anna.reads("steht aus");
  await anna.looks("4-members");
  await anna.presses("Einfrieren");
  const dialog = anna.page.getByRole("dialog", { name: "Bedarf einfrieren?" });
  await dialog.getByRole("button", { name: "Einfrieren", exact: true }).click();
  await anna.reads("Noch ist nicht aller Bedarf bestätigt (Mitglieder ohne Bestätigung: 1)");
  await anna.looks("4-freeze-refused");
  await dialog.getByLabel("Diesen Bedarf weglassen").check();
  await anna.confirms("Bedarf einfrieren?", "Einfrieren");
  await anna.reads("Der Bedarf ist eingefroren");
  await anna.looks("4-frozen");
  await everybodyLeaves();
});
