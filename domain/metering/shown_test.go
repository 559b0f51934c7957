package metering_test

import (
	"errors"
	"math/big"
	"testing"
	"time"

	"allmende/domain/metering"
	"allmende/domain/period"
	"allmende/domain/split"
)

func TestAMonthIsShownUnlessOtherDaysAreWanted(t *testing.T) {
	today := period.DayOf(time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC))
	var none period.Day
	for name, c := range map[string]struct {
		from, to period.Day
		want     string
		err      error
	}{
		"no days":       {none, none, "2026-10-23 2026-11-22", nil},
		"from a day":    {today.Add(-100), none, "2026-08-15 2026-09-14", nil},
		"to a day":      {none, today, "2026-10-24 2026-11-23", nil},
		"a year":        {today.Add(-365), today, "2025-11-23 2026-11-23", nil},
		"more than one": {today.Add(-366), today, "", metering.ErrWindow},
		"reversed":      {today, today.Add(-1), "", period.ErrReversed},
	} {
		days, err := metering.Window(c.from, c.to, today)
		if !errors.Is(err, c.err) {
			t.Errorf("%s: %v", name, err)
		}
		if got := days.From.String() + " " + days.To.String(); err == nil && got != c.want {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestExactUseIsShownToThousandths(t *testing.T) {
	if got := metering.Rounded(split.NewRatio(big.NewInt(2), big.NewInt(3))).String(); got != "0.667" {
		t.Errorf("got %s", got)
	}
}
