import { texts } from "./text";

/** The texts of a tender's opening officers: who they are, and whether their keys work. */
export const committeeText = texts({
  de: {
    title: "Öffnende Personen",
    text: (all: number) =>
      `Zwei dieser ${all} Personen öffnen die Angebote gemeinsam. Bis dahin liest niemand ein Angebot.`,
    fingerprint: "Fingerabdruck des Schlüssels",
    confirmed: (person: string) => `bestätigt von ${person}`,
    unconfirmed: "noch nicht bestätigt",
    none: "Schlüssel wird bei der Veröffentlichung festgehalten",
    hash: "Fingerabdruck des Gremiums",
    proven: (instant: string) => `erprobt am ${instant}`,
    notProven: "noch nicht erprobt",
    drill: {
      state: (proven: number, all: number) => `Schlüssel erprobt: ${proven} von ${all}`,
      tooFew: "Zu wenige Schlüssel sind erprobt",
      tooFewText: (persons: string) =>
        `Ohne zwei funktionierende Schlüssel lassen sich die Angebote nicht öffnen. Rufen Sie an: ${persons}. Ist ein Schlüssel verloren, heben Sie die Vergabe auf und veröffentlichen sie mit einem anderen Gremium neu, solange Bieter noch neu anbieten können.`,
      someMissing: "Nicht alle Schlüssel sind erprobt",
      someMissingText: (persons: string) =>
        `Zum Öffnen reicht es. Fällt aber noch ein Schlüssel aus, kann es zu wenig werden. Es fehlen: ${persons}.`,
      title: "Erproben Sie Ihren Schlüssel",
      lead: "Bevor Bieter sich darauf verlassen: Zeigen Sie, dass Sie Ihre Schlüsseldatei und die Passphrase haben. Der Server schickt eine verschlüsselte Zufallszahl, Ihr Browser entschlüsselt sie. Die Datei verlässt den Browser nicht.",
      leadAgain:
        "Die Angebotsfrist endet bald. Zeigen Sie noch einmal, dass Sie Ihre Schlüsseldatei und die Passphrase haben: Der Server schickt eine verschlüsselte Zufallszahl, Ihr Browser entschlüsselt sie. Die Datei verlässt den Browser nicht.",
      act: "Schlüssel erproben",
      broken: "Mit diesem Schlüssel ließ sich die Probe nicht entschlüsseln.",
      done: "Ihr Schlüssel ist erprobt.",
    },
  },
  en: {
    title: "Opening officers",
    text: (all) => `Two of these ${all} persons open the bids together. Until then nobody reads a bid.`,
    fingerprint: "Fingerprint of the key",
    confirmed: (person) => `confirmed by ${person}`,
    unconfirmed: "not confirmed yet",
    none: "the key is fixed at publication",
    hash: "Fingerprint of the committee",
    proven: (instant) => `proven on ${instant}`,
    notProven: "not proven yet",
    drill: {
      state: (proven, all) => `Keys proven: ${proven} of ${all}`,
      tooFew: "Too few keys are proven",
      tooFewText: (persons) =>
        `Without two working keys the bids cannot be opened. Call: ${persons}. If a key is lost, cancel the tender and publish it anew with another committee, as long as bidders can still bid again.`,
      someMissing: "Not all keys are proven",
      someMissingText: (persons) =>
        `There are enough to open. But if one more key fails, there may be too few. Missing: ${persons}.`,
      title: "Prove your key",
      lead: "Before bidders rely on it: show that you have your key file and the passphrase. The server sends an encrypted random number, your browser decrypts it. The file does not leave the browser.",
      leadAgain:
        "Bidding ends soon. Show once more that you have your key file and the passphrase: the server sends an encrypted random number, your browser decrypts it. The file does not leave the browser.",
      act: "Prove the key",
      broken: "The challenge could not be decrypted with this key.",
      done: "Your key is proven.",
    },
  },
});
