package licence_test

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"allmende/domain/calloff"
	"allmende/domain/catalogue"
	"allmende/domain/demand"
	"allmende/domain/framework"
	"allmende/domain/licence"
	"allmende/domain/period"
	"allmende/domain/quantity"
)

func told(name, value, unit string) catalogue.Attribute {
	return catalogue.Attribute{Name: name, Value: value, Unit: unit}
}

func TestACatalogueTellsTheTermInMonthsYearsAndWords(t *testing.T) {
	for name, c := range map[string]struct {
		attributes []catalogue.Attribute
		want       licence.Offer
		found      bool
	}{
		"with codes": {
			[]catalogue.Attribute{told("Laufzeit", "36", "MON"), told("Verlängerung", "12", "MON"), told("Kündigungsfrist", "90", "DAY"), told("Plätze je Einheit", "5", ""), told("Metrik", "Benutzer", "")},
			licence.Offer{Seats: 5, Months: 36, RenewalMonths: 12, NoticeDays: 90, Metric: "Benutzer"}, true,
		},
		"in words": {
			[]catalogue.Attribute{told("Term", "3 years", ""), told("Renewal", "1 year", ""), told("Notice period", "3 months", "")},
			licence.Offer{Seats: 1, Months: 36, RenewalMonths: 12, NoticeDays: 93}, true,
		},
		"ends by itself":     {[]catalogue.Attribute{told("Laufzeit", "12", ""), told("Verlängerung", "keine", ""), told("Kündigungsfrist", "30 Tage", "")}, licence.Offer{Seats: 1, Months: 12}, true},
		"says nothing":       {[]catalogue.Attribute{told("Farbe", "rot", "")}, licence.Offer{Seats: 1}, false},
		"a term in kilogram": {[]catalogue.Attribute{told("Laufzeit", "12", "KGM")}, licence.Offer{Seats: 1}, false},
		"a term of a word":   {[]catalogue.Attribute{told("Laufzeit", "unbegrenzt", "")}, licence.Offer{Seats: 1}, false},
		"a term in days":     {[]catalogue.Attribute{told("Laufzeit", "30", "DAY")}, licence.Offer{Seats: 1}, false},
		"without seats":      {[]catalogue.Attribute{told("Laufzeit", "12", ""), told("Seats per unit", "0", "")}, licence.Offer{Months: 12}, false},
	} {
		if got, found := licence.OfferOf(c.attributes); got != c.want || found != c.found {
			t.Errorf("%s: got %+v, %t", name, got, found)
		}
	}
}

func TestAnOfferBecomesTheTermOfWhatWasOrdered(t *testing.T) {
	offer := licence.Offer{Seats: 5, Months: 36, RenewalMonths: 12, NoticeDays: 90, Metric: "Kern"}
	l, err := licence.Record(ordered(calloff.Placed), 1, demand.Software, offer.Term(quantity.Must("4"), period.Date(2026, 3, 1)))
	if err != nil || l.State().Seats != 20 || l.State().SeatsPerUnit != 5 || l.State().Metric != "Kern" {
		t.Fatalf("got %+v, %v", l, err)
	}
}

func TestWhatIsMissingCoversAllThatIsUsedAndIsNeverLessThanNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		term := licence.Term{SeatsPerUnit: rapid.IntRange(0, 50).Draw(t, "seats per unit")}
		used, seats := rapid.IntRange(0, 1000).Draw(t, "used"), rapid.IntRange(1, 1000).Draw(t, "seats")
		units, each := term.Missing(used, seats), max(term.SeatsPerUnit, 1)
		if units < 0 || seats+units*each < used {
			t.Fatalf("%d units leave somebody without a seat", units)
		}
		if units > 0 && seats+(units-1)*each >= used {
			t.Fatalf("%d units are more than it takes", units)
		}
	})
}

func TestWhatIsInUseIsCountedOnADayOfTheLicence(t *testing.T) {
	now := time.Date(2026, 6, 1, 10, 0, 0, 0, time.UTC)
	l := licence.Restore(licence.State{ID: "l", Term: term(func(*licence.Term) {})})
	count, err := l.Count(period.Date(2026, 5, 31), 30, 25, "p", now)
	if err != nil || count.Used != 30 || count.Licence != "l" {
		t.Fatalf("got %+v, %v", count, err)
	}
	for name, refused := range map[string]struct {
		want error
		on   period.Day
		used int
	}{
		"tomorrow":         {licence.ErrCountDay, period.Date(2026, 6, 2), 30},
		"before the term":  {licence.ErrCountDay, period.Date(2026, 1, 30), 30},
		"fewer than none":  {licence.ErrUsed, period.Date(2026, 5, 31), -1},
		"more than can be": {licence.ErrUsed, period.Date(2026, 5, 31), 1_000_001},
	} {
		if _, err := l.Count(refused.on, refused.used, 25, "p", now); !errors.Is(err, refused.want) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestAnOrderOfTheSameItemFollowsALicence(t *testing.T) {
	of := licence.State{ID: "l", CallOff: "first", Member: "m", Framework: "f", Term: term(func(t *licence.Term) { t.RenewalMonths, t.NoticeDays = 0, 0 })}
	order := calloff.State{ID: "second", Member: "m", Framework: "f", Status: calloff.Submitted, Lines: []framework.Line{{Position: 1, Item: "i"}}}
	if err := licence.Restore(of).Follow("i", order, licence.Renewal); err != nil {
		t.Error(err)
	}
	for name, change := range map[string]func(*calloff.State){
		"its own":          func(c *calloff.State) { c.ID = "first" },
		"another member":   func(c *calloff.State) { c.Member = "n" },
		"another contract": func(c *calloff.State) { c.Framework = "g" },
		"another item":     func(c *calloff.State) { c.Lines = []framework.Line{{Position: 1, Item: "j"}} },
		"cancelled":        func(c *calloff.State) { c.Status = calloff.Cancelled },
	} {
		changed := order
		change(&changed)
		if err := licence.Restore(of).Follow("i", changed, licence.TrueUp); !errors.Is(err, licence.ErrNotItsOrder) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	of.RenewalMonths = 12
	if err := licence.Restore(of).Follow("i", order, licence.Renewal); !errors.Is(err, licence.ErrRenewsByItself) {
		t.Errorf("got %v", err)
	}
}

func TestARenewalBeginsWhenTheTermIsOver(t *testing.T) {
	of := licence.State{Term: licence.Term{Seats: 1, StartsOn: period.Date(2026, 1, 1), Months: 12}}
	if got := of.After(period.Date(2026, 11, 1)); got != period.Date(2027, 1, 1) {
		t.Errorf("got %s", got)
	}
	if got := of.After(period.Date(2027, 2, 1)); got != period.Date(2027, 2, 1) {
		t.Errorf("late: got %s", got)
	}
}

func TestACountIsDueAYearAfterTheLastAndBeforeItIsDecidedHowToGoOn(t *testing.T) {
	starts := period.Date(2026, 1, 1)
	renewing := licence.State{Term: licence.Term{Seats: 1, StartsOn: starts, Months: 12, RenewalMonths: 12, NoticeDays: 90}} // to be cancelled by 2026-10-02
	ending := licence.State{Term: licence.Term{Seats: 1, StartsOn: starts, Months: 36}}                                      // until 2028-12-31
	cancelled := renewing
	cancelled.CancelledTo = period.Date(2026, 12, 31)
	for name, c := range map[string]struct {
		of          licence.State
		last, today string
		want        string
	}{
		"30 days before it must be cancelled":      {renewing, "", "2026-02-01", "2026-09-02"},
		"not within half a year of the last count": {renewing, "2026-06-15", "2026-07-01", "2026-12-15"},
		"before the next renewal":                  {renewing, "2026-12-15", "2026-12-20", "2027-09-02"},
		"a year later where nothing is decided":    {ending, "", "2026-02-01", "2027-01-01"},
		"and a year after the last count":          {ending, "2027-03-01", "2027-03-02", "2028-03-01"},
		"before it ends":                           {ending, "2028-03-01", "2028-03-02", "2028-12-01"},
		"nothing to decide once it is cancelled":   {cancelled, "", "2026-02-01", ""},
		"over":                                     {ending, "", "2029-01-01", ""},
	} {
		day := func(text string) period.Day {
			if text == "" {
				return period.Day{}
			}
			d, err := period.ParseDay(text)
			if err != nil {
				t.Fatal(err)
			}
			return d
		}
		if got := c.of.CountBy(day(c.last), day(c.today)); got != day(c.want) {
			t.Errorf("%s: got %s, want %s", name, got, c.want)
		}
	}
}

func TestCountsAreNeverAskedForWithinHalfAYear(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		renewal := rapid.IntRange(0, 24).Draw(t, "renewal")
		of := licence.State{Term: licence.Term{Seats: 1, StartsOn: period.Date(2026, 1, 1), Months: rapid.IntRange(1, 60).Draw(t, "months"), RenewalMonths: renewal}}
		if renewal > 0 {
			of.NoticeDays = rapid.IntRange(0, 400).Draw(t, "notice")
		}
		last := of.StartsOn.Add(rapid.IntRange(0, 2000).Draw(t, "last"))
		due := of.CountBy(last, last.Add(rapid.IntRange(0, 300).Draw(t, "since")))
		if !due.IsZero() && (due.Before(last.AddMonths(6)) || due.After(last.AddMonths(12))) {
			t.Fatalf("counted on %s, asked again by %s", last, due)
		}
	})
}
