package metering_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"allmende/domain/capacity"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/metering"
	"allmende/domain/period"
	"allmende/domain/split"
)

func meter(kind metering.Kind, every metering.Every) metering.State {
	s := metering.State{Name: "rack-1/pdu-a", Member: id.New[member.Member](), Resource: metering.Power, Unit: metering.KilowattHour, Kind: kind, Every: every, From: period.Date(2026, 1, 1)}
	if kind == metering.Gauge {
		s.Unit = metering.Kilowatt
	}
	m, err := metering.Fit(s, metering.Place{})
	if err != nil {
		panic(err)
	}
	return m.State()
}

func at(text string) time.Time {
	t, err := metering.ParseTime(text)
	if err != nil {
		panic(err)
	}
	return t
}

func reading(when, value string) metering.Reading {
	return metering.Reading{At: at(when), Value: decimal.RequireFromString(value)}
}

func TestDaysOfClockChangesHaveTheirHours(t *testing.T) {
	for _, c := range []struct {
		day     period.Day
		periods int
	}{{period.Date(2026, 3, 29), 92}, {period.Date(2026, 3, 30), 96}, {period.Date(2026, 10, 25), 100}} {
		m := meter(metering.Gauge, metering.Quarter)
		var read []metering.Reading
		for when := c.day.Start(); when.Before(c.day.Add(1).Start()); when = metering.Quarter.End(when) {
			read = append(read, metering.Reading{At: when, Value: decimal.NewFromInt(2)})
		}
		u := m.Use(period.Span{From: c.day, To: c.day}, read)[0]
		if want := fmt.Sprint(c.periods / 2); len(read) != c.periods || u.Amount.String() != want || u.Missing != 0 {
			t.Errorf("%s: %d readings of 2 kW use %s kWh, %d missing; want %s of %d", c.day, len(read), u.Amount, u.Missing, want, c.periods)
		}
	}
}

func TestACounterTellsItsGapsAndResets(t *testing.T) {
	m := meter(metering.Counter, metering.Day)
	days := period.Span{From: period.Date(2026, 3, 1), To: period.Date(2026, 3, 4)}
	uses := m.Use(days, []metering.Reading{
		reading("2026-03-05T00:00:00+01:00", "7"), // began anew, out of order
		reading("2026-03-01T00:00:00+01:00", "100"), reading("2026-03-02T00:00:00+01:00", "110.5"), reading("2026-03-04T00:00:00+01:00", "130.5"),
	})
	want := []metering.DayUse{
		{Amount: of("10.5"), Readings: 1}, {Amount: of("10"), Readings: 1, Estimated: true},
		{Amount: of("10"), Missing: 1, Estimated: true}, {Amount: of("7"), Readings: 1, Resets: 1},
	}
	for i, u := range uses {
		w := want[i]
		if u.Amount.Cmp(w.Amount) != 0 || u.Readings != w.Readings || u.Missing != w.Missing || u.Resets != w.Resets || u.Estimated != w.Estimated {
			t.Errorf("%s: %+v, want %+v", u.Day, u, w)
		}
	}
}

func of(text string) split.Ratio { return split.RatioOf(decimal.RequireFromString(text)) }

// Whatever is read, in whatever order, the days sum to the rises between the readings, and
// to the level times the hours.
func TestDaysSumToWhatWasRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		kind := rapid.SampledFrom([]metering.Kind{metering.Gauge, metering.Counter}).Draw(t, "kind")
		every := rapid.SampledFrom([]metering.Every{metering.Quarter, metering.Hour, metering.Day}).Draw(t, "every")
		m := meter(kind, every)
		first := period.Date(2026, 3, 27).Add(rapid.SampledFrom([]int{0, 210}).Draw(t, "spring or autumn"))
		days := period.Span{From: first, To: first.Add(4)}
		var read []metering.Reading
		var sum split.Ratio
		for when := days.From.Start(); !when.After(days.To.Add(1).Start()); when = every.End(when) {
			if rapid.IntRange(0, 9).Draw(t, "gap") == 0 || kind == metering.Gauge && when.Equal(days.To.Add(1).Start()) {
				continue
			}
			r := metering.Reading{At: when, Value: decimal.New(rapid.Int64Range(0, 1e9).Draw(t, "value"), -6)}
			if kind == metering.Gauge {
				hours := decimal.NewFromInt(int64(every.End(when).Sub(when) / (15 * time.Minute)))
				sum = sum.Add(split.RatioOf(r.Value.Mul(hours).Mul(decimal.RequireFromString("0.25"))))
			} else if n := len(read); n > 0 {
				if rise := r.Value.Sub(read[n-1].Value); rise.IsNegative() {
					sum = sum.Add(split.RatioOf(r.Value))
				} else {
					sum = sum.Add(split.RatioOf(rise))
				}
			}
			read = append(read, r)
		}
		shuffled := rapid.Permutation(read).Draw(t, "order")
		var got split.Ratio
		var readings int
		for _, u := range m.Use(days, shuffled) {
			got = got.Add(u.Amount)
			readings += u.Readings
			if u.Missing < 0 {
				t.Fatalf("%s: %d periods missing", u.Day, u.Missing)
			}
		}
		if got.Cmp(sum) != 0 {
			t.Fatalf("days sum to %s, readings to %s", got, sum)
		}
	})
}

func TestReadingsAreTakenInTheirForm(t *testing.T) {
	for text, want := range map[string]error{
		"0": nil, "12.5": nil, "999999999999.999999": nil, "": metering.ErrValue, "1,5": metering.ErrValue, "1e3": metering.ErrValue, "NaN": metering.ErrValue,
		"1.1234567": metering.ErrValue, "-1": metering.ErrNegative, "-0": metering.ErrValue, "1000000000000": metering.ErrValue, ".5": metering.ErrValue, "5.": metering.ErrValue,
	} {
		if err := metering.ValueText(text); !errors.Is(err, want) {
			t.Errorf("%q: %v, want %v", text, err, want)
		}
	}
	for text, ok := range map[string]bool{
		"2026-10-25T02:30:00+02:00": true, "2026-10-25T02:30:00+01:00": true, "2026-10-25T00:30:00Z": true, "2026-10-25T02:30:00": false, "2026-10-25": false, "2026-03-01T00:00:00.5Z": false,
	} {
		if _, err := metering.ParseTime(text); (err == nil) != ok {
			t.Errorf("%q: %v", text, err)
		}
	}
	m := meter(metering.Counter, metering.Quarter)
	m.To = period.Date(2026, 3, 31)
	now := at("2026-04-01T12:00:00Z")
	for text, want := range map[string]error{
		"2025-12-31T23:00:00Z": nil, "2025-12-31T22:45:00Z": metering.ErrOutside, "2026-02-01T00:10:00Z": metering.ErrOffGrid,
		"2026-03-31T22:00:00Z": nil, "2026-03-31T22:15:00Z": metering.ErrOutside,
	} {
		if err := m.Takes(at(text), now); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", text, err, want)
		}
	}
	if err := m.Takes(at("2026-03-01T00:00:00Z"), at("2026-02-01T00:00:00Z")); !errors.Is(err, metering.ErrAhead) {
		t.Errorf("a reading of the future: %v", err)
	}
}

func TestACorrectionChangesSomething(t *testing.T) {
	five, now := decimal.NewFromInt(5), at("2026-04-01T12:00:00Z")
	stands, nothing := metering.Stand{Value: &five, Corrections: 1}, metering.Stand{Corrections: 1}
	for _, c := range []struct {
		name          string
		stands        metering.Stand
		value, reason string
		want          error
	}{
		{"another value", stands, "6", "Ablesefehler", nil},
		{"counts for nothing", stands, "", "Ablesefehler", nil},
		{"counts again", nothing, "6", "doch richtig", nil},
		{"the same", stands, "5.000", "Ablesefehler", metering.ErrUnchanged},
		{"nothing still", nothing, "", "Ablesefehler", metering.ErrUnchanged},
		{"no reason", stands, "6", "  x ", metering.ErrReason},
		{"less than nothing", stands, "-6", "Ablesefehler", metering.ErrNegative},
	} {
		got, err := metering.Correct(metering.Point{Meter: "m", At: now}, c.stands, c.value, c.reason, "p", now)
		if !errors.Is(err, c.want) || err == nil && got.Number != 2 {
			t.Errorf("%s: %+v, %v; want %v", c.name, got, err, c.want)
		}
	}
}

func TestAMonthIsClosedWhenItHasEndedAndIsWhole(t *testing.T) {
	march, _ := metering.ParseMonth("2026-03")
	if _, err := metering.Close(march, 0, "", "p", at("2026-03-31T21:59:59Z")); !errors.Is(err, metering.ErrMonthRuns) {
		t.Errorf("a second before its end: %v", err)
	}
	if _, err := metering.Close(march, 3, "", "p", at("2026-03-31T22:00:00Z")); !errors.Is(err, metering.ErrGaps) {
		t.Errorf("with gaps: %v", err)
	}
	if c, err := metering.Close(march, 3, "Zähler war defekt", "p", at("2026-03-31T22:00:00Z")); err != nil || c.Missing != 3 {
		t.Errorf("with gaps and a reason: %+v, %v", c, err)
	}
}

func ofSite(r metering.Resource) func(*metering.State) {
	return func(s *metering.State) {
		s.Member, s.Site, s.Resource, s.Unit = "", id.New[capacity.Site](), r, metering.Kilowatt
	}
}

func TestAMeterIsFittedWhole(t *testing.T) {
	good := metering.State{Name: "a", Member: id.New[member.Member](), Resource: "vcpu", Unit: "C62", Kind: metering.Gauge, Every: metering.Hour, From: period.Date(2026, 1, 1)}
	for name, c := range map[string]struct {
		change func(*metering.State)
		want   error
	}{
		"as it is":        {func(*metering.State) {}, nil},
		"no name":         {func(s *metering.State) { s.Name = "" }, metering.ErrName},
		"a spaced name":   {func(s *metering.State) { s.Name = "a b" }, metering.ErrName},
		"no resource":     {func(s *metering.State) { s.Resource = "V CPU" }, metering.ErrResource},
		"IT load":         {func(s *metering.State) { s.Resource = "it-load" }, metering.ErrResource},
		"a tier":          {func(s *metering.State) { s.Resource = "storage-nvme" }, nil},
		"a tier of racks": {func(s *metering.State) { s.Resource = "rack-nvme" }, metering.ErrResource},
		"half a tier":     {func(s *metering.State) { s.Resource = "storage-" }, metering.ErrResource},
		"nobody's":        {func(s *metering.State) { s.Member = "" }, metering.ErrOwner},
		"two owners'":     {func(s *metering.State) { s.Site = id.New[capacity.Site]() }, metering.ErrOwner},
		"a site's":        {ofSite(metering.SiteEnergy), nil},
		"a site's racks":  {ofSite("rack"), metering.ErrResource},
		"a member's site": {func(s *metering.State) { s.Resource, s.Unit = metering.SiteEnergy, metering.Kilowatt }, metering.ErrResource},
		"a site reserves": {func(s *metering.State) { ofSite(metering.SiteIT)(s); s.Reservation = "r" }, metering.ErrOwner},
		"another unit":    {func(s *metering.State) { s.Unit = "??" }, metering.ErrUnit},
		"power in pieces": {func(s *metering.State) { s.Resource = metering.Power }, metering.ErrUnit},
		"another kind":    {func(s *metering.State) { s.Kind = "x" }, metering.ErrKind},
		"another period":  {func(s *metering.State) { s.Every = "week" }, metering.ErrEvery},
		"of nothing held": {func(s *metering.State) { s.Reservation = "r" }, metering.ErrReservation},
		"before 2000":     {func(s *metering.State) { s.From = period.Date(1999, 12, 31) }, metering.ErrFittedEarly},
		"no day":          {func(s *metering.State) { s.From = period.Day{} }, period.ErrDayMalformed},
	} {
		s := good
		c.change(&s)
		if _, err := metering.Fit(s, metering.Place{}); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}
