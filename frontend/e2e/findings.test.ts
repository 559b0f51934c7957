import { test } from "vitest";
import { inDays } from "./days";
import { journey } from "./journey";

const { arrives, everybodyLeaves } = journey("findings");

test("an officer records a ground for exclusion, the supplier reads it, and self-cleaning settles it", async () => {
  const anna = await arrives("vergabe@demo.example");
  await anna.chooses("Lieferanten");
  await anna.follows("Nordtec Systemhaus GmbH");
  await anna.presses("Ausschlussgrund feststellen");
  const form = anna.page.getByRole("dialog");
  await form.getByLabel("Ausschlussgrund", { exact: true }).selectOption("124-7");
  await form.getByLabel("Quelle").fill("Kündigung RV-2025-0001");
  await form.getByLabel("Was festgestellt wurde").fill("Dreimal nicht geliefert");
  await form.getByLabel("Tag des Urteils oder Ereignisses").fill(inDays(-10));
  await anna.looks("finding");
  await anna.confirms("Ausschlussgrund feststellen", "Feststellen");
  await anna.reads("Dreimal nicht geliefert");

  const bidder = await arrives("angebot@nordtec.example", { width: 390 });
  await bidder.chooses("Unser Unternehmen");
  await bidder.reads("Kündigung RV-2025-0001");
  await bidder.looks("own");

  await anna.presses("Beurteilen: Mängel bei einem früheren Auftrag (§ 124 Abs. 1 Nr. 7 GWB)");
  await form.getByLabel("Beurteilung").selectOption("cleaned");
  await form.getByLabel("Begründung").fill("Schaden ersetzt, Leitung getauscht");
  await anna.looks("assessment");
  await anna.confirms("Ausschlussgrund beurteilen", "Beurteilen");
  await anna.reads("Selbstreinigung anerkannt");
  await anna.looks("settled");
  await everybodyLeaves();
});
