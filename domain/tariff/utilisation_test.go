package tariff_test

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"allmende/domain/capacity"
	"allmende/domain/metering"
	"allmende/domain/period"
	"allmende/domain/quantity"
	"allmende/domain/split"
	"allmende/domain/tariff"
)

func TestUseIsSetAgainstWhatIsReserved(t *testing.T) {
	monday := period.DayOf(time.Date(2026, 10, 19, 12, 0, 0, 0, time.UTC)) // its week has 169 hours
	week := period.Span{From: monday, To: monday.Add(6)}
	held := capacity.CourseOfHolds([]capacity.Hold{{Days: period.Span{From: monday.Add(3), To: monday.Add(30)}, Amount: quantity.Must("14")}})
	uses := []metering.DayUse{
		{Day: monday.Add(-1), Amount: split.RatioOf(decimal.NewFromInt(1000)), Readings: 24},
		{Day: monday.Add(4), Amount: split.RatioOf(decimal.NewFromInt(338)), Readings: 24},
		{Day: monday.Add(5), Amount: split.RatioOf(decimal.NewFromInt(507)), Readings: 24},
	}
	got := tariff.UtilisationOf(week, held, uses)
	// 14 kW on four of seven days are 8 kW; 845 kWh in 169 hours are 5 kW, of 8 a good 62 per cent.
	if got.Reserved.String() != "8" || got.Used.String() != "5" || got.Percent != 63 || !got.Measured {
		t.Errorf("got %+v", got)
	}
	if none := tariff.UtilisationOf(week, capacity.Course{}, nil); none.Measured || none.Percent != 0 {
		t.Errorf("got %+v", none)
	}
}

func TestOnlyWhatIsMeasuredAlikeIsComparable(t *testing.T) {
	for name, c := range map[string]struct {
		kind capacity.Kind
		tier string
		m    metering.State
		want bool
	}{
		"energy that counts up":    {capacity.ITLoad, "", metering.State{Resource: "power", Kind: metering.Counter, Unit: "KWH"}, true},
		"power as a level":         {capacity.ITLoad, "", metering.State{Resource: "power", Kind: metering.Gauge, Unit: "KWT"}, true},
		"processors":               {capacity.VCPU, "", metering.State{Resource: "vcpu", Kind: metering.Gauge, Unit: "C62"}, true},
		"processors that count up": {capacity.VCPU, "", metering.State{Resource: "vcpu", Kind: metering.Counter, Unit: "C62"}, false},
		"another resource":         {capacity.VCPU, "", metering.State{Resource: "gpu", Kind: metering.Gauge, Unit: "C62"}, false},
		"gigabytes for GiB":        {capacity.Memory, "", metering.State{Resource: "memory", Kind: metering.Gauge, Unit: "E34"}, false},
		"another tier":             {capacity.Storage, "schnell", metering.State{Resource: "storage", Kind: metering.Gauge, Unit: "C62"}, false},
	} {
		if got := tariff.Comparable(c.kind, c.tier, c.m); got != c.want {
			t.Errorf("%s: got %v", name, got)
		}
	}
}
