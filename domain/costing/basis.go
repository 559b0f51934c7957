package costing

import (
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"allmende/domain/fault"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/quantity"
)

// Faults of keys.
var (
	// ErrKey: the key is none of those known.
	ErrKey = fault.New(fault.Invalid, "costing.key-unknown")
	// ErrNoSource: the pool has no tender that ordered, or no framework to call off from, by which "key" weighs.
	ErrNoSource = fault.New(fault.Conflict, "costing.key-without-source")
	// ErrUnitsMixed: the members ordered in several units, which do not add up to one weight.
	ErrUnitsMixed = fault.New(fault.Conflict, "costing.units-mixed")
)

// Key says by what a cost is shared.
type Key string

// The keys.
const (
	Equal        Key = "equal"         // each member 1
	Fixed        Key = "fixed"         // as agreed in the scheme
	Inhabitants  Key = "inhabitants"   // population by the register of members
	Quantity     Key = "quantity"      // firm quantities of the tender's frozen round, over all items
	CallOffValue Key = "calloff-value" // net totals of call-offs submitted or placed
	Metered      Key = "metered"       // as measured, typed into the scheme
)

// Keys lists every key.
var Keys = []Key{Equal, Fixed, Inhabitants, Quantity, CallOffValue, Metered}

// given reports whether the scheme itself holds the weights.
func (k Key) given() bool { return k == Fixed || k == Metered }

// Sharer is a member of a pool with all that keys weigh it by.
type Sharer struct {
	Member         member.ID
	Name           string
	TieKey         string // the official key, or the id of a member that has none
	Population     int64
	PopulationYear int // 0 where it is not known
	Ordered        decimal.Decimal
	CalledOff      money.Amount
}

// Basis is what the members of a pool can be weighed by, as read on a day.
type Basis struct {
	Day          period.Day
	Round        string // the number of the tender's demand round, empty without one
	FrozenOn     period.Day
	SnapshotHash string          // of that round
	Units        []quantity.Unit // of what the sharers ordered, each once
	Frameworks   []string        // the numbers of those whose call-offs count
	Sharers      []Sharer
}

// source tells where the weights of a key come from, and of which day they are: a
// word of the fixed list "equal", "fixed", "population", "demand-round", "call-offs" and
// "metered", and behind it what identifies the data.
func (b Basis) source(key Key, s Sharer, scheme Scheme) (text string, day period.Day) {
	switch key {
	case Equal:
		return "equal", b.Day
	case Inhabitants:
		if s.PopulationYear == 0 {
			return "population", b.Day
		}
		return "population " + strconv.Itoa(s.PopulationYear), b.Day
	case Quantity:
		return "demand-round " + b.Round + " sha256:" + b.SnapshotHash, b.FrozenOn
	case CallOffValue:
		return "call-offs " + strings.Join(b.Frameworks, " "), b.Day
	case Fixed, Metered:
		return string(key), scheme.s.weightAsOf
	}
	return "", period.Day{}
}

// weigh is a member's weight under a key.
func (s Sharer) weigh(key Key, p Participant) decimal.Decimal {
	switch key {
	case Equal:
		return decimal.NewFromInt(1)
	case Inhabitants:
		return decimal.NewFromInt(s.Population)
	case Quantity:
		return s.Ordered
	case CallOffValue:
		return s.CalledOff.Decimal()
	case Fixed, Metered:
		return *p.Weight
	}
	return decimal.Zero
}

// supports fails when the basis has no data for a key: with ErrNoSource or
// ErrUnitsMixed. Data that is all zero is for the split to refuse.
func (b Basis) supports(key Key) error {
	switch key {
	case Quantity:
		if b.Round == "" {
			return ErrNoSource.With("key", string(key))
		}
		if len(b.Units) > 1 {
			return ErrUnitsMixed
		}
	case CallOffValue:
		if len(b.Frameworks) == 0 {
			return ErrNoSource.With("key", string(key))
		}
	case Equal, Fixed, Inhabitants, Metered:
	}
	return nil
}

// Keys are those for which there are weights now; fixed and metered ones can always be given.
func (b Basis) Keys() []Key {
	return slices.DeleteFunc(slices.Clone(Keys), func(k Key) bool {
		if b.supports(k) != nil {
			return true
		}
		return !k.given() && !slices.ContainsFunc(b.Sharers, func(s Sharer) bool { return s.weigh(k, Participant{}).Sign() > 0 })
	})
}
