package catalogue_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"

	adapter "allmende/adapters/catalogue"
	"allmende/domain/catalogue"
	"allmende/ports/driven"
)

// taken is what was read.
type taken struct {
	entries []catalogue.Entry
	media   []driven.StoredMedium
}

func (t *taken) Entry(e catalogue.Entry) error         { t.entries = append(t.entries, e); return nil }
func (t *taken) Medium(m driven.StoredMedium) error    { t.media = append(t.media, m); return nil }
func (t *taken) article(number string) catalogue.Entry { return find(t.entries, number) }

func find(entries []catalogue.Entry, number string) catalogue.Entry {
	for _, e := range entries {
		if e.Number == number {
			return e
		}
	}
	return catalogue.Entry{}
}

func read(content []byte, columns map[string]string) (*taken, catalogue.Format, catalogue.Extent, error) {
	into := &taken{}
	file := driven.CatalogueFile{Name: "k", Content: bytes.NewReader(content), Size: int64(len(content))}
	format, extent, err := adapter.Reader{}.Read(file, columns, into)
	return into, format, extent, err
}

func mustRead(t *testing.T, content []byte) *taken {
	t.Helper()
	got, _, _, err := read(content, nil)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// standards is a folder of the official examples, if they are here.
func standards(t *testing.T, of string) string {
	t.Helper()
	shared := os.Getenv("ALLMENDE_SHARED")
	if shared == "" {
		shared = "../../../shared"
	}
	folder := filepath.Join(shared, "standards", of)
	if _, err := os.Stat(folder); err != nil {
		t.Skipf("the examples are not here; ALLMENDE_SHARED names the folder with standards/ in it: %v", err)
	}
	return folder
}

func TestTheExamplesOfBMEcatAreRead(t *testing.T) {
	folder := standards(t, "bmecat/examples")
	for name, want := range map[string]struct {
		format  catalogue.Format
		extent  catalogue.Extent
		entries int
	}{
		"bmecat-12/valid/new_catalog_clean.xml":                                 {catalogue.BMEcat12, catalogue.Whole, 1},
		"bmecat-12/warnings/new_catalog.xml":                                    {catalogue.BMEcat12, catalogue.Whole, 1},
		"bmecat-12/warnings/new_catalog_with_blank_classification_system.xml":   {catalogue.BMEcat12, catalogue.Whole, 1},
		"bmecat-12/warnings/update_products.xml":                                {catalogue.BMEcat12, catalogue.Items, 2},
		"bmecat-12/warnings/update_prices.xml":                                  {catalogue.BMEcat12, catalogue.Tariff, 1},
		"bmecat-2005/warnings/new_catalog.xml":                                  {catalogue.BMEcat2005, catalogue.Whole, 1},
		"bmecat-2005/warnings/new_catalog_with_blank_classification_system.xml": {catalogue.BMEcat2005, catalogue.Whole, 1},
		"bmecat-2005/valid/minimal_2005.1.xml":                                  {catalogue.BMEcat2005, catalogue.Whole, 0},
		"bmecat-2005/valid/minimal_2005.2.xml":                                  {catalogue.BMEcat2005, catalogue.Whole, 0},
	} {
		content, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		got, format, extent, err := read(content, nil)
		if err != nil || format != want.format || extent != want.extent || len(got.entries) != want.entries {
			t.Errorf("%s: %s, %s, %d entries, %v", name, format, extent, len(got.entries), err)
			continue
		}
		if want.extent == catalogue.Whole && want.entries > 0 {
			holdExample(t, name, got.article("1000"))
		}
	}
	for name, want := range map[string]error{
		"bmecat-12/invalid/not-well-formed.xml": catalogue.ErrUnreadable, "bmecat-12/invalid/root-wrong.xml": catalogue.ErrFormatUnknown,
		"bmecat-2005/invalid/not-well-formed.xml": catalogue.ErrUnreadable,
	} {
		content, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		if _, _, _, err := read(content, nil); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", name, err, want)
		}
	}
}

// holdExample holds the article of the examples against what their files say, and checks it.
func holdExample(t *testing.T, name string, e catalogue.Entry) {
	t.Helper()
	a, faults := e.Check(catalogue.Codes{})
	if slices.ContainsFunc(faults, catalogue.Grave) { // the examples' GTIN is not one
		t.Errorf("%s: %v", name, faults)
	}
	if a.Name != `Apple MacBook Pro 13"` || a.Manufacturer != "Microsoft" || a.ManufacturerNumber != "MPN" || a.DeliveryDays != 2 {
		t.Errorf("%s: %+v", name, a)
	}
	if a.Unit != "XBX" || a.Price.String() != "1499.50" || len(a.Tiers) != 1 || a.Tiers[0].From.String() != "100" || a.Tiers[0].Price.String() != "1300.90" {
		t.Errorf("%s: %s, %s, %v", name, a.Unit, a.Price, a.Tiers)
	}
	if len(a.Media) != 1 || a.Media[0] != (catalogue.Medium{Kind: catalogue.Image, Source: "55-K-31.jpg", Title: "Frontansicht des Notebooks"}) {
		t.Errorf("%s: %v", name, a.Media)
	}
	if len(a.Variants) != 1 || a.Variants[0] != "2000" {
		t.Errorf("%s: variants %v", name, a.Variants)
	}
}

func TestTheExamplesOfPeppolAreRead(t *testing.T) {
	folder := standards(t, "peppol/examples/catalogue/valid")
	files, err := filepath.Glob(filepath.Join(folder, "*.xml"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%v: %v", files, err)
	}
	for _, name := range files {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		got, format, _, err := read(content, nil)
		if err != nil || format != catalogue.Peppol || len(got.entries) == 0 {
			t.Errorf("%s: %d entries, %v", filepath.Base(name), len(got.entries), err)
		}
		for _, e := range got.entries {
			if _, faults := e.Check(catalogue.Codes{}); len(faults) > 0 {
				t.Logf("%s line %d: %v", filepath.Base(name), e.Line, faults)
			}
		}
	}
	content, err := os.ReadFile(filepath.Join(folder, "Catalogue_Example.xml"))
	if err != nil {
		t.Fatal(err)
	}
	a, _ := mustRead(t, content).article("MNTR011").Check(catalogue.Codes{})
	if a.Name != "Copy paper" || a.Price.String() != "10.00" || a.DeliveryDays != 2 || a.Manufacturer != "Manufacturer AS" || len(a.Parts) != 1 || len(a.Accessories) != 2 {
		t.Errorf("got %+v", a)
	}
}

const someBMEcat = `<?xml version="1.0" encoding="%s"?>
<BMECAT version="2005" xmlns="http://www.bmecat.org/bmecat/2005"><HEADER><CATALOG><CURRENCY>EUR</CURRENCY></CATALOG></HEADER><T_NEW_CATALOG>
<PRODUCT><SUPPLIER_PID>M-27</SUPPLIER_PID><PRODUCT_DETAILS><DESCRIPTION_SHORT lang="eng">Desk</DESCRIPTION_SHORT><DESCRIPTION_SHORT lang="deu">Höhenverstellbarer Schreibtisch für Büros, groß</DESCRIPTION_SHORT></PRODUCT_DETAILS>
<PRODUCT_FEATURES><REFERENCE_FEATURE_SYSTEM_NAME>CPV</REFERENCE_FEATURE_SYSTEM_NAME><REFERENCE_FEATURE_GROUP_ID>39134100-1</REFERENCE_FEATURE_GROUP_ID>
<FEATURE><FNAME>Umweltzeichen</FNAME><FVALUE>Blauer Engel</FVALUE><FVALUE>FSC</FVALUE></FEATURE></PRODUCT_FEATURES>
<PRODUCT_ORDER_DETAILS><ORDER_UNIT>PCE</ORDER_UNIT></PRODUCT_ORDER_DETAILS>
<PRODUCT_PRICE_DETAILS><PRODUCT_PRICE price_type="net_list"><PRICE_AMOUNT>500</PRICE_AMOUNT></PRODUCT_PRICE><PRODUCT_PRICE price_type="net_customer"><PRICE_AMOUNT>450</PRICE_AMOUNT></PRODUCT_PRICE></PRODUCT_PRICE_DETAILS>
<PRODUCT_REFERENCE type="consists_of" quantity="4"><PROD_ID_TO>B-1</PROD_ID_TO></PRODUCT_REFERENCE><PRODUCT_REFERENCE type="followup"><PROD_ID_TO>M-28</PROD_ID_TO></PRODUCT_REFERENCE>
</PRODUCT></T_NEW_CATALOG></BMECAT>`

func TestUmlautsAreReadInThreeEncodings(t *testing.T) {
	for name, encode := range map[string]func(string) ([]byte, error){
		"UTF-8":        func(s string) ([]byte, error) { return []byte("\ufeff" + s), nil },
		"ISO-8859-1":   in(charmap.ISO8859_1),
		"windows-1252": in(charmap.Windows1252),
	} {
		content, err := encode(fmt.Sprintf(someBMEcat, name))
		if err != nil {
			t.Fatal(err)
		}
		e := mustRead(t, content).article("M-27")
		if e.Name != "Höhenverstellbarer Schreibtisch für Büros, groß" {
			t.Errorf("%s: %q", name, e.Name)
		}
		a, faults := e.Check(catalogue.Codes{})
		if len(faults) > 0 || a.Price.String() != "450.00" || a.CPV != "39134100-1" || len(a.Labels) != 2 || a.Successor != "M-28" || a.Parts[0].Quantity.String() != "4" {
			t.Errorf("%s: %+v, %v", name, a, faults)
		}
	}
}

func TestHostileDocumentsAreRefused(t *testing.T) {
	within := func(inner string) string {
		return `<BMECAT version="1.2"><T_NEW_CATALOG>` + inner + `</T_NEW_CATALOG></BMECAT>`
	}
	for name, c := range map[string]struct {
		content string
		want    error
	}{
		"a million nested tags":          {within(strings.Repeat("<A>", 1_000_000)), catalogue.ErrTooDeep},
		"an entity bomb":                 {`<!DOCTYPE BMECAT [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>` + within("&b;"), catalogue.ErrEntities},
		"a file of the machine":          {`<!DOCTYPE BMECAT [<!ENTITY a SYSTEM "file:///etc/passwd">]>` + within("&a;"), catalogue.ErrEntities},
		"an entity nobody declared":      {within("<ARTICLE>&a;</ARTICLE>"), catalogue.ErrUnreadable},
		"a text without end":             {within("<ARTICLE><SUPPLIER_AID>" + strings.Repeat("a", 3<<20)), catalogue.ErrTextTooLong},
		"a name without end":             {within("<" + strings.Repeat("a", 3<<20) + ">"), catalogue.ErrTextTooLong},
		"an article without end":         {within("<ARTICLE>" + strings.Repeat("<KEYWORD>a</KEYWORD>", 30_000) + "</ARTICLE>"), catalogue.ErrTooMany},
		"an encoding from elsewhere":     {`<?xml version="1.0" encoding="EBCDIC-CP-US"?>` + within(""), catalogue.ErrEncoding},
		"Latin letters said to be UTF-8": {`<?xml version="1.0" encoding="UTF-8"?>` + within("<ARTICLE><SUPPLIER_AID>\xe4</SUPPLIER_AID></ARTICLE>"), catalogue.ErrEncoding},
		"half a file":                    {`<BMECAT version="1.2"><T_NEW_CATALOG><ARTICLE>`, catalogue.ErrUnreadable},
		"two documents":                  {within("") + within(""), catalogue.ErrUnreadable},
		"a web page":                     {"<!DOCTYPE html><html></html>", catalogue.ErrFormatUnknown},
		"nothing":                        {"", catalogue.ErrEmpty},
		"a picture":                      {"\x89PNG\r\n\x1a\n\x00\x00", catalogue.ErrFormatUnknown},
		"a letter":                       {"Sehr geehrte Damen und Herren,\nanbei der Katalog.", catalogue.ErrColumns},
		"an unclosed quote":              {"Artikelnummer;Bezeichnung;Einheit;Preis\n1;\"Monitor;H87;1\n", catalogue.ErrUnreadable},
	} {
		if _, _, _, err := read([]byte(c.content), nil); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

const someCSV = "Artikelnummer;Bezeichnung;Einheit;Preis netto;Staffelpreise;Lieferbar bis;Zubehör;Bestandteile;Merkmale;Merkmal: Gewicht [KGM];Bilder;Unbekanntes\n" +
	"M-27;Monitor für Büros;PCE;1.189,90;10: 1.100,00 | 50: 999,5;31.12.2027;K-1|K-2;2 x N-1 | N-2;Farbe: schwarz | Breite: 61,1 [CMT];5,4;m27.jpg;?\n" +
	";;;;;;;;;;;\n" +
	"M-28;Monitor;H87;0.5;;;;;;;;\n"

func TestTablesAreReadWithSeparatorsAndEncodingsOfEveryKind(t *testing.T) {
	windows, err := charmap.Windows1252.NewEncoder().String(someCSV)
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{
		"with a byte-order mark": "\ufeff" + someCSV, "without": someCSV, "Windows-1252": windows,
		"with tabs": strings.ReplaceAll(someCSV, ";", "\t"),
	} {
		got, format, extent, err := read([]byte(content), nil)
		if err != nil || format != catalogue.CSV || extent != catalogue.Whole || len(got.entries) != 2 {
			t.Fatalf("%s: %d entries, %v", name, len(got.entries), err)
		}
		e := got.article("M-27")
		a, faults := e.Check(catalogue.Codes{})
		if len(faults) > 0 || e.Line != 2 || a.Name != "Monitor für Büros" || a.Price.String() != "1189.90" || len(a.Tiers) != 2 || a.Tiers[1].Price.String() != "999.50" {
			t.Errorf("%s: line %d, %+v, %v", name, e.Line, a, faults)
		}
		if a.EndOfLife.String() != "2027-12-31" || len(a.Accessories) != 2 || len(a.Parts) != 2 || a.Parts[0].Quantity.String() != "2" || len(a.Attributes) != 3 || a.Attributes[1].Unit != "CMT" {
			t.Errorf("%s: %+v", name, a)
		}
		if got := got.article("M-28"); got.Line != 4 || got.Offers[0].Amount != "0.5" {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestAPriceWithACommaMayStandBetweenCommas(t *testing.T) {
	got := mustRead(t, []byte("Article number,Name,Unit,Net price,Action\nM-27,\"Monitor, 27\",H87,\"1,5\",\nM-1,x,H87,1,remove\n"))
	if e := got.article("M-27"); e.Name != "Monitor, 27" || e.Offers[0].Amount != "1.5" {
		t.Errorf("got %+v", e)
	}
	if e := got.article("M-1"); e.Mode != catalogue.Remove {
		t.Errorf("got %+v", e)
	}
}

func TestASupplierMayCallItsColumnsWhatItLikes(t *testing.T) {
	content := []byte("SKU;Titel;ME;EK;Bezeichnung\n1;Monitor;H87;1;falsch\n")
	if _, _, _, err := read(content, nil); !errors.Is(err, catalogue.ErrColumns) {
		t.Errorf("without a mapping: %v", err)
	}
	got, _, _, err := read(content, map[string]string{"number": "sku", "name": "Titel", "unit": "ME", "price": "EK"})
	if err != nil || got.article("1").Name != "Monitor" {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestAWorkbookIsReadAsItWasTyped(t *testing.T) {
	book := excelize.NewFile()
	for i, row := range [][]any{
		{"Artikelnummer", "Bezeichnung", "Einheit", "Preis netto", "GTIN", "Lieferbar bis"},
		{1000, "Monitor", "H87", 389.90000000000003, 4006381333931, 46752},
		{"M-2", "Maus", "H87", "12,50", "", "31.12.2027"},
	} {
		if err := book.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	content, err := book.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	got, format, _, err := read(content.Bytes(), nil)
	if err != nil || format != catalogue.XLSX {
		t.Fatal(format, err)
	}
	a, faults := got.article("1000").Check(catalogue.Codes{})
	if len(faults) > 0 || a.Price.String() != "389.90" || a.GTIN != "4006381333931" || a.EndOfLife.String() != "2027-12-31" {
		t.Errorf("%+v, %v", a, faults)
	}
	if a, faults := got.article("M-2").Check(catalogue.Codes{}); len(faults) > 0 || a.Price.String() != "12.50" || a.EndOfLife.String() != "2027-12-31" {
		t.Errorf("%+v, %v", a, faults)
	}
}

func TestTheTemplateIsReadByItself(t *testing.T) {
	var template bytes.Buffer
	if err := adapter.WriteTemplate(&template); err != nil {
		t.Fatal(err)
	}
	got := mustRead(t, template.Bytes())
	if len(got.entries) != 2 {
		t.Fatalf("got %d examples", len(got.entries))
	}
	for _, e := range got.entries {
		if _, faults := e.Check(catalogue.Codes{}); len(faults) > 0 {
			t.Errorf("%s: %v", e.Number, faults)
		}
	}
}

func TestAnArchiveBringsImagesAlong(t *testing.T) {
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 2, 2))); err != nil {
		t.Fatal(err)
	}
	archive := func(files map[string]string) []byte {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		for name, content := range files {
			f, err := w.Create(name)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := f.Write([]byte(content)); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	got := mustRead(t, archive(map[string]string{"katalog.csv": someCSV, "bilder/m27.png": picture.String()}))
	if len(got.entries) != 2 || len(got.media) != 1 || got.media[0].Name != "m27.png" || got.media[0].ContentType != "image/png" {
		t.Errorf("got %d entries, %d media", len(got.entries), len(got.media))
	}
	for name, c := range map[string]struct {
		files map[string]string
		want  error
	}{
		"a program as an image": {map[string]string{"k.csv": someCSV, "m27.png": "<svg onload='alert(1)'/>"}, catalogue.ErrMedium},
		"too large an image":    {map[string]string{"k.csv": someCSV, "m27.png": picture.String() + strings.Repeat("\x00", 6<<20)}, catalogue.ErrMedium},
		"two catalogues":        {map[string]string{"a.csv": someCSV, "b.csv": someCSV}, catalogue.ErrFormatUnknown},
		"no catalogue":          {map[string]string{"m27.png": picture.String()}, catalogue.ErrFormatUnknown},
	} {
		if _, _, _, err := read(archive(c.files), nil); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func in(encoding *charmap.Charmap) func(string) ([]byte, error) {
	return func(text string) ([]byte, error) { return encoding.NewEncoder().Bytes([]byte(text)) }
}
