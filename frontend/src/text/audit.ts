import { texts } from "./text";

/** The texts of the pages under /audit. */
export const auditText = texts({
  de: {
    title: "Prüfung",
    lead: "Jede Änderung mit Person und Zeit, und der Nachweis, dass nichts verändert wurde.",
  },
  en: {
    title: "Audit",
    lead: "Every change with person and time, and the proof that nothing was altered.",
  },
});
