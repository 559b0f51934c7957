package calloff_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"allmende/domain/calloff"
	"allmende/domain/fault"
	"allmende/domain/period"
)

var (
	townHall = calloff.Address{Name: "Rathaus", Street: "Hiroshimaplatz 1", Postcode: "37083", City: "Göttingen", Country: "DE", Contact: "Poststelle, 0551 400-0", Hours: "Mo bis Fr 8 bis 12 Uhr"}
	depot    = calloff.Address{Name: "Bauhof", Street: "Rudolf-Wissell-Straße 5", Postcode: "37079", City: "Göttingen", Country: "DE"}
)

func TestAnOrderKeepsACopyOfItsAddress(t *testing.T) {
	customer := town
	customer.Settings.Addresses = []calloff.Address{townHall, depot}
	for name, c := range map[string]struct {
		deliverTo string
		want      calloff.Address
		err       error
	}{
		"the usual one":    {"", townHall, nil},
		"the one named":    {"Bauhof", depot, nil},
		"one there is not": {"Schule", calloff.Address{}, calloff.ErrAddressUnknown},
	} {
		f := contract(t)
		order := desks(f, "1")
		order.DeliverTo = c.deliverTo
		placed, err := calloff.Place(f, customer, order, during)
		if !errors.Is(err, c.err) {
			t.Errorf("%s: %v", name, err)
		}
		if err == nil && placed.State().Delivery != c.want {
			t.Errorf("%s: delivered to %+v", name, placed.State().Delivery)
		}
	}
}

func TestOnceThereIsAListOnlyItsCodesAreAccepted(t *testing.T) {
	today := period.DayOf(during)
	for name, c := range map[string]struct {
		codes []calloff.Code
		field string // where it is refused, or empty
	}{
		"no list":           {nil, ""},
		"the code":          {[]calloff.Code{{Code: "1.2.3"}, {Code: "4"}}, ""},
		"its first day":     {[]calloff.Code{{Code: "1.2.3", From: today}, {Code: "4"}}, ""},
		"its last day":      {[]calloff.Code{{Code: "1.2.3", To: today}, {Code: "4"}}, ""},
		"a day too early":   {[]calloff.Code{{Code: "1.2.3", From: today.Add(1)}, {Code: "4"}}, "budgetCode"},
		"a day too late":    {[]calloff.Code{{Code: "1.2.3", To: today.Add(-1)}, {Code: "4"}}, "budgetCode"},
		"another code":      {[]calloff.Code{{Code: "4"}}, "budgetCode"},
		"a share's code":    {[]calloff.Code{{Code: "1.2.3"}}, "budgets.1.code"},
		"a code of no case": {[]calloff.Code{{Code: "1.2.3x"}, {Code: "4"}}, "budgetCode"},
	} {
		f := contract(t)
		customer := town
		customer.Settings.Codes = c.codes
		order := desks(f, "1")
		order.Budgets = []calloff.Budget{{Code: "1.2.3", Weight: decimal.New(1, 0)}, {Code: " 4", Weight: decimal.New(1, 0)}}
		_, err := calloff.Place(f, customer, order, during)
		if refusal, _ := fault.Of(err); (c.field == "") != (err == nil) || err != nil && (!errors.Is(err, calloff.ErrCodeUnlisted) || refusal.Field() != c.field) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestSettingsAreChecked(t *testing.T) {
	var s calloff.Settings
	blank := townHall
	blank.Street = " "
	for name, c := range map[string]struct {
		set   func() error
		want  error
		field string
	}{
		"no street":         {func() error { return s.SetAddresses([]calloff.Address{depot, blank}) }, calloff.ErrAddress, "addresses.1.street"},
		"one name twice":    {func() error { return s.SetAddresses([]calloff.Address{depot, depot}) }, calloff.ErrAddressTwice, "addresses.1.name"},
		"51 addresses":      {func() error { return s.SetAddresses(make([]calloff.Address, 51)) }, calloff.ErrTooManySettings, "addresses"},
		"a long code":       {func() error { return s.SetCodes([]calloff.Code{{Code: strings.Repeat("1", 41), Name: "n"}}) }, calloff.ErrCode, "codes.0.code"},
		"a code of no name": {func() error { return s.SetCodes([]calloff.Code{{Code: "1"}}) }, calloff.ErrCode, "codes.0.name"},
		"reversed days": {func() error {
			return s.SetCodes([]calloff.Code{{Code: "1", Name: "n", From: period.Date(2026, 2, 1), To: period.Date(2026, 1, 1)}})
		}, calloff.ErrCode, "codes.0.to"},
		"a code twice":       {func() error { return s.SetCodes([]calloff.Code{{Code: "1", Name: "n"}, {Code: "1 ", Name: "m"}}) }, calloff.ErrCodeTwice, "codes.1.code"},
		"what is in order":   {func() error { return s.SetCodes([]calloff.Code{{Code: "1", Name: "n"}}) }, nil, ""},
		"two good addresses": {func() error { return s.SetAddresses([]calloff.Address{townHall, depot}) }, nil, ""},
	} {
		err := c.set()
		if refusal, found := fault.Of(err); !errors.Is(err, c.want) || found && refusal.Field() != c.field {
			t.Errorf("%s: %v", name, err)
		}
	}
}
