package calloff_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/domain/tender"
)

var (
	noon     = time.Date(2026, 5, 4, 12, 0, 0, 0, period.Berlin)
	asked    = id.New[member.Person]()
	somebody = id.New[member.Person]()
)

// shared is a contract of as many members, each with a quota of 5,000.00.
func shared(members int) (*framework.Framework, []calloff.Participant) {
	s := framework.State{
		ID: id.New[framework.Framework](), Number: "RV-2026-0001", Status: framework.Active, QuotaMode: tender.Hard,
		InForce: period.Span{From: period.DayOf(noon).AddMonths(-1), To: period.DayOf(noon).AddMonths(12)}, Maximum: money.MustAmount("100000.00"),
		Items: []framework.Item{
			{ID: id.New[framework.Item](), Name: "Monitor", Unit: quantity.Piece, Price: money.MustPrice("199.99"), Maximum: quantity.Must("1000")},
			{ID: id.New[framework.Item](), Name: "Kabel", Unit: quantity.Piece, Price: money.MustPrice("3.333333"), Maximum: quantity.Must("1000")},
		},
	}
	participants := make([]calloff.Participant, members)
	for i := range participants {
		m := id.New[member.Member]()
		s.Entitled = append(s.Entitled, framework.Entitlement{Member: m, Quota: money.MustAmount("5000.00")})
		participants[i].Customer = calloff.Customer{Member: m, Admitted: true, Limit: money.MustAmount("1000.00")}
	}
	return framework.Restore(s), participants
}

func together(f *framework.Framework, participants []calloff.Participant, quantities ...string) calloff.Together {
	t := calloff.Together{
		Order: calloff.Order{By: asked, BudgetCode: "4711"}, Key: calloff.ByEqualParts, Participants: participants, AgreeBy: period.DayOf(noon).Add(7),
	}
	for i, q := range quantities {
		t.Wishes = append(t.Wishes, framework.Wish{Item: f.State().Items[i].ID, Quantity: quantity.Must(q)})
	}
	return t
}

// addsUp fails where shares, lines and what is drawn are not one sum.
func addsUp(t interface{ Errorf(string, ...any) }, c *calloff.CallOff, f *framework.Framework) {
	s := c.State()
	sum, lines := money.Zero, make([]money.Amount, len(s.Lines))
	for _, share := range s.Joint.Shares {
		sum = sum.Add(share.Amount)
		own := money.Zero
		for i, amount := range share.Lines {
			lines[i], own = lines[i].Add(amount), own.Add(amount)
		}
		if own.Cmp(share.Amount) != 0 {
			t.Errorf("lines of a share come to %s, not %s", own, share.Amount)
		}
		for _, e := range f.State().Entitled {
			if e.Member == share.Member && e.Drawn.Cmp(share.Amount) != 0 {
				t.Errorf("drew %s, bears %s", e.Drawn, share.Amount)
			}
		}
	}
	for i, l := range s.Lines {
		if lines[i].Cmp(l.Total) != 0 {
			t.Errorf("line %d: %s of %s", i, lines[i], l.Total)
		}
	}
	if sum.Cmp(s.Total) != 0 || f.State().Drawn.Cmp(s.Total) != 0 {
		t.Errorf("shares %s, total %s, drawn %s", sum, s.Total, f.State().Drawn)
	}
}

func TestSharesAddUpWhateverTheKeyAndWhoeverDeclines(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f, participants := shared(rapid.IntRange(2, 6).Draw(t, "members"))
		in := together(f, participants, "2", "7")
		in.GoesOn = rapid.Bool().Draw(t, "goes on")
		in.Key = rapid.SampledFrom([]calloff.Key{calloff.ByEqualParts, calloff.ByWeights, calloff.ByQuantities}).Draw(t, "key")
		for i := range in.Participants {
			in.Participants[i].Weight = decimal.New(rapid.Int64Range(1, 100000).Draw(t, "weight"), -4)
			in.Participants[i].Quantities = []quantity.Quantity{
				quantity.Must(rapid.SampledFrom([]string{"0", "1", "2"}).Draw(t, "monitors")), quantity.Must(rapid.SampledFrom([]string{"1", "3", "5"}).Draw(t, "cables")),
			}
		}
		in.Participants[0].Quantities[0] = quantity.Must("1")
		quoted, failed := calloff.Quote(f, in, noon)
		if failed != nil || !f.State().Drawn.IsZero() {
			t.Fatalf("a quote: %v, drawn %s", failed, f.State().Drawn)
		}
		c, err := calloff.PlaceTogether(f, in, noon)
		if err != nil {
			t.Fatal(err)
		}
		addsUp(t, c, f)
		if placed := c.State(); placed.Total.Cmp(quoted.Total) != 0 || !slices.EqualFunc(placed.Joint.Shares, quoted.Joint.Shares, sameShare) {
			t.Fatalf("quoted %+v, placed %+v", quoted.Joint.Shares, placed.Joint.Shares)
		}
		last := participants[len(participants)-1].Member
		if err := calloff.DeclineShare(c, f, last, somebody, "kein Geld", noon); err != nil {
			t.Fatal(err)
		}
		if c.State().Status == calloff.Submitted {
			addsUp(t, c, f)
			return
		}
		if !f.State().Drawn.IsZero() {
			t.Errorf("%s is still drawn", f.State().Drawn)
		}
	})
}

// sameShare is that two members' shares are one, to the cent and by the same derivation.
func sameShare(a, b calloff.Share) bool {
	return a.Member == b.Member && a.Amount.Cmp(b.Amount) == 0 && a.Derived.Floor.Equal(b.Derived.Floor) && a.Derived.Remainder.Equal(b.Derived.Remainder) &&
		a.Derived.Extra == b.Derived.Extra && slices.EqualFunc(a.Lines, b.Lines, func(a, b money.Amount) bool { return a.Cmp(b) == 0 })
}

func TestAJointCallOffIsRefused(t *testing.T) {
	f, participants := shared(3)
	for name, c := range map[string]struct {
		change func(*calloff.Together)
		want   error
	}{
		"by one alone":            {func(t *calloff.Together) { t.Participants = t.Participants[:1] }, calloff.ErrParticipants},
		"with a member twice":     {func(t *calloff.Together) { t.Participants[1] = t.Participants[0] }, calloff.ErrParticipantTwice},
		"by another key":          {func(t *calloff.Together) { t.Key = "by-lot" }, calloff.ErrKey},
		"by weights without any":  {func(t *calloff.Together) { t.Key = calloff.ByWeights }, calloff.ErrBudgetWeight},
		"by quantities of nobody": {func(t *calloff.Together) { t.Key = calloff.ByQuantities }, calloff.ErrQuantities},
		"until yesterday":         {func(t *calloff.Together) { t.AgreeBy = period.DayOf(noon).Add(-1) }, calloff.ErrAgreeBy},
		"until next year":         {func(t *calloff.Together) { t.AgreeBy = period.DayOf(noon).Add(91) }, calloff.ErrAgreeBy},
		"with who left":           {func(t *calloff.Together) { t.Participants[2].Admitted = false }, calloff.ErrMemberNotAdmitted},
		"over one's quota":        {func(t *calloff.Together) { t.Wishes[0].Quantity = quantity.Must("76") }, framework.ErrQuotaExceeded},
	} {
		in := together(f, append([]calloff.Participant{}, participants...), "1")
		c.change(&in)
		if _, err := calloff.PlaceTogether(f, in, noon); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	if !f.State().Drawn.IsZero() {
		t.Errorf("what was refused drew %s", f.State().Drawn)
	}
}

func TestOverTheLimitWhoAskedDoesNotAgree(t *testing.T) {
	f, participants := shared(2)
	participants[1].Limit = money.Zero
	c, err := calloff.PlaceTogether(f, together(f, participants, "1"), noon)
	if err != nil {
		t.Fatal(err)
	}
	if err := calloff.Agree(c, f, participants[1].Member, asked, "0815", noon); !errors.Is(err, access.ErrSamePerson) {
		t.Errorf("who asked agrees over the limit: %v", err)
	}
	if err := calloff.Agree(c, f, participants[1].Member, somebody, "", noon); !errors.Is(err, calloff.ErrBudgetCode) {
		t.Errorf("without a budget code: %v", err)
	}
	if err := calloff.Agree(c, f, participants[1].Member, somebody, "0815", noon.AddDate(0, 0, 8)); !errors.Is(err, calloff.ErrAgreeByOver) {
		t.Errorf("too late: %v", err)
	}
	if err := calloff.Agree(c, f, participants[1].Member, somebody, "0815", noon); err != nil || c.State().Status != calloff.Placed {
		t.Errorf("agreed: %v, %s", err, c.State().Status)
	}
	if err := calloff.LapseTogether(c, f, noon.AddDate(0, 0, 8)); !errors.Is(err, calloff.ErrNotSubmitted) {
		t.Errorf("what is placed lapses: %v", err)
	}
}
