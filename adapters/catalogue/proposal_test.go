package catalogue_test

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	adapter "allmende/adapters/catalogue"
	"allmende/domain/catalogue"
	"allmende/ports/driven"
	"allmende/ports/view"
)

func propose(content []byte, called map[string]string) ([]view.ProposedColumn, error) {
	return adapter.Reader{}.Propose(driven.CatalogueFile{Content: bytes.NewReader(content), Size: int64(len(content))}, called)
}

// fields are what columns are taken for; guesses end in a question mark.
func fields(columns []view.ProposedColumn) map[string]string {
	found := map[string]string{}
	for _, c := range columns {
		switch {
		case c.Attribute:
			found[c.Name] = "(attribute)"
		case c.Field != "" && !c.Known:
			found[c.Name] = c.Field + "?"
		default:
			found[c.Name] = c.Field
		}
	}
	return found
}

func TestColumnsAreProposedByTheirNames(t *testing.T) {
	for name, c := range map[string]struct {
		heads  string
		called map[string]string
		want   map[string]string
	}{
		"usual ones are known": {"Artikelnummer;Bezeichnung;Einheit;Preis netto", nil,
			map[string]string{"Artikelnummer": "number", "Bezeichnung": "name", "Einheit": "unit", "Preis netto": "price"}},
		"German ones are guessed": {"Best.-Nr.;Artikelbezeichnung;ME;EK-Preis;Farbcode", nil,
			map[string]string{"Best.-Nr.": "number?", "Artikelbezeichnung": "name?", "ME": "unit?", "EK-Preis": "price?", "Farbcode": ""}},
		"English ones are guessed": {"item no,PRODUCT NAME,UoM,Unit price", nil,
			map[string]string{"item no": "number?", "PRODUCT NAME": "name?", "UoM": "unit?", "Unit price": "price?"}},
		"kept ones come before usual ones": {"SKU;Artikelnummer;Titel", map[string]string{"number": "sku"},
			map[string]string{"SKU": "number", "Artikelnummer": "", "Titel": "name?"}},
		"usual ones are guesses where the kept one is not there": {"Artikelnummer;Titel", map[string]string{"number": "sku"},
			map[string]string{"Artikelnummer": "number?", "Titel": "name?"}},
		"what is in no column is not guessed": {"SKU;Lieferzeit", map[string]string{"deliveryDays": ""},
			map[string]string{"SKU": "number?", "Lieferzeit": ""}},
		"attributes stay attributes": {"SKU;Merkmal: Gewicht [KGM]", nil,
			map[string]string{"SKU": "number?", "Merkmal: Gewicht [KGM]": "(attribute)"}},
		"a name counts once, and none not at all": {"SKU;sku;;Artikel-ID;" + strings.Repeat("x", 201), nil,
			map[string]string{"SKU": "number?", "Artikel-ID": ""}},
	} {
		got, err := propose([]byte(c.heads+"\n"), c.called)
		if err != nil || !reflect.DeepEqual(fields(got), c.want) {
			t.Errorf("%s: got %v, %v", name, fields(got), err)
		}
	}
}

func TestTheFirstFiveRowsAreShown(t *testing.T) {
	rows := []string{"SKU;Titel", ";", "A;" + strings.Repeat("lang ", 40)}
	for i := range 5000 {
		rows = append(rows, fmt.Sprint("B", i))
	}
	got, err := propose([]byte(strings.Join(append(rows, `"never closed`), "\n")), nil)
	if err != nil || len(got) != 2 {
		t.Fatalf("got %v, %v", got, err)
	}
	if want := []string{"A", "B0", "B1", "B2", "B3"}; !reflect.DeepEqual(got[0].Samples, want) {
		t.Errorf("got %q", got[0].Samples)
	}
	if long := got[1].Samples[0]; len([]rune(long)) != 80 || !strings.HasSuffix(long, "…") {
		t.Errorf("got %q", long)
	}
}

func TestAColumnInTwoLinesIsNamedInOne(t *testing.T) {
	book := excelize.NewFile()
	for i, row := range [][]any{{"Art.-\nNr.", "Bezeichnung", "ME", "Preis\nin EUR"}, {"A", "Maus", "H87", 10.5}} {
		if err := book.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	content, err := book.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	columns, err := propose(content.Bytes(), nil)
	if err != nil || len(columns) != 4 || columns[3].Name != "Preis in EUR" || columns[3].Field != "price" || columns[3].Samples[0] != "10.5" {
		t.Fatalf("got %+v, %v", columns, err)
	}
	got, _, _, err := read(content.Bytes(), map[string]string{"number": columns[0].Name, "unit": "ME", "price": columns[3].Name})
	if err != nil || got.article("A").Offers[0].Amount != "10.5" {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestOnlyTablesHaveColumns(t *testing.T) {
	got, err := propose([]byte(`<BMECAT version="1.2"><T_UPDATE_PRODUCTS><ARTICLE mode="delete"><SUPPLIER_AID>A</SUPPLIER_AID></ARTICLE></T_UPDATE_PRODUCTS></BMECAT>`), nil)
	if err != nil || len(got) != 0 {
		t.Errorf("BMEcat: got %v, %v", got, err)
	}
	for content, want := range map[string]error{"": catalogue.ErrEmpty, "\x00\x01": catalogue.ErrFormatUnknown, "PK\x03\x04": catalogue.ErrUnreadable} {
		if _, err := propose([]byte(content), nil); !errors.Is(err, want) {
			t.Errorf("%q: %v, want %v", content, err, want)
		}
	}
}

func TestAFieldMayBeInNoColumn(t *testing.T) {
	content := []byte("Artikelnummer;Bezeichnung;Einheit;Preis;Lieferzeit\n1;Monitor;H87;1;bald\n")
	got, _, _, err := read(content, map[string]string{"deliveryDays": ""})
	if err != nil || got.article("1").DeliveryDays != "" {
		t.Errorf("%+v, %v", got, err)
	}
}
