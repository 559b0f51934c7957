package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/go-json-experiment/json"

	"allmende/adapters/age"
	"allmende/cmd/allmende/bidding"
	"allmende/domain/id"
	"allmende/domain/member"
	"allmende/domain/money"
	"allmende/domain/tender"
)

// sealCmd seals a bid on a machine that need not be connected.
type sealCmd struct {
	Tender  string `required:"" placeholder:"FILE" type:"existingfile" help:"The tender, as GET /tenders/{id} answers it."`
	Bidder  string `required:"" placeholder:"ID" help:"The id of the supplier that bids."`
	Prices  string `required:"" placeholder:"FILE" type:"existingfile" help:"The prices: the price sheet of the tender (.xlsx), or a JSON object of item id to price."`
	Answers string `placeholder:"FILE" type:"existingfile" help:"Where the tender asks for it: a JSON object of lot id to what is offered in the lot."`
	Out     string `required:"" placeholder:"FILE" help:"Where the sealed bid goes, as POST /tenders/{id}/bids takes it."`
	Keep    string `placeholder:"FOLDER" type:"existingdir" help:"Also write what was sealed there, readable: the proof of what was offered."`
}

// Help is shown under the command's usage.
func (*sealCmd) Help() string {
	return "Seals to all opening officers that the tender names, any two of whom can open it after the deadline. Nothing is sent. " +
		"Each run makes a new version of the bid.\n\n" +
		"Example: allmende seal --tender tender.json --bidder 0190… --prices prices.json --out bid.json"
}

// Run seals, and tells by which hash the receipt will name the bid.
func (c *sealCmd) Run(say *console) error {
	notice, err := readFile(c.Tender, bidding.ReadNotice)
	if err != nil {
		return err
	}
	bidder, err := id.Parse[member.Supplier](c.Bidder)
	if err != nil {
		return errors.New("--bidder is the id of a supplier, as 01900000-0000-7000-8000-000000000001")
	}
	contents, err := c.contents(notice, bidder)
	if err != nil {
		return fmt.Errorf("nothing was sealed:\n%w", err)
	}
	sealed, err := age.SealBid(notice.Bidding(bidder), contents...)
	if err != nil {
		return err
	}
	if err := writeJSON(c.Out, bidding.HandInOf(sealed)); err != nil {
		return err
	}
	if err := c.keep(sealed); err != nil {
		return err
	}
	say.say("Sealed to %d opening officers; any two of them open it after the deadline.", len(notice.Officers))
	say.say("The receipt must name the manifest %s", sealed.Manifest().Hash())
	say.say("%s is ready to be handed in: POST /tenders/%s/bids", c.Out, notice.ID)
	return nil
}

func (c *sealCmd) contents(notice bidding.Notice, bidder member.SupplierID) ([]tender.Content, error) {
	prices, err := c.prices(notice)
	if err != nil {
		return nil, err
	}
	var answers map[tender.LotID]string
	if c.Answers != "" {
		if answers, err = readFile(c.Answers, bidding.ReadAnswers); err != nil {
			return nil, err
		}
	}
	return notice.Contents(bidder, prices, answers)
}

func (c *sealCmd) prices(notice bidding.Notice) (map[tender.ItemID]money.Price, error) {
	if strings.EqualFold(filepath.Ext(c.Prices), ".xlsx") {
		return readFile(c.Prices, notice.ReadPriceSheet)
	}
	return readFile(c.Prices, bidding.ReadPrices)
}

func (c *sealCmd) keep(sealed age.SealedBid) error {
	if c.Keep == "" {
		return nil
	}
	for _, container := range sealed.Containers {
		name := filepath.Join(c.Keep, fmt.Sprintf("%s-%s.json", sealed.Bidding.Bid, container.Kind))
		if err := os.WriteFile(name, container.Content, 0o600); err != nil {
			return fmt.Errorf("keep what was sealed: %w", err)
		}
	}
	return nil
}

// readFile reads a file that a command was given.
func readFile[T any](name string, read func(io.Reader) (T, error)) (result T, err error) {
	err = withInput(name, nil, func(in io.Reader) error {
		result, err = read(in)
		return err
	})
	return result, err
}

// writeJSON writes a body of a request; it never replaces a file.
func writeJSON(name string, body any) error {
	text, err := json.Marshal(body)
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("write: %w", err)
	}
	_, err = file.Write(append(text, '\n'))
	if closed := file.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}
