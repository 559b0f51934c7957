package catalogue

import (
	"fmt"
	"io"
	"regexp"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"allmende/domain/catalogue"
)

// What a workbook may take, packed and unpacked: larger catalogues come as CSV or XML.
const (
	largestWorkbook = 64 << 20
	largestUnpacked = 1 << 30
	largestInMemory = 16 << 20 // of a sheet; larger ones go to a temporary file
)

// readXLSX reads the first sheet of a workbook.
func readXLSX(content io.Reader, rows rows) (catalogue.Extent, error) {
	book, err := excelize.OpenReader(content, excelize.Options{
		RawCellValue: true, UnzipSizeLimit: largestUnpacked, UnzipXMLSizeLimit: largestInMemory,
	})
	if err != nil {
		return "", catalogue.ErrUnreadable.With("line", "1").With("reason", err.Error())
	}
	defer func() { _ = book.Close() }() // only read from
	sheets := book.GetSheetList()
	if len(sheets) == 0 {
		return "", catalogue.ErrEmpty
	}
	sheet, err := book.Rows(sheets[0])
	if err != nil {
		return "", fmt.Errorf("read the catalogue: %w", err)
	}
	defer func() { _ = sheet.Close() }() // only read from
	for line := 1; sheet.Next(); line++ {
		cells, err := sheet.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return "", catalogue.ErrUnreadable.With("line", fmt.Sprint(line)).With("reason", err.Error())
		}
		for i := range cells {
			cells[i] = asTyped(cells[i])
		}
		if err := rows.row(line, cells); err != nil {
			return "", err
		}
	}
	if err := sheet.Error(); err != nil {
		return "", fmt.Errorf("read the catalogue: %w", err)
	}
	return rows.end()
}

var binaryNumber = regexp.MustCompile(`^-?[0-9]+([.][0-9]+)?([eE][-+]?[0-9]{1,2})?$`)

// asTyped is the number that somebody typed where the workbook holds its nearest binary one
// (389.90000000000003): to fifteen digits they are the same.
func asTyped(cell string) string {
	if len(cell) < 16 && !regexpExponent.MatchString(cell) || !binaryNumber.MatchString(cell) {
		return cell
	}
	d, err := decimal.NewFromString(cell)
	if err != nil {
		return cell
	}
	return d.Round(15 - int32(d.NumDigits()) - d.Exponent()).String()
}

var regexpExponent = regexp.MustCompile(`^-?[0-9.]+[eE]`)
