package legal_test

import (
	"testing"

	"allmende/domain/fault"
	"allmende/domain/legal"
	"allmende/domain/period"
)

var params = legal.Params{
	{Code: "t", Value: "221000.00", From: period.Date(2024, 1, 1), To: period.Date(2025, 12, 31)},
	{Code: "t", Value: "216000.00", From: period.Date(2026, 1, 1)},
	{Code: "broken", Value: "many", From: period.Date(2026, 1, 1)},
}

func TestTheValueOfTheDayCounts(t *testing.T) {
	for day, want := range map[period.Day]string{
		period.Date(2025, 12, 31): "221000.00", period.Date(2026, 1, 1): "216000.00", period.Date(2040, 1, 1): "216000.00",
	} {
		if got, err := params.Amount("t", day); err != nil || got.Value.String() != want {
			t.Errorf("on %s: %v, %v; want %s", day, got, err, want)
		}
	}
}

func TestAMissingOrBrokenParameterIsInternal(t *testing.T) {
	for code, day := range map[string]period.Day{"t": period.Date(2023, 12, 31), "none": period.Date(2026, 1, 1), "broken": period.Date(2026, 1, 1)} {
		_, err := params.Number(code, day)
		if err == nil {
			t.Errorf("%s: no error", code)
		}
		if _, isFault := fault.Of(err); isFault {
			t.Errorf("%s: blamed on the caller", code)
		}
	}
}
