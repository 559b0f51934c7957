package costingtest

import (
	"fmt"

	"allmende/domain/costing"
	"allmende/domain/money"
	"allmende/domain/period"
)

// books is where the books stand as far as a pool is concerned.
func (m *Memory) books(p *pool) costing.PoolBooks {
	books := costing.PoolBooks{Closed: m.lastClosed()}
	stands := map[period.Span]bool{}
	for _, r := range m.standing() {
		stands[r.State().Days] = stands[r.State().Days] || r.State().Pool == p.State().ID
	}
	for month := 1; month <= 12; month++ {
		for _, r := range m.runs {
			if r.State().Pool == p.State().ID && r.State().Days == monthDays(month) {
				books.Periods = append(books.Periods, costing.Charged{Days: monthDays(month), Stands: stands[monthDays(month)]})
				break
			}
		}
	}
	return books
}

func (m *Memory) lastClosed() period.Day {
	if m.closed == 0 {
		return period.Day{}
	}
	return monthDays(m.closed).To
}

// given is what a store reads for a run.
func (m *Memory) given(p *pool, days period.Span) costing.Given {
	g := costing.Given{Pool: costing.RestorePool(p.State()), Days: days, Basis: costing.Basis{Day: period.DayOf(m.now)}, Books: m.books(p), Turn: 1}
	if n := len(p.schemes); n > 0 {
		g.Scheme, g.SchemeNumber = p.schemes[n-1], n
	}
	for _, place := range p.places {
		g.Basis.Sharers = append(g.Basis.Sharers, m.members[place])
	}
	for _, c := range p.costs {
		if c.Days == days {
			g.Costs = append(g.Costs, c)
		}
	}
	for _, r := range m.runs {
		if r.State().Pool == p.State().ID {
			g.Turn++
		}
	}
	for _, grant := range m.grants {
		if s := grant.State(); s.Pool == p.State().ID {
			here := m.taken(s.ID, &days)
			g.Grants = append(g.Grants, costing.GrantDrawn{GrantState: s, Here: here, Elsewhere: m.taken(s.ID, nil).Sub(here)})
		}
	}
	g.Standing, g.Earlier, g.Later = m.around(p.State().ID, days)
	return g
}

// around are the runs that stand for some days and before, and whether there are later ones.
func (m *Memory) around(of costing.PoolID, days period.Span) (standing, earlier *costing.Past, later bool) {
	for _, r := range m.standing() {
		s := r.State()
		switch {
		case s.Pool != of:
		case s.Days == days:
			standing = past(r)
		case s.Days.To.Before(days.From) && (earlier == nil || s.Days.From.After(earlier.Days.To)):
			earlier = past(r)
		case s.Days.From.After(days.To):
			later = true
		}
	}
	return standing, earlier, later
}

func past(r *run) *costing.Past {
	s := r.State()
	p := &costing.Past{ID: s.ID, Days: s.Days, InputHash: s.InputHash, RuleVersion: s.RuleVersion}
	for _, share := range s.Shares {
		p.Shares = append(p.Shares, costing.PastShare{
			Member: share.Member, Name: share.Name, TieKey: share.Key, Bears: share.Bears(), Quota: share.Quota, Running: money.FromCents(share.Units.IntPart()),
		})
	}
	return p
}

// stand is where the books stand for an allocation.
func (m *Memory) stand(a costing.AllocationState, given costing.Given) costing.Standing {
	pool := given.Pool.State()
	books := costing.Standing{PoolNumber: pool.Number, PoolTitle: pool.Title, Closed: m.lastClosed(), Turn: 1}
	for _, r := range m.runs {
		if r.State().Pool == a.Pool {
			books.Turn++
		}
	}
	standing, earlier, later := m.around(a.Pool, a.Days)
	if standing != nil {
		books.Run = standing.ID
	}
	if earlier != nil {
		books.Earlier = earlier.ID
	}
	books.Later = later
	for _, g := range m.grants {
		if s := g.State(); s.Pool == a.Pool {
			left := costing.GrantLeft{Grant: s.ID, Ended: s.Status == costing.GrantClosed, Left: s.Amount.Sub(m.taken(s.ID, nil))}
			books.Grants = append(books.Grants, left)
		}
	}
	return books
}

// Check holds the books against what they follow from: every posting sums to zero; every
// member's balance is what a fresh split of each period that stands makes it bear; a pool
// has left what its costs are less what these took; a grant what it has not given.
func (m *Memory) Check() error {
	sum := money.Zero
	for _, p := range m.postings {
		if !costing.Balance(p.Lines).IsZero() {
			return fmt.Errorf("%s %s sums to %s", p.Cause.Type, p.Cause.ID, costing.Balance(p.Lines))
		}
	}
	want, err := m.fresh()
	if err != nil {
		return err
	}
	for account, balance := range m.balances() {
		sum = sum.Add(balance)
		switch account.Kind() {
		case costing.OfMember, costing.OfPool, costing.OfGrant, costing.OfFunder:
			if want[account].Cmp(balance) != 0 {
				return fmt.Errorf("%s stands at %s instead of %s", account, balance, want[account])
			}
			delete(want, account)
		default: // suppliers' and taxes' are not recomputed
		}
	}
	for account, balance := range want {
		if !balance.IsZero() {
			return fmt.Errorf("%s stands at nothing instead of %s", account, balance)
		}
	}
	if !sum.IsZero() {
		return fmt.Errorf("all accounts sum to %s", sum)
	}
	return m.checkLast()
}

// fresh computes the balances out of costs, decisions, and a fresh split of all that stands.
func (m *Memory) fresh() (map[costing.Account]money.Amount, error) {
	want := map[costing.Account]money.Amount{}
	add := func(a costing.Account, amount money.Amount) { want[a] = want[a].Add(amount) }
	for _, p := range m.pools {
		for _, c := range p.costs {
			add(costing.PoolAccount(c.Pool), c.Net)
			if p.State().Regime == costing.CostSheet {
				add(costing.PoolAccount(c.Pool), c.Vat)
			}
		}
	}
	for _, g := range m.grants {
		s := g.State()
		taken := m.taken(s.ID, nil)
		if taken.Cmp(s.Amount) > 0 {
			return nil, fmt.Errorf("grant %s gave %s of %s", s.ID, taken, s.Amount)
		}
		if s.Status == costing.GrantClosed {
			add(costing.FunderAccount(s.Funder.ID), taken)
			continue
		}
		add(costing.FunderAccount(s.Funder.ID), s.Amount)
		add(costing.GrantAccount(s.ID), taken.Sub(s.Amount))
	}
	for _, r := range m.standing() {
		given := r.given
		given.Standing = nil
		split, err := given.Share(r.State().Scheme)
		if err != nil {
			return nil, fmt.Errorf("a fresh split of what stands: %w", err)
		}
		add(costing.PoolAccount(r.State().Pool), split.Total.Add(split.Vat).Neg())
		for _, share := range split.Shares {
			add(costing.MemberAccount(share.Member), share.Bears())
		}
	}
	return want, nil
}

// checkLast recomputes the last run out of what a store would keep of it.
func (m *Memory) checkLast() error {
	if len(m.runs) == 0 {
		return nil
	}
	last := m.runs[len(m.runs)-1]
	e := costing.Evidence{Allocation: last.Allocation, Costs: last.given.Costs, Replaced: last.given.Standing, Earlier: last.given.Earlier}
	for _, p := range m.postings {
		switch p.Cause {
		case costing.Cause{Type: costing.CauseAllocation, ID: last.State().ID.String()}:
			e.Booked = p.Lines
		case costing.Cause{Type: costing.CauseReversal, ID: last.State().ID.String()}:
			e.Reversed = p.Lines
		}
	}
	for _, c := range costing.Recompute(e) {
		if !c.OK {
			return fmt.Errorf("run %d: %s: %s", len(m.runs), c.Name, c.Detail)
		}
	}
	return nil
}
