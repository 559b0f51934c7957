package scoring_test

import (
	"testing"

	"pgregory.net/rapid"

	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/scoring"
	"allmende/domain/tender"
)

// unbiased is the declaration of the officer, who examines.
var unbiased = scoring.Declarations{{Person: officer, At: now}}

func examine(declared scoring.Declarations, before []scoring.Examination, aspect scoring.Aspect, passed bool, reason string) ([]scoring.Examination, error) {
	found, err := scoring.Examine(subject, declared, before, scoring.Examination{Bid: first.ID, Aspect: aspect, Passed: passed, Reason: reason}, officer, now)
	return append(before, found), err
}

func TestAnExaminationExcludesOnceAndIsNotTakenBack(t *testing.T) {
	_, err := examine(unbiased, nil, "taste", true, "gut genug")
	refused(t, err, scoring.ErrAspect)
	_, err = examine(unbiased, nil, scoring.Form, true, "")
	refused(t, err, scoring.ErrText)
	_, err = scoring.Examine(subject, unbiased, nil, scoring.Examination{Bid: id.New[tender.Bid](), Aspect: scoring.Form}, officer, now)
	refused(t, err, scoring.ErrBidUnknown)
	before, err := examine(unbiased, nil, scoring.Form, true, "vollständig")
	ok(t, err)
	_, err = examine(unbiased, before, scoring.Form, true, "vollständig")
	refused(t, err, scoring.ErrExamined)
	if _, err = examine(unbiased, before, scoring.Form, false, "Eigenerklärung war gefälscht"); err != nil {
		t.Error(err)
	}
	if missing := scoring.Unexamined(subject, before); len(missing) != 5 {
		t.Errorf("missing: %+v", missing)
	}
}

func TestWhoeverExaminesDeclaresFirst(t *testing.T) {
	biased := append(unbiased, scoring.Declaration{Person: officer, Conflict: "Aktien des Bieters", At: now})
	_, err := examine(nil, nil, scoring.Form, true, "vollständig")
	refused(t, err, scoring.ErrUndeclared)
	_, err = examine(scoring.Declarations{{Person: ada.ID, At: now}}, nil, scoring.Form, true, "vollständig")
	refused(t, err, scoring.ErrUndeclared)
	_, err = examine(biased, nil, scoring.Form, true, "vollständig")
	refused(t, err, scoring.ErrConflict)
	refused(t, biased.Impartial(officer), scoring.ErrConflict)
	ok(t, biased.Impartial(ada.ID))
}

func TestAnExaminersDeclarationIsTakenFromTheNoticeToTheAward(t *testing.T) {
	for _, c := range []struct {
		name     string
		of       *tender.Tender
		before   scoring.Declarations
		conflict bool
		text     string
		want     *fault.Fault
	}{
		{"after the notice", published(tender.Published), nil, false, "", nil},
		{"in the standstill", published(tender.Standstill), unbiased, true, "Mein Bruder arbeitet dort.", nil},
		{"of a draft", tender.Restore(tender.State{Status: tender.Draft}), nil, false, "", scoring.ErrNotOpen},
		{"after the award", published(tender.Awarded), nil, true, "Mein Bruder arbeitet dort.", scoring.ErrNotOpen},
		{"of a cancelled one", published(tender.Cancelled), nil, false, "", scoring.ErrNotOpen},
		{"the same twice", published(tender.Opened), unbiased, false, "", scoring.ErrDeclared},
		{"a conflict taken back", published(tender.Opened), scoring.Declarations{{Person: officer, Conflict: "Aktien des Bieters"}}, false, "", scoring.ErrDeclared},
		{"a conflict without a word", published(tender.Opened), nil, true, " ", scoring.ErrText},
	} {
		made, err := c.before.Declare(c.of, officer, c.conflict, c.text, now)
		if c.want != nil {
			refused(t, err, c.want)
		} else if err != nil || made.Person != officer || made.Conflict != c.text || !made.At.Equal(now) {
			t.Errorf("%s: %+v, %v", c.name, made, err)
		}
	}
}

func TestOnlyBidsForLotsThatSomebodyIsToWinMustBeExamined(t *testing.T) {
	lots := []tender.Lot{{ID: id.New[tender.Lot]()}, {ID: id.New[tender.Lot]()}}
	bidding := func(in ...tender.Lot) *tender.Bid {
		answered := map[tender.LotID]bool{}
		for _, l := range in {
			answered[l.ID] = true
		}
		return tender.RestoreBid(tender.BidState{ID: id.New[tender.Bid](), Status: tender.BidOpened, OpenedAt: now, Answered: answered})
	}
	bids := []*tender.Bid{bidding(lots[0], lots[1]), bidding(lots[1])}
	for _, c := range []struct {
		name     string
		won      []int
		examined []*tender.Bid
		want     *fault.Fault
	}{
		{"both lots are won, one bid is examined", []int{0, 1}, bids[:1], scoring.ErrUnexamined},
		{"both lots are won, all are examined", []int{0, 1}, bids, nil},
		{"nobody who is not examined bids for the lot that is won", []int{0}, bids[:1], nil},
		{"the lot that is won has a bid that is not examined", []int{1}, bids[:1], scoring.ErrUnexamined},
		{"no lot is won", nil, nil, nil},
	} {
		state := tender.State{Lots: append([]tender.Lot{}, lots...)}
		for _, n := range c.won {
			state.Lots[n].Winner = bids[0].State().ID
		}
		of := tender.Restore(state)
		err := scoring.CheckProposal(of, bids, examinedOf(scoring.SubjectOf(of, c.examined)))
		if c.want != nil {
			refused(t, err, c.want)
		} else if err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestTheExaminationHasItsPhases(t *testing.T) {
	for want, got := range map[scoring.Phase]scoring.Phase{
		scoring.Waiting:   scoring.ExaminationPhase(tender.Published, scoring.Subject{}, nil),
		scoring.Examining: scoring.ExaminationPhase(tender.Opened, subject, examined()[1:]),
		scoring.Examined:  scoring.ExaminationPhase(tender.Evaluating, subject, examined()),
	} {
		if got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestAfterTheAwardNothingIsLeftToExamine(t *testing.T) {
	for _, status := range []tender.Status{tender.AwardProposed, tender.Standstill, tender.Awarded} {
		if got := scoring.ExaminationPhase(status, scoring.Subject{}, nil); got != scoring.Examined {
			t.Errorf("%s: %s", status, got)
		}
	}
}

// Whoever examines what in whatever order, and whoever turns out to have a conflict: a bid
// is examined exactly when unbiased people have found every aspect in order.
func TestWhatSomebodyWithAConflictFoundIsFoundAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		people := []member.PersonID{id.New[member.Person](), id.New[member.Person](), id.New[member.Person]()}
		var declared scoring.Declarations
		for _, p := range people {
			declared = append(declared, scoring.Declaration{Person: p, At: now})
		}
		var found []scoring.Examination
		for range rapid.IntRange(0, 30).Draw(t, "steps") {
			by := rapid.SampledFrom(people).Draw(t, "by")
			if rapid.IntRange(0, 9).Draw(t, "learns of a conflict") == 0 {
				if late, err := declared.Declare(published(tender.Opened), by, true, "Aktien des Bieters", now); err == nil {
					declared = append(declared, late)
				}
				continue
			}
			one := scoring.Examination{Bid: rapid.SampledFrom(subject.Bids).Draw(t, "bid").ID, Aspect: rapid.SampledFrom(scoring.Aspects).Draw(t, "aspect"), Passed: true, Reason: "geprüft"}
			if one, err := scoring.Examine(subject, declared, found, one, by, now); err == nil {
				found = append(found, one)
			}
		}
		missing := 0
		for _, bid := range subject.Bids {
			for _, aspect := range scoring.Aspects {
				stands := 0
				for _, e := range found {
					if e.Bid == bid.ID && e.Aspect == aspect && declared.Of(e.Done.By) == scoring.Unbiased {
						stands++
					}
				}
				if stands > 1 {
					t.Fatalf("found twice: %+v", found)
				}
				missing += 1 - stands
			}
		}
		if got := len(scoring.Unexamined(subject, declared.Standing(found))); got != missing {
			t.Fatalf("%d missing, want %d", got, missing)
		}
	})
}
