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

test("3. the member extends it, which is approved again", async () => {
  await mehmet.reloads();
  await mehmet.presses("Verlängern");
  await mehmet.page.getByRole("dialog").getByLabel("Neuer letzter Tag").fill(inDays(200));
  await mehmet.confirms("Reservierung verlängern", "Verlängern");
  await mehmet.reads("Die Verlängerung ist beantragt. Die Vergabestelle entscheidet darüber.");
  await mehmet.reads("Änderung, die noch genehmigt wird");
  await mehmet.reads("Reservierung verlängert");
  expect(await mehmet.page.getByRole("button", { name: "Verlängern" }).count()).toBe(0);
  await mehmet.looks("extended");
  await anna.reloads();
  await anna.presses("Genehmigen");
  await anna.reads("Die Reservierung ist genehmigt.");
});

test("4. on the telephone, the member sees it among what is reserved", async () => {
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

test("5. what does not fit when it is wished for is waited for, in turn", async () => {
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
  await everybodyLeaves();
});
