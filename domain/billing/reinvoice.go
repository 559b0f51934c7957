package billing

import (
	"github.com/shopspring/decimal"

	"allmende/domain/costing"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/split"
	"allmende/domain/vat"
)

// Borne is what a member bears by a run of own invoices, before grants by the run's
// rates, in their order.
type Borne struct {
	Member  member.ID
	Key     string // decides ties
	Nets    []money.Amount
	Granted money.Amount
}

// Part is what a member bears of one rate.
type Part struct {
	Tax         vat.Tax
	Share       money.Amount
	Granted     money.Amount
	SupplierVAT money.Amount // the suppliers' on it, which the document's own VAT stands for
}

// Sub is the difference to what was borne before, at the same rate.
func (p Part) Sub(before Part) Part {
	return Part{p.Tax, p.Share.Sub(before.Share), p.Granted.Sub(before.Granted), p.SupplierVAT.Sub(before.SupplierVAT)}
}

// IsZero reports whether there is nothing to bill.
func (p Part) IsZero() bool { return p.Share.IsZero() && p.Granted.IsZero() && p.SupplierVAT.IsZero() }

// Parts lays a run of own invoices out by its rates: every member's grant by what it
// bears of each, and the suppliers' VAT of each by what the members are then billed, so
// that it sums to all of it less the part on what was granted. That part stays on the
// account of VAT, as no document charges it.
func Parts(taxes []costing.TaxRow, borne []Borne) (map[member.ID][]Part, error) {
	parts := make(map[member.ID][]Part, len(borne))
	for _, b := range borne {
		granted, err := layOut(b.Granted, b.Nets)
		if err != nil {
			return nil, err
		}
		rows := make([]Part, len(taxes))
		for r, row := range taxes {
			rows[r] = Part{Tax: row.Tax, Share: b.Nets[r], Granted: granted[r]}
		}
		parts[b.Member] = rows
	}
	for r, row := range taxes {
		billed := make([]split.Member, len(borne))
		total := money.Zero
		for i, b := range borne {
			amount := parts[b.Member][r].Share.Sub(parts[b.Member][r].Granted)
			billed[i] = split.Member{Key: b.Key, Weight: amount.Decimal().Abs()}
			total = total.Add(amount)
		}
		kept, err := layOut(row.Vat, []money.Amount{total, row.Net.Sub(total)})
		if err != nil {
			return nil, err
		}
		if kept[0].IsZero() || nobody(billed) {
			continue
		}
		shared, err := split.Amount(kept[0], billed)
		if err != nil {
			return nil, err
		}
		for i, b := range borne {
			parts[b.Member][r].SupplierVAT = shared.Shares[i].Amount()
		}
	}
	return parts, nil
}

// layOut splits an amount by the size of others; where these are all zero, the first
// one gets it.
func layOut(total money.Amount, by []money.Amount) ([]money.Amount, error) {
	laid := make([]money.Amount, len(by))
	if total.IsZero() {
		return laid, nil
	}
	members := make([]split.Member, len(by))
	for i, a := range by {
		members[i] = split.Member{Key: string(rune('a' + i)), Weight: a.Decimal().Abs()}
	}
	if nobody(members) {
		members[0].Weight = decimal.NewFromInt(1)
	}
	result, err := split.Amount(total, members)
	if err != nil {
		return nil, err
	}
	for i, s := range result.Shares {
		laid[i] = s.Amount()
	}
	return laid, nil
}

func nobody(members []split.Member) bool {
	for _, m := range members {
		if m.Weight.Sign() > 0 {
			return false
		}
	}
	return true
}
