import { test } from "vitest";
import { journey } from "./journey";
import type { Person } from "./purchase/person";

const { arrives, everybodyLeaves } = journey("services");

let petra: Person;
let mehmet: Person;
let address = "";

/** Yesterday in German digits. */
function yesterday(): string {
  return new Date(Date.now() - 86_400_000).toISOString().slice(0, 10).split("-").reverse().join(".");
}

test("1. on the telephone, the supplier hands in hours of an order", async () => {
  petra = await arrives("angebot@weserbyte.example", { width: 390 });
  await petra.page.goto("/call-offs");
  await petra.page.locator('main a[href^="/call-offs/"]').first().waitFor();
  for (const link of await petra.page.locator('main a[href^="/call-offs/"]').all()) {
    const href = (await link.getAttribute("href")) ?? "";
    const services = await petra.page.request.get(`/api/v1${href}/services`);
    if ((await services.json()).engagement) {
      address = `${href}/services`;
      break;
    }
  }
  await petra.page.goto(address);
  await petra.page.getByLabel("Person").fill("Ada Adler");
  await petra.page.getByLabel("Tag", { exact: true }).fill(yesterday());
  await petra.page.getByLabel("Stunden", { exact: true }).fill("1,5");
  await petra.page.getByLabel("Tätigkeit").fill("Nacharbeiten");
  await petra.presses("Einreichen");
  await petra.reads("Stundenzettel 3");
  await petra.looks("handed-in");
});

test("2. the member sends it back, and accepts the one before", async () => {
  mehmet = await arrives("bestellung@goettingen.example");
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

test("3. the supplier corrects what was sent back, the member accepts it and closes", async () => {
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
