package postgres

import (
	"context"
	"fmt"

	"github.com/shopspring/decimal"

	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/tender"
)

type ceilingRow struct {
	CooperativeID string
	ID            string
	TenderID      string
	SupplierID    string
	ItemID        string
	Price         decimal.Decimal
	Version       int
}

func (ceilingRow) TableName() string { return "tender_ceiling" }

// addInvited stores who is invited to a mini-competition, and what each may ask at most.
func (s tenders) addInvited(ctx context.Context, state tender.State) error {
	if !state.Competes() {
		return nil
	}
	var rows []ceilingRow
	for _, invitee := range state.Invited {
		for _, item := range state.Lots[0].Items {
			rows = append(rows, ceilingRow{
				CooperativeID: s.in.cooperative, ID: id.New[ceilingRow]().String(), TenderID: state.ID.String(), SupplierID: invitee.Supplier.String(),
				ItemID: item.ID.String(), Price: invitee.Ceilings[item.ID].Decimal(), Version: 1,
			})
		}
	}
	if len(rows) == 0 {
		return nil
	}
	if err := rowsOf[ceilingRow](s.tx).CreateInBatches(ctx, &rows, 1000); err != nil {
		return fmt.Errorf("add who is invited to a tender: %w", err)
	}
	return nil
}

func (s tenders) invited(ctx context.Context, of string) ([]tender.Invitee, error) {
	rows, err := rowsOf[ceilingRow](s.tx).Where("cooperative_id = ? and tender_id = ?", s.in.cooperative, of).Order("supplier_id, item_id").Find(ctx)
	if err != nil {
		return nil, fmt.Errorf("read who is invited to a tender: %w", err)
	}
	var list []tender.Invitee
	for _, r := range rows {
		if len(list) == 0 || list[len(list)-1].Supplier != member.SupplierID(r.SupplierID) {
			list = append(list, tender.Invitee{Supplier: member.SupplierID(r.SupplierID), Ceilings: map[tender.ItemID]money.Price{}})
		}
		price, err := money.PriceFromDecimal(r.Price)
		if err != nil {
			return nil, fmt.Errorf("tender %s: %v", of, err) //nolint:errorlint // a broken row is not the caller's mistake
		}
		list[len(list)-1].Ceilings[tender.ItemID(r.ItemID)] = price
	}
	return list, nil
}
