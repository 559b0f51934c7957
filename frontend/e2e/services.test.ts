import { test } from "vitest";
import { inDays } from "./days";
import { journey } from "./journey";
import type { Person } from "./purchase/person";

const { arrives, everybodyLeaves } = journey("services");

let petra: Person;
let mehmet: Person;
let address = "";

/** Presses the button that sends the order, whether it is to be approved or not. */
function orders() {
  return mehmet.page.getByRole("button", { name: /^(Verbindlich abrufen|Zur Freigabe vorlegen)$/ }).click();
}

test("1. a buyer says in the order form what the days are for, and when", async () => {
  mehmet = await arrives("bestellung@goettingen.example");
  await mehmet.page.goto("/marketplace?q=Junior%20Consultant");
  await mehmet.page.locator('main a[href^="/marketplace/0"]').first().click();
  await mehmet.reads("Leistungszeitraum und Leistung");
  await mehmet.page.getByLabel("Haushaltsstelle").fill("11110-4221");
  await mehmet.page.getByLabel("Erster Tag").fill(inDays(7));
  await orders();
  await mehmet.reads("Bitte ausfüllen.");
  await mehmet.page.getByLabel("Letzter Tag").fill(inDays(30));
  await mehmet.page.getByLabel("Stunden eines Arbeitstags").fill("7,75");
  await mehmet.page.getByLabel("Was zu tun ist").fill("Das Bürgerbüro in die neue Anwendung einweisen");
  await mehmet.looks("ordering");
  await orders();
  await mehmet.reads(/^RV-\d{4}-\d{4}\/\d{6}$/);
});

test("2. on the telephone, the supplier hands in hours of an order", async () => {
  petra = await arrives("angebot@weserbyte.example", { width: 390 });
  await petra.page.goto("/call-offs");
  await petra.page.locator('main a[href^="/call-offs/"]').first().waitFor();
  for (const link of await petra.page.locator('main a[href^="/call-offs/"]').all()) {
    const href = (await link.getAttribute("href")) ?? "";
    const services = await petra.page.request.get(`/api/v1${href}/services`);
    if ((await services.json()).engagement?.sheets.length) {
      address = `${href}/services`;
      break;
    }
  }
  await petra.page.goto(address);
  await petra.page.getByLabel("Person").fill("Ada Adler");
  await petra.page.getByLabel("Tag", { exact: true }).fill(inDays(-1));
  await petra.page.getByLabel("Stunden", { exact: true }).fill("1,5");
  await petra.page.getByLabel("Tätigkeit").fill("Nacharbeiten");
  await petra.presses("Einreichen");
  await petra.reads("Stundenzettel 3");
  await petra.looks("handed-in");
});

test("3. the member sends it back, and accepts the one before", async () => {
  await mehmet.page.goto("/");
  await mehmet.reads("Stundenzettel prüfen und annehmen");
  await mehmet.page.goto(address);
  await mehmet.reads("Stundenzettel 3");
  await mehmet.page.getByRole("button", { name: "Zurückgeben" }).first().click();
  await mehmet.page.getByRole("dialog").getByLabel("Begründung").fill("Bitte nennen Sie das Stockwerk.");
  await mehmet.confirms("Stundenzettel zurückgeben", "Zurückgeben");
  await mehmet.reads("Bitte nennen Sie das Stockwerk.");
  await mehmet.presses("Annehmen");
  await mehmet.reads("Stundenzettel 2 ist angenommen.");
  await mehmet.looks("accepted");
});

test("4. the supplier corrects what was sent back, the member accepts it and closes", async () => {
  await petra.page.reload();
  await petra.reads("Bitte nennen Sie das Stockwerk.");
  await petra.page.getByLabel("Tätigkeit").last().fill("Nacharbeiten im vierten Stock");
  await petra.page.getByRole("button", { name: "Einreichen" }).last().click();
  await petra.reads("Nacharbeiten im vierten Stock");
  await mehmet.page.reload();
  await mehmet.presses("Annehmen");
  await mehmet.reads("Stundenzettel 3 ist angenommen.");
  await mehmet.presses("Abschließen");
  await mehmet.confirms("Leistung abschließen?", "Abschließen");
  await mehmet.reads("Die Leistung ist abgeschlossen. Was übrig war, ist wieder frei.");
  await mehmet.looks("closed");
  await everybodyLeaves();
});
