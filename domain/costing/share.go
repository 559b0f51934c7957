package costing

import (
	"strconv"

	"github.com/shopspring/decimal"

	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/split"
	"allmende/domain/vat"
)

// RunVersion is the version of the order of computing that run.go describes. A change
// that can alter one cent of one share is a new one, and the old one stays for
// Recompute. Version 1 split the whole amount of a pool under a single key.
const RunVersion = 2

// Split is a run with its explanation. Shares is nil where only the rest was loaded.
type Split struct {
	Scheme Scheme
	Regime Regime
	Mode   Mode

	Total   money.Amount // the costs, net
	Split   money.Amount // what largest remainders were taken of: Total less grants off the top, base amounts and held shares; the running total in the cumulative mode
	Vat     money.Amount // of the suppliers, shared too; 0.00 with own invoices
	Granted money.Amount
	Booked  money.Amount // what members are charged by this run: Total + Vat − Granted less what stood before
	Changed int          // shares that book something

	WeightSum   decimal.Decimal // of those who share Split
	Denominator decimal.Decimal // of the running quotas; zero unless cumulative
	Left        int             // cents that the floors left over
	Threshold   decimal.Decimal // the smallest remainder that got one of them; zero if none were left
	Level       string          // with bounds: euros per unit of weight, exact; else empty
	Rule        string
	RuleVersion int
	InputHash   string // see hash.go

	Costs  []CostID     // by id
	Taxes  []TaxRow     // of the costs, each category and rate once
	Grants []GrantTaken // that give something, or gave before; in the order in which they were taken
	Groups []GroupShare // in the order of the scheme
	Shares []Share      // in the order of the sharers, those last who share no more
}

// RuleName names the rule with its version: "largest-remainder member-days 2".
func (s Split) RuleName() string { return s.Rule + " " + strconv.Itoa(s.RuleVersion) }

// TaxRow is what the costs of one category and rate sum to.
type TaxRow struct {
	Tax vat.Tax
	Net money.Amount
	Vat money.Amount
}

// GroupShare is what a group of the first stage bears. Where the scheme rounds once,
// only Key and Weight of the split.Share say something, and Amount is what its members'
// shares sum to.
type GroupShare struct {
	split.Share                 // of Split.Split among the groups, by their names
	Amount      money.Amount    // before grants: what its members' shares sum to
	WeightSum   decimal.Decimal // of its members
	Left        int             // cents that the floors of its members left over
	Threshold   decimal.Decimal // as in Split, among its members
}

// Share is what a member bears and why.
//
// Among the shares that nothing holds, split.Share explains the largest remainder: of
// Split.Split by Weight among WeightSum; with rounding per stage of what the group
// bears among the weights of its members; in the cumulative mode, Floor and Remainder
// (in parts of Denominator) of the running Quota, and Units are the running sum. A
// credit is split without its sign, which is put back on Units.
//
//	Amount = Bound, with the sign of Total − OffTop, + OffTop     where the share is held
//	Amount = Units + Base, with that sign, + OffTop               where it is not
//	Amount = Units − Carried                                      in the cumulative mode
//	Bears  = Amount + Vat − Granted
//	Booked = Bears − Before
type Share struct {
	Member member.ID
	Name   string // as read with the weights; not stored
	Source string
	AsOf   period.Day
	Parts  []WeightPart // of a mix, of weights with days, and of groups that are rounded once; else nil
	Days   int          // of participation that counted, with a rule of days
	Group  string
	Held   split.Hold
	Bound  money.Amount // that holds the share; 0.00 where none does
	Base   money.Amount // within the share

	split.Share
	Quota   split.Ratio  // cumulative: the exact running quota in cents, these days included
	Carried money.Amount // cumulative: what was charged of it for earlier days

	Amount  money.Amount   // net, before grants
	Nets    []money.Amount // Amount by Split.Taxes, where there is more than one
	Vat     money.Amount
	OffTop  money.Amount // the part of Granted that was taken off before the split
	Granted money.Amount
	Before  money.Amount // what stands of earlier runs for the same days
	Booked  money.Amount
}

// Bears is what the member bears for the days of the run in all.
func (s Share) Bears() money.Amount { return s.Amount.Add(s.Vat).Sub(s.Granted) }

// WeightPart is one of the keys that a weight is made of.
type WeightPart struct {
	Key       Key
	Percent   decimal.Decimal
	Weight    decimal.Decimal // under this key, times the days with the rule of member days
	WeightSum decimal.Decimal // of all participants, or of those of the group
	Source    string
	AsOf      period.Day
}
