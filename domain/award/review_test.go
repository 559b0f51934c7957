package award_test

import (
	"errors"
	"strings"
	"testing"

	"allmende/domain/award"
	"allmende/domain/demand"
	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/period"
	"allmende/domain/tender"
)

var (
	officer   = id.New[member.Person]()
	today     = period.DayOf(opening)
	published = today.AddMonths(-1)
)

func application(change func(*award.Application)) award.Application {
	a := award.Application{Chamber: "Vergabekammer Niedersachsen", FileNumber: "VgK-12/2026", ReceivedOn: today}
	change(&a)
	return a
}

func TestAnApplicationIsComplete(t *testing.T) {
	of := newCompetition(byPrice, "Notebooks").state
	for name, c := range map[string]struct {
		change func(*award.Application)
		want   *fault.Fault
	}{
		"in order":                 {func(*award.Application) {}, nil},
		"on the day of the notice": {func(a *award.Application) { a.ReceivedOn = published }, nil},
		"without a chamber":        {func(a *award.Application) { a.Chamber = "  " }, award.ErrChamber},
		"a chamber of two lines":   {func(a *award.Application) { a.Chamber = "Vergabe\nkammer" }, award.ErrChamber},
		"without a file number":    {func(a *award.Application) { a.FileNumber = "" }, award.ErrFileNumber},
		"a long file number":       {func(a *award.Application) { a.FileNumber = strings.Repeat("9", 101) }, award.ErrFileNumber},
		"before the notice":        {func(a *award.Application) { a.ReceivedOn = published.Add(-1) }, award.ErrReceivedOn},
		"tomorrow":                 {func(a *award.Application) { a.ReceivedOn = today.Add(1) }, award.ErrReceivedOn},
		"on no day":                {func(a *award.Application) { a.ReceivedOn = period.Day{} }, award.ErrReceivedOn},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := award.NewReview(of, application(c.change), officer, opening)
			if c.want == nil && err != nil || c.want != nil && !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
	of.Status = tender.Awarded
	if _, err := award.NewReview(of, application(func(*award.Application) {}), officer, opening); !errors.Is(err, award.ErrNotReviewable) {
		t.Errorf("after the award: %v", err)
	}
}

func TestAReviewEndsOnce(t *testing.T) {
	of := newCompetition(byPrice, "Notebooks").state
	review, err := award.NewReview(of, application(func(*award.Application) {}), officer, opening)
	if err != nil {
		t.Fatal(err)
	}
	end := award.End{Outcome: award.Rejected, On: today, Text: "Unzulässig"}
	for name, c := range map[string]struct {
		change func(*award.End)
		want   *fault.Fault
	}{
		"by nobody's decision": {func(e *award.End) { e.Outcome = "" }, award.ErrOutcome},
		"before it came":       {func(e *award.End) { e.On = today.Add(-1) }, award.ErrEndedOn},
		"tomorrow":             {func(e *award.End) { e.On = today.Add(1) }, award.ErrEndedOn},
		"without a word":       {func(e *award.End) { e.Text = "" }, award.ErrEndText},
	} {
		t.Run(name, func(t *testing.T) {
			refusedEnd := end
			c.change(&refusedEnd)
			if err := review.Close(refusedEnd, officer, opening); !errors.Is(err, c.want) || !review.Pending() {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
	if err := review.Close(end, officer, opening); err != nil || review.Pending() {
		t.Fatal(err)
	}
	if err := review.Close(end, officer, opening); !errors.Is(err, award.ErrReviewEnded) {
		t.Errorf("twice: %v", err)
	}
}

func TestAPendingReviewBlocksTheAward(t *testing.T) {
	c := newCompetition(byPrice, "Notebooks")
	c.offer("Anton", "950")
	c.letters(t, tender.Proposal{Reason: "Preis"})
	review, err := award.NewReview(c.state, application(func(*award.Application) {}), officer, opening)
	if err != nil {
		t.Fatal(err)
	}
	conclude := func() error {
		_, err := award.Conclude(tender.Restore(c.state), []*award.Review{review}, officer, c.bids, demand.Snapshot{}, opening)
		return err
	}
	if err := conclude(); !errors.Is(err, award.ErrReviewPending) {
		t.Errorf("got %v", err)
	}
	if err := review.Close(award.End{Outcome: award.WithdrawnByBidder, On: today, Text: "Zurückgenommen"}, officer, opening); err != nil {
		t.Fatal(err)
	}
	if err := conclude(); !errors.Is(err, tender.ErrNotApproved) {
		t.Errorf("the rest of the rules: %v", err)
	}
}
