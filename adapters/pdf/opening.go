package pdf

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"allmende/domain/award"
	"allmende/domain/tender"
)

// WriteOpening writes the record of an opening (VgV 55(2), UVgO 40(2)); the same record
// gives the same bytes.
func WriteOpening(w io.Writer, o award.Opening) error {
	heading := "Niederschrift über die Öffnung, Vergabe " + o.Number
	return render(w, particulars{heading, o.From.Name, heading + ": " + o.Title, o.OpenedAt.UTC()}, func(c *canvas) {
		c.running = c.wrap(heading+" · "+partsOpened(o), width, small)[0]
		c.imprint = []string{strings.Join(addressOf(o.From), " · "), strings.Join(present(o.From.Contact, o.From.Phone, o.From.Email), " · ")}
		c.newPage()
		c.letterhead(o.From.Name)
		c.y = top + 8
		c.head(tagTitle, "Niederschrift über die Öffnung", title)
		c.paragraph(bases[o.Procedure], body)
		c.y += 4
		openingFacts(o, c)
		participants(o, c)
		openedBids(o, c)
		c.y += 4
		c.paragraph("Diese Niederschrift gibt den Wortlaut, den die Plattform bei der Öffnung geschrieben hat, mit den Namen zu seinen Kennungen wieder. "+
			"Der Hashwert oben gehört zu diesem Wortlaut, der als Textdatei ausgegeben wird, und steht auch im unveränderlichen Protokoll. Alle Hashwerte sind SHA-256.", small)
	})
}

var bases = map[tender.Procedure]string{
	tender.OpenEU:             "nach § 55 Abs. 2 VgV",
	tender.RestrictedEU:       "nach § 55 Abs. 2 VgV",
	tender.NegotiatedEU:       "nach § 55 Abs. 2 VgV",
	tender.NegotiatedNational: "nach § 40 Abs. 2 UVgO",
	tender.RestrictedNational: "nach § 40 Abs. 2 UVgO",
	tender.OpenNational:       "nach § 40 Abs. 2 UVgO",
	tender.MiniCompetition:    "entsprechend § 55 Abs. 2 VgV",
	tender.DirectAward:        "entsprechend § 40 Abs. 2 UVgO",
}

// partsOpened is what was opened: the bids, or one of their two envelopes; of all, or of late bids alone.
func partsOpened(o award.Opening) string {
	parts := "Preisumschläge"
	switch {
	case o.Envelopes < 2:
		parts = "Angebote"
	case o.Kind == tender.KindQuality:
		parts = "Leistungsumschläge"
	}
	if o.Round > 1 {
		parts += fmt.Sprintf(", %d. Runde", o.Round)
	}
	if o.Supplement > 0 {
		parts += fmt.Sprintf(" (%d. Nachtrag: verspätet, zugelassen)", o.Supplement)
	}
	return parts
}

func openingFacts(o award.Opening, c *canvas) {
	c.pairs(
		pair{"Vergabe", []string{o.Title}},
		pair{"Nummer", []string{o.Number}},
		pair{"Geöffnet", []string{partsOpened(o) + ", " + toTheMicrosecond(o.OpenedAt)}},
		pair{"Angebotsfrist", []string{"bis " + toTheMicrosecond(o.Deadline)}},
		pair{"Eingegangen", []string{counted(len(o.Bids), "Angebot", "Angebote")}},
		pair{"Hashwert des Ausschusses", present(o.Committee)},
		pair{"Hashwert der Niederschrift", []string{o.Hash}},
	)
}

func counted(n int, one, more string) string {
	switch n {
	case 0:
		return "keine " + more
	case 1:
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + more
}

// participants are the officers who opened, by the order of their releases.
func participants(o award.Opening, c *canvas) {
	c.y += 4
	c.in(tagSection, func() {
		c.head(tagHeading, "Geöffnet haben", heading)
		c.y++
		c.table([]column{{"Person", 62, "L"}, {"Platz im Ausschuss", 32, "L"}, {"Freigegeben", 71, "L"}}, func(g grid) {
			for _, officer := range o.Officers {
				released := cell{text: toTheMicrosecond(officer.ReleasedAt), s: body}
				if n := officer.Unreadable; n > 0 {
					released.below = counted(n, "Umschlag", "Umschläge") + " mit dem eigenen Schlüssel nicht lesbar"
				}
				g.row(cell{text: o.Persons[officer.Person], s: body, header: true}, cell{text: strconv.Itoa(officer.Position), s: body}, released)
			}
		})
	})
}

// openedBids are the bids in order of receipt; those that take no part stand apart.
func openedBids(o award.Opening, c *canvas) {
	opened := o.In(tender.RecordedOpened)
	bids(o, c, "Angebote in der Reihenfolge des Eingangs", opened)
	if len(opened) == 0 {
		c.paragraph("Kein Angebot nimmt teil.", body)
	}
	if excluded := o.In(tender.RecordedExcluded); len(excluded) > 0 {
		bids(o, c, "Bei der Öffnung ausgeschlossen", excluded)
	}
	if late := o.In(tender.RecordedLate); len(late) > 0 {
		bids(o, c, "Nach Ablauf der Angebotsfrist eingegangen", late)
	}
	if unsealed := o.In(tender.RecordedUnsealed); len(unsealed) > 0 {
		bids(o, c, "Nach dem Wechsel der Öffnungsbeauftragten nicht neu versiegelt", unsealed)
	}
}

// bidHeight keeps a bid of few lots on one page.
var bidHeight = 10 * body.line()

func bids(o award.Opening, c *canvas, name string, list []tender.RecordedBid) {
	c.y += 4
	c.in(tagSection, func() {
		if len(list) > 0 {
			c.room(heading.line() + bidHeight)
		}
		c.head(tagHeading, name, heading)
		for i, b := range list {
			c.y += 2
			c.room(bidHeight)
			c.head(tagSubheading, fmt.Sprintf("%d. %s", i+1, o.Bidders[b.Supplier]), strong)
			c.y += 0.6
			c.pairs(bidFacts(o, b)...)
		}
	})
}

func bidFacts(o award.Opening, b tender.RecordedBid) []pair {
	facts := []pair{{"Eingang", []string{toTheMicrosecond(b.ReceivedAt)}}, {"Fassung", []string{strconv.Itoa(b.Revision)}}}
	if o.Admitted(b) {
		facts[0].lines = append(facts[0].lines, "verspätet, aber zugelassen: Der Bieter hat es nicht zu vertreten.")
	}
	switch b.State {
	case tender.RecordedLate:
		facts = append(facts, pair{"Ausgeschlossen", []string{award.ReasonOf(b.Reason).Exclusion(), "Es wird ungeöffnet verwahrt."}})
	case tender.RecordedUnsealed:
		facts = append(facts, pair{"Nimmt nicht teil", []string{"Es war an die früheren Öffnungsbeauftragten versiegelt; niemand kann es öffnen."}})
	case tender.RecordedExcluded:
		facts = append(facts, pair{"Ausgeschlossen", []string{award.ReasonOf(b.Reason).Exclusion()}})
	default:
		if o.Kind == tender.KindPrice {
			facts = append(facts, pair{"Gesamtpreise netto", totalsOf(o, b)})
		}
	}
	return append(facts, pair{"Angebot insgesamt", present(b.Manifest)}, pair{"Umschlag", present(b.Container)}, pair{"Inhalt", present(b.Content)})
}

// totalsOf are those of the lots that a bid prices completely.
func totalsOf(o award.Opening, b tender.RecordedBid) []string {
	if len(b.Totals) == 0 {
		return []string{"kein Los vollständig angeboten"}
	}
	var lines []string
	for _, t := range b.Totals {
		for i, l := range o.Lots {
			if l.ID == t.Lot {
				lines = append(lines, fmt.Sprintf("Los %d, %s: %s", i+1, l.Title, euros(t.Total)))
			}
		}
	}
	return lines
}
