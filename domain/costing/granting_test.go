package costing_test

import (
	"errors"
	"testing"

	"github.com/shopspring/decimal"

	"allmende/domain/costing"
	"allmende/domain/fault"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
)

// Property 14: net + grant = gross, for every member and in sum.
func TestAGrantOffTheTopIsSplitByTheSameWeights(t *testing.T) {
	g := given(t, "1000.00")
	g.Grants = []costing.GrantDrawn{grant(t, g.Pool, costing.Deciding{Method: costing.OffTop, Amount: money.MustAmount("333.33")})}
	shared := share(t, g, scheme(t, by(costing.Equal)))
	wantText(t, "borne", booked(shared), "222.23 222.22 222.22")
	wantText(t, "granted", granted(shared), "111.11 111.11 111.11")
	wantText(t, "amounts", amounts(shared), "333.34 333.33 333.33")
	wantText(t, "what was split", shared.Split.String(), "666.67")
}

// Property 14: the excess of one member's earmarked grant flows to the others.
func TestAnEarmarkedGrantTakesNobodyBelowZero(t *testing.T) {
	g := given(t, "1000.00")
	g.Grants = []costing.GrantDrawn{grant(t, g.Pool, costing.Deciding{Method: costing.Earmarked, Amount: money.MustAmount("400.00"), Members: []costing.GrantWeight{
		{Member: village, Weight: decimal.NewFromInt(3)}, {Member: city, Weight: decimal.NewFromInt(1)},
	}})}
	shared := share(t, g, scheme(t, weighing("2", "1", "1")))
	wantText(t, "granted", granted(shared), "150.00 0.00 250.00")
	wantText(t, "borne", booked(shared), "350.00 250.00 0.00")
}

// Property 15: what an earmarked grant cannot give is left of it.
func TestAnEarmarkedGrantLeavesWhatNobodyCanTake(t *testing.T) {
	g := given(t, "30.00")
	g.Grants = []costing.GrantDrawn{grant(t, g.Pool, costing.Deciding{Method: costing.Earmarked, Members: []costing.GrantWeight{{Member: town, Weight: decimal.NewFromInt(1)}}})}
	shared := share(t, g, scheme(t, by(costing.Equal)))
	wantText(t, "granted", granted(shared), "0.00 10.00 0.00")
	wantText(t, "taken", shared.Grants[0].Amount.String(), "10.00")
	two := by(costing.Equal)
	two.Participants = []costing.ParticipantText{{MemberID: city.String()}, {MemberID: village.String()}}
	wantText(t, "without the member", granted(share(t, g, scheme(t, two))), "0.00 0.00")
}

// Property 16: a rate is rounded down, and pays no more than its cap and what others left.
func TestAGrantByRateIsRoundedDownAndCapped(t *testing.T) {
	for _, c := range []struct{ net, cap, rate, want string }{
		{"83333.33", "45000.00", "60", "45000.00"}, {"0.05", "1.00", "50", "0.02"}, {"-10.00", "1.00", "50", "0.00"}, {"99999999.99", "9999999999.99", "33.333333", "33333332.99"},
	} {
		g := given(t, c.net)
		g.Grants = []costing.GrantDrawn{grant(t, g.Pool, costing.Deciding{Method: costing.ByRate, Amount: money.MustAmount(c.cap), Rate: decimal.RequireFromString(c.rate)})}
		shared := share(t, g, scheme(t, by(costing.Equal)))
		wantText(t, c.net, shared.Granted.String(), c.want)
	}
}

func TestGrantsTogetherGiveNoMoreThanTheCost(t *testing.T) {
	g := given(t, "100.00")
	g.Grants = []costing.GrantDrawn{
		grant(t, g.Pool, costing.Deciding{Method: costing.OffTop, Amount: money.MustAmount("70.00")}),
		grant(t, g.Pool, costing.Deciding{Method: costing.ByRate, Rate: decimal.NewFromInt(50)}),
		grant(t, g.Pool, costing.Deciding{Method: costing.Earmarked, Members: []costing.GrantWeight{{Member: city, Weight: decimal.NewFromInt(1)}}}),
	}
	shared := share(t, g, scheme(t, by(costing.Equal)))
	wantText(t, "borne", booked(shared), "0.00 0.00 0.00")
	if len(shared.Grants) != 2 {
		t.Fatalf("got %+v", shared.Grants)
	}
	for i, want := range []string{"70.00", "30.00"} {
		wantText(t, "taken", shared.Grants[i].Amount.String(), want)
	}
}

func TestAGrantIsDrawnDownOverMonthsAndWhatAMonthTookCountsAsLeftForIt(t *testing.T) {
	g := given(t, "80.00")
	g.Grants = []costing.GrantDrawn{grant(t, g.Pool, costing.Deciding{Method: costing.OffTop})}
	g.Grants[0].Elsewhere = money.MustAmount("40.00")
	rule := scheme(t, by(costing.Equal))
	_, g = post(t, g, rule)
	wantText(t, "taken", g.Grants[0].Here.String(), "60.00")
	attach(t, &g, costing.Attaching{Net: money.MustAmount("10.00"), Tax: exempt})
	a, g := post(t, g, rule)
	wantText(t, "borne by the correction", booked(a.State().Split), "3.33 3.33 3.34")
	attach(t, &g, costing.Attaching{Net: money.MustAmount("-40.00"), Tax: exempt})
	a, _ = post(t, g, rule)
	s := a.State()
	wantText(t, "after a credit", s.Grants[0].Amount.String()+" "+booked(s.Split), "50.00 -10.00 -10.00 -10.00")
}

// Property 15: the rest of a closed grant goes back to the funder by a posting, and so
// does what a correction frees afterwards.
func TestAClosedGrantReturnsTheRestAndGivesNoMore(t *testing.T) {
	g := given(t, "60.00")
	g.Grants = []costing.GrantDrawn{grant(t, g.Pool, costing.Deciding{Method: costing.OffTop})}
	g.Grants[0].Funder.ID = "f"
	rule := scheme(t, by(costing.Equal))
	first, g := post(t, g, rule)
	closed := costing.RestoreGrant(g.Grants[0].GrantState)
	posting, err := closed.Close(g.Pool, money.MustAmount("60.00"), finn, now)
	if err != nil {
		t.Fatal(err)
	}
	id := closed.State().ID.String()
	wantText(t, "returned", lines(posting.Lines), "funder f -40.00, grant "+id+" 40.00")
	if _, err := closed.Close(g.Pool, money.MustAmount("60.00"), finn, now); !errors.Is(err, costing.ErrGrantClosed) {
		t.Errorf("twice: %v", err)
	}
	draft, err := after(g, first).Draft(scheme(t, weighing("1", "2", "1")), 2, fay, now)
	if err != nil {
		t.Fatal(err)
	}
	g.Grants[0].GrantState = closed.State()
	if _, err := draft.Post(standing(g, draft), finn, now); !errors.Is(err, costing.ErrRunOutdated) {
		t.Errorf("a draft from before: %v", err)
	}
	attach(t, &g, costing.Attaching{Net: money.MustAmount("30.00"), Tax: exempt})
	wantText(t, "more cost", booked(share(t, g, rule)), "10.00 10.00 10.00")
	attach(t, &g, costing.Attaching{Net: money.MustAmount("-45.00"), Tax: exempt})
	a, _ := post(t, g, rule)
	wantText(t, "less cost", lines(a.Lines()), "cost-pool "+g.Pool.State().ID.String()+" 15.00, funder f -15.00")
	books := costing.Standing{Run: first.State().ID, Grants: []costing.GrantLeft{{Grant: closed.State().ID, Ended: true}}}
	if _, err := first.Reverse(books, "Falscher Zeitraum", fay, now); !errors.Is(err, costing.ErrGrantClosed) {
		t.Errorf("reversed: %v", err)
	}
}

// A reversal for other days may take a grant back that a draft counts on.
func TestADraftDoesNotOverdrawAGrant(t *testing.T) {
	g := given(t, "100.00")
	g.Grants = []costing.GrantDrawn{grant(t, g.Pool, costing.Deciding{Method: costing.OffTop})}
	draft, err := g.Draft(scheme(t, by(costing.Equal)), 1, fay, now)
	if err != nil {
		t.Fatal(err)
	}
	books := standing(g, draft)
	books.Grants[0].Left = money.MustAmount("99.99")
	if _, err := draft.Post(books, finn, now); !errors.Is(err, costing.ErrRunOutdated) {
		t.Errorf("got %v", err)
	}
}

// A correction that took less leaves the rest to other days; reversed, it would take it back.
func TestAReversalDoesNotOverdrawAGrant(t *testing.T) {
	g := given(t, "100.00")
	g.Grants = []costing.GrantDrawn{grant(t, g.Pool, costing.Deciding{Method: costing.OffTop})}
	rule := scheme(t, by(costing.Equal))
	_, g = post(t, g, rule)
	attach(t, &g, costing.Attaching{Net: money.MustAmount("-60.00"), Tax: exempt})
	less, g := post(t, g, rule)
	books := costing.Standing{Run: less.State().ID, Grants: []costing.GrantLeft{{Grant: g.Grants[0].ID, Left: money.MustAmount("59.99")}}}
	if _, err := less.Reverse(books, "Falscher Zeitraum", fay, now); !errors.Is(err, costing.ErrGrantOverdrawn) || less.State().Status != costing.Posted {
		t.Errorf("got %v", err)
	}
	books.Grants[0].Left = money.MustAmount("60.00")
	if _, err := less.Reverse(books, "Falscher Zeitraum", fay, now); err != nil {
		t.Errorf("what is left suffices: %v", err)
	}
}

func TestADecisionIsBookedAgainstItsFunder(t *testing.T) {
	p := newPool(t, nil)
	g := grant(t, p, costing.Deciding{Method: costing.OffTop})
	g.Funder.ID = "f"
	posting := costing.RestoreGrant(g.GrantState).Booked(p)
	wantText(t, "lines", lines(posting.Lines), "funder f 100.00, grant "+g.ID.String()+" -100.00")
	if posting.Cause != (costing.Cause{Type: costing.CauseGrant, ID: g.ID.String()}) || posting.BookedOn != period.DayOf(now) {
		t.Errorf("got %+v", posting.Entry)
	}
}

func TestADecisionThatIsWrongInItselfIsRefused(t *testing.T) {
	weights := func(w int64, ms ...member.ID) []costing.GrantWeight {
		var all []costing.GrantWeight
		for _, m := range ms {
			all = append(all, costing.GrantWeight{Member: m, Weight: decimal.NewFromInt(w)})
		}
		return all
	}
	for _, c := range []struct {
		name  string
		wrong func(*costing.Deciding)
		want  error
		field string
	}{
		{"no funder", func(d *costing.Deciding) { d.Funder = " x " }, costing.ErrFunder, "funder"},
		{"no reference", func(d *costing.Deciding) { d.Reference = " " }, costing.ErrReference, "reference"},
		{"an unknown method", func(d *costing.Deciding) { d.Method = "gift" }, costing.ErrGrantMethod, "method"},
		{"nothing", func(d *costing.Deciding) { d.Amount = money.Zero }, costing.ErrGrantAmount, "amount"},
		{"less than nothing", func(d *costing.Deciding) { d.Amount = money.MustAmount("-1.00") }, costing.ErrGrantAmount, "amount"},
		{"a rate off the top", func(d *costing.Deciding) { d.Rate = decimal.NewFromInt(5) }, costing.ErrGrantRate, "rate"},
		{"no rate", func(d *costing.Deciding) { d.Method = costing.ByRate }, costing.ErrGrantRate, "rate"},
		{"a rate above a hundred", func(d *costing.Deciding) { d.Method, d.Rate = costing.ByRate, decimal.NewFromInt(101) }, costing.ErrGrantRate, "rate"},
		{"members off the top", func(d *costing.Deciding) { d.Members = weights(1, city) }, costing.ErrGrantMembers, "members"},
		{"earmarked for nobody", func(d *costing.Deciding) { d.Method = costing.Earmarked }, costing.ErrGrantMembers, "members"},
		{"for a stranger", func(d *costing.Deciding) { d.Method, d.Members = costing.Earmarked, weights(1, city, provider) }, costing.ErrMemberOutside, "members.1.memberId"},
		{"for one twice", func(d *costing.Deciding) { d.Method, d.Members = costing.Earmarked, weights(1, city, city) }, costing.ErrMemberTwice, "members.1.memberId"},
		{"by no weight", func(d *costing.Deciding) { d.Method, d.Members = costing.Earmarked, weights(0, city) }, costing.ErrGrantMembers, "members.0.weight"},
	} {
		d := costing.Deciding{Funder: "Land", Reference: "Z-1", Method: costing.OffTop, Amount: money.MustAmount("1.00")}
		c.wrong(&d)
		_, err := newPool(t, nil).Grant(d, now)
		if f, ok := fault.Of(err); !errors.Is(err, c.want) || !ok || f.Field() != c.field {
			t.Errorf("%s: got %v", c.name, err)
		}
	}
	p := newPool(t, func(c *costing.Collecting) { c.Mode = costing.Cumulative })
	_, err := p.Grant(costing.Deciding{Funder: "Land", Reference: "Z-1", Method: costing.OffTop, Amount: money.MustAmount("1.00")}, now)
	if !errors.Is(err, costing.ErrCombination) {
		t.Errorf("off the top of running totals: got %v", err)
	}
}
