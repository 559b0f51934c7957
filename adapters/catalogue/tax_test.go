package catalogue_test

import (
	"testing"

	"allmende/domain/catalogue"
)

func TestTheVATRateIsReadInEveryFormat(t *testing.T) {
	product := func(tax string) string {
		return `<?xml version="1.0"?><BMECAT version="2005"><T_NEW_CATALOG><PRODUCT><SUPPLIER_PID>A</SUPPLIER_PID><PRODUCT_PRICE_DETAILS><PRODUCT_PRICE price_type="net_customer"><PRICE_AMOUNT>10</PRICE_AMOUNT>` +
			tax + `</PRODUCT_PRICE></PRODUCT_PRICE_DETAILS></PRODUCT></T_NEW_CATALOG></BMECAT>`
	}
	detail := func(parts string) string { return product(`<TAX_DETAILS>` + parts + `</TAX_DETAILS>`) }
	row := func(cell string) string {
		return "Artikelnummer;Bezeichnung;Einheit;Preis netto;MwSt.\nA;Akku;H87;10;" + cell
	}
	peppol := func(category string) string {
		return `<?xml version="1.0"?><Catalogue xmlns="urn:oasis:names:specification:ubl:schema:xsd:Catalogue-2"><CatalogueLine><Item><SellersItemIdentification><ID>A</ID></SellersItemIdentification>` +
			category + `</Item></CatalogueLine></Catalogue>`
	}
	for content, want := range map[string]catalogue.Tax{
		product(``):                {},
		product(`<TAX>0.19</TAX>`): {Rate: "19"},
		product(`<TAX>0.07</TAX>`): {Rate: "7"},
		product(`<TAX>19</TAX>`):   {Rate: "19"},
		product(`<TAX>0</TAX>`):    {Rate: "0"},
		product(`<TAX>viel</TAX>`): {Rate: "viel"},
		product(`<TAX>1e-9</TAX>`): {Rate: "1e-9"},
		detail(`<TAX>0.107</TAX>`): {Rate: "10.7"},
		detail(`<TAX_CATEGORY>exemption</TAX_CATEGORY><TAX_TYPE>vat</TAX_TYPE><TAX>0</TAX>`):       {Category: "E", Rate: "0"},
		detail(`<TAX_CATEGORY>reduced_rate</TAX_CATEGORY><TAX_TYPE>vat</TAX_TYPE><TAX>0.07</TAX>`): {Rate: "7"},
		detail(`<TAX_CATEGORY>zero_rate</TAX_CATEGORY><TAX_TYPE>ecotax</TAX_TYPE><TAX>0.05</TAX>`): {},
		row("19"):             {Rate: "19"},
		row("19 %"):           {Rate: "19"},
		row("7,0%"):           {Rate: "7.0"},
		row("0,19"):           {Rate: "19"},
		row("0"):              {Rate: "0"},
		row("steuerfrei"):     {Category: "E"},
		row("Reverse Charge"): {Category: "AE"},
		row(""):               {},
		peppol(`<ClassifiedTaxCategory><ID>S</ID><Percent>19</Percent><TaxScheme><ID>VAT</ID></TaxScheme></ClassifiedTaxCategory>`): {Category: "S", Rate: "19"},
		peppol(`<ClassifiedTaxCategory><ID>E</ID><TaxScheme><ID>VAT</ID></TaxScheme></ClassifiedTaxCategory>`):                      {Category: "E"},
		peppol(``): {},
	} {
		if got := mustRead(t, []byte(content)).article("A"); got.Number != "A" || got.Tax != want {
			t.Errorf("%s\nsays %+v, want %+v", content, got.Tax, want)
		}
	}
}
