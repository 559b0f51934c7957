package dispatch_test

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"allmende/domain/dispatch"
	"allmende/domain/dispatch/dispatchtest"
	"allmende/domain/fault"
	"allmende/domain/money"
	"allmende/domain/period"
	"allmende/domain/quantity"
)

func TestAnOrderWithoutFaultsMayGoOut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := dispatchtest.Orders().Draw(t, "order")
		if faults := o.Faults(); len(faults) > 0 {
			t.Fatalf("got %v", faults)
		}
		if err := o.CheckElectronic(); err != nil {
			t.Fatal(err)
		}
	})
}

func TestEachPlantedFaultIsNamedAtItsField(t *testing.T) {
	for field, planted := range map[string]struct {
		want  *fault.Fault
		plant func(*dispatch.Order)
	}{
		"number":            {dispatch.ErrNoNumber, func(o *dispatch.Order) { o.Number = " " }},
		"placedAt":          {dispatch.ErrNoDate, func(o *dispatch.Order) { o.PlacedAt = time.Time{} }},
		"validTo":           {dispatch.ErrValidity, func(o *dispatch.Order) { o.ValidTo = period.DayOf(o.PlacedAt).Add(-1) }},
		"currency":          {dispatch.ErrCurrency, func(o *dispatch.Order) { o.Currency = "EURO" }},
		"lines":             {dispatch.ErrNoLines, func(o *dispatch.Order) { o.Lines, o.Total = nil, money.Zero }},
		"total":             {dispatch.ErrTotal, func(o *dispatch.Order) { o.Total = o.Total.Add(money.MustAmount("0.01")) }},
		"note":              {dispatch.ErrTextUnwriteable, func(o *dispatch.Order) { o.Note = "a\x00b" }},
		"buyer.name":        {dispatch.ErrNoName, func(o *dispatch.Order) { o.Buyer.Name = "" }},
		"buyer.endpoint":    {dispatch.ErrNoEndpoint, func(o *dispatch.Order) { o.Buyer.Endpoint = dispatch.Endpoint{} }},
		"supplier.endpoint": {dispatch.ErrEndpoint, func(o *dispatch.Order) { o.Supplier.Endpoint = dispatch.Endpoint{Scheme: "0088", ID: "4012345000008"} }},
		"supplier.country":  {dispatch.ErrCountry, func(o *dispatch.Order) { o.Supplier.Country = "XX" }},
		"supplier.city":     {dispatch.ErrTextUnwriteable, func(o *dispatch.Order) { o.Supplier.City = "\xff" }},
		"lines.0.name":      {dispatch.ErrNoName, func(o *dispatch.Order) { o.Lines[0].Name = "\t" }},
		"lines.0.unit":      {dispatch.ErrUnitUnknown, func(o *dispatch.Order) { o.Lines[0].Unit = "QQQ" }},
		"lines.0.quantity": {dispatch.ErrNothingOrdered, func(o *dispatch.Order) {
			o.Lines[0].Quantity, o.Lines[0].Total, o.Total = quantity.Quantity{}, money.Zero, money.Zero
		}},
		"lines.1.position": {dispatch.ErrLineTwice, func(o *dispatch.Order) {
			o.Lines = append(o.Lines, o.Lines[0])
			o.Total = o.Total.Add(o.Lines[0].Total)
		}},
		"lines.0.total": {dispatch.ErrLineTotal, func(o *dispatch.Order) {
			o.Lines[0].Total = o.Lines[0].Total.Add(money.MustAmount("1"))
			o.Total = o.Total.Add(money.MustAmount("1"))
		}},
	} {
		o := dispatchtest.Orders().Filter(func(o dispatch.Order) bool { return len(o.Lines) == 1 }).Example(3)
		planted.plant(&o)
		faults := o.Faults()
		if len(faults) != 1 || !errors.Is(faults[0], planted.want) || faults[0].Field() != field {
			t.Errorf("%s: got %v, want %v", field, faults, planted.want)
		}
		if err := o.CheckElectronic(); !errors.Is(err, dispatch.ErrNotElectronic) {
			t.Errorf("%s: got %v", field, err)
		}
	}
}

func TestAnEndpointHasTheFormOfItsScheme(t *testing.T) {
	for _, right := range [][2]string{{"", ""}, {"0088", "4012345000009"}, {"9930", "de123456789"}, {"0060", " 123456789 "}, {"9914", "ATU12345678"}} {
		if _, err := dispatch.ParseEndpoint(right[0], right[1]); err != nil {
			t.Errorf("%v: %v", right, err)
		}
	}
	for _, wrong := range [][2]string{{"0088", "4012345000008"}, {"0088", ""}, {"9930", "DE12345678"}, {"0204", "03-ALLMENDE-71"}, {"0060", "12345678"}} {
		if _, err := dispatch.ParseEndpoint(wrong[0], wrong[1]); !errors.Is(err, dispatch.ErrEndpoint) {
			t.Errorf("%v: got %v", wrong, err)
		}
	}
	for _, unknown := range [][2]string{{"", "4012345000009"}, {"EM", "a@b.example"}} {
		if _, err := dispatch.ParseEndpoint(unknown[0], unknown[1]); !errors.Is(err, dispatch.ErrScheme) {
			t.Errorf("%v: got %v", unknown, err)
		}
	}
}
