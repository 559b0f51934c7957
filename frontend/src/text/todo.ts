import { texts } from "./text";

/** The texts of the pages under /. */
export const todoText = texts({
  de: {
    title: "Aufgaben",
    lead: (count: number) =>
      count === 0
        ? "Was auf Sie wartet, steht hier."
        : count === 1
          ? "Eine Aufgabe wartet auf Sie."
          : `${count} Aufgaben warten auf Sie.`,
    groups: {
      overdue: "Überfällig",
      today: "Heute fällig",
      week: "In den nächsten sieben Tagen",
      later: "Später fällig",
      open: "Sobald Sie können",
    },
    due: (instant: string, distance: string) => `fällig ${distance} (${instant})`,
    /** What has to be done, and the words on the link to it. */
    kinds: {
      "round-answer": { what: "Bedarf melden", go: "Bedarf melden" },
      "round-freeze": { what: "Bedarfsrunde einfrieren", go: "Einfrieren" },
      "round-open": { what: "Bedarfsrunde öffnen", go: "Öffnen" },
      "tender-draft": { what: "Vergabeentwurf fertigstellen", go: "Weiter bearbeiten" },
      "tender-review": { what: "Vergabe prüfen", go: "Prüfen" },
      "tender-publish": { what: "Vergabe prüfen und veröffentlichen", go: "Prüfen" },
      "tender-bid": { what: "Angebot abgeben", go: "Angebot abgeben" },
      "tender-open": { what: "Angebote öffnen", go: "Zur Öffnung" },
      "tender-evaluate": { what: "Angebote werten", go: "Zur Wertung" },
      "tender-approve": { what: "Zuschlagsvorschlag prüfen und freigeben", go: "Prüfen" },
      "tender-inform": { what: "Bieter über den Zuschlag informieren", go: "Zu den Schreiben" },
      "tender-award": { what: "Zuschlag erteilen", go: "Zum Zuschlag" },
      "tender-prepare": { what: "Vergabe aus der Bedarfsrunde vorbereiten", go: "Vorbereiten" },
      "calloff-approve": { what: "Abruf freigeben", go: "Prüfen und freigeben" },
      "calloff-new": { what: "Neue Bestellung", go: "Ansehen" },
      "allocation-post": { what: "Aufteilung prüfen und buchen", go: "Prüfen und buchen" },
      "pool-allocate": { what: "Kosten aufteilen", go: "Aufteilen" },
      "key-register": { what: "Öffnungsschlüssel hinterlegen", go: "Hinterlegen" },
      "key-confirm": { what: "Fingerabdruck am Telefon vergleichen und bestätigen", go: "Vergleichen" },
      "drill-prove": { what: "Öffnungsschlüssel erproben", go: "Erproben" },
      "drill-alarm": { what: "Zu wenige Öffnungsschlüssel sind erprobt", go: "Ansehen" },
      "bid-admit": { what: "Über ein verspätetes Angebot entscheiden", go: "Entscheiden" },
    },
    nothing: "Im Augenblick wartet nichts auf Sie",
    nothingText: "Sobald etwas zu tun ist, steht es hier mit seiner Frist.",
    onward: "Weiter zu",
    ways: {
      order: { go: "Im Marktplatz bestellen", text: "Preise für Ihre Menge sehen und abrufen" },
      approvals: { go: "Abrufe ansehen", text: "Was Ihr Mitglied bestellt hat" },
      rounds: { go: "Bedarfsrunden ansehen", text: "Was gemeinsam beschafft werden soll" },
      tenders: { go: "Vergaben ansehen", text: "Laufende und abgeschlossene Verfahren" },
      bid: { go: "Ausschreibungen ansehen", text: "Verfahren, für die Sie bieten können" },
      costs: { go: "Gemeinsame Kosten ansehen", text: "Kosten anlegen und auf den Cent aufteilen" },
      audit: { go: "Prüfung öffnen", text: "Ereignisse nachlesen und alles nachprüfen" },
      members: { go: "Mitglieder ansehen", text: "Wer zur Genossenschaft gehört" },
    },
  },
  en: {
    title: "To do",
    lead: (count) =>
      count === 0
        ? "What waits for you stands here."
        : count === 1
          ? "One task waits for you."
          : `${count} tasks wait for you.`,
    groups: {
      overdue: "Overdue",
      today: "Due today",
      week: "In the next seven days",
      later: "Due later",
      open: "As soon as you can",
    },
    due: (instant, distance) => `due ${distance} (${instant})`,
    kinds: {
      "round-answer": { what: "State needs", go: "State needs" },
      "round-freeze": { what: "Freeze the demand round", go: "Freeze" },
      "round-open": { what: "Open the demand round", go: "Open" },
      "tender-draft": { what: "Complete the tender draft", go: "Continue editing" },
      "tender-review": { what: "Review the tender", go: "Review" },
      "tender-publish": { what: "Review and publish the tender", go: "Review" },
      "tender-bid": { what: "Hand in a bid", go: "Hand in a bid" },
      "tender-open": { what: "Open the bids", go: "Go to the opening" },
      "tender-evaluate": { what: "Evaluate the bids", go: "Evaluate" },
      "tender-approve": { what: "Review and approve the proposed award", go: "Review" },
      "tender-inform": { what: "Tell the bidders of the award", go: "Go to the letters" },
      "tender-award": { what: "Award the tender", go: "Go to the award" },
      "tender-prepare": { what: "Prepare a tender from the demand round", go: "Prepare" },
      "calloff-approve": { what: "Approve the call-off", go: "Review and approve" },
      "calloff-new": { what: "New order", go: "Look at it" },
      "allocation-post": { what: "Review and post the allocation", go: "Review and post" },
      "pool-allocate": { what: "Split the cost", go: "Split" },
      "key-register": { what: "Register your opening key", go: "Register" },
      "key-confirm": { what: "Compare the fingerprint by telephone and confirm it", go: "Compare" },
      "drill-prove": { what: "Prove your opening key", go: "Prove" },
      "drill-alarm": { what: "Too few opening keys are proven", go: "Look at it" },
      "bid-admit": { what: "Decide on a late bid", go: "Decide" },
    },
    nothing: "Nothing waits for you at the moment",
    nothingText: "As soon as there is something to do, it stands here with its due date.",
    onward: "Go on to",
    ways: {
      order: { go: "Order on the marketplace", text: "See prices for your quantity and call off" },
      approvals: { go: "Look at call-offs", text: "What your organisation has ordered" },
      rounds: { go: "Look at demand rounds", text: "What is to be bought together" },
      tenders: { go: "Look at tenders", text: "Running and completed procedures" },
      bid: { go: "Look at tenders", text: "Procedures for which you can bid" },
      costs: { go: "Look at shared costs", text: "Collect costs and split them to the cent" },
      audit: { go: "Open the audit", text: "Read events and verify everything" },
      members: { go: "Look at members", text: "Who belongs to the cooperative" },
    },
  },
});
