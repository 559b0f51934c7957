package postgres_test

import (
	"testing"

	"allmende/domain/access"
	"allmende/domain/calloff"
	"allmende/ports/driving"
	"allmende/ports/view"
)

const taxHeads = "Artikelnummer;Bezeichnung;Einheit;Preis netto;Position im Vertrag;Umsatzsteuer in %\n"

// taxCounter has three articles: an awarded notebook at 19 %, a book at 7 %, and a case of which
// nobody has told the rate.
func taxCounter(t *testing.T) (*counter, map[string]view.ContractItem) {
	t.Helper()
	c := openCounter(t)
	v, err := c.sendFile("katalog.csv", taxHeads+"NB;Notebook;H87;389,90;1;19\nBU;Handbuch;H87;9,99;;7 %\nTA;Tasche;H87;20,00;;\nFA;Falsches;H87;1,00;;viel")
	if err != nil {
		t.Fatal(err)
	}
	if got := c.faults(v); got["FA"] != "catalogue.tax-unknown " || v.FaultCount != 1 || v.ReadCount != 4 {
		t.Errorf("faults %v of %+v", got, v)
	}
	c.mustApprove(v)
	return c, c.items()
}

func (c *counter) ordered(items map[string]view.ContractItem, quantities map[string]string, numbers ...string) driving.PlaceCallOff {
	in := order(c.customer, c.contract)
	for _, number := range numbers {
		in.Lines = append(in.Lines, driving.PlaceCallOffLine{Item: items[number].ID, Quantity: quantities[number]})
	}
	return in
}

func TestRatesComeWithTheCatalogueAndAreCopiedIntoTheCallOff(t *testing.T) {
	c, items := taxCounter(t)
	if d := c.detail("NB"); d.Tax == nil || *d.Tax != (view.Tax{Category: "S", Rate: "19"}) || d.Gross != "463.98" {
		t.Errorf("the notebook is taxed %+v, %q with VAT", d.Tax, d.Gross)
	}
	if d := c.detail("TA"); d.Tax != nil || d.Gross != "" {
		t.Errorf("the case is taxed %+v, %q with VAT", d.Tax, d.Gross)
	}
	wanted := map[string]string{"NB": "2", "BU": "3", "TA": "1"}
	quote, err := c.ordering.QuoteCallOff(t.Context(), c.customer, c.ordered(items, wanted, "NB", "BU"))
	if err != nil {
		t.Fatal(err)
	}
	// 779.80 at 19 %: 148.162; 29.97 at 7 %: 2.0979.
	if tax := quote.Tax; tax.VAT != "150.26" || tax.Gross != "960.03" || tax.Open != "" || len(tax.Rates) != 2 || tax.Rates[0].VAT != "148.16" || tax.Rates[1].VAT != "2.10" {
		t.Errorf("quoted %+v", tax)
	}
	quote, err = c.ordering.QuoteCallOff(t.Context(), c.customer, c.ordered(items, wanted, "NB", "TA"))
	if err != nil {
		t.Fatal(err)
	}
	if tax := quote.Tax; tax.VAT != "" || tax.Gross != "" || tax.Open != "20.00" || tax.Lines != 1 || len(tax.Rates) != 1 {
		t.Errorf("with an unknown rate quoted %+v", tax)
	}
	placed, err := c.ordering.PlaceCallOff(t.Context(), c.customer, access.Key{}, c.ordered(items, wanted, "NB", "BU", "TA"))
	if err != nil {
		t.Fatal(err)
	}

	v, err := c.sendFile("katalog.csv", taxHeads+"NB;Notebook;H87;389,90;1;16\nBU;Handbuch;H87;9,99;;7\nTA;Tasche;H87;20,00;;19")
	if err != nil {
		t.Fatal(err)
	}
	if v.Changed != 2 {
		t.Errorf("two rates change: %+v", v)
	}
	if d := c.changes(v, "changed")[0].Differences; len(d) != 1 || d[0] != (view.CatalogueDifference{Field: "taxRate", From: "S/19", To: "S/16"}) {
		t.Errorf("got %+v", d)
	}
	c.mustApprove(v)
	order, err := c.ordering.CallOff(t.Context(), c.customer, calloff.ID(placed.ID))
	if err != nil {
		t.Fatal(err)
	}
	if order.Lines[0].Tax == nil || order.Lines[0].Tax.Rate != "19" || order.Lines[1].Tax.Rate != "7" || order.Lines[2].Tax != nil || order.Tax.Open != "20.00" || order.Tax.Gross != "" {
		t.Errorf("the order reads %+v, %+v", order.Lines, order.Tax)
	}
	c.mustVerify()
}

func TestTheDatabaseKeepsRatesWellFormed(t *testing.T) {
	c, items := taxCounter(t)
	wanted := map[string]string{"NB": "2", "BU": "1"}
	placed, err := c.ordering.PlaceCallOff(t.Context(), c.customer, access.Key{}, c.ordered(items, wanted, "NB", "BU"))
	if err != nil {
		t.Fatal(err)
	}
	for _, taxes := range []string{`array['S/19']`, `array['S/19', 'S/0']`, `array['S/19', 'S/7.0']`, `array['S/19', 'S/101']`, `array['S/19', 'K/0']`, `array['E/19', 'S/7']`, `array[null, null]::text[]`, `array['S/19', '']`} {
		if got := broken(c.write(`update call_off set taxes = `+taxes+`, event_id = current_event() where id = $1`, placed.ID)); got != "call_off_taxes_wellformed" {
			t.Errorf("%s: %q", taxes, got)
		}
	}
	for constraint, at := range map[string]struct{ tax, item string }{
		"framework_item_tax_wellformed":   {"S/19.00", items["NB"].ID},
		"framework_item_tax_of_catalogue": {"S/19", c.contract.Items[1].ID},
	} {
		if got := broken(c.write(`update framework_item set tax = $2 where id = $1`, at.item, at.tax)); got != constraint {
			t.Errorf("%s: %q", constraint, got)
		}
	}
}
