package catalogue

import (
	"cmp"
	"regexp"
	"strconv"
	"strings"

	"allmende/domain/catalogue"
	"allmende/domain/period"
	"allmende/ports/driven"
)

// column is a field of an entry with the names that its column may have: the first is the
// template's.
type column struct {
	field string
	names []string
	take  func(*catalogue.Entry, string)
}

var columns = []column{
	{"number", []string{"Artikelnummer", "Article number", "Artikel-Nr.", "Art.-Nr."}, func(e *catalogue.Entry, t string) { e.Number = t }},
	{"contractPosition", []string{"Position im Vertrag", "Contract position"}, func(e *catalogue.Entry, t string) { e.ContractPosition = strings.TrimSuffix(t, ".0") }},
	{"name", []string{"Bezeichnung", "Name", "Artikel", "Kurztext"}, func(e *catalogue.Entry, t string) { e.Name = lineOf(t) }},
	{"description", []string{"Beschreibung", "Description", "Langtext"}, func(e *catalogue.Entry, t string) { e.Description = t }},
	{"category", []string{"Kategorie", "Category"}, func(e *catalogue.Entry, t string) { e.Category = categoryNamed(t) }},
	{"cpv", []string{"CPV", "CPV-Code"}, func(e *catalogue.Entry, t string) { e.CPV = t }},
	{"unit", []string{"Einheit", "Unit", "Mengeneinheit"}, func(e *catalogue.Entry, t string) { e.Unit = unitOf(t) }},
	{"price", []string{"Preis netto", "Net price", "Preis"}, func(e *catalogue.Entry, t string) { e.Offers = append(e.Offers, catalogue.Offer{Amount: numberOf(t)}) }},
	{"taxRate", []string{"Umsatzsteuer in %", "VAT in %", "USt", "USt.", "MwSt", "MwSt."}, func(e *catalogue.Entry, t string) { e.Tax = taxNamed(t) }},
	{"tiers", []string{"Staffelpreise", "Tier prices"}, takeTiers},
	{"manufacturer", []string{"Hersteller", "Manufacturer"}, func(e *catalogue.Entry, t string) { e.Manufacturer = lineOf(t) }},
	{"manufacturerNumber", []string{"Herstellernummer", "Manufacturer number", "MPN"}, func(e *catalogue.Entry, t string) { e.ManufacturerNumber = t }},
	{"gtin", []string{"GTIN", "EAN"}, func(e *catalogue.Entry, t string) { e.GTIN = t }},
	{"deliveryDays", []string{"Lieferzeit in Tagen", "Delivery time in days", "Lieferzeit"}, func(e *catalogue.Entry, t string) { e.DeliveryDays = strings.TrimSuffix(t, ".0") }},
	{"labels", []string{"Nachhaltigkeitssiegel", "Sustainability labels"}, func(e *catalogue.Entry, t string) { e.Labels = parts(t) }},
	{"securityProfile", []string{"Mindestsicherheitsprofil", "Minimum-security profile"}, func(e *catalogue.Entry, t string) { e.SecurityProfile = t }},
	{"endOfLife", []string{"Lieferbar bis", "End of life"}, func(e *catalogue.Entry, t string) { e.EndOfLife = dayOf(t) }},
	{"successor", []string{"Nachfolger", "Successor"}, func(e *catalogue.Entry, t string) { e.Successor = t }},
	{"accessories", []string{"Zubehör", "Accessories"}, func(e *catalogue.Entry, t string) { e.Accessories = parts(t) }},
	{"variants", []string{"Varianten", "Variants"}, func(e *catalogue.Entry, t string) { e.Variants = parts(t) }},
	{"parts", []string{"Bestandteile", "Parts"}, takeParts},
	{"images", []string{"Bilder", "Images"}, func(e *catalogue.Entry, t string) { takeMedia(e, catalogue.Image, t) }},
	{"dataSheets", []string{"Datenblätter", "Data sheets"}, func(e *catalogue.Entry, t string) { takeMedia(e, catalogue.DataSheet, t) }},
	{"attributes", []string{"Merkmale", "Attributes"}, takeAttributes},
	{"action", []string{"Aktion", "Action"}, takeAction},
}

// rows take those of a table, of which the first has the names of its columns.
type rows interface {
	row(line int, cells []string) error
	// end tells how much of a catalogue it was; catalogue.ErrEmpty where no row came.
	end() (catalogue.Extent, error)
}

// table makes entries of the rows of a table.
type table struct {
	called map[string]string // by field
	into   driven.CatalogueContents
	extent catalogue.Extent                 // none before the first row
	takes  []func(*catalogue.Entry, string) // by column; nil for what nobody knows
	rows   int
}

// head finds the fields by the names in the first row. It fails with ErrColumns, which names
// what is missing.
func (t *table) head(heads []string) error {
	t.extent, t.takes = catalogue.Whole, make([]func(*catalogue.Entry, string), len(heads))
	found := map[string]bool{}
	for i, head := range heads {
		if c, ok := columnNamed(head, t.called); ok && !found[c.field] {
			t.takes[i], found[c.field] = c.take, true
			if c.field == "action" {
				t.extent = catalogue.Items
			}
		} else if name, unit, ok := attributeNamed(head); ok {
			t.takes[i] = func(e *catalogue.Entry, text string) {
				property(e, catalogue.Attribute{Name: name, Value: lineOf(text), Unit: unit})
			}
		}
	}
	var missing []string
	for _, field := range catalogue.RequiredFields {
		if !found[field] {
			missing = append(missing, cmp.Or(t.called[field], nameOf(field)))
		}
	}
	if len(missing) > 0 {
		return catalogue.ErrColumns.With("missing", strings.Join(missing, ", "))
	}
	return nil
}

func nameOf(field string) string {
	for _, c := range columns {
		if c.field == field {
			return c.names[0]
		}
	}
	return field
}

// columnNamed finds a column by what the supplier calls it, else by its usual names. What the
// supplier calls nothing is in no column.
func columnNamed(head string, called map[string]string) (column, bool) {
	head = lineOf(strings.TrimSpace(head))
	for _, c := range columns {
		if name, named := called[c.field]; named {
			if name != "" && strings.EqualFold(name, head) {
				return c, true
			}
			continue
		}
		for _, name := range c.names {
			if strings.EqualFold(name, head) {
				return c, true
			}
		}
	}
	return column{}, false
}

var attributeHead = regexp.MustCompile(`^(?:Merkmal|Attribute): *([^\[]+?) *(?:\[([^\]]*)\])?$`)

// attributeNamed reads "Merkmal: Gewicht [KGM]".
func attributeNamed(head string) (name, unit string, ok bool) {
	found := attributeHead.FindStringSubmatch(strings.TrimSpace(head))
	if found == nil {
		return "", "", false
	}
	return found[1], found[2], true
}

// row takes one; empty ones are skipped.
func (t *table) row(line int, cells []string) error {
	if t.extent == "" {
		return t.head(cells)
	}
	e := catalogue.Entry{Line: line, Mode: catalogue.Full}
	empty := true
	for i, cell := range cells {
		if cell = strings.TrimSpace(cell); cell != "" && i < len(t.takes) {
			empty = false
			if t.takes[i] != nil {
				t.takes[i](&e, cell)
			}
		}
	}
	if empty {
		return nil
	}
	if t.rows++; t.rows > mostEntries {
		return catalogue.ErrTooLarge
	}
	return t.into.Entry(e)
}

func (t *table) end() (catalogue.Extent, error) {
	if t.extent == "" {
		return "", catalogue.ErrEmpty
	}
	return t.extent, nil
}

// parts are what stands between bars.
func parts(text string) []string {
	var found []string
	for _, part := range strings.Split(text, "|") {
		if part = strings.TrimSpace(part); part != "" {
			found = append(found, part)
		}
	}
	return found
}

// takeTiers reads "10: 95,00 | 50: 90,00".
func takeTiers(e *catalogue.Entry, text string) {
	for _, part := range parts(text) {
		from, amount, _ := strings.Cut(part, ":")
		e.Offers = append(e.Offers, catalogue.Offer{From: numberOf(strings.TrimSpace(from)), Amount: numberOf(strings.TrimSpace(amount))})
	}
}

// takeParts reads "2 x K-1 | 1 x N-15".
func takeParts(e *catalogue.Entry, text string) {
	for _, part := range parts(text) {
		wanted, number, ok := strings.Cut(strings.ReplaceAll(part, "×", "x"), " x ")
		if !ok {
			wanted, number = "1", part
		}
		e.Parts = append(e.Parts, catalogue.Wanted{Number: strings.TrimSpace(number), Quantity: numberOf(strings.TrimSpace(wanted))})
	}
}

// takeAttributes reads "Gewicht: 1,4 [KGM] | Farbe: schwarz".
func takeAttributes(e *catalogue.Entry, text string) {
	for _, part := range parts(text) {
		name, value, _ := strings.Cut(part, ":")
		value, unit, _ := strings.Cut(strings.TrimSuffix(value, "]"), "[")
		property(e, catalogue.Attribute{Name: strings.TrimSpace(name), Value: lineOf(strings.TrimSpace(value)), Unit: strings.TrimSpace(unit)})
	}
}

func takeMedia(e *catalogue.Entry, kind catalogue.MediumKind, text string) {
	for _, name := range parts(text) {
		e.Media = append(e.Media, catalogue.Medium{Kind: kind, Source: name})
	}
}

func takeAction(e *catalogue.Entry, text string) {
	switch strings.ToLower(text) {
	case "entfernen", "löschen", "remove", "delete":
		e.Mode = catalogue.Remove
	case "preis", "price":
		e.Mode = catalogue.Prices
	}
}

var categoryNames = map[string]string{
	"hardware": "hardware", "software": "software", "dienstleistung": "service", "service": "service", "rechenzentrum": "data-center", "data center": "data-center",
}

func categoryNamed(text string) string { return cmp.Or(categoryNames[strings.ToLower(text)], text) }

var (
	germanNumber = regexp.MustCompile(`^-?([0-9]{1,3}([.][0-9]{3})+|[0-9]+),[0-9]+$`)
	grouped      = regexp.MustCompile(`^-?[0-9]{1,3}([.][0-9]{3}){2,}$`)
	germanDay    = regexp.MustCompile(`^([0-9]{1,2})[.]([0-9]{1,2})[.]([0-9]{4})$`)
	serialDay    = regexp.MustCompile(`^[0-9]{5}$`)
)

// numberOf reads 1.234,50 as 1234.50. With a single point and no comma it cannot be told
// what the point is for, and it counts as the decimal one.
func numberOf(text string) string {
	text = strings.TrimSpace(strings.TrimSuffix(strings.TrimSuffix(strings.ReplaceAll(text, "\u00a0", ""), "€"), "EUR"))
	switch {
	case germanNumber.MatchString(text):
		return strings.Replace(strings.ReplaceAll(text, ".", ""), ",", ".", 1)
	case grouped.MatchString(text):
		return strings.ReplaceAll(text, ".", "")
	}
	return text
}

// dayOf reads 31.12.2027, and the number that a workbook has for a day.
func dayOf(text string) string {
	if d := germanDay.FindStringSubmatch(text); d != nil {
		return d[3] + "-" + ("0" + d[2])[len(d[2])-1:] + "-" + ("0" + d[1])[len(d[1])-1:]
	}
	if serialDay.MatchString(text) {
		days, _ := strconv.Atoi(text)
		return period.Date(1899, 12, 30).Add(days).String()
	}
	return text
}
