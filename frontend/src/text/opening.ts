import { texts } from "./text";

/** The texts of the opening of bids by two officers, and of its record. */
export const openingText = texts({
  de: {
    /** By what is opened: everything at once, or one of two envelopes. */
    title: {
      all: "Öffnung der Angebote",
      quality: "Öffnung der Leistungsumschläge",
      price: "Öffnung der Preisumschläge",
    },
    recordTitle: "Öffnungsniederschrift",
    steps: "Stand der Öffnung",
    step: {
      deadline: "Angebotsfrist",
      quality: "Leistung öffnen",
      scores: "Leistung bewerten",
      price: "Preise öffnen",
      all: "Angebote öffnen",
      done: "Geöffnet",
    },
    before: "Die Angebotsfrist läuft noch",
    beforeText: (deadline: string, distance: string) =>
      `Geöffnet wird erst nach dem ${deadline} (${distance}). Vorher gibt der Server keinen Umschlag heraus. Diese Seite meldet sich von selbst.`,
    scores: "Zuerst wird die Leistung bewertet",
    scoresText:
      "Die Preise bleiben verschlossen, bis alle Punkte vergeben und gesperrt sind. So kann kein Preis die Bewertung beeinflussen.",
    toScores: "Zur Bewertung",
    who: {
      title: "Wer öffnet",
      rule: (all: number) =>
        `Zwei der ${all} Personen öffnen gemeinsam, jede mit dem eigenen Schlüssel. Erst mit der zweiten Freigabe werden die Angebote lesbar.`,
      released: (instant: string) => `freigegeben am ${instant}`,
      open: "noch nicht freigegeben",
      me: "Sie",
      count: (done: number) =>
        done === 0 ? "Noch keine Freigabe" : done === 1 ? "1 von 2 Freigaben" : `${done} Freigaben`,
    },
    wait: {
      first: "Noch hat niemand freigegeben",
      firstText: (persons: string) =>
        `Öffnen können: ${persons}. Zwei von ihnen müssen freigeben. Diese Seite meldet sich von selbst.`,
      second: "Warten auf die zweite Person",
      secondMine: "Ihre Freigabe liegt vor. Warten auf die zweite Person",
      secondText: (persons: string) =>
        `Jetzt kann jede der übrigen Personen freigeben: ${persons}. Diese Seite meldet sich von selbst.`,
      more: "Eine weitere Person wird gebraucht",
      moreMine: "Ihre Freigabe liegt vor. Eine weitere Person wird gebraucht",
      conclude: "Es kommt keine Freigabe mehr",
      concludeText:
        "Alle, die noch öffnen dürfen, haben freigegeben. Eine dieser Personen schließt die Öffnung ab: Was sich mit den vorhandenen Freigaben öffnen lässt, wird geöffnet; was nicht, wird mit Grund ausgeschlossen.",
      concludeAct: "Öffnung abschließen",
      concludeTitle: "Die Öffnung mit den vorhandenen Freigaben abschließen?",
      concludeWarning:
        "Angebote, für die zwei Schlüsselanteile fehlen, werden ausgeschlossen; das steht in der Niederschrift. Vorher kann die Verwaltung einer weiteren Person des Gremiums ihre Rolle zurückgeben. Danach lässt sich das nicht mehr ändern.",
      tooFew: "Zu wenige Personen dürfen öffnen",
      tooFewText: (persons: string) =>
        `Zwei Personen des Gremiums müssen Öffnungsbeauftragte sein: ${persons}. Die Verwaltung kann sie wieder dazu bestellen. Geht das nicht, heben Sie die Vergabe auf.`,
      moreText: (persons: string) =>
        `Mindestens ein Umschlag war nicht zu öffnen, oder ein Schlüssel fehlt. Noch freigeben können: ${persons}. Diese Seite meldet sich von selbst.`,
    },
    turn: {
      title: "Sie können jetzt öffnen",
      moreTitle: "Ihre Freigabe wird gebraucht",
      moreText:
        "Die bisherigen Freigaben reichen nicht für alle Angebote: Ein Umschlag war nicht zu öffnen, oder ein Schlüssel fehlt.",
      count: (bids: number) =>
        bids === 1
          ? "Ein Angebot nimmt an dieser Öffnung teil."
          : `${bids} Angebote nehmen an dieser Öffnung teil.`,
      first:
        "Öffnen Sie Ihren Teil mit Ihrem Schlüssel, und geben Sie ihn frei. Lesbar wird damit noch nichts: Dazu braucht es eine zweite Person.",
      second: "Öffnen Sie Ihren Teil mit Ihrem Schlüssel, und geben Sie ihn frei.",
      opens: {
        all: "Mit Ihrer Freigabe liegen die Preise offen, und die Niederschrift entsteht.",
        quality:
          "Mit Ihrer Freigabe liegen die Leistungsbeschreibungen offen, und die Niederschrift entsteht. Die Preise bleiben verschlossen.",
        price: "Mit Ihrer Freigabe liegen die Preise offen, und die Niederschrift entsteht.",
      },
      none: "Es ist kein Angebot rechtzeitig eingegangen. Geben Sie trotzdem frei, damit die Niederschrift entsteht.",
      open: "Umschläge öffnen",
      progress: "Umschläge",
      opening: (done: number, all: number) => `${done} von ${all} geöffnet`,
      fine: (count: number) =>
        count === 1
          ? "Ihr Umschlag ist geöffnet und geprüft"
          : `Alle ${count} Umschläge sind geöffnet und geprüft`,
      fineText: "Geben Sie sie jetzt frei. Bis dahin hat der Server nichts davon erhalten.",
      details: "Ergebnis je Angebot",
      results: "Geöffnete Umschläge",
      bidder: "Bieter",
      hash: "Schlüsselanteil (SHA-256)",
      result: "Prüfung",
      outcomes: {
        fine: "geöffnet, stimmt",
        broken: "nicht zu öffnen",
        foreign: "gehört nicht zu diesem Angebot",
        mismatch: "Hashwert stimmt nicht",
      },
      unreadable: (count: number, all: number) =>
        count === 1
          ? `Einer von ${all} Umschlägen ist nicht lesbar`
          : `${count} von ${all} Umschlägen sind nicht lesbar`,
      unreadableText:
        "Das steht mit Ihrem Namen in der Niederschrift. Ausgeschlossen wird ein Angebot erst, wenn auch die übrigen Personen es nicht öffnen können. Die Umschläge bleiben erhalten, sodass sich Ihre Feststellung nachprüfen lässt.",
      confirm: "Ich stelle fest, dass diese Umschläge mit meinem Schlüssel nicht zu öffnen sind",
      confirmMissing:
        "Bitte bestätigen Sie die nicht lesbaren Umschläge, oder öffnen Sie noch einmal mit einer anderen Datei.",
      release: "Freigeben",
      again: "Noch einmal öffnen",
      released: "Ihre Freigabe liegt vor.",
      opened: "Die Angebote sind geöffnet. Die Niederschrift ist geschrieben.",
    },
    lost: {
      act: "Mein Schlüssel ist verloren",
      title: "Ohne Ihren Schlüssel fortfahren?",
      text: "Sie erklären, dass Sie keinen Ihrer Umschläge öffnen können. Das steht mit Ihrem Namen in der Niederschrift und lässt sich nicht zurücknehmen.",
      enough:
        "Die Angebote lassen sich trotzdem öffnen, wenn zwei andere Personen des Gremiums ihre Schlüssel haben. Haben sie das nicht, muss das Verfahren aufgehoben werden.",
      confirm: "Verlust erklären",
      stated: "Der Verlust ist festgehalten.",
    },
    key: {
      file: "Ihre Schlüsseldatei",
      hint: "Die Datei, die Sie beim Erzeugen Ihres Öffnungsschlüssels gespeichert haben. Sie verlässt diesen Browser nicht.",
      missing: "Bitte wählen Sie Ihre Schlüsseldatei.",
      passphrase: "Passphrase",
      noKeyFile: "Das ist keine Schlüsseldatei.",
      wrongPassphrase: "Die Passphrase passt nicht zu dieser Datei.",
      other:
        "Das ist ein anderer Schlüssel als der, an den diese Angebote versiegelt sind. Nehmen Sie die Datei, deren Fingerabdruck in der Ausschreibung steht.",
      unlocking: "Die Schlüsseldatei wird entsperrt …",
      failed: "Das hat in diesem Browser nicht geklappt. Bitte versuchen Sie es mit einem aktuellen Browser.",
    },
    record: {
      print: "Drucken",
      download: "Niederschrift als PDF speichern",
      downloadOf: (part: string) => `Niederschrift als PDF speichern: ${part}`,
      wording: "Wortlaut als Text speichern",
      wordingOf: (part: string) => `Wortlaut als Text speichern: ${part}`,
      wordingHint:
        "Der Hashwert der Niederschrift ist der SHA-256 dieses Wortlauts. Jeder kann ihn nachrechnen, zum Beispiel mit sha256sum.",
      file: (tender: string, part: string) => `${tender}-Niederschrift${part}`,
      fileParts: { all: "", quality: "-Leistung", price: "-Preise" },
      fileOf: (round: number, supplement: number) =>
        `${round === 1 ? "" : `-Runde-${round}`}${supplement === 0 ? "" : `-Nachtrag-${supplement}`}`,
      partOf: (part: string, round: number, supplement: number) =>
        `${part}${round === 1 ? "" : `, ${round}. Runde`}${supplement === 0 ? "" : `, ${supplement}. Nachtrag: verspätet, zugelassen`}`,
      parts: { all: "Angebote", quality: "Leistungsumschläge", price: "Preisumschläge" },
      toEvaluation: "Zur Wertung",
      tender: "Vergabe",
      number: "Nummer",
      deadline: "Ende der Angebotsfrist",
      openedAt: "Geöffnet",
      officers: "Freigegeben von",
      officer: (person: string, instant: string) => `${person}, ${instant}`,
      officerUnreadable: (person: string, instant: string, count: number) =>
        count === 1
          ? `${person}, ${instant}, ein Umschlag nicht lesbar`
          : `${person}, ${instant}, ${count} Umschläge nicht lesbar`,
      hash: "Hashwert der Niederschrift (SHA-256)",
      basis: {
        "open-eu": "Niederschrift über die Öffnung nach VgV § 55 Abs. 2",
        "negotiated-eu": "Niederschrift über die Öffnung nach VgV § 55 Abs. 2",
        "negotiated-national": "Niederschrift über die Öffnung nach UVgO § 40 Abs. 2",
        "restricted-eu": "Niederschrift über die Öffnung nach VgV § 55 Abs. 2",
        "restricted-national": "Niederschrift über die Öffnung nach UVgO § 40 Abs. 2",
        "open-national": "Niederschrift über die Öffnung nach UVgO § 40 Abs. 2",
        "mini-competition": "Niederschrift über die Öffnung entsprechend VgV § 55 Abs. 2",
        "direct-award": "Niederschrift über die Öffnung entsprechend UVgO § 40 Abs. 2",
      },
      bids: "Angebote in der Reihenfolge des Eingangs",
      recordedTable: "Geöffnete Angebote",
      lateTable: "Angebote nach Ablauf der Frist",
      late: "Verspätete Angebote",
      lateHint: "Ungeöffnet aufbewahrt und ausgeschlossen.",
      unsealed: "Nicht neu versiegelte Angebote",
      unsealedHint:
        "Sie waren an die früheren öffnenden Personen versiegelt. Niemand kann sie öffnen, sie nehmen nicht teil.",
      none: "Es ist kein Angebot eingegangen.",
      bidder: "Bieter",
      receivedAt: "Eingang",
      totals: "Gesamtpreise netto",
      result: "Ergebnis",
      opened: "geöffnet",
      noTotal: "kein Los vollständig angeboten",
      excluded: "ausgeschlossen",
      hashes: "Hashwerte (SHA-256)",
      manifest: "Angebot insgesamt",
      container: "Umschlag",
      content: "Inhalt",
    },
  },
  en: {
    title: {
      all: "Opening of the bids",
      quality: "Opening of the quality envelopes",
      price: "Opening of the price envelopes",
    },
    recordTitle: "Opening record",
    steps: "State of the opening",
    step: {
      deadline: "Bidding",
      quality: "Open quality",
      scores: "Score quality",
      price: "Open prices",
      all: "Open bids",
      done: "Opened",
    },
    before: "Bidding is still open",
    beforeText: (deadline, distance) =>
      `Bids are opened only after ${deadline} (${distance}). Before that the server hands out no envelope. This page updates by itself.`,
    scores: "Quality is scored first",
    scoresText:
      "The prices stay closed until all points are given and locked. That way no price can influence the scores.",
    toScores: "Go to the scores",
    who: {
      title: "Who opens",
      rule: (all) =>
        `Two of the ${all} persons open together, each with their own key. Only the second release makes the bids readable.`,
      released: (instant) => `released on ${instant}`,
      open: "has not released yet",
      me: "you",
      count: (done) => (done === 0 ? "No release yet" : done === 1 ? "1 of 2 releases" : `${done} releases`),
    },
    wait: {
      first: "Nobody has released yet",
      firstText: (persons) =>
        `These can open: ${persons}. Two of them have to release. This page updates by itself.`,
      second: "Waiting for the second person",
      secondMine: "You have released. Waiting for the second person",
      secondText: (persons) => `Now any of the others can release: ${persons}. This page updates by itself.`,
      more: "Another person is needed",
      moreMine: "You have released. Another person is needed",
      conclude: "No other release will come",
      concludeText:
        "All who still may open have released. One of them concludes the opening: what can be opened with the releases that there are is opened; what cannot is excluded, with the reason.",
      concludeAct: "Conclude the opening",
      concludeTitle: "Conclude the opening with the releases that there are?",
      concludeWarning:
        "Bids for which two shares of the key are missing are excluded; the record says so. Before that, the administrator can give another person of the committee the role back. Afterwards this cannot be changed.",
      tooFew: "Too few persons may open",
      tooFewText: (persons) =>
        `Two persons of the committee have to be opening officers: ${persons}. The administrator can appoint them again. If that is not possible, cancel the tender.`,
      moreText: (persons) =>
        `At least one envelope could not be opened, or a key is missing. These can still release: ${persons}. This page updates by itself.`,
    },
    turn: {
      title: "You can open now",
      moreTitle: "Your release is needed",
      moreText:
        "The releases so far are not enough for all bids: an envelope could not be opened, or a key is missing.",
      count: (bids) =>
        bids === 1 ? "One bid takes part in this opening." : `${bids} bids take part in this opening.`,
      first:
        "Open your part with your key and release it. That makes nothing readable yet: it takes a second person.",
      second: "Open your part with your key and release it.",
      opens: {
        all: "Your release reveals the prices and writes the record.",
        quality:
          "Your release reveals the descriptions of quality and writes the record. The prices stay closed.",
        price: "Your release reveals the prices and writes the record.",
      },
      none: "No bid came in time. Release nevertheless, so that the record is written.",
      open: "Open the envelopes",
      progress: "Envelopes",
      opening: (done, all) => `${done} of ${all} opened`,
      fine: (count) =>
        count === 1 ? "Your envelope is opened and checked" : `All ${count} envelopes are opened and checked`,
      fineText: "Release them now. Until then the server has got nothing of it.",
      details: "Result for each bid",
      results: "Opened envelopes",
      bidder: "Bidder",
      hash: "Share of the key (SHA-256)",
      result: "Check",
      outcomes: {
        fine: "opened, right",
        broken: "cannot be opened",
        foreign: "does not belong to this bid",
        mismatch: "hash is wrong",
      },
      unreadable: (count, all) =>
        count === 1
          ? `One of ${all} envelopes is not readable`
          : `${count} of ${all} envelopes are not readable`,
      unreadableText:
        "That stands in the record with your name. A bid is excluded only if the others cannot open it either. The envelopes are kept, so that your finding can be examined.",
      confirm: "I state that these envelopes cannot be opened with my key",
      confirmMissing: "Please confirm the unreadable envelopes, or open again with another file.",
      release: "Release",
      again: "Open again",
      released: "You have released.",
      opened: "The bids are open. The record is written.",
    },
    lost: {
      act: "My key is lost",
      title: "Go on without your key?",
      text: "You state that you cannot open any of your envelopes. That stands in the record with your name and cannot be undone.",
      enough:
        "The bids can be opened nevertheless if two others of the committee have their keys. If they have not, the procedure has to be cancelled.",
      confirm: "State the loss",
      stated: "The loss is on record.",
    },
    key: {
      file: "Your key file",
      hint: "The file that you stored when you made your opening key. It does not leave this browser.",
      missing: "Please choose your key file.",
      passphrase: "Passphrase",
      noKeyFile: "This is no key file.",
      wrongPassphrase: "The passphrase does not fit this file.",
      other:
        "This is another key than the one these bids are sealed to. Take the file whose fingerprint stands in the tender.",
      unlocking: "The key file is being unlocked …",
      failed: "That did not work in this browser. Please try a current browser.",
    },
    record: {
      print: "Print",
      download: "Store the record as PDF",
      downloadOf: (part) => `Store the record as PDF: ${part}`,
      wording: "Store the wording as text",
      wordingOf: (part) => `Store the wording as text: ${part}`,
      wordingHint:
        "The hash of the record is the SHA-256 of this wording. Anybody can compute it, with sha256sum for example.",
      file: (tender, part) => `${tender}-record${part}`,
      fileParts: { all: "", quality: "-quality", price: "-prices" },
      fileOf: (round, supplement) =>
        `${round === 1 ? "" : `-round-${round}`}${supplement === 0 ? "" : `-supplement-${supplement}`}`,
      partOf: (part, round, supplement) =>
        `${part}${round === 1 ? "" : `, round ${round}`}${supplement === 0 ? "" : `, supplement ${supplement}: late, admitted`}`,
      parts: { all: "Bids", quality: "Quality envelopes", price: "Price envelopes" },
      toEvaluation: "Go to the evaluation",
      tender: "Tender",
      number: "Number",
      deadline: "Deadline for bids",
      openedAt: "Opened",
      officers: "Released by",
      officer: (person, instant) => `${person}, ${instant}`,
      officerUnreadable: (person, instant, count) =>
        count === 1
          ? `${person}, ${instant}, one envelope not readable`
          : `${person}, ${instant}, ${count} envelopes not readable`,
      hash: "Hash of the record (SHA-256)",
      basis: {
        "open-eu": "Record of the opening under VgV § 55(2)",
        "negotiated-eu": "Record of the opening under VgV § 55(2)",
        "negotiated-national": "Record of the opening under UVgO § 40(2)",
        "restricted-eu": "Record of the opening under VgV § 55(2)",
        "restricted-national": "Record of the opening under UVgO § 40(2)",
        "open-national": "Record of the opening under UVgO § 40(2)",
        "mini-competition": "Record of the opening in accordance with VgV § 55(2)",
        "direct-award": "Record of the opening in accordance with UVgO § 40(2)",
      },
      bids: "Bids in order of receipt",
      recordedTable: "Opened bids",
      lateTable: "Bids after the deadline",
      late: "Late bids",
      lateHint: "Kept unopened and excluded.",
      unsealed: "Bids that were not sealed again",
      unsealedHint:
        "They were sealed to the former opening officers. Nobody can open them, they do not take part.",
      none: "No bid has been received.",
      bidder: "Bidder",
      receivedAt: "Received",
      totals: "Net totals",
      result: "Result",
      opened: "opened",
      noTotal: "no lot fully priced",
      excluded: "excluded",
      hashes: "Hashes (SHA-256)",
      manifest: "Whole bid",
      container: "Envelope",
      content: "Content",
    },
  },
});
