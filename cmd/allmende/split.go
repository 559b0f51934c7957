package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/shopspring/decimal"

	"allmende/domain/fault"
	"allmende/domain/split"
)

// splitCmd splits amounts without a database: one from standard input with its
// derivation, or every case of a file. Run needs standard input and output bound:
// kong.BindTo(os.Stdin, (*io.Reader)(nil)) and kong.BindTo(os.Stdout, (*io.Writer)(nil)).
type splitCmd struct {
	Cases string `help:"Split every case of this file instead; - is standard input." type:"existingfile" placeholder:"FILE"`
}

// Help is shown under the command's usage.
func (c *splitCmd) Help() string {
	return `Splits an amount to the last minor unit by largest remainders and prints how.
Given are total, weights and, if wanted, exponent (2) and tie (the members' keys, 0, 1, 2 ...).

Example: echo '{"total": "100.00", "weights": ["1", "1", "1"]}' | allmende split
         allmende split --cases cases.json`
}

// Run splits. Refused cases are results; a refused single split is an error.
func (c *splitCmd) Run(in io.Reader, out io.Writer) error {
	if c.Cases == "" {
		return splitOne(in, out)
	}
	return runSplit(c.Cases, in, out)
}

// runSplit answers the cases of a file, "-" for in, of which it reads id, kind and given only.
func runSplit(casesFile string, in io.Reader, out io.Writer) error {
	if casesFile != "-" {
		file, err := os.Open(casesFile)
		if err != nil {
			return fmt.Errorf("read cases: %w", err)
		}
		defer func() { _ = file.Close() }() // only read from
		in = file
	}
	var cases caseFile
	if err := json.UnmarshalRead(in, &cases); err != nil {
		return fmt.Errorf("%s is no file of cases: %w", casesFile, err)
	}
	if cases.Cases == nil {
		return fmt.Errorf("%s is no file of cases: it has no list \"cases\"", casesFile)
	}
	answers := caseAnswers{Results: make([]caseAnswer, len(cases.Cases))}
	for i, c := range cases.Cases {
		if c.ID == "" {
			return fmt.Errorf("%s is no file of cases: number %d has no id", casesFile, i+1)
		}
		answer, err := c.answer()
		if err != nil {
			return fmt.Errorf("case %s: %w", c.ID, err)
		}
		answers.Results[i] = answer
	}
	return printJSON(out, answers)
}

// splitOne reads what a case gives and prints the split with its derivation.
func splitOne(in io.Reader, out io.Writer) error {
	text, err := io.ReadAll(in)
	if err != nil {
		return fmt.Errorf("read standard input: %w", err)
	}
	given, err := parseGiven(text)
	if err != nil {
		return fmt.Errorf("refused: %w", err)
	}
	result, err := given.split()
	if err != nil {
		return fmt.Errorf("refused: %w", err)
	}
	return printJSON(out, given.derivation(result))
}

type caseFile struct {
	Cases []splitCase `json:"cases"`
}

type splitCase struct {
	ID    string         `json:"id"`
	Kind  string         `json:"kind"`
	Given jsontext.Value `json:"given"`
}

type caseAnswers struct {
	Results []caseAnswer `json:"results"`
}

type caseAnswer struct {
	ID     string `json:"id"`
	Result any    `json:"result,omitzero"`
	Error  string `json:"error,omitzero"`
}

// answer is the result or the name of the refusal; an error is neither.
func (c splitCase) answer() (caseAnswer, error) {
	result, err := c.result()
	if err == nil {
		return caseAnswer{ID: c.ID, Result: result}, nil
	}
	if name := nameOf(err); name != "" {
		return caseAnswer{ID: c.ID, Error: name}, nil
	}
	return caseAnswer{}, err
}

func (c splitCase) result() (any, error) {
	switch c.Kind {
	case "lr", "lr_summary", "error":
	default:
		return nil, refusal("unsupported_kind " + c.Kind)
	}
	given, err := parseGiven(c.Given)
	if err != nil {
		return nil, err
	}
	if summary := given.N != nil; c.Kind != "error" && summary != (c.Kind == "lr_summary") {
		return nil, refusal("malformed_given n")
	}
	result, err := given.split()
	if err != nil {
		return nil, err
	}
	if given.N != nil {
		return given.summary(result), nil
	}
	return given.table(result), nil
}

// refusal is the name by which this command refuses what is given.
type refusal string

func (r refusal) Error() string { return string(r) }

// nameOf is the name of a refusal, of the domain's without its area and in the
// case files' spelling, or empty for an internal error.
func nameOf(err error) string {
	var r refusal
	if errors.As(err, &r) {
		return string(r)
	}
	if f, ok := fault.Of(err); ok {
		_, name, _ := strings.Cut(f.Code(), ".")
		return strings.ReplaceAll(name, "-", "_")
	}
	return ""
}

type splitTable struct {
	Shares     []string `json:"shares"`
	MinorUnits []string `json:"minor_units"`
}

func (g splitGiven) table(result split.Result) splitTable {
	table := splitTable{Shares: []string{}, MinorUnits: []string{}}
	for _, s := range result.Shares {
		table.Shares = append(table.Shares, g.amount(s.Units))
		table.MinorUnits = append(table.MinorUnits, s.Units.String())
	}
	return table
}

type splitSummary struct {
	Floor           string `json:"floor"`
	MembersWithMore int    `json:"members_with_one_more"`
	Sum             string `json:"sum"`
}

// summary is the split among members of one weight: all have the same floor.
func (g splitGiven) summary(result split.Result) splitSummary {
	floor, sum := result.Shares[0].Floor, decimal.Zero
	if result.Total.Sign() < 0 {
		floor = floor.Neg()
	}
	for _, s := range result.Shares {
		sum = sum.Add(s.Units)
	}
	return splitSummary{Floor: g.amount(floor), MembersWithMore: result.Left, Sum: g.amount(sum)}
}

type splitDerivation struct {
	Rule      string       `json:"rule"`
	Version   int          `json:"version"`
	InputHash string       `json:"input_hash"`
	Total     string       `json:"total"`
	Units     string       `json:"minor_units"`
	WeightSum string       `json:"weight_sum"`
	Left      int          `json:"units_left"`
	Threshold string       `json:"threshold_remainder"`
	Shares    []derivation `json:"shares"`
}

type derivation struct {
	Key       string `json:"key"`
	Weight    string `json:"weight"`
	Floor     string `json:"floor"`
	Remainder string `json:"remainder"`
	Extra     bool   `json:"extra_unit"`
	Share     string `json:"share"`
}

func (g splitGiven) derivation(r split.Result) splitDerivation {
	d := splitDerivation{
		Rule: r.Rule, Version: r.Version, InputHash: r.InputHash,
		Total: g.amount(r.Total), Units: r.Total.String(), WeightSum: r.WeightSum.String(),
		Left: r.Left, Threshold: r.Threshold.String(),
	}
	for _, s := range r.Shares {
		d.Shares = append(d.Shares, derivation{
			Key: s.Key, Weight: s.Weight.String(), Floor: s.Floor.String(),
			Remainder: s.Remainder.String(), Extra: s.Extra, Share: g.amount(s.Units),
		})
	}
	return d
}

// amount writes minor units in the currency's major one.
func (g splitGiven) amount(units decimal.Decimal) string {
	return units.Shift(-g.exponent()).StringFixed(g.exponent())
}

func printJSON(out io.Writer, v any) error {
	if err := json.MarshalWrite(out, v, jsontext.WithIndent("  ")); err != nil {
		return fmt.Errorf("print: %w", err)
	}
	_, err := fmt.Fprintln(out)
	return err
}
