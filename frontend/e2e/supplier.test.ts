import { test } from "vitest";
import { inDays } from "./days";
import { journey } from "./journey";
import type { Person } from "./purchase/person";

const { arrives, everybodyLeaves } = journey("supplier");

let mehmet: Person;
let petra: Person;
const orders: string[] = [];

async function calledOff(person: Person) {
  await person.page.goto("/marketplace?q=Dockingstation");
  await person.page.locator('main a[href^="/marketplace/"][href*="item="]').first().click();
  await person.page.getByLabel("Haushaltsstelle").fill("11.1.01.783100");
  await person.presses("Verbindlich abrufen");
  const number = person.page.getByText(/^RV-\d{4}-\d{4}\/\d{6}$/).first();
  await number.waitFor();
  return (await number.textContent()) ?? "";
}

test("1. a buyer calls off twice", async () => {
  mehmet = await arrives("bestellung@goettingen.example");
  orders.push(await calledOff(mehmet), await calledOff(mehmet));
});

test("2. the supplier finds both orders and confirms one with a day of delivery", async () => {
  petra = await arrives("angebot@weserbyte.example");
  await petra.chooses("Abrufe");
  await petra.looks("orders");
  await petra.follows(orders[0] ?? "");
  await petra.reaches(`Abruf ${orders[0]}`);
  await petra.presses("Bestätigen");
  const dialog = petra.page.getByRole("dialog", { name: "Bestellung bestätigen" });
  await dialog.getByLabel("Liefertag").fill(inDays(7));
  await petra.confirms("Bestellung bestätigen", "Bestätigen");
  await petra.reads("Bestätigt wie bestellt");
  await petra.looks("confirmed");
});

test("3. on the telephone, it declines the other with a reason", async () => {
  const phone = await arrives("angebot@weserbyte.example", { width: 390 });
  await phone.chooses("Abrufe");
  await phone.looks("orders-phone");
  await phone.follows(orders[1] ?? "");
  await phone.reaches(`Abruf ${orders[1]}`);
  await phone.presses("Ablehnen");
  await phone.page
    .getByRole("dialog")
    .getByLabel("Begründung")
    .fill("Der Hersteller liefert erst im Frühjahr.");
  await phone.confirms("Bestellung ablehnen", "Ablehnen");
  await phone.reads("Nicht angenommen");
  await phone.looks("declined");
});

test("4. the buyer reads both answers", async () => {
  await mehmet.chooses("Abrufe");
  await mehmet.follows(orders[0] ?? "");
  await mehmet.reads("Bestätigt wie bestellt");
  await mehmet.chooses("Abrufe");
  await mehmet.follows(orders[1] ?? "");
  await mehmet.reads("Der Hersteller liefert erst im Frühjahr.");
  await mehmet.looks("answered");
  await everybodyLeaves();
});
