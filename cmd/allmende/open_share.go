package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"allmende/adapters/age"
	"allmende/cmd/allmende/bidding"
)

// openShareCmd opens share envelopes on a machine that need not be connected.
type openShareCmd struct {
	Key        string `required:"" placeholder:"FILE" type:"existingfile" help:"The officer's key file; its passphrase is asked for, or the first line of standard input."`
	Tender     string `required:"" placeholder:"FILE" type:"existingfile" help:"The tender, as GET /tenders/{id} answers it; best kept since the publication."`
	Opening    string `required:"" placeholder:"FILE" type:"existingfile" help:"The envelopes, as GET /tenders/{id}/opening answers the officer after the deadline."`
	Out        string `required:"" placeholder:"FILE" help:"Where the shares go, as POST /tenders/{id}/opening/shares takes them."`
	Unreadable bool   `help:"Declare the envelopes unreadable that give no share; it stands in the opening record."`
}

// Help is shown under the command's usage.
func (*openShareCmd) Help() string {
	return "Opens every envelope and compares it with tender, committee, bid and officer. Nothing is sent; one officer's shares tell nothing. " +
		"Exit code 1 when an envelope gives no share, unless --unreadable is said.\n\n" +
		"Example: allmende open-share --key key.age --tender tender.json --opening opening.json --out shares.json"
}

// Run opens the envelopes.
func (c *openShareCmd) Run(in io.Reader, say *console) error {
	notice, err := readFile(c.Tender, bidding.ReadNotice)
	if err != nil {
		return err
	}
	opening, err := readFile(c.Opening, bidding.ReadOpening)
	if err != nil {
		return err
	}
	key, err := c.key(in, say)
	if err != nil {
		return err
	}
	releases, unreadable, err := opening.Open(notice, key)
	if err != nil {
		return err
	}
	for _, u := range unreadable {
		say.say("The envelope of %s (bid %s) %s.", u.Bidder, u.Bid, u.Reason)
	}
	if len(unreadable) > 0 && !c.Unreadable {
		return errors.New("nothing was written: declare these envelopes unreadable with --unreadable, or ask for them again")
	}
	if err := writeJSON(c.Out, releases); err != nil {
		return err
	}
	say.say("%d of %d envelopes gave a share.", len(releases.Releases)-len(unreadable), len(releases.Releases))
	say.say("%s is ready to be released: POST /tenders/%s/opening/shares", c.Out, notice.ID)
	return nil
}

func (c *openShareCmd) key(in io.Reader, say *console) (age.Identity, error) {
	file, err := readFile(c.Key, func(in io.Reader) ([]byte, error) { return io.ReadAll(io.LimitReader(in, 1<<20)) })
	if err != nil {
		return age.Identity{}, err
	}
	var passphrase string
	if age.IsLocked(file) {
		if passphrase, err = askPassphrase(in, say); err != nil {
			return age.Identity{}, err
		}
	}
	return age.ReadKeyFile(file, passphrase)
}

// askPassphrase reads without showing it from a terminal, else the first line.
func askPassphrase(in io.Reader, say *console) (string, error) {
	if file, is := in.(*os.File); is && term.IsTerminal(int(file.Fd())) {
		fmt.Fprint(say.progress, "Passphrase: ")
		passphrase, err := term.ReadPassword(int(file.Fd()))
		fmt.Fprintln(say.progress)
		if err != nil {
			return "", fmt.Errorf("read the passphrase: %w", err)
		}
		return string(passphrase), nil
	}
	line, err := bufio.NewReader(io.LimitReader(in, 4096)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", fmt.Errorf("read the passphrase from standard input: %w", err)
	}
	return strings.TrimRight(line, "\r\n"), nil
}
