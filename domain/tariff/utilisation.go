package tariff

import (
	"math/big"
	"time"

	"github.com/shopspring/decimal"

	"allmende/domain/capacity"
	"allmende/domain/metering"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/domain/split"
)

// Comparable reports whether what a meter uses can be set against what is reserved of a kind:
// energy against the power that was reserved, and a level that counts units against units. What
// is measured in another unit, or counts up what is no energy, says nothing about a level.
func Comparable(kind capacity.Kind, tier string, m metering.State) bool {
	if m.Resource != ResourceOf(kind, tier) {
		return false
	}
	return m.Resource == metering.Power || m.Kind == metering.Gauge && kind.Whole() && (m.Unit == "C62" || m.Unit == quantity.Piece)
}

// Utilisation is what was reserved in a week and what was used, each as its mean over the days.
type Utilisation struct {
	Week     period.Span
	Reserved decimal.Decimal
	Used     decimal.Decimal
	Measured bool // whether any meter was read
	Percent  int  // used of reserved, rounded
}

// UtilisationOf sets what meters used in a week against what was reserved of a resource.
func UtilisationOf(week period.Span, reserved capacity.Course, uses []metering.DayUse) Utilisation {
	u := Utilisation{Week: week}
	var held, used split.Ratio
	for i := range week.Days() {
		held = held.Add(split.RatioOf(reserved.At(week.From.Add(i))))
	}
	for _, one := range uses {
		if one.Day.Before(week.From) || one.Day.After(week.To) {
			continue
		}
		used = used.Add(one.Amount)
		u.Measured = u.Measured || one.Readings > 0
	}
	held = held.Quo(split.NewRatio(big.NewInt(int64(week.Days())), big.NewInt(1)))
	// A week has 167, 168 or 169 hours.
	hours := int64(week.To.Add(1).Start().Sub(week.From.Start()) / time.Hour)
	used = used.Quo(split.NewRatio(big.NewInt(hours), big.NewInt(1)))
	u.Reserved, u.Used = metering.Rounded(held), metering.Rounded(used)
	if held.Sign() > 0 {
		hundred := split.NewRatio(big.NewInt(100), big.NewInt(1))
		u.Percent = int(metering.Rounded(used.Mul(hundred).Quo(held)).Round(0).IntPart())
	}
	return u
}
