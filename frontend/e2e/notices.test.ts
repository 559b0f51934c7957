import { expect, test } from "vitest";
import { journey } from "./journey";
import type { Person } from "./purchase/person";

const { arrives, everybodyLeaves } = journey("notices");

let anna: Person;

test("1. an officer sees which public notices a tender may have and what each lacks", async () => {
  anna = await arrives("vergabe@demo.example");
  await anna.chooses("Vergaben");
  await anna.follows(/Switches/);
  const list = anna.page.locator(".public-notices");
  await list.getByText("Auftragsbekanntmachung (eForms 16)").waitFor();
  expect(await list.locator("> li").count()).toBeGreaterThan(3);
});

test("2. a notice that may be issued names its faults, and fewer of them once its details are given", async () => {
  await anna.chooses("Vergaben");
  await anna.follows(/Arbeitsplatzausstattung/);
  const item = anna.page.locator(".public-notices > li").filter({ hasText: "Auftragsbekanntmachung" });
  const lacking = async () => Number.parseInt((await item.getByText(/^\d+ Mängel$/).textContent()) ?? "", 10);
  const before = await lacking();
  await item.getByText("Was noch fehlt oder nicht stimmt").click();
  await item.getByText("eForms-Feld BT-15", { exact: true }).waitFor();
  await anna.page.getByText("Angaben zu dieser Vergabe").click();
  await anna.page
    .getByLabel("Internetadresse der Vergabeunterlagen")
    .fill("https://vergabe.example/unterlagen");
  await anna.page.getByLabel("Internetadresse für die Angebote").fill("https://vergabe.example/angebote");
  await anna.looks("faults");
  await anna.presses("Angaben speichern");
  await anna.reads("Die Angaben zur Vergabe sind gespeichert.");
  await expect.poll(lacking).toBeLessThan(before);
});

test("3. what is still missing of those who won is entered, the rest they say of themselves", async () => {
  const item = anna.page.locator(".public-notices > li").filter({ hasText: "Vergabebekanntmachung" });
  const lacking = async () => Number.parseInt((await item.getByText(/^\d+ Mängel$/).textContent()) ?? "", 10);
  const before = await lacking();
  await anna.page.getByText("Angaben zu dieser Vergabe").click();
  await anna.page.getByText("Auftragnehmer", { exact: true }).click();
  await anna.page.getByText("Lose", { exact: true }).last().click();
  const owners = anna.page.getByLabel("Land der wirtschaftlichen Eigentümer");
  for (const one of await owners.all()) await one.fill("DEU");
  await anna.page.getByLabel("Kleine und mittlere Unternehmen").first().fill("2");
  await anna.page.locator(".notice-party").first().scrollIntoViewIfNeeded();
  await anna.looks("winners");
  await anna.presses("Angaben speichern");
  await expect.poll(lacking).toBeLessThan(before);
});

test("4. what the cooperative says in every notice is set once", async () => {
  await anna.page.goto("/settings?tab=publication");
  const text = (label: string) => anna.page.getByLabel(label, { exact: false }).first();
  await text("Kennung der Genossenschaft").fill("DE123456789");
  await text("NUTS-Code des Sitzes").fill("DE91C");
  await text("Rechtsform").selectOption({
    label: "Einrichtung des öffentlichen Rechts, kommunal kontrolliert",
  });
  await text("Bindefrist der Angebote").fill("25");
  await anna.presses("Angaben speichern");
  await anna.reads(/Bindefrist der Angebote in Monaten: 0 bis 24/);
  await text("Bindefrist der Angebote").fill("3");
  await anna.presses("Angaben speichern");
  await anna.reads("Die Angaben für Bekanntmachungen sind gespeichert.");
  await anna.looks("profile");
  await anna.page.reload();
  await expect.poll(() => text("Kennung der Genossenschaft").inputValue()).toBe("DE123456789");
  await everybodyLeaves();
});
