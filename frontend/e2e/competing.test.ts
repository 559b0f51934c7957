import { expect, test } from "vitest";
import { expectGoodInEveryView } from "./browser";
import { journey } from "./journey";
import { bidder } from "./purchase/bidder";
import { officer } from "./purchase/officer";
import type { Person } from "./purchase/person";

// Orders out of a contract of several suppliers: small ones go down a cascade, for large ones
// the suppliers compete.

const contract = "Beamer für Schulen und Ratssäle";
const projector = "Laserbeamer 4500 Lumen";
const screen = "Leinwand 240 cm";
const nordtec = "Nordtec Systemhaus GmbH";
const heide = "Heide Bürotechnik GmbH";

const { arrives, arrivesWithKey, everybodyLeaves } = journey("competing");
let inga: Person;
let lars: ReturnType<typeof bidder>;
let anna: ReturnType<typeof officer>;
let order = "";

/** The order form of the contract with so many projectors. */
async function orders(person: Person, quantity: string) {
  await person.chooses("Rahmenvereinbarungen");
  await person.page.getByRole("row", { name: contract }).getByRole("link").click();
  await person.reaches(contract);
  await person.follows("Abrufen oder Kleinwettbewerb");
  await person.page.getByLabel(`Menge ${projector}`).fill(quantity);
  await person.page.getByLabel("Haushaltsstelle").fill("21110-0832");
}

/** Page and dialog as they stand are good in every view; left as a desk by day. */
async function looksGood({ page }: Person, picture: string) {
  await expectGoodInEveryView(page, `competing-${picture}`);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
}

test("1. a small order goes to the first supplier, which declines", async () => {
  inga = await arrives("bestellung@norderney.example");
  await orders(inga, "1");
  await inga.reads(new RegExp(`Der Abruf geht an ${nordtec}, Rang 1\\.`));
  await inga.presses("Verbindlich abrufen");
  const number = inga.page.getByText(/^RV-\d{4}-\d{4}\/\d{6}$/).first();
  await number.waitFor();
  order = (await number.textContent()) ?? "";

  lars = bidder(await arrives("angebot@nordtec.example"));
  await lars.chooses("Abrufe");
  await lars.follows(order);
  await lars.presses("Ablehnen");
  await lars.page.getByRole("dialog").getByLabel("Begründung").fill("Zurzeit nicht lieferbar.");
  await lars.confirms("Bestellung ablehnen", "Ablehnen");
}, 120_000);

test("2. the order arrives at the second; the buyer reads the trace", async () => {
  const ralf = await arrives("angebot@heide.example", { width: 390 });
  await ralf.chooses("Abrufe");
  await ralf.follows(order);
  await ralf.reaches(`Abruf ${order}`);
  await ralf.looks("cascade-second-390");
  await ralf.leaves();

  await inga.chooses("Abrufe");
  await inga.follows(order);
  await inga.reloads(); // what was seen a moment ago is shown from memory
  await inga.reads("Wie der Lieferant gefunden wurde");
  const refusals = inga.page.getByRole("table", { name: "Wer nicht liefert" });
  await refusals.getByRole("row", { name: nordtec }).getByText("hat abgelehnt").waitFor();
  await inga.reads("Zurzeit nicht lieferbar.");
  await looksGood(inga, "cascade-trace");
}, 120_000);

test("3. a large order is not placed: the buyer has the suppliers compete for it", async () => {
  await orders(inga, "8");
  await inga.reads(/verlangt für diesen Abruf einen Kleinwettbewerb/);
  await inga.presses("Kleinwettbewerb beginnen");
  const dialog = inga.page.getByRole("dialog", { name: "Kleinwettbewerb um diesen Abruf" });
  await officer(inga).entersInstant("Ende der Angebotsfrist", new Date(Date.now() + 14 * 86_400_000));
  await looksGood(inga, "begin");
  await dialog.getByRole("button", { name: "Zur Veröffentlichung vorlegen" }).click();
  await inga.reaches(contract);
  await inga.reads("Kleinwettbewerb");
}, 120_000);

test("4. an officer publishes it; no bidder seals above its prices in the contract", async () => {
  anna = officer(await arrives("vergabe@demo.example"));
  await anna.findsTender(contract);
  await looksGood(anna, "review");
  await anna.publishesTender();

  await lars.findsTender(contract);
  await lars.page.getByLabel(`Nettopreis je Einheit: ${projector}`).fill("930,00");
  await lars.presses("Versiegeln und abgeben");
  await lars.reads("Über Ihrem Preis im Rahmenvertrag");
  await looksGood(lars, "above");
  await lars.seals([[projector, "899,00"]]);
  await lars.leaves();

  const ralf = bidder(await arrives("angebot@heide.example", { width: 390 }));
  await ralf.findsTender(contract);
  await ralf.seals([[projector, "880,00"]]);
  await ralf.looks("sealed-390");
  await ralf.leaves();
  await inga.leaves();
}, 180_000);

test("5. where the deadline has passed, two officers open, and the best bid becomes the call-off", async () => {
  const title = "Beamer für die Schulen in Hannover";
  for (const [email, notice] of [
    ["oeffnung1@demo.example", "Ihre Freigabe liegt vor."],
    ["oeffnung2@demo.example", "Die Angebote sind geöffnet."],
  ] as const) {
    const person = await arrivesWithKey(email);
    await person.goesToOpening(title);
    await person.opensEnvelopes();
    await person.releases(notice);
    await person.leaves();
  }
  await anna.findsTender(title);
  await anna.follows("Zur Prüfung");
  await anna.examines([heide, nordtec]);
  await anna.findsTender(title);
  expect(await anna.readsWinner(title)).toContain(heide);
  await anna.proposesAward("Das Angebot mit dem niedrigsten Gesamtpreis.");
  const jan = officer(await arrives("vergabe2@demo.example"));
  await jan.findsTender(title);
  await jan.approvesAward();
  await jan.tellsBidders();
  await jan.awards();
  await jan.reads("Aus dem besten Angebot ist der Abruf geworden.");
  await looksGood(jan, "awarded");

  const julia = await arrives("bestellung@hannover.example", { width: 390 });
  await julia.chooses("Vergaben");
  await julia.follows(title);
  await julia.follows("Zum Abruf");
  await julia.reads(heide);
  await julia.reads("872,00 €");
  await julia.reads(`${screen}`);
  await julia.looks("called-off-390");
  await everybodyLeaves();
}, 240_000);
