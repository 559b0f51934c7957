package split

import (
	"math/big"
	"strconv"

	"github.com/shopspring/decimal"

	"allmende/domain/fault"
)

// The two ways of rounding in stages; which one was used stands on the sheet.
const (
	RoundedPerStage = "per-stage"
	RoundedOnce     = "once"
)

// Group takes part in the first stage with its weight and shares what it bears
// among its members in the second.
type Group struct {
	Key     string
	Weight  decimal.Decimal
	Members []Member
}

// Staged is a split in two stages: of the total among the groups, and of what each
// bears among its members, both in the order given.
type Staged struct {
	Groups  Result
	Members []Result
}

// PerStage rounds in both stages, so that every group bears whole units and its
// members sum to them; a member may then be more than a unit off its exact quota of
// the total.
//
// It fails with the faults of Units, at groups.N where a group's members are at
// fault: with ErrNoPositiveWeight for a group that bears part of a total and has
// nobody to bear it, with ErrDuplicateKey also for a member in two groups.
func PerStage(total decimal.Decimal, groups []Group) (Staged, error) {
	if _, err := readStages(total, groups); err != nil {
		return Staged{}, err
	}
	first, err := Units(total, groupsAsMembers(groups))
	if err != nil {
		return Staged{}, err
	}
	staged := Staged{Groups: first, Members: make([]Result, len(groups))}
	for g, group := range groups {
		if len(group.Members) == 0 { // bears nothing: readStages saw to it
			continue
		}
		if staged.Members[g], err = Units(first.Shares[g].Units, group.Members); err != nil {
			return Staged{}, err
		}
	}
	return staged, nil
}

// Once rounds only at the end, so that every member is less than a unit off its
// exact quota, which is the group's part of the total times the member's part of
// the group; the groups' sums are then whatever their members make. The shares are
// those of the first group's members, then of the next. Its faults are those of
// PerStage.
func Once(total decimal.Decimal, groups []Group) (QuotaResult, error) {
	s, err := readStages(total, groups)
	if err != nil {
		return QuotaResult{}, err
	}
	var quotas []Quota
	for g, group := range groups {
		part := new(big.Int).Mul(s.total, s.groups.scaled[g])
		whole := new(big.Int).Mul(s.groups.sum, s.members[g].sum)
		for i, m := range group.Members {
			quota := Quota{Key: m.Key}
			if whole.Sign() > 0 {
				quota.Quota = NewRatio(new(big.Int).Mul(part, s.members[g].scaled[i]), whole)
			}
			quotas = append(quotas, quota)
		}
	}
	return Quotas(total, quotas)
}

// stages are the weights of both stages, checked.
type stages struct {
	total   *big.Int
	groups  weights
	members []weights
}

func readStages(total decimal.Decimal, groups []Group) (stages, error) {
	t, err := wholeUnits(total)
	if err != nil {
		return stages{}, err
	}
	s := stages{total: t, members: make([]weights, len(groups))}
	first := groupsAsMembers(groups)
	if _, err := NewSplitter(keysOf(first)); err != nil {
		return stages{}, err
	}
	if s.groups, err = commonScale(first); err != nil {
		return stages{}, err
	}
	if s.groups.sum.Sign() == 0 && t.Sign() != 0 {
		return stages{}, ErrNoPositiveWeight
	}
	var everybody []Member
	for g, group := range groups {
		w, err := commonScale(group.Members)
		if err == nil && w.sum.Sign() == 0 && group.Weight.Sign() > 0 && t.Sign() != 0 {
			err = ErrNoPositiveWeight
		}
		if f, refused := fault.Of(err); refused {
			return stages{}, f.At("groups." + strconv.Itoa(g))
		}
		s.members[g] = w
		everybody = append(everybody, group.Members...)
	}
	_, err = NewSplitter(keysOf(everybody))
	return s, err
}

func groupsAsMembers(groups []Group) []Member {
	members := make([]Member, len(groups))
	for g, group := range groups {
		members[g] = Member{Key: group.Key, Weight: group.Weight}
	}
	return members
}
