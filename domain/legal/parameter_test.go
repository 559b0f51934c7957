package legal_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"allmende/domain/legal"
	"allmende/domain/period"
)

var today = period.Date(2026, 11, 23)

// known is the installation's own law.
var known = legal.Params{
	{Code: legal.ThresholdSubCentral, Value: "216000.00", Source: "2026/27", From: period.Date(2026, 1, 1), To: period.Date(2027, 12, 31)},
	{Code: legal.ThresholdSubCentral, Value: "216000.00", Source: "fortgeschrieben", From: period.Date(2028, 1, 1)},
	{Code: legal.BidDaysNational, Value: "0", Source: "UVgO § 13", From: period.Date(2017, 2, 7)},
}

func TestAValueIsOfItsKindWithinBoundsFromADayToCome(t *testing.T) {
	next := legal.ValueText{Value: "10", Source: "UVgO § 13", From: period.Date(2027, 1, 1)}
	for name, c := range map[string]struct {
		code   string
		change func(*legal.ValueText)
		want   error
	}{
		"as it should be":             {legal.BidDaysNational, func(*legal.ValueText) {}, nil},
		"tomorrow":                    {legal.BidDaysNational, func(v *legal.ValueText) { v.From = today.Add(1) }, nil},
		"today":                       {legal.BidDaysNational, func(v *legal.ValueText) { v.From = today }, legal.ErrFrom},
		"yesterday":                   {legal.BidDaysNational, func(v *legal.ValueText) { v.From = today.Add(-1) }, legal.ErrFrom},
		"no day":                      {legal.BidDaysNational, func(v *legal.ValueText) { v.From = period.Day{} }, legal.ErrFrom},
		"in ten years":                {legal.BidDaysNational, func(v *legal.ValueText) { v.From = period.Date(2036, 11, 23) }, nil},
		"in ten years and one":        {legal.BidDaysNational, func(v *legal.ValueText) { v.From = period.Date(2036, 11, 24) }, legal.ErrFrom},
		"least":                       {legal.BidDaysNational, func(v *legal.ValueText) { v.Value, v.Source = "0", "UVgO" }, nil},
		"below least":                 {legal.BidDaysNational, func(v *legal.ValueText) { v.Value = "-1" }, legal.ErrValue},
		"below least, EU":             {legal.BidDaysOpenElectronic, func(v *legal.ValueText) { v.Value = "0" }, legal.ErrValue},
		"most":                        {legal.BidDaysNational, func(v *legal.ValueText) { v.Value = "365" }, nil},
		"above most":                  {legal.BidDaysNational, func(v *legal.ValueText) { v.Value = "366" }, legal.ErrValue},
		"half a day":                  {legal.BidDaysNational, func(v *legal.ValueText) { v.Value = "1.5" }, legal.ErrValue},
		"a word":                      {legal.BidDaysNational, func(v *legal.ValueText) { v.Value = "viele" }, legal.ErrValue},
		"a huge number":               {legal.BidDaysNational, func(v *legal.ValueText) { v.Value = strings.Repeat("9", 400) }, legal.ErrValue},
		"an amount":                   {legal.ThresholdSubCentral, func(v *legal.ValueText) { v.Value = "224000.00" }, nil},
		"three places":                {legal.ThresholdSubCentral, func(v *legal.ValueText) { v.Value = "224000.001" }, legal.ErrValue},
		"least amount":                {legal.ThresholdSubCentral, func(v *legal.ValueText) { v.Value = "1000.00" }, nil},
		"a cent below":                {legal.ThresholdSubCentral, func(v *legal.ValueText) { v.Value = "999.99" }, legal.ErrValue},
		"a cent above":                {legal.ThresholdSubCentral, func(v *legal.ValueText) { v.Value = "100000000.01" }, legal.ErrValue},
		"no source":                   {legal.BidDaysNational, func(v *legal.ValueText) { v.Source = "     " }, legal.ErrSource},
		"a long source":               {legal.BidDaysNational, func(v *legal.ValueText) { v.Source = strings.Repeat("§", 301) }, legal.ErrSource},
		"no parameter":                {"bid-days.none", func(*legal.ValueText) {}, legal.ErrUnknown},
		"the same and else nothing":   {legal.BidDaysNational, func(v *legal.ValueText) { v.Value = "0" }, legal.ErrUnchanged},
		"the same again":              {legal.ThresholdSubCentral, func(v *legal.ValueText) { v.Value, v.Source = "216000.00", "2026/27" }, legal.ErrUnchanged},
		"confirmed by the law itself": {legal.ThresholdSubCentral, func(v *legal.ValueText) { v.Value, v.Source, v.Primary = "216000.00", "2026/27", true }, nil},
	} {
		in := next
		c.change(&in)
		if _, err := known.Add(c.code, in, today); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func TestAnAddedValueHoldsUntilTheNextOneBegins(t *testing.T) {
	law := known.With(legal.Params{
		{Code: legal.ThresholdSubCentral, Value: "220000.00", From: period.Date(2027, 7, 1)},
		{Code: legal.ThresholdSubCentral, Value: "999999.00", From: period.Date(2028, 1, 1)}, // mistyped
		{Code: legal.ThresholdSubCentral, Value: "224000.00", From: period.Date(2028, 1, 1)},
	})
	for day, want := range map[period.Day]string{
		period.Date(2026, 1, 1): "216000.00", period.Date(2027, 6, 30): "216000.00", period.Date(2027, 7, 1): "220000.00",
		period.Date(2027, 12, 31): "220000.00", period.Date(2028, 1, 1): "224000.00", period.Date(2040, 1, 1): "224000.00",
	} {
		if got, err := law.Amount(legal.ThresholdSubCentral, day); err != nil || got.Value.String() != want {
			t.Errorf("on %s: %v, %v; want %s", day, got, err, want)
		}
	}
	if got, err := law.Number(legal.BidDaysNational, today); err != nil || got.Value != 0 {
		t.Errorf("another parameter: %v, %v", got, err)
	}
}

// Whatever is added, in whatever order: no day up to today has another law, every later day
// has exactly one value of each parameter, and the last word about a day counts.
func TestWhatIsAddedNeverChangesThePast(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		var added legal.Params
		law := known
		for range rapid.IntRange(1, 8).Draw(r, "times") {
			from := today.Add(rapid.IntRange(-3, 900).Draw(r, "from"))
			in := legal.ValueText{Value: rapid.SampledFrom([]string{"1000.00", "216000.00", "5", "30"}).Draw(r, "value"), Source: "VgV", From: from}
			one, err := law.Add(rapid.SampledFrom([]string{legal.ThresholdSubCentral, legal.BidDaysNational}).Draw(r, "code"), in, today)
			if err != nil {
				continue
			}
			added = append(added, one)
			law = known.With(added)
			if got, err := law.Decimal(one.Code, from); err != nil || got.Value.StringFixed(2) != decimal.RequireFromString(one.Value).StringFixed(2) {
				r.Fatalf("%s of %s is %v, %v", one.Code, from, got, err)
			}
		}
		for ahead := -400; ahead <= 1000; ahead += 7 {
			day := today.Add(ahead)
			for _, code := range []string{legal.ThresholdSubCentral, legal.BidDaysNational} {
				before, missing := known.Decimal(code, day)
				after, err := law.Decimal(code, day)
				if (missing == nil) != (err == nil) {
					r.Fatalf("%s on %s: %v, before %v", code, day, err, missing)
				}
				if ahead <= 0 && !before.Value.Equal(after.Value) {
					r.Fatalf("the past of %s on %s has changed from %s to %s", code, day, before.Value, after.Value)
				}
				holding := 0
				for _, p := range law {
					if p.Code == code && !day.Before(p.From) && (p.To.IsZero() || !day.After(p.To)) {
						holding++
					}
				}
				if err == nil && holding != 1 {
					r.Fatalf("%s has %d values on %s", code, holding, day)
				}
			}
		}
	})
}
