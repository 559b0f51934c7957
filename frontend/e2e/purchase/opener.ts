import { join } from "node:path";
import type { Allmende } from "../allmende";
import type { Person } from "./person";

/** What an opening officer does, whose key file the demonstration has laid down. */
export function opener(person: Person, allmende: Allmende, email: string) {
  const { page } = person;
  let key = { file: join(allmende.keys, `${email}.age`), passphrase: allmende.password() };
  const unlocks = async ({ file, passphrase } = key) => {
    await page.getByLabel("Ihre Schlüsseldatei").setInputFiles(file);
    await page.getByLabel("Passphrase", { exact: true }).fill(passphrase);
  };
  return {
    ...person,

    /** Makes another key than the demonstration's and keeps its file; gives what has to be read out to others. */
    async makesKey(passphrase: string): Promise<string> {
      await person.chooses("Öffnungsschlüssel");
      await person.presses("Neuen Schlüssel erzeugen");
      await page.getByLabel("Passphrase", { exact: true }).fill(passphrase);
      await page.getByLabel("Passphrase wiederholen").fill(passphrase);
      const saved = page.waitForEvent("download", { timeout: 40_000 });
      await person.presses("Schlüssel erzeugen und Datei speichern");
      key = { file: await (await saved).path(), passphrase };
      await page.getByLabel("Ich habe die Datei gespeichert und kenne die Passphrase").check();
      await person.looks("2-opener-key-made");
      await person.presses("Öffentlichen Schlüssel hinterlegen");
      await person.reads("Noch niemand hat Ihren Schlüssel bestätigt");
      await person.looks("2-opener-key-unconfirmed");
      return page.locator("main .ui-code").first().innerText();
    },

    async provesKey(title: string, state: string) {
      await person.chooses("Vergaben");
      await person.follows(title);
      await unlocks();
      await person.presses("Schlüssel erproben");
      await person.reads("Ihr Schlüssel ist erprobt.");
      await person.reads(state);
    },

    async goesToOpening(title: string) {
      await person.chooses("Vergaben");
      await person.follows(title);
      await person.follows("Zur Öffnung");
    },

    /** Waits on the page, which tells by itself when this person can open. */
    async waitsForTurn(until: Date) {
      const left = Math.max(0, until.getTime() - Date.now());
      await page
        .getByRole("heading", { name: "Sie können jetzt öffnen" })
        .waitFor({ timeout: left + 20_000 });
    },

    /** The key of another person opens nothing. */
    async triesForeignKey(other: string) {
      await unlocks({ file: join(allmende.keys, `${other}.age`), passphrase: allmende.password() });
      await person.presses("Umschläge öffnen");
      await page
        .getByText(/^Das ist ein anderer Schlüssel/)
        .first()
        .waitFor({ timeout: 40_000 });
    },

    async opensEnvelopes() {
      await unlocks();
      await person.presses("Umschläge öffnen");
      await page.getByRole("button", { name: "Freigeben", exact: true }).waitFor({ timeout: 40_000 });
    },

    async releases(notice: string) {
      await person.presses("Freigeben");
      await person.reads(notice);
    },
  };
}
