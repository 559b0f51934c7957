import { expect, test } from "vitest";
import { journey } from "./journey";
import { evaluator } from "./purchase/evaluator";
import { officer } from "./purchase/officer";
import type { opener } from "./purchase/opener";

/** The demonstration's tender of two envelopes, whose deadline has passed. */
const title = "Headsets und Webcams";

const { arrives, arrivesWithKey, everybodyLeaves } = journey("scored");

let anna: ReturnType<typeof officer>;
let ute: ReturnType<typeof opener>;
let karim: ReturnType<typeof opener>;
let wiebke: ReturnType<typeof opener>;
let gesa: ReturnType<typeof evaluator>;
let timo: ReturnType<typeof evaluator>;

/** One release after the other, each by the own key. */
async function open(first: ReturnType<typeof opener>, second: ReturnType<typeof opener>) {
  await first.goesToOpening(title);
  await second.goesToOpening(title);
  for (const [each, notice] of [
    [first, "Ihre Freigabe liegt vor."],
    [second, "Die Angebote sind geöffnet."],
  ] as const) {
    await each.waitsForTurn(new Date());
    await each.opensEnvelopes();
    await each.releases(notice);
  }
}

test("1. the officer names a panel, and two officers open the descriptions, not the prices", async () => {
  anna = officer(await arrives("vergabe@demo.example"));
  await anna.chooses("Vergaben");
  await anna.follows(title);
  await anna.follows("Zur Prüfung und Wertung");
  await anna.page.getByLabel("Gesa Lohmann").check();
  await anna.page.getByLabel(/^Timo Reents/).check();
  await anna.presses("Gremium benennen");
  await anna.reads("Das Gremium ist benannt.");
  await anna.looks("officer-panel");

  ute = await arrivesWithKey("oeffnung1@demo.example");
  karim = await arrivesWithKey("oeffnung2@demo.example");
  await open(ute, karim);
  await karim.looks("opener-descriptions");
}, 180_000);

test("2. the officer examines each bid, two evaluators score blind", async () => {
  await anna.reloads();
  await anna.examines(["Nordtec Systemhaus GmbH", "Heide Bürotechnik GmbH"]);
  gesa = evaluator(await arrives("wertung1@demo.example"));
  timo = evaluator(await arrives("wertung2@demo.example"));
  const sheet = (sound: string) =>
    [
      ["Tonqualität", sound],
      ["Tragekomfort", "7"],
      ["Garantie und Austausch", "8"],
      ["Reparierbarkeit und Umwelt", "6"],
    ] as const;
  for (const [each, sound] of [
    [gesa, "9"],
    [timo, "8"],
  ] as const) {
    await each.goesToScoring(title);
    await each.declaresNoConflict();
    await each.scores(sheet(sound), false);
    await each.looks(`evaluator-sheet-${sound}`);
    await each.scores(sheet("6"), true);
    await each.handsIn();
  }
}, 180_000);

test("3. the scores are locked, other two officers open the prices, and the ranking stands", async () => {
  const { page } = anna;
  await page.reload();
  await anna.reads("Vergleich der Wertungen");
  await anna.looks("officer-comparison");
  await anna.presses("Wertung abschließen");
  await anna.confirms("Wertung endgültig abschließen?", "Wertung abschließen");
  await anna.reads("Die Wertung ist abgeschlossen.");

  wiebke = await arrivesWithKey("oeffnung3@demo.example");
  await open(wiebke, ute);
  await anna.findsTender(title);
  const formulas = page.getByRole("table", { name: /^Rangfolge/ }).getByText(/^Z = \d/);
  await formulas.first().waitFor();
  expect(await formulas.count()).toBe(2);
  await anna.looks("officer-ranking");
}, 180_000);

test("4. nothing has gone wrong on any page", everybodyLeaves);
