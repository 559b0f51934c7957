package repricing

import (
	"maps"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"allmende/domain/calloff"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/pricing"
	"allmende/domain/quantity"
	"allmende/domain/split"
)

// RebateID names a rebate.
type RebateID = id.Of[Rebate]

// Rebate is what the step that all members reached together gives back to each of them on
// an item, call-off by call-off.
type Rebate struct {
	ID        RebateID
	Number    string // "MR-2026-0001"
	Framework framework.ID
	Item      framework.ItemID
	ItemName  string
	Supplier  member.SupplierID
	Volume    quantity.Quantity // of all members, what waits for approval included
	Step      *pricing.Step     // that it reaches, nil for none
	Lines     []RebateLine
	By        member.PersonID
	At        time.Time
}

// RebateLine is the derivation for one call-off: charged, less due, less what earlier
// rebates gave.
type RebateLine struct {
	CallOff calloff.ID
	Member  member.ID
	pricing.Called
	pricing.Credit
	Parts []RebatePart // of a joint call-off, else none
}

// RebatePart is what one participant of a joint call-off gets of what is due on it.
type RebatePart struct {
	Member member.ID
	Bears  money.Amount // of the line, as it was divided when it was called off
	Given  money.Amount // by earlier rebates
	Credit money.Amount
}

// CalledOff is an item with all call-offs that it ever stood in.
type CalledOff struct {
	Framework framework.ID
	Item      framework.ItemID
	Name      string
	Supplier  member.SupplierID
	Rate      pricing.Rate      // of today
	Waiting   quantity.Quantity // for approval
	Lines     []RebateLine      // without credits yet
}

// Credit computes the rebate that is due now. It fails with pricing.ErrNoRebate where
// there is none: no price of the item is for the contract's volume, or nobody is due
// anything.
func Credit(called CalledOff, number string, by member.PersonID, now time.Time) (*Rebate, error) {
	r := &Rebate{
		ID: id.New[Rebate](), Number: number, Framework: called.Framework, Item: called.Item, ItemName: called.Name, Supplier: called.Supplier,
		By: by, At: now,
	}
	taken := make([]pricing.Called, len(called.Lines))
	for i, line := range called.Lines {
		taken[i] = line.Called
	}
	var credits []pricing.Credit
	r.Volume, credits = pricing.Rebate(taken, called.Waiting)
	for _, step := range called.Rate.Steps {
		if step.From.Cmp(r.Volume) <= 0 {
			r.Step = &step
		}
	}
	for i, line := range called.Lines {
		line.Credit = credits[i]
		if err := line.share(); err != nil {
			return nil, err
		}
		if !line.Charged.IsZero() || !line.Given.IsZero() {
			r.Lines = append(r.Lines, line)
		}
	}
	if len(r.Credits()) == 0 && len(r.Charges()) == 0 {
		return nil, pricing.ErrNoRebate
	}
	return r, nil
}

// share divides what all rebates together give on a joint call-off by what each participant bears of it;
// what a participant got before is taken off, so that its parts always come to its share of the whole.
func (l *RebateLine) share() error {
	whole := l.Charged.Sub(l.Due)
	if len(l.Parts) == 0 {
		return nil
	}
	l.Parts = slices.Clone(l.Parts)
	keys, weights := make([]string, len(l.Parts)), make([]decimal.Decimal, len(l.Parts))
	for i, p := range l.Parts {
		keys[i], weights[i] = p.Member.String(), p.Bears.Decimal()
	}
	shares := make([]money.Amount, len(l.Parts))
	if !whole.IsZero() {
		fit, err := split.FitLines(keys, []split.Line{{Units: whole.Decimal().Shift(2), Weights: weights}})
		if err != nil {
			return err
		}
		for i, m := range fit.Members {
			shares[i] = money.FromCents(m.Units.IntPart())
		}
	}
	for i := range l.Parts {
		l.Parts[i].Credit = shares[i].Sub(l.Parts[i].Given)
	}
	return nil
}

// Due is what a member gets or, among the charges, owes again; always above zero.
type Due struct {
	Member member.ID
	Amount money.Amount
}

// Credits are the members that get something, in the order of their ids.
func (r *Rebate) Credits() []Due { return r.byMember(1) }

// Charges are those that owe again what an earlier rebate gave.
func (r *Rebate) Charges() []Due { return r.byMember(-1) }

func (r *Rebate) byMember(sign int) []Due {
	sums := map[member.ID]money.Amount{}
	for _, line := range r.Lines {
		if len(line.Parts) == 0 {
			sums[line.Member] = sums[line.Member].Add(line.Credit.Amount)
		}
		for _, p := range line.Parts {
			sums[p.Member] = sums[p.Member].Add(p.Credit)
		}
	}
	var due []Due
	for _, m := range slices.Sorted(maps.Keys(sums)) {
		if amount := sums[m]; amount.Sign() == sign {
			if sign < 0 {
				amount = amount.Neg()
			}
			due = append(due, Due{Member: m, Amount: amount})
		}
	}
	return due
}

// Sum adds up what members are due.
func Sum(due []Due) money.Amount {
	total := money.Zero
	for _, d := range due {
		total = total.Add(d.Amount)
	}
	return total
}

// Totals are the sums of all lines: charged, less due, less given before, is the credit.
func (r *Rebate) Totals() (charged, due, given, credit money.Amount) {
	for _, line := range r.Lines {
		charged, due = charged.Add(line.Charged), due.Add(line.Due)
		given, credit = given.Add(line.Given), credit.Add(line.Credit.Amount)
	}
	return charged, due, given, credit
}
