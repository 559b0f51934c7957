import { texts } from "./text";

/** The texts of large files on their way to the server. */
export const sendingText = texts({
  de: {
    sending: "Die Datei wird übertragen",
    of: (sent: string, size: string) => `${sent} von ${size} MiB`,
    broken: "Die Verbindung ist unterbrochen. Sobald sie wieder da ist, geht die Übertragung weiter.",
  },
  en: {
    sending: "The file is being sent",
    of: (sent, size) => `${sent} of ${size} MiB`,
    broken: "The connection is broken. As soon as it is back, the sending goes on.",
  },
});
