package split

import (
	"errors"
	"math/big"

	"github.com/shopspring/decimal"
)

// errQuotasOffTotal is no fault: quotas are derived from the total they are of.
var errQuotasOffTotal = errors.New("split: the quotas do not sum to the total")

// Quota is what a member bears exactly, in minor units, before anything is rounded.
type Quota struct {
	Key   string
	Quota Ratio
}

// QuotaShare is a quota in whole units, and why. Floor + Remainder/Denominator is
// the quota with the total's sign taken off; Floor is below zero where the quota's
// sign is not the total's.
type QuotaShare struct {
	Key       string
	Quota     Ratio           // as given
	Floor     decimal.Decimal // the largest whole number that is not above the quota without the total's sign
	Remainder decimal.Decimal // in parts of the Denominator, from zero to below it
	Extra     bool            // one of the units left went to this member
	Units     decimal.Decimal // Floor, plus one if Extra, with the sign of the total
}

// QuotaResult is Quotas' answer; the shares stand in the order of the quotas given.
type QuotaResult struct {
	Rule        string
	Version     int
	Total       decimal.Decimal
	Denominator decimal.Decimal // the smallest common one of all quotas
	Left        int             // units that the floors left over
	Threshold   decimal.Decimal // the smallest remainder that got one of them; zero if none were left
	Shares      []QuotaShare
}

// Quotas rounds exact quotas to units that sum to total, by the rule of Units: it
// is Units for total*w/W. Quotas may also differ in sign, as those of a running
// total do once weights change: of a total from 0 on every quota is rounded down,
// towards minus infinity, before the units left go to the largest remainders; a
// negative total is split mirrored. Each share stays less than a unit off its quota.
//
// It fails with ErrNoPositiveWeight for nobody, ErrFinerThanMinorUnit,
// ErrOutOfRange, ErrKeyMissing and ErrDuplicateKey; quotas with another sum than
// total are an error of the caller.
func Quotas(total decimal.Decimal, quotas []Quota) (QuotaResult, error) {
	t, err := wholeUnits(total)
	if err != nil {
		return QuotaResult{}, err
	}
	keys, exact := make([]string, len(quotas)), make([]Ratio, len(quotas))
	for i, q := range quotas {
		keys[i], exact[i] = q.Key, q.Quota
	}
	splitter, err := NewSplitter(keys)
	if err != nil {
		return QuotaResult{}, err
	}
	scaled, den := overCommonDenominator(exact)
	floors, remainders, left := floorsOf(t, scaled, den)
	if left == nil {
		return QuotaResult{}, errQuotasOffTotal
	}
	result := QuotaResult{
		Rule: Rule, Version: Version, Total: decimal.NewFromBigInt(t, 0),
		Denominator: decimal.NewFromBigInt(den, 0), Left: int(left.Int64()), Shares: make([]QuotaShare, len(quotas)),
	}
	for _, place := range splitter.byRemainder(remainders)[:result.Left] {
		result.Shares[place].Extra = true
		result.Threshold = decimal.NewFromBigInt(remainders[place], 0)
	}
	for i := range result.Shares {
		result.Shares[i].explain(quotas[i], floors[i], remainders[i], t)
	}
	return result, nil
}

// explain fills in what follows from the quota, its floor and Extra.
func (s *QuotaShare) explain(q Quota, floor, remainder, total *big.Int) {
	s.Key, s.Quota = q.Key, q.Quota
	s.Floor, s.Remainder = decimal.NewFromBigInt(floor, 0), decimal.NewFromBigInt(remainder, 0)
	units := new(big.Int).Set(floor)
	if s.Extra {
		units.Add(units, big.NewInt(1))
	}
	s.Units = signed(units, total)
}

// floorsOf rounds scaled/den down, mirrored for a negative total, and returns the
// units then left, or nil for quotas that do not sum to the total.
func floorsOf(total *big.Int, scaled []*big.Int, den *big.Int) (floors, remainders []*big.Int, left *big.Int) {
	floors, remainders = make([]*big.Int, len(scaled)), make([]*big.Int, len(scaled))
	left, over := new(big.Int).Abs(total), new(big.Int)
	for i, n := range scaled {
		if total.Sign() < 0 {
			n = new(big.Int).Neg(n)
		}
		floors[i], remainders[i] = new(big.Int).DivMod(n, den, new(big.Int)) // rounds down, as den > 0
		left.Sub(left, floors[i])
		over.Add(over, remainders[i])
	}
	if over.Cmp(new(big.Int).Mul(left, den)) != 0 {
		return nil, nil, nil
	}
	return floors, remainders, left
}

// signed is a magnitude with the sign of a total put back.
func signed(magnitude, total *big.Int) decimal.Decimal {
	if total.Sign() < 0 {
		magnitude = new(big.Int).Neg(magnitude)
	}
	return decimal.NewFromBigInt(magnitude, 0)
}
