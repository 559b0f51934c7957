import { afterAll, expect, test } from "vitest";
import { expectGoodInEveryView, settled, visit } from "./browser";
import { journey } from "./journey";
import { type Letterbox, startLetterbox } from "./letterbox";

let box: Letterbox;
const { arrives, comesBy, everybodyLeaves, installation } = journey("signup", async () => {
  box = await startLetterbox();
  return { ALLMENDE_SMTP_URL: box.url, ALLMENDE_MAIL_FROM: "Allmende <post@allmende.example>" };
});
afterAll(() => box?.stop());

/** The link of the only mail to the address, as a path. */
async function linkTo(email: string): Promise<string> {
  const found = () =>
    box.letters
      .filter(({ to }) => to === email)
      .flatMap(({ text }) => /\/signup\/confirm#\S+/.exec(text) ?? []);
  await expect.poll(() => found().length, { timeout: 20_000 }).toBe(1);
  return found()[0] ?? "";
}

test("an enterprise registers itself, confirms by mail, and is checked by an officer", async () => {
  const { page, expectNoErrors, close } = await comesBy();
  await visit(page, "/bekanntmachungen");
  await page.getByRole("link", { name: "Als Lieferant registrieren" }).first().click();
  await settled(page);
  await visit(page, "/sign-in");
  await page.getByRole("main").getByRole("link", { name: "Als Lieferant registrieren" }).click();
  await page.getByRole("heading", { level: 1, name: "Als Lieferant registrieren" }).waitFor();
  await settled(page);
  await page.getByRole("button", { name: "Registrieren", exact: true }).click();
  await page.getByRole("alert").first().waitFor();
  await expectGoodInEveryView(page, "signup-empty");
  const field = (label: string) => page.getByLabel(label, { exact: true });
  await field("Genossenschaft").selectOption({ label: "Einkaufsgenossenschaft Niedersachsen eG" });
  await field("Name des Unternehmens").fill("Harz Licht GmbH");
  await field("Straße und Hausnummer").fill("Am Berg 1");
  await field("Postleitzahl").fill("38640");
  await field("Ort").fill("Goslar");
  await field("E-Mail").fill("post@harzlicht.example");
  await field("Ihr Name").fill("Hanna Harz");
  await field("Ihre E-Mail-Adresse").fill("hanna@harzlicht.example");
  await expectGoodInEveryView(page, "signup-filled");
  await page.getByRole("button", { name: "Registrieren", exact: true }).click();
  await page.getByText("Wir haben an hanna@harzlicht.example geschrieben.").waitFor();
  await expectGoodInEveryView(page, "signup-sent");

  const link = await linkTo("hanna@harzlicht.example");
  await visit(page, link);
  await page.getByText("Harz Licht GmbH").waitFor();
  await field("Passwort").fill("licht am ende des tunnels");
  await field("Passwort wiederholen").fill("licht am ende");
  await page.getByRole("button", { name: "Bestätigen und anmelden" }).click();
  await page.getByText("Die beiden Passwörter sind nicht gleich.").first().waitFor();
  await expectGoodInEveryView(page, "signup-confirm");
  await field("Passwort wiederholen").fill("licht am ende des tunnels");
  await page.getByRole("button", { name: "Bestätigen und anmelden" }).click();
  await page.locator(".session-menu").waitFor();
  await page.getByRole("heading", { level: 1, name: "Unser Unternehmen" }).waitFor();
  await expectGoodInEveryView(page, "signup-own");
  expectNoErrors();
  await close();

  const jan = await arrives("vergabe2@demo.example");
  await jan.reads("Angaben eines Lieferanten prüfen");
  await jan.chooses("Lieferanten");
  await jan.follows("Harz Licht GmbH");
  await jan.reads("Lieferant hat sich selbst registriert");
  await jan.presses("Bestätigen");
  await jan.page.getByRole("dialog").getByLabel("Begründung").fill("Handelsregister eingesehen");
  await jan.confirms("Angaben bestätigen", "Bestätigen");
  await jan.reads("geprüft");
  const cooperative = "Einkaufsgenossenschaft Niedersachsen eG";
  const colleague = ["--email", "otto@harzlicht.example", "--name", "Otto Oker", "--generate"];
  await installation().operates(
    ...[
      "person",
      "add",
      "--cooperative",
      cooperative,
      "--role",
      "bidder",
      "--supplier",
      "Harz Licht GmbH",
      ...colleague,
    ],
  );
  await jan.reloads();
  await jan.looks("people");
  await jan.presses("Otto Oker: Vertretung beenden");
  await jan.confirms("Vertretung beenden", "Beenden");
  await jan.reads("Otto Oker handelt nicht mehr für das Unternehmen.");
  expect(await jan.page.getByRole("button", { name: /Vertretung beenden$/ }).count()).toBe(0);
  await everybodyLeaves();

  const again = await comesBy();
  await visit(again.page, link);
  await again.page.getByText("Dieser Link gilt nicht mehr").waitFor();
  await expectGoodInEveryView(again.page, "signup-gone");
  await again.close();
});
