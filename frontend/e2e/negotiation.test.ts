import { expect, test } from "vitest";
import type { Tender } from "../src/api/tenders";
import { expectGoodInEveryView } from "./browser";
import { answerOf, callAs, once, stepOf } from "./caller";
import { journey } from "./journey";
import { frozenRound, handsIn, openBids, publishedTender } from "./prepare";
import { bidder } from "./purchase/bidder";
import { officer } from "./purchase/officer";

// First bids are opened and talked about, and all who remain are called for another one.

const title = "Plattform für digitale Bauanträge";
const item = "Arbeitsplatzlizenz je Monat";
const criteria = ["Vergleichbare Plattformen im Betrieb"];
const suppliers = ["angebot@nordtec.example", "angebot@weserbyte.example"] as const;
const { arrives, installation, everybodyLeaves } = journey("negotiation");
const daysAhead = (days: number) => new Date(Date.now() + days * 24 * 3_600_000);
const secondsAhead = (seconds: number) => new Date(Date.now() + seconds * 1000);
let anna: ReturnType<typeof officer>;
let tender: Tender;

const round = () => frozenRound(installation(), title, [{ name: item, price: "85.00", quantity: "40" }]);
const path = () => ({ path: { id: tender.id } });

/** A negotiated tender whose two participants are invited to bid for some seconds. */
async function invitedTender() {
  const requestsUntil = secondsAhead(6);
  tender = await publishedTender(installation(), await round(), { method: "lowest-price" }, daysAhead(20), {
    way: "negotiated",
    ground: "innovative",
    reason: "Gesucht ist ein Konzept, das es noch nicht gibt.",
    firstBids: false,
    requestsUntil: requestsUntil.toISOString(),
    least: 3,
    criteria,
  });
  for (const supplier of suppliers) {
    const { client } = await callAs(installation(), supplier);
    await answerOf(
      client.POST("/tenders/{id}/requests", {
        params: { ...path(), header: once() },
        body: { statement: "Wir bewerben uns um die Teilnahme.", answers: ["Drei Landkreise"] },
      }),
    );
  }
  await expect.poll(() => Date.now(), { timeout: 20_000 }).toBeGreaterThan(requestsUntil.getTime() + 500);
  const { client } = await callAs(installation(), "vergabe@demo.example");
  const { items } = await answerOf(client.GET("/tenders/{id}/requests", { params: path() }));
  const decisions = items.map(({ id }) => ({
    requestId: id,
    verdict: "invited" as const,
    reason: "Erfüllt das Kriterium.",
  }));
  const proposed = await answerOf(
    client.POST("/tenders/{id}/selection", {
      params: stepOf(tender),
      body: { deadline: secondsAhead(25).toISOString(), decisions },
    }),
  );
  const jan = await callAs(installation(), "vergabe2@demo.example");
  tender = await answerOf(jan.client.POST("/tenders/{id}/selection/invite", { params: stepOf(proposed) }));
}

test("1. an officer drafts it, and the check list asks what allows to negotiate", async () => {
  const { id } = await round();
  anna = officer(await arrives("vergabe@demo.example"));
  const { page } = anna;
  await page.goto(`${installation().url}/tenders/new?round=${id}`);
  await anna.reaches("Neue Vergabe");
  await page.getByLabel("Verhandlungsverfahren mit Teilnahmewettbewerb").check();
  await anna.entersInstant("Ende der Teilnahmefrist", daysAhead(14));
  await page.getByLabel("Wie viele Bewerber werden mindestens eingeladen?").fill("3");
  await page.getByLabel("Eignungskriterien").fill(criteria.join("\n"));
  await anna.entersInstant("Ende der Angebotsfrist", daysAhead(30));
  await page.getByLabel("Höchstwert, netto").fill("20000,00");
  await page.getByLabel("Warum nur ein Los?").fill("Eine einzige Plattform");
  await expectGoodInEveryView(page, "negotiation-form");
  await page.setViewportSize({ width: 1440, height: 900 });
  await anna.presses("Entwurf speichern");
  await anna.reads("ist gespeichert");
  await anna.reads("Verhandlungsvergabe mit Teilnahmewettbewerb, national");
  await anna.reads("Es fehlt, aus welchem Grund verhandelt werden darf und worin er besteht.");
  await anna.follows("Bearbeiten");
  await page
    .getByLabel("Warum darf verhandelt werden?")
    .selectOption("Konzeptionelle oder innovative Lösungen");
  await page
    .getByLabel("Worin besteht dieser Grund?")
    .fill("Gesucht ist ein Konzept, das es noch nicht gibt.");
  await anna.presses("Entwurf speichern");
  await anna.reads("Ein Grund zu verhandeln ist genannt und begründet.");
  await anna.looks("draft");
}, 120_000);

test("2. first bids are opened, and what was talked about is kept", async () => {
  await invitedTender();
  await handsIn(installation(), suppliers[0], tender, ["80.00"]);
  await handsIn(installation(), suppliers[1], tender, ["79.00"]);
  await openBids(installation(), tender, ["oeffnung1@demo.example", "oeffnung2@demo.example"]);
  const { page } = anna;
  await page.goto(`${installation().url}/tenders/${tender.id}`);
  await anna.reads("Runde 1: Erstangebote");
  await anna.reads(/Der Zuschlag geht auf ein endgültiges Angebot/);
  await anna.presses("Gespräch protokollieren");
  const dialog = page.getByRole("dialog", { name: "Gespräch protokollieren" });
  await dialog.getByLabel("Bieter").selectOption("Nordtec Systemhaus GmbH");
  await dialog.getByLabel("Teilnehmende").fill("Anna Amsel, Lars Lehmann (Nordtec)");
  await dialog.getByLabel("Protokoll").fill("Der Betrieb in zwei Rechenzentren ist möglich.");
  await expectGoodInEveryView(page, "negotiation-talk");
  await page.setViewportSize({ width: 1440, height: 900 });
  await dialog.getByRole("button", { name: "Gespräch protokollieren" }).click();
  await anna.reads("Das Gespräch ist protokolliert.");
  await anna.reads("Der Betrieb in zwei Rechenzentren ist möglich.");
  await anna.looks("talked");
}, 180_000);

test("3. all who remain are called for final bids, and nobody reads what others said", async () => {
  const { page } = anna;
  await anna.presses("Weitere Angebote anfordern");
  const dialog = page.getByRole("dialog", { name: "Weitere Angebote anfordern" });
  await dialog.getByText("Alle 2 verbliebenen Bieter werden zugleich benachrichtigt").waitFor();
  await dialog.getByRole("button", { name: "Bieter auffordern" }).click();
  await dialog.getByText("Bitte prüfen Sie Ihre Angaben").waitFor();
  await dialog.getByLabel("Endgültige Angebote, darauf folgt der Zuschlag").check();
  await dialog
    .getByLabel("Was die Bieter lesen")
    .fill("Neu ist der Betrieb in zwei Rechenzentren, Ziffer 4.");
  await expectGoodInEveryView(page, "negotiation-call");
  await page.setViewportSize({ width: 1440, height: 900 });
  await dialog.getByRole("button", { name: "Bieter auffordern" }).click();
  await anna.reads("Die Bieter sind aufgefordert.");
  await anna.reads("Runde 2: endgültige Angebote");
  await anna.looks("called");

  const lars = bidder(await arrives(suppliers[0], { width: 390 }));
  await lars.page.goto(`${installation().url}/tenders/${tender.id}`);
  await lars.reads("Sie sind aufgefordert, Ihr endgültiges Angebot abzugeben.");
  await lars.reads("Neu ist der Betrieb in zwei Rechenzentren, Ziffer 4.");
  await lars.looks("called-phone");
  await lars.seals([[item, "75,00"]]);
  await lars.looks("bid-again-phone");
  expect(await lars.everSaw(["Weserbyte", "Der Betrieb in zwei Rechenzentren ist möglich"])).toEqual([]);
  await anna.reloads();
  await anna.reads("verhandelt");
  await anna.looks("second-round");
  await everybodyLeaves();
}, 180_000);
