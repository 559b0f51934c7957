import { texts } from "./text";

/** The texts about requests to participate, the selection and the invitation. */
export const participationText = texts({
  de: {
    title: "Teilnahmewettbewerb",
    until: (when: string, distance: string) =>
      `Teilnahmeanträge werden bis ${when} (${distance}) angenommen.`,
    over: (when: string) => `Die Teilnahmefrist endete am ${when}.`,
    countOpen: (count: number) =>
      count === 0
        ? "Noch ist kein Teilnahmeantrag eingegangen."
        : `${count === 1 ? "1 Teilnahmeantrag ist" : `${count} Teilnahmeanträge sind`} eingegangen. Von wem sie sind und was darin steht, sehen Sie nach dem Ende der Frist (VgV § 55 Abs. 1).`,
    none: "Es ist kein Teilnahmeantrag eingegangen. Heben Sie das Verfahren auf, und begründen Sie das.",
    waiting: "Die Auswahl der Bewerber läuft.",
    criteria: "Eignungskriterien",
    own: "Ihr Teilnahmeantrag",
    ownHint:
      "Wenn Sie sich beteiligen wollen, stellen Sie hier Ihren Teilnahmeantrag. Andere Lieferanten erfahren nicht, dass Sie teilnehmen wollen. Angebote geben später nur die ausgewählten Bewerber ab.",
    statement: "Erklärung",
    statementHint:
      "Wer sich bewirbt und woran Sie teilnehmen wollen, bei Bewerbergemeinschaften mit allen Mitgliedern.",
    request: "Teilnahmeantrag stellen",
    replace: "Teilnahmeantrag ersetzen",
    withdraw: "Teilnahmeantrag zurücknehmen",
    withdrawTitle: "Teilnahmeantrag zurücknehmen?",
    withdrawText: "Sie können bis zum Ende der Teilnahmefrist einen neuen stellen.",
    requested: "Ihr Teilnahmeantrag ist eingegangen.",
    withdrawn: "Ihr Teilnahmeantrag ist zurückgenommen.",
    handedIn: (when: string, revision: number) =>
      revision === 1 ? `Eingegangen am ${when}.` : `Fassung ${revision}, eingegangen am ${when}.`,
    closedWithout: "Sie haben keinen Teilnahmeantrag gestellt.",
    invited: "Sie sind eingeladen, ein Angebot abzugeben.",
    notInvited: "Ihr Teilnahmeantrag wurde nicht berücksichtigt.",
    reason: "Begründung",
    reasonOf: (reason: string) => `Begründung: ${reason}`,
    select: "Bewerber auswählen",
    selectText: (least: number) =>
      `Bekannt gemacht ist, dass mindestens ${least} Bewerber eingeladen werden. Sind weniger geeignet, laden Sie alle Geeigneten ein (VgV § 51 Abs. 3). Eine zweite Person prüft die Auswahl und lädt ein.`,
    verdict: "Entscheidung",
    verdicts: {
      invited: "Einladen",
      unsuitable: "Nicht geeignet",
      "lower-ranked": "Geeignet, andere sind es mehr",
    },
    decided: {
      invited: "wird eingeladen",
      unsuitable: "nicht geeignet",
      "lower-ranked": "steht zurück",
    },
    verdictFor: (name: string) => `Entscheidung über ${name}`,
    reasonFor: (name: string) => `Begründung für ${name}`,
    reasonHint: "Der Bewerber liest sie.",
    deadline: "Ende der Angebotsfrist",
    deadlineHint: (earliest: string) => `Bei Einladung heute frühestens ${earliest}.`,
    propose: "Auswahl vorschlagen",
    proposed: "Die Auswahl ist vorgeschlagen. Eine zweite Person lädt ein.",
    proposedBy: (name: string, when: string, deadline: string) =>
      `Vorgeschlagen von ${name} am ${when}, Angebote bis ${deadline}.`,
    invitedBy: (name: string, when: string) => `Eingeladen von ${name} am ${when}.`,
    again: "Auswahl ändern",
    invite: "Bewerber einladen",
    inviteTitle: "Ausgewählte Bewerber einladen?",
    inviteText: (count: number, deadline: string) =>
      `${count === 1 ? "1 Bewerber wird" : `${count} Bewerber werden`} benachrichtigt und können bis ${deadline} bieten. Alle anderen erfahren, warum sie nicht ausgewählt wurden. Das lässt sich nicht zurücknehmen.`,
    inviteDone: "Die Bewerber sind eingeladen.",
    another: "Sie haben die Auswahl vorgeschlagen; einladen muss eine zweite Person.",
    form: {
      until: "Ende der Teilnahmefrist",
      untilHint: "Bis dann stellen Lieferanten ihren Teilnahmeantrag; danach wählen Sie aus.",
      untilEarliest: (when: string) => `Bei Veröffentlichung heute frühestens ${when}.`,
      least: "Wie viele Bewerber werden mindestens eingeladen?",
      leastHint: {
        restricted: "EU-weit mindestens 5 (VgV § 51 Abs. 2), national mindestens 3 (UVgO § 36 Abs. 2).",
        negotiated: "Mindestens 3 (VgV § 51 Abs. 2, UVgO § 36 Abs. 2).",
      },
      leastUnit: "Bewerber",
      leastInvalid: "Bitte geben Sie 1 bis 50 Bewerber an.",
      criteria: "Eignungskriterien",
      criteriaHint:
        "Eines je Zeile, höchstens 20. Sie stehen in der Bekanntmachung, und Bewerber machen zu jedem eine Angabe.",
      criteriaInvalid: "Bitte nennen Sie 1 bis 20 Kriterien mit je 3 bis 500 Zeichen.",
    },
    facts: {
      least: "Einzuladende Bewerber",
      leastOf: (count: number, law: number) => `mindestens ${count} (vorgeschrieben: ${law})`,
      requestDays: "Mindestfrist für Teilnahmeanträge",
      until: "Teilnahmefrist",
      chosen: "Eingeladene Bewerber",
    },
  },
  en: {
    title: "Requests to participate",
    until: (when, distance) => `Requests to participate are taken until ${when} (${distance}).`,
    over: (when) => `The time for requests ended on ${when}.`,
    countOpen: (count) =>
      count === 0
        ? "No request has come yet."
        : `${count === 1 ? "1 request has" : `${count} requests have`} come. Whose they are and what they say you see when the time for them is over (VgV § 55(1)).`,
    none: "Nobody asked to take part. Cancel the tender, and give the reason.",
    waiting: "The participants are being chosen.",
    criteria: "Criteria of suitability",
    own: "Your request to participate",
    ownHint:
      "If you want to take part, hand in your request here. Other suppliers do not learn that you want to. Only those who are chosen bid later.",
    statement: "Statement",
    statementHint: "Who asks to take part and in what; of a group of suppliers, all of them.",
    request: "Ask to take part",
    replace: "Replace the request",
    withdraw: "Withdraw the request",
    withdrawTitle: "Withdraw the request?",
    withdrawText: "You can hand in another one until the end of the time for requests.",
    requested: "Your request has been received.",
    withdrawn: "Your request is withdrawn.",
    handedIn: (when, revision) =>
      revision === 1 ? `Received on ${when}.` : `Version ${revision}, received on ${when}.`,
    closedWithout: "You have not asked to take part.",
    invited: "You are invited to bid.",
    notInvited: "Your request was not successful.",
    reason: "Reason",
    reasonOf: (reason) => `Reason: ${reason}`,
    select: "Choose participants",
    selectText: (least) =>
      `It was announced that ${least} suppliers are invited at least. If fewer are suitable, invite all suitable ones (VgV § 51(3)). A second person reviews the selection and invites.`,
    verdict: "Decision",
    verdicts: {
      invited: "Invite",
      unsuitable: "Not suitable",
      "lower-ranked": "Suitable, others are more so",
    },
    decided: { invited: "is invited", unsuitable: "not suitable", "lower-ranked": "ranked lower" },
    verdictFor: (name) => `Decision about ${name}`,
    reasonFor: (name) => `Reason for ${name}`,
    reasonHint: "The supplier reads it.",
    deadline: "End of the time for bids",
    deadlineHint: (earliest) => `If invited today, ${earliest} at the earliest.`,
    propose: "Propose the selection",
    proposed: "The selection is proposed. A second person invites.",
    proposedBy: (name, when, deadline) => `Proposed by ${name} on ${when}, bids until ${deadline}.`,
    invitedBy: (name, when) => `Invited by ${name} on ${when}.`,
    again: "Change the selection",
    invite: "Invite the chosen ones",
    inviteTitle: "Invite the chosen ones?",
    inviteText: (count, deadline) =>
      `${count === 1 ? "1 supplier is" : `${count} suppliers are`} told and can bid until ${deadline}. All others learn why they were not chosen. This cannot be undone.`,
    inviteDone: "The chosen ones are invited.",
    another: "You proposed the selection; a second person has to invite.",
    form: {
      until: "End of the time for requests",
      untilHint: "Until then suppliers ask to take part; afterwards you choose.",
      untilEarliest: (when) => `If published today, ${when} at the earliest.`,
      least: "How many suppliers are invited at least?",
      leastHint: {
        restricted: "EU-wide 5 at least (VgV § 51(2)), national 3 at least (UVgO § 36(2)).",
        negotiated: "3 at least (VgV § 51(2), UVgO § 36(2)).",
      },
      leastUnit: "suppliers",
      leastInvalid: "Please enter 1 to 50 suppliers.",
      criteria: "Criteria of suitability",
      criteriaHint: "One a line, 20 at most. They stand in the notice, and suppliers answer each of them.",
      criteriaInvalid: "Please name 1 to 20 criteria with 3 to 500 characters each.",
    },
    facts: {
      least: "Suppliers to be invited",
      leastOf: (count, law) => `${count} at least (by law: ${law})`,
      requestDays: "Shortest time for requests",
      until: "Requests to participate until",
      chosen: "Invited suppliers",
    },
  },
});
