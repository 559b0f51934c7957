package sheet

import (
	"encoding/csv"
	"errors"
	"io"
	"strconv"
	"strings"

	"allmende/domain/fault"
	"allmende/domain/period"
	"allmende/domain/timesheet"
)

// ErrHoursTable: a table of hours has a head that names person, day, role, hours and text, and its lines can be read; else "line" cannot.
var ErrHoursTable = fault.New(fault.Invalid, "timesheet.table-unreadable", fault.Field("table"))

// hoursHeads are the names of columns, in German and in English.
var hoursHeads = map[string]int{
	"person": 0, "tag": 1, "datum": 1, "day": 1, "date": 1, "rolle": 2, "role": 2, "stunden": 3, "hours": 3,
	"text": 4, "leistung": 4, "tätigkeit": 4, "description": 4,
}

const hoursColumns = 5

// ReadHours reads entries of a time sheet from a table with ; , or tabs between. Days are
// written 2026-03-10 or 10.03.2026. What its cells say is not judged here. It fails with ErrHoursTable.
func ReadHours(from io.Reader) ([]timesheet.Worked, error) {
	content, err := io.ReadAll(from)
	if err != nil {
		return nil, err
	}
	text := strings.TrimPrefix(string(content), "\ufeff")
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord, r.Comma = -1, separatorOf(text)
	rows, err := r.ReadAll()
	var wrong *csv.ParseError
	if errors.As(err, &wrong) {
		return nil, ErrHoursTable.With("line", strconv.Itoa(wrong.Line))
	}
	if err != nil {
		return nil, err
	}
	columns, ok := hoursColumnsOf(rows)
	if !ok {
		return nil, ErrHoursTable.With("line", "1")
	}
	worked := []timesheet.Worked{}
	for _, cells := range rows[1:] {
		cell := func(column int) string {
			if at := columns[column]; at < len(cells) {
				return strings.TrimSpace(cells[at])
			}
			return ""
		}
		if strings.Join(cells, "") != "" {
			worked = append(worked, timesheet.Worked{Person: cell(0), Day: isoDay(cell(1)), Role: cell(2), Hours: cell(3), Text: cell(4)})
		}
	}
	return worked, nil
}

func separatorOf(text string) rune {
	head, _, _ := strings.Cut(text, "\n")
	best := ';'
	for _, r := range []rune{',', '\t'} {
		if strings.Count(head, string(r)) > strings.Count(head, string(best)) {
			best = r
		}
	}
	return best
}

// hoursColumnsOf finds where each column stands.
func hoursColumnsOf(rows [][]string) ([hoursColumns]int, bool) {
	var at [hoursColumns]int
	if len(rows) == 0 {
		return at, false
	}
	found := map[int]bool{}
	for i, head := range rows[0] {
		if column, known := hoursHeads[strings.ToLower(strings.TrimSpace(head))]; known && !found[column] {
			at[column], found[column] = i, true
		}
	}
	return at, len(found) == hoursColumns
}

// isoDay writes 10.03.2026 as 2026-03-10, and leaves everything else.
func isoDay(text string) string {
	parts := strings.Split(text, ".")
	if len(parts) != 3 || len(parts[2]) != 4 {
		return text
	}
	day, err1 := strconv.Atoi(parts[0])
	month, err2 := strconv.Atoi(parts[1])
	year, err3 := strconv.Atoi(parts[2])
	if errors.Join(err1, err2, err3) != nil {
		return text
	}
	written := strings.Join([]string{parts[2], pad(month), pad(day)}, "-")
	if got, err := period.ParseDay(written); err != nil || got.YearNumber() != year {
		return text
	}
	return written
}

func pad(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}
