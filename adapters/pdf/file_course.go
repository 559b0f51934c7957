package pdf

import (
	"fmt"
	"strings"

	"allmende/domain/award"
	"allmende/domain/scoring"
	"allmende/domain/tender"
)

// course draws how the procedure went, step by step.
func (d fileDrawing) course() {
	d.part("Verlauf des Verfahrens", func() {
		d.section("Bekanntmachung und Angebotsfrist", d.notice)
		d.section("Öffnung der Angebote", d.opening)
		d.section("Prüfung und Wertung", d.examination)
		if d.State.Terms.Scored() {
			d.section("Punkte der Wertenden", d.judgements)
		}
		d.section("Vorschlag und Freigabe", d.approval)
		d.section("Information der Bieter und Wartefrist", d.letters)
		d.section("Nachprüfung", d.reviews)
		d.section("Zuschlag und Vertrag", d.contracts)
	})
}

func (d fileDrawing) notice() {
	s := d.State
	d.c.pairs(
		pair{"Entwurf", d.stamped(s.Created)},
		pair{"Vorgelegt", d.stamped(s.Submitted)},
		pair{"Bekannt gemacht", d.stamped(s.Published)},
		pair{"Angebotsfrist", []string{instant(s.Terms.Deadline)}},
	)
	for _, e := range d.Extensions {
		d.c.pairs(pair{"Verlängert", []string{strings.Join(d.stamped(e.Stamp), "") + ": von " + instant(e.From) + " auf " + instant(e.To) + ". " + e.Reason}})
	}
	for _, c := range d.Committees {
		d.c.pairs(pair{"Öffnende gewechselt", []string{
			"Vorgeschlagen: " + strings.Join(d.stamped(c.Proposed), "") + ". " + c.Reason,
			"Bestätigt: " + strings.Join(d.stamped(c.Confirmed), "") + ". Vorliegende Angebote waren neu zu versiegeln.",
			"Gremium bis dahin: SHA-256 " + c.Former,
			"Gremium seither: SHA-256 " + c.Hash,
		}})
	}
	if s.Published.IsZero() {
		d.say("Die Vergabe ist noch nicht bekannt gemacht.")
	}
}

// opening is who opened what, with the hashes that prove it.
func (d fileDrawing) opening() {
	if !d.IsOpened() {
		d.say("Die Angebote sind noch nicht geöffnet.")
		if len(d.State.Calls) == 0 {
			return
		}
	}
	for i, r := range d.Records {
		if i > 0 {
			d.c.y += 3
		}
		d.record(r)
	}
	for _, b := range d.Held() {
		if a := b.Admission; !a.Confirmed.IsZero() {
			d.say("Das verspätete Angebot von " + d.bidder(b.Supplier) + " wurde zugelassen, da den Bieter daran keine Schuld trifft: " + a.Reason +
				" (" + strings.Join(append(d.stamped(a.Requested), d.stamped(a.Confirmed)...), "; ") + ")")
		}
	}
}

func (d fileDrawing) record(r tender.Record) {
	var opened []string
	for _, o := range r.Officers {
		opened = append(opened, d.stamped(tender.Stamp{By: o.Person, At: o.ReleasedAt})...)
	}
	d.c.pairs(
		pair{"Umschläge", []string{kinds[r.Kind]}},
		pair{"Geöffnet von", opened},
		pair{"Niederschrift", []string{"SHA-256 " + r.Hash}},
	)
	if len(r.Bids) == 0 {
		d.say("Es ist kein Angebot eingegangen.")
		return
	}
	d.c.y++
	d.c.room(22) // the names of the columns stand on the page of the first row
	d.c.table([]column{{"Bieter und SHA-256 des verschlüsselten Angebots", 102, "L"}, {"Eingang", width - 102, "L"}}, func(g grid) {
		for _, b := range r.Bids {
			g.row(cell{text: d.bidder(b.Supplier), below: b.Container, s: body, header: true}, cell{text: toTheMicrosecond(b.ReceivedAt), below: recorded[b.State], s: body})
		}
	})
}

// kinds are what envelopes hold.
var kinds = map[tender.Kind]string{
	tender.KindQuality: "Leistung", tender.KindPrice: "Preise",
}

// recorded are the states of bids in a record.
var recorded = map[string]string{
	tender.RecordedOpened: "geöffnet", tender.RecordedExcluded: "ausgeschlossen", tender.RecordedLate: "verspätet, nicht geöffnet",
	tender.RecordedUnsealed: "nicht neu versiegelt",
}

// examination is what was found of each bid, and how points were locked.
func (d fileDrawing) examination() {
	if len(d.Examined) == 0 {
		d.say("Prüfungen von Form, Eignung und Anforderungen sind nicht einzeln festgehalten. Ausschlüsse stehen unter Nr. 3.")
	} else {
		d.examined()
	}
	if d.Panel == nil {
		return
	}
	panel := d.Panel.State()
	d.c.y++
	d.c.pairs(
		pair{"Gremium bestellt", d.stamped(panel.Appointed)},
		pair{"Punkte festgestellt", d.stamped(panel.Locked)},
	)
}

func (d fileDrawing) examined() {
	d.c.table([]column{{"Bieter", 50, "L"}, {"Prüfung", 38, "L"}, {"Ergebnis", width - 88, "L"}}, func(g grid) {
		for _, e := range d.Examined {
			found := "bestanden: "
			if !e.Passed {
				found = "nicht bestanden: "
			}
			g.row(cell{text: d.bidderOf(e.Bid), s: body, header: true}, cell{text: aspects[e.Aspect], s: body},
				cell{text: found + e.Reason, below: strings.Join(d.stamped(e.Done), ""), s: body})
		}
	})
}

// aspects are what bids are examined for.
var aspects = map[scoring.Aspect]string{
	scoring.Form: "Form", scoring.Suitability: "Eignung", scoring.Requirements: "Anforderungen",
}

func (d fileDrawing) approval() {
	if d.State.Proposed.IsZero() {
		d.say("Der Zuschlag ist noch nicht vorgeschlagen.")
		return
	}
	d.c.pairs(
		pair{"Vorgeschlagen", d.stamped(d.State.Proposed)},
		pair{"Freigegeben", d.stamped(d.State.Approved)},
	)
	if d.State.Approved.IsZero() {
		d.say("Der Vorschlag ist noch nicht freigegeben.")
	}
}

// letters are the dispatches of the present proposal; earlier ones are counted.
func (d fileDrawing) letters() {
	sent := d.Present()
	if len(sent) == 0 {
		d.say("Unter dem geltenden Vorschlag sind keine Schreiben versandt.")
	} else {
		d.c.table([]column{{"Bieter", 48, "L"}, {"Versand", 42, "L"}, {"Festgehalten", width - 90, "L"}}, func(g grid) {
			for _, s := range sent {
				g.row(cell{text: s.Letter.Bidder, s: body, header: true}, cell{text: means[s.Means] + ", " + day(s.SentOn), s: body}, cell{text: strings.Join(d.stamped(s.Recorded), ""), s: body})
			}
		})
	}
	if before := len(d.Sent) - len(sent); before > 0 {
		d.say(count(before, "Schreiben ging", "Schreiben gingen") + " unter früheren Vorschlägen hinaus und gehören weiter zur Akte.")
	}
	switch {
	case d.State.EarliestAward.IsZero():
	case d.State.HasStandstill():
		d.say("Die Wartefrist nach § 134 Abs. 2 GWB endet vor dem " + day(d.State.EarliestAward) + ": An diesem Tag darf der Vertrag frühestens geschlossen werden.")
	default:
		d.say("Eine Wartefrist war nicht einzuhalten.")
	}
}

func (d fileDrawing) reviews() {
	if len(d.Reviews) == 0 {
		d.say("Es gibt keinen Nachprüfungsantrag.")
		return
	}
	for _, r := range d.Reviews {
		s := r.State()
		ended := "anhängig"
		if !r.Pending() {
			ended = outcomes[s.End.Outcome] + " am " + day(s.End.On) + ": " + s.End.Text
		}
		d.c.pairs(pair{s.FileNumber, []string{s.Chamber + ", eingegangen am " + day(s.ReceivedOn), ended}})
	}
}

// outcomes are how reviews end.
var outcomes = map[award.Outcome]string{
	award.WithdrawnByBidder: "zurückgenommen", award.Rejected: "zurückgewiesen", award.Upheld: "stattgegeben",
}

func (d fileDrawing) contracts() {
	if d.State.Awarded.IsZero() {
		d.say("Ein Zuschlag ist nicht erteilt.")
		return
	}
	d.c.pairs(pair{"Zuschlag", d.stamped(d.State.Awarded)})
	for _, l := range d.State.Lots {
		if contract, made := d.Contracts[l.ID]; made {
			d.c.pairs(pair{fmt.Sprintf("Los %d", l.Position), []string{
				"Rahmenvertrag " + contract.Number + " mit " + d.bidder(l.Supplier) + ", " + span(contract.Term) + ", Höchstwert " + euros(l.MaximumValue),
			}})
		}
	}
}
