package catalogue_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"allmende/domain/catalogue"
	"allmende/domain/demand"
	"allmende/domain/fault"
)

var codes = catalogue.Codes{CPV: map[string]string{"30213100": "30213100-6", "48000000": "48000000-8", "72000000": "72000000-5"}}

// screen is an entry with nothing wrong.
func screen(change ...func(*catalogue.Entry)) catalogue.Entry {
	e := catalogue.Entry{
		Line: 7, Mode: catalogue.Full, Number: "M-27", Name: "Monitor 27 Zoll", Description: "Höhenverstellbar\nentspiegelt", CPV: "30213100-6", Unit: "H87",
		Offers: []catalogue.Offer{{Amount: "189.90", Currency: "EUR"}, {Amount: "179.9", From: "50"}}, GTIN: "4006381333931", DeliveryDays: "5",
		EndOfLife: "2027-12-31", Successor: "M-28", Labels: []string{"Blauer Engel", "Blauer Engel", "TCO"},
		Attributes: []catalogue.Attribute{{Name: "Diagonale", Value: "27", Unit: "INH"}}, Parts: []catalogue.Wanted{{Number: "K-1", Quantity: "2"}},
		Media: []catalogue.Medium{{Kind: catalogue.Image, Source: "m27.jpg"}},
	}
	for _, do := range change {
		do(&e)
	}
	return e
}

func offers(o ...catalogue.Offer) func(*catalogue.Entry) {
	return func(e *catalogue.Entry) { e.Offers = o }
}

func TestAnEntryWithNothingWrongBecomesAnArticle(t *testing.T) {
	a, faults := screen().Check(codes)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	if a.Price.String() != "189.90" || len(a.Tiers) != 1 || a.Tiers[0].From.String() != "50" || a.Tiers[0].Price.String() != "179.90" {
		t.Errorf("priced %s, %v", a.Price, a.Tiers)
	}
	if a.Category != demand.Hardware || a.CPV != "30213100-6" || a.DeliveryDays != 5 || a.EndOfLife.String() != "2027-12-31" {
		t.Errorf("got %+v", a)
	}
	if !slices.Equal(a.Labels, []string{"Blauer Engel", "TCO"}) {
		t.Errorf("labels %v", a.Labels)
	}
}

func TestWhatIsWrongIsToldAtItsField(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*catalogue.Entry)
		want   *fault.Fault
		field  string
	}{
		{"no number", func(e *catalogue.Entry) { e.Number = "" }, catalogue.ErrNumberMissing, "number"},
		{"a number of 51 characters", func(e *catalogue.Entry) { e.Number = strings.Repeat("9", 51) }, catalogue.ErrNumberMissing, "number"},
		{"a name of one letter", func(e *catalogue.Entry) { e.Name = "M" }, catalogue.ErrName, "name"},
		{"a name that is shown backwards", func(e *catalogue.Entry) { e.Name = "Monitor \u202e99.1" }, catalogue.ErrName, "name"},
		{"a bell in the description", func(e *catalogue.Entry) { e.Description = "\a" }, catalogue.ErrText, "description"},
		{"a unit that nobody knows", func(e *catalogue.Entry) { e.Unit = "KRT" }, catalogue.ErrUnit, "unit"},
		{"no unit", func(e *catalogue.Entry) { e.Unit = "" }, catalogue.ErrUnit, "unit"},
		{"CPV of six digits", func(e *catalogue.Entry) { e.CPV = "302131" }, catalogue.ErrCPVMalformed, "cpv"},
		{"CPV with another check digit", func(e *catalogue.Entry) { e.CPV = "30213100-7" }, catalogue.ErrCPVUnknown, "cpv"},
		{"CPV that there is not", func(e *catalogue.Entry) { e.CPV = "30213101" }, catalogue.ErrCPVUnknown, "cpv"},
		{"a category of one's own", func(e *catalogue.Entry) { e.Category = "toys" }, catalogue.ErrCategory, "category"},
		{"GTIN with a wrong check digit", func(e *catalogue.Entry) { e.GTIN = "4006381333932" }, catalogue.ErrGTIN, "gtin"},
		{"GTIN of eleven digits", func(e *catalogue.Entry) { e.GTIN = "40063813339" }, catalogue.ErrGTIN, "gtin"},
		{"delivery in a minus", func(e *catalogue.Entry) { e.DeliveryDays = "-1" }, catalogue.ErrDeliveryDays, "deliveryDays"},
		{"the 30th of February", func(e *catalogue.Entry) { e.EndOfLife = "2027-02-30" }, catalogue.ErrDay, "endOfLife"},
		{"position 0", func(e *catalogue.Entry) { e.ContractPosition = "0" }, catalogue.ErrPositionUnknown, "contractPosition"},
		{"none of a part", func(e *catalogue.Entry) { e.Parts[0].Quantity = "0" }, catalogue.ErrQuantity, "parts"},
		{"no price", offers(), catalogue.ErrPriceMissing, "price"},
		{"a price of nothing", offers(catalogue.Offer{Amount: "0.00"}), catalogue.ErrPriceNotPositive, "price"},
		{"a negative price", offers(catalogue.Offer{Amount: "-5"}), catalogue.ErrPriceNotPositive, "price"},
		{"a price in words", offers(catalogue.Offer{Amount: "auf Anfrage"}), catalogue.ErrPriceMalformed, "price"},
		{"a price with an exponent", offers(catalogue.Offer{Amount: "1e999999999"}), catalogue.ErrPriceMalformed, "price"},
		{"a third of a euro", offers(catalogue.Offer{Amount: "1", Per: "3"}), catalogue.ErrPriceMalformed, "price"},
		{"a price of no units", offers(catalogue.Offer{Amount: "1", Per: "0"}), catalogue.ErrPriceMalformed, "price"},
		{"crowns", offers(catalogue.Offer{Amount: "1", Currency: "SEK"}), catalogue.ErrCurrency, "price"},
		{"two prices", offers(catalogue.Offer{Amount: "1"}, catalogue.Offer{Amount: "2"}), catalogue.ErrPriceAmbiguous, "price"},
		{"more for more", offers(catalogue.Offer{Amount: "2"}, catalogue.Offer{Amount: "3", From: "10"}), catalogue.ErrTiers, "price"},
		{"two prices from the same quantity on", offers(catalogue.Offer{Amount: "2", From: "1"}, catalogue.Offer{Amount: "1", From: "1.0"}), catalogue.ErrPriceAmbiguous, "price"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, faults := screen(c.change).Check(codes)
			if len(faults) != 1 || faults[0].Code() != c.want.Code() || faults[0].Field() != c.field {
				t.Errorf("got %v, want %v at %s", faults, c.want, c.field)
			}
		})
	}
}

func TestSeveralFaultsOfALineAreToldTogether(t *testing.T) {
	_, faults := screen(func(e *catalogue.Entry) { e.Unit, e.GTIN, e.Offers = "?", "1", nil }).Check(codes)
	if len(faults) != 3 {
		t.Errorf("got %v", faults)
	}
}

func TestACodeWithoutCheckDigitIsCompletedFromTheList(t *testing.T) {
	for text, want := range map[string]demand.Category{"48000000": demand.Software, "72000000": demand.Service} {
		a, faults := screen(func(e *catalogue.Entry) { e.CPV = text }).Check(codes)
		if len(faults) > 0 || a.CPV != codes.CPV[text] || a.Category != want {
			t.Errorf("%s: got %s, %s, %v", text, a.CPV, a.Category, faults)
		}
	}
	if a, faults := screen().Check(catalogue.Codes{}); len(faults) > 0 || a.CPV != "30213100-6" {
		t.Errorf("without a list: %s, %v", a.CPV, faults)
	}
}

func TestPricesAreOfOneUnit(t *testing.T) {
	for _, c := range []struct {
		offer catalogue.Offer
		want  string
	}{
		{catalogue.Offer{Amount: "1499.5", Factor: "1", Per: "1"}, "1499.50"},
		{catalogue.Offer{Amount: "12.50", Per: "1000"}, "0.0125"},
		{catalogue.Offer{Amount: "100", Factor: "0.85"}, "85.00"},
		{catalogue.Offer{Amount: "1", Per: "8"}, "0.125"},
	} {
		a, faults := screen(offers(c.offer)).Check(codes)
		if len(faults) > 0 || a.Price.String() != c.want {
			t.Errorf("%+v is %s, %v; want %s", c.offer, a.Price, faults, c.want)
		}
	}
}

func TestPricesAndRemovalsNeedNothingElse(t *testing.T) {
	a, faults := catalogue.Entry{Mode: catalogue.Prices, Number: "M-27", Offers: []catalogue.Offer{{Amount: "1"}}}.Check(codes)
	if len(faults) > 0 || a.Price.String() != "1.00" {
		t.Errorf("prices: %+v, %v", a, faults)
	}
	if _, faults := (catalogue.Entry{Mode: catalogue.Remove, Number: "M-27"}).Check(codes); len(faults) > 0 {
		t.Errorf("removal: %v", faults)
	}
}

func TestAWrongGTINIsLeftOutAndKeepsNothingElseOut(t *testing.T) {
	a, faults := screen(func(e *catalogue.Entry) { e.GTIN = "8712670911213" }).Check(codes)
	if len(faults) != 1 || catalogue.Grave(faults[0]) || a.GTIN != "" || a.Price.IsZero() {
		t.Errorf("%+v, %v", a, faults)
	}
	if !catalogue.Grave(catalogue.ErrUnit) {
		t.Error("an unknown unit keeps nothing out")
	}
}

// Whatever a file holds, checking ends, and an article without faults is one that the
// database takes.
func TestAnythingIsEitherAnArticleOrTold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringMatching(`-?[0-9.,eE]{0,14}`))
		e := screen(func(e *catalogue.Entry) {
			e.Number, e.Name, e.Unit, e.CPV, e.GTIN = text.Draw(t, "number"), text.Draw(t, "name"), text.Draw(t, "unit"), text.Draw(t, "cpv"), text.Draw(t, "gtin")
			e.Offers = []catalogue.Offer{{Amount: text.Draw(t, "amount"), Factor: text.Draw(t, "factor"), Per: text.Draw(t, "per"), From: text.Draw(t, "from")}}
		})
		a, faults := e.Check(codes)
		if !slices.ContainsFunc(faults, catalogue.Grave) && (a.Number == "" || a.Unit == "" || a.Price.Decimal().Sign() <= 0 || a.Price.Decimal().Exponent() < -6) {
			t.Fatalf("taken: %+v", a)
		}
	})
}
