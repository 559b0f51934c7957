package costing_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"allmende/domain/access"
	"allmende/domain/costing"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
)

// weighing gives the members fixed weights.
func weighing(weights ...string) costing.SchemeText {
	s := by(costing.Fixed)
	s.WeightSource, s.WeightAsOf = "Vertrag", "2026-01-01"
	for i, w := range weights {
		s.Participants = append(s.Participants, costing.ParticipantText{MemberID: []member.ID{city, town, village, provider}[i].String(), Weight: w})
	}
	return s
}

// Property 34: what is unchanged posts nothing.
func TestARunAgainWithUnchangedInputsPostsNothing(t *testing.T) {
	rule := scheme(t, weighing("6", "6", "2"))
	_, g := post(t, given(t, "0.10"), rule)
	if _, err := g.Draft(rule, 1, fay, now.AddDate(0, 0, 3)); !errors.Is(err, costing.ErrNothingToPost) {
		t.Errorf("got %v", err)
	}
	attach(t, &g, costing.Attaching{Net: money.MustAmount("0.01"), Tax: exempt})
	corrected := share(t, g, rule)
	wantText(t, "corrected", booked(corrected), "0.01 0.01 -0.01")
}

// Property 40: the deltas of a late member sum to zero.
func TestALateMemberIsACorrectionThatSumsToZero(t *testing.T) {
	rule := scheme(t, weighing("48231", "12107", "5530"))
	_, g := post(t, given(t, "55555.55"), rule)
	if err := g.Pool.Join([]member.ID{provider}); err != nil {
		t.Fatal(err)
	}
	g.Basis.Sharers = sharers()
	a, err := g.Draft(scheme(t, weighing("48231", "12107", "5530", "777")), 2, fay, now)
	if err != nil {
		t.Fatal(err)
	}
	s := a.State()
	wantText(t, "deltas", booked(s.Split), "-474.28 -119.05 -54.38 647.71")
	if !s.Booked.IsZero() || s.Kind != costing.Correction || s.Turn != 2 {
		t.Errorf("got %s of kind %s, turn %d", s.Booked, s.Kind, s.Turn)
	}
	if _, pool := a.Lines()[0].Account.Member(); !pool {
		t.Errorf("a pool from which nothing moves has a line: %s", lines(a.Lines()))
	}
}

// Property 40: so do those of restated weights.
func TestRestatedInhabitantsAreACorrectionThatSumsToZero(t *testing.T) {
	rule := scheme(t, by(costing.Inhabitants))
	g := given(t, "55555.55")
	for i, n := range []int64{48231, 12007, 5530} {
		g.Basis.Sharers[i].Population = n
	}
	_, g = post(t, g, rule)
	g.Basis.Sharers = append([]costing.Sharer(nil), g.Basis.Sharers...)
	g.Basis.Sharers[1].Population = 12107
	wantText(t, "deltas", booked(share(t, g, rule)), "-61.86 68.95 -7.09")
}

func TestAMemberThatSharesNoMoreGetsBackWhatItBore(t *testing.T) {
	_, g := post(t, given(t, "90.00"), scheme(t, by(costing.Equal)))
	two := by(costing.Equal)
	two.Participants = []costing.ParticipantText{{MemberID: city.String()}, {MemberID: town.String()}}
	shared := share(t, g, scheme(t, two))
	wantText(t, "booked", booked(shared), "15.00 15.00 -30.00")
	last := shared.Shares[2]
	if last.Member != village || last.Source != costing.NoSource || !last.Amount.IsZero() || shared.Formula(last) != "" {
		t.Errorf("got %+v", last)
	}
}

// Property 36: a rebate is split with what it is of, so that credits sum to it exactly.
func TestARebateIsACorrectionOfWhatItIsOf(t *testing.T) {
	rule := scheme(t, weighing("50", "30", "20"))
	_, g := post(t, given(t, "10000.00", "7777.77"), rule)
	attach(t, &g, costing.Attaching{Net: money.MustAmount("-533.33"), Tax: exempt, Source: costing.Rebate})
	wantText(t, "credits", booked(share(t, g, rule)), "-266.67 -160.00 -106.66")
}

func TestAFullCreditTakesEverythingBackAndAPartialOneItsPart(t *testing.T) {
	rule := scheme(t, by(costing.Equal))
	_, g := post(t, given(t, "100.00"), rule)
	partly := g
	attach(t, &partly, costing.Attaching{Net: money.MustAmount("-33.33"), Tax: exempt, Source: costing.CreditNote})
	wantText(t, "a third", booked(share(t, partly, rule)), "-11.11 -11.11 -11.11")
	attach(t, &g, costing.Attaching{Net: money.MustAmount("-100.00"), Tax: exempt, Source: costing.CreditNote})
	wantText(t, "all", booked(share(t, g, rule)), "-33.34 -33.33 -33.33")
	attach(t, &g, costing.Attaching{Net: money.MustAmount("-30.00"), Tax: exempt, Source: costing.CreditNote})
	shared := share(t, g, rule)
	wantText(t, "more than all", amounts(shared)+", "+booked(shared), "-10.00 -10.00 -10.00, -43.34 -43.33 -43.33")
}

// Where rates change places, nobody owes another net amount, and still the documents'
// VAT changes: the run is posted, by no entry.
func TestARunThatBooksNothingIsPostedWithoutAnEntry(t *testing.T) {
	g := given(t)
	g.Pool = newPool(t, func(c *costing.Collecting) { c.Regime = costing.OwnInvoices })
	attach(t, &g, costing.Attaching{Net: money.MustAmount("90.00"), Tax: full})
	rule := scheme(t, by(costing.Equal))
	_, g = post(t, g, rule)
	attach(t, &g, costing.Attaching{Net: money.MustAmount("-90.00"), Tax: full})
	attach(t, &g, costing.Attaching{Net: money.MustAmount("90.00"), Tax: less})
	a, _ := post(t, g, rule)
	if s := a.State(); s.Status != costing.Posted || s.Entry != "" || len(a.Lines()) != 0 || s.Shares[0].Nets[1].String() != "30.00" {
		t.Errorf("got %+v", s)
	}
}

// Property 37: month after month, every member's running sum is its running quota to
// the cent, also when weights change and members come and go.
func TestTheCumulativeModeEvensOutTheLeftCents(t *testing.T) {
	var earlier *costing.Past
	year := map[member.ID]money.Amount{}
	for month := range 12 {
		g := given(t)
		g.Pool = newPool(t, func(c *costing.Collecting) { c.Mode = costing.Cumulative })
		first := period.Date(2026, time.Month(month+1), 1)
		g.Days, g.Earlier = period.Span{From: first, To: first.AddMonths(1).Add(-1)}, earlier
		attach(t, &g, costing.Attaching{Net: money.MustAmount("100.00"), Tax: exempt})
		a, _ := post(t, g, scheme(t, by(costing.Equal)))
		wantText(t, fmt.Sprintf("month %d", month+1), amounts(a.State().Split), []string{"33.34 33.33 33.33", "33.33 33.34 33.33", "33.33 33.33 33.34"}[month%3])
		for _, s := range a.State().Shares {
			year[s.Member] = year[s.Member].Add(s.Amount)
		}
		earlier = past(a)
	}
	for m, sum := range year {
		wantText(t, m.String(), sum.String(), "400.00")
	}
}

// Property 37: who takes no part any more may still settle a cent of its running quota.
func TestTheCumulativeModeCarriesQuotasOfMembersWhoLeft(t *testing.T) {
	g := given(t, "0.01")
	g.Pool = newPool(t, func(c *costing.Collecting) { c.Mode = costing.Cumulative })
	a, _ := post(t, g, scheme(t, by(costing.Equal)))
	wantText(t, "first", amounts(a.State().Split), "0.01 0.00 0.00")
	next := given(t)
	next.Pool, next.Earlier, next.Days = g.Pool, past(a), days("2026-11-01", "2026-11-30")
	attach(t, &next, costing.Attaching{Net: money.MustAmount("0.02"), Tax: full})
	attach(t, &next, costing.Attaching{Net: money.MustAmount("0.01"), Tax: less})
	two := by(costing.Equal)
	two.Participants = []costing.ParticipantText{{MemberID: town.String()}, {MemberID: village.String()}}
	shared := share(t, next, scheme(t, two))
	wantText(t, "second", amounts(shared), "0.02 0.02 -0.01") // of the quotas 11/6, 11/6 and 1/3
	wantText(t, "quota", shared.Shares[2].Quota.String(), "1/3")
	for _, s := range shared.Shares {
		wantText(t, "rows of "+s.Key, money.Sum(s.Nets...).String(), s.Amount.String())
	}
}

func TestADraftIsPostedByAnotherPersonOnceAndInTime(t *testing.T) {
	g := given(t, "90.00")
	draft := func() *costing.Allocation {
		a, err := g.Draft(scheme(t, by(costing.Equal)), 1, fay, now)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	for _, c := range []struct {
		name   string
		change func(*costing.Standing)
		by     member.PersonID
		want   error
	}{
		{"by who drafted it", func(*costing.Standing) {}, fay, access.ErrSamePerson},
		{"after another run of the pool", func(s *costing.Standing) { s.Turn = 2 }, finn, costing.ErrRunOutdated},
		{"after a run for the same days", func(s *costing.Standing) { s.Run = "x" }, finn, costing.ErrRunOutdated},
		{"into closed days", func(s *costing.Standing) { s.Closed = october.To }, finn, costing.ErrPeriodClosed},
	} {
		a := draft()
		books := standing(g, a)
		c.change(&books)
		if _, err := a.Post(books, c.by, now); !errors.Is(err, c.want) || a.State().Status != costing.Draft {
			t.Errorf("%s: got %v", c.name, err)
		}
	}
	a := draft()
	entry, err := a.Post(standing(g, a), finn, now.Add(time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	if s := a.State(); s.Status != costing.Posted || s.PostedBy != finn || !s.PostedAt.Equal(now.Add(time.Hour)) || s.Entry != entry.ID {
		t.Errorf("got %+v", s)
	}
	want := costing.Entry{
		ID: entry.ID, PostedAt: now.Add(time.Hour), PostedBy: finn, BookedOn: october.To, Text: "KP-2026-0001 Gemeinsamer Dienst",
		Cause: costing.Cause{Type: costing.CauseAllocation, ID: a.State().ID.String()},
	}
	if entry != want {
		t.Errorf("got %+v, want %+v", entry, want)
	}
	if _, err := a.Post(standing(g, a), finn, now); !errors.Is(err, costing.ErrNotDraft) {
		t.Errorf("twice: %v", err)
	}
}

func TestACorrectionOfClosedDaysCountsForToday(t *testing.T) {
	rule := scheme(t, by(costing.Equal))
	_, g := post(t, given(t, "90.00"), rule)
	g.Books.Closed = october.To
	attach(t, &g, costing.Attaching{Net: money.MustAmount("3.00"), Tax: exempt})
	a, err := g.Draft(rule, 1, fay, now)
	if err != nil {
		t.Fatal(err)
	}
	entry, err := a.Post(standing(g, a), finn, now)
	if err != nil || entry.BookedOn != period.DayOf(now) {
		t.Errorf("got %s, %v", entry.BookedOn, err)
	}
}

// Property 39: a reversal mirrors what was posted, and happens once.
func TestAReversalMirrorsThePostingOnce(t *testing.T) {
	rule := scheme(t, by(costing.Inhabitants))
	first, g := post(t, given(t, "100.00"), rule)
	attach(t, &g, costing.Attaching{Net: money.MustAmount("1.00"), Tax: exempt})
	second, _ := post(t, g, rule)
	books := costing.Standing{PoolNumber: "KP-2026-0001", PoolTitle: "Gemeinsamer Dienst", Turn: 3, Run: second.State().ID}
	for _, c := range []struct {
		name   string
		of     *costing.Allocation
		reason string
		by     member.PersonID
		want   error
	}{
		{"without a reason", second, " x ", fay, costing.ErrReason},
		{"by who posted it", second, "Falscher Zeitraum", finn, access.ErrSamePerson},
		{"while a correction stands", first, "Falscher Zeitraum", fay, costing.ErrNotLatestRun},
	} {
		if _, err := c.of.Reverse(books, c.reason, c.by, now); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v", c.name, err)
		}
	}
	entry, err := second.Reverse(books, " Falscher Zeitraum ", fay, now)
	if err != nil || entry.Cause.Type != costing.CauseReversal || second.State().ReversalEntry != entry.ID || second.State().Reason != "Falscher Zeitraum" {
		t.Errorf("got %+v, %v", entry, err)
	}
	if _, err := second.Reverse(books, "Noch einmal", fay, now); !errors.Is(err, costing.ErrNotPosted) {
		t.Errorf("twice: %v", err)
	}
	books.Run = first.State().ID
	if _, err := first.Reverse(books, "Auch falsch", fay, now); err != nil {
		t.Errorf("what stands again: %v", err)
	}
}

func TestInTheCumulativeModeOnlyTheLastDaysAreReversed(t *testing.T) {
	g := given(t, "1.00")
	g.Pool = newPool(t, func(c *costing.Collecting) { c.Mode = costing.Cumulative })
	a, _ := post(t, g, scheme(t, by(costing.Equal)))
	if _, err := a.Reverse(costing.Standing{Run: a.State().ID, Later: true}, "Falscher Monat", fay, now); !errors.Is(err, costing.ErrNotLatestPeriod) {
		t.Errorf("got %v", err)
	}
}

func TestTheLinesOfARunMovePoolMembersAndGrants(t *testing.T) {
	g := given(t, "90.00")
	g.Grants = []costing.GrantDrawn{grant(t, g.Pool, costing.Deciding{Method: costing.OffTop, Amount: money.MustAmount("30.00")})}
	a, _ := post(t, g, scheme(t, by(costing.Equal)))
	id := g.Grants[0].ID
	wantText(t, "lines", lines(a.Lines()), fmt.Sprintf("cost-pool %s -90.00, grant %s 30.00, member %s 20.00, member %s 20.00, member %s 20.00",
		g.Pool.State().ID, id, city, town, village))
}

func TestElevenThousandMembersShareToTheCent(t *testing.T) {
	g, text := elevenThousand(t)
	shared := share(t, g, scheme(t, text))
	sum := decimal.Zero
	for _, s := range shared.Shares {
		sum = sum.Add(s.Bears().Decimal())
	}
	wantText(t, "sum", sum.String(), shared.Total.Add(shared.Vat).Decimal().String())
}

func BenchmarkElevenThousandMembers(b *testing.B) {
	g, text := elevenThousand(b)
	rule := scheme(b, text)
	for b.Loop() {
		share(b, g, rule)
	}
}

// elevenThousand share costs of three rates under a mix with a cap.
func elevenThousand(t fatal) (costing.Given, costing.SchemeText) {
	t.Helper()
	g := given(t)
	var joining []member.ID
	g.Basis.Sharers = nil
	text := mixed()
	for i := range 11_000 {
		m := member.ID(fmt.Sprintf("00000000-0000-7000-8000-%012d", 1000+i))
		joining = append(joining, m)
		g.Basis.Sharers = append(g.Basis.Sharers, costing.Sharer{Member: m, TieKey: fmt.Sprintf("%012d", i), Population: int64(1 + i*7919%100_003)})
		text.Participants = append(text.Participants, costing.ParticipantText{MemberID: m.String()})
	}
	text.Participants[17].Cap = "10000.00"
	if err := g.Pool.Join(joining); err != nil {
		t.Fatal(err)
	}
	attach(t, &g, costing.Attaching{Net: money.MustAmount("1234567.89"), Tax: full})
	attach(t, &g, costing.Attaching{Net: money.MustAmount("2345678.91"), Tax: less})
	attach(t, &g, costing.Attaching{Net: money.MustAmount("0.03"), Tax: exempt})
	return g, text
}
