package usecase

import (
	"context"
	"slices"
	"strconv"

	"allmende/domain/access"
	"allmende/domain/audit"
	"allmende/domain/demand"
	"allmende/domain/fault"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/pricing"
	"allmende/domain/repricing"
	"allmende/ports/driven"
	"allmende/ports/driving"
	"allmende/ports/view"
)

// clauseApplied is a clause of a contract with all that it needs to be applied.
type clauseApplied struct {
	clause   *repricing.Clause
	standing repricing.Applied
	values   []pricing.Value
	from     period.Day
}

// indexed reads the texts of a clause's application, and what it is applied to.
func indexed(ctx context.Context, s driven.Stores, f framework.ID, in driving.ProposeByIndex) (clauseApplied, error) {
	clause, err := id.Parse[repricing.Clause](in.Clause)
	if err != nil {
		return clauseApplied{}, pointed(err, "clauseId")
	}
	a := clauseApplied{}
	if a.from, err = requiredDay(in.ValidFrom, "validFrom"); err != nil {
		return a, err
	}
	month, err := optionalDay(in.Month, "month")
	if err != nil {
		return a, err
	}
	if a.clause, err = s.Clauses.Get(ctx, clause); err != nil || a.clause.Framework != f {
		return a, access.ErrNotFound.At("clauseId")
	}
	if a.standing, err = s.Clauses.Applied(ctx, a.clause, a.from); err != nil {
		return a, err
	}
	if !month.IsZero() {
		month = repricing.MonthOf(month)
	}
	a.values, err = s.Clauses.Values(ctx, indicesOf(a.clause.Formula), month)
	return a, err
}

func indicesOf(formula pricing.Clause) []pricing.IndexID {
	indices := make([]pricing.IndexID, len(formula.Parts))
	for i, part := range formula.Parts {
		indices[i] = part.Index
	}
	return indices
}

func requiredDay(text, field string) (period.Day, error) {
	day, err := period.ParseDay(text)
	return day, pointed(err, field)
}

// PreviewIndex tells what a clause would do.
func (uc *Pricing) PreviewIndex(ctx context.Context, actor access.Actor, f framework.ID, in driving.ProposeByIndex) (view.IndexPreview, error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.IndexPreview, error) {
		sight := actor.Sight(access.FrameworkRead)
		if _, err := s.PriceReports.Pricing(ctx, f, sight); err != nil {
			return view.IndexPreview{}, err
		}
		applied, err := indexed(ctx, s, f, in)
		if err != nil {
			return view.IndexPreview{}, err
		}
		made, err := applied.clause.Formula.Adjust(applied.values, applied.standing.Factor)
		if err != nil {
			return view.IndexPreview{}, err
		}
		shown := view.IndexPreview{Index: appliedView(applied.clause, made), Due: true, Prices: []view.ItemChange{}}
		adjusted, err := applied.clause.Adjust(applied.standing, applied.values, applied.from)
		if refusal, ok := fault.Of(err); ok {
			shown.Due, shown.Reason = false, refusal.Code()
		} else if err != nil {
			return view.IndexPreview{}, err
		}
		shown.Prices, shown.Effect, err = changesView(ctx, s, f, applied, adjusted.Items, actor)
		return shown, err
	})
}

// changesView is what new prices mean for each item and for what was called off in a year.
func changesView(
	ctx context.Context, s driven.Stores, f framework.ID, applied clauseApplied, items []repricing.Item, actor access.Actor,
) ([]view.ItemChange, view.YearEffect, error) {
	ids := make([]framework.ItemID, len(items))
	for i, item := range items {
		ids[i] = item.Item
	}
	year, err := s.PriceReports.Year(ctx, f, ids, period.DayOf(s.Now), actor.Sight(access.CallOffRead))
	if err != nil {
		return nil, view.YearEffect{}, err
	}
	named := make(map[framework.ItemID]repricing.Standing, len(applied.standing.Items))
	for _, item := range applied.standing.Items {
		named[item.Item] = item
	}
	changes, before, after := make([]view.ItemChange, len(items)), money.Zero, money.Zero
	for i, item := range items {
		of := named[item.Item]
		effect, was, becomes := effectView(year[i], item.Before, item.Rate.Price)
		before, after = before.Add(was), after.Add(becomes)
		changes[i] = view.ItemChange{
			ItemID: item.Item.String(), Position: of.Position, Name: of.Name, Unit: string(of.Unit), Original: of.Base.Price.String(),
			Before: item.Before.String(), After: rateView(item.Rate), Effect: effect,
		}
	}
	return changes, view.YearEffect{Before: before.String(), After: after.String(), Difference: after.Sub(before).String()}, nil
}

// AgreeClause enters an index clause of a contract.
func (uc *Pricing) AgreeClause(ctx context.Context, actor access.Actor, key access.Key, f framework.ID, in driving.AgreeClause) (view.FrameworkPricing, error) {
	attempt := driven.Attempt{Actor: actor, Act: access.PricePropose, Object: audit.Object{Type: "framework", ID: f.String()}}
	return once(ctx, uc.work, attempt, key, func(ctx context.Context, s driven.Stores) (view.FrameworkPricing, error) {
		if err := mayForContract(ctx, s, actor, access.PricePropose, f); err != nil {
			return view.FrameworkPricing{}, err
		}
		contract, err := s.Prices.Contract(ctx, f)
		if err != nil {
			return view.FrameworkPricing{}, err
		}
		clause, err := agree(ctx, s, actor, contract.ID, in)
		if err != nil {
			return view.FrameworkPricing{}, err
		}
		if err := s.Clauses.Add(ctx, clause); err != nil {
			return view.FrameworkPricing{}, err
		}
		err = s.Events.Record(ctx, audit.Event{
			Action: "index-clause.agreed", Object: audit.Object{Type: "framework", ID: f.String()},
			Details: map[string]string{"clause": clause.ID.String(), "number": strconv.Itoa(clause.Number), "ground": clause.Ground},
		})
		if err != nil {
			return view.FrameworkPricing{}, err
		}
		return pricingOf(ctx, s, actor, f)
	})
}

// agree reads the texts of a clause, with the values that its indices had in the base month.
func agree(ctx context.Context, s driven.Stores, actor access.Actor, f framework.ID, in driving.AgreeClause) (*repricing.Clause, error) {
	agreeing, err := agreeing(in)
	if err != nil {
		return nil, err
	}
	agreeing.By = actor.Person
	values, err := s.Clauses.Values(ctx, indicesOf(agreeing.Formula), agreeing.BaseMonth)
	if err != nil {
		return nil, err
	}
	for i, part := range agreeing.Formula.Parts {
		for _, value := range values {
			if value.Index == part.Index {
				agreeing.Formula.Parts[i].Base = value.Value
			}
		}
		if agreeing.Formula.Parts[i].Base.IsZero() {
			return nil, pricing.ErrIndexMissing.At("parts." + strconv.Itoa(i) + ".indexId")
		}
	}
	before, err := s.Clauses.Count(ctx, f)
	if err != nil {
		return nil, err
	}
	return repricing.Agree(f, before, agreeing, s.Now)
}

func agreeing(in driving.AgreeClause) (repricing.Agreeing, error) {
	a := repricing.Agreeing{Category: demand.Category(in.Category), Ground: in.Ground}
	month, err := requiredDay(in.BaseMonth, "baseMonth")
	if err != nil {
		return a, err
	}
	a.BaseMonth, a.Formula.Interval = repricing.MonthOf(month), in.IntervalMonths
	if a.Formula.Fixed, err = pricing.ParseFigure(in.FixedPart); err != nil {
		return a, pointed(err, "fixedPart")
	}
	if a.Formula.Trigger, err = pricing.ParseFigure(in.TriggerPercent); err != nil {
		return a, pointed(err, "triggerPercent")
	}
	for i, part := range in.Parts {
		at := "parts." + strconv.Itoa(i)
		index, err := id.Parse[pricing.Index](part.Index)
		if err != nil {
			return a, pointed(err, at+".indexId")
		}
		weight, err := pricing.ParseFigure(part.Weight)
		if err != nil {
			return a, pointed(err, at+".weight")
		}
		a.Formula.Parts = append(a.Formula.Parts, pricing.Part{Index: index, Weight: weight})
	}
	return a, bounds(&a.Formula, in)
}

// bounds reads those that are given.
func bounds(formula *pricing.Clause, in driving.AgreeClause) error {
	var err error
	if formula.Cap, err = pricing.ParseBound(in.Cap); err != nil {
		return pointed(err, "cap")
	}
	if formula.Floor, err = pricing.ParseBound(in.Floor); err != nil {
		return pointed(err, "floor")
	}
	if formula.StepCap, err = pricing.ParseBound(in.StepCap); err != nil {
		return pointed(err, "stepCap")
	}
	formula.StepFloor, err = pricing.ParseBound(in.StepFloor)
	return pointed(err, "stepFloor")
}

// Indices lists all indices with their values.
func (uc *Pricing) Indices(ctx context.Context, actor access.Actor) (view.List[view.PriceIndex], error) {
	return read(ctx, uc.work, actor, func(ctx context.Context, s driven.Stores) (view.List[view.PriceIndex], error) {
		if actor.Sight(access.FrameworkRead).Nothing() {
			return view.List[view.PriceIndex]{}, access.ErrNotFound
		}
		return s.PriceReports.Indices(ctx)
	})
}

// AddIndex enters an index.
func (uc *Pricing) AddIndex(ctx context.Context, actor access.Actor, key access.Key, in driving.AddIndex) (view.List[view.PriceIndex], error) {
	index := view.PriceIndex{ID: id.New[pricing.Index]().String(), Name: in.Name, Base: in.Base, Source: in.Source}
	return uc.indexing(ctx, actor, key, index.ID, "price-index.added", func(ctx context.Context, s driven.Stores) (map[string]string, error) {
		return map[string]string{"name": in.Name, "base": in.Base, "source": in.Source}, s.Clauses.AddIndex(ctx, index)
	})
}

// RecordIndexValue enters what an index was in a month.
func (uc *Pricing) RecordIndexValue(
	ctx context.Context, actor access.Actor, key access.Key, index pricing.IndexID, in driving.IndexValue,
) (view.List[view.PriceIndex], error) {
	return uc.indexing(ctx, actor, key, index.String(), "price-index.recorded", func(ctx context.Context, s driven.Stores) (map[string]string, error) {
		month, err := requiredDay(in.Month, "month")
		if err != nil {
			return nil, err
		}
		value, err := pricing.ParseIndexValue(in.Value)
		if err != nil {
			return nil, err
		}
		details := map[string]string{"month": in.Month, "value": in.Value, "provisional": strconv.FormatBool(in.Provisional)}
		return details, s.Clauses.Record(ctx, index, []pricing.Value{{Index: index, Month: repricing.MonthOf(month), Value: value, Provisional: in.Provisional}})
	})
}

// RecordIndexTable enters what an index was in many months.
func (uc *Pricing) RecordIndexTable(
	ctx context.Context, actor access.Actor, key access.Key, index pricing.IndexID, rows []pricing.Row,
) (view.List[view.PriceIndex], error) {
	return uc.indexing(ctx, actor, key, index.String(), "price-index.table-recorded", func(ctx context.Context, s driven.Stores) (map[string]string, error) {
		final, err := s.Clauses.FinalMonths(ctx, index)
		if err != nil {
			return nil, err
		}
		values, err := pricing.ReadTable(index, rows, final)
		if err != nil {
			return nil, err
		}
		byMonth := func(a, b pricing.Value) int { return a.Month.UTC().Compare(b.Month.UTC()) }
		first, last := slices.MinFunc(values, byMonth), slices.MaxFunc(values, byMonth)
		details := map[string]string{"count": strconv.Itoa(len(values)), "first": first.Month.String(), "last": last.Month.String()}
		return details, s.Clauses.Record(ctx, index, values)
	})
}

// indexing runs the five beats around what is entered about indices; enter tells the
// details of the event.
func (uc *Pricing) indexing(
	ctx context.Context, actor access.Actor, key access.Key, index, action string, enter func(context.Context, driven.Stores) (map[string]string, error),
) (view.List[view.PriceIndex], error) {
	attempt := driven.Attempt{Actor: actor, Act: access.PricePropose, Object: audit.Object{Type: "price-index", ID: index}}
	return once(ctx, uc.work, attempt, key, func(ctx context.Context, s driven.Stores) (view.List[view.PriceIndex], error) {
		if err := actor.May(access.PricePropose); err != nil {
			return view.List[view.PriceIndex]{}, err
		}
		details, err := enter(ctx, s)
		if err != nil {
			return view.List[view.PriceIndex]{}, err
		}
		if err := s.Events.Record(ctx, audit.Event{Action: action, Object: audit.Object{Type: "price-index", ID: index}, Details: details}); err != nil {
			return view.List[view.PriceIndex]{}, err
		}
		return s.PriceReports.Indices(ctx)
	})
}
