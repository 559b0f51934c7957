package pdf

import (
	"fmt"
	"io"
	"strings"

	"allmende/domain/award"
	"allmende/domain/period"
	"allmende/domain/tender"
)

// WriteLetter writes the letter that tells a bidder of an award (GWB 134); the same
// letter gives the same bytes.
func WriteLetter(w io.Writer, l award.Letter) error {
	heading := "Information über den Zuschlag, Vergabe " + l.Number
	issued := l.SentOn
	if issued.IsZero() {
		issued = l.Earliest
	}
	return render(w, particulars{heading, l.From.Name, heading + ", an " + l.Bidder, issued.UTC()}, func(c *canvas) {
		c.running = c.wrap(heading+" · "+l.Bidder, width, small)[0]
		c.imprint = []string{strings.Join(addressOf(l.From), " · "), strings.Join(present(l.From.Contact, l.From.Phone, l.From.Email), " · ")}
		c.newPage()
		information(l, c)
	})
}

func information(l award.Letter, c *canvas) {
	c.envelope(strings.Join(addressOf(l.From), " · "), l.From.Name, present(l.Bidder), [][2]string{
		{"Vergabe", l.Number}, {"Datum", sentOn(l)}, {"Versand", means[l.Means]},
		{"Auskunft", l.From.Contact}, {"Telefon", l.From.Phone}, {"E-Mail", l.From.Email},
	})
	if l.Means == "" {
		c.paragraph("Entwurf: noch nicht versandt. Datum und frühester Tag des Vertragsschlusses stehen erst mit dem Versand fest.", strong)
		c.y += 2
	}
	c.head(tagTitle, subject(l), style{"B", 13, 0})
	c.paragraph(l.Title+" ("+l.Number+")", body)
	c.y += 4
	c.paragraph("Sehr geehrte Damen und Herren,", body)
	c.y += 2
	c.paragraph(greeting(l), body)
	for _, n := range l.Lots {
		c.y += 4
		c.in(tagSection, func() { news(n, c) })
	}
	c.y += 4
	contract(l, c)
	c.y += 4
	c.paragraph("Mit freundlichen Grüßen", body)
	c.y += 2
	c.paragraph(l.From.Name, body)
	c.y += 4
	c.paragraph("Dieses Schreiben wurde elektronisch erstellt und ist ohne Unterschrift gültig (Textform, § 126b BGB).", small)
}

var means = map[tender.Means]string{tender.Electronic: "elektronisch", tender.ByPost: "per Post"}

func sentOn(l award.Letter) string {
	if l.SentOn.IsZero() {
		return ""
	}
	return day(l.SentOn)
}

func subject(l award.Letter) string {
	if l.Standstill {
		return "Information nach § 134 GWB"
	}
	return "Information über das Ergebnis der Vergabe"
}

func greeting(l award.Letter) string {
	if l.Wins() {
		return "wir danken Ihnen für Ihr Angebot und beabsichtigen, Ihnen den Zuschlag zu erteilen, soweit es unten steht. " +
			"Dieses Schreiben ist noch nicht der Zuschlag: Ein Vertrag kommt erst mit ihm zustande."
	}
	return "wir danken Ihnen für Ihr Angebot. Leider können wir es nicht berücksichtigen. Die Gründe nennen wir Ihnen unten für jedes Los, auf das Sie geboten haben."
}

// news tells of a lot: who is to get it, and why.
func news(n award.News, c *canvas) {
	c.head(tagHeading, fmt.Sprintf("Los %d: %s", n.Position, n.Title), heading)
	c.y++
	list := []pair{}
	switch {
	case n.Wins():
		list = append(list, pair{"Ergebnis", []string{"Der Zuschlag soll auf Ihr Angebot erteilt werden."}})
	case n.Winner == "":
		list = append(list, pair{"Ergebnis", []string{"Das Los wird nicht vergeben."}})
	default:
		list = append(list, pair{"Zuschlag an", []string{n.Winner}})
	}
	c.pairs(append(list, pair{"Gründe", Reasons(n.Reason)})...)
}

// Reasons tells in German why a bid gets a lot or not.
func Reasons(r award.Reason) []string {
	place := fmt.Sprintf("Ihr Angebot liegt auf Rang %d von %d gewerteten Angeboten.", r.Rank, r.Of)
	switch r.Kind {
	case award.Best:
		return append([]string{fmt.Sprintf("Ihr Angebot ist das wirtschaftlichste von %d gewerteten.", r.Of)}, pointsOf(r)...)
	case award.Drawn:
		return []string{"Ihr Angebot teilt sich den ersten Rang mit einem anderen. Das Los hat für Ihr Angebot entschieden."}
	case award.DrawLost:
		return []string{"Ihr Angebot teilt sich den ersten Rang mit einem anderen. Das Los hat für das andere Angebot entschieden."}
	case award.Outranked:
		if r.BestPoints == "" {
			return []string{place, "Zuschlagskriterium ist der Preis: Der Gesamtpreis des erfolgreichen Angebots ist niedriger als Ihrer."}
		}
		return append([]string{place}, pointsOf(r)...)
	case award.Excluded:
		return []string{"Ihr Angebot wurde von der Wertung ausgeschlossen: " + r.Exclusion()}
	case award.NotAwarded:
		return present(grounds[tender.Ground(r.Code)], r.Text)
	}
	return nil
}

// pointsOf compares points, never prices.
func pointsOf(r award.Reason) []string {
	switch {
	case r.Points == "" || r.BestPoints == "":
		return nil
	case r.Kind == award.Best:
		return []string{"In der Leistung erhielt es " + r.Points + " Punkte."}
	}
	return []string{"In der Leistung erhielt Ihr Angebot " + r.Points + " Punkte, das erfolgreiche " + r.BestPoints + ". Den Ausschlag gab die veröffentlichte Wertung von Leistung und Preis."}
}

// grounds are those of § 63 Abs. 1 VgV and § 48 Abs. 1 UVgO.
var grounds = map[tender.Ground]string{
	tender.NoSuitableBid: "Es ist kein Angebot eingegangen, das den Bedingungen entspricht.",
	tender.BasisChanged:  "Die Grundlage des Vergabeverfahrens hat sich wesentlich geändert.",
	tender.NotEconomical: "Es wurde kein wirtschaftliches Ergebnis erzielt.",
	tender.GraveReason:   "Es bestehen andere schwerwiegende Gründe.",
}

// contract tells the earliest day of the contract, and what can be done until then.
func contract(l award.Letter, c *canvas) {
	c.head(tagHeading, "Vertragsschluss", heading)
	c.y++
	if !l.Standstill {
		c.paragraph("Wo ein Zuschlag vorgesehen ist, wird er frühestens am "+earliest(l.Earliest)+" erteilt.", body)
		return
	}
	c.paragraph("Der Vertrag wird frühestens am "+earliest(l.Earliest)+" geschlossen (§ 134 Abs. 2 GWB).", strong)
	c.y++
	c.paragraph("Wer sich in seinen Rechten verletzt sieht, muss den Verstoß uns gegenüber rügen (§ 160 Abs. 3 GWB) und kann bis zum Vertragsschluss "+
		"die Nachprüfung bei der zuständigen Vergabekammer beantragen.", body)
}

func earliest(d period.Day) string {
	if d.IsZero() {
		return "(noch offen)"
	}
	return day(d)
}

func addressOf(a award.Authority) []string {
	return present(a.Name, a.Street, strings.TrimSpace(a.Postcode+" "+a.City))
}
