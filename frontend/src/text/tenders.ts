import { texts } from "./text";

/** The texts of the pages under /tenders. */
export const tendersText = texts({
  de: {
    title: "Vergaben",
    lead: "Gemeinsame Vergabeverfahren von der Vorbereitung bis zum Zuschlag.",
  },
  en: {
    title: "Tenders",
    lead: "Pooled tenders from preparation to award.",
  },
});
