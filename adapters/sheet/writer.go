package sheet

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

// look holds the workbook's styles.
type look map[kind]int

const (
	amountFormat = 4 // #,##0.00, as the reader's language writes it
	dateFormat   = 14
)

// priceFormat shows two places at least and six at most.
var priceFormat = "#,##0.00####"

func filled(color string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
}

func newLook(file *excelize.File) (look, error) {
	styles := look{}
	for _, s := range []struct {
		kind  kind
		style excelize.Style
	}{
		{bold, excelize.Style{Font: &excelize.Font{Bold: true}, Fill: filled("E1E7EF"), Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}}},
		{large, excelize.Style{Font: &excelize.Font{Bold: true, Size: 16}}},
		{amount, excelize.Style{NumFmt: amountFormat}},
		{boldAmount, excelize.Style{NumFmt: amountFormat, Font: &excelize.Font{Bold: true}}},
		{price, excelize.Style{CustomNumFmt: &priceFormat}},
		{lowest, excelize.Style{CustomNumFmt: &priceFormat, Font: &excelize.Font{Bold: true}, Fill: filled("D9F0DD")}},
		{highest, excelize.Style{CustomNumFmt: &priceFormat, Font: &excelize.Font{Bold: true}, Fill: filled("FBE3D6")}},
		{strong, excelize.Style{Font: &excelize.Font{Bold: true}}},
		{date, excelize.Style{NumFmt: dateFormat}},
	} {
		id, err := file.NewStyle(&s.style)
		if err != nil {
			return nil, fmt.Errorf("add style: %w", err)
		}
		styles[s.kind] = id
	}
	return styles, nil
}

// writer streams the rows of one sheet. After an error it writes no more.
type writer struct {
	stream *excelize.StreamWriter
	look   look
	rows   int
	err    error
}

// stream writes a sheet, in landscape and as wide as a page when it is printed.
func stream(file *excelize.File, name string, styles look, widths []float64, rows func(*writer)) error {
	orientation, paperA4, wide, fit, tall := "landscape", 9, 1, true, 0
	if err := file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return fmt.Errorf("set up page: %w", err)
	}
	if err := file.SetPageLayout(name, &excelize.PageLayoutOptions{Orientation: &orientation, Size: &paperA4, FitToWidth: &wide, FitToHeight: &tall}); err != nil {
		return fmt.Errorf("set up page: %w", err)
	}
	s, err := file.NewStreamWriter(name)
	if err != nil {
		return fmt.Errorf("open stream: %w", err)
	}
	for i, width := range widths {
		if err := s.SetColWidth(i+1, i+1, width); err != nil {
			return fmt.Errorf("set width: %w", err)
		}
	}
	w := &writer{stream: s, look: styles}
	rows(w)
	if w.err != nil {
		return w.err
	}
	return s.Flush()
}

// heads writes the names of the columns, which stay when one scrolls.
func (w *writer) heads(names ...string) {
	if err := w.stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		w.err = fmt.Errorf("freeze: %w", err)
		return
	}
	cells := make([]cell, len(names))
	for i, name := range names {
		cells[i] = head(name)
	}
	w.row(cells...)
}

// row writes the next row; an empty text is no cell.
func (w *writer) row(cells ...cell) {
	w.rows++
	if w.err != nil {
		return
	}
	values := make([]any, len(cells))
	for i, c := range cells {
		if c.value != "" {
			values[i] = excelize.Cell{StyleID: w.look[c.look], Value: c.value}
		}
	}
	w.err = w.stream.SetRow(fmt.Sprintf("A%d", w.rows), values)
}
