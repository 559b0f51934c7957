import type { Person } from "./person";

/** What an evaluator gives a bid under a criterion. */
export type Given = readonly [criterion: string, score: string];

/** What somebody does who scores bids. */
export function evaluator(person: Person) {
  const { page } = person;
  return {
    ...person,

    async goesToScoring(title: string) {
      await person.chooses("Vergaben");
      await person.follows(title);
      await person.follows("Zur Prüfung und Wertung");
    },

    async declaresNoConflict() {
      await person.presses("Ich habe keinen Interessenkonflikt");
      await person.reads("Ihre Erklärung ist aufgenommen.");
    },

    /** Scores the bid that the sheet shows, and goes on to the next. */
    async scores(given: readonly Given[], last: boolean) {
      for (const [criterion, score] of given) {
        const fields = page.getByRole("group", { name: criterion, exact: true });
        await fields.getByLabel("Wertung").fill(score);
        await fields.getByLabel("Begründung").fill("Muster erprobt, Unterlagen geprüft");
      }
      await person.presses(last ? "Speichern" : "Speichern und weiter");
    },

    async handsIn() {
      await page
        .getByText(/^8 von 8 Wertungen$/)
        .first()
        .waitFor();
      await person.presses("Bogen abgeben");
      await person.confirms("Bogen abgeben?", "Bogen abgeben");
      await person.reads("Ihr Bogen ist abgegeben.");
    },
  };
}
