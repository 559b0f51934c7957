import { texts } from "./text";

/** The texts of the pages under /. */
export const todoText = texts({
  de: {
    title: "Aufgaben",
    lead: "Was heute auf Sie wartet.",
  },
  en: {
    title: "To do",
    lead: "What waits for you today.",
  },
});
