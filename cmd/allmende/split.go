package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"allmende/cmd/allmende/cases"
	"allmende/cmd/allmende/sheet"
)

// splitCmd splits amounts without a database: a sheet with its derivation, or every
// case of a file. Run needs standard input and output bound:
// kong.BindTo(os.Stdin, (*io.Reader)(nil)) and kong.BindTo(os.Stdout, (*io.Writer)(nil)).
type splitCmd struct {
	Sheet string `arg:"" optional:"" help:"The sheet, a JSON file; standard input if none is named." type:"existingfile" placeholder:"SHEET"`
	As    string `enum:"json,table" default:"json" help:"Print the derivation as json, or as a table to follow with pencil and paper."`
	Cases string `help:"Split every case of this file instead; - is standard input." type:"existingfile" placeholder:"FILE"`
}

// Help is shown under the command's usage.
func (c *splitCmd) Help() string { return sheet.Help }

// Run splits. Refused cases are results; a refused sheet is an error.
func (c *splitCmd) Run(in io.Reader, out io.Writer) error {
	switch {
	case c.Cases != "" && c.Sheet != "":
		return errors.New("name a sheet or a file of cases, not both")
	case c.Cases != "":
		return answerCases(c.Cases, in, out)
	}
	return withInput(c.Sheet, in, func(in io.Reader) error {
		split, err := sheet.Read(in)
		if err != nil {
			return err
		}
		if c.As == "table" {
			return split.WriteTable(out)
		}
		return printJSON(out, split)
	})
}

// answerCases answers the cases of a file, of which it reads id, kind and given only.
func answerCases(file string, in io.Reader, out io.Writer) error {
	return withInput(file, in, func(in io.Reader) error {
		answers, err := cases.Read(in)
		if err != nil {
			return fmt.Errorf("%s is no file of cases: %w", file, err)
		}
		return printJSON(out, answers)
	})
}

// withInput opens a file for reading; "-" and no name are in.
func withInput(name string, in io.Reader, read func(io.Reader) error) error {
	if name == "" || name == "-" {
		return read(in)
	}
	file, err := os.Open(name)
	if err != nil {
		return fmt.Errorf("read: %w", err)
	}
	defer func() { _ = file.Close() }() // only read from
	return read(file)
}

func printJSON(out io.Writer, v any) error {
	if err := json.MarshalWrite(out, v, jsontext.WithIndent("  ")); err != nil {
		return fmt.Errorf("print: %w", err)
	}
	_, err := fmt.Fprintln(out)
	return err
}
