package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"allmende/domain/access"
	"allmende/domain/member"
)

// verifyCmd checks what was recorded.
type verifyCmd struct {
	Installation verifyInstallationCmd `cmd:"" default:"1" help:"Verify every row, event and checkpoint of the installation; what verify does alone."`
	Receipt      verifyReceiptCmd      `cmd:"" help:"Verify the receipt of a bid, without installation and network."`
	Key          verifyKeyCmd          `cmd:"" help:"Print the public key of the installation, with which receipts are verified."`
}

// verifyInstallationCmd checks the whole installation, for whoever runs it.
type verifyInstallationCmd struct{}

// Help is shown under the command's usage.
func (verifyInstallationCmd) Help() string {
	return "Prints a JSON line for each cooperative; exit code 1 when something is not as the log says.\n\nExample: allmende verify"
}

// Run verifies each cooperative's rows, and the log.
func (verifyInstallationCmd) Run(ctx context.Context, c config, out io.Writer, say *console) error {
	i, err := openInstallation(ctx, c)
	if err != nil {
		return err
	}
	return errors.Join(i.verifyAll(ctx, out, say), i.close())
}

func (i *installation) verifyAll(ctx context.Context, out io.Writer, say *console) error {
	cooperatives, err := i.db.Cooperatives(ctx)
	if err != nil {
		return err
	}
	verification, ok := i.verification(), true
	for _, each := range cooperatives {
		say.say("Verifying %s …", each.Name)
		result, err := verification.Check(ctx, access.Actor{Cooperative: member.CooperativeID(each.ID)})
		if err != nil {
			return err
		}
		if result.At, err = i.db.Now(ctx); err != nil {
			return err
		}
		line, err := json.Marshal(struct {
			Cooperative string `json:"cooperative"`
			Result      any    `json:"result"`
		}{each.Name, result})
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintf(out, "%s\n", line); err != nil {
			return err
		}
		ok = ok && result.OK
	}
	if !ok {
		return errSaid
	}
	say.say("Everything is as the log says.")
	return nil
}
