package catalogue

import (
	"slices"
	"strconv"
	"strings"

	"allmende/domain/catalogue"
	"allmende/ports/driven"
)

// bmecat takes BMEcat 1.2 and 2005, which call most things by two names: the elements of
// 1.2 are turned into those of 2005 as they come.
type bmecat struct {
	format   catalogue.Format
	extent   catalogue.Extent
	into     driven.CatalogueContents
	currency string
	*product
}

// product is the one at hand.
type product struct {
	entry    catalogue.Entry
	elements int
	per      string // the price quantity
	prices   []bmecatPrice
	price    bmecatPrice
	system   string // of classification
	feature  catalogue.Attribute
	mime     mime
	refers   string // what kind of reference, and how many
	quantity string
	pid      string // what kind of number
	inGerman map[string]bool
}

type bmecatPrice struct {
	kind        string
	territories []string
	tax         catalogue.Tax
	details     catalogue.Tax // of the tax at hand
	taxType     string        // of it; VAT where none is named
	catalogue.Offer
}

type mime struct{ kind, source, title, purpose string }

func newBMEcat(version string, into driven.CatalogueContents) (*bmecat, error) {
	b := &bmecat{into: into, extent: catalogue.Whole}
	switch version {
	case "1.2", "1.01":
		b.format = catalogue.BMEcat12
	case "2005", "2005.1", "2005.2":
		b.format = catalogue.BMEcat2005
	default:
		return nil, catalogue.ErrFormatUnknown.With("value", "BMEcat "+version)
	}
	return b, nil
}

// newNames are what 2005 calls the elements of 1.2.
var newNames = map[string]string{
	"ARTICLE": "PRODUCT", "SUPPLIER_AID": "SUPPLIER_PID", "EAN": "INTERNATIONAL_PID", "MANUFACTURER_AID": "MANUFACTURER_PID",
	"ARTICLE_PRICE": "PRODUCT_PRICE", "ARTICLE_REFERENCE": "PRODUCT_REFERENCE", "ART_ID_TO": "PROD_ID_TO", "T_UPDATE_ARTICLES": "T_UPDATE_PRODUCTS",
}

func newName(name string) string {
	if renamed, ok := newNames[name]; ok {
		return renamed
	}
	return name
}

func (b *bmecat) begin(at place, a attributes) error {
	name := newName(at.name())
	switch {
	case name == "T_UPDATE_PRODUCTS":
		b.extent = catalogue.Items
	case name == "T_UPDATE_PRICES":
		b.extent = catalogue.Tariff
	case name == "PRODUCT" && len(at.path) == 3:
		if b.format == catalogue.BMEcat12 && at.name() == name {
			return catalogue.ErrUnreadable.With("line", strconv.Itoa(at.line)).With("reason", "PRODUCT in BMEcat 1.2")
		}
		b.product = &product{entry: catalogue.Entry{Line: at.line, Mode: b.mode(a.get("mode"))}, inGerman: map[string]bool{}}
	case b.product != nil:
		if b.elements++; b.elements > mostInEntry {
			return catalogue.ErrTooMany.At("file").With("line", b.entry.Number)
		}
		b.product.begin(name, a)
	}
	return nil
}

func (b *bmecat) mode(given string) catalogue.Mode {
	switch {
	case b.extent == catalogue.Tariff:
		return catalogue.Prices
	case given == "delete":
		return catalogue.Remove
	}
	return catalogue.Full
}

func (p *product) begin(name string, a attributes) {
	switch name {
	case "PRODUCT_PRICE":
		p.price = bmecatPrice{kind: a.get("price_type")}
	case "TAX_DETAILS":
		p.price.details, p.price.taxType = catalogue.Tax{}, ""
	case "FEATURE":
		p.feature = catalogue.Attribute{}
	case "MIME":
		p.mime = mime{}
	case "PRODUCT_REFERENCE":
		p.refers, p.quantity = a.get("type"), a.get("quantity")
	case "INTERNATIONAL_PID":
		p.pid = strings.ToLower(a.get("type"))
	case "DESCRIPTION_SHORT", "DESCRIPTION_LONG":
		if lang := strings.ToLower(a.get("lang")); lang == "deu" || lang == "ger" {
			p.inGerman[name] = true
		}
	}
}

func (b *bmecat) end(at place, text string) error {
	name := newName(at.name())
	switch {
	case b.product == nil:
		if name == "CURRENCY" || name == "PRICE_CURRENCY" {
			b.currency = text
		}
	case name == "PRODUCT" && len(at.path) == 3:
		entry := b.finish()
		b.product = nil
		return b.into.Entry(entry)
	default:
		b.product.end(name, newName(at.parent()), text)
	}
	return nil
}

// end takes an element of the product at hand.
func (p *product) end(name, parent, text string) {
	e := &p.entry
	switch name {
	case "SUPPLIER_PID":
		if parent == "PRODUCT" {
			e.Number = text
		}
	case "DESCRIPTION_SHORT":
		p.describe(name, &e.Name, lineOf(text))
	case "DESCRIPTION_LONG":
		p.describe(name, &e.Description, text)
	case "INTERNATIONAL_PID":
		if p.pid == "" || p.pid == "gtin" || p.pid == "ean" {
			e.GTIN = text
		}
	case "MANUFACTURER_PID":
		e.ManufacturerNumber = text
	case "MANUFACTURER_NAME":
		e.Manufacturer = text
	case "DELIVERY_TIME":
		e.DeliveryDays = strings.TrimSuffix(text, ".0")
	case "ORDER_UNIT":
		e.Unit = unitOf(text)
	case "PRICE_QUANTITY":
		p.per = text
	case "TAX", "TAX_CATEGORY", "TAX_TYPE", "TAX_DETAILS":
		p.price.taxed(name, parent, text)
	default:
		p.endOfPart(name, text)
	}
}

// describe prefers the German text where there are several.
func (p *product) describe(name string, into *string, text string) {
	if *into == "" || p.inGerman[name] {
		*into = text
	}
	p.inGerman[name] = false
}

// endOfPart takes what there may be several of.
func (p *product) endOfPart(name, text string) {
	switch name {
	case "PRICE_AMOUNT":
		p.price.Amount = text
	case "PRICE_CURRENCY":
		p.price.Currency = text
	case "PRICE_FACTOR":
		p.price.Factor = text
	case "LOWER_BOUND":
		p.price.From = text
	case "TERRITORY":
		p.price.territories = append(p.price.territories, text)
	case "PRODUCT_PRICE":
		p.prices = append(p.prices, p.price)
	case "REFERENCE_FEATURE_SYSTEM_NAME":
		p.system = text
	case "REFERENCE_FEATURE_GROUP_ID":
		p.classify(text)
	case "FNAME":
		p.feature.Name = lineOf(text)
	case "FVALUE":
		p.feature.Value = strings.TrimPrefix(p.feature.Value+" / "+lineOf(text), " / ")
	case "FUNIT":
		p.feature.Unit = text
	case "FEATURE":
		property(&p.entry, p.feature)
	case "MIME_TYPE":
		p.mime.kind = strings.ToLower(text)
	case "MIME_SOURCE":
		p.mime.source = text
	case "MIME_DESCR":
		p.mime.title = lineOf(text)
	case "MIME_PURPOSE":
		p.mime.purpose = text
	case "MIME":
		p.entry.Media = append(p.entry.Media, p.mime.medium())
	case "PROD_ID_TO":
		p.refer(text)
	}
}

// taxed takes what is said of VAT, not of other taxes.
func (p *bmecatPrice) taxed(name, parent, text string) {
	switch {
	case name == "TAX" && parent == "PRODUCT_PRICE":
		p.tax = catalogue.Tax{Rate: percentOf(text)}
	case name == "TAX":
		p.details.Rate = percentOf(text)
	case name == "TAX_CATEGORY":
		p.details.Category = categories[strings.ToLower(text)]
	case name == "TAX_TYPE":
		p.taxType = strings.ToLower(text)
	case p.taxType == "" || p.taxType == "vat":
		p.tax = p.details
	}
}

// classify takes the group of a system: CPV as such, others as a property.
func (p *product) classify(group string) {
	if strings.HasPrefix(strings.ToUpper(p.system), "CPV") {
		p.entry.CPV = group
	} else if p.system != "" && group != "" {
		property(&p.entry, catalogue.Attribute{Name: p.system, Value: group})
	}
}

func (p *product) refer(number string) {
	e := &p.entry
	switch p.refers {
	case "accessories", "mandatory", "sparepart":
		e.Accessories = append(e.Accessories, number)
	case "similar", "select", "diff_orderunit", "base_product":
		e.Variants = append(e.Variants, number)
	case "followup":
		e.Successor = number
	case "consists_of":
		if p.quantity == "" {
			p.quantity = "1"
		}
		e.Parts = append(e.Parts, catalogue.Wanted{Number: number, Quantity: p.quantity})
	}
}

func (m mime) medium() catalogue.Medium {
	kind := catalogue.Other
	switch {
	case m.purpose == "data_sheet" || m.kind == "application/pdf":
		kind = catalogue.DataSheet
	case strings.HasPrefix(m.kind, "image/") && m.purpose != "logo":
		kind = catalogue.Image
	}
	return catalogue.Medium{Kind: kind, Source: m.source, Title: m.title}
}

// netKinds are the prices without VAT, the one for us first. Those with VAT, and those that
// are recommended to whoever sells on, are nobody's offer.
var netKinds = []string{"net_customer", "net_customer_exp", "net_list", ""}

// finish chooses the prices that count here.
func (b *bmecat) finish() catalogue.Entry {
	for _, kind := range netKinds {
		for _, p := range b.prices {
			if p.kind != kind || len(p.territories) > 0 && !slices.ContainsFunc(p.territories, func(t string) bool { return strings.HasPrefix(t, "DE") }) {
				continue
			}
			if p.Per = b.per; p.Currency == "" {
				p.Currency = b.currency
			}
			b.entry.Offers, b.entry.Tax = append(b.entry.Offers, p.Offer), p.tax
		}
		if len(b.entry.Offers) > 0 {
			break
		}
	}
	return b.entry
}
