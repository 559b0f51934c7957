import { texts } from "./text";

/** The texts of a licence's page: its term, what was counted, what was ordered because of it. */
export const licencesText = texts({
  de: {
    term: "Laufzeit und Plätze",
    seats: "Plätze",
    seatsOf: (seats: string, metric: string) => `${seats} (${metric})`,
    perUnit: "Plätze je Einheit",
    from: "Erster Tag",
    months: (months: number) => (months === 1 ? "1 Monat" : `${months} Monate`),
    length: "Laufzeit",
    renewsItself: "Verlängert sich von selbst um",
    never: "gar nicht",
    callOff: "Abruf",
    renews: "Verlängert die Lizenz",
    renewedBy: "Wird verlängert von",
    counting: "Nutzung",
    countingText:
      "Zählen Sie, wie viele Plätze in Gebrauch sind. Sind es mehr als vorhanden, zeigt die Seite, was nachzubestellen ist; weniger Plätze werden es während der Laufzeit nie.",
    countedOn: "Gezählt am",
    used: "Genutzte Plätze",
    whole: "Geben Sie eine ganze Zahl ein.",
    count: "Zählung festhalten",
    counted: "Die Zählung ist festgehalten.",
    missing: (seats: number, units: string) =>
      `${seats === 1 ? "1 Platz fehlt" : `${seats} Plätze fehlen`}. Nachzubestellen: ${units}.`,
    countBy: (day: string) => `Nächste Zählung bis ${day}.`,
    waiting: (seats: number) =>
      seats === 1
        ? "1 Platz ist bestellt und wartet auf Freigabe."
        : `${seats} Plätze sind bestellt und warten auf Freigabe.`,
    enough: "Für alle, die gezählt wurden, gibt es Plätze.",
    trueUp: "Fehlende Plätze bestellen",
    counts: "Zählungen",
    present: "Vorhandene Plätze",
    countedBy: "Gezählt von",
    noCounts: "Noch nicht gezählt",
    noCountsText: "Wer zählt, sieht hier, wie sich die Nutzung entwickelt.",
    orders: "Bestellungen zu dieser Lizenz",
    reason: "Grund",
    reasons: { "true-up": "mehr Plätze", renewal: "nächste Laufzeit" },
    quantity: "Menge",
    total: "Summe netto",
    status: "Stand",
    noOrders: "Keine Bestellungen",
    noOrdersText: "Nachbestellte Plätze und Verlängerungen stehen hier.",
    renew: "Nächste Laufzeit bestellen",
    forLicence: {
      "true-up": (name: string) =>
        `Mit dieser Bestellung bekommt die Lizenz „${name}“ mehr Plätze. Es gilt der Preis von heute.`,
      renewal: (name: string) =>
        `Mit dieser Bestellung wird die Lizenz „${name}“ verlängert. Es gilt der Preis von heute.`,
    },
    notFollowed: "Bestellt ist, aber die Bestellung ist nicht mit der Lizenz verbunden",
  },
  en: {
    term: "Term and seats",
    seats: "Seats",
    seatsOf: (seats, metric) => `${seats} (${metric})`,
    perUnit: "Seats per unit",
    from: "First day",
    months: (months) => (months === 1 ? "1 month" : `${months} months`),
    length: "Term",
    renewsItself: "Renews itself by",
    never: "not at all",
    callOff: "Call-off",
    renews: "Renews the licence",
    renewedBy: "Is renewed by",
    counting: "Use",
    countingText:
      "Count how many seats are in use. If they are more than there are, the page shows what to order in addition; seats never become fewer within the term.",
    countedOn: "Counted on",
    used: "Seats in use",
    whole: "Enter a whole number.",
    count: "Keep the count",
    counted: "The count is kept.",
    missing: (seats, units) =>
      `${seats === 1 ? "1 seat is missing" : `${seats} seats are missing`}. To order in addition: ${units}.`,
    countBy: (day) => `Next count by ${day}.`,
    waiting: (seats) =>
      seats === 1
        ? "1 seat is ordered and waits to be approved."
        : `${seats} seats are ordered and wait to be approved.`,
    enough: "There are seats for all that were counted.",
    trueUp: "Order the missing seats",
    counts: "Counts",
    present: "Seats there were",
    countedBy: "Counted by",
    noCounts: "Not counted yet",
    noCountsText: "Whoever counts sees here how the use develops.",
    orders: "Orders for this licence",
    reason: "Reason",
    reasons: { "true-up": "more seats", renewal: "next term" },
    quantity: "Quantity",
    total: "Total net",
    status: "State",
    noOrders: "No orders",
    noOrdersText: "Seats ordered in addition and renewals stand here.",
    renew: "Order the next term",
    forLicence: {
      "true-up": (name) => `With this order the licence “${name}” gets more seats. Today's price holds.`,
      renewal: (name) => `With this order the licence “${name}” is renewed. Today's price holds.`,
    },
    notFollowed: "It is ordered, but the order is not tied to the licence",
  },
});
