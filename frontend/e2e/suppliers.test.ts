import { test } from "vitest";
import { inDays } from "./days";
import { journey } from "./journey";

const { arrives, everybodyLeaves } = journey("suppliers");

test("an officer registers a supplier, another checks and bans it", async () => {
  const anna = await arrives("vergabe@demo.example");
  await anna.chooses("Lieferanten");
  await anna.looks("list");
  await anna.follows("Lieferanten registrieren");
  const field = (label: string) => anna.page.getByLabel(label, { exact: true });
  await field("Name").fill("Harz Möbel GmbH");
  await field("Straße und Hausnummer").fill("Am Berg 1");
  await field("Postleitzahl").fill("38640");
  await field("Ort").fill("Goslar");
  await field("E-Mail").fill("post@harz.example");
  await anna.presses("Registrieren");
  await anna.reaches("Harz Möbel GmbH");
  await anna.cannotPress("Bestätigen", /Eine andere Person/);
  await anna.looks("registered");

  const jan = await arrives("vergabe2@demo.example", { width: 390 });
  await jan.chooses("Lieferanten");
  await jan.follows("Harz Möbel GmbH");
  await jan.presses("Bestätigen");
  await jan.page.getByRole("dialog").getByLabel("Begründung").fill("Handelsregister eingesehen");
  await jan.confirms("Angaben bestätigen", "Bestätigen");
  await jan.reads("geprüft");
  await jan.presses("Sperren");
  const form = jan.page.getByRole("dialog");
  await form.getByLabel("Ausschlussgrund").selectOption("124-7");
  await form.getByLabel("Quelle").fill("Kündigung RV-2025-0001");
  await form.getByLabel("Begründung").fill("Dreimal nicht geliefert");
  await form.getByLabel("Tag des Urteils oder Ereignisses").fill(inDays(-10));
  await form.getByLabel("Erster Tag der Sperre").fill(inDays(0));
  await form.getByLabel("Letzter Tag der Sperre").fill(inDays(60));
  await jan.looks("ban");
  await jan.confirms("Harz Möbel GmbH sperren", "Sperren");
  await jan.reads("gesperrt");
  await jan.looks("banned");
  await everybodyLeaves();
});

test("a supplier declares of itself and shows a certificate, which the officer sees expire", async () => {
  const bidder = await arrives("angebot@nordtec.example");
  await bidder.chooses("Unser Unternehmen");
  await bidder.presses("Erklären: Fakultative Ausschlussgründe (§ 124 GWB)");
  const form = bidder.page.getByRole("dialog");
  await form.getByLabel("Ja", { exact: true }).check();
  await form.getByLabel("Welcher Grund, und was haben Sie dagegen getan?").fill("Nr. 1; Schaden ersetzt");
  await bidder.looks("declaration");
  await bidder.confirms("Fakultative Ausschlussgründe (§ 124 GWB)", "Erklären");
  await bidder.reads("Nr. 1; Schaden ersetzt");
  await bidder.presses("Nachweis eintragen");
  await form.getByLabel("Art", { exact: true }).fill("ISO/IEC 27001");
  await form.getByLabel("Nummer").fill("Z-4711");
  await form.getByLabel("Aussteller").fill("Prüfer AG");
  await form.getByLabel("Gültig bis").fill(inDays(30));
  await bidder.confirms("Nachweis eintragen", "Eintragen");
  await bidder.reads("läuft bald ab");
  await bidder.looks("own");

  const jan = await arrives("vergabe2@demo.example", { width: 390 });
  await jan.chooses("Lieferanten");
  await jan.reads("Nachweis bis");
  await jan.follows("Nordtec Systemhaus GmbH");
  await jan.reads("Z-4711");
  await jan.looks("evidence");
  await jan.chooses("Aufgaben");
  await jan.reads("Nachweis eines Lieferanten läuft ab");
  await everybodyLeaves();
});
