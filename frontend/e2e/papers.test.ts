import { Buffer } from "node:buffer";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { expectGoodInEveryView } from "./browser";
import { journey } from "./journey";
import type { Person } from "./purchase/person";

const { arrives, comesBy, everybodyLeaves } = journey("papers");

const question = "Müssen die Switches auch mit 48 Volt Gleichspannung laufen?";
let anna: Person;
let petra: Person;

/** Offers a text file as a document of the tender that is open. */
async function offers(person: Person, name: string, text: string) {
  await person.presses("Unterlage hinzufügen");
  const dialog = person.page.getByRole("dialog", { name: "Unterlage hinzufügen" });
  await dialog
    .getByLabel("Datei")
    .setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(text, "utf8") });
  await dialog.getByRole("button", { name: "Unterlage hinzufügen" }).click();
  return dialog;
}

test("1. a bidder asks, and reads what waits for the answer", async () => {
  petra = await arrives("angebot@weserbyte.example");
  await petra.chooses("Vergaben");
  await petra.follows(/Switches/);
  await petra.presses("Frage stellen");
  await petra.page.getByRole("dialog").getByLabel("Ihre Frage").fill(question);
  await petra.confirms("Frage stellen", "Frage stellen");
  await petra.reads("Frage ohne Antwort");
});

test("2. the officer answers for all, in words that name nobody", async () => {
  anna = await arrives("vergabe@demo.example");
  await anna.chooses("Vergaben");
  await anna.follows(/Switches/);
  await anna.presses("Für alle beantworten");
  await anna.page.getByRole("dialog").getByLabel("Antwort", { exact: true }).fill("Nein, 230 Volt genügen.");
  await anna.confirms("Für alle beantworten", "Für alle beantworten");
  await anna.reads("Frage 1");
});

test("3. a file under a false name is refused, another comes with the amendment", async () => {
  const refused = await offers(anna, "leistung.pdf", "Das ist kein PDF.");
  await refused
    .getByText(/Inhalt/)
    .first()
    .waitFor();
  await anna.looks("refused");
  await refused.getByRole("button", { name: "Abbrechen" }).click();
  const taken = await offers(anna, "leistung.txt", "Die Switches haben 48 Ports.");
  await taken.waitFor({ state: "hidden" });
  await anna.reads("noch nicht veröffentlicht");
  await anna.presses("Vergabe ändern");
  await anna.page
    .getByRole("dialog")
    .getByLabel("Was ändert sich?")
    .fill("Die Leistungsbeschreibung nennt jetzt die Zahl der Ports.");
  await anna.confirms("Vergabe ändern?", "Vergabe ändern");
  await anna.reads("Änderung 1");
  await anna.looks("officer");
});

test("4. another bidder reads question, answer and document, and never who asked", async () => {
  const phone = await arrives("angebot@nordtec.example", { width: 390 });
  await phone.chooses("Vergaben");
  await phone.follows(/Switches/);
  await phone.reads(question);
  await phone.reads("Nein, 230 Volt genügen.");
  await phone.page.getByRole("link", { name: "leistung.txt" }).waitFor();
  await phone.looks("bidder-phone");
  expect(await phone.everSaw(["Weserbyte"])).toEqual([]);
  await petra.reloads();
  await petra.reads("von Ihnen gestellt");
  await everybodyLeaves();
});

test("5. anybody finds the document without an account, and saves it", async () => {
  const { page, expectNoErrors, close } = await comesBy();
  const found = page.getByRole("link", { name: /Switches/ });
  // What is published is told behind the log, within seconds.
  await expect
    .poll(() => page.goto("/bekanntmachungen").then(() => found.count()), { timeout: 60_000, interval: 1000 })
    .toBe(1);
  await expect
    .poll(
      async () => {
        await page.goto("/bekanntmachungen");
        await found.click();
        return page.getByRole("heading", { name: "Vergabeunterlagen" }).count();
      },
      { timeout: 60_000, interval: 1000 },
    )
    .toBe(1);
  await expectGoodInEveryView(page, "papers-public");
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "leistung.txt" }).click();
  expect(readFileSync(await (await download).path(), "utf8")).toBe("Die Switches haben 48 Ports.");
  expectNoErrors();
  await close();
});
