package cases_test

import (
	"bytes"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"allmende/cmd/allmende/cases"
)

// FuzzTheReaderNeverPanicsAndLosesNoCent reads whatever there is as a file of cases:
// each case has one answer, that answer is either a result or a name, and the shares of
// a plain split sum to its total.
func FuzzTheReaderNeverPanicsAndLosesNoCent(f *testing.F) {
	text, err := os.ReadFile(filepath.Join("testdata", "cases.json"))
	if err != nil {
		f.Fatal(err)
	}
	var file struct {
		Cases []jsontext.Value `json:"cases"`
	}
	if err := json.Unmarshal(text, &file); err != nil {
		f.Fatal(err)
	}
	for _, c := range file.Cases {
		f.Add([]byte(`{"cases":[` + string(c) + `]}`))
	}
	f.Add([]byte(`{"cases":[{"id":"X","kind":"error","given":{"total":"1.00","weights":["-1"],"tie":[9]}}]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		answers, err := cases.Read(bytes.NewReader(text))
		if err != nil {
			return
		}
		var file struct {
			Cases []struct {
				Kind  string         `json:"kind"`
				Given jsontext.Value `json:"given"`
			} `json:"cases"`
		}
		if err := json.Unmarshal(text, &file); err != nil || len(file.Cases) != len(answers.Results) {
			t.Fatalf("%d answers to %d cases (%v)", len(answers.Results), len(file.Cases), err)
		}
		for i, answer := range answers.Results {
			if (answer.Result == nil) == (answer.Error == "") {
				t.Fatalf("case %d has %v and %q", i, answer.Result, answer.Error)
			}
			if answer.Result != nil && file.Cases[i].Kind == "lr" {
				if err := sums(answer.Result, file.Cases[i].Given); err != nil {
					t.Fatal(err)
				}
			}
		}
	})
}

// sums compares the sum of the shares with the total as it was given.
func sums(result any, given jsontext.Value) error {
	text, err := json.Marshal(result)
	if err != nil {
		return err
	}
	var shares struct {
		Shares []string `json:"shares"`
	}
	var total struct {
		Total jsontext.Value `json:"total"`
	}
	if err := json.Unmarshal(text, &shares); err != nil {
		return err
	}
	if err := json.Unmarshal(given, &total); err != nil {
		return err
	}
	if total.Total.Kind() == '"' {
		unquoted, _ := jsontext.AppendUnquote(nil, total.Total)
		total.Total = unquoted
	}
	want, ok := new(big.Rat).SetString(string(total.Total))
	if !ok {
		return fmt.Errorf("a total of %s was split", total.Total)
	}
	got := new(big.Rat)
	for _, share := range shares.Shares {
		part, ok := new(big.Rat).SetString(share)
		if !ok {
			return fmt.Errorf("a share of %q", share)
		}
		got.Add(got, part)
	}
	if got.Cmp(want) != 0 {
		return fmt.Errorf("shares of %s sum to %s", total.Total, got.RatString())
	}
	return nil
}
