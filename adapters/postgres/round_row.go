package postgres

import (
	"context"
	"fmt"

	"allmende/domain/demand"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/quantity"
)

func roundRowOf(in scope, s demand.State) roundRow {
	return roundRow{
		CooperativeID: in.cooperative, ID: s.ID.String(), Number: s.Number, Title: s.Title, Status: string(s.Status),
		ClosesAt: s.ClosesAt, Confirms: s.Confirms, CreatedBy: s.CreatedBy.String(), CreatedAt: s.CreatedAt, OpenedAt: orNull(s.OpenedAt),
		FrozenAt: orNull(s.FrozenAt), SnapshotHash: orNull(s.SnapshotHash), CancelReason: orNull(s.CancelReason), Version: s.Version,
	}
}

// state reads the items of a round and joins them to it.
func (s rounds) state(ctx context.Context, row roundRow) (demand.State, error) {
	rows, err := rowsOf[demandItemRow](s.tx).Where("cooperative_id = ? and round_id = ?", s.in.cooperative, row.ID).Order("position").Find(ctx)
	if err != nil {
		return demand.State{}, fmt.Errorf("read the items of a round: %w", err)
	}
	state := demand.State{
		ID: demand.ID(row.ID), Number: row.Number, Title: row.Title, Status: demand.Status(row.Status), ClosesAt: row.ClosesAt.UTC(), Confirms: row.Confirms,
		CreatedBy: member.PersonID(row.CreatedBy), CreatedAt: row.CreatedAt.UTC(), OpenedAt: orZero(row.OpenedAt).UTC(), FrozenAt: orZero(row.FrozenAt).UTC(),
		SnapshotHash: orZero(row.SnapshotHash), CancelReason: orZero(row.CancelReason), Version: row.Version,
	}
	for _, r := range rows {
		item, err := itemOf(r)
		if err != nil {
			return demand.State{}, err
		}
		state.Items = append(state.Items, item)
	}
	return state, nil
}

func itemOf(r demandItemRow) (demand.Item, error) {
	price, err := money.PriceFromDecimal(r.EstimatedPrice)
	if err != nil {
		return demand.Item{}, fmt.Errorf("item %s: %v", r.ID, err) //nolint:errorlint // a broken row is not the caller's mistake
	}
	terms, err := r.terms()
	if err != nil {
		return demand.Item{}, err
	}
	return demand.Item{
		ID: demand.ItemID(r.ID), Position: r.Position, Name: r.Name, Description: r.Description, Category: demand.Category(r.Category),
		CPV: r.CPV, Unit: quantity.Unit(r.Unit), EstimatedPrice: price, Terms: terms,
	}, nil
}

func needsOf(rows []needRow) ([]demand.Need, error) {
	needs := make([]demand.Need, len(rows))
	for i, r := range rows {
		firm, err := quantity.FromDecimal(r.Firm)
		if err != nil {
			return nil, fmt.Errorf("need %s: %v", r.ID, err) //nolint:errorlint // a broken row is not the caller's mistake
		}
		tolerance, err := quantity.FromDecimal(r.Tolerance)
		if err != nil {
			return nil, fmt.Errorf("need %s: %v", r.ID, err) //nolint:errorlint // a broken row is not the caller's mistake
		}
		needs[i] = demand.Need{
			Member: member.ID(r.MemberID), Item: demand.ItemID(r.ItemID), Firm: firm, Tolerance: tolerance,
			StatedAt: r.StatedAt.UTC(), StatedBy: member.PersonID(r.StatedBy),
		}
	}
	return needs, nil
}

// orNull keeps the absence of a value apart from every value.
func orNull[T comparable](value T) *T {
	var zero T
	if value == zero {
		return nil
	}
	return &value
}

// orZero takes back what orNull kept.
func orZero[T any](value *T) T {
	if value == nil {
		var zero T
		return zero
	}
	return *value
}
