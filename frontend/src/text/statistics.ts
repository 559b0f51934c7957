import { texts } from "./text";

/** The texts of reporting an award to the procurement statistics. */
export const statisticsText = texts({
  de: {
    title: "Vergabestatistik",
    due: (day: string) => `Bis ${day} an das Statistische Bundesamt zu melden`,
    late: (day: string) => `Die Meldung an das Statistische Bundesamt war bis ${day} fällig`,
    how: (awarded: string, source: string) =>
      `Zuschlag am ${awarded}, Frist nach ${source}. Melden Sie über das Verfahren des Statistischen Bundesamts, und tragen Sie die Meldung dann hier ein.`,
    record: "Meldung eintragen",
    reportedOn: "Gemeldet am",
    number: "Nummer der Meldung",
    numberHint: "Wie das Statistische Bundesamt sie nennt.",
    save: "Eintragen",
    saved: "Die Meldung an die Vergabestatistik ist eingetragen.",
    recorded: "Eingetragen",
    by: (instant: string, person: string) => `${instant} von ${person}`,
    deadline: "Frist",
  },
  en: {
    title: "Procurement statistics",
    due: (day) => `To be reported to the Federal Statistical Office by ${day}`,
    late: (day) => `The report to the Federal Statistical Office was due by ${day}`,
    how: (awarded, source) =>
      `Awarded on ${awarded}, period by ${source}. Report by the procedure of the Federal Statistical Office, and then enter the report here.`,
    record: "Enter the report",
    reportedOn: "Reported on",
    number: "Number of the report",
    numberHint: "As the Federal Statistical Office calls it.",
    save: "Enter",
    saved: "The report to the procurement statistics is entered.",
    recorded: "Entered",
    by: (instant, person) => `${instant} by ${person}`,
    deadline: "Due",
  },
});
