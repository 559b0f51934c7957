import { expect, test } from "vitest";
import type { View } from "./browser";
import { journey } from "./journey";
import { auditor } from "./purchase/auditor";
import { bidder } from "./purchase/bidder";
import { approver, buyer } from "./purchase/buyer";
import { financeOfficer } from "./purchase/finance";
import { officer } from "./purchase/officer";
import type { opener } from "./purchase/opener";

const title = "Notebooks, Monitore und Dockingstationen 2027";
const notebook = "Notebook 13 Zoll, leicht";
const monitor = "Monitor 24 Zoll, höhenverstellbar";
const docking = "Dockingstation Thunderbolt";
const mobile = "Notebooks und Dockingstationen";

/** Prices and the totals they come to, which nobody may see before two officers have opened the bids. */
const secrets = [
  "731,85",
  "121,45",
  "209,30",
  "39.251,80",
  "14.232,40",
  "728,40",
  "118,20",
  "219,00",
  "38.943,60",
];
const prices = [...secrets, ...secrets.map((price) => price.replaceAll(".", "").replace(",", "."))];

const { arrives, arrivesWithKey, everybodyLeaves } = journey("purchase");

const telephone: View = { width: 390 };
const days = (count: number) => new Date(Date.now() + count * 24 * 3_600_000);
const nextMinuteIn = (ms: number) => new Date(Math.ceil((Date.now() + ms) / 60_000) * 60_000);

let anna: ReturnType<typeof officer>;
let jan: ReturnType<typeof officer>;
let mehmet: ReturnType<typeof buyer>;
let inga: ReturnType<typeof buyer>;
let claudia: ReturnType<typeof approver>;
let nordtec: ReturnType<typeof bidder>;
let weserbyte: ReturnType<typeof bidder>;
let ute: ReturnType<typeof opener>;
let karim: ReturnType<typeof opener>;
let deadline: Date;
let callOff: string;

test("1. an officer opens a demand round; two members state their needs; the totals are live; it is frozen", async () => {
  anna = officer(await arrives("vergabe@demo.example"));
  await anna.draftsRound(title, days(14), [
    {
      name: notebook,
      description: "16 GB Arbeitsspeicher, drei Jahre Vor-Ort-Service",
      cpv: "30213100-6",
      price: "890",
    },
    { name: monitor, description: "USB-C mit 90 W", cpv: "30231310-3", price: "245" },
    { name: docking, description: "zwei Bildschirme, Netzwerk", cpv: "30237000-9", price: "139" },
  ]);
  await anna.looks("1-officer-round-draft");
  await anna.opensRound();

  mehmet = buyer(await arrives("bestellung@goettingen.example", telephone));
  await mehmet.findsRound(title);
  await mehmet.typesNeeds([
    [notebook, "40", "4"],
    [monitor, "60", "6"],
    [docking, "40", "4"],
  ]);
  await mehmet.looks("1-goettingen-needs-390");
  await mehmet.statesNeeds();
  await anna.seesTotal(notebook, "40 Stück", "4 Stück");

  inga = buyer(await arrives("bestellung@norderney.example"));
  await inga.findsRound(title);
  await inga.pastesNeeds([
    [docking, "6", "2"],
    [notebook, "6", "2"],
    [monitor, "8", "2"],
  ]);
  await inga.looks("1-norderney-needs-pasted");
  await inga.statesNeeds();
  await anna.seesTotal(notebook, "46 Stück", "6 Stück");
  await anna.seesTotal(monitor, "68 Stück", "8 Stück");
  await anna.looks("1-officer-live-totals");
  await anna.freezesRound();
  await anna.looks("1-officer-frozen");
}, 180_000);

test("2. she makes a national tender of it, which only the second officer can publish", async () => {
  await anna.draftsTender(
    title,
    [
      { title: mobile, items: [docking], maximum: "60000" },
      { title: "Monitore", items: [], maximum: "20000" },
    ],
    ["Ute Behrens", "Karim Haddad", "Wiebke Oltmanns"],
    days(30),
  );
  await anna.reads("Öffentliche Ausschreibung, national");
  await anna.looks("2-officer-draft");

  // Everybody is at their desk before the short time for bids begins.
  jan = officer(await arrives("vergabe2@demo.example"));
  nordtec = bidder(await arrives("angebot@nordtec.example"));
  weserbyte = bidder(await arrives("angebot@weserbyte.example"));
  ute = await arrivesWithKey("oeffnung1@demo.example");
  karim = await arrivesWithKey("oeffnung2@demo.example");

  const fingerprint = await karim.makesKey("vier Wörter für Karim");
  await anna.reloads();
  await anna.reads("Mindestens ein Schlüssel ist noch nicht bestätigt");
  await jan.confirmsKey("Karim Haddad", fingerprint);

  await anna.takesUpDraft();
  deadline = nextMinuteIn(50_000);
  await anna.movesDeadline(title, deadline);
  await anna.submitsTender();
  await anna.cannotPress("Veröffentlichen", /zweite Person/);
  await anna.looks("2-officer-submitted");
  await jan.findsTender(title);
  await jan.publishesTender();
}, 180_000);

test("3. two suppliers seal their prices in the browser and get receipts; nobody sees a price", async () => {
  await nordtec.findsTender(title);
  await nordtec.seals([
    [notebook, "731,85"],
    [docking, "121,45"],
    [monitor, "209,30"],
  ]);
  await weserbyte.findsTender(title);
  await weserbyte.seals([
    [notebook, "728,40"],
    [docking, "118,20"],
    [monitor, "219,00"],
  ]);
  expect(Date.now(), "both bids were in time").toBeLessThan(deadline.getTime());
  await nordtec.looks("3-bidder-receipt");
  await nordtec.presses("Fertig");
  await nordtec.reads("Ihr Angebot liegt versiegelt vor (Fassung 1)");
  await nordtec.looks("3-bidder-sealed");

  await ute.provesKey(title, "Schlüssel erprobt: 1 von 3");
  await anna.findsTender(title);
  await anna.reads("Weserbyte IT AG");
  await anna.reads("Schlüssel erprobt: 1 von 3");
  await anna.looks("3-officer-sealed-bids");
  await anna.follows("Zur Öffnung");
  await anna.chooses("Prüfung");
  await anna.chooses("Aufgaben");
  expect(await anna.everSaw(prices)).toEqual([]);
}, 180_000);

test("4. the deadline passes, and the pages of the opening officers say so by themselves", async () => {
  await karim.goesToOpening(title);
  await karim.looks("4-opener-before-deadline");
  await ute.goesToOpening(title);
  await ute.waitsForTurn(deadline);
  await ute.looks("4-opener-turn");
}, 150_000);

test("5. two of three officers open the bids, and only then there are prices", async () => {
  await ute.triesForeignKey("oeffnung2@demo.example");
  await ute.looks("5-opener-foreign-key");
  await ute.opensEnvelopes();
  await ute.looks("5-opener-opened");
  await ute.releases("Ihre Freigabe liegt vor.");
  await ute.reads("Warten auf die zweite Person");
  await ute.looks("5-opener-waiting");
  await anna.findsTender(title);
  expect(await anna.everSaw(prices)).toEqual([]);

  await karim.waitsForTurn(new Date());
  await karim.opensEnvelopes();
  await karim.releases("Die Angebote sind geöffnet.");
  await karim.reads("Öffnungsniederschrift");
  for (const total of ["39.251,80 €", "38.943,60 €", "14.232,40 €", "14.892,00 €"]) await karim.reads(total);
  await karim.looks("5-opener-record");
  await ute.reads("Öffnungsniederschrift"); // by itself

  await anna.findsTender(title);
  await anna.looks("5-officer-evaluation");
  expect(await anna.everSaw(prices)).toEqual(prices);
}, 120_000);

test("6. the award makes frameworks; a call-off over the limit is approved, and the bar of the maximum moves", async () => {
  expect(await anna.readsWinner(mobile)).toContain("Weserbyte IT AG");
  expect(await anna.readsWinner("Monitore")).toContain("Nordtec Systemhaus GmbH");
  await anna.cannotPress("Zuschlag vorschlagen", /geprüft/);
  await anna.follows("Zur Prüfung der Angebote");
  await anna.looks("6-officer-before-examining");
  await anna.examines(["Nordtec Systemhaus GmbH", "Weserbyte IT AG"]);
  await anna.looks("6-officer-examined");
  await anna.findsTender(title);
  await anna.proposesAward("Je Los das Angebot mit dem niedrigsten Gesamtpreis.");
  await anna.cannotPress("Vorschlag freigeben", /zweite Person/);
  await anna.looks("6-officer-proposed");
  await jan.findsTender(title);
  await jan.approvesAward();
  await jan.tellsBidders();
  await jan.looks("6-officer-told");
  await jan.awards();
  await jan.looks("6-officer-awarded");
  await jan.follows(`Rahmenvereinbarung zu ${mobile}`);
  await jan.looks("6-officer-framework");

  claudia = approver(await arrives("freigabe@goettingen.example"));
  expect(await claudia.readsDrawn(notebook)).toMatchObject({ percent: 0 });
  callOff = await mehmet.submitsCallOff(notebook, "12", "8.740,80 €");
  await claudia.approves(callOff);
  const drawn = await claudia.readsDrawn(notebook);
  expect(drawn.text).toContain("8.740,80 € von 60.000,00 € abgerufen");
  expect(drawn.percent).toBe(14.5);
  await claudia.looks("6-approver-framework");
}, 90_000);

test("7. the cost of the tender is split and posted, stands on the account, and an auditor finds all of it right", async () => {
  const cost = "Kosten der Vergabe Notebooks 2027";
  const sabine = financeOfficer(await arrives("finanzen@demo.example"));
  await sabine.collectsCost(cost, "24000", title);
  await sabine.splitsByInhabitants();
  await sabine.cannotPress("Buchen", /Buchen muss eine andere Person/);
  const shares = await sabine.readsShares();
  expect([...shares.keys()].sort()).toEqual(["Göttingen, Stadt", "Norderney, Stadt"]);
  // 24,000.00 and 19 % of it, which is passed on as cost.
  expect([...shares.values()].map(cents).reduce((sum, share) => sum + share)).toBe(2_856_000);

  const tom = financeOfficer(await arrives("finanzen2@demo.example"));
  await tom.posts(cost);
  await tom.looks("7-finance-posted");
  await mehmet.readsStatement(cost, shares.get("Göttingen, Stadt") ?? "no share");

  const heike = auditor(await arrives("pruefung@demo.example"));
  await heike.recomputes(cost);
  await heike.verifies();
  await heike.readsHistory(callOff, ["Abruf freigegeben", "Abruf vorgelegt"]);
  await everybodyLeaves();
}, 90_000);

/** An amount as it is shown, in cents. */
function cents(amount: string): number {
  return Number(amount.replaceAll(/[^\d-]/g, ""));
}
