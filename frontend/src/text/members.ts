import { texts } from "./text";

/** The texts of the pages under /members. */
export const membersText = texts({
  de: {
    title: "Mitglieder",
    lead: "Die Mitglieder der Genossenschaft.",
  },
  en: {
    title: "Members",
    lead: "The members of the cooperative.",
  },
});
