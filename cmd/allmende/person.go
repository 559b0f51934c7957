package main

import (
	"bufio"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"strings"

	"allmende/ports/driving"
	"allmende/ports/usecase"
)

// personCmd keeps who signs in.
type personCmd struct {
	Add      personAddCmd      `cmd:"" help:"Appoint a person, with an account if there is none."`
	Password personPasswordCmd `cmd:"" help:"Set a person's password anew and end the sessions."`
}

// passwordFrom is where a password comes from.
type passwordFrom struct {
	Generate bool `help:"Make a password and print it once; else it is the first line of standard input."`
}

type personAddCmd struct {
	passwordFrom

	Cooperative string `required:"" placeholder:"NAME" help:"The cooperative."`
	Email       string `required:"" placeholder:"ADDRESS" help:"The e-mail address to sign in with."`
	Name        string `required:"" placeholder:"NAME" help:"First and last name."`
	Role        string `required:"" placeholder:"ROLE" help:"As procurement-officer, buyer, approver, bidder, auditor."`
	Member      string `xor:"where" placeholder:"NAME|KEY" help:"The member in which the role is held."`
	Supplier    string `xor:"where" placeholder:"NAME" help:"The supplier in which the role is held."`
}

// Help is shown under the command's usage.
func (personAddCmd) Help() string {
	return "Without --member and --supplier the role is held in the cooperative itself. A person who has an account keeps name and password.\n\n" +
		"Example: allmende person add --cooperative \"Nordverbund\" --email a.ahlers@celle.example --name \"Anna Ahlers\" --role buyer --member 033510006006 --generate"
}

// Run appoints the person.
func (c personAddCmd) Run(ctx context.Context, conf config, in io.Reader, out io.Writer) error {
	password, err := c.password(in)
	if err != nil {
		return err
	}
	return withOperator(ctx, conf, func(op *usecase.Register) error {
		added, err := op.AddPerson(ctx, driving.AddPerson{
			Cooperative: c.Cooperative, Email: c.Email, Name: c.Name, Role: c.Role, Member: c.Member, Supplier: c.Supplier, Password: password,
		})
		if err != nil {
			return err
		}
		if err := tell(out, "Appointed: %s (%s) as %s of %s\n", added.Name, added.Email, added.Role, added.Organisation); err != nil {
			return err
		}
		if !added.NewAccount {
			return tell(out, "The account was there before and keeps its password.\n")
		}
		return c.tellGenerated(out, password)
	})
}

type personPasswordCmd struct {
	passwordFrom

	Email string `required:"" placeholder:"ADDRESS" help:"The e-mail address to sign in with."`
}

// Help is shown under the command's usage.
func (personPasswordCmd) Help() string {
	return "Example: allmende person password --email a.ahlers@celle.example --generate"
}

// Run sets the password.
func (c personPasswordCmd) Run(ctx context.Context, conf config, in io.Reader, out io.Writer) error {
	password, err := c.password(in)
	if err != nil {
		return err
	}
	return withOperator(ctx, conf, func(op *usecase.Register) error {
		if err := op.SetPassword(ctx, c.Email, password); err != nil {
			return err
		}
		if err := tell(out, "The password of %s is set; all sessions have ended.\n", c.Email); err != nil {
			return err
		}
		return c.tellGenerated(out, password)
	})
}

func (p passwordFrom) tellGenerated(out io.Writer, password string) error {
	if !p.Generate {
		return nil
	}
	return tell(out, "Password, shown this once: %s\n", password)
}

// password is generated with 120 random bits, or the first line of standard input:
// never an argument, which every user of the machine could read.
func (p passwordFrom) password(in io.Reader) (string, error) {
	if p.Generate {
		letters := rand.Text()[:24]
		return strings.Join([]string{letters[:6], letters[6:12], letters[12:18], letters[18:]}, "-"), nil
	}
	line, err := bufio.NewReader(io.LimitReader(in, 4096)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", fmt.Errorf("read the password from standard input: %w", err)
	}
	if line = strings.TrimRight(line, "\r\n"); line == "" {
		return "", errors.New("no password on standard input: pipe one in, or use --generate")
	}
	return line, nil
}
