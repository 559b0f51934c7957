type Params = Readonly<Record<string, string>>;

/** The sentences of a check: while it is met, and while it is not. Money and instants come formatted. */
interface CheckText {
  met: (params: Params) => string;
  unmet: (params: Params) => string;
}

type Checks = Readonly<Record<string, CheckText | undefined>>; // the server may know more than this page
/** What a tender still needs, and what asks for it, in German. */
export const checks = {
  title: "Voraussetzungen",
  ahead: "Schritte bis zum Zuschlag",
  lead: (met: number, all: number) => `${met} von ${all} erfüllt`,
  met: "Erfüllt",
  unmet: "Nicht erfüllt",
  rule: (rule: string, source: string) => (source ? `Regel ${rule} · ${source}` : `Regel ${rule}`),
  unknown: (code: string) => `Voraussetzung ${code}`,
  byCode: {
    "requests-over": {
      met: ({ deadline }) => `Die Teilnahmefrist endete am ${deadline}.`,
      unmet: ({ deadline }) =>
        `Teilnahmeanträge werden bis ${deadline} angenommen; vorher liest sie niemand.`,
    },
    "selection-proposed": {
      met: () => "Über jeden Teilnahmeantrag ist mit Begründung entschieden.",
      unmet: () => "Über jeden Teilnahmeantrag muss mit Begründung entschieden werden.",
    },
    "chosen-invited": {
      met: () => "Eine zweite Person hat die ausgewählten Bewerber eingeladen.",
      unmet: () => "Eine zweite Person muss die ausgewählten Bewerber einladen.",
    },
    "negotiation-ground": {
      met: () => "Ein Grund zu verhandeln ist genannt und begründet.",
      unmet: () => "Es fehlt, aus welchem Grund verhandelt werden darf und worin er besteht.",
    },
    "final-bids-called": {
      met: () => "Zu endgültigen Angeboten ist aufgefordert.",
      unmet: () => "Nach der Verhandlung muss zu endgültigen Angeboten aufgefordert werden.",
    },
    "requests-until": {
      met: ({ days }) =>
        days === "0"
          ? "Die Teilnahmefrist liegt in der Zukunft."
          : `Lieferanten haben mindestens ${days} Tage Zeit für ihren Teilnahmeantrag.`,
      unmet: ({ earliest }) => `Die Teilnahmefrist darf frühestens ${earliest} enden.`,
    },
    participants: {
      met: ({ count }) => `Mindestens ${count} Bewerber sollen eingeladen werden.`,
      unmet: ({ count, fewest }) =>
        `Mindestens ${fewest} Bewerber müssen eingeladen werden, der Entwurf nennt ${count}.`,
    },
    "deadline-over": {
      met: ({ deadline }) => `Die Angebotsfrist endete am ${deadline}.`,
      unmet: ({ deadline }) => `Die Angebotsfrist läuft bis ${deadline}; vorher öffnet niemand ein Angebot.`,
    },
    "bids-opened": {
      met: () => "Zwei öffnende Personen haben die Angebote geöffnet.",
      unmet: () => "Zwei öffnende Personen müssen die Angebote gemeinsam öffnen.",
    },
    "scores-locked": {
      met: () => "Die Punkte für die Leistung sind gesperrt.",
      unmet: () => "Die Leistung ist noch zu bewerten und die Punkte sind zu sperren.",
    },
    "prices-opened": {
      met: () => "Die Preise sind geöffnet.",
      unmet: () => "Die Preise werden erst geöffnet, wenn die Punkte gesperrt sind.",
    },
    "award-proposed": {
      met: () => "Der Zuschlag ist vorgeschlagen.",
      unmet: () => "Der Zuschlag ist noch vorzuschlagen.",
    },
    "award-approved": {
      met: () => "Eine zweite Person hat dem Vorschlag zugestimmt.",
      unmet: () => "Eine zweite Person muss dem Vorschlag zustimmen.",
    },
    "bidders-told": {
      met: () => "Alle Bieter sind unterrichtet.",
      unmet: () => "Alle Bieter müssen über den vorgesehenen Zuschlag unterrichtet werden.",
    },
    "standstill-over": {
      met: () => "Die Wartefrist ist abgelaufen.",
      unmet: ({ day }) =>
        day
          ? `Die Wartefrist läuft; der Zuschlag ist ab ${day} möglich.`
          : "Die Wartefrist beginnt, wenn alle Bieter unterrichtet sind.",
    },
    "direct-limit": {
      met: ({ value, most }) =>
        `Der Auftragswert von ${value} überschreitet die Grenze von ${most} für Direktaufträge nicht.`,
      unmet: ({ value, most }) =>
        `Der Auftragswert von ${value} liegt über der Grenze von ${most} für Direktaufträge. Wählen Sie das offene Verfahren.`,
    },
    "direct-reason": {
      met: () => "Es ist begründet, warum diese Lieferanten gefragt werden.",
      unmet: () => "Ein Direktauftrag braucht eine Begründung, warum diese Lieferanten gefragt werden.",
    },
    "invited-standing": {
      met: () => "Kein angefragter Lieferant ist von Vergaben ausgeschlossen.",
      unmet: () => "Mindestens ein angefragter Lieferant ist zurzeit von Vergaben ausgeschlossen.",
    },
    "maximum-value": {
      met: () => "Der Höchstwert jedes Loses deckt die Schätzung.",
      unmet: ({ lot, estimate, maximum }) =>
        `Los ${lot}: Der Höchstwert ${maximum} liegt unter der Schätzung ${estimate}.`,
    },
    "maximum-quantity": {
      met: () => "Jede Höchstmenge deckt den festen Bedarf.",
      unmet: ({ item, firm, maximum }) =>
        `${item}: Die Höchstmenge ${maximum} liegt unter dem festen Bedarf ${firm}.`,
    },
    demand: {
      met: () => "Jede Position hat festen Bedarf, mit dem Angebote verglichen werden.",
      unmet: ({ item }) => `${item}: Ohne festen Bedarf lassen sich Angebote nicht vergleichen.`,
    },
    term: {
      met: ({ months, most }) =>
        Number(months) > Number(most)
          ? `Die Laufzeit von ${months} Monaten mit allen Verlängerungen ist begründet.`
          : `Die Laufzeit von ${months} Monaten mit allen Verlängerungen überschreitet ${most} Monate nicht.`,
      unmet: ({ months, most }) =>
        `Die Laufzeit von ${months} Monaten mit allen Verlängerungen überschreitet ${most} Monate und braucht eine Begründung.`,
    },
    lots: {
      met: () => "Der Auftrag ist in Lose geteilt, oder es ist begründet, warum nicht.",
      unmet: () => "Ein einziges Los braucht eine Begründung.",
    },
    deadline: {
      met: ({ days }) =>
        days === "0"
          ? "Die Angebotsfrist liegt in der Zukunft."
          : `Bieter haben mindestens ${days} Tage Zeit.`,
      unmet: ({ earliest }) => `Die Angebotsfrist darf frühestens ${earliest} enden.`,
    },
    "officer-count": {
      met: () => "Das Gremium hat genug öffnende Personen.",
      unmet: ({ fewest }) => `Das Gremium braucht mindestens ${fewest} öffnende Personen.`,
    },
    "officer-roles": {
      met: () => "Alle öffnenden Personen sind dazu bestellt.",
      unmet: () => "Mindestens eine der öffnenden Personen ist nicht dazu bestellt.",
    },
    "officer-keys": {
      met: () => "Alle öffnenden Personen haben einen Schlüssel hinterlegt.",
      unmet: () => "Mindestens eine der öffnenden Personen hat noch keinen Schlüssel hinterlegt.",
    },
    "officer-keys-confirmed": {
      met: () => "Alle Schlüssel sind nach dem Vergleich des Fingerabdrucks bestätigt.",
      unmet: () =>
        "Mindestens ein Schlüssel ist noch nicht bestätigt: Eine zweite Person muss den Fingerabdruck vergleichen.",
    },
    "officer-independence": {
      met: () => "Keine der öffnenden Personen handelt für einen Bieter.",
      unmet: () => "Mindestens eine der öffnenden Personen handelt für einen Bieter.",
    },
    entitled: {
      met: ({ count }) =>
        count === "1" ? "1 Mitglied darf abrufen." : `${count} Mitglieder dürfen abrufen.`,
      unmet: () => "Kein Mitglied braucht etwas von diesen Positionen.",
    },
  } as Checks,
};
