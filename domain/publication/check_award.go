package publication

import (
	"slices"
	"strconv"

	"allmende/domain/fault"
	"allmende/domain/period"
)

func (n Notice) checkAward(f *findings) {
	if n.Award == nil || len(n.Award.Lots) != len(n.Lots) {
		f.unless(false, ErrOutcome)
		return
	}
	issued := period.DayOf(n.Issued)
	f.unless(!n.Award.Day.IsZero() && !n.Award.Day.After(issued), ErrAwardDay)
	for i, l := range n.Award.Lots {
		n.checkLotAward(f, i, l)
	}
}

func (n Notice) checkLotAward(f *findings, i int, l LotAward) {
	told := func(refusal *fault.Fault, field string) *fault.Fault {
		return refusal.At("award.lots."+strconv.Itoa(i)+"."+field).With("lot", strconv.Itoa(i+1))
	}
	if n.Kind == Result {
		f.unless(l.Received.consistent(len(l.Tenders)), told(ErrReceived, "received"))
		f.unless(l.Highest.Cmp(l.Lowest) >= 0, told(ErrSpread, "highest"))
		f.unless((len(l.Tenders) == 0) == slices.Contains(noWinners, l.NoWinner), told(ErrNoWinner, "noWinner"))
	} else {
		f.unless(len(l.Tenders) > 0, told(ErrNoWinner, "noWinner"))
	}
	if len(l.Tenders) == 0 {
		return
	}
	f.unless(!slices.ContainsFunc(l.Tenders, func(t Tender) bool { return t.incomplete(len(n.Award.Winners)) }), told(ErrTender, "tenders"))
	f.unless(written(l.Contract, shortText), told(ErrContract, "contract"))
	f.unless(l.Signed.IsZero() || !l.Signed.Before(n.Award.Day) && !l.Signed.After(period.DayOf(n.Issued)), told(ErrSigned, "signed"))
	f.unless(l.Maximum.Sign() > 0, told(ErrMaximum, "maximum"))
}

func (t Tender) incomplete(winners int) bool {
	return !written(t.Reference, shortText) || t.Winner < 0 || t.Winner >= winners || !slices.Contains([]string{"yes", "no", "not-known"}, t.Subcontracting)
}

// consistent reports whether at least so many bids came as won, and no part of them is more than all.
func (r Received) consistent(won int) bool {
	parts := []int{r.Electronic, r.Small + r.Large, r.OtherEEA + r.Beyond}
	return r.All >= won && !slices.ContainsFunc([]int{r.Small, r.Large, r.OtherEEA, r.Beyond, r.Electronic}, func(c int) bool { return c < 0 }) &&
		!slices.ContainsFunc(parts, func(part int) bool { return part > r.All })
}

func (n Notice) checkChange(f *findings) {
	c := n.Change
	if c == nil || n.Award == nil || c.Contract < 0 || c.Contract >= len(n.Lots) {
		f.unless(false, ErrWhat)
		return
	}
	f.unless(reference.MatchString(c.Previous), ErrPrevious)
	f.unless(slices.Contains(changes, c.Reason), ErrReason)
	f.unless(written(c.Why, longText), ErrWhy)
	f.unless(written(c.Description, longText), ErrWhat)
}
