package main

import (
	"fmt"
	"io"
	"strings"

	allmendehttp "allmende/adapters/http"
	"allmende/cmd/allmende/comparison"
	"allmende/domain/fault"
)

// evaluateCmd ranks bids without a database. Run needs standard input and output bound,
// as that of splitCmd.
type evaluateCmd struct {
	Sheet string `arg:"" optional:"" help:"The sheet, a JSON file; standard input if none is named." type:"existingfile" placeholder:"SHEET"`
	As    string `enum:"json,table" default:"json" help:"Print the derivation as json, or as a table to follow with pencil and paper."`
	Table bool   `help:"The same as --as table."`
}

// Help is shown under the command's usage.
func (c *evaluateCmd) Help() string { return comparison.Help }

// Run evaluates; a refused sheet is an error.
func (c *evaluateCmd) Run(in io.Reader, out io.Writer) error {
	return withInput(c.Sheet, in, func(in io.Reader) error {
		result, err := comparison.Read(in)
		if f, is := fault.Of(err); is {
			place := "/" + strings.ReplaceAll(f.Field(), ".", "/")
			return fmt.Errorf("refused: %s: %s (%s)", place, allmendehttp.Sentence(f, "en"), f.Code())
		}
		if err != nil {
			return err
		}
		if c.Table || c.As == "table" {
			return result.WriteTable(out)
		}
		return printJSON(out, result)
	})
}
