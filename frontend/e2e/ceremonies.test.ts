import { expect, test } from "vitest";
import type { Tender } from "../src/api/tenders";
import { expectGoodInEveryView } from "./browser";
import { journey } from "./journey";
import { frozenRound, handsIn, openBids, publishedTender, renewsKey } from "./prepare";
import { bidder } from "./purchase/bidder";
import { officer } from "./purchase/officer";
import type { opener } from "./purchase/opener";
import type { Person } from "./purchase/person";

/** Bids are taken for it all the time; its committee changes. */
const scanners = "Dokumentenscanner";
/** Its deadline passes while the committee of the other one changes. */
const boards = "Moderationswände";
const nordtec = "Nordtec Systemhaus GmbH";
const weserbyte = "Weserbyte IT AG";
const heide = "Heide Bürotechnik GmbH";

const { installation, arrives, arrivesWithKey, everybodyLeaves } = journey("ceremonies");
let anna: ReturnType<typeof officer>;
let jan: ReturnType<typeof officer>;
let karim: ReturnType<typeof opener>;
let late: Tender;

/** The page as it stands is good in every view, and left as it was. */
async function looksGood({ page }: Person, picture: string) {
  await expectGoodInEveryView(page, `ceremonies-${picture}`);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
}

async function tenderOf(name: string, deadline: () => Date): Promise<Tender> {
  const round = await frozenRound(installation(), name, [{ name, price: "300.00", quantity: "40" }]);
  return publishedTender(installation(), round, { method: "lowest-price" }, deadline());
}

test("1. a key is lost: one officer proposes to change the committee, another confirms it", async () => {
  const open = await tenderOf(scanners, () => new Date(Date.now() + 20 * 24 * 3_600_000));
  await handsIn(installation(), "angebot@nordtec.example", open, ["310.00"]);
  late = await tenderOf(boards, () => new Date(Date.now() + 30_000));
  await handsIn(installation(), "angebot@nordtec.example", late, ["120.00"]);
  await renewsKey(installation(), "oeffnung1@demo.example");

  anna = officer(await arrives("vergabe@demo.example"));
  await anna.findsTender(scanners);
  await anna.presses("Anderes Gremium vorschlagen");
  const dialog = anna.page.getByRole("dialog", { name: "Anderes Gremium vorschlagen?" });
  await dialog.getByLabel("Begründung").fill("Ute Behrens hat ihre Schlüsseldatei verloren.");
  await looksGood(anna, "propose");
  await dialog.getByRole("button", { name: "Vorschlagen", exact: true }).click();
  await anna.reads("Der Vorschlag liegt vor.");
  await anna.reads("Eine zweite Person der Vergabestelle muss zustimmen.");

  jan = officer(await arrives("vergabe2@demo.example"));
  await jan.findsTender(scanners);
  await jan.reads(/^Ein anderes Gremium ist vorgeschlagen: .*Ute Behrens \(neuer Schlüssel\)/);
  await jan.reads("„Ute Behrens hat ihre Schlüsseldatei verloren.“");
  await looksGood(jan, "proposed");
  await jan.presses("Zustimmen und Gremium wechseln");
  await jan.confirms("Das Gremium wechseln?", "Zustimmen und Gremium wechseln");
  await jan.reads("Das Gremium ist gewechselt.");
  await jan.looks("changed");
}, 120_000);

test("2. the bidder is asked to seal again, and does", async () => {
  const lars = bidder(await arrives("angebot@nordtec.example"));
  await lars.findsTender(scanners);
  await lars.reads(/^Bitte versiegeln Sie Ihr Angebot neu, bis /);
  await lars.reads("neu zu versiegeln");
  await lars.looks("seal-again");
  await lars.seals([[scanners, "309,00"]]);
  await lars.presses("Fertig");
  await lars.reads("Ihr Angebot liegt versiegelt vor (Fassung 2)");
  await lars.leaves();
}, 60_000);

test("3. two officers admit a bid that came late", async () => {
  await jan.chooses("Vergaben");
  await expect.poll(() => Date.now(), { timeout: 40_000 }).toBeGreaterThan(Date.parse(late.deadline));
  await handsIn(installation(), "angebot@weserbyte.example", late, ["99.00"], true);
  await handsIn(installation(), "angebot@heide.example", late, ["98.00"], true);
  await anna.findsTender(boards);
  await asksToAdmit(weserbyte);
  await jan.findsTender(boards);
  await looksGood(jan, "late");
  await admits(weserbyte);
}, 120_000);

async function asksToAdmit(bidder: string) {
  await anna.page
    .getByRole("button", { name: `Zulassung vorschlagen: verspätetes Angebot von ${bidder}` })
    .click();
  const dialog = anna.page.getByRole("dialog", { name: `Verspätetes Angebot von ${bidder} zulassen?` });
  await dialog.getByLabel("Begründung").fill("Dieser Dienst war von 9:58 bis 10:01 Uhr gestört.");
  await anna.looks("officer-admits");
  await dialog.getByRole("button", { name: "Zulassung vorschlagen", exact: true }).click();
  await anna.reads("Der Vorschlag ist festgehalten.");
}

async function admits(bidder: string) {
  await jan.page.getByRole("button", { name: `Zustimmen: Zulassung des Angebots von ${bidder}` }).click();
  await jan.confirms(`Angebot von ${bidder} trotz Verspätung zulassen?`, "Zustimmen");
  await jan.reads(`Das Angebot von ${bidder} ist zugelassen.`);
}

test("4. the first opening officer has no key any more; the second and the third open", async () => {
  const ute = await arrivesWithKey("oeffnung1@demo.example");
  await ute.goesToOpening(boards);
  await ute.waitsForTurn(new Date());
  await ute.presses("Mein Schlüssel ist verloren");
  await ute.confirms("Ohne Ihren Schlüssel fortfahren?", "Verlust erklären");
  await ute.reads("Der Verlust ist festgehalten.");
  await looksGood(ute, "lost");

  karim = await arrivesWithKey("oeffnung2@demo.example");
  await karim.goesToOpening(boards);
  await karim.waitsForTurn(new Date());
  await karim.opensEnvelopes();
  await karim.releases("Ihre Freigabe liegt vor.");
  const wiebke = await arrivesWithKey("oeffnung3@demo.example");
  await wiebke.goesToOpening(boards);
  await wiebke.page.getByRole("heading", { name: "Ihre Freigabe wird gebraucht" }).waitFor();
  await wiebke.looks("needed");
  await wiebke.opensEnvelopes();
  await wiebke.releases("Die Angebote sind geöffnet.");

  await wiebke.reads(/^Ute Behrens, .*, 2 Umschläge nicht lesbar$/);
  await wiebke.reads(/^Karim Haddad, .* Uhr$/);
  await wiebke.reads(/^Wiebke Oltmanns, .* Uhr$/);
  const bids = wiebke.page.getByRole("table", { name: "Geöffnete Angebote, Angebote" });
  for (const each of [nordtec, weserbyte]) await bids.getByRole("rowheader", { name: each }).waitFor();
}, 120_000);

test("5. a bid admitted after that is opened by itself, and has its own record", async () => {
  await anna.reloads();
  await asksToAdmit(heide);
  await jan.reloads();
  await admits(heide);
  await openBids(installation(), late, ["oeffnung2@demo.example", "oeffnung3@demo.example"]);
  await karim.reloads();
  await karim.reads(/1\. Nachtrag: verspätet, zugelassen$/);
  await looksGood(karim, "record");
  await everybodyLeaves();
}, 120_000);
