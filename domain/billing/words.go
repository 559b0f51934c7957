package billing

import "strings"

// A document speaks German whoever reads it: its words are issued with its figures, so
// page, PDF, table and electronic invoice say the same.

// Title is the kind as the document's heading.
func (k Kind) Title() string {
	if k == KindCreditNote {
		return "Gutschrift"
	}
	return "Abrechnung"
}

// Title is the section as a heading.
func (s Section) Title() string {
	switch s {
	case Fees:
		return "Beiträge und Gebühren"
	case Shares:
		return "Anteile an gemeinsamen Kosten"
	case Capacity:
		return "Rechenzentrumsleistungen"
	case Grants:
		return "Förderungen"
	case Corrections:
		return "Korrekturen"
	}
	return string(s)
}

// Title is the figure as a column's heading.
func (f Figure) Title() string {
	switch f {
	case FigureShare:
		return "Anteil"
	case FigureVAT:
		return "Umsatzsteuer des Lieferanten"
	case FigureGranted:
		return "Förderung"
	}
	return string(f)
}

// Title says what held a share.
func (h Held) Title() string {
	switch h {
	case HeldFloor:
		return "Mindestbetrag"
	case HeldCap:
		return "Höchstbetrag"
	case HeldAmount:
		return "vereinbarter Betrag"
	case HeldByRun:
		return "Rechnung des Laufs, siehe dort"
	case NotHeld:
	}
	return ""
}

// sources are the words with which the source of a weight begins.
var sources = map[string]string{
	"equal":        "zu gleichen Teilen",
	"fixed":        "fest vereinbart",
	"population":   "Einwohnerzahl",
	"demand-round": "Bedarfsrunde",
	"call-offs":    "Abrufe aus",
	"metered":      "gemessener Verbrauch",
	"member-days":  "Mitgliedstage",
	"day-slices":   "Tagesanteile",
	"mix":          "gemischter Schlüssel",
}

// SourceText is the source of the weight in words: "Einwohnerzahl 2024".
func (s Step) SourceText() string {
	word, rest, _ := strings.Cut(s.Source, " ")
	known, ok := sources[word]
	if !ok {
		return s.Source
	}
	return strings.TrimSpace(known + " " + rest)
}
