import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Tender } from "../src/api/tenders";
import { expectGoodInEveryView } from "./browser";
import { journey } from "./journey";
import { examineBids, frozenRound, handsIn, openBids, publishedTender } from "./prepare";
import { bidder } from "./purchase/bidder";
import { officer } from "./purchase/officer";
import { filled } from "./workbook";

const title = "Kleingeräte für Poststellen";
const shredder = "Aktenvernichter";
const labels = "Etikettendrucker";
const weserbyte = "Weserbyte IT AG";
const nordtec = "Nordtec Systemhaus GmbH";

const { installation, arrives, everybodyLeaves } = journey("decided");
let anna: ReturnType<typeof officer>;
let tender: Tender;

test("1. a bidder fills in the price sheet, and what the form took from it is sealed", async () => {
  const petra = bidder(await arrives("angebot@weserbyte.example"));
  anna = officer(await arrives("vergabe@demo.example"));
  const round = await frozenRound(installation(), title, [
    { name: shredder, price: "300.00", quantity: "40" },
    { name: labels, price: "60.00", quantity: "20" },
  ]);
  const deadline = new Date(Date.now() + 45_000);
  tender = await publishedTender(installation(), round, { method: "lowest-price" }, deadline);
  await handsIn(installation(), "angebot@nordtec.example", tender, ["310.00", "50.00"]);
  await handsIn(installation(), "angebot@heide.example", tender, ["290.00", "60.00"]);

  const { page } = petra;
  await petra.findsTender(title);
  const download = page.waitForEvent("download");
  await petra.presses("Preisblatt herunterladen (XLSX)");
  const workbook = readFileSync(await (await download).path());
  const upload = (name: string, buffer: Buffer) =>
    page.getByLabel("Ausgefülltes Preisblatt").setInputFiles({
      name,
      mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      buffer,
    });
  await upload("falsch.xlsx", filled(workbook, { F2: "-150", F3: "50" }));
  await petra.reads("Im Preisblatt ist ein Fehler");
  await petra.reads(/^Zeile 2: .*Ein Preis ist nicht negativ\.$/);
  await upload("preise.xlsx", filled(workbook, { F2: "150", F3: "50" }));
  await petra.reads("2 Preise übernommen");
  await petra.looks("bidder-sheet");
  expect(await page.getByLabel(`Nettopreis je Einheit: ${shredder}`).inputValue()).toBe("150,00");
  await petra.presses("Versiegeln und abgeben");
  await petra.reads("Ihr Angebot ist eingegangen");
  await petra.leaves();
}, 120_000);

test("2. a strikingly low price holds the award up until the answer is weighed in writing", async () => {
  await openBids(installation(), tender, ["oeffnung1@demo.example", "oeffnung2@demo.example"]);
  await examineBids(installation(), tender);
  await anna.findsTender(title);
  await anna.cannotPress("Zuschlag vorschlagen", /auffällig niedrigen Preise aufgeklärt/);
  const found = anna.page.getByRole("region", { name: `Auffällig niedrige Preise: ${shredder}` });
  await found.getByRole("region", { name: weserbyte }).waitFor();
  await found.getByRole("button", { name: "Bieter ist gefragt" }).click();
  await anna.reads(`Festgehalten: ${weserbyte} ist gefragt.`);
  await found.getByText("Antwort steht aus").waitFor();
  await anna.cannotPress("Zuschlag vorschlagen", /auffällig niedrigen Preise aufgeklärt/);
  await anna.looks("officer-asked");
  await found.getByRole("button", { name: "Antwort und Entscheidung festhalten" }).click();
  const dialog = anna.page.getByRole("dialog", { name: `Preis von ${weserbyte}` });
  await dialog.getByLabel("Antwort des Bieters").fill("Restposten aus einem Großauftrag, Lager ist bezahlt.");
  await dialog.getByLabel("Angebot in diesem Los ausscheiden").check();
  await dialog.getByLabel("Begründung").fill("Ein Nachweis über den Bestand fehlt trotz Nachfrage.");
  await anna.looks("officer-decides");
  await dialog.getByRole("button", { name: "Entscheidung speichern" }).click();
  await anna.reads(`Über den Preis von ${weserbyte} ist entschieden.`);
  await found.getByText("ausgeschieden", { exact: true }).waitFor();
  expect(await anna.readsWinner(shredder)).toContain("Heide Bürotechnik GmbH");
}, 180_000);

test("3. equal prices are decided by a drawn lot, whose course is on record", async () => {
  const { page } = anna;
  await anna.reads("Der erste Platz ist geteilt: Ein gezogenes Los entscheidet.");
  await page
    .getByLabel("Begründung", { exact: true })
    .fill("Je Los der niedrigste Preis, bei Gleichstand das Los.");
  await anna.presses("Zuschlag vorschlagen");
  const drawn = page.getByRole("group", { name: new RegExp(`^${labels}: Welches Los wurde gezogen`) });
  await drawn.getByText("Bitte ausfüllen.").waitFor();
  await drawn.getByLabel(nordtec).check();
  await page.getByLabel("Wer hat das Los gezogen?").fill("Renate Lühr");
  await page.getByLabel("In wessen Gegenwart?").fill("Anna Petersen, Jan Albers");
  await anna.entersInstant("Wann?", new Date());
  await anna.looks("officer-draw");
  await anna.presses("Zuschlag vorschlagen");
  await anna.confirms("Zuschlag vorschlagen?", "Zuschlag vorschlagen");
  await anna.reads("Der Zuschlag ist vorgeschlagen.");
  await anna.reads(`Vorgeschlagen: ${nordtec} zu 1.000,00 €`);
  await anna.reads(/^Vorgeschlagen: Heide Bürotechnik GmbH zu 11\.600,00/);
  await anna.reads(
    /^Durch Los entschieden: gezogen von Renate Lühr in Gegenwart von Anna Petersen, Jan Albers, /,
  );
  await anna.looks("officer-proposed");
}, 120_000);

test("4. letters go out; while the procurement chamber reviews there is no award", async () => {
  const jan = officer(await arrives("vergabe2@demo.example"));
  await jan.findsTender(title);
  await jan.approvesAward();
  await jan.tellsBidders();
  await jan.presses("Nachprüfungsantrag erfassen");
  const application = jan.page.getByRole("dialog", { name: "Nachprüfungsantrag erfassen" });
  await application.getByLabel("Vergabekammer").fill("Vergabekammer Niedersachsen, Lüneburg");
  await application.getByLabel("Aktenzeichen").fill("VgK-41/2026");
  await jan.looks("officer-application");
  await application.getByRole("button", { name: "Nachprüfungsantrag erfassen" }).click();
  await jan.reads("Der Nachprüfungsantrag ist erfasst.");
  await jan.cannotPress("Zuschlag erteilen", /Nachprüfungsverfahren läuft/);
  await expectGoodInEveryView(jan.page, "decided-letters-and-review");
  await jan.presses("Ende erfassen");
  const end = jan.page.getByRole("dialog", { name: "Ende des Verfahrens VgK-41/2026" });
  await end.getByLabel("Ergebnis").selectOption("Antrag zurückgenommen");
  await end.getByLabel("Was entschieden wurde").fill("Die Antragstellerin hat ihren Antrag zurückgenommen.");
  await jan.looks("officer-ends-review-390");
  await end.getByRole("button", { name: "Ende erfassen" }).click();
  await jan.reads("Das Ende des Verfahrens ist erfasst.");
  await everybodyLeaves();
}, 120_000);
