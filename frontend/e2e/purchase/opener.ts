import { join } from "node:path";
import type { Allmende } from "../allmende";
import type { Person } from "./person";

/** What an opening officer does, whose key file the demonstration has laid down. */
export function opener(person: Person, allmende: Allmende, email: string) {
  const { page } = person;
  return {
    ...person,

    async goesToOpening(title: string) {
      await person.chooses("Vergaben");
      await person.follows(title);
      await person.follows("Zur Öffnung");
    },

    /** Waits on the page, which tells by itself when it is this person's turn. */
    async waitsForTurn(until: Date) {
      const left = Math.max(0, until.getTime() - Date.now());
      await page.getByRole("heading", { name: "Sie sind dran" }).waitFor({ timeout: left + 20_000 });
    },

    async opensEnvelopes() {
      await page.getByLabel("Ihre Schlüsseldatei").setInputFiles(join(allmende.keys, `${email}.age`));
      await page.getByLabel("Passphrase", { exact: true }).fill(allmende.password());
      await person.presses("Umschläge öffnen");
      await page.getByRole("button", { name: "Geöffnete Umschläge freigeben" }).waitFor({ timeout: 40_000 });
    },

    async releases(notice: string) {
      await person.presses("Geöffnete Umschläge freigeben");
      await person.reads(notice);
    },
  };
}
