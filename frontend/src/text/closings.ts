import { texts } from "./text";

/** The texts of closing periods. */
export const closingsText = texts({
  de: {
    title: "Abschlüsse",
    lead: "Ein Abschluss stellt jedem Mitglied aus, was bis zu einem Tag gebucht ist. In abgeschlossene Tage wird nichts mehr gebucht.",
    new: "Zeitraum abschließen",
    show: "Vorschau zeigen",
    through: "Bis einschließlich",
    months: (count: number) =>
      count === 1 ? "Das ist ein Abschluss." : `Das sind ${count} Abschlüsse, Monat für Monat.`,
    preview: (from: string, to: string) =>
      from ? `Was ${from} bis ${to} abgeschlossen wird` : `Was bis ${to} abgeschlossen wird`,
    statements: "Abrechnungen",
    total: "Zu berechnen",
    totalHint: "Vor der Umsatzsteuer eigener Rechnungen.",
    ready: "Nichts ist offen",
    readyText: "Alle Kosten dieser Tage sind verteilt und gebucht.",
    open: "Vor dem Abschluss zu klären",
    openText:
      "Der Abschluss ist trotzdem möglich; was offen bleibt, kommt als Korrektur in einen späteren Zeitraum.",
    drafts: "Entwürfe, die nicht gebucht sind",
    costs: "Kosten, die noch kein Lauf verteilt",
    incomplete: "Mitglieder ohne vollständige Anschrift",
    incompleteText: "Ihre Abrechnung entsteht, aber nicht als XRechnung.",
    incompleteMore: (count: number) => `und ${count} weitere`,
    close: "Abschließen",
    closeMonths: (count: number) => (count === 1 ? "Abschließen" : `${count} Monate abschließen`),
    confirmTitle: "Zeitraum abschließen?",
    confirm: (count: number, through: string) =>
      count === 1
        ? `Alle Tage bis ${through} werden abgeschlossen. Die Abrechnungen bekommen ihre Nummern; das lässt sich nicht rückgängig machen, nur gutschreiben.`
        : `Alle Tage bis ${through} werden in ${count} Schritten abgeschlossen. Die Abrechnungen bekommen ihre Nummern; das lässt sich nicht rückgängig machen, nur gutschreiben.`,
    nothing: (closed: string) => `Alle Tage bis ${closed} sind schon abgeschlossen.`,
    running: (done: number, all: number) => `${done} von ${all} Abschlüssen`,
    runningNow: (day: string) => `Gerade: bis ${day}`,
    runningText: "Sie können die Seite verlassen; der Abschluss geht weiter, solange das Fenster offen ist.",
    done: (count: number, statements: number) =>
      count === 1
        ? `Der Abschluss ist fertig: ${statements} Abrechnungen sind ausgestellt.`
        : `${count} Abschlüsse sind fertig: ${statements} Abrechnungen sind ausgestellt.`,
    stopped: "Der Abschluss ist stehen geblieben",
    stoppedText: (done: number) =>
      done === 0
        ? "Abgeschlossen ist noch nichts."
        : `Abgeschlossen sind ${done} Zeiträume; sie bleiben gültig.`,
    list: "Abgeschlossene Zeiträume",
    days: "Zeitraum",
    issued: "Abrechnungen",
    sum: "Betrag",
    by: "Abgeschlossen",
    byWhom: (instant: string, person: string) => `${instant} von ${person}`,
    span: (from: string, to: string) => `${from} bis ${to}`,
    empty: "Noch nichts abgeschlossen",
    emptyText: "Der erste Abschluss beginnt mit dem ersten gebuchten Tag.",
  },
  en: {
    title: "Closings",
    lead: "A closing issues to every member what is booked until a day. Nothing is booked into closed days any more.",
    new: "Close a period",
    show: "Show the preview",
    through: "Through",
    months: (count) =>
      count === 1 ? "This is one closing." : `These are ${count} closings, month by month.`,
    preview: (from, to) => (from ? `What is closed from ${from} to ${to}` : `What is closed until ${to}`),
    statements: "Statements",
    total: "To be billed",
    totalHint: "Before the VAT of own invoices.",
    ready: "Nothing is open",
    readyText: "All costs of these days are split and posted.",
    open: "To be settled before closing",
    openText: "Closing is possible all the same; what stays open comes as a correction in a later period.",
    drafts: "Drafts that are not posted",
    costs: "Costs that no run covers yet",
    incomplete: "Members without a complete address",
    incompleteText: "Their statement is issued, but not as XRechnung.",
    incompleteMore: (count) => `and ${count} more`,
    close: "Close",
    closeMonths: (count) => (count === 1 ? "Close" : `Close ${count} months`),
    confirmTitle: "Close the period?",
    confirm: (count, through) =>
      count === 1
        ? `All days through ${through} are closed. The statements get their numbers; this cannot be undone, only credited.`
        : `All days through ${through} are closed in ${count} steps. The statements get their numbers; this cannot be undone, only credited.`,
    nothing: (closed) => `All days through ${closed} are closed already.`,
    running: (done, all) => `${done} of ${all} closings`,
    runningNow: (day) => `Now: through ${day}`,
    runningText: "You may leave the page; the closing goes on as long as the window is open.",
    done: (count, statements) =>
      count === 1
        ? `The closing is done: ${statements} statements are issued.`
        : `${count} closings are done: ${statements} statements are issued.`,
    stopped: "The closing has stopped",
    stoppedText: (done) =>
      done === 0 ? "Nothing is closed yet." : `${done} periods are closed and stay so.`,
    list: "Closed periods",
    days: "Period",
    issued: "Statements",
    sum: "Amount",
    by: "Closed",
    byWhom: (instant, person) => `${instant} by ${person}`,
    span: (from, to) => `${from} to ${to}`,
    empty: "Nothing is closed yet",
    emptyText: "The first closing begins with the first day that was booked.",
  },
});
