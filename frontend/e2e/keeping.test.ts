import { expect, test } from "vitest";
import { inDays } from "./days";
import { journey } from "./journey";
import type { Person } from "./purchase/person";

const { arrives, everybodyLeaves } = journey("keeping");

let anna: Person;

/** A dialog's fields and its button: what is typed into a form over the page. */
async function fills(fields: Readonly<Record<string, string>>) {
  for (const [label, value] of Object.entries(fields))
    await anna.page.getByRole("dialog").getByLabel(label).fill(value);
}

test("1. the operator adds a site, and a certificate that expires soon is told", async () => {
  anna = await arrives("vergabe@demo.example");
  await anna.chooses("Rechenzentrum");
  await anna.follows("Standorte");
  await anna.reads("BSI C5 Typ 2");
  await anna.looks("sites");
  await anna.follows("Standort anlegen");
  await anna.presses("Speichern");
  await anna.reads("Name: Bitte ausfüllen");
  await anna.page.getByLabel("Name").fill("Rechenzentrum Lüneburg");
  await anna.page.getByLabel("Anschrift").fill("Bei der Ratsmühle 17, 21335 Lüneburg");
  await anna.page.getByLabel("Raum 1", { exact: true }).fill("Halle Nord");
  await anna.page.getByLabel("Verfügbarkeitsklasse von Raum 1").selectOption("3");
  await anna.presses("Weiterer Nachweis");
  await anna.page.getByLabel("Nachweis 1", { exact: true }).fill("ISO/IEC 27001");
  await anna.page.getByLabel("Nachweis 1 gültig bis").fill(inDays(40));
  await anna.looks("new-site");
  await anna.presses("Speichern");
  await anna.reads("Der Standort ist angelegt.");
  await anna.reads("Läuft in den nächsten 90 Tagen ab: ISO/IEC 27001.");
});

test("2. rooms stay when a site is changed, and more are added", async () => {
  await anna.page.getByRole("link", { name: "Standort ändern: Rechenzentrum Lüneburg" }).click();
  await anna.reaches("Standort ändern");
  expect(await anna.page.getByLabel("Raum 1", { exact: true }).count()).toBe(0);
  await anna.page.getByLabel("Verfügbarkeitsklasse von Halle Nord").selectOption("4");
  await anna.presses("Weiterer Raum");
  await anna.page.getByLabel("Raum 2", { exact: true }).fill("Halle Süd");
  await anna.page.getByLabel("Verfügbarkeitsklasse von Raum 2").selectOption("2");
  await anna.presses("Speichern");
  await anna.reads("Der Standort ist geändert.");
  await anna.reads("4 – sehr hoch");
});

test("3. a pool of the site gets processors, which may be promised three times", async () => {
  await anna.presses("Pool anlegen: Rechenzentrum Lüneburg");
  await fills({ Name: "Virtuelle Maschinen Nord" });
  await anna.page.getByRole("dialog").getByLabel("Raum").selectOption("Halle Süd");
  await anna.confirms("Pool anlegen: Rechenzentrum Lüneburg", "Speichern");
  await anna.reaches("Umfang und Erweiterungen");
  await anna.presses("Kapazität hinzufügen");
  await anna.page.getByRole("dialog").getByLabel("Art").selectOption("vcpu");
  await fills({ Vorhanden: "128", "Reserve für die Wartung": "8", "Zusage je vCPU": "3" });
  await anna.confirms("Kapazität hinzufügen", "Speichern");
  await anna.reads("Die Kapazität ist hinzugefügt.");
  await anna.reads("360 vCPU");
  await anna.presses("Stand eintragen: Prozessoren");
  await fills({ Ab: inDays(60), Vorhanden: "256" });
  await anna.confirms("Stand eintragen: Prozessoren", "Speichern");
  await anna.reads("744 vCPU");
  await anna.looks("levels");
  await anna.presses("Pool ändern");
  await fills({ Name: "Virtuelle Maschinen Lüneburg" });
  await anna.confirms("Pool ändern", "Speichern");
  await anna.reads("Rechenzentrum Lüneburg · Virtuelle Maschinen Lüneburg · Halle Süd");
});

test("4. less than is reserved is refused, with links to the reservations", async () => {
  await anna.chooses("Rechenzentrum");
  await anna.follows("Rechenzentrum Hannover, Stellflächen");
  await anna.follows("Umfang und Erweiterungen");
  await anna.presses("Stand eintragen: Höheneinheiten");
  await fills({ Ab: inDays(35), Vorhanden: "300" });
  const dialog = anna.page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Speichern" }).click();
  await anna.reads("Diese Reservierungen stehen dagegen:");
  const links = dialog.getByRole("link", { name: /^KR-/ });
  expect(await links.count()).toBe(3);
  await anna.looks("refused");
  const number = (await links.first().textContent()) ?? "";
  await links.first().click();
  await anna.reaches(`Reservierung ${number}`);
});

test("5. an extension that was planned is taken back", async () => {
  await anna.follows("Rechenzentrum Hannover, Stellflächen");
  await anna.follows("Umfang und Erweiterungen");
  const planned = anna.page.getByRole("row").filter({ hasText: "504" });
  await planned.getByRole("button").click();
  await anna.page.getByRole("dialog").getByRole("button", { name: "Zurücknehmen" }).click();
  await anna.reads("Der Stand ist zurückgenommen.");
  await expect.poll(() => planned.count()).toBe(0);
});

test("6. a member sees the sites and what is planned, and changes nothing", async () => {
  const mehmet = await arrives("bestellung@goettingen.example", { width: 390 });
  await mehmet.chooses("Rechenzentrum");
  await mehmet.follows("Standorte");
  await mehmet.reads("Rechenzentrum Lüneburg");
  expect(await mehmet.page.getByRole("main").getByRole("button").count()).toBe(0);
  await mehmet.follows("Virtuelle Maschinen Lüneburg");
  await mehmet.follows("Umfang und Erweiterungen");
  await mehmet.reads("Geplant");
  expect(await mehmet.page.getByRole("main").getByRole("button").count()).toBe(0);
  await mehmet.looks("telephone");
  await everybodyLeaves();
});
