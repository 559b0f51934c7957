package pdf

import (
	"fmt"
	"strings"

	"allmende/domain/evaluation"
	"allmende/domain/scoring"
)

// judgements are the points of each evaluator, how far they lie apart, and what the panel
// agreed on; nobody reads them before all have handed in.
func (d fileDrawing) judgements() {
	if len(d.Judged) == 0 {
		d.say("Die Wertungen liegen noch nicht alle vor. Bis dahin sieht niemand die Punkte anderer.")
		return
	}
	d.say(fmt.Sprintf("Jede Person hat für sich gewertet. Liegen die Punkte um mehr als %d %% der Skala auseinander, einigt sich das Gremium mit Begründung; "+
		"sonst zählt der genaue Mittelwert.", d.Panel.State().SpreadLimit))
	d.c.y++
	d.c.table([]column{{"Kriterium", 38, "L"}, {"Person", 36, "L"}, {"Punkte", 20, "L"}, {"Begründung", width - 94, "L"}}, func(g grid) {
		together := float64(len(d.Panel.Active())+1) * 2 * (body.line() + 1)
		for i, j := range d.Judged {
			begins := i == 0 || d.Judged[i-1].Place.Bid != j.Place.Bid || d.Judged[i-1].Place.Lot != j.Place.Lot
			if g.keep(together) || begins {
				g.band(d.lotOf(j.Place.Lot) + ", " + d.bidderOf(j.Place.Bid))
			}
			d.judgement(g, j)
		}
	})
}

// judgement draws a row for each evaluator, and one for what they come to.
func (d fileDrawing) judgement(g grid, j scoring.Judgement) {
	for _, e := range d.Panel.Active() {
		given := j.Scores[e.Person]
		g.row(cell{text: j.Place.Criterion, s: body, header: true}, cell{text: d.People[e.Person], s: body},
			cell{text: german(given.Score.String()), s: body}, cell{text: given.Reason, s: body})
	}
	result, why := "Mittelwert", "Spanne "+german(j.Spread.String())
	if c := j.Consensus; c != nil {
		why += ". " + d.agreement(*c, j.Agreed)
		if j.Agreed {
			result = "Einigung"
		}
	} else if j.Wide {
		why += ", zu weit auseinander: Eine Einigung steht aus"
	}
	g.row(cell{text: j.Place.Criterion, s: strong, header: true}, cell{text: result, s: strong}, cell{text: german(evaluation.Text(j.Final)), s: strong}, cell{text: why + ".", s: body})
}

// agreement is the minute of what the panel agreed on, and who agreed when.
func (d fileDrawing) agreement(c scoring.Consensus, stands bool) string {
	var by []string
	for _, stamp := range c.Agreed {
		by = append(by, d.stamped(stamp)...)
	}
	name := "Vorschlag, noch nicht von allen bestätigt"
	if stands {
		name = "Einigung"
	}
	return fmt.Sprintf("%s auf %s: %s (%s)", name, german(c.Score.String()), strings.TrimSuffix(c.Minute, "."), strings.Join(by, "; "))
}

// german writes the decimals of a figure, or of a formula, with a comma.
func german(figures string) string { return strings.ReplaceAll(figures, ".", ",") }
