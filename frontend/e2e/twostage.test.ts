import { expect, test } from "vitest";
import type { Tender } from "../src/api/tenders";
import { expectGoodInEveryView } from "./browser";
import { answerOf, callAs, once } from "./caller";
import { journey } from "./journey";
import { frozenRound, handsIn, publishedTender } from "./prepare";
import { officer } from "./purchase/officer";
import type { Person } from "./purchase/person";

// Suppliers ask to take part, officers choose whom to invite, and only those who are invited bid.

const title = "Kartenlesegeräte für Bürgerbüros";
const criteria = ["Umsatz der letzten drei Geschäftsjahre", "Vergleichbare Lieferungen an Kommunen"];
const { arrives, installation, everybodyLeaves } = journey("twostage");
const daysAhead = (days: number) => new Date(Date.now() + days * 24 * 3_600_000);
let anna: ReturnType<typeof officer>;
let nordtec: Person;
let tender: Tender;

const round = () =>
  frozenRound(installation(), title, [{ name: "Kartenlesegerät", price: "85.00", quantity: "40" }]);

test("1. an officer drafts it: the page says how many are to be invited, and from when on", async () => {
  const { id } = await round();
  anna = officer(await arrives("vergabe@demo.example"));
  const { page } = anna;
  await page.goto(`${installation().url}/tenders/new?round=${id}`);
  await anna.reaches("Neue Vergabe");
  await page.getByLabel("Nicht offenes Verfahren mit Teilnahmewettbewerb").check();
  await anna.entersInstant("Ende der Teilnahmefrist", daysAhead(14));
  await page.getByLabel("Wie viele Bewerber werden mindestens eingeladen?").fill("2");
  await page.getByLabel("Eignungskriterien").fill(criteria.join("\n"));
  await anna.entersInstant("Ende der Angebotsfrist", daysAhead(30));
  await page.getByLabel("Höchstwert, netto").fill("20000,00");
  await page.getByLabel("Warum nur ein Los?").fill("Ein einziges Gerät");
  await expectGoodInEveryView(page, "twostage-form");
  await page.setViewportSize({ width: 1440, height: 900 });
  await anna.presses("Entwurf speichern");
  await anna.reads("ist gespeichert");
  await anna.reads("Beschränkte Ausschreibung mit Teilnahmewettbewerb, national");
  await anna.reads("Mindestens 3 Bewerber müssen eingeladen werden, der Entwurf nennt 2.");
  await anna.looks("draft");
}, 120_000);

test("2. suppliers ask to take part; officers see how many, and others see nothing", async () => {
  const requestsUntil = new Date(Date.now() + 60_000);
  tender = await publishedTender(installation(), await round(), { method: "lowest-price" }, daysAhead(20), {
    way: "restricted",
    requestsUntil: requestsUntil.toISOString(),
    least: 3,
    criteria,
  });
  const weserbyte = await callAs(installation(), "angebot@weserbyte.example");
  await answerOf(
    weserbyte.client.POST("/tenders/{id}/requests", {
      params: { path: { id: tender.id }, header: once() },
      body: {
        statement: "Die Weserbyte GmbH bewirbt sich.",
        answers: ["1 Mio. Euro", "Gemeinde Hude, 2024"],
      },
    }),
  );
  nordtec = await arrives("angebot@nordtec.example", { width: 390 });
  await nordtec.page.goto(`${installation().url}/tenders/${tender.id}`);
  await nordtec.presses("Teilnahmeantrag stellen");
  const dialog = nordtec.page.getByRole("dialog", { name: "Ihr Teilnahmeantrag" });
  await dialog.getByLabel("Erklärung").fill("Wir, die Nordtec Systemhaus GmbH, möchten uns beteiligen.");
  for (const criterion of criteria)
    await dialog.getByLabel(criterion).fill("Siehe beigefügte Liste: 4 Mio. Euro");
  await nordtec.looks("request-phone");
  await dialog.getByRole("button", { name: "Teilnahmeantrag stellen" }).click();
  await nordtec.reads("Ihr Teilnahmeantrag ist eingegangen.");
  await nordtec.looks("requested-phone");
  expect(await nordtec.everSaw(["Weserbyte", "Gemeinde Hude"])).toEqual([]);
  await anna.page.goto(`${installation().url}/tenders/${tender.id}`);
  await anna.reads(/2 Teilnahmeanträge sind eingegangen/);
  await anna.reads("Name erst nach der Teilnahmefrist");
  await anna.looks("counted");
  await expect.poll(() => Date.now(), { timeout: 70_000 }).toBeGreaterThan(requestsUntil.getTime() + 1000);
}, 180_000);

test("3. after the deadline an officer decides about each request, with a reason", async () => {
  const { page } = anna;
  await anna.reloads();
  await anna.reads("Gemeinde Hude, 2024");
  expect(await anna.everSaw(["Siehe beigefügte Liste"])).toEqual(["Siehe beigefügte Liste"]);
  const about = (name: string) => page.getByRole("group", { name: `Entscheidung über ${name}` });
  await about("Nordtec Systemhaus GmbH").getByLabel("Einladen").check();
  await page.getByLabel("Begründung für Nordtec Systemhaus GmbH").fill("Erfüllt beide Kriterien.");
  await about("Weserbyte").getByLabel("Nicht geeignet").check();
  await page.getByLabel("Begründung für Weserbyte").fill("Keine vergleichbare Lieferung in dieser Menge.");
  await expectGoodInEveryView(page, "twostage-selection");
  await page.setViewportSize({ width: 1440, height: 900 });
  await anna.presses("Auswahl vorschlagen");
  await anna.reads("Eine zweite Person lädt ein.");
  await anna.cannotPress("Bewerber einladen", /einladen muss eine zweite Person/);
  await anna.looks("proposed");
}, 120_000);

test("4. a second officer invites; who was chosen bids, and who was not reads why", async () => {
  const jan = officer(await arrives("vergabe2@demo.example"));
  await jan.reads("Auswahl der Bewerber prüfen und einladen");
  await jan.page.goto(`${installation().url}/tenders/${tender.id}`);
  await jan.presses("Bewerber einladen");
  await jan.confirms("Ausgewählte Bewerber einladen?", "Bewerber einladen");
  await jan.reads("Die Bewerber sind eingeladen.");
  await jan.looks("invited");
  await nordtec.reloads();
  await nordtec.reads("Sie sind eingeladen, ein Angebot abzugeben.");
  await nordtec.looks("invited-phone");
  const weserbyte = await arrives("angebot@weserbyte.example");
  await weserbyte.page.goto(`${installation().url}/tenders/${tender.id}`);
  await weserbyte.reads("Ihr Teilnahmeantrag wurde nicht berücksichtigt.");
  await weserbyte.reads("Begründung: Keine vergleichbare Lieferung in dieser Menge.");
  expect(await weserbyte.everSaw(["Nordtec", "Erfüllt beide Kriterien"])).toEqual([]);
  await weserbyte.looks("declined");
  const { client } = await callAs(installation(), "vergabe@demo.example");
  const open = await answerOf(client.GET("/tenders/{id}", { params: { path: { id: tender.id } } }));
  await handsIn(installation(), "angebot@nordtec.example", open, ["80.00"]);
  await expect(handsIn(installation(), "angebot@weserbyte.example", open, ["79.00"])).rejects.toThrow();
  await everybodyLeaves();
}, 120_000);
