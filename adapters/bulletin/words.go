package bulletin

import (
	"strconv"
	"strings"
)

// words are what the pages say in a language.
type words struct {
	OtherLang, OtherName string

	Tenders, Lead, Navigation, Feed, SignIn, SignUp, Foot, AllData                                                               string
	Words, CPV, CPVHint, Status, AnyStatus, Search, Nothing, More, Back                                                          string
	ProcedureName, Published, Deadline, Until, Requests, RequestsUntil, Suitability, Least, HowToAsk, Maximum, MaximumLong, Term string
	Justification, Criteria, Scored, PriceOnly, NoLots, Tenderers, HowToBid                                                      string
	Lots, Lot, Item, Quantity, AtMost, Entitled, Hash, Amendments, NewDeadline                                                   string
	Result, Winner, NotAwarded, Day, Contracts, InForce, Terminated, Modified                                                    string
	Buyer, Supplier, Value, Framework, Data, Record, Missing, MissingText, Comma                                                 string
	month, months, options, piece, hour, closed                                                                                  string
	Documents, Replaced                                                                                                          string
	Statuses, procedures, kinds, notices                                                                                         map[string]string
}

// Procedure is what a procedure is called; one without a name goes by its code.
func (w words) Procedure(code string) string {
	if name, ok := w.procedures[code]; ok {
		return name
	}
	return code
}

// DocumentKind is what a document is for.
func (w words) DocumentKind(kind string) string { return w.kinds[kind] }

// Notice is what a kind of notice is called.
func (w words) Notice(kind string) string { return w.notices[kind] }

// Months are the months of a contract with the options to extend it.
func (w words) Months(term int, options []int) string {
	text := strconv.Itoa(term) + " " + w.months
	if term == 1 {
		text = "1 " + w.month
	}
	if len(options) == 0 {
		return text
	}
	each := make([]string, len(options))
	for i, o := range options {
		each[i] = strconv.Itoa(o)
	}
	return text + ", " + w.options + " " + strings.Join(each, " + ") + " " + w.months
}

// Unit is a unit that everybody knows by its name, else its code.
func (w words) Unit(code string) string {
	switch code {
	case "H87", "C62":
		return w.piece
	case "HUR":
		return w.hour
	default:
		return code
	}
}

var languages = map[string]words{
	"de": {
		Documents: "Vergabeunterlagen", Replaced: "durch eine spätere Fassung ersetzt",
		kinds:     map[string]string{"specification": "Leistungsbeschreibung", "conditions": "Vertrags- und Bewerbungsbedingungen", "form": "Formular", "other": "Weitere Unterlage"},
		notices:   map[string]string{"planning": "Vorinformation", "shorter-time": "Vorinformation zur Verkürzung der Frist", "competition": "Auftragsbekanntmachung", "result": "Vergabebekanntmachung", "modification": "Bekanntmachung einer Auftragsänderung"},
		OtherLang: "en", OtherName: "English", Comma: ",",
		Tenders: "Bekanntmachungen", Lead: "Laufende und vergebene gemeinsame Vergaben der Genossenschaften, die hier einkaufen. Ohne Anmeldung.",
		Navigation: "Seiten", Feed: "Atom-Feed", SignIn: "Anmelden", SignUp: "Als Lieferant registrieren", Foot: "Alle Angaben stehen auch als offene Daten bereit (Open Contracting Data Standard, Datenlizenz Deutschland Zero):", AllData: "alle Daten",
		Words: "Suchwörter", CPV: "CPV-Code beginnt mit", CPVHint: "2 bis 8 Ziffern", Status: "Stand", AnyStatus: "alle", Search: "Suchen",
		Nothing: "Dazu gibt es keine Bekanntmachung.", More: "Weitere Bekanntmachungen", Back: "Alle Bekanntmachungen",
		ProcedureName: "Verfahren", Published: "Veröffentlicht", Deadline: "Angebotsfrist", Until: "Angebote bis", Requests: "Teilnahmefrist", RequestsUntil: "Teilnahmeanträge bis", Suitability: "Eignungskriterien", Least: "Bewerber, die mindestens eingeladen werden",
		HowToAsk: "Wer sich beteiligen will, stellt einen Teilnahmeantrag. Angebote geben nur die ausgewählten Bewerber ab.", Maximum: "Höchstwert", MaximumLong: "Höchstwert ohne Umsatzsteuer",
		Term: "Laufzeit", Justification: "Begründung der Laufzeit", Criteria: "Zuschlag", Scored: "nach Leistung und Preis", PriceOnly: "allein nach dem Preis",
		NoLots: "Warum nicht in Lose geteilt ist", Tenderers: "Bieter", HowToBid: "Angebote werden elektronisch und verschlüsselt abgegeben.",
		Lots: "Lose", Lot: "Los", Item: "Position", Quantity: "Menge", AtMost: "höchstens", Entitled: "Abrufberechtigt", Hash: "Prüfsumme der Liste (SHA-256):",
		Amendments: "Änderungen", NewDeadline: "Angebotsfrist bis", Result: "Ergebnis", Winner: "Zuschlag an", NotAwarded: "kein Zuschlag", Day: "am",
		Contracts: "Rahmenverträge", InForce: "gilt", Terminated: "beendet", Modified: "geändert am", Buyer: "Besteller", Supplier: "Lieferant", Value: "Auftragswert ohne Umsatzsteuer",
		Framework: "Aus dem Rahmenvertrag", Data: "Offene Daten", Record: "Alle Veröffentlichungen zu diesem Vorgang (OCDS)",
		Missing: "Diese Bekanntmachung gibt es nicht", MissingText: "Vielleicht ist die Adresse unvollständig, oder die Vergabe ist noch nicht veröffentlicht.",
		month: "Monat", months: "Monate", options: "verlängerbar um", piece: "Stück", hour: "Std.", closed: "Angebote werden geprüft",
		Statuses: map[string]string{"active": "läuft", "complete": "vergeben", "cancelled": "aufgehoben", "unsuccessful": "ohne Zuschlag beendet"},
		procedures: map[string]string{
			"restricted-eu": "Nicht offenes Verfahren, EU-weit", "restricted-national": "Beschränkte Ausschreibung mit Teilnahmewettbewerb, national",
			"negotiated-eu": "Verhandlungsverfahren mit Teilnahmewettbewerb, EU-weit", "negotiated-national": "Verhandlungsvergabe mit Teilnahmewettbewerb, national",
			"open-eu": "Offenes Verfahren, EU-weit", "open-national": "Öffentliche Ausschreibung, national", "mini-competition": "Kleinwettbewerb", "direct-award": "Direktauftrag", "call-off": "Abruf",
		},
	},
	"en": {
		Documents: "Procurement documents", Replaced: "replaced by a later version",
		kinds:     map[string]string{"specification": "Specification", "conditions": "Conditions of contract and procedure", "form": "Form", "other": "Further document"},
		notices:   map[string]string{"planning": "Prior information notice", "shorter-time": "Prior information notice to shorten the period", "competition": "Contract notice", "result": "Contract award notice", "modification": "Contract modification notice"},
		OtherLang: "de", OtherName: "Deutsch", Comma: ".",
		Tenders: "Notices", Lead: "Joint tenders, running and awarded, of the cooperatives that buy here. No sign-in needed.",
		Navigation: "Pages", Feed: "Atom feed", SignIn: "Sign in", SignUp: "Register as a supplier", Foot: "All of it is open data as well (Open Contracting Data Standard, Data licence Germany Zero):", AllData: "all data",
		Words: "Words", CPV: "CPV code begins with", CPVHint: "2 to 8 digits", Status: "Status", AnyStatus: "all", Search: "Search",
		Nothing: "There is no such notice.", More: "More notices", Back: "All notices",
		ProcedureName: "Procedure", Published: "Published", Deadline: "Deadline for bids", Until: "Bids until", Requests: "Requests to participate until", RequestsUntil: "Requests to participate until", Suitability: "Criteria of suitability", Least: "Suppliers that are invited at least",
		HowToAsk: "Whoever wants to take part hands in a request to participate. Only the chosen ones bid.", Maximum: "Maximum", MaximumLong: "Maximum value without VAT",
		Term: "Term", Justification: "Why the term is that long", Criteria: "Award", Scored: "by quality and price", PriceOnly: "by price alone",
		NoLots: "Why there is one lot only", Tenderers: "Bidders", HowToBid: "Bids are handed in electronically and encrypted.",
		Lots: "Lots", Lot: "Lot", Item: "Item", Quantity: "Quantity", AtMost: "at most", Entitled: "Entitled to call off", Hash: "Checksum of the list (SHA-256):",
		Amendments: "Amendments", NewDeadline: "bids until", Result: "Result", Winner: "Awarded to", NotAwarded: "not awarded", Day: "on",
		Contracts: "Framework contracts", InForce: "in force", Terminated: "ended", Modified: "modified on", Buyer: "Buyer", Supplier: "Supplier", Value: "Value without VAT",
		Framework: "Out of the framework contract", Data: "Open data", Record: "Everything published of this process (OCDS)",
		Missing: "There is no such notice", MissingText: "The address may be incomplete, or the tender is not published yet.",
		month: "month", months: "months", options: "may be extended by", piece: "pieces", hour: "h", closed: "bids are being examined",
		Statuses: map[string]string{"active": "running", "complete": "awarded", "cancelled": "cancelled", "unsuccessful": "ended without an award"},
		procedures: map[string]string{
			"restricted-eu": "Restricted procedure, EU-wide", "restricted-national": "Restricted procedure, national",
			"negotiated-eu": "Negotiated procedure with call for competition, EU-wide", "negotiated-national": "Negotiated procedure with call for competition, national",
			"open-eu": "Open procedure, EU-wide", "open-national": "Open procedure, national", "mini-competition": "Mini-competition", "direct-award": "Direct award", "call-off": "Call-off",
		},
	},
}
