package framework

import (
	"fmt"
	"slices"
	"strings"

	"allmende/domain/fault"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/domain/routing"
	"allmende/domain/tender"
)

// ErrIncomplete: an agreement cannot be concluded like this; the field says what
// is missing or contradicts the rest.
var ErrIncomplete = fault.New(fault.Invalid, "framework.incomplete", fault.Rule("G-FRA"))

// Agreement is what an award settles about the contract.
type Agreement struct {
	Number    string // "RV-2026-0001"
	Title     string
	Supplier  member.SupplierID
	Tender    tender.ID
	Lot       tender.LotID
	LotTitle  string
	InForce   period.Span
	Maximum   money.Amount // net, over the whole term
	QuotaMode tender.QuotaMode
	FlowsBack period.Day // of soft quotas, a day within the term
	Options   []int      // the months of each option to extend, as the tender announced them
	Bid       tender.BidID
	Route     routing.Table // as the tender published it
	// TermJustification is why it may last longer than the law's longest term.
	TermJustification string
	Items             []Item        // ids and positions are given here; nothing is drawn yet
	Entitled          []Entitlement // nothing is drawn yet; quotas together at most the maximum
}

// New concludes an agreement with nothing drawn, active unless there is nothing that
// could be called off. It fails with
// ErrIncomplete, or quantity.ErrNotWhole for half a piece as a maximum.
func New(a Agreement) (*Framework, error) {
	if err := a.check(); err != nil {
		return nil, err
	}
	f := Restore(State{
		ID: id.New[Framework](), Version: 1, Number: a.Number, Title: a.Title, Supplier: a.Supplier,
		Tender: a.Tender, Lot: a.Lot, LotTitle: a.LotTitle, InForce: a.InForce, Maximum: a.Maximum, Original: a.Maximum,
		QuotaMode: a.QuotaMode, FlowsBack: a.FlowsBack, Items: a.Items, Entitled: a.Entitled, TermJustification: a.TermJustification, Route: a.Route,
		Suppliers: []Supplier{{ID: a.Supplier, Rank: 1, Bid: a.Bid}},
	})
	for _, months := range a.Options {
		f.s.Options = append(f.s.Options, Option{Months: months})
	}
	for i := range f.s.Items {
		item := &f.s.Items[i]
		item.ID, item.Position, item.Awarded, item.Drawn = id.New[Item](), i+1, item.Price, quantity.Quantity{}
	}
	for i := range f.s.Entitled {
		f.s.Entitled[i].Drawn = money.Zero
	}
	f.settle()
	return f, nil
}

func (a Agreement) check() error {
	switch {
	case strings.TrimSpace(a.Number) == "":
		return ErrIncomplete.At("number")
	case strings.TrimSpace(a.Title) == "":
		return ErrIncomplete.At("title")
	case a.Supplier.IsZero():
		return ErrIncomplete.At("supplier")
	case a.Maximum.Sign() <= 0:
		return ErrIncomplete.At("maximum")
	case a.InForce.From.IsZero() || a.InForce.To.Before(a.InForce.From):
		return ErrIncomplete.At("inForce")
	case slices.ContainsFunc(a.Options, func(months int) bool { return months < 1 }):
		return ErrIncomplete.At("options")
	case a.QuotaMode == tender.Soft && (!a.FlowsBack.After(a.InForce.From) || a.FlowsBack.After(a.InForce.To)):
		return ErrIncomplete.At("flowsBack")
	}
	if err := a.checkItems(); err != nil {
		return err
	}
	if a.Route.Check(len(a.Items)) != nil {
		return ErrIncomplete.At("route")
	}
	return a.checkEntitled()
}

func (a Agreement) checkItems() error {
	if len(a.Items) == 0 {
		return ErrIncomplete.At("items")
	}
	for i, item := range a.Items {
		field := fmt.Sprintf("items.%d", i)
		if strings.TrimSpace(item.Name) == "" {
			return ErrIncomplete.At(field + ".name")
		}
		if quantity.Check(item.Unit, item.Maximum) != nil {
			return quantity.ErrNotWhole.At(field + ".maximum")
		}
	}
	return nil
}

func (a Agreement) checkEntitled() error {
	if len(a.Entitled) == 0 {
		return ErrIncomplete.At("entitled")
	}
	seen := make(map[member.ID]bool, len(a.Entitled))
	quotas := money.Zero
	for i, e := range a.Entitled {
		if e.Member.IsZero() || seen[e.Member] {
			return ErrIncomplete.At(fmt.Sprintf("entitled.%d", i))
		}
		seen[e.Member] = true
		quotas = quotas.Add(e.Quota)
	}
	return a.checkQuotas(quotas)
}

func (a Agreement) checkQuotas(sum money.Amount) error {
	switch a.QuotaMode {
	case tender.FirstCome:
		return nil
	case tender.Hard, tender.Soft:
		negative := slices.ContainsFunc(a.Entitled, func(e Entitlement) bool { return e.Quota.Sign() < 0 })
		if negative || sum.Cmp(a.Maximum) > 0 {
			return ErrIncomplete.At("quotas")
		}
		return nil
	}
	return ErrIncomplete.At("quotaMode")
}
