import { texts } from "./text";

type Params = Readonly<Record<string, string | undefined>>;
type ToDo = Readonly<Record<string, ((params: Params) => string) | undefined>>; // the server may know more than this page

/** The texts about the procurement file. */
export const procurementFileText = texts({
  de: {
    title: "Vergabevermerk",
    lead: "Der Vermerk nach § 8 VgV entsteht von selbst aus dem, was im Verfahren festgehalten ist. Jeder Abruf gibt den heutigen Stand.",
    complete: "Alle erforderlichen Angaben liegen vor.",
    missing: (missing: number, all: number) =>
      missing === 1 ? `Eine von ${all} Angaben fehlt noch:` : `${missing} von ${all} Angaben fehlen noch:`,
    pdf: "Vermerk als PDF",
    file: (number: string) => `${number}-Vergabevermerk.pdf`,
    unknown: (code: string) => `Angabe ${code}`,
    todo: {
      authority: () =>
        "Die Anschrift des Auftraggebers fehlt. Tragen Sie sie in den Rechnungsangaben der Genossenschaft ein.",
      subject: () => "Gegenstand und Wert stehen mit der Bekanntmachung fest.",
      lots: () => "Begründen Sie, warum es nur ein Los gibt.",
      term: ({ months, most }) =>
        `Begründen Sie die Laufzeit von ${months} Monaten: Sie überschreitet ${most}.`,
      conflicts: ({ missing }) =>
        missing === "panel"
          ? "Bestellen Sie das Wertungsgremium: Wer wertet, erklärt sich zuerst zu Interessenkonflikten."
          : "Nicht alle im Gremium haben sich zu Interessenkonflikten erklärt, oder jemand ist befangen und nicht ersetzt.",
      opening: () => "Öffnen Sie die Angebote nach Fristende zu zweit; die Niederschrift entsteht dabei.",
      compared: ({ lot }) =>
        lot ? `Schließen Sie die Wertung ab: ${lot}.` : "Die Angebote sind noch zu werten.",
      rejected: () => "Gründe für nicht berücksichtigte Angebote stehen nach der Öffnung fest.",
      "low-prices": ({ lot }) =>
        lot
          ? `Klären Sie auf, ob ein auffällig niedriger Preis erklärt ist, und entscheiden Sie: ${lot}.`
          : "Ob Preise auffällig niedrig sind, zeigt sich nach der Öffnung.",
      winner: () => "Schlagen Sie den Zuschlag mit Begründung vor; jedes Los braucht eine Entscheidung.",
      approval: () => "Eine zweite Person gibt den Vorschlag frei.",
      letters: ({ told, all }) =>
        all === "0"
          ? "Unterrichten Sie alle Bieter."
          : `Unterrichten Sie alle Bieter: ${told} von ${all} haben ihr Schreiben.`,
      reviews: () => "Ein Nachprüfungsverfahren läuft; erfassen Sie sein Ende.",
      award: () => "Erteilen Sie den Zuschlag, sobald er möglich ist.",
      "no-award": () => "Begründen Sie, warum nicht vergeben wird.",
    } as ToDo,
  },
  en: {
    title: "Procurement file",
    lead: "The file under VgV 8 writes itself from what is on record. Each download shows today's state.",
    complete: "Everything that is required is there.",
    missing: (missing, all) =>
      missing === 1 ? `One of ${all} entries is missing:` : `${missing} of ${all} entries are missing:`,
    pdf: "File as PDF (German)",
    file: (number) => `${number}-procurement-file.pdf`,
    unknown: (code) => `Entry ${code}`,
    todo: {
      authority: () =>
        "The address of the contracting authority is missing. Enter it in the billing details of the cooperative.",
      subject: () => "Subject and value are settled by the publication.",
      lots: () => "Give the reason why there is only one lot.",
      term: ({ months, most }) =>
        `Give the reason for a term of ${months} months: it is longer than ${most}.`,
      conflicts: ({ missing }) =>
        missing === "panel"
          ? "Appoint the panel: whoever scores declares conflicts of interest first."
          : "Not everybody on the panel has declared, or somebody has a conflict of interest and is not replaced.",
      opening: () => "Open the bids in twos after the deadline; that writes the record.",
      compared: ({ lot }) =>
        lot ? `Complete the evaluation: ${lot}.` : "The bids are still to be evaluated.",
      rejected: () => "The reasons for rejected bids are known after the opening.",
      "low-prices": ({ lot }) =>
        lot
          ? `Clarify whether a strikingly low price is explained, and decide: ${lot}.`
          : "Whether prices are strikingly low shows after the opening.",
      winner: () => "Propose the award with its reasons; each lot needs a decision.",
      approval: () => "A second person approves the proposal.",
      letters: ({ told, all }) =>
        all === "0" ? "Tell all bidders." : `Tell all bidders: ${told} of ${all} have their letter.`,
      reviews: () => "A review is pending; record its end.",
      award: () => "Award as soon as it is possible.",
      "no-award": () => "Give the reason for not awarding.",
    },
  },
});
