package usecase

import (
	"context"
	"strconv"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/costing"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/tender"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Costing carries out driving.Costing.
type Costing struct{ work driven.Work }

var _ driving.Costing = (*Costing)(nil)

// NewCosting makes the use cases of shared costs.
func NewCosting(work driven.Work) *Costing { return &Costing{work} }

// CreateCostPool collects a cost.
func (uc *Costing) CreateCostPool(ctx context.Context, actor access.Actor, key access.Key, in driving.CreateCostPool) (view.CostPool, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.PoolCreate, Object: audit.Object{Type: "cost-pool"}}
	return once(ctx, uc.work, attempt, key, func(ctx context.Context, s driven.Stores) (view.CostPool, error) {
		if err := uc.may(actor, access.PoolCreate); err != nil {
			return view.CostPool{}, err
		}
		collecting, err := collecting(actor, in)
		if err != nil {
			return view.CostPool{}, err
		}
		entitled, err := s.CostPools.Entitled(ctx, collecting.Tender, collecting.Framework)
		if err != nil {
			return view.CostPool{}, err
		}
		if in.Members == nil {
			collecting.Members = entitled
		}
		if collecting.Number, err = s.Numbers.Next(ctx, "KP"); err != nil {
			return view.CostPool{}, err
		}
		pool, err := costing.NewPool(collecting, s.Now)
		if err != nil {
			return view.CostPool{}, err
		}
		if err := s.CostPools.Add(ctx, pool); err != nil {
			return view.CostPool{}, err
		}
		return uc.poolRecorded(ctx, s, actor, pool.State())
	})
}

func (uc *Costing) poolRecorded(ctx context.Context, s driven.Stores, actor access.Actor, pool costing.PoolState) (view.CostPool, error) {
	err := s.Events.Record(ctx, audit.Event{
		Action: "pool.created", Object: audit.Object{Type: "cost-pool", ID: pool.ID.String(), Name: pool.Number},
		Details: map[string]string{
			"title": pool.Title, "kind": string(pool.Kind), "amount": pool.Amount.String(), "members": strconv.Itoa(len(pool.Members)),
		},
	})
	if err != nil {
		return view.CostPool{}, err
	}
	return s.CostReports.Pool(ctx, pool.ID, actor.Sight(access.CostRead))
}

// may is actor.May, but to somebody who sees no cost at all there is none.
func (uc *Costing) may(actor access.Actor, act access.Act) error {
	if actor.Sight(access.CostRead).Nothing() {
		return access.ErrNotFound
	}
	return actor.May(act)
}

// collecting reads the texts of a pool to create.
func collecting(actor access.Actor, in driving.CreateCostPool) (costing.Collecting, error) {
	c := costing.Collecting{Title: in.Title, Kind: costing.Kind(in.Kind), By: actor.Person}
	var err error
	if c.Amount, err = money.ParseAmount(in.Amount); err != nil {
		return c, pointed(err, "amount")
	}
	if c.Tender, err = optionalID[tender.Tender](in.Tender, "tenderId"); err != nil {
		return c, err
	}
	if c.Framework, err = optionalID[framework.Framework](in.Framework, "frameworkId"); err != nil {
		return c, err
	}
	for i, text := range in.Members {
		m, err := id.Parse[member.Member](text)
		if err != nil {
			return c, pointed(err, "memberIds."+strconv.Itoa(i))
		}
		c.Members = append(c.Members, m)
	}
	return c, nil
}

func optionalID[T any](text, field string) (id.Of[T], error) {
	if text == "" {
		return "", nil
	}
	got, err := id.Parse[T](text)
	return got, pointed(err, field)
}

// CostPools lists pools.
func (uc *Costing) CostPools(ctx context.Context, actor access.Actor, page view.PageRequest) (view.Page[view.CostPoolSummary], error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Page[view.CostPoolSummary], error) {
		return s.CostReports.Pools(ctx, actor.Sight(access.CostRead), page)
	})
}

// CostPool shows a pool.
func (uc *Costing) CostPool(ctx context.Context, actor access.Actor, pool costing.PoolID) (view.CostPool, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.CostPool, error) {
		return s.CostReports.Pool(ctx, pool, actor.Sight(access.CostRead))
	})
}
