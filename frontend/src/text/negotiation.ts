import { texts } from "./text";

/** The texts about the rounds of bids in negotiated procedures. */
export const negotiationText = texts({
  de: {
    title: "Verhandlung",
    round: (round: number, final: boolean) =>
      final
        ? `Runde ${round}: endgültige Angebote`
        : round === 1
          ? "Runde 1: Erstangebote"
          : `Runde ${round}: überarbeitete Angebote`,
    before: "Sind alle Angebote mit ihren Preisen geöffnet, wird mit den Bietern darüber verhandelt.",
    reserved:
      "Der Zuschlag auf ein Erstangebot ohne Verhandlung ist vorbehalten (VgV § 17 Abs. 11, UVgO § 12 Abs. 4).",
    owed: "Der Zuschlag geht auf ein endgültiges Angebot. Fordern Sie dazu auf, wenn alles besprochen ist (VgV § 17 Abs. 14).",
    called: (final: boolean): string =>
      final
        ? "Sie sind aufgefordert, Ihr endgültiges Angebot abzugeben."
        : "Sie sind aufgefordert, Ihr Angebot zu überarbeiten.",
    calledText: (deadline: string) =>
      `Geben Sie bis ${deadline} ein neues Angebot ab. Ihr bisheriges Angebot zählt nicht mehr.`,
    byWhen: (name: string, when: string, deadline: string) =>
      name
        ? `Aufgefordert von ${name} am ${when}, Angebote bis ${deadline}.`
        : `Aufgefordert am ${when}, Angebote bis ${deadline}.`,
    noTalks: "Noch ist kein Gespräch protokolliert.",
    talkOf: (name: string, day: string) => `Gespräch mit ${name} am ${day}`,
    present: "Teilnehmende",
    presentHint: "Alle Beteiligten beider Seiten.",
    minute: "Protokoll",
    minuteHint:
      "Worüber gesprochen wurde und was der Bieter zugesagt hat. Kein Bieter liest es; geben Sie auch nichts daraus an andere Bieter weiter.",
    recordedBy: (name: string, when: string) => `Protokolliert von ${name} am ${when}.`,
    bidder: "Bieter",
    heldOn: "Tag des Gesprächs",
    record: "Gespräch protokollieren",
    recorded: "Das Gespräch ist protokolliert.",
    call: "Weitere Angebote anfordern",
    callLead: (count: number) =>
      count === 1
        ? "Der verbliebene Bieter wird benachrichtigt und gibt ein neues Angebot ab. Die bisherigen Angebote zählen danach nicht mehr."
        : `Alle ${count} verbliebenen Bieter werden zugleich benachrichtigt und geben neue Angebote ab. Die bisherigen zählen danach nicht mehr.`,
    callAct: "Bieter auffordern",
    calledDone: "Die Bieter sind aufgefordert.",
    kind: "Welche Angebote sollen kommen?",
    kinds: {
      further: "Überarbeitete Angebote, danach wird weiter verhandelt",
      final: "Endgültige Angebote, darauf folgt der Zuschlag",
    },
    message: "Was die Bieter lesen",
    messageHint:
      "Alle lesen denselben Text: was sich an den Anforderungen ändert und worauf es ankommt. Mindestanforderungen und Zuschlagskriterien bleiben (VgV § 17 Abs. 10). Geänderte Unterlagen stellen Sie danach mit einer Änderung der Vergabe ein.",
    deadline: "Ende der Angebotsfrist",
    deadlineHint: (earliest: string) =>
      `Frühestens ${earliest}: So lange brauchen Bieter nach einer Änderung mindestens (VgV § 20 Abs. 3).`,
  },
  en: {
    title: "Negotiation",
    round: (round, final) =>
      final
        ? `Round ${round}: final bids`
        : round === 1
          ? "Round 1: first bids"
          : `Round ${round}: revised bids`,
    before: "Once all bids are opened with their prices, they are negotiated with the bidders.",
    reserved: "The award on a first bid without negotiation is reserved (VgV § 17(11), UVgO § 12(4)).",
    owed: "The award goes to a final bid. Call for final bids when all is talked about (VgV § 17(14)).",
    called: (final) =>
      final ? "You are called to hand in your final bid." : "You are called to revise your bid.",
    calledText: (deadline) =>
      `Hand in another bid until ${deadline}. Your bid so far does not count any more.`,
    byWhen: (name, when, deadline) =>
      name
        ? `Called by ${name} on ${when}, bids until ${deadline}.`
        : `Called on ${when}, bids until ${deadline}.`,
    noTalks: "No talk is on record yet.",
    talkOf: (name, day) => `Talk with ${name} on ${day}`,
    present: "Present",
    presentHint: "Everybody, of both sides.",
    minute: "Minute",
    minuteHint:
      "What was talked about, and what the bidder promised. No bidder reads it; pass nothing of it on to other bidders.",
    recordedBy: (name, when) => `Recorded by ${name} on ${when}.`,
    bidder: "Bidder",
    heldOn: "Day of the talk",
    record: "Record a talk",
    recorded: "The talk is on record.",
    call: "Call for further bids",
    callLead: (count) =>
      count === 1
        ? "The remaining bidder is told and hands in another bid. The bids so far do not count any more."
        : `All ${count} remaining bidders are told at once and hand in other bids. Those so far do not count any more.`,
    callAct: "Call the bidders",
    calledDone: "The bidders are called.",
    kind: "Which bids shall come?",
    kinds: { further: "Revised bids, and negotiations go on", final: "Final bids, and the award follows" },
    message: "What the bidders read",
    messageHint:
      "All read the same: what changes in the specification, and what matters. Minimum requirements and award criteria stay (VgV § 17(10)). Put changed documents in with an amendment of the tender afterwards.",
    deadline: "Deadline for bids",
    deadlineHint: (earliest) =>
      `Not before ${earliest}: the time that bidders need at least after a change (VgV § 20(3)).`,
  },
});
