type Params = Readonly<Record<string, string>>;

/** The sentences of a check: while it is met, and while it is not. Money and instants come formatted. */
interface CheckText {
  met: (params: Params) => string;
  unmet: (params: Params) => string;
}

type Checks = Readonly<Record<string, CheckText | undefined>>; // the server may know more than this page

/** The German texts of the pages under /tenders, from the draft to the award. */
export const de = {
  title: "Vergaben",
  lead: "Gemeinsame Vergabeverfahren von der Vorbereitung bis zum Zuschlag.",
  leadBidder: "Ausschreibungen, für die Sie bieten können, und Ihre Angebote.",
  list: "Alle Vergaben",
  create: "Neue Vergabe",
  empty: "Noch keine Vergabe",
  emptyOfficer: "Eine Vergabe entsteht aus einer eingefrorenen Bedarfsrunde.",
  emptyOther: "Sobald eine Vergabe veröffentlicht ist, steht sie hier.",
  toRounds: "Zu den Bedarfsrunden",
  procedure: "Verfahren",
  procedures: {
    "open-eu": "Offenes Verfahren, EU-weit",
    "open-national": "Öffentliche Ausschreibung, national",
    "restricted-eu": "Nicht offenes Verfahren, EU-weit",
    "restricted-national": "Beschränkte Ausschreibung mit Teilnahmewettbewerb, national",
    "mini-competition": "Kleinwettbewerb",
    "direct-award": "Direktauftrag",
  },
  deadline: "Angebotsfrist",
  lots: "Lose",
  bids: "Angebote",
  ownBids: "Meine Angebote",
  estimatedValue: "Auftragswert",
  status: {
    draft: "Entwurf",
    "in-review": "in Prüfung",
    requests: "Teilnahmeanträge",
    selection: "Auswahl der Bewerber",
    published: "veröffentlicht",
    "deadline-passed": "Frist abgelaufen",
    opened: "geöffnet",
    evaluating: "in Wertung",
    "award-proposed": "Zuschlag vorgeschlagen",
    standstill: "Wartefrist",
    awarded: "Zuschlag erteilt",
    cancelled: "aufgehoben",
  },
  steps: "Stand des Verfahrens",
  step: {
    draft: "Entwurf",
    review: "Prüfung",
    requests: "Bewerbung",
    published: "Angebotsfrist",
    opening: "Öffnung",
    evaluation: "Wertung",
    standstill: "Vorschlag, Wartefrist",
    proposal: "Vorschlag",
    awarded: "Zuschlag",
  },
  stopped: "Aufgehoben",
  terms: {
    title: "Bedingungen",
    round: "Bedarfsrunde",
    framework: "Rahmenvertrag",
    orderedFor: "Bestellt für",
    invited: "Aufgefordert",
    callOff: "Abruf",
    toCallOff: "Zum Abruf, der daraus geworden ist",
    procedure: "Verfahren",
    threshold: "EU-Schwelle",
    estimatedValue: "Geschätzter Auftragswert",
    valuation: (title: string, counts: string, estimate: string, maximum: string) =>
      `${title}: ${counts} (Schätzung ${estimate}, Höchstwert ${maximum})`,
    valuationNote:
      "Er zählt über die ganze Laufzeit mit allen Verlängerungen und Losen; je Los gilt der größere der beiden Werte (VgV § 3).",
    maximumValue: "Höchstwert aller Lose",
    term: "Laufzeit",
    months: (count: number) => (count === 1 ? "1 Monat" : `${count} Monate`),
    options: "Verlängerungen",
    option: (position: number, months: string) => `${position}. Verlängerung um ${months}`,
    noOptions: "keine",
    longest: (months: string) => `Mit allen Verlängerungen läuft die Vereinbarung ${months}.`,
    termJustification: "Begründung der Laufzeit",
    quotaMode: "Kontingente",
    quotaModes: {
      hard: "fest, nach gemeldetem Bedarf",
      soft: "weich, nach gemeldetem Bedarf",
      "first-come": "keine, wer zuerst abruft",
    },
    flowsBack: (months: string) =>
      `Was ein Mitglied nicht abruft, steht ${months} nach Vertragsbeginn allen offen.`,
    noLotsReason: "Nur ein Los, weil",
    withoutVat: "Alle Werte ohne Umsatzsteuer.",
  },
  timeline: {
    title: "Termine",
    submitted: "Zur Prüfung vorgelegt",
    published: "Veröffentlicht",
    requestsUntil: "Ende der Teilnahmefrist",
    invited: "Bewerber eingeladen",
    deadline: "Ende der Angebotsfrist",
    earliestBy: (when: string, days: number, source: string) =>
      days > 0
        ? `Frühestens ${when} (${days === 1 ? "1 Tag" : `${days} Tage`}, ${source})`
        : `Frühestens ${when} (${source})`,
    extended: (to: string) => `Frist verlängert bis ${to}`,
    committeeChanged: "Öffnende Personen gewechselt",
    opened: "Angebote geöffnet",
    qualityOpened: "Leistungsumschläge geöffnet",
    scoresLocked: "Punkte gesperrt",
    pricesOpened: "Preisumschläge geöffnet",
    proposed: "Zuschlag vorgeschlagen",
    earliestAward: "Frühester Tag für den Zuschlag",
    awarded: "Zuschlag erteilt",
    ahead: "steht bevor",
    by: (instant: string, person: string) => `${instant} · ${person}`,
  },
  lot: {
    one: (position: number, title: string) => `Los ${position}: ${title}`,
    maximum: (amount: string) => `Höchstwert ${amount}`,
    item: "Position",
    quantity: "Ausgeschrieben",
    maximumQuantity: "Höchstmenge",
    estimatedPrice: "Schätzpreis",
    winner: (name: string, total: string) => `Zuschlag an ${name} zu ${total}`,
    winnerProposed: (name: string, total: string) => `Vorgeschlagen: ${name} zu ${total}`,
    nobody: "Auf dieses Los gibt es keinen Zuschlag.",
    frameworkOf: (title: string) => `Rahmenvereinbarung zu ${title}`,
  },
  entitled: {
    title: "Berechtigte Mitglieder",
    text: (count: string) =>
      count === "1"
        ? "1 Mitglied darf aus der Rahmenvereinbarung abrufen."
        : `${count} Mitglieder dürfen aus der Rahmenvereinbarung abrufen.`,
    frozen: "Die Liste ist seit der Veröffentlichung unveränderlich (EuGH C-216/17).",
    preview: "Mit der Veröffentlichung wird die Liste unveränderlich.",
    hash: "Fingerabdruck der Liste",
    show: "Namen anzeigen",
  },
  checks: {
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
        unmet: ({ deadline }) =>
          `Die Angebotsfrist läuft bis ${deadline}; vorher öffnet niemand ein Angebot.`,
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
  },
  act: {
    edit: "Bearbeiten",
    submit: "Zur Prüfung vorlegen",
    submitTitle: "Zur Prüfung vorlegen?",
    submitText:
      "Eine zweite Person der Vergabestelle prüft und veröffentlicht. Bis dahin lässt sich der Entwurf nicht ändern; sie kann ihn zurückgeben.",
    submitted: (number: string) => `${number} liegt zur Prüfung vor.`,
    unmet: (count: number) =>
      count === 1 ? "Eine Voraussetzung fehlt noch." : `${count} Voraussetzungen fehlen noch.`,
    publish: "Veröffentlichen",
    publishTitle: "Vergabe veröffentlichen?",
    publishText: (deadline: string) =>
      `Bieter sehen die Ausschreibung sofort und bieten bis ${deadline}. Lose, berechtigte Mitglieder und die Schlüssel der öffnenden Personen werden unveränderlich.`,
    published: (number: string) => `${number} ist veröffentlicht.`,
    samePerson: "Sie haben die Vergabe vorgelegt; veröffentlichen muss sie eine zweite Person.",
    giveBack: "Zurückgeben",
    giveBackTitle: "Zur Überarbeitung zurückgeben?",
    giveBackHint: "Die Vergabe wird wieder ein Entwurf. Die Begründung steht dann dort.",
    givenBack: (number: string) => `${number} ist wieder ein Entwurf.`,
    extend: "Frist verlängern",
    extendTitle: "Angebotsfrist verlängern?",
    extendDeadline: "Neues Ende der Angebotsfrist",
    extendHint: "Deutsche Zeit, nach dem bisherigen Ende.",
    extendLater: "Die neue Frist muss nach der bisherigen liegen.",
    extendReasonHint: "Alle Bieter lesen die Begründung. Abgegebene Angebote bleiben, wie sie sind.",
    extended: (number: string) => `Die Angebotsfrist von ${number} ist verlängert.`,
    cancel: "Vergabe aufheben",
    cancelTitle: "Vergabe aufheben?",
    cancelHint:
      "Das Verfahren endet ohne Zuschlag. Bieter lesen die Begründung. Aus der Bedarfsrunde kann eine neue Vergabe werden. Das lässt sich nicht zurücknehmen.",
    cancelled: (number: string) => `${number} ist aufgehoben.`,
    toOpening: "Zur Öffnung",
    toScoring: "Zur Prüfung und Wertung",
    toExamination: "Zur Prüfung der Angebote",
    openingRecord: "Öffnungsniederschrift",
  },
  panel: {
    draft: "Entwurf",
    draftText: "Prüfen Sie die Voraussetzungen, und legen Sie den Entwurf dann einer zweiten Person vor.",
    returned: (reason: string) => `Zurückgegeben: „${reason}“`,
    review: "Prüfung durch eine zweite Person",
    reviewText: (person: string) => `Vorgelegt von ${person}.`,
    published: "Die Angebotsfrist läuft",
    publishedText: (deadline: string, distance: string) =>
      `Bis ${deadline} (${distance}) können Bieter versiegelte Angebote abgeben, ändern und zurückziehen.`,
    passed: "Die Angebotsfrist ist abgelaufen",
    passedText: (persons: string) =>
      `Jetzt öffnen zwei der folgenden Personen gemeinsam die Angebote: ${persons}.`,
    awarded: "Der Zuschlag ist erteilt",
    awardedText: "Aus jedem Los mit Zuschlag ist eine Rahmenvereinbarung geworden.",
    awardedOrder: "Aus dem besten Angebot ist der Abruf geworden.",
    cancelled: "Das Verfahren ist aufgehoben",
    waiting: "Die Angebote sind geöffnet und werden gewertet.",
    unexamined: "Die Angebote werden geprüft",
    unexaminedText:
      "Zu jedem Angebot wird festgehalten, ob es Form, Eignung und Mindestanforderungen erfüllt. Erst danach lässt sich der Zuschlag vorschlagen.",
    pricesSealed: "Die Preise sind noch verschlossen",
    pricesSealedText:
      "Geöffnet sind bisher nur die Leistungsumschläge. Die Preise folgen, wenn die Punkte gesperrt sind.",
    pricesNext: "Jetzt werden die Preise geöffnet",
    pricesNextText: (persons: string) =>
      `Die Punkte sind gesperrt. Zwei der folgenden Personen öffnen gemeinsam die Preisumschläge: ${persons}.`,
    decided: "Der Zuschlag ist vorgeschlagen.",
  },
  form: {
    newTitle: "Neue Vergabe",
    newLead: (round: string) => `Aus ${round}. Mengen und Schätzpreise stammen aus der Momentaufnahme.`,
    editTitle: (number: string) => `${number} bearbeiten`,
    choose: "Aus welcher Bedarfsrunde?",
    chooseLead: "Eine Vergabe entsteht aus einer eingefrorenen Bedarfsrunde.",
    chooseEmpty: "Keine eingefrorene Bedarfsrunde",
    chooseEmptyText: "Frieren Sie zuerst eine Bedarfsrunde ein. Was schon ausgeschrieben ist, zählt nicht.",
    notFrozen:
      "Aus dieser Bedarfsrunde kann keine Vergabe werden: Sie ist nicht eingefroren oder schon ausgeschrieben.",
    basics: "Grundlagen",
    name: "Titel",
    nameHint: "So steht er in der Bekanntmachung.",
    term: "Laufzeit",
    monthsUnit: "Monate",
    termHint:
      "Rahmenvereinbarungen laufen mit allen Verlängerungen höchstens 48 Monate, außer mit Begründung (VgV § 21 Abs. 6).",
    termInvalid: "Bitte 1 bis 120 Monate eingeben.",
    options: "Verlängerungen",
    optionsHint:
      "Ein Recht der Vergabestelle, die Vereinbarung zu verlängern, ohne sie zu ändern. Der Höchstwert der Lose gilt für die ganze Zeit und steigt dadurch nicht.",
    option: (position: number) => `${position}. Verlängerung`,
    optionInvalid: "Bitte mindestens einen Monat eingeben; zusammen mit der Laufzeit höchstens 120 Monate.",
    addOption: "Verlängerung vorsehen",
    addAnotherOption: "Weitere Verlängerung",
    removeOption: (position: number) => `${position}. Verlängerung streichen`,
    longest: (months: string) => `Mit allen Verlängerungen: ${months}.`,
    termJustification: "Warum länger als 48 Monate?",
    termJustificationHint: "Die Begründung steht in der Bekanntmachung.",
    quotaMode: "Wie verteilt sich der Höchstwert auf die Mitglieder?",
    quotaModes: { hard: "Feste Kontingente", soft: "Weiche Kontingente", "first-come": "Ohne Kontingente" },
    quotaModeHints: {
      hard: "Jedes Mitglied erhält einen Anteil nach seinem gemeldeten Bedarf und kann nicht mehr abrufen.",
      soft: "Ebenso, aber nur für eine Zeit: Danach steht allen offen, was ein Mitglied nicht abgerufen hat.",
      "first-come": "Alle rufen aus demselben Höchstwert ab, bis er erschöpft ist.",
    },
    flowBack: "Ungenutztes fließt zurück nach",
    flowBackHint: "Gezählt ab Vertragsbeginn. Der Rückfluss steht in der Bekanntmachung.",
    flowBackInvalid:
      "Bitte mindestens einen Monat eingeben und weniger, als die Vereinbarung ohne Verlängerung läuft.",
    deadline: "Ende der Angebotsfrist",
    deadlineHint: "Deutsche Zeit. Nach dem Speichern steht hier der früheste zulässige Zeitpunkt.",
    deadlineEarliest: (instant: string) =>
      `Deutsche Zeit. Frühestens ${instant}, wenn heute veröffentlicht wird.`,
    officers: "Öffnende Personen",
    officersHint:
      "Das Gremium hat drei bis sieben Personen. Zwei von ihnen öffnen die Angebote gemeinsam, keine kommt allein an einen Preis. Fällt eine aus oder verliert ihren Schlüssel, genügen die übrigen, solange es zwei sind.",
    officer: (position: number) => `${position}. Person`,
    addOfficer: "Weitere Person",
    removeOfficer: (position: number) => `${position}. Person entfernen`,
    noKey: (name: string) => `${name} (ohne Schlüssel)`,
    unconfirmedKey: (name: string) => `${name} (nicht bestätigt)`,
    samePerson: "Diese Person steht schon im Gremium.",
    lots: "Lose",
    lotsHint:
      "Jede Position gehört in ein Los oder bleibt außen vor. Der Höchstwert eines Loses ist eine harte Grenze für alle Abrufe zusammen.",
    lot: (position: number) => `Los ${position}`,
    lotTitle: "Bezeichnung des Loses",
    maximumValue: "Höchstwert, netto",
    maximumPositive: "Bitte einen Betrag über 0 eingeben.",
    addLot: "Weiteres Los",
    removeLot: (position: number) => `Los ${position} auflösen`,
    items: "Positionen",
    item: "Position",
    demand: "Bedarf",
    demandCell: (firm: string, tolerance: string) => `${firm} fest + ${tolerance}`,
    maximumQuantity: "Höchstmenge",
    maximumQuantityOf: (item: string) => `Höchstmenge: ${item}`,
    moveTo: "Los",
    moveOf: (item: string) => `Los von ${item}`,
    notTendered: "nicht ausschreiben",
    left: "Nicht ausgeschrieben",
    leftHint: "Diese Positionen der Bedarfsrunde bleiben außen vor.",
    lotEmpty: "In diesem Los steht noch nichts. Ordnen Sie ihm eine Position zu, oder lösen Sie es auf.",
    lotWithout: "Jedes Los braucht mindestens eine Position.",
    noLotsReason: "Warum nur ein Los?",
    noLotsReasonHint:
      "Aufträge werden in Lose geteilt, außer aus wirtschaftlichen oder technischen Gründen (GWB § 97 Abs. 4).",
    save: "Entwurf speichern",
    saved: (number: string) => `${number} ist gespeichert.`,
    checksAhead: "Voraussetzungen",
    checksAheadText:
      "Mit dem Speichern rechnet das System Auftragswert, Verfahren und früheste Frist aus und zeigt, was vor der Veröffentlichung noch fehlt.",
  },
};
