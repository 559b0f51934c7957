import { expect, test } from "vitest";
import { inDays } from "./days";
import { journey } from "./journey";
import type { Person } from "./purchase/person";

const { arrives, everybodyLeaves } = journey("capacity");

let mehmet: Person;
let anna: Person;
let number = "";

/** Names what is needed, and looks for where it fits first. */
async function looksFor(needed: readonly (readonly [kind: string, amount: string])[], days: string) {
  await mehmet.chooses("Rechenzentrum");
  await mehmet.follows("Platz finden und reservieren");
  for (const [index, [kind, amount]] of needed.entries()) {
    if (index > 0) await mehmet.presses("Weitere Kapazität");
    await mehmet.page.getByLabel(`Art ${index + 1}`).selectOption(kind);
    await mehmet.page.getByLabel(`Menge ${index + 1}`).fill(amount);
  }
  await mehmet.page.getByLabel("Für wie viele Tage").fill(days);
}

/** Goes to the reservation from the list of all. */
async function goesToIt(person: Person) {
  await person.chooses("Rechenzentrum");
  await person.follows(number);
  await person.reaches(`Reservierung ${number}`);
}

test("1. a member looks for where two capacities fit first, and reserves them", async () => {
  mehmet = await arrives("bestellung@goettingen.example");
  await looksFor([["Prozessoren (vCPU)", "0"]], "90");
  await mehmet.presses("Suchen");
  await mehmet.reads("Bitte eine Zahl über 0 mit höchstens drei Nachkommastellen eingeben.");
  await looksFor(
    [
      ["Prozessoren (vCPU)", "16"],
      ["Arbeitsspeicher (GiB)", "64"],
    ],
    "90",
  );
  await mehmet.presses("Suchen");
  await mehmet.reads("Prozessoren: 16 vCPU · Arbeitsspeicher: 64 GiB");
  expect(await mehmet.page.getByText("In den nächsten zehn Jahren nicht").count()).toBe(0);
  await mehmet.looks("found");
  await mehmet.presses("Hier reservieren");
  await mehmet.page.getByRole("dialog").getByLabel("Zweck").fill("Testumgebung der Bauaufsicht");
  await mehmet.confirms("Reservieren: Virtuelle Maschinen", "Verbindlich reservieren");
  const heading = mehmet.page.getByRole("heading", { level: 1, name: /^Reservierung KR-\d{4}-\d{4}$/ });
  number = ((await heading.textContent()) ?? "").replace("Reservierung ", "");
  await mehmet.reads("Beantragt");
  await mehmet.looks("reserved");
});

test("2. the procurement office approves it", async () => {
  anna = await arrives("vergabe@demo.example");
  await goesToIt(anna);
  await anna.presses("Genehmigen");
  await anna.reads("Die Reservierung ist genehmigt.");
  await anna.looks("approved");
});

/** Asks for more days of what is reserved. */
async function extendsIt(to: string) {
  await mehmet.presses("Verlängern");
  await mehmet.page.getByRole("dialog").getByLabel("Neuer letzter Tag").fill(to);
  await mehmet.confirms("Reservierung verlängern", "Verlängern");
}

test("3. the member extends it, takes that back for more, which is approved again", async () => {
  await mehmet.reloads();
  await extendsIt(inDays(100));
  await mehmet.presses("Änderung zurückziehen");
  await mehmet.reads("Die Änderung ist zurückgezogen. Es gilt, was genehmigt ist.");
  await extendsIt(inDays(200));
  await mehmet.reads("Die Verlängerung ist beantragt. Die Vergabestelle entscheidet darüber.");
  await mehmet.reads("Änderung, die noch genehmigt wird");
  await mehmet.reads("Reservierung verlängert");
  expect(await mehmet.page.getByRole("button", { name: "Verlängern" }).count()).toBe(0);
  await mehmet.looks("extended");
  await anna.reloads();
  await anna.presses("Genehmigen");
  await anna.reads("Die Reservierung ist genehmigt.");
});

test("4. the member wants less after some weeks, which is approved as a phase of its own", async () => {
  await mehmet.reloads();
  await mehmet.follows("Reservierung ändern");
  await mehmet.page.getByLabel("Bis", { exact: true }).fill(inDays(60));
  await mehmet.presses("Weiterer Abschnitt");
  const second = mehmet.page.getByRole("region", { name: "Abschnitt 2" });
  expect(await second.getByLabel("Von").inputValue()).toBe(inDays(61));
  await second.getByLabel("Bis").fill(inDays(200));
  await second.getByLabel("Prozessoren").fill("8");
  await mehmet.looks("change");
  await mehmet.presses("Reservierung ändern");
  await mehmet.reads("Die Änderung ist beantragt. Die Vergabestelle entscheidet darüber.");
  await mehmet.reaches(`Reservierung ${number}`);
  await anna.reloads();
  await anna.presses("Genehmigen");
  await anna.reads("Die Reservierung ist genehmigt.");
  await mehmet.reloads();
  await mehmet.reads("8 vCPU");
});

test("5. on the telephone, the member sees it among what is reserved", async () => {
  const outdoors = await arrives("bestellung@goettingen.example", { width: 390 });
  await outdoors.chooses("Rechenzentrum");
  await outdoors.reads("Meine Reservierungen");
  const card = outdoors.page.getByRole("row").filter({ hasText: number });
  expect(await card.textContent()).toContain(inDays(200));
  await outdoors.looks("list");
  await outdoors.follows(number);
  await outdoors.reads("16 vCPU");
  await outdoors.looks("telephone");
});

test("6. what does not fit when it is wished for is waited for, in turn", async () => {
  await looksFor([["Höheneinheiten (HE)", "84"]], "30");
  await mehmet.page.getByLabel("Frühestens ab").fill(inDays(40));
  await mehmet.presses("Suchen");
  await mehmet.presses(`Ab ${inDays(40)} warten`);
  await mehmet.page.getByRole("dialog").getByLabel("Zweck").fill("Zwischenlager beim Umzug");
  await mehmet.looks("waiting-for");
  await mehmet.confirms("Auf die Warteliste: Stellflächen", "Auf die Warteliste setzen");
  await mehmet.reads("Auf der Warteliste");
  const turn = mehmet.page.locator("dt", { hasText: "Platz auf der Warteliste" }).locator("+ dd");
  expect(await turn.textContent()).toBe("2");
  await mehmet.looks("waits");
});

test("7. the member asks what would be if a pool had graphics processors", async () => {
  await mehmet.chooses("Rechenzentrum");
  await mehmet.follows("Platz finden und reservieren");
  await mehmet.page.getByLabel(/^Kapazität –/).selectOption({
    label: "Rechenzentrum Hannover, Virtuelle Maschinen: Grafikprozessoren (GPU), noch nicht vorhanden",
  });
  await mehmet.page.getByLabel("Ab", { exact: true }).fill(inDays(30));
  await mehmet.page.getByLabel("Um wie viel mehr").fill("4");
  await mehmet.page.getByLabel("Art 1").selectOption("Grafikprozessoren (GPU)");
  await mehmet.page.getByLabel("Menge 1").fill("2");
  await mehmet.page.getByLabel("Für wie viele Tage").fill("90");
  await mehmet.presses("Suchen");
  await mehmet.reads(`Beginn möglich: ab ${inDays(30)}`);
  await mehmet.looks("planned");
});

/** Asks for a few processors at once. */
async function asks(purpose: string) {
  await looksFor([["Prozessoren (vCPU)", "2"]], "30");
  await mehmet.presses("Suchen");
  await mehmet.presses("Hier reservieren");
  await mehmet.page.getByRole("dialog").getByLabel("Zweck").fill(purpose);
  await mehmet.confirms("Reservieren: Virtuelle Maschinen", "Verbindlich reservieren");
  await mehmet.reads("Beantragt");
  const heading = mehmet.page.getByRole("heading", { level: 1, name: /^Reservierung KR-/ });
  return ((await heading.textContent()) ?? "").replace("Reservierung ", "");
}

test("8. one request is taken back, another rejected with a reason, and a reservation given back early", async () => {
  await asks("Probelauf");
  await mehmet.presses("Zurückziehen");
  await mehmet.reads("Die Reservierung ist zurückgezogen.");
  const refused = await asks("Lastversuch");
  await anna.chooses("Rechenzentrum");
  await anna.follows(refused);
  await anna.presses("Ablehnen");
  await anna.page.getByRole("dialog").getByLabel("Begründung").fill("Im Dezember wird umgebaut.");
  await anna.confirms("Reservierung ablehnen", "Ablehnen");
  await anna.reads("Die Reservierung ist abgelehnt.");
  await mehmet.reloads();
  await mehmet.reads("Abgelehnt");
  await mehmet.reads(/Im Dezember wird umgebaut\./);
  await mehmet.looks("rejected");
  await goesToIt(mehmet);
  await mehmet.presses("Vorzeitig beenden");
  await mehmet.page.getByRole("dialog").getByLabel("Letzter Tag").fill(inDays(150));
  await mehmet.confirms("Reservierung vorzeitig beenden", "Vorzeitig beenden");
  await mehmet.reads("Das frühere Ende ist gespeichert.");
});

test("9. the procurement office hands a reservation over to another member, who then has it", async () => {
  await goesToIt(anna);
  await anna.presses("Übergeben");
  const dialog = anna.page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Übergeben", exact: true }).click();
  await anna.reads("Neues Mitglied: Bitte ausfüllen.");
  await dialog.getByLabel("Neues Mitglied").selectOption({ label: "Hannover, Landeshauptstadt" });
  await dialog.getByLabel("Erster Tag beim neuen Mitglied").fill(inDays(90));
  await dialog.getByLabel("Begründung").fill("Die Bauaufsicht wird gemeinsam betrieben.");
  const other = dialog.getByRole("checkbox", { name: /Zwischenlager beim Umzug/ });
  await other.check();
  await anna.looks("hand-over");
  await dialog.getByRole("button", { name: "Übergeben", exact: true }).click();
  await anna.reads(/KR-.* ist nicht übergeben\. Wählen Sie einen Tag von heute bis zum Ende/);
  await other.uncheck();
  await dialog.getByRole("button", { name: "Übergeben", exact: true }).click();
  await anna.reads("Die Reservierung gehört jetzt Hannover, Landeshauptstadt.");
  await anna.reads("Übernommen aus");
  await anna.page.getByRole("main").getByRole("link", { name: number }).first().click();
  await anna.reaches(`Reservierung ${number}`);
  await anna.reads(inDays(89));
  await anna.reads("Übergeben als");
  expect(await anna.page.getByRole("button", { name: "Übergeben" }).count()).toBe(0);
  await everybodyLeaves();
});
