import { texts } from "./text";

/** The texts of the pages under /call-offs. */
export const callOffsText = texts({
  de: {
    title: "Abrufe",
    lead: "Bestellungen aus Rahmenvereinbarungen und ihr Stand.",
  },
  en: {
    title: "Call-offs",
    lead: "Orders out of framework contracts and where they stand.",
  },
});
