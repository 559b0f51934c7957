package pricing

import (
	"regexp"
	"strconv"
	"strings"

	"allmende/domain/fault"
	"allmende/domain/period"
)

// MostIndexRows is how many months a table has at most: fifty years.
const MostIndexRows = 600

// Faults of a table of index values. Those of a line stand in the lines of ErrIndexTable.
var (
	// ErrIndexTable: nothing of the table is taken, as some of its lines are wrong.
	ErrIndexTable = fault.New(fault.Invalid, "pricing.index-table-refused", fault.Field("table"))
	// ErrIndexTableEmpty: no line of the table has a value.
	ErrIndexTableEmpty = fault.New(fault.Invalid, "pricing.index-table-empty", fault.Field("table"))
	// ErrIndexTableTooLong: the table has more than MostIndexRows lines with values.
	ErrIndexTableTooLong = fault.New(fault.Invalid, "pricing.index-table-too-long", fault.Field("table"))
	// ErrIndexLine: a line is not a month and a value, and whether that is final.
	ErrIndexLine = fault.New(fault.Invalid, "pricing.index-line-malformed")
	// ErrIndexMonth: a month is written in a form that is not known.
	ErrIndexMonth = fault.New(fault.Invalid, "pricing.index-month-malformed", fault.Field("month"))
	// ErrIndexMonthTwice: an earlier line of the table has the same month.
	ErrIndexMonthTwice = fault.New(fault.Invalid, "pricing.index-month-twice", fault.Field("month"))
	// ErrIndexMonthFinal: the month has a final value, which no table replaces; a correction is entered by itself.
	ErrIndexMonthFinal = fault.New(fault.Conflict, "pricing.index-month-final", fault.Rule("G-FRA"), fault.Field("month"))
	// ErrIndexFinality: it cannot be told whether a value is final.
	ErrIndexFinality = fault.New(fault.Invalid, "pricing.index-finality-malformed", fault.Field("final"))
)

// Row is a line of a table as it was written, with its number in the file.
type Row struct {
	Line  int
	Cells []string
}

// ReadTable reads the values of an index: a month, a value and, if it likes, whether that is
// final, in each line. A first line that begins without a digit is the header. All lines are
// taken or none: it fails with ErrIndexTable, which tells every line that is wrong, with
// ErrIndexTableEmpty and ErrIndexTableTooLong.
func ReadTable(index IndexID, rows []Row, final map[period.Day]bool) ([]Value, error) {
	if len(rows) > 0 && isHeader(rows[0]) {
		rows = rows[1:]
	}
	if len(rows) == 0 {
		return nil, ErrIndexTableEmpty
	}
	if len(rows) > MostIndexRows {
		return nil, ErrIndexTableTooLong.With("most", strconv.Itoa(MostIndexRows))
	}
	values, wrong, lineOf := make([]Value, 0, len(rows)), []fault.Line(nil), map[period.Day]int{}
	for _, row := range rows {
		value, refusal := readRow(row.Cells)
		if refusal == nil {
			refusal = misplaced(value.Month, lineOf, final)
		}
		if refusal != nil {
			wrong = append(wrong, fault.Line{Number: row.Line, Fault: refusal})
			continue
		}
		value.Index, lineOf[value.Month] = index, row.Line
		values = append(values, value)
	}
	if len(wrong) > 0 {
		return nil, ErrIndexTable.With("count", strconv.Itoa(len(wrong))).On(wrong)
	}
	return values, nil
}

func isHeader(row Row) bool {
	return len(row.Cells) > 0 && !strings.ContainsAny(row.Cells[0], "0123456789")
}

// misplaced is why a month has no place in the table, if so.
func misplaced(month period.Day, lineOf map[period.Day]int, final map[period.Day]bool) *fault.Fault {
	if line, twice := lineOf[month]; twice {
		return ErrIndexMonthTwice.With("line", strconv.Itoa(line))
	}
	if final[month] {
		return ErrIndexMonthFinal
	}
	return nil
}

func readRow(cells []string) (Value, *fault.Fault) {
	if len(cells) < 2 || len(cells) > 3 {
		return Value{}, ErrIndexLine
	}
	month, known := readMonth(strings.TrimSpace(cells[0]))
	if !known {
		return Value{}, ErrIndexMonth
	}
	value, err := ParseIndexValue(strings.Replace(strings.TrimSpace(cells[1]), ",", ".", 1))
	if err != nil {
		return Value{}, ErrIndexInvalid.At("value")
	}
	v := Value{Month: month, Value: value}
	if len(cells) == 3 {
		if v.Provisional, known = provisional[strings.ToLower(strings.TrimSpace(cells[2]))]; !known {
			return Value{}, ErrIndexFinality
		}
	}
	return v, nil
}

// provisional tells what the words of the third column mean; without one a value is final.
var provisional = map[string]bool{
	"": false, "ja": false, "yes": false, "true": false, "1": false, "x": false, "endgültig": false, "final": false,
	"nein": true, "no": true, "false": true, "0": true, "vorläufig": true, "provisional": true,
}

// The forms of a month: 2026-03 or any day of it, 03.2026 or any day of it, 03/2026.
var (
	monthByYear  = regexp.MustCompile(`^([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?$`)
	monthByDay   = regexp.MustCompile(`^(?:([0-9]{1,2})\.)?([0-9]{1,2})\.([0-9]{4})$`)
	monthBySlash = regexp.MustCompile(`^([0-9]{1,2})/([0-9]{4})$`)
)

func readMonth(text string) (period.Day, bool) {
	if m := monthByYear.FindStringSubmatch(text); m != nil {
		return firstOf(m[1], m[2], m[3])
	}
	if m := monthByDay.FindStringSubmatch(text); m != nil {
		return firstOf(m[3], m[2], m[1])
	}
	if m := monthBySlash.FindStringSubmatch(text); m != nil {
		return firstOf(m[2], m[1], "")
	}
	return period.Day{}, false
}

// firstOf is the first day of the month in which a day is; without a day it is the first itself.
func firstOf(year, month, day string) (period.Day, bool) {
	if day == "" {
		day = "01"
	}
	found, err := period.ParseDay(year + "-" + twoDigits(month) + "-" + twoDigits(day))
	if err != nil {
		return period.Day{}, false
	}
	t := found.UTC()
	return period.Date(t.Year(), t.Month(), 1), true
}

func twoDigits(text string) string {
	if len(text) == 1 {
		return "0" + text
	}
	return text
}
