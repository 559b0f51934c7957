package pdf

import (
	"cmp"
	"fmt"
	"strings"

	"allmende/domain/award"
	"allmende/domain/evaluation"
	"allmende/domain/scoring"
	"allmende/domain/tender"
)

// required draws what § 8 Abs. 2 VgV asks for, number by number.
func (d fileDrawing) required() {
	d.part("Angaben nach § 8 Abs. 2 VgV", func() {
		d.section("Nr. 1: Auftraggeber, Gegenstand und Wert", d.subject)
		d.section("Nr. 2: Berücksichtigte Bieter und Gründe", d.considered)
		d.section("Nr. 3: Nicht berücksichtigte Bieter und Gründe", d.rejected)
		d.section("Nr. 4: Ungewöhnlich niedrige Angebote", d.lowPrices)
		d.section("Nr. 5: Erfolgreiche Bieter und Gründe", d.winners)
		d.section("Nr. 6 und 7: Wahl der Verfahrensart", d.procedure)
		d.section("Nr. 8: Verzicht auf die Vergabe", d.withoutAward)
		d.section("Nr. 9: Andere als elektronische Mittel", func() {
			d.say("Keine. Angebote wurden nur elektronisch angenommen, verschlüsselt bis zur Öffnung.")
		})
		d.section("Nr. 10: Interessenkonflikte und Abhilfe", d.conflicts)
		d.section("Nr. 11: Lose", d.lots)
		d.section("Nr. 12: Gewichtung der Zuschlagskriterien", func() {
			d.say("Die Wertungsmethode und jede Gewichtung standen in der Bekanntmachung. Sie sind seitdem unveränderlich.")
		})
	})
}

func (d fileDrawing) subject() {
	s := d.State
	d.c.pairs(
		pair{"Auftraggeber", present(append(addressOf(d.From), d.From.Contact, d.From.Phone, d.From.Email)...)},
		pair{"Gegenstand", []string{s.Terms.Title + ", Rahmenvereinbarung für " + count(len(s.Entitled), "abrufberechtigtes Mitglied", "abrufberechtigte Mitglieder")}},
		pair{"Geschätzter Wert", []string{euros(s.Ruling.EstimatedValue) + " ohne Umsatzsteuer"}},
		pair{"Höchstwert", []string{euros(s.MaximumValue())}},
		pair{"Laufzeit", present(months(s.Terms.TermMonths), extensions(s.Terms), s.Terms.TermJustification)},
	)
}

// extensions names the options to extend the contract; nothing without any.
func extensions(t tender.Terms) string {
	if len(t.OptionMonths) == 0 {
		return ""
	}
	texts := make([]string, len(t.OptionMonths))
	for i, option := range t.OptionMonths {
		texts[i] = months(option)
	}
	return "Verlängerbar um " + strings.Join(texts, ", dann um ") + ", zusammen " + months(t.LongestMonths())
}

func months(n int) string { return count(n, "Monat", "Monate") }

// considered lists the bids that were ranked, lot by lot, with what ranked them.
func (d fileDrawing) considered() {
	if !d.IsOpened() {
		d.say("Die Angebote sind noch nicht geöffnet.")
		return
	}
	d.say("Berücksichtigt ist jedes Angebot, das fristgerecht, lesbar und vollständig war und nicht ausgeschlossen wurde. Die Reihung folgt der veröffentlichten Wertung.")
	for _, r := range d.Results {
		d.c.y += 2
		d.c.paragraph(fmt.Sprintf("Los %d: %s", r.Lot.Position, r.Lot.Title), strong)
		d.ranking(r)
	}
}

func (d fileDrawing) ranking(r tender.LotResult) {
	admitted := 0
	for _, o := range r.Offers {
		if o.Excluded == "" {
			admitted++
		}
	}
	if admitted == 0 {
		d.say("Kein Angebot konnte gewertet werden.")
		return
	}
	d.c.table([]column{{"Rang", 14, "L"}, {"Bieter und Rechnung", 91, "L"}, {"Punkte", 24, "R"}, {"Gesamtpreis", width - 129, "R"}}, func(g grid) {
		for _, o := range r.Offers {
			if o.Excluded == "" {
				g.row(cell{text: rank(o), s: body}, cell{text: d.bidder(o.Supplier), below: german(strings.Join(present(o.Sum, o.Formula), "; ")), s: body, header: true},
					cell{text: pointsShown(o), s: body}, cell{text: euros(o.Total), s: body})
			}
		}
	})
	for _, f := range r.Figures {
		d.c.paragraph(german(f.Formula), small)
	}
}

func rank(o tender.Offer) string {
	if o.Rank == 0 {
		return "offen"
	}
	return fmt.Sprint(o.Rank)
}

func pointsShown(o tender.Offer) string {
	if len(o.Marks) == 0 {
		return ""
	}
	return german(evaluation.Text(o.Points))
}

// rejected lists the bids that are out: everywhere, or of a lot.
func (d fileDrawing) rejected() {
	type row struct{ bidder, of, reason string }
	var rows []row
	for _, u := range d.Unread {
		rows = append(rows, row{d.bidder(u.Supplier), "alle Lose", award.ReasonOf(u.Reason).Exclusion()})
	}
	for _, r := range d.Results {
		for _, o := range r.Offers {
			if o.Excluded != "" {
				rows = append(rows, row{d.bidder(o.Supplier), fmt.Sprintf("Los %d", r.Lot.Position), award.WhyExcluded(d.State, r.Lot.ID, o).Exclusion()})
			}
		}
	}
	switch {
	case !d.IsOpened():
		d.say("Die Angebote sind noch nicht geöffnet.")
	case len(rows) == 0:
		d.say("Keine. Alle Angebote wurden berücksichtigt.")
	default:
		d.c.table([]column{{"Bieter", 55, "L"}, {"Los", 20, "L"}, {"Grund", width - 75, "L"}}, func(g grid) {
			for _, r := range rows {
				g.row(cell{text: r.bidder, s: body, header: true}, cell{text: r.of, s: body}, cell{text: r.reason, s: body})
			}
		})
	}
}

// lowPrices lists what was asked about low prices, and how that was decided (§ 60 VgV).
func (d fileDrawing) lowPrices() {
	if len(d.State.Clarifications) == 0 {
		d.say("Zu keinem Preis wurde Aufklärung verlangt.")
		return
	}
	for _, c := range d.State.Clarifications {
		d.c.pairs(
			pair{d.bidderOf(c.Bid) + ", " + d.lotOf(c.Lot), present("Auffällig: "+german(strings.Join(present(c.Next, c.Mean), "; ")), "Gefragt am "+strings.Join(d.stamped(c.Asked), ""))},
			pair{"Antwort", []string{cmp.Or(c.Answer, "Keine.")}},
			pair{"Entscheidung", present(append([]string{verdicts[c.Verdict], c.Reason}, d.stamped(c.Decided)...)...)},
		)
	}
}

func (d fileDrawing) lotOf(id tender.LotID) string {
	for _, l := range d.State.Lots {
		if l.ID == id {
			return fmt.Sprintf("Los %d", l.Position)
		}
	}
	return ""
}

// bidderOf is the name of who made a bid.
func (d fileDrawing) bidderOf(id tender.BidID) string {
	for _, b := range d.Bids {
		if s := b.State(); s.ID == id {
			return d.bidder(s.Supplier)
		}
	}
	return ""
}

var verdicts = map[tender.Verdict]string{
	"":             "Steht aus.",
	tender.Accept:  "Der Preis wird angenommen.",
	tender.Exclude: "Das Angebot wird vom Los ausgeschlossen.",
}

func (d fileDrawing) winners() {
	if d.State.Proposed.IsZero() {
		d.say("Der Zuschlag ist noch nicht vorgeschlagen.")
		return
	}
	for _, l := range d.State.Lots {
		name, said := fmt.Sprintf("Los %d: %s", l.Position, l.Title), "Nicht vergeben, siehe Nr. 8."
		if !l.Winner.IsZero() {
			said = d.bidder(l.Supplier) + ", " + euros(l.WinningTotal)
			if l.Draw != nil {
				said += ". Der erste Rang war geteilt; das Los hat entschieden: " + drawn(*l.Draw)
			}
		}
		d.c.pairs(pair{name, []string{said}})
	}
	d.c.pairs(
		pair{"Begründung", []string{d.State.ProposalReason}},
		pair{"Unteraufträge", []string{"Welchen Anteil Bieter an Dritte weitergeben wollen, wird nicht erhoben; er ist daher nicht bekannt."}},
	)
}

// drawn tells how a lot was drawn; of one from before such records, nothing but that.
func drawn(by tender.Draw) string {
	if by.By == "" {
		return "gezogen vor dem Vorschlag."
	}
	return fmt.Sprintf("gezogen von %s am %s in Gegenwart von %s.", by.By, instant(by.At), by.Presence)
}

func (d fileDrawing) procedure() {
	r, choice := d.State.Ruling, d.State.Terms.Choice
	switch {
	case r.Procedure == tender.DirectAward:
		d.say("Direktauftrag bis zu einem Wert von " + euros(r.Limit) + " (" + r.LimitSource + "). Begründung: " + choice.Reason)
	case r.TwoStage():
		d.firstStage(r, choice)
		d.negotiation(choice)
	case d.AboveThreshold():
		d.say("Offenes Verfahren (§ 15 VgV). Eine Begründung der Verfahrensart ist nicht erforderlich.")
	default:
		d.say("Öffentliche Ausschreibung (§ 9 UVgO). Eine Begründung der Verfahrensart ist nicht erforderlich.")
	}
	if r.DaysSource != "" && r.Days > 0 {
		d.say(fmt.Sprintf("Bieter haben mindestens %d Tage Zeit (%s).", r.Days, r.DaysSource))
	}
	if r.Urgent {
		d.say("Die Angebotsfrist ist wegen Dringlichkeit verkürzt: " + choice.Urgency)
	}
	d.say("Maßgeblich ist der Wert von " + euros(r.EstimatedValue) + " gegenüber dem Schwellenwert von " + euros(r.Threshold) + " (" + r.ThresholdSource + ").")
}

// namesOfStages are the procedures in which participants are chosen.
var namesOfStages = map[tender.Procedure]string{
	tender.RestrictedEU:       "Nicht offenes Verfahren (§ 16 VgV)",
	tender.RestrictedNational: "Beschränkte Ausschreibung mit Teilnahmewettbewerb (§ 10 UVgO)",
	tender.NegotiatedEU:       "Verhandlungsverfahren mit Teilnahmewettbewerb (§ 17 VgV)",
	tender.NegotiatedNational: "Verhandlungsvergabe mit Teilnahmewettbewerb (§ 12 UVgO)",
}

// firstStage tells how participants were found.
func (d fileDrawing) firstStage(r tender.Ruling, choice tender.Choice) {
	d.say(namesOfStages[r.Procedure] + ". Teilnahmeanträge wurden bis " + instant(choice.RequestsUntil) + " angenommen; " + fmt.Sprintf("vorgesehen waren mindestens %d Bewerber (mindestens %d: %s).", choice.Least, r.Participants, r.ParticipantsSource))
	d.say("Eignungskriterien der Auswahl: " + strings.Join(choice.Criteria, "; ") + ".")
	if done := d.State.Selection.Approved; !done.IsZero() {
		d.say(fmt.Sprintf("Am %s wurden %d Bewerber zur Angebotsabgabe aufgefordert.", instant(done.At), d.invited()))
	}
	for _, r := range d.Requests {
		said := []string{"Eingegangen am " + instant(r.HandedIn) + ". " + chosen[r.Verdict]}
		if r.Reason != "" {
			said = append(said, "Begründung: "+r.Reason)
		}
		d.c.pairs(pair{"Teilnahmeantrag: " + r.Supplier, said})
	}
}

// invited counts those who were invited; fewer may be left in a later round of bids.
func (d fileDrawing) invited() int {
	count := 0
	for _, r := range d.Requests {
		if r.Verdict == tender.Invite {
			count++
		}
	}
	return count
}

// chosen is what comes of a request to participate.
var chosen = map[tender.Judgement]string{
	"":                "Noch ist nicht entschieden.",
	tender.Invite:     "Zur Angebotsabgabe ausgewählt.",
	tender.Unsuitable: "Nicht geeignet.",
	tender.LowerRank:  "Geeignet, hinter besser geeigneten Bewerbern zurückgestellt.",
}

func (d fileDrawing) withoutAward() {
	said := false
	if d.State.Status == tender.Cancelled {
		d.say("Das Verfahren wurde ohne Zuschlag beendet: " + d.State.Reason)
		said = true
	}
	for _, l := range d.State.Lots {
		if l.NotAwarded != "" {
			d.c.pairs(pair{fmt.Sprintf("Los %d: %s", l.Position, l.Title), present(grounds[l.NotAwarded], l.NotAwardedReason)})
			said = true
		}
	}
	if !said {
		d.say("Auf keine Vergabe wurde verzichtet.")
	}
}

func (d fileDrawing) conflicts() {
	d.say("Wer Angebote öffnet, darf für keinen Bieter handeln; das ist vor der Bekanntmachung geprüft und wird bei jedem Angebot erneut geprüft.")
	switch {
	case d.Panel == nil && d.State.Terms.Scored():
		d.say("Ein Wertungsgremium ist nicht bestellt.")
	case d.Panel == nil:
		d.say("Allein der Preis entscheidet; niemand vergibt Punkte.")
	default:
		d.c.y++
		d.c.table([]column{{"Gremium", 45, "L"}, {"Erklärung", 60, "L"}, {"Abhilfe", width - 105, "L"}}, d.evaluators)
	}
	d.examiners()
}

func (d fileDrawing) evaluators(g grid) {
	for _, e := range d.Panel.State().Evaluators {
		remedy := ""
		if !e.Active() {
			remedy = "ersetzt am " + instant(e.Replaced.At) + ": " + e.Reason
		}
		declared := cell{text: declarations[e.Declaration()], below: strings.Join(present(strings.TrimSuffix(e.Conflict, "."), declaredAt(e)), "; "), s: body}
		g.row(cell{text: d.People[e.Person], s: body, header: true}, declared, cell{text: remedy, s: body})
	}
}

// examiners lists what those declared who examined bids without being on the panel.
func (d fileDrawing) examiners() {
	made := d.Examiners()
	if len(made) == 0 {
		return
	}
	d.c.y++
	d.c.table([]column{{"Prüfung der Angebote", 45, "L"}, {"Erklärung", 60, "L"}, {"am", width - 105, "L"}}, func(g grid) {
		for _, m := range made {
			said := scoring.Unbiased
			if m.Conflict != "" {
				said = scoring.Conflicted
			}
			g.row(cell{text: d.People[m.Person], s: body, header: true}, cell{text: declarations[said], below: m.Conflict, s: body}, cell{text: instant(m.At), s: body})
		}
	})
}

func declaredAt(e scoring.Evaluator) string {
	if e.DeclaredAt.IsZero() {
		return ""
	}
	return "erklärt am " + instant(e.DeclaredAt)
}

// declarations are what evaluators and examiners said of their interests.
var declarations = map[scoring.Interest]string{
	scoring.Unbiased: "kein Interessenkonflikt", scoring.Conflicted: "Interessenkonflikt", scoring.Undeclared: "noch keine Erklärung",
}

func (d fileDrawing) lots() {
	if n := len(d.State.Lots); n > 1 {
		d.say(fmt.Sprintf("Der Auftrag ist in %d Lose geteilt, die einzeln vergeben werden.", n))
		return
	}
	if d.State.Competes() {
		d.say("Ein Abruf aus einer Rahmenvereinbarung wird als Ganzes vergeben.")
		return
	}
	if reason := d.State.Terms.NoLotsReason; reason != "" {
		d.say("Der Auftrag ist nicht in Lose geteilt: " + reason)
		return
	}
	d.say("Der Auftrag ist nicht in Lose geteilt. Eine Begründung fehlt.")
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
