package pdf

import (
	"strconv"

	"allmende/domain/billing"
)

// annex derives every line that was split, on pages of its own.
func annex(d billing.Document, c *canvas) {
	if !derived(d) {
		return
	}
	c.newPage()
	c.head(tagTitle, "Anlage: Herleitung der Anteile", title)
	c.y += 2
	c.paragraph("Ein Betrag wird nach größten Resten verteilt: In Cent gerechnet, erhält jedes Mitglied Betrag × Gewicht : Summe der Gewichte, "+
		"abgerundet auf ganze Cent. Die Cent, die dabei übrig bleiben, gehen zu je einem an die Mitglieder mit den größten Resten; "+
		"bei gleichen Resten entscheidet der kleinere amtliche Schlüssel. Das Vorzeichen des Betrags gilt für alle. "+
		"Jede Zeile unten lässt sich mit Papier und Bleistift prüfen.", body)
	for _, l := range d.Lines {
		if len(l.Derivation.Steps) > 0 {
			c.y += 4
			c.in(tagSection, func() { derivation(l, c) })
		}
	}
}

func derived(d billing.Document) bool {
	for _, l := range d.Lines {
		if len(l.Derivation.Steps) > 0 {
			return true
		}
	}
	return false
}

func derivation(l billing.Line, c *canvas) {
	c.room(38)
	c.head(tagHeading, "Nr. "+strconv.Itoa(l.Place)+"  "+l.Text, style{"B", 10, 0})
	c.rule()
	c.y++
	c.paragraph(about(l), small)
	if run := provenance(l.Derivation); run != "" {
		c.paragraph(run, small)
	}
	c.y++
	var list []pair
	weighed := ""
	for _, s := range l.Derivation.Steps {
		if w := weight(s); s.Held == billing.NotHeld && w != weighed {
			list, weighed = append(list, pair{"Gewicht", []string{w}}), w
		}
		list = append(list, step(s))
	}
	c.pairs(append(list, pair{"Betrag der Position", []string{sum(l)}})...)
}

// provenance names the run, the rule and the fingerprint of what went into it.
func provenance(d billing.Derivation) string {
	text := ""
	for _, part := range [][2]string{{"Lauf ", d.Allocation}, {"Regel ", d.Rule}, {"Prüfsumme der Eingaben ", d.InputHash}} {
		if part[1] == "" {
			continue
		}
		if text != "" {
			text += " · "
		}
		text += part[0] + part[1]
	}
	return text
}

// sum is a line's amount out of its figures.
func sum(l billing.Line) string {
	text := plain(l.Share)
	if !l.VAT.IsZero() {
		text += " + " + operand(plain(l.VAT))
	}
	if !l.Granted.IsZero() {
		text += " " + minus + " " + operand(plain(l.Granted))
	}
	if text == plain(l.Amount) {
		return euros(l.Amount)
	}
	return text + " = " + euros(l.Amount)
}

// operand brackets what has a sign.
func operand(text string) string {
	if len(text) >= len(minus) && text[:len(minus)] == minus {
		return "(" + text + ")"
	}
	return text
}

// step tells one split in lines.
func step(s billing.Step) pair {
	p := pair{name: s.Figure.Title()}
	if s.Label != "" {
		p.name += ", " + s.Label
	}
	if s.Held == billing.NotHeld {
		p.lines = []string{formula(s), result(s)}
	} else {
		p.lines = []string{"Von " + euros(s.Total) + ": " + euros(s.Target()) + ", gehalten durch: " + s.Held.Title()}
	}
	if !s.Posted.IsZero() {
		p.lines = append(p.lines, "Bisher gebucht "+euros(s.Posted)+"; jetzt "+plain(s.Target())+" "+minus+" "+operand(plain(s.Posted))+" = "+euros(s.Result()))
	}
	return p
}

// weight tells the member's weight, that of all, and where it is from.
func weight(s billing.Step) string {
	text := number(s.Share.Weight) + " von zusammen " + number(s.WeightSum)
	if s.Source == "" {
		return text
	}
	text += " (" + s.SourceText()
	if !s.AsOf.IsZero() {
		text += ", Stand " + day(s.AsOf)
	}
	return text + ")"
}

// formula is the division with its remainder, in cents and without sign.
func formula(s billing.Step) string {
	return "Von " + euros(s.Total) + ", in Cent: " + number(s.Total.Decimal().Shift(2).Abs()) + " × " + number(s.Share.Weight) + " : " +
		number(s.WeightSum) + " = " + number(s.Share.Floor) + " Rest " + number(s.Share.Remainder)
}

// result is floor and extra cent with the sign of what was split.
func result(s billing.Step) string {
	text := number(s.Share.Floor) + " Cent, kein weiterer, = "
	if s.Share.Extra {
		text = number(s.Share.Floor) + " + 1 Cent, einer der übrigen, = "
	}
	text += euros(s.Target())
	if s.Target().Sign() < 0 && s.Total.Sign() < 0 {
		text += " mit dem Vorzeichen des Betrags"
	}
	return text
}
