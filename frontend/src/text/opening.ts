import { texts } from "./text";

/** The texts of the opening of bids by two officers, and of its record. */
export const openingText = texts({
  de: {
    title: "Öffnung der Angebote",
    recordTitle: "Öffnungsniederschrift",
    steps: "Stand der Öffnung",
    step: {
      "before-deadline": "Angebotsfrist",
      outer: "Äußere Umschläge",
      inner: "Innere Umschläge",
      done: "Geöffnet",
    },
    before: "Die Angebotsfrist läuft noch",
    beforeText: (deadline: string, distance: string) =>
      `Geöffnet wird erst nach dem ${deadline} (${distance}). Vorher gibt der Server keinen Umschlag heraus. Diese Seite meldet sich von selbst.`,
    who: {
      outer: (person: string) => `${person} öffnet die äußeren Umschläge`,
      inner: (person: string) => `${person} öffnet die inneren Umschläge`,
      released: (instant: string) => `erledigt am ${instant}`,
      now: "ist jetzt dran",
      waits: "wartet",
      me: "Sie",
    },
    waitTitle: (person: string) => `Jetzt ist ${person} dran`,
    waitOuter: (person: string) =>
      `${person} öffnet mit dem eigenen Schlüssel die äußeren Umschläge. Diese Seite meldet sich von selbst.`,
    waitInner: (person: string) =>
      `Die äußeren Umschläge sind geöffnet. ${person} öffnet jetzt mit dem eigenen Schlüssel die inneren. Diese Seite meldet sich von selbst.`,
    notMine: "Öffnen können nur die beiden Personen, an die versiegelt wurde.",
    turn: {
      title: "Sie sind dran",
      outer: (count: number) =>
        count === 1
          ? "Öffnen Sie den äußeren Umschlag des einen Angebots. Preise sehen Sie dabei nicht."
          : `Öffnen Sie die äußeren Umschläge der ${count} Angebote. Preise sehen Sie dabei nicht.`,
      inner: (count: number) =>
        count === 1
          ? "Öffnen Sie den inneren Umschlag des einen Angebots. Damit liegen die Preise offen, und die Niederschrift entsteht."
          : `Öffnen Sie die inneren Umschläge der ${count} Angebote. Damit liegen die Preise offen, und die Niederschrift entsteht.`,
      none: "Es ist kein Angebot eingegangen. Schließen Sie Ihren Schritt trotzdem ab, damit die Niederschrift entsteht.",
      key: "Ihre Schlüsseldatei",
      keyHint:
        "Die Datei, die Sie beim Erzeugen Ihres Öffnungsschlüssels gespeichert haben. Sie verlässt diesen Browser nicht.",
      keyMissing: "Bitte wählen Sie Ihre Schlüsseldatei.",
      passphrase: "Passphrase",
      fingerprint: "Fingerabdruck des Schlüssels, an den versiegelt wurde",
      open: "Umschläge öffnen",
      opening: (done: number, all: number) => `${done} von ${all} Umschlägen geöffnet …`,
      noKeyFile: "Das ist keine Schlüsseldatei.",
      wrongPassphrase: "Die Passphrase passt nicht zu dieser Datei.",
      otherKey:
        "Das ist nicht der Schlüssel, an den diese Angebote versiegelt wurden. Nehmen Sie die Datei, deren Fingerabdruck in der Ausschreibung steht.",
      unlocking: "Die Schlüsseldatei wird entsperrt …",
      results: "Ergebnis",
      bidder: "Bieter",
      hash: "Muss ergeben (SHA-256)",
      result: "Prüfung",
      fine: "geöffnet, Hashwert stimmt",
      broken: "nicht zu öffnen",
      mismatch: "geöffnet, aber Hashwert stimmt nicht",
      sealedMissing: "äußerer Umschlag war nicht zu öffnen",
      unreadable: (count: number) =>
        count === 1
          ? "Ein Angebot ist nicht lesbar und wird ausgeschlossen."
          : `${count} Angebote sind nicht lesbar und werden ausgeschlossen.`,
      unreadableText:
        "Das steht in der Niederschrift mit Ihrem Namen. Umschlag und Hashwerte bleiben erhalten, sodass sich Ihre Feststellung nachprüfen lässt.",
      confirm: "Ich stelle fest, dass diese Angebote mit meinem Schlüssel nicht zu öffnen sind",
      confirmMissing:
        "Bitte bestätigen Sie die nicht lesbaren Angebote, oder öffnen Sie noch einmal mit einer anderen Datei.",
      release: "Geöffnete Umschläge freigeben",
      again: "Noch einmal öffnen",
      releasedOuter: "Die äußeren Umschläge sind geöffnet. Jetzt ist die zweite Person dran.",
      releasedInner: "Die Angebote sind geöffnet. Die Niederschrift ist geschrieben.",
    },
    record: {
      print: "Drucken",
      toEvaluation: "Zur Wertung",
      tender: "Vergabe",
      number: "Nummer",
      deadline: "Ende der Angebotsfrist",
      openedAt: "Geöffnet",
      officers: "Geöffnet von",
      hash: "Hashwert der Niederschrift (SHA-256)",
      basis: {
        "open-eu": "Niederschrift über die Öffnung nach VgV § 55 Abs. 2",
        "open-national": "Niederschrift über die Öffnung nach UVgO § 40 Abs. 2",
      },
      bids: "Angebote in der Reihenfolge des Eingangs",
      recordedTable: "Geöffnete Angebote",
      lateTable: "Angebote nach Ablauf der Frist",
      late: "Verspätete Angebote",
      lateHint: "Ungeöffnet aufbewahrt und ausgeschlossen.",
      none: "Es ist kein Angebot eingegangen.",
      bidder: "Bieter",
      receivedAt: "Eingang",
      totals: "Gesamtpreise netto",
      noTotal: "kein Los vollständig angeboten",
      unreadable: "nicht lesbar oder ausgeschlossen",
      container: "Umschlag (SHA-256)",
      content: "Inhalt (SHA-256)",
    },
  },
  en: {
    title: "Opening of the bids",
    recordTitle: "Opening record",
    steps: "State of the opening",
    step: {
      "before-deadline": "Bidding",
      outer: "Outer envelopes",
      inner: "Inner envelopes",
      done: "Opened",
    },
    before: "Bidding is still open",
    beforeText: (deadline, distance) =>
      `Bids are opened only after ${deadline} (${distance}). Before that the server hands out no envelope. This page updates by itself.`,
    who: {
      outer: (person) => `${person} opens the outer envelopes`,
      inner: (person) => `${person} opens the inner envelopes`,
      released: (instant) => `done on ${instant}`,
      now: "is next",
      waits: "waits",
      me: "you",
    },
    waitTitle: (person) => `It is the turn of ${person}`,
    waitOuter: (person) =>
      `${person} opens the outer envelopes with their own key. This page updates by itself.`,
    waitInner: (person) =>
      `The outer envelopes are open. ${person} now opens the inner ones with their own key. This page updates by itself.`,
    notMine: "Only the two persons whom the bids were sealed to can open them.",
    turn: {
      title: "It is your turn",
      outer: (count) =>
        count === 1
          ? "Open the outer envelope of the one bid. You will not see any price."
          : `Open the outer envelopes of the ${count} bids. You will not see any price.`,
      inner: (count) =>
        count === 1
          ? "Open the inner envelope of the one bid. That reveals the prices and writes the record."
          : `Open the inner envelopes of the ${count} bids. That reveals the prices and writes the record.`,
      none: "No bid has been received. Complete your step nevertheless, so that the record is written.",
      key: "Your key file",
      keyHint: "The file that you stored when you made your opening key. It does not leave this browser.",
      keyMissing: "Please choose your key file.",
      passphrase: "Passphrase",
      fingerprint: "Fingerprint of the key that was sealed to",
      open: "Open the envelopes",
      opening: (done, all) => `${done} of ${all} envelopes opened …`,
      noKeyFile: "This is no key file.",
      wrongPassphrase: "The passphrase does not fit this file.",
      otherKey:
        "This is not the key that these bids were sealed to. Take the file whose fingerprint stands in the tender.",
      unlocking: "The key file is being unlocked …",
      results: "Result",
      bidder: "Bidder",
      hash: "Has to give (SHA-256)",
      result: "Check",
      fine: "opened, hash is right",
      broken: "cannot be opened",
      mismatch: "opened, but the hash is wrong",
      sealedMissing: "outer envelope could not be opened",
      unreadable: (count) =>
        count === 1
          ? "One bid is not readable and will be excluded."
          : `${count} bids are not readable and will be excluded.`,
      unreadableText:
        "That stands in the record with your name. Envelope and hashes are kept, so that your finding can be examined.",
      confirm: "I state that these bids cannot be opened with my key",
      confirmMissing: "Please confirm the unreadable bids, or open again with another file.",
      release: "Release the opened envelopes",
      again: "Open again",
      releasedOuter: "The outer envelopes are open. Now it is the second person's turn.",
      releasedInner: "The bids are open. The record is written.",
    },
    record: {
      print: "Print",
      toEvaluation: "Go to the evaluation",
      tender: "Tender",
      number: "Number",
      deadline: "Deadline for bids",
      openedAt: "Opened",
      officers: "Opened by",
      hash: "Hash of the record (SHA-256)",
      basis: {
        "open-eu": "Record of the opening under VgV § 55(2)",
        "open-national": "Record of the opening under UVgO § 40(2)",
      },
      bids: "Bids in order of receipt",
      recordedTable: "Opened bids",
      lateTable: "Bids after the deadline",
      late: "Late bids",
      lateHint: "Kept unopened and excluded.",
      none: "No bid has been received.",
      bidder: "Bidder",
      receivedAt: "Received",
      totals: "Net totals",
      noTotal: "no lot fully priced",
      unreadable: "not readable or excluded",
      container: "Envelope (SHA-256)",
      content: "Content (SHA-256)",
    },
  },
});
