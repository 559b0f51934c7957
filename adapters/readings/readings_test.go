package readings_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"allmende/adapters/readings"
	"allmende/domain/metering"
)

func TestEveryFormatTellsTheSame(t *testing.T) {
	want := []metering.Line{{Meter: "rack-1/a", At: "2026-03-01T00:00:00Z", Value: "1250.5"}, {Meter: "rack-2", At: "2026-03-01T00:15:00Z", Value: "0.000001"}}
	for name, file := range map[string]struct {
		format metering.Format
		text   string
	}{
		"commas":            {metering.CSV, "meter,at,value\nrack-1/a,2026-03-01T00:00:00Z,1250.5\n\nrack-2,2026-03-01T00:15:00Z,0.000001\n"},
		"spreadsheet":       {metering.CSV, "\ufeffStandort;\"At\";Meter;Value\r\nH;2026-03-01T00:00:00Z;\"rack-1/a\";1250,5\r\nH;2026-03-01T00:15:00Z; rack-2 ;0,000001"},
		"JSON":              {metering.JSON, `{"readings": [{"meter": "rack-1/a", "at": "2026-03-01T00:00:00Z", "value": 1250.5}, {"value": "0.000001", "meter": "rack-2", "at": "2026-03-01T00:15:00Z"}]}`},
		"OpenMetrics":       {metering.OpenMetrics, "# TYPE energy counter\nenergy_total{site=\"a\\\"b\",meter=\"rack-1/a\"} 1.2505e3 1772323200\nenergy_created{meter=\"rack-1/a\"} 1767225600 1772323200\nup 1 1772323200\nenergy_total{meter=\"rack-2\"} 1e-06 1772324100.25 # {id=\"x\"} 1\n# EOF\n"},
		"Prometheus text":   {metering.OpenMetrics, "energy{meter=\"rack-1/a\"} 1250.5 1772323200000\nenergy{meter=\"rack-2\"} 0.000001 1772324100250\n"},
		"Prometheus answer": {metering.Prometheus, `{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"meter":"rack-1/a"},"values":[[1772323200,"1250.5"]]},{"metric":{"meter":"rack-2"},"values":[[1772324100.25,"1e-06"]]}]}}`},
	} {
		got, err := all(file.format, file.text)
		for i := range got {
			got[i].Number = 0
		}
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
}

func all(format metering.Format, text string) ([]metering.Line, error) {
	source, err := readings.Open(format, strings.NewReader(text))
	if err != nil {
		return nil, err
	}
	var lines []metering.Line
	for {
		line, ok, err := source.Next()
		if err != nil || !ok {
			return lines, err
		}
		lines = append(lines, line)
	}
}

func TestWhatIsNotOfItsFormatIsUnreadable(t *testing.T) {
	for name, file := range map[string]struct {
		format metering.Format
		text   string
		good   int
	}{
		"nothing":           {metering.CSV, "", 0},
		"another table":     {metering.CSV, "a,b,c\n", 0},
		"an endless line":   {metering.CSV, "meter,at,value\n" + strings.Repeat("x", 100_000), 0},
		"half of JSON":      {metering.JSON, `{"readings": [{"meter": "a", "at": "b", "value": "1"}, {"met`, 1},
		"more after JSON":   {metering.JSON, `{"readings": []} {}`, 0},
		"open labels":       {metering.OpenMetrics, `energy{meter="a" 1 2`, 0},
		"a refused query":   {metering.Prometheus, `{"status":"error"}`, 0},
		"a query of a day":  {metering.Prometheus, `{"status":"success","data":{"resultType":"vector","result":[]}}`, 0},
		"an unknown format": {"xls", "", 0},
	} {
		lines, err := all(file.format, file.text)
		if want := metering.ErrUnreadable; len(lines) != file.good || !errors.Is(err, want) && !errors.Is(err, metering.ErrFormat) {
			t.Errorf("%s: %d lines, %v", name, len(lines), err)
		}
	}
	lines, err := all(metering.CSV, "meter;at;value\na;2026-03-01T00:00:00Z;1.234\na;2026-03-01T00:00:00Z;1.234,5\na;2026-03-01T00:00:00Z;1,234\na;2026-03-01T00:00:00Z;12.34,5\na;2026-03-01T00:00:00Z;1250.5\n")
	var told []string
	for _, line := range lines {
		read, fault := line.Read()
		told = append(told, fmt.Sprint(read.Value, " ", fault))
	}
	if got := strings.Join(told, ", "); err != nil || got != " reading.value-ambiguous at value value=1.234, 1234.5 <nil>, 1.234 <nil>, 12.34,5 reading.value-malformed at value, 1250.5 <nil>" {
		t.Errorf("numbers of spreadsheets: %s, %v", got, err)
	}
	lines, err = all(metering.CSV, "meter,at,value\nrack-1\n,,\n")
	if err != nil || len(lines) != 2 || lines[0].At != "" || lines[1].Number != 3 {
		t.Errorf("short rows: %+v, %v", lines, err)
	}
}
