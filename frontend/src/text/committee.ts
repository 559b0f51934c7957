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
    former: (instant: string) => `Fingerabdruck des früheren Gremiums, bis ${instant}`,
    change: {
      act: "Anderes Gremium vorschlagen",
      title: "Anderes Gremium vorschlagen?",
      lead: "Zum Beispiel, weil jemand ausfällt oder nach einem Verlust einen neuen Schlüssel hat. Eine zweite Person der Vergabestelle muss zustimmen. Danach müssen alle Bieter ihr Angebot neu versiegeln.",
      officers: (least: number, most: number) => `${least} bis ${most} Personen mit bestätigtem Schlüssel`,
      count: (least: number, most: number) => `Wählen Sie ${least} bis ${most} Personen.`,
      reasonHint: "Alle Bieter lesen die Begründung.",
      propose: "Vorschlagen",
      asked: "Der Vorschlag liegt vor. Jetzt muss eine zweite Person zustimmen.",
      proposed: (persons: string) => `Ein anderes Gremium ist vorgeschlagen: ${persons}`,
      newKey: (person: string) => `${person} (neuer Schlüssel)`,
      by: (person: string, instant: string) => `Von ${person} am ${instant}.`,
      quoted: (reason: string) => `„${reason}“`,
      own: "Eine zweite Person der Vergabestelle muss zustimmen.",
      confirm: "Zustimmen und Gremium wechseln",
      confirmTitle: "Das Gremium wechseln?",
      confirmText: (bids: number) =>
        bids === 0
          ? "Es liegt noch kein Angebot vor. Bieter versiegeln ab jetzt an die neuen Schlüssel."
          : bids === 1
            ? "Das Angebot, das vorliegt, kann dann niemand mehr öffnen: Umschläge und Schlüsselanteile werden vernichtet. Der Bieter muss es neu versiegeln und wird darum gebeten."
            : `Die ${bids} Angebote, die vorliegen, kann dann niemand mehr öffnen: Umschläge und Schlüsselanteile werden vernichtet. Die Bieter müssen sie neu versiegeln und werden darum gebeten.`,
      confirmDeadline:
        "Bleiben dafür weniger Tage, als Bietern zustehen, verlängert sich die Angebotsfrist. Das lässt sich nicht zurücknehmen.",
      confirmed: "Das Gremium ist gewechselt. Die Bieter sind gebeten, neu zu versiegeln.",
    },
    proven: (instant: string) => `erprobt am ${instant}`,
    notProven: "noch nicht erprobt",
    drill: {
      state: (proven: number, all: number) => `Schlüssel erprobt: ${proven} von ${all}`,
      tooFew: "Zu wenige Schlüssel sind erprobt",
      tooFewText: (persons: string) =>
        `Ohne zwei funktionierende Schlüssel lassen sich die Angebote nicht öffnen. Rufen Sie an: ${persons}. Ist ein Schlüssel verloren, schlagen Sie ein anderes Gremium vor, solange Bieter noch neu versiegeln können.`,
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
    former: (instant) => `Fingerprint of the former committee, until ${instant}`,
    change: {
      act: "Propose another committee",
      title: "Propose another committee?",
      lead: "For example because somebody is not available, or has a new key after a loss. A second person of the procurement office has to agree. After that all bidders have to seal their bid again.",
      officers: (least, most) => `${least} to ${most} persons with a confirmed key`,
      count: (least, most) => `Choose ${least} to ${most} persons.`,
      reasonHint: "All bidders read the reason.",
      propose: "Propose",
      asked: "The proposal is on record. Now a second person has to agree.",
      proposed: (persons) => `Another committee is proposed: ${persons}`,
      newKey: (person) => `${person} (new key)`,
      by: (person, instant) => `By ${person} on ${instant}.`,
      quoted: (reason) => `“${reason}”`,
      own: "A second person of the procurement office has to agree.",
      confirm: "Agree and change the committee",
      confirmTitle: "Change the committee?",
      confirmText: (bids) =>
        bids === 0
          ? "No bid is in yet. From now on bidders seal to the new keys."
          : bids === 1
            ? "Nobody can open the bid that is in any more: envelopes and shares of the key are destroyed. The bidder has to seal it again and is asked to."
            : `Nobody can open the ${bids} bids that are in any more: envelopes and shares of the keys are destroyed. The bidders have to seal them again and are asked to.`,
      confirmDeadline:
        "If fewer days are left for that than bidders are entitled to, the deadline is extended. This cannot be undone.",
      confirmed: "The committee is changed. The bidders are asked to seal again.",
    },
    proven: (instant) => `proven on ${instant}`,
    notProven: "not proven yet",
    drill: {
      state: (proven, all) => `Keys proven: ${proven} of ${all}`,
      tooFew: "Too few keys are proven",
      tooFewText: (persons) =>
        `Without two working keys the bids cannot be opened. Call: ${persons}. If a key is lost, propose another committee as long as bidders can still seal again.`,
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
