import { expect, test } from "vitest";
import { journey } from "./journey";
import type { Person } from "./purchase/person";

const { arrives, everybodyLeaves } = journey("readings");

let anna: Person;

test("1. a large file of readings goes in parts, and the server takes it while nobody looks", async () => {
  anna = await arrives("vergabe@demo.example");
  await anna.chooses("Rechenzentrum");
  await anna.follows("Zähler");
  await anna.follows("Lieferungen");
  const { page } = anna;
  const lines = Array.from({ length: 80_000 }, (_, line) => `saal9/${line},2026-01-01T00:00:00Z,${line}`);
  await page.getByLabel("Name der Lieferung").fill("Große Datei");
  await page.getByLabel("Datei").setInputFiles({
    name: "saal9.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(`meter,at,value\n${lines.join("\n")}\n`),
  });
  await anna.reads(/^Eine große Datei kommt in Teilen\./);
  await anna.looks("large");
  await anna.presses("Zählerstände liefern");
  await anna.reaches("Lieferung Große Datei");
  await anna.looks("taking");
  await anna.follows("Lieferungen");
  const row = page.getByRole("row", { name: /Große Datei/ });
  await row.getByText("fertig").waitFor({ timeout: 60_000 });
  await anna.looks("deliveries");
  await anna.follows("Große Datei");
  await anna.reads(/^Gezeigt werden die ersten tausend\.$/);
  expect(await page.getByRole("button", { name: "Übernahme abbrechen" }).count()).toBe(0);
  await anna.looks("taken");
});

test("2. the operator states what no meter says, and a figure that cannot be is refused", async () => {
  await anna.chooses("Rechenzentrum");
  await anna.follows(/^Energiebericht/);
  await anna.presses("Angabe machen");
  const dialog = anna.page.getByRole("dialog");
  await dialog.getByLabel("Angabe").selectOption("renewable-share");
  await dialog.getByLabel("Wert").fill("101");
  await dialog.getByLabel("Quelle").fill("Stromkennzeichnung des Lieferanten");
  await dialog.getByRole("button", { name: "Speichern" }).click();
  await anna.reads(/ein Anteil ist höchstens 100 Prozent/);
  await dialog.getByLabel("Wert").fill("87,5");
  await anna.looks("figure");
  await dialog.getByRole("button", { name: "Speichern" }).click();
  await anna.reads("Die Angabe ist gespeichert.");
  await anna.looks("energy");
  await everybodyLeaves();
});
