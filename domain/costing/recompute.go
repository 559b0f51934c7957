package costing

import (
	"fmt"
	"strconv"

	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/split"
)

// Evidence is an allocation with all that it can be checked against, as it is stored.
type Evidence struct {
	Allocation *Allocation // whole: scheme, costs, taxes, grants with their members, groups, shares
	Costs      []Cost      // those that it names
	Replaced   *Past       // the run that stood before it, or nil
	Earlier    *Past       // cumulative: the run that it went on from, or nil
	Booked     []Line      // of its entry
	Reversed   []Line      // of the entry that reversed it
}

// Check is one result of recomputing an allocation, told in figures.
type Check struct {
	Name   string
	OK     bool
	Detail string
}

// Recompute computes a stored run again from the weights, bounds, days, grants and costs
// kept with it, and from what stood before, in the way of its version; it holds every
// figure against the result, the input hash against the inputs, and the lines of its
// entries against the shares. The three conditions of the certificate are for somebody
// else to check, without this code.
func Recompute(e Evidence) []Check {
	a := e.Allocation
	if a.s.RuleVersion == 1 {
		return a.recomputeFirst(e)
	}
	fresh, err := e.inputs().run()
	if err != nil {
		return []Check{{"fresh-split", false, err.Error()}, {"input-hash", false, err.Error()}, a.checkLedger(e)}
	}
	return []Check{a.checkSplit(fresh), a.checkHash(fresh.InputHash), a.checkLedger(e)}
}

// recomputeFirst is how the first version split: a pool under one key.
func (a *Allocation) recomputeFirst(e Evidence) []Check {
	members := make([]split.Member, len(a.s.Shares))
	for i, s := range a.s.Shares {
		members[i] = split.Member{Key: s.Key, Weight: s.Weight}
	}
	result, err := split.Amount(a.s.Total, members)
	if err != nil {
		return []Check{{"fresh-split", false, err.Error()}, {"input-hash", false, err.Error()}, a.checkLedger(e)}
	}
	fresh := a.s.Split
	fresh.explain(result)
	fresh.Total, fresh.Rule, fresh.Shares = fresh.Split, result.Rule, make([]Share, len(a.s.Shares))
	for i, s := range a.s.Shares {
		s.Share = result.Shares[i]
		s.Amount = euros(s.Units)
		s.Booked = s.Amount
		fresh.Shares[i] = s
	}
	return []Check{a.checkSplit(fresh), a.checkHash(result.InputHash), a.checkLedger(e)}
}

// inputs are taken from what is stored.
func (e Evidence) inputs() inputs {
	s := e.Allocation.s
	in := inputs{pool: s.Pool, regime: s.Regime, mode: s.Mode, days: s.Days, scheme: s.Scheme, costs: s.Costs, taxes: taxRows(e.Costs)}
	for _, g := range s.Grants {
		g.Amount = money.Zero
		in.grants = append(in.grants, g)
	}
	named := map[member.ID]Participant{}
	for _, p := range s.Scheme.s.participants {
		named[p.Member] = p
	}
	for _, share := range s.Shares {
		if share.Source == NoSource {
			continue
		}
		sharer := sharing{member: share.Member, name: share.Name, key: share.Key, in: true, participant: named[share.Member], asOf: share.AsOf}
		if share.Parts == nil {
			sharer.weights, sharer.sources = append(sharer.weights, share.Weight), append(sharer.sources, source{share.Source, share.AsOf})
		}
		for _, p := range share.Parts {
			sharer.weights, sharer.sources = append(sharer.weights, p.Weight), append(sharer.sources, source{p.Source, p.AsOf})
		}
		in.sharers = append(in.sharers, sharer)
	}
	in.carry(e.Replaced, e.Earlier)
	return in
}

// checkSplit compares every figure that is computed.
func (a *Allocation) checkSplit(fresh Split) Check {
	shares := make(map[member.ID]Share, len(fresh.Shares))
	for _, s := range fresh.Shares {
		shares[s.Member] = s
	}
	equal, first := 0, ""
	for _, s := range a.s.Shares {
		if computed, known := shares[s.Member]; known && sameShare(s, computed) {
			equal++
		} else if first == "" {
			first = s.Key
		}
	}
	ok := sameHead(a.s.Split, fresh) && equal == len(a.s.Shares) && equal == len(fresh.Shares)
	return Check{"fresh-split", ok, ratio(equal, max(len(a.s.Shares), len(fresh.Shares)), first)}
}

func sameHead(a, b Split) bool {
	if len(a.Taxes) != len(b.Taxes) || len(a.Grants) != len(b.Grants) || len(a.Groups) != len(b.Groups) {
		return false
	}
	for i, x := range a.Taxes {
		if y := b.Taxes[i]; x.Tax.String() != y.Tax.String() || !sameAmounts(x.Net, y.Net, x.Vat, y.Vat) {
			return false
		}
	}
	for i, x := range a.Grants {
		if y := b.Grants[i]; x.Grant != y.Grant || !sameAmounts(x.Amount, y.Amount, x.Before, y.Before) {
			return false
		}
	}
	for i, x := range a.Groups {
		y := b.Groups[i]
		if !sameSplit(x.Share, y.Share) || !sameAmounts(x.Amount, y.Amount) || !x.WeightSum.Equal(y.WeightSum) || x.Left != y.Left || !x.Threshold.Equal(y.Threshold) {
			return false
		}
	}
	return a.Rule == b.Rule && a.RuleVersion == b.RuleVersion && a.Level == b.Level && a.Left == b.Left && a.Changed == b.Changed &&
		a.WeightSum.Equal(b.WeightSum) && a.Denominator.Equal(b.Denominator) && a.Threshold.Equal(b.Threshold) &&
		sameAmounts(a.Total, b.Total, a.Split, b.Split, a.Vat, b.Vat, a.Granted, b.Granted, a.Booked, b.Booked)
}

func sameShare(a, b Share) bool {
	if len(a.Nets) != len(b.Nets) {
		return false
	}
	for i := range a.Nets {
		if !sameAmounts(a.Nets[i], b.Nets[i]) {
			return false
		}
	}
	return sameSplit(a.Share, b.Share) && a.Held == b.Held && a.Days == b.Days && a.Group == b.Group && a.Quota.Cmp(b.Quota) == 0 &&
		sameAmounts(a.Bound, b.Bound, a.Base, b.Base, a.Carried, b.Carried, a.Amount, b.Amount, a.Vat, b.Vat) &&
		sameAmounts(a.OffTop, b.OffTop, a.Granted, b.Granted, a.Before, b.Before, a.Booked, b.Booked)
}

func sameSplit(a, b split.Share) bool {
	return a.Key == b.Key && a.Extra == b.Extra && a.Weight.Equal(b.Weight) && a.Units.Equal(b.Units) &&
		a.Floor.Equal(b.Floor) && a.Remainder.Equal(b.Remainder)
}

// sameAmounts compares the first with the second, the third with the fourth, and so on.
func sameAmounts(pairs ...money.Amount) bool {
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i].Cmp(pairs[i+1]) != 0 {
			return false
		}
	}
	return true
}

func (a *Allocation) checkHash(fresh string) Check {
	if a.s.InputHash != fresh {
		return Check{"input-hash", false, a.s.InputHash + " ≠ " + fresh}
	}
	return Check{"input-hash", true, fresh}
}

// checkLedger compares line by line; a draft has none, and only what was reversed has
// its mirror.
func (a *Allocation) checkLedger(e Evidence) Check {
	var posted, reversed []Line
	if a.s.Status != Draft {
		posted = a.Lines()
	}
	if a.s.Status == Reversed {
		reversed = negated(posted)
	}
	equal, all := matching(posted, e.Booked)
	mirrored, mirror := matching(reversed, e.Reversed)
	sum := Balance(e.Booked).Add(Balance(e.Reversed))
	ok := equal == all && mirrored == mirror && Balance(e.Booked).IsZero() && Balance(e.Reversed).IsZero()
	return Check{"ledger", ok, fmt.Sprintf("%s; Σ = %s", ratio(equal+mirrored, all+mirror, ""), sum)}
}

func negated(lines []Line) []Line {
	mirror := make([]Line, len(lines))
	for i, l := range lines {
		mirror[i] = Line{l.Account, l.Amount.Neg()}
	}
	return mirror
}

// matching counts the lines that are wanted and there, and those that either are.
func matching(want, there []Line) (equal, all int) {
	left := make(map[Account]money.Amount, len(want))
	for _, l := range want {
		left[l.Account] = l.Amount
	}
	for _, l := range there {
		if amount, wanted := left[l.Account]; wanted && sameAmounts(amount, l.Amount) {
			equal++
			delete(left, l.Account)
		}
	}
	return equal, max(len(want), len(there))
}

// ratio writes "60 / 61: 031010000000", with the first that differs.
func ratio(equal, all int, first string) string {
	text := strconv.Itoa(equal) + " / " + strconv.Itoa(all)
	if first != "" {
		text += ": " + first
	}
	return text
}
