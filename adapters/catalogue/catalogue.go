// Package catalogue reads what suppliers send as their catalogues: BMEcat 1.2 and 2005,
// Peppol catalogues (UBL), tables as CSV and XLSX, and archives (ZIP) of one of them with
// images and data sheets. Nothing is held in memory but the article at hand, and nothing is
// fetched from anywhere.
package catalogue

import (
	"bytes"
	"fmt"
	"io"

	"golang.org/x/text/unicode/norm"

	"allmende/domain/catalogue"
	"allmende/ports/driven"
)

// Reader carries out driven.CatalogueReader.
type Reader struct{}

var _ driven.CatalogueReader = Reader{}

// largest is how much a catalogue may be, unpacked.
const largest = 2 << 30

// Read hands the entries of a catalogue over, those of tables by their columns.
func (Reader) Read(file driven.CatalogueFile, columns map[string]string, into driven.CatalogueContents) (catalogue.Format, catalogue.Extent, error) {
	into = composed{into}
	return readFile(file, &table{called: columns, into: into}, into)
}

// readFile finds out what kind of file it is by how it begins.
func readFile(file driven.CatalogueFile, rows rows, into driven.CatalogueContents) (catalogue.Format, catalogue.Extent, error) {
	if file.Size == 0 {
		return "", "", catalogue.ErrEmpty
	}
	head := make([]byte, 4096)
	n, err := file.Content.ReadAt(head, 0)
	if err != nil && n == 0 {
		return "", "", fmt.Errorf("read %s: %w", file.Name, err)
	}
	head = head[:n]
	if bytes.HasPrefix(head, []byte("PK\x03\x04")) {
		return readArchive(file, rows, into)
	}
	whole := func() (io.ReadCloser, error) {
		return io.NopCloser(io.NewSectionReader(file.Content, 0, file.Size)), nil
	}
	return readText(whole, head, rows, into)
}

// source opens a file from its beginning, as often as it takes.
type source func() (io.ReadCloser, error)

// readText reads XML or CSV.
func readText(open source, head []byte, rows rows, into driven.CatalogueContents) (catalogue.Format, catalogue.Extent, error) {
	if looksLikeXML(head) {
		file, err := open()
		if err != nil {
			return "", "", err
		}
		defer func() { _ = file.Close() }() // only read from
		return readXML(io.LimitReader(file, largest), into)
	}
	if bytes.IndexByte(head, 0) >= 0 {
		return "", "", catalogue.ErrFormatUnknown
	}
	extent, err := readCSV(open, rows)
	return catalogue.CSV, extent, err
}

func looksLikeXML(head []byte) bool {
	head = bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
	return bytes.HasPrefix(bytes.TrimLeft(head, " \t\r\n"), []byte("<"))
}

// composed hands texts on in the one form in which they are compared (NFC).
type composed struct{ driven.CatalogueContents }

func (c composed) Entry(e catalogue.Entry) error {
	for _, text := range []*string{&e.Number, &e.Name, &e.Description, &e.Manufacturer, &e.ManufacturerNumber, &e.SecurityProfile, &e.Successor} {
		*text = norm.NFC.String(*text)
	}
	for _, texts := range [][]string{e.Labels, e.Accessories, e.Variants} {
		for i := range texts {
			texts[i] = norm.NFC.String(texts[i])
		}
	}
	for i, a := range e.Attributes {
		e.Attributes[i] = catalogue.Attribute{Name: norm.NFC.String(a.Name), Value: norm.NFC.String(a.Value), Unit: norm.NFC.String(a.Unit)}
	}
	for i := range e.Media {
		e.Media[i].Source, e.Media[i].Title = norm.NFC.String(e.Media[i].Source), norm.NFC.String(e.Media[i].Title)
	}
	return c.CatalogueContents.Entry(e)
}
