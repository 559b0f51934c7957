package main

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// splitting runs "allmende split" with these arguments.
func splitting(t *testing.T, in string, arguments ...string) (printed string, err error) {
	t.Helper()
	var line struct {
		Split splitCmd `cmd:""`
	}
	var out bytes.Buffer
	parser, err := kong.New(&line, kong.BindTo(strings.NewReader(in), (*io.Reader)(nil)), kong.BindTo(&out, (*io.Writer)(nil)))
	if err != nil {
		t.Fatal(err)
	}
	command, err := parser.Parse(append([]string{"split"}, arguments...))
	if err != nil {
		return "", err
	}
	err = command.Run()
	return out.String(), err
}

func written(t *testing.T, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "file.json")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

const (
	someCases = `{"cases":[{"id":"X","kind":"lr","given":{"total":"0.01","weights":["1","2"]}},{"id":"Y","kind":"error","given":{"total":"1","weights":[]}}]}`
	someSheet = `{"total":"10.01","weights":["1.5","1","1.5"]}`
)

func TestCasesAreAnsweredFromAFileOrStandardInput(t *testing.T) {
	for name, arguments := range map[string][]string{"a file": {"--cases", written(t, someCases)}, "standard input": {"--cases", "-"}} {
		printed, err := splitting(t, someCases, arguments...)
		var answers struct {
			Results []struct {
				ID, Error string
				Result    struct {
					Shares []string
				}
			}
		}
		if err != nil || json.Unmarshal([]byte(printed), &answers) != nil || len(answers.Results) != 2 {
			t.Fatalf("%s: got %v and %s", name, err, printed)
		}
		if first, second := answers.Results[0], answers.Results[1]; first.ID != "X" || first.Result.Shares[1] != "0.01" || second.Error != "no_positive_weight" {
			t.Errorf("%s: got %+v", name, answers)
		}
	}
}

func TestASheetIsPrintedWithItsDerivation(t *testing.T) {
	for name, arguments := range map[string][]string{"a file": {written(t, someSheet)}, "standard input": nil, "a dash": {"-"}} {
		printed, err := splitting(t, someSheet, arguments...)
		var split struct {
			Divisions []struct {
				Shares []struct {
					Floor, Remainder string
					Extra            bool `json:"extra_unit"`
				}
			}
			Members []struct{ Bears string }
		}
		if err != nil || json.Unmarshal([]byte(printed), &split) != nil || len(split.Divisions) != 1 || len(split.Members) != 3 {
			t.Fatalf("%s: got %v and %s", name, err, printed)
		}
		if first := split.Divisions[0].Shares[0]; first.Floor != "375" || first.Remainder != "1.5" || !first.Extra || split.Members[0].Bears != "3.76" {
			t.Errorf("%s: got %+v", name, split)
		}
	}
	if printed, err := splitting(t, someSheet, "--as", "table"); err != nil || !strings.Contains(printed, "units * weight = floor * 4 + remainder") {
		t.Errorf("as a table: got %v and %s", err, printed)
	}
}

func TestWhatIsRefusedIsToldAndNothingIsPrinted(t *testing.T) {
	for _, c := range []struct {
		in, word  string
		arguments []string
	}{
		{`{"total":"1","weights":["0"]}`, "split.no-positive-weight", nil},
		{`{"total":"1","weights":["x"]}`, "/members/0/weight", nil},
		{"nonsense", "no JSON", nil},
		{"{}", `no list "cases"`, []string{"--cases", "-"}},
		{"", "no file of cases", []string{"--cases", "-"}},
		{"", "not both", []string{"--cases", "-", written(t, someSheet)}},
		{"", "no such file", []string{filepath.Join(t.TempDir(), "none.json")}},
		{"", "no such file", []string{"--cases", filepath.Join(t.TempDir(), "none.json")}},
		{someSheet, "--as", []string{"--as", "graph"}},
	} {
		printed, err := splitting(t, c.in, c.arguments...)
		if err == nil || !strings.Contains(err.Error(), c.word) || printed != "" {
			t.Errorf("%s %v: got %v and %q, want %q in the error and nothing printed", c.in, c.arguments, err, printed, c.word)
		}
	}
}
