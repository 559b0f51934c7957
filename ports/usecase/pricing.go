package usecase

import (
	"context"
	"strconv"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/fault"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/money"
	"allmende/domain/pricing"
	"allmende/domain/quantity"
	"allmende/domain/repricing"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// Pricing carries out driving.Pricing, driving.Indexing and driving.Rebating.
type Pricing struct{ work driven.Work }

var (
	_ driving.Pricing  = (*Pricing)(nil)
	_ driving.Indexing = (*Pricing)(nil)
	_ driving.Rebating = (*Pricing)(nil)
)

// NewPricing makes the use cases of prices.
func NewPricing(work driven.Work) *Pricing { return &Pricing{work} }

// Prices lists a contract's items with all their prices.
func (uc *Pricing) Prices(ctx context.Context, actor access.Actor, f framework.ID, page view.PageRequest) (view.Page[view.ItemPrices], error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Page[view.ItemPrices], error) {
		return s.PriceReports.Prices(ctx, f, actor.Sight(access.FrameworkRead), page)
	})
}

// Pricing shows how a contract's prices come to change.
func (uc *Pricing) Pricing(ctx context.Context, actor access.Actor, f framework.ID) (view.FrameworkPricing, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.FrameworkPricing, error) {
		return pricingOf(ctx, s, actor, f)
	})
}

func pricingOf(ctx context.Context, s driven.Stores, actor access.Actor, f framework.ID) (view.FrameworkPricing, error) {
	shown, err := s.PriceReports.Pricing(ctx, f, actor.Sight(access.FrameworkRead))
	if err != nil {
		return view.FrameworkPricing{}, err
	}
	priced, err := s.PriceReports.Priced(ctx, f)
	if err != nil {
		return view.FrameworkPricing{}, err
	}
	shown.Drift = driftView(pricing.DriftOf(priced))
	return shown, nil
}

// Offer tells what a quantity costs today.
func (uc *Pricing) Offer(ctx context.Context, actor access.Actor, item framework.ItemID, wanted string) (view.Offer, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.Offer, error) {
		q, err := quantity.Parse(wanted)
		if err != nil {
			return view.Offer{}, pointed(err, "quantity")
		}
		offered, err := s.PriceReports.Offered(ctx, item, actor.Sight(access.FrameworkRead))
		if err != nil {
			return view.Offer{}, err
		}
		if err := quantity.Check(offered.Unit, q); err != nil {
			return view.Offer{}, pointed(err, "quantity")
		}
		return offerView(item, offered, q), nil
	})
}

// ProposeChange proposes new prices.
func (uc *Pricing) ProposeChange(ctx context.Context, actor access.Actor, key access.Key, f framework.ID, in driving.ProposeChange) (view.PriceChange, error) {
	return uc.propose(ctx, actor, key, f, func(ctx context.Context, s driven.Stores, contract repricing.Contract) (*repricing.Change, error) {
		ground := pricing.Ground(in.Ground)
		from, err := optionalDay(in.ValidFrom, "validFrom")
		if err != nil {
			return nil, err
		}
		if ground == pricing.Award {
			from = contract.InForce.From
		}
		wanted, items, err := wanted(in.Items)
		if err != nil {
			return nil, err
		}
		present, err := s.Prices.Present(ctx, f, items, from)
		if err != nil {
			return nil, err
		}
		compared, err := repricing.Compare(wanted, present)
		if err != nil {
			return nil, err
		}
		return repricing.Propose(contract, repricing.Proposal{Ground: ground, ValidFrom: from, Reason: in.Reason, Items: compared, By: actor.Person}, s.Now)
	})
}

// ProposeByIndex proposes what an index clause makes of the prices.
func (uc *Pricing) ProposeByIndex(ctx context.Context, actor access.Actor, key access.Key, f framework.ID, in driving.ProposeByIndex) (view.PriceChange, error) {
	return uc.propose(ctx, actor, key, f, func(ctx context.Context, s driven.Stores, contract repricing.Contract) (*repricing.Change, error) {
		indexed, err := indexed(ctx, s, f, in)
		if err != nil {
			return nil, err
		}
		adjusted, err := indexed.clause.Adjust(indexed.standing, indexed.values, indexed.from)
		if err != nil {
			return nil, err
		}
		proposal := repricing.Proposal{ValidFrom: indexed.from, Reason: in.Reason, By: actor.Person}
		return repricing.ProposeByIndex(contract, indexed.clause, adjusted, proposal, s.Now)
	})
}

// propose runs the five beats around a proposal.
func (uc *Pricing) propose(
	ctx context.Context, actor access.Actor, key access.Key, f framework.ID,
	make func(context.Context, driven.Stores, repricing.Contract) (*repricing.Change, error),
) (view.PriceChange, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.PricePropose, Object: audit.Object{Type: "framework", ID: f.String()}}
	return once(ctx, uc.work, attempt, key, func(ctx context.Context, s driven.Stores) (view.PriceChange, error) {
		if err := mayForContract(ctx, s, actor, access.PricePropose, f); err != nil {
			return view.PriceChange{}, err
		}
		contract, err := s.Prices.Contract(ctx, f)
		if err != nil {
			return view.PriceChange{}, err
		}
		change, err := make(ctx, s, contract)
		if err != nil {
			return view.PriceChange{}, err
		}
		if err := s.Prices.Add(ctx, change); err != nil {
			return view.PriceChange{}, err
		}
		if err := withinLittleValue(ctx, s, change.State()); err != nil {
			return view.PriceChange{}, err
		}
		return uc.recorded(ctx, s, actor, change, "price-change.proposed")
	})
}

// mayForContract is actor.May, but of a contract out of sight there is none.
func mayForContract(ctx context.Context, s driven.Stores, actor access.Actor, act access.Act, f framework.ID) error {
	err := actor.May(act)
	if err == nil {
		return nil
	}
	if _, hidden := s.FrameworkReports.Framework(ctx, f, actor.Sight(access.FrameworkRead)); hidden != nil {
		return hidden
	}
	return err
}

// Change shows a change.
func (uc *Pricing) Change(ctx context.Context, actor access.Actor, id repricing.ID) (view.PriceChange, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.PriceChange, error) {
		return s.PriceReports.Change(ctx, id, actor.Sight(access.FrameworkRead))
	})
}

// ApproveChange lets the prices begin on their day.
func (uc *Pricing) ApproveChange(ctx context.Context, actor access.Actor, id repricing.ID, version int) (view.PriceChange, error) {
	return uc.decide(ctx, actor, access.PriceDecide, id, version, "price-change.approved", func(ctx context.Context, s driven.Stores, c *repricing.Change) error {
		if err := c.Approve(actor.Person, s.Now); err != nil {
			return err
		}
		return withinLittleValue(ctx, s, c.State())
	})
}

// withinLittleValue holds prices that were agreed, together with all before them, against what a contract may
// be modified by without a new award (GWB 132(3)). What the award or an index clause says is no modification.
func withinLittleValue(ctx context.Context, s driven.Stores, change repricing.State) error {
	if change.Ground != pricing.Modification {
		return nil
	}
	f, err := counted(ctx, s, change.Framework)
	if err != nil {
		return err
	}
	agreed, err := s.PriceReports.Agreed(ctx, change.Framework, change.ID)
	if err != nil {
		return err
	}
	return f.Reprice(pricing.Dearer(agreed), s.Law, s.Now)
}

// counted is a contract that knows by how much agreed changes of prices made it dearer.
func counted(ctx context.Context, s driven.Stores, which framework.ID) (*framework.Framework, error) {
	f, err := s.Frameworks.Look(ctx, which, driven.Part{})
	if err != nil {
		return nil, err
	}
	return f, countPrices(ctx, s, f)
}

func countPrices(ctx context.Context, s driven.Stores, f *framework.Framework) error {
	agreed, err := s.PriceReports.Agreed(ctx, f.State().ID, "")
	if err != nil {
		return err
	}
	f.CountPrices(pricing.Dearer(agreed))
	return nil
}

// RejectChange turns a change down.
func (uc *Pricing) RejectChange(ctx context.Context, actor access.Actor, id repricing.ID, version int, reason string) (view.PriceChange, error) {
	return uc.decide(ctx, actor, access.PriceDecide, id, version, "price-change.rejected", func(_ context.Context, s driven.Stores, c *repricing.Change) error {
		return c.Reject(actor.Person, reason, s.Now)
	})
}

// WithdrawChange takes back what has not begun.
func (uc *Pricing) WithdrawChange(ctx context.Context, actor access.Actor, id repricing.ID, version int, reason string) (view.PriceChange, error) {
	return uc.decide(ctx, actor, access.PricePropose, id, version, "price-change.withdrawn", func(_ context.Context, s driven.Stores, c *repricing.Change) error {
		return c.Withdraw(actor.Person, reason, s.Now)
	})
}

// decide runs the five beats around a decision about a change.
func (uc *Pricing) decide(
	ctx context.Context, actor access.Actor, act access.Act, id repricing.ID, version int, action string, decision func(context.Context, driven.Stores, *repricing.Change) error,
) (view.PriceChange, error) {
	attempt := driven.Attempt{Actor: actor, Act: act, Object: audit.Object{Type: "price-change", ID: id.String()}}
	return do(ctx, uc.work, attempt, func(ctx context.Context, s driven.Stores) (view.PriceChange, error) {
		if err := actor.May(act); err != nil {
			if _, hidden := s.PriceReports.Change(ctx, id, actor.Sight(access.FrameworkRead)); hidden != nil {
				return view.PriceChange{}, hidden
			}
			return view.PriceChange{}, err
		}
		change, err := s.Prices.Get(ctx, id)
		if err != nil {
			return view.PriceChange{}, err
		}
		if err := access.CheckVersion(version, change.State().Version); err != nil {
			return view.PriceChange{}, err
		}
		if err := decision(ctx, s, change); err != nil {
			return view.PriceChange{}, err
		}
		if err := s.Prices.Save(ctx, change); err != nil {
			return view.PriceChange{}, err
		}
		return uc.recorded(ctx, s, actor, change, action)
	})
}

// recorded writes the event about a change and reads it as the actor sees it.
func (uc *Pricing) recorded(ctx context.Context, s driven.Stores, actor access.Actor, c *repricing.Change, action string) (view.PriceChange, error) {
	state := c.State()
	details := map[string]string{
		"framework": state.Framework.String(), "number": strconv.Itoa(state.Number), "ground": string(state.Ground),
		"validFrom": state.ValidFrom.String(), "reason": state.Reason,
	}
	if state.Adjustment != nil {
		details["factor"] = state.Adjustment.Factor.String()
	}
	if state.DecisionReason != "" {
		details["decisionReason"] = state.DecisionReason
	}
	err := s.Events.Record(ctx, audit.Event{Action: action, Object: audit.Object{Type: "price-change", ID: state.ID.String()}, Details: details})
	if err != nil {
		return view.PriceChange{}, err
	}
	return s.PriceReports.Change(ctx, state.ID, actor.Sight(access.FrameworkRead))
}

// wanted reads the texts of prices.
func wanted(in []driving.ItemRate) ([]repricing.Wanted, []framework.ItemID, error) {
	rates, items := make([]repricing.Wanted, len(in)), make([]framework.ItemID, len(in))
	for i, one := range in {
		at := "items." + strconv.Itoa(i)
		item, err := id.Parse[framework.Item](one.Item)
		if err != nil {
			return nil, nil, pointed(err, at+".itemId")
		}
		rate, err := rateOf(one.Rate)
		if err != nil {
			return nil, nil, fault.Under(err, at)
		}
		rates[i], items[i] = repricing.Wanted{Item: item, Rate: rate}, item
	}
	return rates, items, nil
}

func rateOf(in view.Rate) (pricing.Rate, error) {
	price, err := money.ParsePrice(in.Price)
	if err != nil {
		return pricing.Rate{}, pointed(err, "price")
	}
	rate := pricing.Rate{Price: price}
	if in.Tiers == nil {
		return rate, nil
	}
	rate.Mode, rate.Basis = pricing.Mode(in.Tiers.Mode), pricing.Basis(in.Tiers.Basis)
	for i, step := range in.Tiers.Steps {
		at := "tiers.steps." + strconv.Itoa(i)
		from, err := quantity.Parse(step.From)
		if err != nil {
			return rate, pointed(err, at+".from")
		}
		price, err := money.ParsePrice(step.Price)
		if err != nil {
			return rate, pointed(err, at+".price")
		}
		rate.Steps = append(rate.Steps, pricing.Step{From: from, Price: price})
	}
	return rate, nil
}
