package pdf

import (
	"fmt"
	"io"
	"strings"

	"allmende/domain/award"
	"allmende/domain/member"
	"allmende/domain/tender"
)

// WriteFile writes the procurement file of a tender (Vergabevermerk, § 8 VgV); the same
// file gives the same bytes.
func WriteFile(w io.Writer, f award.File) error {
	heading := "Vergabevermerk " + f.State.Number
	return render(w, particulars{heading, f.From.Name, heading + ", " + f.State.Terms.Title, f.AsOf.UTC()}, func(c *canvas) {
		c.running = c.wrap(heading+" · "+f.State.Terms.Title, width, small)[0]
		c.imprint = []string{strings.Join(addressOf(f.From), " · "), "Stand " + instant(f.AsOf)}
		c.newPage()
		d := fileDrawing{f, c}
		d.front()
		d.required()
		d.course()
		d.completeness()
	})
}

// fileDrawing draws a procurement file.
type fileDrawing struct {
	award.File
	c *canvas
}

func (d fileDrawing) front() {
	c := d.c
	c.in(tagParagraph, func() { c.flow(d.From.Name, style{"B", 13, 0}) })
	c.y += 1
	c.rule()
	c.y += 8
	c.head(tagTitle, "Vergabevermerk", title)
	c.y++
	c.paragraph(d.State.Terms.Title, style{"B", 11, 0})
	c.y += 3
	state := "Alle erforderlichen Angaben liegen vor."
	if missing := d.missing(); missing > 0 {
		state = fmt.Sprintf("Noch unvollständig: %d von %d Angaben fehlen, siehe „Vollständigkeit“ am Ende.", missing, len(d.Requirements))
	}
	c.pairs(
		pair{"Vergabe", []string{d.State.Number}},
		pair{"Grundlage", []string{d.basis()}},
		pair{"Stand", []string{instant(d.AsOf)}},
		pair{"Zustand", []string{state}},
	)
	c.y += 2
	c.paragraph("Dieser Vermerk folgt aus dem, was während des Verfahrens festgehalten wurde, und wird bei jedem Abruf neu erstellt (Textform, § 126b BGB).", small)
}

func (d fileDrawing) missing() int {
	n := 0
	for _, r := range d.Requirements {
		if !r.Met {
			n++
		}
	}
	return n
}

func (d fileDrawing) basis() string {
	if d.AboveThreshold() {
		return "§ 8 VgV"
	}
	return "§ 6 UVgO, gegliedert wie § 8 Abs. 2 VgV"
}

// part begins a part of the file.
func (d fileDrawing) part(text string, draw func()) {
	d.c.y += 7
	d.c.room(40) // its heading stands above its first section
	d.c.in(tagSection, func() {
		d.c.head(tagHeading, text, style{"B", 13, 0})
		draw()
	})
}

// section begins a section of a part.
func (d fileDrawing) section(text string, draw func()) {
	d.c.y += 4
	d.c.in(tagSection, func() {
		d.c.head(tagSubheading, text, style{"B", 9.5, 0})
		d.c.y += 0.8
		draw()
	})
}

func (d fileDrawing) say(text string) { d.c.paragraph(text, body) }

// bidder is the name of a supplier.
func (d fileDrawing) bidder(s member.SupplierID) string { return d.Bidders[s] }

// stamped is who did a step, and when; nothing of a step that is not done.
func (d fileDrawing) stamped(s tender.Stamp) []string {
	if s.IsZero() {
		return nil
	}
	return []string{strings.Join(present(instant(s.At), d.People[s.By]), ", ")}
}

// completeness lists what the file must hold.
func (d fileDrawing) completeness() {
	d.part("Vollständigkeit", func() {
		d.c.y += 1
		d.c.table([]column{{"Angabe", 88, "L"}, {"Grundlage", 56, "L"}, {"Stand", width - 144, "L"}}, func(g grid) {
			for _, r := range d.Requirements {
				state, sentence := cell{text: "liegt vor", s: body}, requirements[r.Code]
				if !r.Met {
					state = cell{text: "fehlt", s: strong}
				}
				named := cell{text: sentence.name, s: body, header: true}
				if !r.Met {
					named.below = sentence.todo
				}
				g.row(named, cell{text: strings.Join(present(r.Source, r.Rule), " · "), s: body}, state)
			}
		})
	})
}

// requirements are what the file must hold, and what is to be done where it is missing.
var requirements = map[string]struct{ name, todo string }{
	"authority":  {"Name und Anschrift des Auftraggebers", "Die Anschrift in den Rechnungsangaben eintragen."},
	"subject":    {"Gegenstand und Wert", "Sie stehen mit der Bekanntmachung fest."},
	"lots":       {"Aufteilung in Lose, oder warum nicht", "Begründen, warum es nur ein Los gibt."},
	"term":       {"Laufzeit, und wo nötig ihre Begründung", "Die lange Laufzeit begründen."},
	"conflicts":  {"Interessenkonflikte und was dagegen getan wurde", "Alle, die werten, erklären sich; wer befangen ist, wird ersetzt."},
	"opening":    {"Niederschrift der Öffnung", "Die Angebote nach Fristende zu zweit öffnen."},
	"compared":   {"Berücksichtigte Bieter und die Gründe", "Die Wertung aller Lose abschließen."},
	"rejected":   {"Nicht berücksichtigte Bieter und die Gründe", "Jeden Ausschluss begründen."},
	"low-prices": {"Aufklärung auffällig niedriger Preise", "Beim Bieter nachfragen und schriftlich entscheiden."},
	"winner":     {"Erfolgreiche Bieter und die Gründe", "Den Zuschlag mit Begründung vorschlagen."},
	"approval":   {"Freigabe durch eine zweite Person", "Den Vorschlag freigeben lassen."},
	"letters":    {"Information aller Bieter", "Die Informationsschreiben versenden."},
	"reviews":    {"Kein Nachprüfungsverfahren ist anhängig", "Das Ende des Verfahrens abwarten und erfassen."},
	"award":      {"Zuschlag nach Ablauf der Wartefrist", "Den Zuschlag erteilen, sobald er möglich ist."},
	"no-award":   {"Gründe, warum nicht vergeben wurde", "Den Verzicht begründen."},
}
