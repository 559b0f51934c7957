import { afterAll, expect, test } from "vitest";
import { expectGoodInEveryView, visit } from "./browser";
import { journey } from "./journey";
import { type Letterbox, startLetterbox } from "./letterbox";

let box: Letterbox;
const { arrives, comesBy, everybodyLeaves } = journey("invitation", async () => {
  box = await startLetterbox();
  return { ALLMENDE_SMTP_URL: box.url, ALLMENDE_MAIL_FROM: "Allmende <post@allmende.example>" };
});
afterAll(() => box?.stop());

/** The links of the mails to the address, as paths, the last at the end. */
async function linksTo(email: string, count: number): Promise<string[]> {
  const found = () =>
    box.letters
      .filter(({ to }) => to === email)
      .flatMap(({ text }) => /\/signup\/invitation#\S+/.exec(text) ?? []);
  await expect.poll(() => found().length, { timeout: 20_000 }).toBe(count);
  return found();
}

test("somebody who acts for a supplier invites a colleague, who accepts by mail and acts", async () => {
  const ines = await arrives("angebot@nordtec.example");
  await visit(ines.page, "/suppliers/own");
  const dialog = ines.page.getByRole("dialog");
  const invites = async (name: string, email: string) => {
    await ines.presses("Kollegin oder Kollegen einladen");
    await dialog.getByLabel("Name", { exact: true }).fill(name);
    await dialog.getByLabel("E-Mail-Adresse", { exact: true }).fill(email);
  };
  await invites("Otto Oker", "otto@oker.example");
  await expectGoodInEveryView(ines.page, "invitation-form");
  await dialog.getByRole("button", { name: "Einladung senden" }).click();
  await ines.reads("Die Einladung geht an otto@oker.example.");
  await linksTo("otto@oker.example", 1);
  await ines.presses("Otto Oker: Einladung neu senden");
  await ines.confirms("Einladung neu senden", "Neu senden");
  await ines.reads("Ein neuer Link geht an otto@oker.example.");
  const [first, second] = await linksTo("otto@oker.example", 2);
  await invites("Wanda Weser", "wanda@weser.example");
  await dialog.getByRole("button", { name: "Einladung senden" }).click();
  const [withdrawn] = await linksTo("wanda@weser.example", 1);
  await ines.looks("invitation-waits");
  await ines.presses("Wanda Weser: Einladung zurücknehmen");
  await ines.confirms("Einladung zurücknehmen", "Zurücknehmen");
  await ines.reads("Die Einladung ist zurückgenommen.");

  for (const gone of [first, withdrawn]) {
    const late = await comesBy();
    await visit(late.page, gone ?? "");
    await late.page.getByText("Diese Einladung gilt nicht mehr").waitFor();
    if (gone === withdrawn) await expectGoodInEveryView(late.page, "invitation-gone");
    await late.close();
  }

  const otto = await comesBy();
  await visit(otto.page, second ?? "");
  await otto.page.getByRole("heading", { level: 1, name: "Einladung annehmen" }).waitFor();
  await otto.page.getByLabel("Passwort", { exact: true }).fill("licht am ende des tunnels");
  await otto.page.getByLabel("Passwort wiederholen").fill("licht am ende des tunnels");
  await expectGoodInEveryView(otto.page, "invitation-accept");
  await otto.page.getByRole("button", { name: "Annehmen und anmelden" }).click();
  await otto.page.locator(".session-menu").waitFor();
  await visit(otto.page, "/suppliers/own");
  await otto.page.getByText("Otto Oker, seit").waitFor();
  otto.expectNoErrors();
  await otto.close();

  await ines.reloads();
  await ines.reads("Einladung angenommen: Person handelt für den Lieferanten");
  await everybodyLeaves();
});
