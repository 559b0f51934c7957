package demand_test

import (
	"errors"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/demand"
	"allmende/domain/id"
	"allmende/domain/member"
)

func confirming(t *testing.T) *demand.Round {
	t.Helper()
	d := notebooks()
	d.Confirms = true
	round, err := demand.New(d, morning)
	if err != nil {
		t.Fatal(err)
	}
	if err := round.Open(morning); err != nil {
		t.Fatal(err)
	}
	return round
}

func TestABudgetHolderConfirmsWhatAnotherStatedLast(t *testing.T) {
	buyer, holder := id.New[member.Person](), id.New[member.Person]()
	frozen := confirming(t)
	if _, err := frozen.Freeze(states(t, frozen, hanover, 0, "1", "0"), morning); err != nil {
		t.Fatal(err)
	}
	topped := confirming(t)
	if err := topped.TopUp(closes.Add(time.Hour), closes); err != nil {
		t.Fatal(err)
	}
	d := notebooks()
	d.Confirms = true
	drafted, err := demand.New(d, morning)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		round *demand.Round
		by    member.PersonID
		seen  int
		have  demand.Answer
		want  error
	}{
		"another":           {confirming(t), holder, 2, demand.Answer{Statements: 2, Needs: true, By: buyer}, nil},
		"anew":              {confirming(t), holder, 3, demand.Answer{Statements: 3, Needs: true, By: buyer, Confirmed: 2}, nil},
		"while topped up":   {topped, holder, 2, demand.Answer{Statements: 2, Needs: true, By: buyer}, nil},
		"who stated":        {confirming(t), buyer, 2, demand.Answer{Statements: 2, Needs: true, By: buyer}, access.ErrSamePerson},
		"changed meanwhile": {confirming(t), holder, 2, demand.Answer{Statements: 3, Needs: true, By: buyer}, access.ErrStale},
		"confirmed already": {confirming(t), holder, 2, demand.Answer{Statements: 2, Needs: true, By: buyer, Confirmed: 2}, demand.ErrConfirmed},
		"nothing stated":    {confirming(t), holder, 0, demand.Answer{}, demand.ErrNothingToConfirm},
		"nothing needed":    {confirming(t), holder, 1, demand.Answer{Statements: 1, By: buyer}, demand.ErrNothingToConfirm},
		"not asked for":     {open(t), holder, 2, demand.Answer{Statements: 2, Needs: true, By: buyer}, demand.ErrUnasked},
		"frozen":            {frozen, holder, 2, demand.Answer{Statements: 2, Needs: true, By: buyer}, demand.ErrNotOpen},
		"a draft":           {drafted, holder, 2, demand.Answer{Statements: 2, Needs: true, By: buyer}, access.ErrNotFound},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := c.round.Confirm(demand.Author{Member: hanover.Member, Person: c.by}, c.seen, c.have, morning)
			if !errors.Is(err, c.want) {
				t.Fatalf("got %v, want %v", err, c.want)
			}
			if want := (demand.Confirmation{Member: hanover.Member, Statements: c.seen, By: c.by, At: morning}); err == nil && got != want {
				t.Errorf("got %+v, want %+v", got, want)
			}
		})
	}
}

func TestWhatIsNotConfirmedIsLeftOutOnlyWhereSomebodySaysSo(t *testing.T) {
	round := confirming(t)
	needs := append(states(t, round, hanover, 0, "5", "1"), states(t, round, celle, 0, "3", "0")...)
	if _, err := round.Counting(needs, []member.ID{celle.Member}, false); !errors.Is(err, demand.ErrUnconfirmed) {
		t.Errorf("got %v", err)
	}
	left, err := round.Counting(needs, []member.ID{celle.Member}, true)
	if err != nil || len(left) != 1 || left[0].Member != hanover.Member || len(needs) != 2 {
		t.Errorf("got %+v, %v", left, err)
	}
	for _, leaveOut := range []bool{true, false} {
		if all, err := round.Counting(needs, nil, leaveOut); err != nil || len(all) != 2 {
			t.Errorf("got %+v, %v", all, err)
		}
	}
	none, err := round.Counting(needs, []member.ID{celle.Member, hanover.Member}, true)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := round.Freeze(none, morning); !errors.Is(err, demand.ErrEmpty) {
		t.Errorf("got %v", err)
	}
}
