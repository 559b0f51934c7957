package usecase

import (
	"context"
	"strconv"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/costing"
	"allmende/domain/fault"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/tender"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Costing carries out driving.Costing.
type Costing struct{ work driven.Work }

var _ driving.Costing = (*Costing)(nil)

// NewCosting makes the use cases of cost pools.
func NewCosting(work driven.Work) *Costing { return &Costing{work} }

// CreateCostPool opens a pool, with its first cost if one is given.
func (uc *Costing) CreateCostPool(ctx context.Context, actor access.Actor, key access.Key, in driving.CreateCostPool) (view.CostPool, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.PoolCreate, Object: audit.Object{Type: "cost-pool"}}
	return once(ctx, uc.work, attempt, key, func(ctx context.Context, s driven.Stores) (view.CostPool, error) {
		if err := mayCost(actor, access.PoolCreate); err != nil {
			return view.CostPool{}, err
		}
		pool, err := uc.pool(ctx, s, actor, in)
		if err != nil {
			return view.CostPool{}, err
		}
		state := pool.State()
		details := map[string]string{
			"title": state.Title, "kind": string(state.Kind), "regime": string(state.Regime), "mode": string(state.Mode),
			"members": strconv.Itoa(len(state.Members)),
		}
		if in.Cost != nil {
			cost, err := attach(ctx, s, actor, pool, *in.Cost)
			if err != nil {
				return view.CostPool{}, fault.Under(err, "cost")
			}
			details["cost"], details["net"], details["vat"] = cost.ID.String(), cost.Net.String(), cost.Vat.String()
		}
		return recordedPool(ctx, s, actor, state, "pool.created", details)
	})
}

// pool reads what is decided about a new pool and stores it. Its books are shared
// before a number is taken, as both make others wait.
func (uc *Costing) pool(ctx context.Context, s driven.Stores, actor access.Actor, in driving.CreateCostPool) (*costing.Pool, error) {
	collecting, err := collecting(actor, in)
	if err != nil {
		return nil, err
	}
	if err := s.Ledger.Share(ctx); err != nil {
		return nil, err
	}
	entitled, err := s.CostPools.Entitled(ctx, collecting.Tender, collecting.Framework)
	if err != nil {
		return nil, err
	}
	if in.Members == nil {
		collecting.Members = entitled
	}
	if collecting.Number, err = s.Numbers.Next(ctx, "KP"); err != nil {
		return nil, err
	}
	pool, err := costing.NewPool(collecting, s.Now)
	if err != nil {
		return nil, err
	}
	return pool, s.CostPools.Add(ctx, pool)
}

// collecting reads the texts of a pool to create.
func collecting(actor access.Actor, in driving.CreateCostPool) (costing.Collecting, error) {
	c := costing.Collecting{
		Title: in.Title, Kind: costing.Kind(in.Kind), Regime: costing.Regime(in.Regime), Mode: costing.Mode(in.Mode), By: actor.Person,
	}
	var err error
	if c.Tender, err = optionalID[tender.Tender](in.Tender, "tenderId"); err != nil {
		return c, err
	}
	if c.Framework, err = optionalID[framework.Framework](in.Framework, "frameworkId"); err != nil {
		return c, err
	}
	c.Members, err = memberIDs(in.Members)
	return c, err
}

func memberIDs(texts []string) ([]member.ID, error) {
	members := make([]member.ID, len(texts))
	for i, text := range texts {
		m, err := id.Parse[member.Member](text)
		if err != nil {
			return nil, pointed(err, "memberIds."+strconv.Itoa(i))
		}
		members[i] = m
	}
	return members, nil
}

func optionalID[T any](text, field string) (id.Of[T], error) {
	if text == "" {
		return "", nil
	}
	got, err := id.Parse[T](text)
	return got, pointed(err, field)
}

// mayCost is actor.May, but to somebody who sees no cost at all there is none.
func mayCost(actor access.Actor, act access.Act) error {
	if actor.Sight(access.CostRead).Nothing() {
		return access.ErrNotFound
	}
	return actor.May(act)
}

// JoinCostPool adds members.
func (uc *Costing) JoinCostPool(ctx context.Context, actor access.Actor, key access.Key, id costing.PoolID, members []string) (view.CostPool, error) {
	return changed(ctx, uc.work, actor, key, access.PoolCreate, id, func(ctx context.Context, s driven.Stores, pool *costing.Pool) (string, map[string]string, error) {
		joining, err := memberIDs(members)
		if err != nil {
			return "", nil, err
		}
		if err := pool.Join(joining); err != nil {
			return "", nil, err
		}
		return "pool.joined", map[string]string{"members": strconv.Itoa(len(joining))}, s.CostPools.Join(ctx, pool, joining)
	})
}

// changed runs fn on a locked pool and records what it tells.
func changed(
	ctx context.Context, work driven.Work, actor access.Actor, key access.Key, act access.Act, pool costing.PoolID,
	fn func(context.Context, driven.Stores, *costing.Pool) (action string, details map[string]string, err error),
) (view.CostPool, error) {
	attempt := driven.Attempt{Actor: actor, Act: act, Object: audit.Object{Type: "cost-pool", ID: pool.String()}}
	return once(ctx, work, attempt, key, func(ctx context.Context, s driven.Stores) (view.CostPool, error) {
		if err := mayForPool(ctx, s, actor, act, pool); err != nil {
			return view.CostPool{}, err
		}
		if err := s.Ledger.Share(ctx); err != nil {
			return view.CostPool{}, err
		}
		loaded, err := s.CostPools.Get(ctx, pool)
		if err != nil {
			return view.CostPool{}, err
		}
		action, details, err := fn(ctx, s, loaded)
		if err != nil {
			return view.CostPool{}, err
		}
		return recordedPool(ctx, s, actor, loaded.State(), action, details)
	})
}

// mayForPool is actor.May, but for a pool out of the actor's sight there is none.
func mayForPool(ctx context.Context, s driven.Stores, actor access.Actor, act access.Act, pool costing.PoolID) error {
	err := actor.May(act)
	if err == nil {
		return nil
	}
	if _, hidden := s.CostReports.Pool(ctx, pool, actor.Sight(access.CostRead)); hidden != nil {
		return hidden
	}
	return err
}

// recordedPool writes the event about a pool and reads it as the actor sees it.
func recordedPool(
	ctx context.Context, s driven.Stores, actor access.Actor, pool costing.PoolState, action string, details map[string]string,
) (view.CostPool, error) {
	err := s.Events.Record(ctx, audit.Event{
		Action: action, Object: audit.Object{Type: "cost-pool", ID: pool.ID.String(), Name: pool.Number}, Details: details,
	})
	if err != nil {
		return view.CostPool{}, err
	}
	return s.CostReports.Pool(ctx, pool.ID, actor.Sight(access.CostRead))
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
