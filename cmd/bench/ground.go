package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"allmende/adapters/cluster"
	"allmende/cmd/bench/stage"
)

// ground is what is measured on: a private PostgreSQL, the server, and the stage.
type ground struct {
	plan      plan
	folder    string
	cluster   *cluster.Cluster
	owner     *pgxpool.Pool
	postgres  int // the process id of PostgreSQL's first process
	server    *exec.Cmd
	address   string
	coldStart time.Duration
	stage     stage.Stage
	yardstick yardstick
}

// open prepares everything; what failed half-way is put away again.
func open(ctx context.Context, p plan) (*ground, error) {
	g := &ground{plan: p, folder: filepath.Join(os.TempDir(), fmt.Sprintf("allmende-bench-%d", os.Getpid()))}
	for _, step := range []func(context.Context) error{g.openDatabase, g.migrate, g.setStage, g.serveStage, g.openYardstick} {
		if err := step(ctx); err != nil {
			g.close()
			return nil, err
		}
	}
	return g, nil
}

// openWithoutStage prepares PostgreSQL alone.
func openWithoutStage(ctx context.Context, p plan) (*ground, error) {
	g := &ground{plan: p, folder: filepath.Join(os.TempDir(), fmt.Sprintf("allmende-bench-%d", os.Getpid()))}
	if err := g.openDatabase(ctx); err != nil {
		g.close()
		return nil, err
	}
	return g, nil
}

func (g *ground) close() {
	g.stopServer()
	if g.owner != nil {
		g.owner.Close()
	}
	if g.cluster != nil {
		_ = g.cluster.Stop()
	}
	_ = os.RemoveAll(g.folder)
}

func (g *ground) stopServer() {
	if g.server != nil {
		_ = g.server.Process.Signal(os.Interrupt)
		_ = g.server.Wait()
	}
}

func (g *ground) openDatabase(ctx context.Context) error {
	say("Starting a private PostgreSQL …")
	if err := os.MkdirAll(g.folder, 0o711); err != nil { //nolint:gosec // the database's user walks through it
		return fmt.Errorf("make a folder: %w", err)
	}
	var err error
	if g.cluster, err = cluster.Use(ctx, cluster.Config{Data: filepath.Join(g.folder, "postgresql")}); err != nil {
		return err
	}
	if g.owner, err = pgxpool.New(ctx, g.cluster.URL()); err != nil {
		return fmt.Errorf("connect: %w", err)
	}
	var backend int
	if err := g.owner.QueryRow(ctx, "select pg_backend_pid()").Scan(&backend); err != nil {
		return fmt.Errorf("connect: %w", err)
	}
	g.postgres, err = parentOf(backend)
	return err
}

func (g *ground) migrate(context.Context) error {
	if out, err := g.command(g.cluster.URL(), "migrate").CombinedOutput(); err != nil {
		return fmt.Errorf("migrate: %w\n%s", err, out)
	}
	return nil
}

func (g *ground) setStage(ctx context.Context) error {
	say("Writing %d frameworks and %d past call-offs …", g.plan.contract, g.plan.history)
	var err error
	g.stage, err = stage.Set(ctx, g.owner, stage.Plan{
		Members: 100, Buyers: 32, Frameworks: g.plan.contract, Items: 25, History: g.plan.history, Maximum: "900000000000.00",
	})
	return err
}

// command is the server's binary on a database of ours.
func (g *ground) command(database string, args ...string) *exec.Cmd {
	cmd := exec.Command(g.plan.server, args...) //nolint:gosec // the binary that one asked to measure
	cmd.Env = append(os.Environ(), "DATABASE_URL="+database, "ALLMENDE_DATA="+filepath.Join(g.folder, "data"), "ALLMENDE_LISTEN="+g.address, "ALLMENDE_DEMO=off")
	if g.address == "" {
		cmd.Env = append(cmd.Env, "ALLMENDE_LISTEN=127.0.0.1:0")
	}
	return cmd
}

func (g *ground) serveStage(ctx context.Context) error { return g.startServer(ctx, g.cluster.URL()) }

// startServer measures the way from nothing to the first answer, with the database running.
func (g *ground) startServer(ctx context.Context, database string) error {
	free, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("find a port: %w", err)
	}
	g.address = free.Addr().String()
	if err := free.Close(); err != nil {
		return fmt.Errorf("find a port: %w", err)
	}
	log, err := os.Create(filepath.Join(g.folder, "server.log"))
	if err != nil {
		return fmt.Errorf("open the server's log: %w", err)
	}
	defer log.Close() //nolint:errcheck // the server holds its own
	begun := time.Now()
	cmd := g.command(database, "serve")
	cmd.Stdout, cmd.Stderr = log, log
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("start the server: %w", err)
	}
	g.server = cmd
	for time.Since(begun) < time.Minute {
		if response, err := http.Get("http://" + g.address + "/healthz"); err == nil {
			g.coldStart = time.Since(begun)
			return response.Body.Close()
		}
		time.Sleep(2 * time.Millisecond)
	}
	return fmt.Errorf("the server does not serve within a minute:\n%s", g.lastWords())
}

// lastWords are the end of the server's log.
func (g *ground) lastWords() string {
	said, err := os.ReadFile(filepath.Join(g.folder, "server.log"))
	if err != nil {
		return err.Error()
	}
	return string(said[max(0, len(said)-2000):])
}

// database makes an empty database of its own on the same PostgreSQL.
func (g *ground) database(ctx context.Context, name string) (string, error) {
	if _, err := g.owner.Exec(ctx, "create database "+name); err != nil {
		return "", fmt.Errorf("make the database %s: %w", name, err)
	}
	address, err := url.Parse(g.cluster.URL())
	if err != nil {
		return "", fmt.Errorf("make the database %s: %w", name, err)
	}
	address.Path = "/" + name
	return address.String(), nil
}

// describe notes what it is measured on.
func (g *ground) describe(ctx context.Context, r *report) error {
	if err := g.owner.QueryRow(ctx, "select current_setting('server_version'), current_setting('fsync'), current_setting('synchronous_commit')").
		Scan(&r.postgres, &r.fsync, &r.synchronous); err != nil {
		return fmt.Errorf("describe: %w", err)
	}
	r.machine, r.processors, r.on = processorName(), runtime.NumCPU(), time.Now()
	return nil
}

// check holds every total against the sum of its parts after all that was done.
func (g *ground) check(ctx context.Context, r *report) error {
	say("Checking the totals …")
	wrong, err := g.stage.Wrong(ctx, g.owner)
	if err != nil {
		return err
	}
	if len(wrong) > 0 {
		return fmt.Errorf("%d totals are not the sums of their parts, as %s", len(wrong), wrong[0])
	}
	var stored int
	if err := g.owner.QueryRow(ctx, "select count(*) from call_off").Scan(&stored); err != nil {
		return fmt.Errorf("check: %w", err)
	}
	if want := g.plan.history + r.placed; stored != want {
		return fmt.Errorf("%d call-offs are stored, %d were answered for", stored, want)
	}
	r.memory, err = residentMemory(g.server.Process.Pid)
	return err
}

// importRegister measures the import of the official register into an empty installation.
func (g *ground) importRegister(ctx context.Context, r *report) error {
	file := filepath.Join(g.plan.shared, "data", "municipalities.csv")
	if _, err := os.Stat(file); errors.Is(err, os.ErrNotExist) {
		say("No register at %s: its import is not measured.", file)
		return nil
	}
	database, err := g.database(ctx, "register")
	if err != nil {
		return err
	}
	if out, err := g.command(database, "migrate").CombinedOutput(); err != nil {
		return fmt.Errorf("migrate: %w\n%s", err, out)
	}
	for _, into := range []*time.Duration{&r.firstImport, &r.secondImport} {
		begun := time.Now()
		if out, err := g.command(database, "import", "register", file).CombinedOutput(); err != nil {
			return fmt.Errorf("import the register: %w\n%s", err, out)
		}
		*into = time.Since(begun)
	}
	return nil
}
