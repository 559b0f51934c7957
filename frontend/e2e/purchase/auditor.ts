import { expect } from "vitest";
import type { Person } from "./person";

/** What an auditor does. */
export function auditor(person: Person) {
  const { page } = person;
  return {
    ...person,

    async recomputes(cost: string) {
      await person.chooses("Kosten");
      await page.getByRole("row", { name: cost }).getByRole("link").click();
      await page.getByRole("heading", { level: 1, name: cost }).waitFor();
      await person.looks("7-auditor-cost");
      await page.getByRole("table", { name: "Läufe" }).getByRole("link").first().click();
      await person.reaches("Aufteilung");
      await person.presses("Nachrechnen");
      await person.reads("Alles stimmt");
      await person.looks("7-auditor-recomputed");
    },

    async verifies() {
      await person.chooses("Prüfung");
      await person.presses("Jetzt prüfen");
      await person.reads("Nichts wurde verändert");
      await person.looks("7-auditor-verified");
    },

    /** What happened to a call-off, the newest first. */
    async readsHistory(callOff: string, happened: readonly string[]) {
      await person.chooses("Abrufe");
      await person.follows(callOff);
      const history = page.getByRole("region", { name: "Verlauf" });
      for (const what of happened) await history.getByText(what, { exact: true }).waitFor();
      expect(await history.getByRole("listitem").count()).toBe(happened.length);
      await person.looks("7-auditor-call-off");
    },
  };
}
