package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"allmende/cmd/bench/bare"
	"allmende/cmd/bench/stage"
)

// The bars of lists (goals P6 and P7), and with how many clients.
const (
	listBar     = 0.5
	growthBar   = 1.5
	listClients = 8
)

// listsReport is what was measured of lists of 50.
type listsReport struct {
	history, rows int
	beside        pairs // ours and the bare list
	grown         []growth
}

type pairs []pair

// growth is one list over many rows and over few, in turn: plain is the one over few.
type growth struct {
	what  string
	pairs pairs
}

// bareServer answers for the bare list, in a process of its own.
type bareServer struct {
	process *exec.Cmd
	address string
}

// lists measures the list of call-offs beside the bare one, and over a hundred times the rows.
func (g *ground) lists(ctx context.Context, r *report) error {
	few, err := g.listed(ctx, "few", g.plan.history)
	if err != nil {
		return err
	}
	defer few.end()
	r.lists = listsReport{history: g.plan.history, rows: g.plan.rows}
	if err := few.besideBare(ctx, r); err != nil {
		return err
	}
	many, err := g.listed(ctx, "many", g.plan.rows)
	if err != nil {
		return err
	}
	defer many.end()
	return compareGrowth(ctx, few, many, r)
}

func (g *ground) end() {
	g.stopServer()
	g.owner.Close()
}

// listed is a ground of its own with so many past call-offs and a server on it.
func (g *ground) listed(ctx context.Context, name string, rows int) (*ground, error) {
	own := *g
	own.server, own.address = nil, ""
	database, err := g.database(ctx, name)
	if err != nil {
		return nil, err
	}
	if out, err := g.command(database, "migrate").CombinedOutput(); err != nil {
		return nil, fmt.Errorf("migrate: %w\n%s", err, out)
	}
	if own.owner, err = pgxpool.New(ctx, database); err != nil {
		return nil, fmt.Errorf("connect: %w", err)
	}
	say("Writing %d past call-offs …", rows)
	plan := stage.Plan{Members: 100, Buyers: 32, Frameworks: g.plan.contract, Items: 25, History: min(rows, stage.Guarded), Maximum: "900000000000.00"}
	if own.stage, err = stage.Set(ctx, own.owner, plan); err != nil {
		own.owner.Close()
		return nil, err
	}
	if err := own.stage.Mass(ctx, own.owner, plan, rows-plan.History); err != nil {
		own.owner.Close()
		return nil, err
	}
	if err := own.startServer(ctx, database); err != nil {
		own.owner.Close()
		return nil, err
	}
	return &own, nil
}

// people are the officer, as often as there are clients, and as many buyers.
func (g *ground) people(ctx context.Context) (officers, buyers []*browser, err error) {
	if buyers, err = g.buyers(ctx); err != nil {
		return nil, nil, err
	}
	officer, err := g.signIn(ctx, client(listClients), g.stage.Officer, "")
	if err != nil {
		return nil, nil, err
	}
	for range listClients {
		officers = append(officers, officer)
	}
	return officers, buyers[:listClients], nil
}

func listing(ctx context.Context, b *browser) error { return b.get(ctx, "/call-offs?limit=50", nil) }

func (g *ground) besideBare(ctx context.Context, r *report) error {
	server, err := g.startBare(ctx)
	if err != nil {
		return err
	}
	defer server.stop()
	callers := client(listClients)
	bareList := func(ctx context.Context, b *browser) error {
		_, err := (&browser{http: callers, base: "http://" + server.address}).exchange(ctx, request{method: http.MethodGet, path: "/list?limit=50"})
		return err
	}
	officers, _, err := g.people(ctx)
	if err != nil {
		return err
	}
	for _, do := range []call{listing, bareList} {
		if err := g.warmUp(ctx, officers, do, &report{}); err != nil {
			return err
		}
	}
	say("List of 50, beside the bare one …")
	for range g.plan.pairs {
		ours, err := g.load(ctx, officers, listing)
		if err != nil {
			return err
		}
		plain, err := g.load(ctx, officers, bareList)
		if err != nil {
			return err
		}
		r.lists.beside = append(r.lists.beside, pair{ours, plain})
	}
	return nil
}

// startBare fills the bare table and serves it.
func (g *ground) startBare(ctx context.Context) (*bareServer, error) {
	if err := bare.Fill(ctx, g.owner, g.plan.history); err != nil {
		return nil, err
	}
	free, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("find a port: %w", err)
	}
	s := &bareServer{address: free.Addr().String()}
	if err := free.Close(); err != nil {
		return nil, fmt.Errorf("find a port: %w", err)
	}
	ourselves, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("serve the bare list: %w", err)
	}
	s.process = exec.CommandContext(ctx, ourselves, "-bare", g.owner.Config().ConnString(), "-listen", s.address) //nolint:gosec // ourselves
	s.process.Stderr = os.Stderr
	if err := s.process.Start(); err != nil {
		return nil, fmt.Errorf("serve the bare list: %w", err)
	}
	for range 1000 {
		if answer, err := http.Get((&url.URL{Scheme: "http", Host: s.address, Path: "/list", RawQuery: "limit=1"}).String()); err == nil {
			return s, answer.Body.Close()
		}
		time.Sleep(5 * time.Millisecond)
	}
	s.stop()
	return nil, fmt.Errorf("the bare list at %s does not answer", s.address)
}

func (s *bareServer) stop() {
	_ = s.process.Process.Kill()
	_ = s.process.Wait()
}

func compareGrowth(ctx context.Context, few, many *ground, r *report) error {
	fewOfficers, fewBuyers, err := few.people(ctx)
	if err != nil {
		return err
	}
	manyOfficers, manyBuyers, err := many.people(ctx)
	if err != nil {
		return err
	}
	for _, list := range []struct {
		what      string
		few, many []*browser
	}{{"everything in sight", fewOfficers, manyOfficers}, {"one member's", fewBuyers, manyBuyers}} {
		say("List of 50, %s, over %d rows and over %d …", list.what, many.plan.rows, few.plan.history)
		of := growth{what: list.what}
		if err := many.warmUp(ctx, list.many, listing, &report{}); err != nil {
			return err
		}
		for range few.plan.pairs {
			large, err := many.load(ctx, list.many, listing)
			if err != nil {
				return err
			}
			small, err := few.load(ctx, list.few, listing)
			if err != nil {
				return err
			}
			of.pairs = append(of.pairs, pair{large, small})
		}
		r.lists.grown = append(r.lists.grown, of)
	}
	return nil
}

// text is the table in Markdown, or nothing.
func (r listsReport) text() string {
	if len(r.beside) == 0 {
		return ""
	}
	rate := middle(r.beside, func(p pair) float64 { return p.ours.rate / p.plain.rate })
	var b strings.Builder
	fmt.Fprintf(&b, "| list of 50 call-offs from %d, %d clients | requests/s | p50 ms | p95 ms |\n|---|---|---|---|\n", r.history, listClients)
	for _, row := range []struct {
		what string
		of   func(pair) sample
	}{{"ours, everything in sight", func(p pair) sample { return p.ours }}, {"bare Echo and pgx, one statement, nobody signed in", func(p pair) sample { return p.plain }}} {
		fmt.Fprintf(&b, "| %s | %.0f | %.2f | %.2f |\n", row.what, middle(r.beside, func(p pair) float64 { return row.of(p).rate }),
			middle(r.beside, func(p pair) float64 { return milliseconds(row.of(p).p50) }), middle(r.beside, func(p pair) float64 { return milliseconds(row.of(p).p95) }))
	}
	fmt.Fprintf(&b, "\nGoal P6: **%.2f** of the bare list's requests, must be %.1f: %s.\n", rate, listBar, verdict(rate >= listBar))
	fmt.Fprintf(&b, "\n| list of 50, %d clients | p95 ms over %d rows | p95 ms over %d | **ratio** |\n|---|---|---|---|\n", listClients, r.rows, r.history)
	for _, g := range r.grown {
		ratio := middle(g.pairs, func(p pair) float64 { return float64(p.ours.p95) / float64(p.plain.p95) })
		fmt.Fprintf(&b, "| %s | %.2f | %.2f | **%.2f**, must be %.1f: %s |\n", g.what, middle(g.pairs, func(p pair) float64 { return milliseconds(p.ours.p95) }),
			middle(g.pairs, func(p pair) float64 { return milliseconds(p.plain.p95) }), ratio, growthBar, verdict(ratio <= growthBar))
	}
	return b.String()
}

func verdict(reached bool) string {
	if reached {
		return "reached"
	}
	return "**not reached**"
}
