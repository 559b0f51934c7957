package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/go-json-experiment/json"

	"allmende/adapters/notary"
)

// verifyReceiptCmd needs nothing but the receipt and the installation's public key.
type verifyReceiptCmd struct {
	File string `arg:"" help:"The receipt: the signed note, or the JSON that the note is in; - is standard input." placeholder:"FILE"`
	Key  string `required:"" placeholder:"KEY" help:"The public key of the installation, as allmende verify key prints it."`
}

// Help is shown under the command's usage.
func (verifyReceiptCmd) Help() string {
	return "Prints what was signed; exit code 1 when the receipt was not signed with the key, or was altered.\n\n" +
		"Example: allmende verify receipt receipt.json --key allmende+1a2b3c4d+Ab…"
}

// Run prints the text of a receipt that is in order.
func (c *verifyReceiptCmd) Run(in io.Reader, out io.Writer, say *console) error {
	return withInput(c.File, in, func(in io.Reader) error {
		receipt, err := io.ReadAll(io.LimitReader(in, 1<<20))
		if err != nil {
			return fmt.Errorf("read the receipt: %w", err)
		}
		text, err := notary.OpenReceipt(noteIn(receipt), c.Key)
		if err != nil {
			return fmt.Errorf("the receipt: %w", err)
		}
		if err := tell(out, "%s", text); err != nil {
			return err
		}
		say.say("The receipt is signed with this key and unaltered.")
		return nil
	})
}

// noteIn takes the note out of a receipt in JSON; anything else is the note itself.
func noteIn(receipt []byte) []byte {
	var answer struct {
		Note string `json:"note"`
	}
	if err := json.Unmarshal(receipt, &answer); err == nil && answer.Note != "" {
		return []byte(answer.Note)
	}
	return receipt
}

// verifyKeyCmd prints what is published.
type verifyKeyCmd struct{}

// Help is shown under the command's usage.
func (verifyKeyCmd) Help() string {
	return "Publish it where bidders can compare it, as in the notice.\n\nExample: allmende verify key"
}

// Run reads the key that the first start of the installation made.
func (verifyKeyCmd) Run(c config, out io.Writer) error {
	key, err := os.ReadFile(filepath.Join(c.data, "log", "checkpoint.pub"))
	if err != nil {
		return fmt.Errorf("this is no data folder of an installation that was started once: %w", err)
	}
	return tell(out, "%s", key)
}
