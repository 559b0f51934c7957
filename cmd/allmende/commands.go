package main

import (
	"context"
	"fmt"
	"io"

	allmendehttp "allmende/adapters/http"
)

// migrateCmd brings the database to the newest schema and ends.
type migrateCmd struct{}

// Help is shown under the command's usage.
func (migrateCmd) Help() string {
	return "Example: DATABASE_URL=postgres://owner@db/allmende allmende migrate"
}

// Run migrates; opening the installation does it.
func (migrateCmd) Run(ctx context.Context, c config, say *console) error {
	i, err := openInstallation(ctx, c)
	if err != nil {
		return err
	}
	say.say("The database has the newest schema.")
	return i.close()
}

// openapiCmd prints the contract.
type openapiCmd struct{}

// Help is shown under the command's usage.
func (openapiCmd) Help() string { return "Example: allmende openapi > openapi.yaml" }

// Run prints the contract on standard output.
func (openapiCmd) Run(out io.Writer) error {
	if _, err := out.Write(allmendehttp.Contract()); err != nil {
		return fmt.Errorf("print the contract: %w", err)
	}
	return nil
}
