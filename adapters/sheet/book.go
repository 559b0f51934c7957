package sheet

import (
	"fmt"
	"io"
	"time"

	"github.com/xuri/excelize/v2"
)

// particulars are what readers and archives ask a workbook for. The same document gives
// the same bytes, so that its times are the document's.
type particulars struct {
	title, author string
	made          time.Time
}

// book writes a workbook that is filled by a function.
func book(w io.Writer, p particulars, fill func(*excelize.File) error) error {
	file := excelize.NewFile()
	err := describe(file.SetZipWriter(newArchive), p)
	if err == nil {
		err = fill(file)
	}
	if err == nil {
		err = file.Write(w)
	}
	if closed := file.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return fmt.Errorf("write workbook %s: %w", p.title, err)
	}
	return nil
}

func describe(file *excelize.File, p particulars) error {
	made := p.made.UTC().Truncate(time.Second).Format(time.RFC3339)
	return file.SetDocProps(&excelize.DocProperties{
		Title: p.title, Creator: p.author, LastModifiedBy: p.author, Language: "de-DE", Created: made, Modified: made,
	})
}

// leaf is a sheet of a workbook.
type leaf struct {
	name   string
	widths []float64
	rows   func(*writer)
}

// leaves adds sheets to a new workbook.
func leaves(file *excelize.File, sheets []leaf) error {
	look, err := newLook(file)
	if err != nil {
		return err
	}
	for i, l := range sheets {
		if i == 0 {
			err = file.SetSheetName("Sheet1", l.name)
		} else {
			_, err = file.NewSheet(l.name)
		}
		if err != nil {
			return fmt.Errorf("add sheet %s: %w", l.name, err)
		}
		if err := stream(file, l.name, look, l.widths, l.rows); err != nil {
			return fmt.Errorf("fill sheet %s: %w", l.name, err)
		}
	}
	return nil
}
