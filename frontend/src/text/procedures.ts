import { texts } from "./text";

/** The texts about how a tender is run. */
export const proceduresText = texts({
  de: {
    title: "Verfahren",
    way: "Wie wird vergeben?",
    ways: {
      open: "Offenes Verfahren",
      restricted: "Nicht offenes Verfahren mit Teilnahmewettbewerb",
      negotiated: "Verhandlungsverfahren mit Teilnahmewettbewerb",
      "direct-award": "Direktauftrag",
    },
    wayHints: {
      open: "Jeder Lieferant darf bieten. Ab dem EU-Schwellenwert wird EU-weit ausgeschrieben, darunter national.",
      restricted:
        "Jeder Lieferant darf einen Teilnahmeantrag stellen; Sie wählen geeignete Bewerber aus, und nur diese bieten. Unter dem EU-Schwellenwert ist das die beschränkte Ausschreibung mit Teilnahmewettbewerb (UVgO § 10).",
      negotiated:
        "Wie das nicht offene Verfahren; über die Erstangebote wird verhandelt, und der Zuschlag geht auf endgültige Angebote (VgV § 17). Unter dem EU-Schwellenwert ist das die Verhandlungsvergabe (UVgO § 12). Erlaubt ist das nur aus bestimmten Gründen.",
      "direct-award":
        "Nur die Lieferanten, die Sie anfragen, bieten. Erlaubt bis zur Grenze für Direktaufträge unter „Rechtliche Werte“; der Wert zählt über die ganze Laufzeit mit allen Losen und Verlängerungen.",
    },
    urgency: "Warum eilt es?",
    urgencyHint:
      "Nur ausfüllen, wenn die Fristen eines EU-weiten Verfahrens verkürzt werden sollen (VgV § 15 Abs. 3, § 16 Abs. 3 und 7, § 17 Abs. 3 und 8). Die Begründung steht in der Bekanntmachung; unter dem Schwellenwert verkürzt sie nichts.",
    urgencyShort: "Bitte begründen Sie die Dringlichkeit in mindestens 10 Zeichen.",
    reason: "Warum werden diese Lieferanten gefragt?",
    reasonHint: "Steht im Vergabevermerk; Bieter lesen die Begründung nicht.",
    invited: "Angefragte Lieferanten",
    invitedHint:
      "1 bis 20 Lieferanten. Sie sehen die Vergabe, sobald sie veröffentlicht ist, und bieten; andere sehen sie nicht.",
    nobody: "Noch ist niemand ausgewählt.",
    find: "Lieferanten suchen",
    findHint: "Name eingeben und aus der Liste wählen.",
    remove: (name: string) => `${name} nicht anfragen`,
    askSomebody: "Ein Direktauftrag fragt mindestens einen Lieferanten an.",
    least: "Mindestfrist für Angebote",
    days: (count: number) => (count === 1 ? "1 Tag" : `${count} Tage`),
    ground: "Warum darf verhandelt werden?",
    groundHint: "Nach VgV § 14 Abs. 3, unter dem Schwellenwert nach UVgO § 8 Abs. 4.",
    noGround: "Noch offen",
    grounds: {
      adaptation: "Verfügbare Lösungen müssen angepasst werden",
      innovative: "Konzeptionelle oder innovative Lösungen",
      complexity: "Art, Komplexität, rechtlicher oder finanzieller Rahmen oder Risiken",
      indescribable: "Nicht genau genug beschreibbar",
      "no-regular-bids": "Früheres Verfahren ohne ordnungsgemäße oder annehmbare Angebote",
    },
    groundReason: "Worin besteht dieser Grund?",
    groundReasonHint: "Steht im Vergabevermerk; Bieter lesen die Begründung nicht.",
    firstBids: "Zuschlag auf Erstangebote vorbehalten",
    firstBidsHint:
      "Dann dürfen Sie auf ein Erstangebot zuschlagen, ohne zu verhandeln (VgV § 17 Abs. 11, UVgO § 12 Abs. 4). Das steht in der Bekanntmachung.",
    whyNegotiated: "Grund der Verhandlung",
    whyGround: "Begründung der Verhandlung",
    reservedFact: "Zuschlag auf Erstangebote",
    reservedYes: "vorbehalten",
    reservedNo: "nicht vorbehalten",
    limit: "Grenze für Direktaufträge",
    whyDirect: "Begründung des Direktauftrags",
    whyUrgent: "Dringlichkeit",
  },
  en: {
    title: "Procedure",
    way: "How is the contract awarded?",
    ways: {
      open: "Open procedure",
      restricted: "Restricted procedure with requests to participate",
      negotiated: "Negotiated procedure with requests to participate",
      "direct-award": "Direct award",
    },
    wayHints: {
      open: "Every supplier may bid. From the EU threshold on the tender is EU-wide, below it national.",
      restricted:
        "Every supplier may ask to take part; you choose suitable ones, and only those bid. Below the EU threshold this is the restricted procedure of UVgO § 10.",
      negotiated:
        "Like the restricted procedure; first bids are negotiated, and the award goes to final bids (VgV § 17; below the EU threshold UVgO § 12). It is allowed on certain grounds only.",
      "direct-award":
        "Only the suppliers that you ask bid. Allowed up to the limit for direct awards under “Figures of the law”; the value counts over the whole term with all lots and extensions.",
    },
    urgency: "Why is it urgent?",
    urgencyHint:
      "Fill in only if the time in an EU-wide procedure is to be shortened (VgV § 15(3), § 16(3) and (7), § 17(3) and (8)). The reason stands in the notice; below the threshold it shortens nothing.",
    urgencyShort: "Please give the reason for the urgency in 10 characters or more.",
    reason: "Why are these suppliers asked?",
    reasonHint: "It stands in the procurement file; bidders do not read it.",
    invited: "Suppliers that are asked",
    invitedHint:
      "1 to 20 suppliers. They see the tender once it is published, and bid; others do not see it.",
    nobody: "Nobody is chosen yet.",
    find: "Find suppliers",
    findHint: "Enter a name and choose from the list.",
    remove: (name: string) => `Do not ask ${name}`,
    askSomebody: "A direct award asks at least one supplier.",
    least: "Shortest time for bids",
    days: (count: number) => (count === 1 ? "1 day" : `${count} days`),
    ground: "What allows to negotiate?",
    groundHint: "By VgV § 14(3), below the threshold UVgO § 8(4).",
    noGround: "Still open",
    grounds: {
      adaptation: "Available solutions have to be adapted",
      innovative: "Conceptual or innovative solutions",
      complexity: "Nature, complexity, legal or financial make-up, or risks",
      indescribable: "Cannot be described precisely enough",
      "no-regular-bids": "An earlier procedure without regular or acceptable bids",
    },
    groundReason: "What does this ground consist in?",
    groundReasonHint: "Stands in the procurement file; bidders do not read it.",
    firstBids: "Award on first bids reserved",
    firstBidsHint:
      "Then you may award a first bid without a negotiation (VgV § 17(11), UVgO § 12(4)). The notice says so.",
    whyNegotiated: "Ground to negotiate",
    whyGround: "Reason for the negotiation",
    reservedFact: "Award on first bids",
    reservedYes: "reserved",
    reservedNo: "not reserved",
    limit: "Limit for direct awards",
    whyDirect: "Reason for the direct award",
    whyUrgent: "Urgency",
  },
});
