package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"allmende/ports/driving"
	"allmende/ports/usecase"
)

// admitCmd makes bodies members: one, or a whole state.
type admitCmd struct {
	Cooperative string `required:"" placeholder:"NAME" help:"The cooperative."`
	State       string `xor:"what" required:"" placeholder:"03" help:"Every municipality and district of a state."`
	Key         string `xor:"what" required:"" placeholder:"03351" help:"One body, by its official key."`
	Name        string `xor:"what" required:"" placeholder:"NAME" help:"A body that the directory does not list; with --kind."`
	Kind        string `enum:"it-provider,university,association," default:"" help:"it-provider, university or association (a guest)."`
	Leitweg     string `placeholder:"04011000-12345-03" help:"Its Leitweg-ID."`
	Limit       string `placeholder:"5000.00" help:"The value above which a second person approves; else the default."`
}

// Help is shown under the command's usage.
func (admitCmd) Help() string {
	return "A city without a district counts once; areas without a municipality are left out; members stay as they are.\n\n" +
		"Example: allmende admit --cooperative \"Nordverbund\" --state 03"
}

// Validate refuses what does not go together.
func (c admitCmd) Validate() error {
	if (c.Name != "") != (c.Kind != "") {
		return errors.New("--name and --kind go together")
	}
	if c.State != "" && c.Leitweg+c.Limit != "" {
		return errors.New("--leitweg and --limit are for one body")
	}
	return nil
}

// Run admits and reports on standard output.
func (c admitCmd) Run(ctx context.Context, conf config, out io.Writer) error {
	return withOperator(ctx, conf, func(op *usecase.Register) error {
		if c.State == "" {
			return c.one(ctx, op, out)
		}
		done, err := op.AdmitState(ctx, c.Cooperative, c.State)
		if err != nil {
			return err
		}
		return tell(out, "%s: admitted %d municipalities and %d districts; %d were members already; %d areas without a municipality left out.\n",
			done.State, done.Municipalities, done.Districts, done.Already, done.Areas)
	})
}

func (c admitCmd) one(ctx context.Context, op *usecase.Register, out io.Writer) error {
	m, err := op.Admit(ctx, driving.OperatorAdmit{
		Cooperative: c.Cooperative, OfficialKey: c.Key, Kind: c.Kind, Name: c.Name, LeitwegID: c.Leitweg, ApprovalLimit: c.Limit,
	})
	if err != nil {
		return err
	}
	return tell(out, "Admitted: %s (%s), %d inhabitants, approval limit %s EUR.\n", m.Name, m.Kind, m.Population, m.ApprovalLimit)
}

// cooperativeCmd founds cooperatives.
type cooperativeCmd struct {
	Add cooperativeAddCmd `cmd:"" help:"Found a cooperative."`
}

type cooperativeAddCmd struct {
	Name string `arg:"" help:"Its name."`
}

// Help is shown under the command's usage.
func (cooperativeAddCmd) Help() string { return "Example: allmende cooperative add \"Nordverbund\"" }

// Run founds the cooperative.
func (c cooperativeAddCmd) Run(ctx context.Context, conf config, out io.Writer) error {
	return withOperator(ctx, conf, func(op *usecase.Register) error {
		added, err := op.AddCooperative(ctx, c.Name)
		if err != nil {
			return err
		}
		return tell(out, "Cooperative: %s\n", added.Name)
	})
}

// supplierCmd registers suppliers.
type supplierCmd struct {
	Add supplierAddCmd `cmd:"" help:"Register a supplier."`
}

type supplierAddCmd struct {
	Cooperative string `required:"" placeholder:"NAME" help:"The cooperative."`
	Name        string `arg:"" help:"Its name."`
}

// Help is shown under the command's usage.
func (supplierAddCmd) Help() string {
	return "Example: allmende supplier add --cooperative \"Nordverbund\" \"Deichtal IT GmbH\""
}

// Run registers the supplier.
func (c supplierAddCmd) Run(ctx context.Context, conf config, out io.Writer) error {
	return withOperator(ctx, conf, func(op *usecase.Register) error {
		added, err := op.AddSupplier(ctx, c.Cooperative, c.Name)
		if err != nil {
			return err
		}
		return tell(out, "Supplier: %s\n", added.Name)
	})
}

func tell(out io.Writer, format string, args ...any) error {
	if _, err := fmt.Fprintf(out, format, args...); err != nil {
		return fmt.Errorf("print what was done: %w", err)
	}
	return nil
}
