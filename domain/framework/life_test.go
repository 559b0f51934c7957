package framework_test

import (
	"errors"
	"testing"
	"time"

	"allmende/domain/access"
	"allmende/domain/framework"
	"allmende/domain/id"
	"allmende/domain/legal"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/tender"
)

var (
	fay, ben = id.New[member.Person](), id.New[member.Person]()
	law      = legal.Params{
		{Code: legal.FrameworkMaxMonths, Value: "48", From: period.Date(2016, 4, 18)},
		{Code: legal.ModificationEach, Value: "50", From: period.Date(2016, 4, 18)},
		{Code: legal.ModificationMinor, Value: "10", From: period.Date(2016, 4, 18)},
		{Code: legal.ThresholdSubCentral, Value: "216000.00", From: period.Date(2026, 1, 1)},
	}
)

func by(person member.PersonID) tender.Stamp { return tender.Stamp{By: person, At: during} }

// refused fails the test unless err is the fault wanted, or none where none is.
func refused(t *testing.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("got %v, want %v", err, want)
	}
}

func TestNothingIsCalledOffFromAStoppedContract(t *testing.T) {
	f := concluded(t)
	call := func() error { _, _, err := f.Call(hannover, []framework.Wish{wish(f, 1, "1")}, during); return err }
	refused(t, call(), nil)
	refused(t, f.Resume(), framework.ErrNotSuspended)
	refused(t, f.Suspend(by(fay), "x "), framework.ErrReason)
	refused(t, f.Suspend(by(fay), "Lieferverzug"), nil)
	refused(t, call(), framework.ErrSuspended)
	refused(t, f.Suspend(by(fay), "noch einmal"), framework.ErrSuspended)
	refused(t, f.Resume(), nil)
	refused(t, call(), nil)
	refused(t, f.Terminate(by(fay), "Insolvenz"), nil)
	refused(t, call(), framework.ErrTerminated)
	refused(t, f.Resume(), framework.ErrTerminated)
	refused(t, f.Suspend(by(fay), "danach"), framework.ErrTerminated)
	if s := f.State(); s.Drawn.String() != "779.80" || s.Halt.Reason != "Insolvenz" || s.Halt.Since.By != fay {
		t.Errorf("got %s drawn, halted %+v", s.Drawn, s.Halt)
	}
}

func TestACallOffIsGivenBackToAStoppedContract(t *testing.T) {
	f := concluded(t)
	_, lines, err := f.Call(hannover, []framework.Wish{wish(f, 1, "1")}, during)
	refused(t, err, nil)
	refused(t, f.Terminate(by(fay), "Insolvenz"), nil)
	refused(t, giveBack(f, hannover, lines), nil)
	if s := f.State(); !s.Drawn.IsZero() || s.Halt.Status != framework.Terminated {
		t.Errorf("got %s drawn, %s", s.Drawn, s.Halt.Status)
	}
}

func TestWhatIsOverIsNotStoppedAnyMore(t *testing.T) {
	late := tender.Stamp{By: fay, At: time.Date(2027, 1, 1, 0, 0, 0, 0, period.Berlin)}
	f := concluded(t)
	refused(t, f.Suspend(late, "zu spät"), framework.ErrExpired)
	refused(t, f.Terminate(late, "zu spät"), framework.ErrExpired)
	refused(t, f.Extend(late, "zu spät", law), framework.ErrExpired)
}

func TestOptionsExtendWithinFourYears(t *testing.T) {
	f := concluded(t, func(a *framework.Agreement) { a.Options = []int{24, 12, 1} })
	for _, c := range []struct {
		want error
		to   string
	}{{nil, "2028-12-31"}, {nil, "2029-12-31"}, {framework.ErrTermUnjustified, "2029-12-31"}} {
		refused(t, f.Extend(by(fay), "Bedarf besteht fort", law), c.want)
		if got := f.State().InForce.To.String(); got != c.to {
			t.Errorf("it ends on %s, want %s", got, c.to)
		}
	}
	justified := concluded(t, func(a *framework.Agreement) {
		a.Options, a.TermJustification = []int{60}, "Abschreibung über acht Jahre"
	})
	refused(t, justified.Extend(by(fay), "wie angekündigt", law), nil)
	refused(t, justified.Extend(by(fay), "noch einmal", law), framework.ErrNoOption)
}

func TestSoftQuotasBindUntilTheyFlowBack(t *testing.T) {
	soft := func(a *framework.Agreement) {
		a.QuotaMode, a.FlowsBack = tender.Soft, period.Date(2026, 7, 2)
		a.Entitled[1].Quota = money.MustAmount("389.90")
	}
	for at, want := range map[string]error{"2026-07-01T21:59:59Z": framework.ErrQuotaExceeded, "2026-07-01T22:00:00Z": nil} {
		now, _ := time.Parse(time.RFC3339, at)
		f := concluded(t, soft)
		_, _, err := f.Call(göttingen, []framework.Wish{wish(f, 1, "2")}, now)
		refused(t, err, want)
		if left := f.State().Entitled[1]; want == nil && left.Drawn.String() != "779.80" {
			t.Errorf("got %s drawn", left.Drawn)
		}
	}
}

func TestQuotaPassesWithTwoSignaturesOnly(t *testing.T) {
	f := concluded(t)
	if _, _, err := f.Call(hannover, []framework.Wish{wish(f, 1, "10")}, during); err != nil { // 3,899.00 of 6,000.00
		t.Fatal(err)
	}
	_, err := f.Offer(hannover, göttingen, money.MustAmount("2101.01"), by(fay))
	refused(t, err, framework.ErrTransferExceeds)
	transfer, err := f.Offer(hannover, göttingen, money.MustAmount("2101.00"), by(fay))
	refused(t, err, nil)
	if got := f.State().Entitled[1].Quota.String(); got != "4000.00" {
		t.Errorf("an offer alone moved quota: %s", got)
	}
	refused(t, f.Accept(&transfer, by(ben)), nil)
	s := f.State()
	if s.Entitled[0].Quota.String() != "3899.00" || s.Entitled[1].Quota.String() != "6101.00" {
		t.Errorf("quotas are %s and %s", s.Entitled[0].Quota, s.Entitled[1].Quota)
	}
	refused(t, f.Accept(&transfer, by(ben)), framework.ErrTransferDecided)
	refused(t, transfer.End(by(ben)), framework.ErrTransferDecided)
	_, _, err = f.Call(hannover, []framework.Wish{wish(f, 2, "10")}, during)
	refused(t, err, framework.ErrQuotaExceeded)
}

func TestWhatWasCalledOffSinceTheOfferCannotPass(t *testing.T) {
	f := concluded(t)
	transfer, err := f.Offer(hannover, göttingen, money.MustAmount("6000.00"), by(fay))
	refused(t, err, nil)
	_, _, err = f.Call(hannover, []framework.Wish{wish(f, 1, "1")}, during)
	refused(t, err, nil)
	refused(t, f.Accept(&transfer, by(ben)), framework.ErrTransferExceeds)
	refused(t, transfer.End(by(ben)), nil)
}

func TestTransfersAreRefusedForWhatIsWrongWithThem(t *testing.T) {
	for name, c := range map[string]struct {
		from, to member.ID
		amount   string
		change   func(*framework.Agreement)
		want     error
	}{
		"to itself":         {hannover, hannover, "1.00", nil, framework.ErrTransferToItself},
		"nothing":           {hannover, göttingen, "0.00", nil, framework.ErrTransferAmount},
		"less than nothing": {hannover, göttingen, "-1.00", nil, framework.ErrTransferAmount},
		"by a stranger":     {stranger, göttingen, "1.00", nil, framework.ErrNotEntitled},
		"to a stranger":     {hannover, stranger, "1.00", nil, framework.ErrNotEntitled},
		"without quotas":    {hannover, göttingen, "1.00", firstCome, framework.ErrNoQuotas},
		"flowed back": {hannover, göttingen, "1.00", func(a *framework.Agreement) {
			a.QuotaMode, a.FlowsBack = tender.Soft, period.Date(2026, 7, 1)
		}, framework.ErrFlowedBack},
	} {
		t.Run(name, func(t *testing.T) {
			f := concluded(t, func(a *framework.Agreement) {
				if c.change != nil {
					c.change(a)
				}
			})
			_, err := f.Offer(c.from, c.to, money.MustAmount(c.amount), by(fay))
			refused(t, err, c.want)
		})
	}
}

func TestASuccessorTakesOverQuotaAndWhatWasDrawn(t *testing.T) {
	f := concluded(t)
	_, lines, err := f.Call(göttingen, []framework.Wish{wish(f, 1, "1")}, during)
	refused(t, err, nil)
	_, err = f.ProposeSuccession(stranger, hannover, "Eingemeindung", by(fay))
	refused(t, err, framework.ErrNotEntitled)
	merger, err := f.ProposeSuccession(göttingen, hannover, "Eingemeindung zum 1. Juli", by(fay))
	refused(t, err, nil)
	refused(t, f.Succeed(&merger, by(fay)), access.ErrSamePerson)
	refused(t, f.Succeed(&merger, by(ben)), nil)
	s := f.State()
	if s.Entitled[0].Quota.String() != "10000.00" || s.Entitled[0].Drawn.String() != "389.90" || !s.Entitled[1].Drawn.IsZero() || merger.Quota.String() != "4000.00" {
		t.Errorf("got %+v, passed over %s", s.Entitled, merger.Quota)
	}
	_, _, err = f.Call(göttingen, []framework.Wish{wish(f, 1, "1")}, during)
	refused(t, err, framework.ErrSucceeded)
	refused(t, giveBack(f, göttingen, lines), nil)
	if got := f.State().Entitled[0].Drawn; !got.IsZero() {
		t.Errorf("the successor still has %s drawn", got)
	}
	_, err = f.ProposeSuccession(göttingen, hannover, "noch einmal", by(fay))
	refused(t, err, framework.ErrSucceeded)
}

func TestASuccessorFromOutsideBecomesEntitled(t *testing.T) {
	f := concluded(t)
	merger, err := f.ProposeSuccession(göttingen, stranger, "Neue Gemeinde aus zweien", by(fay))
	refused(t, err, nil)
	refused(t, f.Succeed(&merger, by(ben)), nil)
	if _, _, err := f.Call(stranger, []framework.Wish{wish(f, 1, "1")}, during); err != nil {
		t.Error(err)
	}
}

func TestWarningsStandAtTheirStepsToTheCent(t *testing.T) {
	maximum := money.MustAmount("9999.99")
	for drawn, want := range map[string]int{
		"0.00": 0, "6999.99": 0, "7000.00": 70, "8499.99": 70, "8500.00": 85, "9499.99": 85, "9500.00": 95, "9999.98": 95, "9999.99": 100,
	} {
		if got := framework.Warning(money.MustAmount(drawn), maximum); got != want {
			t.Errorf("%s of %s warns of %d, want %d", drawn, maximum, got, want)
		}
	}
}

func TestOnlyAReachedWarningIsAcknowledged(t *testing.T) {
	f := concluded(t, maximum("1000.00"))
	_, _, err := f.Call(hannover, []framework.Wish{wish(f, 1, "2")}, during) // 779.80
	refused(t, err, nil)
	refused(t, f.Acknowledge(70), nil)
	for _, step := range []int{0, 71, 85, 100} {
		refused(t, f.Acknowledge(step), framework.ErrWarningNotReached)
	}
}

func TestSuppliersJoinInTheOrderOfTheirBids(t *testing.T) {
	first, second, third := id.New[member.Supplier](), id.New[member.Supplier](), id.New[member.Supplier]()
	lot := tender.LotResult{Offers: []tender.Offer{
		{Bid: id.New[tender.Bid](), Supplier: first, Rank: 1}, {Bid: id.New[tender.Bid](), Supplier: second, Rank: 2},
		{Bid: id.New[tender.Bid](), Supplier: third, Rank: 3}, {Bid: id.New[tender.Bid](), Supplier: id.New[member.Supplier](), Excluded: "below-minimum"},
	}}
	f := concluded(t, func(a *framework.Agreement) { a.Supplier = first })
	refused(t, f.Join(third, 0, lot, during), framework.ErrSupplierNotNext)
	refused(t, f.Join(first, 0, lot, during), framework.ErrSupplierKnown)
	refused(t, f.Join(second, 101, lot, during), framework.ErrTargetShare)
	refused(t, f.Join(second, 60, lot, during), nil)
	refused(t, f.Join(third, 41, lot, during), framework.ErrTargetShare)
	refused(t, f.Join(third, 40, lot, during), nil)
	refused(t, f.Join(lot.Offers[3].Supplier, 0, lot, during), framework.ErrSupplierNotNext)
	if s := f.State().Suppliers; len(s) != 3 || s[1].ID != second || s[2].Rank != 3 || s[2].Bid != lot.Offers[2].Bid {
		t.Errorf("got %+v", s)
	}
}

func TestTheForecastRestsOnCompleteMonths(t *testing.T) {
	f := concluded(t, maximum("12000.00"), func(a *framework.Agreement) { a.InForce.To = period.Date(2027, 12, 31) })
	if got := f.Foresee(nil, time.Date(2026, 1, 20, 12, 0, 0, 0, time.UTC)); got.Months != 0 {
		t.Errorf("a forecast out of nothing: %+v", got)
	}
	months := []framework.MonthDrawn{
		{First: period.Date(2026, 1, 1), Drawn: money.MustAmount("600.00")}, {First: period.Date(2026, 2, 1), Drawn: money.MustAmount("600.00")},
		{First: period.Date(2026, 3, 1), Drawn: money.MustAmount("600.00")}, {First: period.Date(2026, 4, 1), Drawn: money.MustAmount("1200.00")},
		{First: period.Date(2026, 6, 1), Drawn: money.MustAmount("600.00")}, {First: period.Date(2026, 7, 1), Drawn: money.MustAmount("9000.00")},
	}
	got := f.Foresee(months, during)
	if got.Months != 6 || got.Rate.String() != "600.00" || got.Slow.String() != "600.00" || got.Fast.String() != "800.00" {
		t.Errorf("got %+v", got)
	}
	if got.Expected.String() != "2028-02-29" || got.Earliest.String() != "2027-09-30" || got.TooEarly {
		t.Errorf("exhausted on %s, at the earliest on %s", got.Expected, got.Earliest)
	}
}

func TestAnEarlyEndIsForetold(t *testing.T) {
	f := concluded(t, maximum("1000.00"))
	got := f.Foresee([]framework.MonthDrawn{{First: period.Date(2026, 6, 1), Drawn: money.MustAmount("3000.00")}}, during)
	if got.Rate.String() != "500.00" || !got.TooEarly || !got.Latest.IsZero() {
		t.Errorf("got %+v", got)
	}
}
