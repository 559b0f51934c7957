package costing_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"allmende/domain/access"
	"allmende/domain/costing"
	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/domain/split"
)

var (
	now  = time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)
	fay  = id.New[member.Person]()
	finn = id.New[member.Person]()
)

// collecting is a tender's cost among three members.
func collecting() costing.Collecting {
	return costing.Collecting{
		Number: "KP-2026-0001", Title: "Kosten der Vergabe", Kind: costing.TenderCost, Amount: money.MustAmount("24000.00"), By: fay,
		Members: []member.ID{"c", "a", "b"},
	}
}

func pool(t testing.TB, amount string) *costing.Pool {
	t.Helper()
	c := collecting()
	c.Amount = money.MustAmount(amount)
	p, err := costing.NewPool(c, now)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// basis has a city, a town and an IT provider, which has no inhabitants.
func basis() costing.Basis {
	return costing.Basis{
		Day: period.DayOf(now), Round: "BR-2026-0001", FrozenOn: period.Date(2026, 11, 2), SnapshotHash: "ab12",
		Units: []quantity.Unit{quantity.Piece}, Frameworks: []string{"RV-2026-0001", "RV-2026-0002"},
		Sharers: []costing.Sharer{
			{Member: "a", TieKey: "031010000000", Population: 100_000, PopulationYear: 2024, Ordered: decimal.NewFromInt(60), CalledOff: money.MustAmount("0.10")},
			{Member: "b", TieKey: "033510006006", Population: 50_001, Ordered: decimal.NewFromInt(40), CalledOff: money.MustAmount("0.20")},
			{Member: "c", TieKey: "c"},
		},
	}
}

func amounts(s costing.Split) string {
	var texts []string
	for _, share := range s.Shares {
		texts = append(texts, share.Amount().String())
	}
	return strings.Join(texts, " ")
}

func TestAPoolKeepsWhatWasDecided(t *testing.T) {
	c := collecting()
	c.Title = "  Kosten der Vergabe "
	p, err := costing.NewPool(c, now)
	if err != nil {
		t.Fatal(err)
	}
	s := p.State()
	if s.Title != "Kosten der Vergabe" || s.Version != 1 || !s.CreatedAt.Equal(now) || s.ID.IsZero() || !slices.Equal(s.Members, []member.ID{"a", "b", "c"}) {
		t.Errorf("got %+v", s)
	}
}

func TestAPoolThatIsWrongInItselfIsRefused(t *testing.T) {
	for _, c := range []struct {
		name  string
		wrong func(*costing.Collecting)
		want  error
		field string
	}{
		{"a title of two characters", func(c *costing.Collecting) { c.Title = " ab " }, costing.ErrTitle, "title"},
		{"a title of 201 characters", func(c *costing.Collecting) { c.Title = strings.Repeat("ä", 201) }, costing.ErrTitle, "title"},
		{"a title with a line feed", func(c *costing.Collecting) { c.Title = "Kosten\nder Vergabe" }, costing.ErrTitle, "title"},
		{"an unknown kind", func(c *costing.Collecting) { c.Kind = "gift" }, costing.ErrKind, "kind"},
		{"nothing to share", func(c *costing.Collecting) { c.Amount = money.Zero }, costing.ErrNothingToShare, "amount"},
		{"no members", func(c *costing.Collecting) { c.Members = nil }, costing.ErrNoMembers, "memberIds"},
		{"a member twice", func(c *costing.Collecting) { c.Members = []member.ID{"a", "b", "a"} }, costing.ErrMemberTwice, "memberIds.2"},
	} {
		given := collecting()
		c.wrong(&given)
		_, err := costing.NewPool(given, now)
		if f, ok := fault.Of(err); !errors.Is(err, c.want) || !ok || f.Field() != c.field {
			t.Errorf("%s: got %v", c.name, err)
		}
	}
}

func TestTheTitleMayHaveThreeToTwoHundredCharactersAndTheAmountMayBeACredit(t *testing.T) {
	for _, title := range []string{"abc", strings.Repeat("ä", 200)} {
		c := collecting()
		c.Title, c.Amount = title, money.MustAmount("-0.01")
		if _, err := costing.NewPool(c, now); err != nil {
			t.Errorf("%d characters: %v", len(title), err)
		}
	}
}

func TestEachKeyWeighsByItsOwnDataAndNamesTheSource(t *testing.T) {
	for _, c := range []struct {
		key             costing.Key
		amounts, source string
		day             string
	}{
		{costing.Equal, "8000.00 8000.00 8000.00", "equal", "2026-11-21"},
		{costing.Inhabitants, "15999.89 8000.11 0.00", "population 2024", "2026-11-21"},
		{costing.Quantity, "14400.00 9600.00 0.00", "demand-round BR-2026-0001 sha256:ab12", "2026-11-02"},
		{costing.CallOffValue, "8000.00 16000.00 0.00", "call-offs RV-2026-0001 RV-2026-0002", "2026-11-21"},
	} {
		shared, err := pool(t, "24000.00").Share(c.key, basis())
		if err != nil {
			t.Fatalf("%s: %v", c.key, err)
		}
		first := shared.Shares[0]
		if amounts(shared) != c.amounts || first.Source != c.source || first.AsOf.String() != c.day || first.Member != "a" {
			t.Errorf("%s: got %s from %q of %s", c.key, amounts(shared), first.Source, first.AsOf)
		}
		if breaches := split.Verify(shared.Total.Decimal().Shift(2), explanations(shared.Shares)); len(breaches) > 0 {
			t.Errorf("%s: %v", c.key, breaches)
		}
	}
}

func explanations(shares []costing.Share) []split.Share {
	all := make([]split.Share, len(shares))
	for i, s := range shares {
		all[i] = s.Share
	}
	return all
}

func TestAPopulationWithoutAYearSaysSo(t *testing.T) {
	shared, err := pool(t, "1.00").Share(costing.Inhabitants, basis())
	if err != nil || shared.Shares[1].Source != "population" {
		t.Errorf("got %v, %v", shared.Shares, err)
	}
}

func TestAKeyWithoutItsDataIsRefusedByName(t *testing.T) {
	for _, c := range []struct {
		name  string
		key   costing.Key
		wrong func(*costing.Basis)
		want  error
	}{
		{"an unknown key", "height", func(*costing.Basis) {}, costing.ErrKey},
		{"quantity without a tender", costing.Quantity, func(b *costing.Basis) { b.Round = "" }, costing.ErrNoSource},
		{"quantity in pieces and hours", costing.Quantity, func(b *costing.Basis) { b.Units = append(b.Units, "HUR") }, costing.ErrUnitsMixed},
		{"call-offs without a framework", costing.CallOffValue, func(b *costing.Basis) { b.Frameworks = nil }, costing.ErrNoSource},
		{"nobody lives there", costing.Inhabitants, func(b *costing.Basis) { b.Sharers = b.Sharers[2:] }, split.ErrNoPositiveWeight},
		{"nobody called off", costing.CallOffValue, func(b *costing.Basis) { b.Sharers = b.Sharers[2:] }, split.ErrNoPositiveWeight},
	} {
		given := basis()
		c.wrong(&given)
		_, err := pool(t, "24000.00").Draft(c.key, given, fay, now)
		if f, ok := fault.Of(err); !errors.Is(err, c.want) || !ok || f.Field() != "key" {
			t.Errorf("%s: got %v", c.name, err)
		}
	}
}

func TestKeysAreReadByTheirNames(t *testing.T) {
	for _, key := range costing.Keys {
		if got, err := costing.ParseKey(string(key)); got != key || err != nil {
			t.Errorf("%s: got %s, %v", key, got, err)
		}
	}
	if _, err := costing.ParseKey("Equal"); !errors.Is(err, costing.ErrKey) {
		t.Errorf("got %v", err)
	}
}

func draft(t testing.TB, p *costing.Pool) *costing.Allocation {
	t.Helper()
	a, err := p.Draft(costing.Inhabitants, basis(), fay, now)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestADraftIsPostedByAnotherPersonOnce(t *testing.T) {
	p := pool(t, "24000.00")
	a := draft(t, p)
	if _, err := costing.Post(a, p, fay, now); !errors.Is(err, access.ErrSamePerson) || a.State().Status != costing.Draft {
		t.Errorf("by its author: %v, %s", err, a.State().Status)
	}
	entry, err := costing.Post(a, p, finn, now.Add(time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	s := a.State()
	if s.Status != costing.Posted || s.PostedBy != finn || !s.PostedAt.Equal(now.Add(time.Hour)) || s.Entry != entry.ID {
		t.Errorf("got %+v", s)
	}
	if entry.Text != "KP-2026-0001 Kosten der Vergabe" || entry.Cause != (costing.Cause{Type: costing.CauseAllocation, ID: s.ID.String()}) || entry.PostedBy != finn {
		t.Errorf("got %+v", entry)
	}
	if _, err := costing.Post(a, p, finn, now); !errors.Is(err, costing.ErrNotDraft) {
		t.Errorf("twice: %v", err)
	}
}

func TestOfAPoolThatIsPostedNothingElseIsDraftedOrPosted(t *testing.T) {
	p := pool(t, "24000.00")
	a := draft(t, p)
	state := p.State()
	state.Allocated = state.Amount
	p = costing.RestorePool(state)
	if _, err := p.Draft(costing.Equal, basis(), fay, now); !errors.Is(err, costing.ErrAllocated) {
		t.Errorf("draft: %v", err)
	}
	if _, err := costing.Post(a, p, finn, now); !errors.Is(err, costing.ErrAllocated) || a.State().Status != costing.Draft {
		t.Errorf("post: %v", err)
	}
	if _, err := p.Share(costing.Equal, basis()); err != nil {
		t.Errorf("a preview changes nothing: %v", err)
	}
}

func TestTheLinesOfAnAllocationLeaveOutWhoBearsNothing(t *testing.T) {
	p := pool(t, "-24000.00")
	got := draft(t, p).Lines()
	want := []costing.Line{
		{Account: costing.PoolAccount(p.State().ID), Amount: money.MustAmount("24000.00")},
		{Account: costing.MemberAccount("a"), Amount: money.MustAmount("-15999.89")},
		{Account: costing.MemberAccount("b"), Amount: money.MustAmount("-8000.11")},
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestTheLinesOfEveryAllocationSumToZero(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := collecting()
		c.Amount = money.FromCents(rapid.OneOf(rapid.Int64Range(-1000, -1), rapid.Int64Range(1, 10_000_000)).Draw(t, "cents"))
		p, err := costing.NewPool(c, now)
		if err != nil {
			t.Fatal(err)
		}
		b := basis()
		for i := range b.Sharers {
			b.Sharers[i].Population = rapid.Int64Range(0, 500).Draw(t, "population")
		}
		b.Sharers[0].Population++
		a, err := p.Draft(costing.Inhabitants, b, fay, now)
		if err != nil {
			t.Fatal(err)
		}
		lines := a.Lines()
		if !costing.Balance(lines).IsZero() || lines[0].Amount.Cmp(c.Amount.Neg()) != 0 {
			t.Fatalf("%s: %v", c.Amount, lines)
		}
		for _, l := range lines[1:] {
			if l.Amount.Sign() != c.Amount.Sign() {
				t.Fatalf("a line of %s is %s", c.Amount, l.Amount)
			}
		}
	})
}

func TestAFormulaIsWorkedWithPencilAndPaper(t *testing.T) {
	for _, c := range []struct{ name, amount, want string }{
		{"without an extra cent", "0.06", "6 × 1 / 3 = 2 rest 0"},
		{"with an extra cent", "0.07", "7 × 1 / 3 = 2 rest 1; 2 + 1 = 3"},
		{"a credit", "-0.06", "6 × 1 / 3 = 2 rest 0; × -1 = -2"},
		{"a credit with an extra cent", "-0.07", "7 × 1 / 3 = 2 rest 1; 2 + 1 = 3; × -1 = -3"},
	} {
		shared, err := pool(t, c.amount).Share(costing.Equal, basis())
		if err != nil {
			t.Fatal(err)
		}
		if got := costing.Formula(shared.Total, shared.WeightSum, shared.Shares[0].Share); got != c.want {
			t.Errorf("%s: got %q", c.name, got)
		}
	}
}

func TestTheFormulaOfACreditThatReachesNobodyHasNoSign(t *testing.T) {
	shared, err := pool(t, "-0.01").Share(costing.Equal, basis())
	if err != nil {
		t.Fatal(err)
	}
	if got := costing.Formula(shared.Total, shared.WeightSum, shared.Shares[2].Share); got != "1 × 1 / 3 = 0 rest 1" {
		t.Errorf("got %q", got)
	}
}

// posted is an allocation as a store gives it back, with the lines it booked.
func posted(t testing.TB) (costing.AllocationState, []costing.Line) {
	t.Helper()
	p := pool(t, "24000.00")
	a := draft(t, p)
	if _, err := costing.Post(a, p, finn, now); err != nil {
		t.Fatal(err)
	}
	return a.State(), a.Lines()
}

func TestRecomputingFindsEveryAlteredFigure(t *testing.T) {
	for _, c := range []struct {
		name  string
		alter func(*costing.AllocationState, *[]costing.Line)
		wrong string
	}{
		{"nothing altered", func(*costing.AllocationState, *[]costing.Line) {}, ""},
		{"a cent moved", func(s *costing.AllocationState, _ *[]costing.Line) {
			s.Shares[0].Units, s.Shares[1].Units = s.Shares[0].Units.Add(decimal.NewFromInt(1)), s.Shares[1].Units.Sub(decimal.NewFromInt(1))
		}, "fresh-split ledger"},
		{"a weight", func(s *costing.AllocationState, _ *[]costing.Line) { s.Shares[0].Weight = decimal.NewFromInt(100_001) }, "fresh-split input-hash"},
		{"the sum of weights", func(s *costing.AllocationState, _ *[]costing.Line) { s.WeightSum = decimal.NewFromInt(1) }, "fresh-split"},
		{"the hash", func(s *costing.AllocationState, _ *[]costing.Line) { s.InputHash = strings.Repeat("0", 64) }, "input-hash"},
		{"the rule's version", func(s *costing.AllocationState, _ *[]costing.Line) { s.RuleVersion = 2 }, "fresh-split"},
		{"weights that cannot be split", func(s *costing.AllocationState, _ *[]costing.Line) { s.Shares[0].Weight = decimal.NewFromInt(-1) }, "fresh-split input-hash"},
		{"a line missing", func(_ *costing.AllocationState, l *[]costing.Line) { *l = (*l)[1:] }, "ledger"},
		{"no line at all", func(_ *costing.AllocationState, l *[]costing.Line) { *l = nil }, "ledger"},
		{"a line twice", func(_ *costing.AllocationState, l *[]costing.Line) { *l = append(*l, (*l)[1]) }, "ledger"},
		{"a line with another amount", func(_ *costing.AllocationState, l *[]costing.Line) { (*l)[1].Amount = money.MustAmount("1.00") }, "ledger"},
		{"a draft with lines", func(s *costing.AllocationState, _ *[]costing.Line) { s.Status = costing.Draft }, "ledger"},
		{"a draft without", func(s *costing.AllocationState, l *[]costing.Line) { s.Status, *l = costing.Draft, nil }, ""},
	} {
		state, lines := posted(t)
		c.alter(&state, &lines)
		var wrong []string
		for _, check := range costing.Recompute(costing.RestoreAllocation(state), lines) {
			if !check.OK {
				wrong = append(wrong, check.Name)
			}
		}
		if got := strings.Join(wrong, " "); got != c.wrong {
			t.Errorf("%s: got %q, want %q", c.name, got, c.wrong)
		}
	}
}
