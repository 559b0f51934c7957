package sheet

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"allmende/domain/award"
	"allmende/domain/evaluation"
	"allmende/domain/period"
	"allmende/domain/tender"
)

// The sheets of a price comparison, in order.
const (
	Compared = "Preisvergleich"
	Rejected = "Ausgeschlossen"
	About    = "Angaben"
)

// WriteComparison writes a price comparison: bidders in columns, items in rows by lot; bids
// that are out stand on a sheet of their own with the reason. Extremes are named in words
// beside the price, not by colour alone. The same comparison gives the same bytes.
func WriteComparison(w io.Writer, c award.Comparison) error {
	return book(w, particulars{title: Compared + " " + c.State.Number, made: c.AsOf}, func(file *excelize.File) error {
		widths := []float64{26, 40, 12, 12, 14}
		for range c.Columns {
			widths = append(widths, 16, 18, 18)
		}
		return leaves(file, []leaf{
			{Compared, widths, func(w *writer) { comparison(w, c) }},
			{Rejected, []float64{26, 34, 60, 40, 12, 12, 16, 18}, func(w *writer) { rejected(w, c) }},
			{About, []float64{30, 100}, func(w *writer) { about(w, c) }},
		})
	})
}

func comparison(w *writer, c award.Comparison) {
	names := []string{"Los", "Position", "Einheit", "Menge", "Höchstmenge"}
	for _, bid := range c.Columns {
		bidder := c.Bidders[bid.Supplier]
		names = append(names, bidder+": Preis je Einheit", bidder+": Betrag", bidder+": Vergleich")
	}
	w.heads(names...)
	for _, r := range c.Results {
		for i, item := range r.Lot.Items {
			across(w, c, r, []cell{
				text(lotName(r.Lot)), text(item.Name), text(item.Unit.Title()), number(item.Firm.Decimal()), number(item.MaximumQuantity.Decimal()),
			}, func(o tender.Offer) [3]cell {
				line := o.Lines[i]
				return [3]cell{perUnit(line.Price, line.Extreme), euros(line.Total), text(inWords[line.Extreme])}
			})
		}
		summed(w, c, r)
		w.row()
	}
}

// inWords are the extremes, so that nobody has to tell colours apart.
var inWords = map[tender.Extreme]string{tender.Lowest: "niedrigster Preis", tender.Highest: "höchster Preis"}

// summed is what the bids for a lot come to, and where they stand.
func summed(w *writer, c award.Comparison, r tender.LotResult) {
	named := func(name string) []cell {
		return []cell{text(lotName(r.Lot)), emphasis(name), text(""), text(""), text("")}
	}
	across(w, c, r, named("Gesamt, feste Mengen"), func(o tender.Offer) [3]cell {
		return [3]cell{text(""), sum(o.Total), text(inWords[o.Extreme])}
	})
	across(w, c, r, named("Gesamt, Höchstmengen (mit allen Optionen)"), func(o tender.Offer) [3]cell {
		return [3]cell{text(""), sum(o.AtMost), text("")}
	})
	if c.State.Terms.Scored() {
		across(w, c, r, named("Leistungspunkte"), func(o tender.Offer) [3]cell {
			if len(o.Marks) == 0 {
				return [3]cell{text(""), text("noch offen"), text("")}
			}
			return [3]cell{text(""), points(o), text("")}
		})
	}
	across(w, c, r, named("Rang"), func(o tender.Offer) [3]cell {
		if o.Rank == 0 {
			return [3]cell{text(""), text("noch offen"), text("")}
		}
		return [3]cell{text(""), integer(o.Rank), text("")}
	})
}

// points is a number where it is a decimal, else the exact fraction.
func points(o tender.Offer) cell {
	exact := evaluation.Text(o.Points)
	if d, err := decimal.NewFromString(exact); err == nil {
		return number(d)
	}
	return text(exact)
}

// across writes a row with the cells of each bidder; whoever is out of the lot has none.
func across(w *writer, c award.Comparison, r tender.LotResult, row []cell, of func(tender.Offer) [3]cell) {
	for _, bid := range c.Columns {
		o := r.Of(bid.ID)
		switch {
		case o == nil:
			row = append(row, text(""), text(""), text("kein Angebot"))
		case o.Excluded != "":
			row = append(row, text(""), text(""), text("ausgeschlossen"))
		default:
			cells := of(*o)
			row = append(row, cells[:]...)
		}
	}
	w.row(row...)
}

// rejected lists the bids that are out, with the prices as far as there are any.
func rejected(w *writer, c award.Comparison) {
	w.heads("Los", "Bieter", "Grund", "Position", "Einheit", "Menge", "Preis je Einheit", "Betrag")
	if c.Rejections() == 0 {
		w.row(text("Kein Angebot ist ausgeschlossen."))
	}
	for _, u := range c.Unread {
		w.row(text("alle Lose"), text(c.Bidders[u.Supplier]), text(award.ReasonOf(u.Reason).Exclusion()))
	}
	for _, r := range c.Results {
		for _, o := range r.Offers {
			if o.Excluded == "" {
				continue
			}
			who := []cell{text(lotName(r.Lot)), text(c.Bidders[o.Supplier]), text(award.WhyExcluded(c.State, r.Lot.ID, o).Exclusion())}
			if len(o.Lines) == 0 {
				w.row(who...)
			}
			for _, l := range o.Lines {
				w.row(slices.Concat(who, []cell{text(l.Item.Name), text(l.Item.Unit.Title()), number(l.Item.Firm.Decimal()), perUnit(l.Price, ""), euros(l.Total)})...)
			}
		}
	}
}

func about(w *writer, c award.Comparison) {
	w.row(title(Compared + " " + c.State.Number))
	w.row()
	w.row(text("Vergabe"), text(c.State.Terms.Title))
	w.row(text("Preise geöffnet am"), day(period.DayOf(c.State.PricesOpened.At)))
	w.row(text("Stand"), day(period.DayOf(c.AsOf)))
	w.row(text("Beträge"), text("Euro ohne Umsatzsteuer. Menge mal Preis ist je Position einmal gerundet."))
	w.row(text("Mengen"), text("Gewertet wird die feste Menge. Was darüber liegt, bis zur Höchstmenge, ist eine Option: Die Mitglieder dürfen es abrufen, müssen aber nicht."))
	w.row(text("Vergleich"), text("Niedrigster und höchster Preis unter den gewerteten Angeboten; bei einem einzigen Angebot oder gleichen Preisen steht nichts."))
	for _, r := range c.Results {
		for _, f := range r.Figures {
			w.row(text(lotName(r.Lot)), text(strings.ReplaceAll(f.Formula, ".", ",")))
		}
	}
}

func lotName(l tender.Lot) string { return fmt.Sprintf("Los %d: %s", l.Position, l.Title) }
