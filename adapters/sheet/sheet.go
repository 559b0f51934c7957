// Package sheet writes workbooks (XLSX), with figures as numbers that can be added up:
// statements with the derivation of every share, price comparisons, and the price sheets
// that bidders fill in and that it reads again.
package sheet

import (
	"io"

	"github.com/xuri/excelize/v2"

	"allmende/domain/billing"
)

// The sheets, in order.
const (
	Summary    = "Abrechnung"
	Lines      = "Positionen"
	Derivation = "Herleitung"
)

// Write writes the document. Every cell is a text, a number or a date; there is no
// formula in it, and a text that looks like one stays a text.
func Write(w io.Writer, d billing.Document) error {
	return book(w, particulars{d.Kind.Title() + " " + d.Number, d.Seller.Name, d.IssuedOn.UTC()}, func(file *excelize.File) error {
		return leaves(file, []leaf{
			{Summary, []float64{34, 44, 18, 18}, func(w *writer) { summary(w, d) }},
			{Lines, []float64{6, 30, 50, 16, 12, 12, 10, 8, 16, 20, 16, 16}, func(w *writer) { lines(w, d) }},
			{Derivation, []float64{6, 40, 26, 20, 16, 18, 20, 34, 12, 18, 18, 20, 14, 20, 16, 16, 16, 38, 22, 66}, func(w *writer) { derivation(w, d) }},
		})
	})
}

// summary is what the first page of the document tells.
func summary(w *writer, d billing.Document) {
	w.row(title(d.Kind.Title() + " " + d.Number))
	w.row()
	for _, f := range []struct {
		name  string
		value cell
	}{
		{"Nummer", text(d.Number)}, {"Hebt auf", text(d.Credits)}, {"Datum", day(d.IssuedOn)}, {"Fällig am", day(d.DueOn)},
		{"Gebucht von", day(d.Period.From)}, {"Gebucht bis", day(d.Period.To)}, {"Genossenschaft", text(d.Seller.Name)},
		{"Mitglied", text(d.Buyer.Name)}, {"Amtlicher Schlüssel", text(d.Buyer.Key.String())}, {"Leitweg-ID", text(d.Buyer.Leitweg.String())},
		{"IBAN", text(d.Seller.IBAN)}, {"BIC", text(d.Seller.BIC)}, {"Verwendungszweck", text(d.Number)},
	} {
		if f.value.value != "" {
			w.row(text(f.name), f.value)
		}
	}
	w.row()
	w.row(head("Umsatzsteuer"), head("Kategorie und Satz in %"), head("Bemessungsgrundlage"), head("Steuer"))
	for _, s := range d.Breakdown {
		w.row(text(s.Reason), text(s.Tax.String()), euros(s.Taxable), euros(s.VAT))
	}
	w.row(text("Summe"), text(""), euros(d.Net), euros(d.VAT))
	w.row(text("Zu zahlen"), text(""), text(""), euros(d.Payable))
	if d.Kind == billing.KindCreditNote {
		return
	}
	w.row()
	w.row(head("Konto (positiv: vom Mitglied geschuldet)"), head(""), head(""), head("Euro"))
	w.row(text("Stand vorher"), text(""), text(""), euros(d.Account.Opening))
	w.row(text("Belastungen"), text(""), text(""), euros(d.Account.Charges))
	w.row(text("Zahlungen"), text(""), text(""), euros(d.Account.Payments))
	w.row(text("Stand nachher"), text(""), text(""), euros(d.Account.Closing))
}

func lines(w *writer, d billing.Document) {
	w.heads("Nr.", "Abschnitt", "Leistung", "Kostenstelle", "Von", "Bis", "Steuer", "Satz %", "Anteil", "USt der Lieferanten", "Förderung", "Betrag")
	for _, l := range d.Lines {
		w.row(
			integer(l.Place), text(l.Section.Title()), text(l.Text), text(l.Pool), day(l.Period.From), day(l.Period.To),
			text(string(l.Tax.Category)), number(l.Tax.Rate), euros(l.Share), euros(l.VAT), euros(l.Granted), euros(l.Amount),
		)
	}
}

func derivation(w *writer, d billing.Document) {
	w.heads("Nr.", "Leistung", "Größe", "Stufe", "Verteilt", "Gewicht", "Summe der Gewichte", "Quelle", "Stand", "Verteilt in Cent", "Ganze Cent", "Rest",
		"Weiterer Cent", "Gehalten durch", "Ergebnis", "Bisher gebucht", "Gebucht", "Lauf", "Regel", "Prüfsumme der Eingaben")
	for _, l := range d.Lines {
		for _, s := range l.Derivation.Steps {
			w.row(append(append([]cell{integer(l.Place), text(l.Text), text(s.Figure.Title()), text(s.Label), euros(s.Total)}, explanation(s)...),
				euros(s.Target()), euros(s.Posted), euros(s.Result()), text(l.Derivation.Allocation), text(l.Derivation.Rule), text(l.Derivation.InputHash))...)
		}
	}
}

// explanation is how a step came to its result; what held it leaves no room for figures.
func explanation(s billing.Step) []cell {
	if s.Held != billing.NotHeld {
		return []cell{text(""), text(""), text(s.SourceText()), day(s.AsOf), text(""), text(""), text(""), text(""), text(s.Held.Title())}
	}
	extra := 0
	if s.Share.Extra {
		extra = 1
	}
	return []cell{
		number(s.Share.Weight), number(s.WeightSum), text(s.SourceText()), day(s.AsOf),
		number(s.Total.Decimal().Shift(2).Abs()), number(s.Share.Floor), number(s.Share.Remainder), integer(extra), text(""),
	}
}
