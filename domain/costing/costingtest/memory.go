package costingtest

import (
	"fmt"
	"slices"
	"time"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"allmende/domain/costing"
	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/vat"
)

// Memory keeps books as the domain decides, without a store: the model.
type Memory struct {
	members  []costing.Sharer
	pools    []*pool
	grants   []*costing.Grant
	runs     []*run
	postings []costing.Posting
	closed   int // the last month
	now      time.Time
	one, two member.PersonID
}

var _ Books = (*Memory)(nil)

// pool is a pool with what was attached to it.
type pool struct {
	*costing.Pool
	places  []int // of its members
	costs   []costing.Cost
	schemes []costing.Scheme
}

// run is an allocation with all that it was made of.
type run struct {
	*costing.Allocation
	given costing.Given
}

// NewMemory begins without pools, among members with their tie keys and inhabitants, at
// a time after October 2026.
func NewMemory(members []costing.Sharer, now time.Time) *Memory {
	return &Memory{members: slices.Clone(members), now: now, one: id.New[member.Person](), two: id.New[member.Person]()}
}

// sample draws some of the pool's members.
func (p *pool) sample(t *rapid.T) []int {
	return rapid.SliceOfNDistinct(rapid.SampledFrom(p.places), 1, len(p.places), rapid.ID).Draw(t, "sample")
}

// charged are the pools and months that have costs.
func (m *Memory) charged() [][2]int {
	var all [][2]int
	for i, p := range m.pools {
		for month := 1; month <= 12; month++ {
			if slices.ContainsFunc(p.costs, func(c costing.Cost) bool { return c.Days == monthDays(month) }) {
				all = append(all, [2]int{i, month})
			}
		}
	}
	return all
}

// OpenPool opens a pool.
func (m *Memory) OpenPool(regime costing.Regime, mode costing.Mode, members []int) error {
	c := costing.Collecting{Number: fmt.Sprintf("KP-2026-%04d", len(m.pools)+1), Title: "Kosten", Kind: costing.Other, Regime: regime, Mode: mode, By: m.one}
	for _, place := range members {
		c.Members = append(c.Members, m.members[place].Member)
	}
	p, err := costing.NewPool(c, m.now)
	if err == nil {
		m.pools = append(m.pools, &pool{Pool: p, places: slices.Clone(members)})
	}
	return err
}

// monthDays are the days of a month of 2026.
func monthDays(month int) period.Span {
	first := period.Date(2026, time.Month(month), 1)
	return period.Span{From: first, To: first.AddMonths(1).Add(-1)}
}

// Attach attaches a cost.
func (m *Memory) Attach(to int, c Cost) error {
	net, err := money.ParseAmount(c.Net)
	if err != nil {
		return err
	}
	p := m.pools[to]
	cost, posting, err := p.Attach(costing.Attaching{
		Text: "Rechnung", Days: monthDays(c.Month), Net: net, Tax: vat.Tax{Category: vat.Category(c.Category), Rate: decimal.RequireFromString(c.Rate)},
		Source: costing.Typed, By: m.one,
	}, m.books(p), m.now)
	if err != nil {
		return err
	}
	p.costs, m.postings = append(p.costs, cost), append(m.postings, posting)
	return nil
}

// Join adds a member.
func (m *Memory) Join(to, place int) error {
	p := m.pools[to]
	if err := p.Join([]member.ID{m.members[place].Member}); err != nil {
		return err
	}
	p.places = append(p.places, place)
	return nil
}

// Grant records a decision.
func (m *Memory) Grant(of int, g Grant) error {
	amount, err := money.ParseAmount(g.Amount)
	if err != nil {
		return err
	}
	d := costing.Deciding{Funder: "Land", Reference: "Z-1", Method: g.Method, Amount: amount, By: m.one}
	if g.Rate != "" {
		d.Rate = decimal.RequireFromString(g.Rate)
	}
	for i, place := range g.Members {
		d.Members = append(d.Members, costing.GrantWeight{Member: m.members[place].Member, Weight: decimal.NewFromInt(int64(i + 1))})
	}
	grant, err := m.pools[of].Grant(d, m.now)
	if err != nil {
		return err
	}
	state := grant.State()
	state.Funder.ID = "f"
	grant = costing.RestoreGrant(state)
	m.grants, m.postings = append(m.grants, grant), append(m.postings, grant.Booked(m.pools[of].Pool))
	return nil
}

// CloseGrant returns what is left of a grant.
func (m *Memory) CloseGrant(which int) error {
	g := m.grants[which]
	p := m.pools[slices.IndexFunc(m.pools, func(p *pool) bool { return p.State().ID == g.State().Pool })]
	posting, err := g.Close(p.Pool, m.taken(g.State().ID, nil), m.two, m.now)
	if err == nil {
		m.postings = append(m.postings, posting)
	}
	return err
}

// taken is what runs that stand took of a grant: for some days, or in all.
func (m *Memory) taken(grant costing.GrantID, of *period.Span) money.Amount {
	sum := money.Zero
	for _, r := range m.standing() {
		for _, g := range r.State().Grants {
			if g.Grant == grant && (of == nil || r.State().Days == *of) {
				sum = sum.Add(g.Amount)
			}
		}
	}
	return sum
}

// standing are the runs that stand: posted, and not replaced by one that was posted.
func (m *Memory) standing() []*run {
	var stand []*run
	states, replaced := make([]costing.AllocationState, len(m.runs)), map[costing.AllocationID]bool{}
	for i, r := range m.runs {
		if states[i] = r.State(); states[i].Status == costing.Posted {
			replaced[states[i].Replaces] = true
		}
	}
	for i, r := range m.runs {
		if states[i].Status == costing.Posted && !replaced[states[i].ID] {
			stand = append(stand, r)
		}
	}
	return stand
}

// Run drafts and posts a run.
func (m *Memory) Run(of, month int, s *Scheme) error {
	p := m.pools[of]
	var scheme costing.Scheme
	if s != nil {
		var err error
		if scheme, err = costing.ParseScheme(s.Text(func(place int) string { return m.members[place].Member.String() })); err != nil {
			return err
		}
	}
	given := m.given(p, monthDays(month))
	scheme, number, err := given.Numbered(scheme)
	if err != nil {
		return err
	}
	draft, err := given.Draft(scheme, number, m.one, m.now)
	if err != nil {
		return err
	}
	if number > len(p.schemes) {
		p.schemes = append(p.schemes, scheme)
	}
	return m.post(&run{draft, given})
}

func (m *Memory) post(r *run) error {
	entry, err := r.Post(m.stand(r.State(), r.given), m.two, m.now)
	if err != nil {
		return err
	}
	m.runs = append(m.runs, r)
	m.postings = append(m.postings, costing.Posting{Entry: entry, Lines: r.Lines()})
	return nil
}

// RunAll runs every pool with a scheme and costs in the month; what is refused is left.
func (m *Memory) RunAll(month int) error {
	for _, p := range m.pools {
		given := m.given(p, monthDays(month))
		if given.Scheme.IsZero() || len(given.Costs) == 0 {
			continue
		}
		draft, err := given.Draft(given.Scheme, given.SchemeNumber, m.one, m.now)
		if _, refused := fault.Of(err); refused {
			continue
		}
		if err != nil {
			return err
		}
		if err := m.post(&run{draft, given}); err != nil {
			return err
		}
	}
	return nil
}

// Reverse reverses a run.
func (m *Memory) Reverse(which int) error {
	r := m.runs[which]
	books := m.stand(r.State(), r.given)
	entry, err := r.Allocation.Reverse(books, "Falscher Zeitraum", m.one, m.now)
	if err != nil {
		return err
	}
	posting := costing.Posting{Entry: entry, Lines: r.Lines()}
	for i := range posting.Lines {
		posting.Lines[i].Amount = posting.Lines[i].Amount.Neg()
	}
	m.postings = append(m.postings, posting)
	return nil
}

// Restate gives a member other inhabitants.
func (m *Memory) Restate(place int, population int64) error {
	m.members[place].Population = population
	return nil
}

// CloseDays closes all days through a month.
func (m *Memory) CloseDays(month int) error {
	if month <= m.closed {
		return costing.ErrPeriodClosed
	}
	m.closed = month
	return nil
}

// Balance is the sum of a member's lines.
func (m *Memory) Balance(place int) (money.Amount, error) {
	return m.balances()[costing.MemberAccount(m.members[place].Member)], nil
}

func (m *Memory) balances() map[costing.Account]money.Amount {
	sums := map[costing.Account]money.Amount{}
	for _, p := range m.postings {
		for _, l := range p.Lines {
			sums[l.Account] = sums[l.Account].Add(l.Amount)
		}
	}
	return sums
}
