import { test } from "vitest";
import { inDays } from "./days";
import { journey } from "./journey";
import type { Person } from "./purchase/person";

const { arrives, everybodyLeaves } = journey("licence");

const licence = "Geräteverwaltung, Lizenz für fünf Geräte";

let mehmet: Person;

test("1. a buyer sees that devices have no seat, and orders what is missing", async () => {
  mehmet = await arrives("bestellung@goettingen.example");
  await mehmet.page.goto("/contracts");
  await mehmet.follows(licence);
  await mehmet.reaches(licence);
  await mehmet.reads("3 Plätze fehlen. Nachzubestellen: 1.");
  await mehmet.looks("missing");
  await mehmet.follows("Fehlende Plätze bestellen");
  await mehmet.reads(`Mit dieser Bestellung bekommt die Lizenz „${licence}“ mehr Plätze.`);
  await mehmet.page.getByLabel("Haushaltsstelle").fill("11.1.01.783100");
  await mehmet.presses("Zur Freigabe vorlegen");
  await mehmet.reads(/^RV-\d{4}-\d{4}\/\d{6}$/);
});

test("2. on the telephone the order stands with the licence, and it is counted again", async () => {
  const small = await arrives("bestellung@goettingen.example", { width: 390 });
  await small.page.goto("/contracts");
  await small.follows(licence);
  await small.reads("mehr Plätze");
  const today = inDays(0);
  await small.page.getByLabel("Gezählt am").fill(today);
  await small.page.getByLabel("Genutzte Plätze").fill("26");
  await small.presses("Zählung festhalten");
  await small.reads("5 Plätze sind bestellt und warten auf Freigabe.");
  await small.reads("1 Platz fehlt. Nachzubestellen: 1.");
  await small.looks("counted");
  await everybodyLeaves();
});
