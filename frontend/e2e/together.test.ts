import { expect, test } from "vitest";
import { journey } from "./journey";
import type { Person } from "./purchase/person";

// Orders that are more than one person's single act: several members share one, a supplier takes a
// part of one back, and one is made again every quarter.

const contract = /Monitore/;
const { arrives, everybodyLeaves } = journey("together");
let julia: Person;
let mehmet: Person;
let petra: Person;
let shared = "";
let order = "";

/** A day in German digits. */
function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10).split("-").reverse().join(".");
}

/** What stands in the row of a member in the table of shares. */
function share(person: Person, member: RegExp) {
  return person.page.getByRole("table", { name: "Anteile" }).getByRole("row", { name: member });
}

/** Chooses the option that fits, whatever number stands before it. */
async function picks(person: Person, field: string, wanted: RegExp) {
  const select = person.page.getByLabel(field, { exact: true });
  const option = select.getByRole("option", { name: wanted });
  await option.first().waitFor({ state: "attached" });
  await select.selectOption({ label: (await option.first().textContent()) ?? "" });
}

test("1. a buyer leads an order of three members and sees their shares", async () => {
  julia = await arrives("bestellung@hannover.example");
  await julia.chooses("Abrufe");
  await julia.follows("Gemeinsame Abrufe");
  await julia.follows("Gemeinsam abrufen");
  await picks(julia, "Rahmenvereinbarung", contract);
  await julia.page.getByLabel("zu gleichen Teilen").check();
  await picks(julia, "Artikel", /Monitor/);
  await julia.page.getByLabel("Menge", { exact: true }).fill("5");
  await picks(julia, "Mitglied", /Göttingen/);
  await julia.presses("Mitglied hinzufügen");
  const third = julia.page.getByRole("group", { name: "Mitglied 3" }).getByLabel("Mitglied", { exact: true });
  const braunschweig = third.getByRole("option", { name: /Braunschweig/ });
  await third.selectOption({ label: (await braunschweig.textContent()) ?? "" });
  const ahead = julia.page.getByRole("region", { name: "So teilt es sich auf" });
  await ahead.getByRole("row", { name: /Hannover.*€/ }).waitFor();
  const announced = await ahead
    .getByRole("row", { name: /Göttingen/ })
    .getByRole("cell")
    .first()
    .textContent();
  await julia.looks("ahead");
  await julia.page.getByLabel("Zustimmen bis").fill(inDays(10));
  await julia.page.getByLabel("Haushaltsstelle").fill("11110-4221");
  await julia.looks("new");
  await julia.presses("Reservieren und einladen");
  await julia.reads("ist reserviert. Die Mitglieder sehen ihren Anteil.");
  const heading = julia.page.getByRole("heading", { level: 1, name: /RV-\d{4}-\d{4}\/\d{6}/ });
  shared = /RV-\d{4}-\d{4}\/\d{6}/.exec((await heading.textContent()) ?? "")?.[0] ?? "";
  await share(julia, /Hannover/)
    .getByText("Zugestimmt")
    .waitFor();
  await share(julia, /Göttingen/)
    .getByText("Offen")
    .waitFor();
  await share(julia, /Braunschweig/)
    .getByText("Offen")
    .waitFor();
  await julia.reads("Wartet auf Zustimmung");
  expect(
    await share(julia, /Göttingen/)
      .getByRole("cell")
      .first()
      .textContent(),
  ).toBe(announced);
  await julia.looks("shares");
});

test("2. one agrees at the desk, the other on the telephone; then the order is placed", async () => {
  mehmet = await arrives("bestellung@goettingen.example");
  await mehmet.chooses("Aufgaben");
  await mehmet.follows(new RegExp(shared));
  await mehmet.page.getByLabel("Haushaltsstelle").fill("11.1.01.783100");
  await mehmet.reads("Gemeinsamer Abruf vorgelegt"); // by somebody of another member
  await mehmet.looks("own-share");
  await mehmet.presses("Zustimmen");
  await mehmet.reads("Sie haben zugestimmt.");
  await share(mehmet, /Göttingen/)
    .getByText("Zugestimmt")
    .waitFor();

  const svenja = await arrives("bestellung@braunschweig.example", { width: 390 });
  await svenja.chooses("Aufgaben");
  await svenja.follows(new RegExp(shared));
  await svenja.page.getByLabel("Haushaltsstelle").fill("11120-4221");
  await svenja.looks("own-share-390");
  await svenja.presses("Zustimmen");
  await svenja.reads("Sie haben zugestimmt.");
  await svenja.looks("agreed-390");
  expect(await svenja.page.locator("main .kern-badge").first().textContent()).toBe("Erteilt");

  await julia.reloads();
  expect(await julia.page.locator("main .kern-badge").first().textContent()).toBe("Erteilt");
  await share(julia, /Braunschweig/)
    .getByText("Zugestimmt")
    .waitFor();
  await julia.looks("placed");
});

test("3. a buyer asks to give a part of a confirmed order back", async () => {
  await mehmet.chooses("Marktplatz");
  await mehmet.page.getByLabel("Was brauchen Sie?").fill("Dockingstation");
  await mehmet.page.getByLabel("Meine Menge").fill("3");
  await mehmet.reads("für 3 Stück");
  await mehmet.follows(/^Abrufen: .*Dockingstation/);
  await mehmet.page.getByLabel("Haushaltsstelle").fill("11.1.01.783100");
  await mehmet.presses("Verbindlich abrufen");
  const number = mehmet.page.getByText(/^RV-\d{4}-\d{4}\/\d{6}$/).first();
  await number.waitFor();
  order = (await number.textContent()) ?? "";

  petra = await arrives("angebot@weserbyte.example");
  await petra.chooses("Abrufe");
  await petra.follows(order);
  await petra.presses("Bestätigen");
  const confirming = petra.page.getByRole("dialog", { name: "Bestellung bestätigen" });
  await confirming.getByLabel("Liefertag").fill(inDays(7));
  await petra.confirms("Bestellung bestätigen", "Bestätigen");
  await petra.reads("Bestätigt wie bestellt");

  await mehmet.chooses("Abrufe");
  await mehmet.follows(order);
  await mehmet.reloads(); // what was seen a moment ago is shown from memory
  await mehmet.presses("Rückgabe erbitten");
  const asking = mehmet.page.getByRole("dialog", { name: "Rückgabe erbitten" });
  await asking.getByLabel(/Dockingstation/).fill("1");
  await asking.getByLabel("Warum").fill("Ein Arbeitsplatz ist entfallen.");
  await mehmet.looks("return-ask");
  await mehmet.confirms("Rückgabe erbitten", "Rückgabe erbitten");
  await mehmet.reads("Wartet auf den Lieferanten");
});

test("4. the supplier takes it back in its portal, and the buyer reads so", async () => {
  await petra.chooses("Aufgaben");
  await petra.reloads();
  await petra.follows(new RegExp(`Entscheiden.*${order}`));
  await petra.reaches(`Abruf ${order}`);
  await petra.reads("Ein Arbeitsplatz ist entfallen.");
  await petra.looks("return-decide");
  await petra.presses("Zurücknehmen");
  await petra.reads("Die Rückgabe ist angenommen. Menge und Betrag sind wieder frei.");

  await mehmet.reloads();
  const row = mehmet.page.getByRole("table", { name: "Rückgaben" }).getByRole("row", { name: /1 Stück/ });
  await row.getByText(/^Zurückgenommen/).waitFor();
  await mehmet.reads("Zurückgegeben");
  await mehmet.looks("return-agreed");
});

test("5. a buyer has the order made again every quarter", async () => {
  await mehmet.presses("Regelmäßig abrufen");
  const dialog = mehmet.page.getByRole("dialog", { name: "Regelmäßig abrufen" });
  await dialog.getByLabel("vierteljährlich").check();
  await dialog.getByLabel("Erster Abruf am").fill(inDays(30));
  await dialog.getByLabel("Letzter Tag").fill(inDays(30 + 360));
  await mehmet.looks("standing-set-up");
  await dialog.getByRole("button", { name: "Regelmäßig abrufen", exact: true }).click();
  await mehmet.reads(/Der wiederkehrende Abruf (ist eingerichtet|wartet auf Freigabe)\./);
  await mehmet.looks("standing");
});

test("6. nothing has gone wrong on any page", () => everybodyLeaves());
