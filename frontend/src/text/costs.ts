import { texts } from "./text";

/** The texts of the pages under /costs. */
export const costsText = texts({
  de: {
    title: "Kosten",
    lead: "Gemeinsame Kosten und wie sie auf die Mitglieder verteilt werden, auf den Cent genau.",
  },
  en: {
    title: "Costs",
    lead: "Shared costs and how they are split among the members, exact to the cent.",
  },
});
