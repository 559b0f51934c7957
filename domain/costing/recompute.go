package costing

import (
	"fmt"
	"strconv"

	"github.com/shopspring/decimal"

	"allmende/domain/split"
)

// Check is one result of recomputing an allocation, told in figures.
type Check struct {
	Name   string
	OK     bool
	Detail string
}

// Recompute holds a stored allocation against a fresh split of the weights kept with
// it, its input hash against theirs, and the lines of its entry against its shares. The
// three conditions of the certificate are for somebody else to check, without this code.
func Recompute(a *Allocation, booked []Line) []Check {
	fresh, err := split.Amount(a.s.Total, a.members())
	if err != nil {
		return []Check{{"fresh-split", false, err.Error()}, {"input-hash", false, err.Error()}, a.checkLedger(booked)}
	}
	return []Check{a.checkSplit(fresh), a.checkHash(fresh), a.checkLedger(booked)}
}

func (a *Allocation) members() []split.Member {
	members := make([]split.Member, len(a.s.Shares))
	for i, s := range a.s.Shares {
		members[i] = split.Member{Key: s.Key, Weight: s.Weight}
	}
	return members
}

func (a *Allocation) checkSplit(fresh split.Result) Check {
	equal, first := 0, ""
	for i, s := range a.s.Shares {
		if same(s.Share, fresh.Shares[i]) {
			equal++
		} else if first == "" {
			first = s.Key
		}
	}
	head := a.s.Rule == fresh.Rule && a.s.RuleVersion == fresh.Version && a.s.Left == fresh.Left &&
		a.s.WeightSum.Equal(fresh.WeightSum) && a.s.Threshold.Equal(fresh.Threshold)
	return Check{"fresh-split", head && equal == len(a.s.Shares), ratio(equal, len(a.s.Shares), first)}
}

func same(a, b split.Share) bool {
	return a.Extra == b.Extra && a.Units.Equal(b.Units) && a.Floor.Equal(b.Floor) && a.Remainder.Equal(b.Remainder)
}

func (a *Allocation) checkHash(fresh split.Result) Check {
	if a.s.InputHash != fresh.InputHash {
		return Check{"input-hash", false, a.s.InputHash + " ≠ " + fresh.InputHash}
	}
	return Check{"input-hash", true, fresh.InputHash}
}

// checkLedger compares line by line; a draft has none.
func (a *Allocation) checkLedger(booked []Line) Check {
	var want []Line
	if a.s.Status != Draft {
		want = a.Lines()
	}
	left := make(map[Account]decimal.Decimal, len(want))
	for _, l := range want {
		left[l.Account] = l.Amount.Decimal()
	}
	equal := 0
	for _, l := range booked {
		if amount, wanted := left[l.Account]; wanted && amount.Equal(l.Amount.Decimal()) {
			equal++
			delete(left, l.Account)
		}
	}
	sum := Balance(booked)
	detail := fmt.Sprintf("%s; Σ = %s", ratio(equal, max(len(want), len(booked)), ""), sum)
	return Check{"ledger", equal == len(want) && equal == len(booked) && sum.IsZero(), detail}
}

// ratio writes "60 / 61: 031010000000", with the first that differs.
func ratio(equal, all int, first string) string {
	text := strconv.Itoa(equal) + " / " + strconv.Itoa(all)
	if first != "" {
		text += ": " + first
	}
	return text
}
