import { texts } from "./text";

/** The texts of the pages under /statements. */
export const statementsText = texts({
  de: {
    title: "Kontoauszug",
    lead: "Was auf ein Mitglied gebucht wurde, Zeile für Zeile.",
  },
  en: {
    title: "Statement",
    lead: "What was posted to a member, line by line.",
  },
});
