package costing

import (
	"github.com/shopspring/decimal"

	"allmende/domain/fault"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/split"
)

// Faults of schemes, besides those of split.
var (
	// ErrKeyTwice: a key is named twice.
	ErrKeyTwice = fault.New(fault.Invalid, "costing.key-twice")
	// ErrPercent: the text is no percentage of at most six places.
	ErrPercent = fault.New(fault.Invalid, "costing.percent-malformed")
	// ErrWeight: the text is no weight of at most 18 digits and nine places.
	ErrWeight = fault.New(fault.Invalid, "costing.weight-malformed")
	// ErrWeightMissing: the key fixed or metered needs a weight of every participant.
	ErrWeightMissing = fault.New(fault.Invalid, "costing.weight-missing")
	// ErrWeightUnused: a weight is given, but no key that would use it.
	ErrWeightUnused = fault.New(fault.Invalid, "costing.weight-unused")
	// ErrWeightSource: it is not said where fixed or metered weights come from, and of which day they are.
	ErrWeightSource = fault.New(fault.Invalid, "costing.weight-source-missing", fault.Field("weightSource"))
	// ErrDaysRule: the rule of days is none of those known.
	ErrDaysRule = fault.New(fault.Invalid, "costing.days-rule-unknown", fault.Field("days"))
	// ErrDaysUnused: days of participation are given, but no rule by which they count.
	ErrDaysUnused = fault.New(fault.Invalid, "costing.days-without-rule")
	// ErrGroup: a group has no name or one that occurs twice, or a participant is in none of the groups.
	ErrGroup = fault.New(fault.Invalid, "costing.group-invalid")
	// ErrRounding: the way of rounding in groups is none of those known, or there are no groups.
	ErrRounding = fault.New(fault.Invalid, "costing.rounding-invalid", fault.Field("rounding"))
	// ErrServiceMethod: the way of sharing services is none of those known, or there are no services.
	ErrServiceMethod = fault.New(fault.Invalid, "costing.service-method-invalid", fault.Field("serviceMethod"))
	// ErrServicesWithoutGroups: services make the weights of groups, and there are none.
	ErrServicesWithoutGroups = fault.New(fault.Invalid, "costing.services-without-groups", fault.Field("services"))
	// ErrCombination: see Scheme for what cannot be combined.
	ErrCombination = fault.New(fault.Invalid, "costing.scheme-combination")
	// ErrSchemeMissing: the pool has no scheme yet, and none was given.
	ErrSchemeMissing = fault.New(fault.Conflict, "costing.scheme-missing", fault.Field("scheme"))
)

// DaysRule says how days of participation count; split explains the two.
type DaysRule string

// The rules of days.
const (
	NoDays     DaysRule = ""
	MemberDays DaysRule = split.MemberDaysRule
	DaySlices  DaysRule = split.DaySlicesRule
)

// Scheme is the rule by which a pool is shared, as closed data: every change is
// another scheme. It says what every participant weighs (parts, and days if they
// count), and what is done with the weights.
//
// Everything can be combined, except that
//   - groups have no bounds and no base amount, as there would be two of each to keep;
//   - the cumulative mode of a pool has no bounds, no base amount, no groups, and no
//     grants off the top or by rate, as a difference of running totals has no bounds of
//     its own (ErrCombination; the mode is looked at when a run is made);
//   - fixed and metered weights are not mixed, as a participant gives one weight.
//
// A bound holds for what the member bears together with its base amount, after grants
// off the top and before earmarked ones.
type Scheme struct{ s *scheme }

type scheme struct {
	parts        []Part
	base         money.Amount
	days         DaysRule
	weightSource string
	weightAsOf   period.Day
	participants []Participant // in the order given; nil for all members of the pool
	groups       []Group
	services     []split.Service
	method       string
	rounding     string
	canonical    []byte
	hash         string
}

// Part is a key with the percentage that it shares.
type Part struct {
	Key     Key
	Percent decimal.Decimal
}

// Participant is a member of a scheme with what is special about it.
type Participant struct {
	Member     member.ID
	Weight     *decimal.Decimal // for fixed and metered keys
	From, To   period.Day       // of participation; no day for no end
	Floor, Cap *money.Amount
	Group      string
}

// Group is what a first stage shares the cost among. With services the weight is zero:
// they make it.
type Group struct {
	Name   string
	Weight decimal.Decimal
}

// IsZero reports whether there is no scheme.
func (s Scheme) IsZero() bool { return s.s == nil }

// PerStage reports whether the shares of groups are rounded before those of their members.
func (s Scheme) PerStage() bool { return s.s != nil && s.s.rounding == split.RoundedPerStage }

// Keys are those of its parts.
func (s Scheme) Keys() []Key {
	keys := make([]Key, len(s.s.parts))
	for i, p := range s.s.parts {
		keys[i] = p.Key
	}
	return keys
}

// Canonical is the scheme as JSON, byte for byte the same for the same scheme: without
// white space, fields in the order of SchemeText and only where they say something,
// participants by member, numbers without needless zeros. RestoreScheme reads it.
func (s Scheme) Canonical() []byte { return append([]byte(nil), s.s.canonical...) }

// Hash is the SHA-256 of Canonical in hexadecimal.
func (s Scheme) Hash() string { return s.s.hash }

// Text is the scheme in words and figures.
func (s Scheme) Text() SchemeText { return s.s.text() }

// weighsByTypedWeights reports whether one of the keys needs weights out of the scheme.
func (s *scheme) weighsByTypedWeights() bool {
	for _, p := range s.parts {
		if p.Key.given() {
			return true
		}
	}
	return false
}

// bounded reports whether a participant has a bound.
func (s *scheme) bounded() bool {
	for _, p := range s.participants {
		if p.Floor != nil || p.Cap != nil {
			return true
		}
	}
	return false
}

// fitsMode fails with ErrCombination.
func (s *scheme) fitsMode(mode Mode) error {
	if mode == Cumulative && (s.bounded() || !s.base.IsZero() || len(s.groups) > 0) {
		return ErrCombination
	}
	return nil
}

// groupWeights are those of the groups in their order, made by the services if there
// are any.
func (s *scheme) groupWeights() ([]decimal.Decimal, error) {
	weights := make([]decimal.Decimal, len(s.groups))
	if len(s.services) == 0 {
		for i, g := range s.groups {
			weights[i] = g.Weight
		}
		return weights, nil
	}
	costs, err := s.serviceCosts()
	if err != nil {
		return nil, err
	}
	quotas := make([]split.Ratio, len(costs.Production))
	for i, q := range costs.Production {
		quotas[i] = q.Quota
	}
	return split.Integers(quotas), nil
}

// serviceCosts passes the costs of the services on to the groups; step-down closes the
// services in the order in which they stand.
func (s *scheme) serviceCosts() (split.ServiceCosts, error) {
	production := make([]string, len(s.groups))
	for i, g := range s.groups {
		production[i] = g.Name
	}
	switch s.method {
	case split.ServicesStepDown:
		order := make([]string, len(s.services))
		for i, service := range s.services {
			order[i] = service.Name
		}
		return split.StepDown(s.services, production, order)
	case split.ServicesReciprocal:
		return split.Reciprocal(s.services, production)
	default:
		return split.Direct(s.services, production)
	}
}

// Rule is the names of all rules that the scheme puts together, the principal one first.
func (s *scheme) rule(mode Mode) string {
	rule := split.Rule
	if mode == Cumulative {
		rule += " " + split.CumulativeRule
	}
	if s.bounded() {
		rule += " " + split.BoundsRule
	}
	if s.days != NoDays {
		rule += " " + string(s.days)
	}
	if len(s.groups) > 0 {
		rule += " " + s.rounding
	}
	if len(s.services) > 0 {
		rule += " " + s.method
	}
	return rule
}
