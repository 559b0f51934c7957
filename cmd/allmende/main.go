// Allmende is the joint-procurement marketplace for cooperatives of public bodies.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"
)

// version is set by the build.
var version = "development"

// commands are what the program can be asked for.
type commands struct {
	Serve   serveCmd   `cmd:"" help:"Serve pages and programming interface."`
	Migrate migrateCmd `cmd:"" help:"Bring the database to the newest schema."`
	Demo    demoCmd    `cmd:"" help:"Load the demonstration into an empty installation."`
	Import  importCmd  `cmd:"" help:"Take in data of others."`
	Admit   admitCmd   `cmd:"" help:"Make public bodies members of a cooperative."`
	Person  personCmd  `cmd:"" help:"Appoint people and set their passwords."`

	Cooperative cooperativeCmd `cmd:"" help:"Found a cooperative."`
	Supplier    supplierCmd    `cmd:"" help:"Register a supplier."`

	Split    splitCmd    `cmd:"" help:"Split an amount exactly and print the derivation."`
	Evaluate evaluateCmd `cmd:"" help:"Rank bids exactly and print the derivation."`

	Seal      sealCmd      `cmd:"" help:"Seal a bid without a browser."`
	OpenShare openShareCmd `cmd:"" help:"Open an officer's share envelopes without a browser."`

	Verify  verifyCmd  `cmd:"" help:"Verify the installation, or a receipt."`
	Openapi openapiCmd `cmd:"" help:"Print the contract of the programming interface."`
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Getenv, os.Stdin, os.Stdout, os.Stderr))
}

// Exit codes (interface.md): 0, 1 for a failed check, 2 for wrong use.
const (
	exitFailed = 1
	exitUsage  = 2
)

// run carries out one command and returns the exit code.
func run(ctx context.Context, args []string, getenv func(string) string, in io.Reader, out, progress io.Writer) int {
	var c commands
	exited := -1
	parser, err := kong.New(&c,
		kong.Name("allmende"),
		kong.Description("Joint procurement for cooperatives of public bodies.\n\nSettings come from the environment: ALLMENDE_DATA, ALLMENDE_LISTEN, ALLMENDE_DEMO, ALLMENDE_URL, ALLMENDE_SMTP_URL, ALLMENDE_MAIL_FROM, DATABASE_URL."),
		kong.UsageOnError(),
		kong.Writers(out, progress),
		kong.Exit(func(code int) { exited = code }),
	)
	if err != nil {
		fmt.Fprintln(progress, "allmende:", err)
		return exitUsage
	}
	parsed, err := parser.Parse(args)
	if exited >= 0 {
		return exited // --help was asked for
	}
	if err != nil {
		fmt.Fprintln(progress, "allmende:", err)
		return exitUsage
	}
	config, err := readConfig(getenv)
	if err != nil {
		fmt.Fprintln(progress, "allmende:", err)
		return exitUsage
	}
	parsed.BindTo(ctx, (*context.Context)(nil))
	parsed.BindTo(in, (*io.Reader)(nil))
	parsed.BindTo(out, (*io.Writer)(nil))
	parsed.Bind(config, &console{out: out, progress: progress})
	if err := parsed.Run(); err != nil {
		if !errors.Is(err, errSaid) {
			fmt.Fprintln(progress, "allmende:", plain(err))
		}
		return exitFailed
	}
	return 0
}

// errSaid ends a command with exit code 1 whose findings are already printed.
var errSaid = errors.New("said")

// console separates data on standard output from progress on standard error.
type console struct{ out, progress io.Writer }

func (c *console) say(format string, args ...any) { fmt.Fprintf(c.progress, format+"\n", args...) }
