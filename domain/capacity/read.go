package capacity

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"allmende/domain/fault"
	"allmende/domain/period"
	"allmende/domain/quantity"
)

// ErrWindow: more is asked to be shown than a picture can hold, or nothing.
var ErrWindow = fault.New(fault.Invalid, "capacity.window-invalid", fault.Rule("G-CAP"))

var (
	factorText = regexp.MustCompile(`^[0-9]{1,2}(\.[0-9]{1,2})?$`)
	changeText = regexp.MustCompile(`^-?[0-9]{1,9}(\.[0-9]{1,3})?$`)
)

// LevelText is a level as people write it: "2027-05-01", "84", "4", "1.5". No reserve is 0, no factor 1.
type LevelText struct{ From, Amount, Reserve, Overcommit string }

// Read fails with period.ErrDayMalformed, quantity.ErrMalformed or ErrOvercommit, pointing to the field.
func (t LevelText) Read() (l Level, err error) {
	if l.From, err = period.ParseDay(t.From); err != nil {
		return l, fault.At(err, "from")
	}
	if l.Amount, err = quantity.Parse(t.Amount); err != nil {
		return l, fault.At(err, "amount")
	}
	if t.Reserve != "" {
		if l.Reserve, err = quantity.Parse(t.Reserve); err != nil {
			return l, fault.At(err, "reserve")
		}
	}
	l.Overcommit = decimal.New(1, 0)
	if t.Overcommit != "" {
		if !factorText.MatchString(t.Overcommit) {
			return l, ErrOvercommit
		}
		l.Overcommit = decimal.RequireFromString(t.Overcommit)
	}
	return l, nil
}

// PhaseText is a phase as people write it.
type PhaseText struct {
	From, To string
	Claims   []ClaimText
}

// ClaimText is a claim as people write it.
type ClaimText struct {
	Resource ResourceID
	Amount   string
}

// ReadPhases fails with period.ErrDayMalformed, period.ErrReversed or quantity.ErrMalformed, pointing to the field.
func ReadPhases(written []PhaseText) ([]Phase, error) {
	phases := make([]Phase, len(written))
	for i, w := range written {
		place := "phases." + strconv.Itoa(i)
		from, err := period.ParseDay(w.From)
		if err != nil {
			return nil, fault.At(err, place+".from")
		}
		to, err := period.ParseDay(w.To)
		if err != nil {
			return nil, fault.At(err, place+".to")
		}
		if phases[i].Days, err = period.NewSpan(from, to); err != nil {
			return nil, fault.At(err, place+".to")
		}
		for j, c := range w.Claims {
			amount, err := quantity.Parse(c.Amount)
			if err != nil {
				return nil, fault.At(err, place+".claims."+strconv.Itoa(j)+".amount")
			}
			phases[i].Claims = append(phases[i].Claims, Claim{c.Resource, amount})
		}
	}
	return phases, nil
}

// WishText is a wish as people write it.
type WishText struct {
	NotBefore string
	Phases    []WishPhaseText
}

// WishPhaseText is a phase of a wish.
type WishPhaseText struct {
	Days   int
	Claims []WishClaimText
}

// WishClaimText is so much of a kind.
type WishClaimText struct{ Kind, Tier, Amount string }

// Read fails with period.ErrDayMalformed, quantity.ErrMalformed and the faults of Wish.Check; without a day it is today.
func (t WishText) Read(today period.Day) (Wish, error) {
	w := Wish{NotBefore: today}
	if t.NotBefore != "" {
		day, err := period.ParseDay(t.NotBefore)
		if err != nil {
			return w, fault.At(err, "notBefore")
		}
		w.NotBefore = day
	}
	for i, phase := range t.Phases {
		read := WishPhase{Days: phase.Days}
		for j, c := range phase.Claims {
			amount, err := quantity.Parse(c.Amount)
			if err != nil {
				return w, fault.At(err, "phases."+strconv.Itoa(i)+".claims."+strconv.Itoa(j)+".amount")
			}
			read.Claims = append(read.Claims, WishClaim{Kind(c.Kind), strings.TrimSpace(c.Tier), amount})
		}
		w.Phases = append(w.Phases, read)
	}
	return w, w.Check(today)
}

// PlanText is a plan as people write it: "-2.5" takes away.
type PlanText struct {
	Resource             ResourceID
	Pool                 PoolID
	Kind, Tier, From, By string
}

// ReadPlans fails with period.ErrDayMalformed, ErrPast, ErrTooFar or ErrPlan, pointing to the field.
func ReadPlans(written []PlanText, today period.Day) ([]Plan, error) {
	plans := make([]Plan, len(written))
	for i, w := range written {
		place := "plans." + strconv.Itoa(i)
		from, err := period.ParseDay(w.From)
		if err != nil {
			return nil, fault.At(err, place+".from")
		}
		if err := plannable(from, today); err != nil {
			return nil, fault.At(err, place+".from")
		}
		if !changeText.MatchString(w.By) {
			return nil, ErrPlan.At(place + ".by")
		}
		plans[i] = Plan{w.Resource, w.Pool, Kind(w.Kind), strings.TrimSpace(w.Tier), from, decimal.RequireFromString(w.By)}
	}
	return plans, nil
}
