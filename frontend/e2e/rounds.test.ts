import { readFileSync } from "node:fs";
import { test } from "vitest";
import { answerOf, callAs } from "./caller";
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
        items: [
          {
            name: "Netzwerkkabel 3 m",
            category: "hardware",
            unit: "H87",
            estimatedPrice: "4.50",
            tiers: { mode: "all-unit", basis: "contract", steps: [{ from: "100", price: "4.05" }] },
          },
          { name: "Schutzhülle", category: "hardware", unit: "H87", estimatedPrice: "12" },
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
  await everybodyLeaves();
});
