import { texts } from "./text";

/** The texts about public notices of a tender. */
export const publicationText = texts({
  de: {
    title: "Bekanntmachungen",
    lead: "EU-weite Bekanntmachungen als eForms-XML. Was hier herausgegeben wird, bleibt unverändert aufbewahrt; an den Bekanntmachungsdienst übermitteln Sie die Datei selbst.",
    kinds: {
      planning: "Vorinformation",
      "shorter-time": "Vorinformation zur Verkürzung der Frist",
      competition: "Auftragsbekanntmachung",
      result: "Vergabebekanntmachung",
      modification: "Bekanntmachung einer Auftragsänderung",
    },
    kind: (name: string, subtype: string, of?: string) =>
      `${name} (eForms ${subtype})${of ? `: Vertragsänderung ${of}` : ""}`,
    issued: "Herausgegeben",
    ready: "Bereit",
    later: "Jetzt nicht möglich",
    lacking: (count: number) => (count === 1 ? "1 Mangel" : `${count} Mängel`),
    lacks: "Was noch fehlt oder nicht stimmt",
    term: (rule: string) => `eForms-Feld ${rule}`,
    preview: (name: string) => `Entwurf ansehen: ${name} (XML)`,
    issue: "Herausgeben",
    issueOf: (name: string) => `${name} herausgeben`,
    asking: (name: string) => `${name} herausgeben?`,
    follows:
      "Die Bekanntmachung wird mit dem heutigen Stand unveränderlich abgelegt. Später ist nur noch eine Berichtigung möglich.",
    done: (name: string) => `${name} ist herausgegeben.`,
    file: (version: number, at: string) => `Fassung ${version} vom ${at} (XML)`,
    corrects: (reference: string) => `Berichtigt ${reference}`,
    hash: "Prüfsumme (SHA-256)",
  },
  en: {
    title: "Public notices",
    lead: "EU-wide notices as eForms XML. What is issued here is kept unchanged; you hand the file to the publication service yourself.",
    kinds: {
      planning: "Prior information notice",
      "shorter-time": "Prior information notice to shorten the time limit",
      competition: "Contract notice",
      result: "Contract award notice",
      modification: "Contract modification notice",
    },
    kind: (name, subtype, of) => `${name} (eForms ${subtype})${of ? `: modification ${of}` : ""}`,
    issued: "Issued",
    ready: "Ready",
    later: "Not possible now",
    lacking: (count) => (count === 1 ? "1 fault" : `${count} faults`),
    lacks: "What is missing or wrong",
    term: (rule) => `eForms field ${rule}`,
    preview: (name) => `View draft: ${name} (XML)`,
    issue: "Issue",
    issueOf: (name) => `Issue: ${name}`,
    asking: (name) => `Issue the ${name.toLowerCase()}?`,
    follows:
      "The notice is filed as it stands today and cannot be changed. Later, only a correction is possible.",
    done: (name) => `${name} is issued.`,
    file: (version, at) => `Version ${version} of ${at} (XML)`,
    corrects: (reference) => `Corrects ${reference}`,
    hash: "Checksum (SHA-256)",
  },
});
