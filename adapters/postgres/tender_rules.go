package postgres

import (
	"context"
	"fmt"

	"github.com/shopspring/decimal"

	"allmende/domain/evaluation"
	"allmende/domain/id"
	"allmende/domain/split"
	"allmende/domain/tender"
)

// putRules writes what of the rules stands in the tender's own row.
func putRules(row *tenderRow, r evaluation.Rules) {
	row.Method, row.Points = r.Method.Name(), figureColumn(r.Points)
	row.LowNext, row.LowMean = figureColumn(r.Low.BelowNext), figureColumn(r.Low.BelowMean)
	switch m := r.Method.(type) {
	case evaluation.ExtendedRatio:
		row.Band, row.DecidesBy, row.DecidesCriterion = figureColumn(m.Band), orNull(string(m.Decides.By)), orNull(m.Decides.Criterion)
	case evaluation.WeightedReference:
		row.PointsWeight, row.PriceWeight = figureColumn(m.Weights.Points), figureColumn(m.Weights.Price)
		if m.Fixed != nil {
			row.PointsReference, row.PriceReference = figureColumn(m.Fixed.Points), figureColumn(m.Fixed.Price)
		}
	case evaluation.PricePoints:
		row.PointsWeight, row.PriceWeight = figureColumn(m.Weights.Points), figureColumn(m.Weights.Price)
		row.PriceFormula = orNull(string(m.Formula))
	}
}

// methodOf reads it back.
func methodOf(row tenderRow) (evaluation.Method, error) {
	weights := evaluation.Weights{Points: figureOf(row.PointsWeight), Price: figureOf(row.PriceWeight)}
	switch row.Method {
	case evaluation.LowestPrice{}.Name():
		return evaluation.LowestPrice{}, nil
	case evaluation.SimpleRatio{}.Name():
		return evaluation.SimpleRatio{}, nil
	case evaluation.ExtendedRatio{}.Name():
		return evaluation.ExtendedRatio{
			Band: figureOf(row.Band), Decides: evaluation.Decider{By: evaluation.By(orZero(row.DecidesBy)), Criterion: orZero(row.DecidesCriterion)},
		}, nil
	case evaluation.WeightedReference{}.Name():
		m := evaluation.WeightedReference{Weights: weights}
		if row.PointsReference != nil {
			m.Fixed = &evaluation.Offer{Points: figureOf(row.PointsReference), Price: figureOf(row.PriceReference)}
		}
		return m, nil
	case evaluation.PricePoints{}.Name():
		return evaluation.PricePoints{Weights: weights, Formula: evaluation.PriceFormula(orZero(row.PriceFormula))}, nil
	}
	return nil, fmt.Errorf("tender %s: no method %q", row.ID, row.Method)
}

// figureColumn is null for 0, which stands for none.
func figureColumn(r split.Ratio) *decimal.Decimal {
	if r.IsZero() {
		return nil
	}
	d := decimalOf(r)
	return &d
}

// decimalOf is a figure as a decimal, which the domain has seen to that it is.
func decimalOf(r split.Ratio) decimal.Decimal {
	return decimal.NewFromBigInt(r.Num(), 0).DivRound(decimal.NewFromBigInt(r.Den(), 0), 3)
}

func figureOf(column *decimal.Decimal) split.Ratio { return split.RatioOf(orZero(column)) }

type criterionRow struct {
	CooperativeID string
	ID            string
	TenderID      string
	Revision      int
	ParentID      *string
	Position      int
	Name          string
	Weight        decimal.Decimal
	Scale         *decimal.Decimal
	Least         *decimal.Decimal
	Version       int
}

func (criterionRow) TableName() string { return "tender_criterion" }

type deciderRow struct {
	CooperativeID string
	ID            string
	TenderID      string
	Revision      int
	Position      int
	DecidesBy     string
	Criterion     *string
	Version       int
}

func (deciderRow) TableName() string { return "tender_decider" }

// addRules stores the criteria and the order of ties of a revision. All criteria go in
// by one statement, as siblings are weighed together.
func (s tenders) addRules(ctx context.Context, state tender.State) error {
	rules := state.Terms.Rules
	if criteria := s.criterionRows(state, nil, rules.Criteria, nil); len(criteria) > 0 {
		if err := rowsOf[criterionRow](s.tx).CreateInBatches(ctx, &criteria, len(criteria)); err != nil {
			return fmt.Errorf("add the criteria of a tender: %w", err)
		}
	}
	deciders := make([]deciderRow, len(rules.Ties))
	for i, d := range rules.Ties {
		deciders[i] = deciderRow{
			CooperativeID: s.in.cooperative, ID: id.New[deciderRow]().String(), TenderID: state.ID.String(), Revision: state.Revision, Position: i + 1,
			DecidesBy: string(d.By), Criterion: orNull(d.Criterion), Version: 1,
		}
	}
	if len(deciders) == 0 {
		return nil
	}
	if err := rowsOf[deciderRow](s.tx).CreateInBatches(ctx, &deciders, len(deciders)); err != nil {
		return fmt.Errorf("add the deciders of a tender: %w", err)
	}
	return nil
}

// criterionRows adds a level of the tree and all below it to the rows, in its order.
func (s tenders) criterionRows(state tender.State, parent *string, level []evaluation.Criterion, rows []criterionRow) []criterionRow {
	for _, c := range level {
		row := criterionRow{
			CooperativeID: s.in.cooperative, ID: id.New[criterionRow]().String(), TenderID: state.ID.String(), Revision: state.Revision,
			ParentID: parent, Position: len(rows) + 1, Name: c.Name, Weight: decimalOf(c.Weight),
			Scale: figureColumn(c.Scale), Least: figureColumn(c.Least), Version: 1,
		}
		rows = s.criterionRows(state, &row.ID, c.Parts, append(rows, row))
	}
	return rows
}

// rules reads the rules of the tender's revision.
func (s tenders) rules(ctx context.Context, row tenderRow) (evaluation.Rules, error) {
	r := evaluation.Rules{Points: figureOf(row.Points), Low: evaluation.Low{BelowNext: figureOf(row.LowNext), BelowMean: figureOf(row.LowMean)}}
	var err error
	if r.Method, err = methodOf(row); err != nil {
		return r, err
	}
	criteria, err := rowsOf[criterionRow](s.tx).Where("cooperative_id = ? and tender_id = ? and revision = ?", s.in.cooperative, row.ID, row.Revision).
		Order("position").Find(ctx)
	if err != nil {
		return r, fmt.Errorf("read the criteria of a tender: %w", err)
	}
	r.Criteria = treeOf(criteria, nil)
	deciders, err := rowsOf[deciderRow](s.tx).Where("cooperative_id = ? and tender_id = ? and revision = ?", s.in.cooperative, row.ID, row.Revision).
		Order("position").Find(ctx)
	if err != nil {
		return r, fmt.Errorf("read the deciders of a tender: %w", err)
	}
	for _, d := range deciders {
		r.Ties = append(r.Ties, evaluation.Decider{By: evaluation.By(d.DecidesBy), Criterion: orZero(d.Criterion)})
	}
	return r, nil
}

// treeOf builds the level below a parent, which is nil on top.
func treeOf(rows []criterionRow, parent *string) []evaluation.Criterion {
	var level []evaluation.Criterion
	for _, r := range rows {
		if orZero(r.ParentID) == orZero(parent) {
			level = append(level, evaluation.Criterion{
				Name: r.Name, Weight: split.RatioOf(r.Weight), Scale: figureOf(r.Scale), Least: figureOf(r.Least), Parts: treeOf(rows, &r.ID),
			})
		}
	}
	return level
}
