package postgres_test

import (
	"testing"
	"time"

	"allmende/domain/evaluation"
	"allmende/domain/period"
	"allmende/domain/tender"
	"allmende/ports/driving"
	"allmende/ports/usecase"
)

func TestTheProcurementFileHoldsMovedDeadlinesPointsAndContracts(t *testing.T) {
	o := openOffice(t)
	documenting := usecase.NewDocumenting(o.db)
	published := o.published(func(d *driving.TenderDraft) { d.Rules = pointsRules("simple-ratio") })
	which := tender.ID(published.ID)
	extended, err := o.tendering.ExtendDeadline(t.Context(), o.officer, which, published.Version, deadline.Add(time.Minute), "Antworten auf Fragen")
	if err != nil {
		t.Fatal(err)
	}
	bid := o.mustBid(extended, o.anton, "950", "200")
	o.mustOpen(extended)
	before, err := documenting.ProcurementFile(t.Context(), o.officer, which)
	if err != nil || len(before.Judged) != 0 || before.Panel != nil {
		t.Errorf("before anybody scored: %+v, %v", before.Judged, err)
	}
	scoring, sheets := o.mustScore(extended, func(string, string) string { return "380.5" })
	scored, err := documenting.ProcurementFile(t.Context(), o.officer, which)
	if err != nil || len(scored.Judged) != 2 {
		t.Fatalf("both have handed in: %+v, %v", scored.Judged, err)
	}
	for _, j := range scored.Judged {
		if j.Place.Bid.String() != bid.BidID || len(j.Scores) != 2 || j.Spread != 0 || evaluation.Text(j.Final) != "380.5" {
			t.Errorf("got %+v", j)
		}
		for who, entry := range j.Scores {
			if scored.People[who] == "" || entry.Reason == "" {
				t.Errorf("%s without a name or a reason: %+v", who, entry)
			}
		}
	}
	if _, err := scoring.Lock(t.Context(), o.officer, which, sheets.Version); err != nil {
		t.Fatal(err)
	}
	o.mustOpen(extended)
	o.mustPropose(extended, driving.Proposal{Reason: "Einziges Angebot"})
	told := o.mustTell(extended)
	o.clockAt(time.Date(2026, 4, 20, 9, 0, 0, 0, time.UTC))
	if _, err := o.awarding.Award(t.Context(), o.second, which, told.Version); err != nil {
		t.Fatal(err)
	}
	file, err := documenting.ProcurementFile(t.Context(), o.officer, which)
	if err != nil {
		t.Fatal(err)
	}
	if len(file.Extensions) != 1 || !file.Extensions[0].To.Equal(deadline.Add(time.Minute)) || !file.Extensions[0].From.Equal(deadline) ||
		file.Extensions[0].Reason != "Antworten auf Fragen" || file.People[file.Extensions[0].By] == "" {
		t.Errorf("extensions: %+v", file.Extensions)
	}
	for _, l := range file.State.Lots {
		if c := file.Contracts[l.ID]; c.Number == "" || c.Term.From != period.Date(2026, 4, 20) {
			t.Errorf("the contract of %s: %+v", l.Title, c)
		}
	}
}
