import { texts } from "./text";

/** The texts of the pages under /demand. */
export const demandText = texts({
  de: {
    title: "Bedarfsrunden",
    lead: "Mitglieder melden ihren Bedarf, die Vergabestelle bündelt ihn.",
  },
  en: {
    title: "Demand rounds",
    lead: "Members state what they need; the procurement office pools it.",
  },
});
