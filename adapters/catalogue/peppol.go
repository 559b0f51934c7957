package catalogue

import (
	"cmp"
	"strings"

	"allmende/domain/catalogue"
	"allmende/ports/driven"
)

// peppol takes the catalogue of Peppol BIS (UBL 2.1).
type peppol struct {
	extent catalogue.Extent
	into   driven.CatalogueContents
	*catalogueLine
}

// catalogueLine is the one at hand.
type catalogueLine struct {
	entry     catalogue.Entry
	elements  int
	offer     catalogue.Offer
	unit      string // of what the price is for
	attribute catalogue.Attribute
	medium    catalogue.Medium
	related   catalogue.Wanted
	codes     attributes // of the element that ends next
	label     string
}

func (p *peppol) begin(at place, a attributes) error {
	if at.name() == "CatalogueLine" && len(at.path) == 2 {
		p.catalogueLine = &catalogueLine{entry: catalogue.Entry{Line: at.line, Mode: catalogue.Full}}
		return nil
	}
	if p.catalogueLine == nil {
		return nil
	}
	if p.elements++; p.elements > mostInEntry {
		return catalogue.ErrTooMany.At("file").With("line", p.entry.Number)
	}
	p.codes = a
	switch at.name() {
	case "RequiredItemLocationQuantity":
		p.offer = catalogue.Offer{}
	case "AdditionalItemProperty":
		p.attribute = catalogue.Attribute{}
	case "ItemSpecificationDocumentReference":
		p.medium = catalogue.Medium{Kind: catalogue.Other}
	case "Certificate":
		p.label = ""
	case "ComponentRelatedItem":
		p.related = catalogue.Wanted{Quantity: "1"}
	}
	return nil
}

func (p *peppol) end(at place, text string) error {
	switch {
	case p.catalogueLine == nil:
		if at.name() == "ActionCode" && text == "Update" {
			p.extent = catalogue.Items
		}
	case at.name() == "CatalogueLine" && len(at.path) == 2:
		entry := p.entry
		entry.Unit = cmp.Or(entry.Unit, p.unit)
		entry.Number = cmp.Or(entry.Number, entry.GTIN) // a seller need not number what the trade has numbered
		p.catalogueLine = nil
		return p.into.Entry(entry)
	case at.parent() == "CatalogueLine":
		p.ofLine(at.name(), text)
	case at.parent() == "Item":
		p.ofItem(at.name(), text)
	default:
		p.below(at, text)
	}
	return nil
}

func (l *catalogueLine) ofLine(name, text string) {
	switch name {
	case "ActionCode":
		if text == "Delete" {
			l.entry.Mode = catalogue.Remove
		}
	case "OrderableUnit":
		l.entry.Unit = text
	case "RequiredItemLocationQuantity":
		l.entry.Offers = append(l.entry.Offers, l.offer)
	case "ComponentRelatedItem":
		l.entry.Parts = append(l.entry.Parts, l.related)
	}
}

func (l *catalogueLine) ofItem(name, text string) {
	switch name {
	case "Name":
		l.entry.Name = lineOf(text)
	case "Description":
		l.entry.Description = text
	case "AdditionalItemProperty":
		property(&l.entry, l.attribute)
	case "ItemSpecificationDocumentReference":
		if l.medium.Source != "" {
			l.entry.Media = append(l.entry.Media, l.medium)
		}
	case "Certificate":
		if l.label != "" {
			l.entry.Labels = append(l.entry.Labels, l.label)
		}
	}
}

// below takes what stands within the parts of a line.
func (l *catalogueLine) below(at place, text string) {
	e := &l.entry
	switch at.parent() + "/" + at.name() {
	case "SellersItemIdentification/ID":
		e.Number = text
	case "ManufacturersItemIdentification/ID":
		e.ManufacturerNumber = text
	case "StandardItemIdentification/ID":
		if l.codes.get("schemeID") == "0160" {
			e.GTIN = text
		}
	case "ClassifiedTaxCategory/ID":
		e.Tax.Category = text
	case "ClassifiedTaxCategory/Percent":
		e.Tax.Rate = text
	case "CommodityClassification/ItemClassificationCode":
		l.classify(text)
	case "ComponentRelatedItem/ID":
		l.related.Number = text
	case "ComponentRelatedItem/Quantity":
		l.related.Quantity = text
	case "AccessoryRelatedItem/ID", "RequiredRelatedItem/ID":
		e.Accessories = append(e.Accessories, text)
	case "ReplacementRelatedItem/ID":
		e.Successor = text
	case "PartyName/Name":
		if at.up(2) == "ManufacturerParty" {
			e.Manufacturer = lineOf(text)
		}
	case "Certificate/Remarks":
		l.label = lineOf(text)
	case "Certificate/CertificateTypeCode":
		l.label = text
	default:
		l.priced(at, text)
		l.described(at, text)
	}
}

func (l *catalogueLine) priced(at place, text string) {
	switch at.parent() + "/" + at.name() {
	case "RequiredItemLocationQuantity/LeadTimeMeasure":
		if l.codes.get("unitCode") == "DAY" {
			l.entry.DeliveryDays = strings.TrimSuffix(text, ".0")
		}
	case "RequiredItemLocationQuantity/MinimumQuantity":
		l.offer.From = text
	case "Price/PriceAmount":
		l.offer.Amount, l.offer.Currency = text, l.codes.get("currencyID")
	case "Price/BaseQuantity":
		l.offer.Per, l.unit = text, l.codes.get("unitCode")
	}
}

func (l *catalogueLine) described(at place, text string) {
	switch at.parent() + "/" + at.name() {
	case "AdditionalItemProperty/Name":
		l.attribute.Name = lineOf(text)
	case "AdditionalItemProperty/Value":
		l.attribute.Value = lineOf(text)
	case "AdditionalItemProperty/ValueQuantity":
		l.attribute.Unit = l.codes.get("unitCode")
	case "ItemSpecificationDocumentReference/DocumentDescription":
		l.medium.Title = lineOf(text)
	case "Attachment/EmbeddedDocumentBinaryObject":
		l.medium.Source = l.codes.get("filename")
		l.medium.Kind = kindOf(l.codes.get("mimeCode"))
	case "ExternalReference/URI":
		if l.medium.Source == "" {
			l.medium.Source, l.medium.Kind = text, kindOfName(text)
		}
	}
}

// classify takes the code of the vocabulary (STI in the list of lists); others as a property.
func (l *catalogueLine) classify(code string) {
	switch list := l.codes.get("listID"); list {
	case "STI", "CPV":
		l.entry.CPV = code
	default:
		property(&l.entry, catalogue.Attribute{Name: strings.TrimSpace(list + " " + l.codes.get("listVersionID")), Value: code})
	}
}

func kindOf(mimeType string) catalogue.MediumKind {
	switch {
	case strings.HasPrefix(mimeType, "image/"):
		return catalogue.Image
	case mimeType == "application/pdf":
		return catalogue.DataSheet
	}
	return catalogue.Other
}

func kindOfName(name string) catalogue.MediumKind {
	lower := strings.ToLower(name)
	for ending, kind := range map[string]catalogue.MediumKind{
		".png": catalogue.Image, ".jpg": catalogue.Image, ".jpeg": catalogue.Image, ".webp": catalogue.Image, ".gif": catalogue.Image, ".pdf": catalogue.DataSheet,
	} {
		if strings.HasSuffix(lower, ending) {
			return kind
		}
	}
	return catalogue.Other
}
