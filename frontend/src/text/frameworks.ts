import { texts } from "./text";

/** The texts of the pages under /frameworks. */
export const frameworksText = texts({
  de: {
    title: "Rahmenvereinbarungen",
    lead: "Laufende Vereinbarungen mit ihrer Höchstmenge und dem, was davon abgerufen ist.",
  },
  en: {
    title: "Framework contracts",
    lead: "Contracts with their maximum and what of it has been called off.",
  },
});
