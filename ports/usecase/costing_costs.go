package usecase

import (
	"context"
	"errors"
	"strconv"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/costing"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/vat"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// AddCost attaches a cost.
func (uc *Costing) AddCost(ctx context.Context, actor access.Actor, key access.Key, pool costing.PoolID, in driving.AddCost) (view.CostPool, error) {
	return changed(ctx, uc.work, actor, key, access.PoolCreate, pool, func(ctx context.Context, s driven.Stores, loaded *costing.Pool) (string, map[string]string, error) {
		cost, err := attach(ctx, s, actor, loaded, in)
		if err != nil {
			return "", nil, err
		}
		return "cost.attached", map[string]string{
			"cost": cost.ID.String(), "text": cost.Text, "from": cost.Days.From.String(), "to": cost.Days.To.String(),
			"net": cost.Net.String(), "vat": cost.Vat.String(), "source": string(cost.Source), "reference": cost.Reference,
		}, nil
	})
}

// attach makes a cost of the pool, stores and books it.
func attach(ctx context.Context, s driven.Stores, actor access.Actor, pool *costing.Pool, in driving.AddCost) (costing.Cost, error) {
	attaching, err := attaching(actor, in)
	if err != nil {
		return costing.Cost{}, err
	}
	books, err := s.CostPools.Books(ctx, pool.State().ID)
	if err != nil {
		return costing.Cost{}, err
	}
	cost, posting, err := pool.Attach(attaching, books, s.Now)
	if err != nil {
		return costing.Cost{}, err
	}
	if err := s.CostPools.AddCosts(ctx, cost); err != nil {
		return costing.Cost{}, err
	}
	return cost, s.Ledger.Post(ctx, []costing.Posting{posting})
}

// attaching reads the texts of a cost.
func attaching(actor access.Actor, in driving.AddCost) (costing.Attaching, error) {
	a := costing.Attaching{Text: in.Text, Source: costing.Source(in.Source), Reference: in.Reference, By: actor.Person}
	if a.Source == costing.CalledOff {
		return a, costing.ErrSource // those come with the call-offs
	}
	var err error
	if a.Days, err = days(in.From, in.To); err != nil {
		return a, err
	}
	if a.Net, err = amountAt(in.Net, "net"); err != nil {
		return a, err
	}
	if a.Tax, err = tax(vat.Category(in.VatCategory), in.VatRate); err != nil {
		return a, err
	}
	if in.Vat != "" {
		given, err := amountAt(in.Vat, "vat")
		if err != nil {
			return a, err
		}
		a.Vat = &given
	}
	if a.Supplier, err = optionalID[member.Supplier](in.Supplier, "supplierId"); err != nil {
		return a, err
	}
	a.Dated, err = optionalDay(in.Dated, "dated")
	return a, err
}

// days reads both ends of a period.
func days(from, to string) (period.Span, error) {
	first, err := optionalDay(from, "from")
	if err != nil {
		return period.Span{}, err
	}
	last, err := optionalDay(to, "to")
	if err != nil {
		return period.Span{}, err
	}
	if first.IsZero() || last.IsZero() {
		return period.Span{}, costing.ErrPeriodEmpty
	}
	span, err := period.NewSpan(first, last)
	return span, pointed(err, "to")
}

func tax(category vat.Category, rate string) (vat.Tax, error) {
	percent, err := costing.ParsePercent(rate)
	if err != nil {
		return vat.Tax{}, pointed(err, "vatRate")
	}
	t, err := vat.NewTax(category, percent)
	if errors.Is(err, vat.ErrCategoryUnknown) {
		return t, pointed(err, "vatCategory")
	}
	return t, pointed(err, "vatRate")
}

// AddCallOffCost attaches what was called off.
func (uc *Costing) AddCallOffCost(ctx context.Context, actor access.Actor, key access.Key, pool costing.PoolID, in driving.AddCallOffCost) (view.CostPool, error) {
	return changed(ctx, uc.work, actor, key, access.PoolCreate, pool, func(ctx context.Context, s driven.Stores, loaded *costing.Pool) (string, map[string]string, error) {
		over, err := days(in.From, in.To)
		if err != nil {
			return "", nil, err
		}
		called, err := s.CostPools.CalledOff(ctx, loaded.State().ID, over)
		if err != nil {
			return "", nil, err
		}
		costs, err := attachCalledOff(ctx, s, actor, loaded, over, called, in.VatRate)
		if err != nil {
			return "", nil, err
		}
		net, count := money.Zero, 0
		for _, c := range costs {
			net, count = net.Add(c.Net), count+len(c.CallOffs)
		}
		return "cost.attached", map[string]string{
			"costs": strconv.Itoa(len(costs)), "callOffs": strconv.Itoa(count), "net": net.String(), "from": in.From, "to": in.To,
		}, nil
	})
}

// attachCalledOff makes a cost of what was called off under each framework.
func attachCalledOff(
	ctx context.Context, s driven.Stores, actor access.Actor, pool *costing.Pool, over period.Span, called []driven.CalledOff, rate string,
) ([]costing.Cost, error) {
	if len(called) == 0 {
		return nil, costing.ErrNoCallOffs
	}
	books, err := s.CostPools.Books(ctx, pool.State().ID)
	if err != nil {
		return nil, err
	}
	percent, err := costing.ParsePercent(rate)
	if err != nil {
		return nil, pointed(err, "vatRate")
	}
	taxed := vat.Tax{Category: vat.Standard, Rate: percent}
	if percent.IsZero() {
		taxed.Category = vat.Exempt
	}
	costs, postings := make([]costing.Cost, len(called)), make([]costing.Posting, len(called))
	for i, c := range called {
		attaching := costing.Attaching{
			Text: c.Framework + " " + over.From.String() + " – " + over.To.String(), Days: over, Net: c.Net, Tax: taxed,
			Source: costing.CalledOff, Supplier: c.Supplier, CallOffs: c.CallOffs, By: actor.Person,
		}
		if costs[i], postings[i], err = pool.Attach(attaching, books, s.Now); err != nil {
			return nil, err
		}
	}
	if err := s.CostPools.AddCosts(ctx, costs...); err != nil {
		return nil, err
	}
	return costs, s.Ledger.Post(ctx, postings)
}

// AddGrant records a decision.
func (uc *Costing) AddGrant(ctx context.Context, actor access.Actor, key access.Key, pool costing.PoolID, in driving.AddGrant) (view.CostPool, error) {
	return changed(ctx, uc.work, actor, key, access.GrantRecord, pool, func(ctx context.Context, s driven.Stores, loaded *costing.Pool) (string, map[string]string, error) {
		deciding, err := deciding(actor, in)
		if err != nil {
			return "", nil, err
		}
		grant, err := loaded.Grant(deciding, s.Now)
		if err != nil {
			return "", nil, err
		}
		if grant, err = s.CostPools.AddGrant(ctx, grant); err != nil {
			return "", nil, err
		}
		state := grant.State()
		return "grant.recorded", map[string]string{
			"grant": state.ID.String(), "funder": state.Funder.Name, "reference": state.Reference, "method": string(state.Method), "amount": state.Amount.String(),
		}, s.Ledger.Post(ctx, []costing.Posting{grant.Booked(loaded)})
	})
}

// deciding reads the texts of a grant.
func deciding(actor access.Actor, in driving.AddGrant) (costing.Deciding, error) {
	d := costing.Deciding{Funder: in.Funder, Reference: in.Reference, Method: costing.Method(in.Method), By: actor.Person}
	var err error
	if d.Amount, err = amountAt(in.Amount, "amount"); err != nil {
		return d, err
	}
	if in.Rate != "" {
		if d.Rate, err = costing.ParsePercent(in.Rate); err != nil {
			return d, pointed(err, "rate")
		}
	}
	for i, m := range in.Members {
		at := "members." + strconv.Itoa(i)
		of, err := id.Parse[member.Member](m.Member)
		if err != nil {
			return d, pointed(err, at+".memberId")
		}
		weight, err := costing.ParseWeight(m.Weight)
		if err != nil {
			return d, pointed(err, at+".weight")
		}
		d.Members = append(d.Members, costing.GrantWeight{Member: of, Weight: weight})
	}
	return d, nil
}

// CloseGrant returns what a grant did not give.
func (uc *Costing) CloseGrant(ctx context.Context, actor access.Actor, of costing.GrantID, version int) (view.CostPool, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.GrantRecord, Object: audit.Object{Type: "grant", ID: of.String()}}
	return do(ctx, uc.work, attempt, func(ctx context.Context, s driven.Stores) (view.CostPool, error) {
		if err := mayCost(actor, access.GrantRecord); err != nil {
			return view.CostPool{}, err
		}
		if err := s.Ledger.Share(ctx); err != nil {
			return view.CostPool{}, err
		}
		grant, drawn, err := s.CostPools.Grant(ctx, of)
		if err != nil {
			return view.CostPool{}, err
		}
		if err := access.CheckVersion(version, grant.State().Version); err != nil {
			return view.CostPool{}, err
		}
		pool, err := s.CostPools.Get(ctx, grant.State().Pool)
		if err != nil {
			return view.CostPool{}, err
		}
		posting, err := grant.Close(pool, drawn, actor.Person, s.Now)
		if err != nil {
			return view.CostPool{}, err
		}
		if err := s.CostPools.CloseGrant(ctx, grant); err != nil {
			return view.CostPool{}, err
		}
		if len(posting.Lines) > 0 {
			if err := s.Ledger.Post(ctx, []costing.Posting{posting}); err != nil {
				return view.CostPool{}, err
			}
		}
		return recordedPool(ctx, s, actor, pool.State(), "grant.closed", map[string]string{
			"grant": of.String(), "reference": grant.State().Reference, "unused": grant.State().Unused.String(),
		})
	})
}
