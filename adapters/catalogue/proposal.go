package catalogue

import (
	"errors"
	"slices"
	"strings"
	"unicode"

	"allmende/domain/catalogue"
	"allmende/ports/driven"
	"allmende/ports/view"
)

// mostSamples is how many rows of a table are shown before its columns are assigned.
const mostSamples = 5

// guesses are further names that suppliers give to their columns. They are only proposed: a
// person decides whether an order number is really the article's.
var guesses = map[string][]string{
	"number":             {"SKU", "Artikel-ID", "Artikelcode", "Bestellnummer", "Best.-Nr.", "Sachnummer", "Materialnummer", "Produktnummer", "Item number", "Item no.", "Part number", "Product code"},
	"name":               {"Titel", "Produkt", "Produktname", "Artikelbezeichnung", "Artikelname", "Kurzbeschreibung", "Title", "Product", "Product name", "Short description"},
	"description":        {"Artikelbeschreibung", "Produktbeschreibung", "Details", "Langbeschreibung", "Long description"},
	"category":           {"Warengruppe", "Produktgruppe", "Product group"},
	"unit":               {"ME", "Bestelleinheit", "UOM", "Unit of measure", "Order unit"},
	"price":              {"EK", "EK-Preis", "Netto", "Nettopreis", "Einzelpreis", "Stückpreis", "Preis in EUR", "Preis EUR", "Preis €", "Unit price", "Price", "Price EUR"},
	"tiers":              {"Staffel", "Mengenstaffel", "Mengenpreise", "Tiers", "Volume prices"},
	"manufacturer":       {"Marke", "Hersteller-Name", "Brand", "Vendor"},
	"manufacturerNumber": {"Hersteller-Nr.", "Herstellerartikelnummer", "Hersteller-Artikelnummer", "Herst.-Nr.", "Manufacturer part number"},
	"gtin":               {"EAN-Code", "EAN13", "Barcode", "UPC"},
	"deliveryDays":       {"Lieferzeit (Tage)", "Lieferfrist", "Lead time", "Delivery time", "Delivery days"},
	"labels":             {"Umweltzeichen", "Siegel", "Labels", "Ecolabel"},
	"endOfLife":          {"Abkündigung", "EOL", "Verfügbar bis", "Available until"},
	"successor":          {"Nachfolgeartikel", "Ersatzartikel", "Replacement"},
	"images":             {"Bild", "Foto", "Image", "Picture"},
	"dataSheets":         {"Datenblatt", "Data sheet", "Datasheet"},
	"attributes":         {"Eigenschaften", "Technische Daten", "Properties"},
}

// errEnough ends the reading of a file of which nothing more is wanted.
var errEnough = errors.New("enough of the catalogue")

// Propose reads how a table begins and proposes what its columns hold.
func (Reader) Propose(file driven.CatalogueFile, called map[string]string) ([]view.ProposedColumn, error) {
	begin := &beginning{}
	if _, _, err := readFile(file, begin, begin); err != nil && !errors.Is(err, errEnough) {
		return nil, err
	}
	return proposed(begin.rows, called), nil
}

// beginning takes the first rows of a table, and nothing of any other catalogue.
type beginning struct{ rows [][]string }

func (b *beginning) row(_ int, cells []string) error {
	if len(b.rows) == 0 || slices.ContainsFunc(cells, func(cell string) bool { return strings.TrimSpace(cell) != "" }) {
		b.rows = append(b.rows, slices.Clone(cells))
	}
	if len(b.rows) > mostSamples {
		return errEnough
	}
	return nil
}

func (b *beginning) end() (catalogue.Extent, error) {
	if len(b.rows) == 0 {
		return "", catalogue.ErrEmpty
	}
	return "", errEnough
}

func (*beginning) Entry(catalogue.Entry) error      { return errEnough }
func (*beginning) Medium(driven.StoredMedium) error { return errEnough }

// proposed goes through the names once for those that are known, and once more for those
// that leave room for doubt. Columns that nobody can name, and those of a name that was
// there before, are left out: nothing can be assigned to them.
func proposed(rows [][]string, called map[string]string) []view.ProposedColumn {
	found := []view.ProposedColumn{}
	if len(rows) == 0 {
		return found
	}
	seen, taken := map[string]bool{}, map[string]bool{}
	for i, head := range rows[0] {
		head = lineOf(strings.TrimSpace(head))
		if !catalogue.CanName(head) || seen[strings.ToLower(head)] {
			continue
		}
		seen[strings.ToLower(head)] = true
		column := view.ProposedColumn{Name: head, Samples: samples(rows[1:], i)}
		if c, ok := columnNamed(head, called); ok && !taken[c.field] {
			column.Field, column.Known, taken[c.field] = c.field, true, true
		} else if _, _, ok := attributeNamed(head); ok {
			column.Attribute = true
		}
		found = append(found, column)
	}
	for i := range found {
		if field := guessed(found[i].Name); field != "" && found[i].Field == "" && !taken[field] && !nowhere(called, field) {
			found[i].Field, taken[field] = field, true
		}
	}
	return found
}

// nowhere tells whether the supplier said that no column holds a field.
func nowhere(called map[string]string, field string) bool {
	name, named := called[field]
	return named && name == ""
}

func samples(rows [][]string, column int) []string {
	found := make([]string, len(rows))
	for i, row := range rows {
		if column < len(row) {
			found[i] = shortened(strings.TrimSpace(row[column]))
		}
	}
	return found
}

// shortened is as much of a text as a table has room for.
func shortened(text string) string {
	text = strings.ToValidUTF8(lineOf(text), "?")
	if runes := []rune(text); len(runes) > 80 {
		return string(runes[:79]) + "…"
	}
	return text
}

// guessed is the field that a name sounds like, or none.
func guessed(head string) string {
	for _, c := range columns {
		if slices.ContainsFunc(slices.Concat(c.names, guesses[c.field]), func(name string) bool { return bare(name) == bare(head) }) {
			return c.field
		}
	}
	return ""
}

// bare is a name without what people write differently: Art.-Nr. and art nr are one.
func bare(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '€' {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}
