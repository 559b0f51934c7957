package readings

import (
	"bufio"
	"errors"
	"io"
	"slices"
	"strings"

	"allmende/domain/metering"
)

// longestLine bounds a line, so that a file without any does not fill the memory.
const longestLine = 64 << 10

// csvFile reads a table with the columns meter, at and value in any order, others beside them,
// by commas, or by semicolons as German spreadsheets write them: those with a comma in numbers.
// Nothing of it needs quotes, so that a line is its own row; they are taken off where they stand.
type csvFile struct {
	lines     *bufio.Scanner
	number    int
	separator string
	places    [3]int // of meter, at and value
}

var csvColumns = [3]string{"meter", "at", "value"}

func openCSV(from io.Reader) (*csvFile, error) {
	f := &csvFile{lines: bufio.NewScanner(from), separator: ","}
	f.lines.Buffer(make([]byte, 0, longestLine), longestLine)
	head, ok, err := f.line()
	if err != nil || !ok {
		return nil, unreadable(1)
	}
	head = strings.TrimPrefix(head, "\ufeff")
	if strings.Contains(head, ";") {
		f.separator = ";"
	}
	names := strings.Split(strings.ToLower(head), f.separator)
	for i := range names {
		names[i] = bare(names[i])
	}
	for i, column := range csvColumns {
		if f.places[i] = slices.Index(names, column); f.places[i] < 0 {
			return nil, unreadable(1)
		}
	}
	return f, nil
}

func (f *csvFile) line() (string, bool, error) {
	f.number++
	if f.lines.Scan() {
		return f.lines.Text(), true, nil
	}
	if errors.Is(f.lines.Err(), bufio.ErrTooLong) {
		return "", false, unreadable(f.number)
	}
	return "", false, f.lines.Err()
}

// Next is the next row; empty ones are left out.
func (f *csvFile) Next() (metering.Line, bool, error) {
	for {
		row, ok, err := f.line()
		if !ok || err != nil {
			return metering.Line{}, false, err
		}
		if row = strings.TrimRight(row, "\r"); row == "" {
			continue
		}
		line := metering.Line{Number: f.number, Meter: f.field(row, 0), At: f.field(row, 1), Value: f.field(row, 2)}
		if f.separator == ";" {
			line.Value, line.Grouped = german(line.Value)
		}
		return line, true, nil
	}
}

// german writes "1.234,5" as 1234.5. Without a comma it stays as it is, and a point in it may be between thousands.
func german(value string) (text string, grouped bool) {
	whole, places, comma := strings.Cut(value, ",")
	if !comma {
		return value, true
	}
	groups := strings.Split(whole, ".")
	for i, group := range groups {
		if len(groups) > 1 && (i > 0 && len(group) != 3 || group == "" || len(group) > 3) {
			return value, false // which is no number
		}
	}
	return strings.Join(groups, "") + "." + places, false
}

// field finds a column without splitting the row, which would take more than all else.
func (f *csvFile) field(row string, column int) string {
	for range f.places[column] {
		at := strings.IndexByte(row, f.separator[0])
		if at < 0 {
			return ""
		}
		row = row[at+1:]
	}
	if at := strings.IndexByte(row, f.separator[0]); at >= 0 {
		row = row[:at]
	}
	return bare(row)
}

// bare is a field without the blanks and quotes around it.
func bare(field string) string {
	if field != "" && field[0] > ' ' && field[0] != '"' && field[len(field)-1] > ' ' {
		return field
	}
	field = strings.TrimSpace(field)
	if len(field) >= 2 && field[0] == '"' && field[len(field)-1] == '"' {
		return field[1 : len(field)-1]
	}
	return field
}
